"""Rows that are one record. This module makes ids that stay the same, and joins what several rows say."""

import hashlib
import re
from collections.abc import Mapping

import pandas as pd

from data.errors import Problem
from data.readers.layouts import Layout
from data.schema import SEPARATOR, TABLES

_DIGITS = 16
_UUID = re.compile(r"^uuid:", re.IGNORECASE)


def ids_of(cells: pd.DataFrame, layout: Layout) -> pd.Series:
    """Return the id of each row: as stated, or a hash of the cells that identify it, so that it is the same again.

    The hash is of what the cells mean, not of how their headings are called or ordered, nor of case and blanks.
    """
    stated = layout.headings(f"{layout.table}.{TABLES[layout.table].key[0]}")
    if stated:
        ids = cells[stated].replace("", None).bfill(axis=1).iloc[:, 0].fillna("").astype("object")
        return ids.map(lambda one: f"{layout.prefix}{_UUID.sub('', one)}" if one else "")
    chosen = [heading for heading in layout.identity if heading in cells] or [str(heading) for heading in cells]
    said = {heading: "+".join(layout.targets.get(heading, ())) or heading for heading in chosen}
    ordered = sorted(chosen, key=lambda heading: (said[heading], heading))
    plain = [[_plainly(text) for text in cells[heading].tolist()] for heading in ordered]
    marks = [said[heading] for heading in ordered]
    return pd.Series(
        [_hashed(layout, marks, row) for row in zip(*plain, strict=True)], index=cells.index, dtype="object"
    )


def _hashed(layout: Layout, marks: list[str], row: tuple[str, ...]) -> str:
    told = "\x1f".join(f"{mark}={text}" for mark, text in zip(marks, row, strict=True) if text)
    return f"{layout.prefix or 'row:'}{hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]}"


def merged(
    frame: pd.DataFrame, ids: "pd.Series[str]", table: str, headings: Mapping[str, str]
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return one row for each id, the first, with what its rows say together; they may not say different things.

    Parameters
    ----------
    frame : texts by column of `table`, indexed by row.
    ids : id of each row; rows whose id is blank are left as they are.
    headings : what the file calls each column.
    """
    is_shared = ids.duplicated(keep=False) & (ids != "")
    if not is_shared.any():
        return frame, []
    problems: list[Problem] = []
    joined, keys = frame.copy(), ids[is_shared]
    for name in frame.columns:
        texts = frame[name][is_shared]
        if TABLES[table].column(name).kind in ("codes", "texts"):
            joined.loc[is_shared, name] = keys.map(texts.groupby(keys, sort=False).agg(_union))
        else:
            first = keys.map(texts.where(texts != "").groupby(keys, sort=False).first()).fillna("")
            joined.loc[is_shared, name] = first
            problems += [
                Problem(table, int(row), headings.get(name, name), "differing_rows", text, said, said)
                for row, text, said in zip(texts.index, texts, first, strict=True)
                if text and _plainly(text) != _plainly(said)
            ]
    return joined[~(ids.duplicated() & is_shared)], problems


def _plainly(text: str) -> str:
    return " ".join(text.split()).lower()


def _union(texts: "pd.Series[str]") -> str:
    parts = (part.strip() for text in texts for part in text.split(SEPARATOR))
    return SEPARATOR.join(dict.fromkeys(part for part in parts if part))
