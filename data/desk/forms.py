"""What a form says of records. This module reads its texts into single edits and tells every problem at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.desk.parts import Part, key_of, spelt
from data.errors import Problem
from data.readers.files import RawFile
from data.readers.records import Reading, understood
from data.readers.tables import RawTable
from data.schema import TABLES, Records, record_keys
from data.store import Edit
from data.store.plain import Row
from data.store.rows import plain_rows

_TOGETHER = ("start_date", "end_date", "longitude", "latitude")
"""Columns that are checked against each other."""


@dataclass(frozen=True)
class Told:
    """What parts of a form come to: edits with their part's place, or why not.

    Attributes
    ----------
    edits : what each part wants, by its place among the parts; a part that changes nothing wants nothing.
    problems : everything that is wrong, rows counted among the parts of a table from 1; nothing may be saved then.
    notes : what was read in one of several ways, rows counted likewise.
    """

    edits: Mapping[int, Sequence[Edit]]
    problems: list[Problem]
    notes: list[Problem]


def read_parts(parts: Sequence[Part], known: Records) -> Told:
    """Return the edits that `parts` say, with all their problems in one pass.

    Parameters
    ----------
    parts : the records of a form.
    known : records that they may refer to: areas, themes, agencies, initiatives.
    """
    said = {at: part for at, part in enumerate(parts) if not part.is_gone and part.touched}
    raw = {table: _raw(table, [part for part in parts if part.table == table]) for table in _tables(said.values())}
    read = understood("form", RawFile({table: RawTable(table, frame) for table, frame in raw.items()}), known)
    cells = _cells(read, _places(parts))
    edits: dict[int, Sequence[Edit]] = {at: _changed(part, *cells[at]) for at, part in said.items() if at in cells}
    gone = {at: part for at, part in enumerate(parts) if part.is_gone and part.record}
    order = sorted(gone, key=lambda at: gone[at].record, reverse=True)
    edits |= {at: [Edit(gone[at].table, gone[at].record, None, gone[at].whole)] for at in order}
    return Told(edits, read.problems, read.notes)


def _tables(parts: Iterable[Part]) -> list[str]:
    return [table for table in TABLES if table in {part.table for part in parts}]


def _places(parts: Sequence[Part]) -> dict[tuple[str, int], int]:
    """Return the place of each part by its table and its number among the parts of that table."""
    counts: dict[str, int] = {}
    places = {}
    for at, part in enumerate(parts):
        counts[part.table] = counts.get(part.table, 0) + 1
        places[part.table, counts[part.table]] = at
    return places


def _raw(table: str, parts: Sequence[Part]) -> pd.DataFrame:
    """Return the texts that are new, with what they are checked against; rows counted from 1."""
    has_new = any(not part.record for part in parts)
    rows = {
        at: _row(part, has_new=has_new) for at, part in enumerate(parts, start=1) if not part.is_gone and part.touched
    }
    names = [name for name in TABLES[table].names if any(name in row for row in rows.values())]
    texts = {name: [row.get(name, "") for row in rows.values()] for name in names}
    return pd.DataFrame(texts, index=list(rows), dtype="object")


def _row(part: Part, *, has_new: bool) -> dict[str, str]:
    """Return the new texts of a part, its key, what it is checked against, and what none beside a new one lacks."""
    schema = TABLES[part.table]
    needed = [column.name for column in schema.columns if column.required] if has_new else []
    beside = {*schema.key, *_TOGETHER, *needed}
    kept = {name: _exact(part, name) for name in beside & set(schema.names)}
    return kept | {name: part.texts[name] for name in part.touched}


def _exact(part: Part, name: str) -> str:
    """Return a text that is as it was shown, dates to the day."""
    column = TABLES[part.table].column(name)
    if column.kind in ("start", "end"):
        return str(part.seen.get(name) or "")
    return spelt(part.seen.get(name), column)


Precise = Mapping[str, str]


def _cells(read: Reading, places: Mapping[tuple[str, int], int]) -> dict[int, tuple[Row, Precise]]:
    """Return what was understood of each part: its values and the precision of its dates."""
    found: dict[int, tuple[Row, Precise]] = {}
    for table, frame in read.records.items():
        if table == "precision":
            continue
        keys = record_keys(TABLES[table], frame)
        for (number, row), key in zip(plain_rows(table, frame.set_axis(read.rows[table], axis=0)), keys, strict=True):
            found[places[table, int(number)]] = row, _precise(read, table, key)
    return found


def _precise(read: Reading, table: str, key: str) -> Precise:
    if "precision" not in read.records:
        return {}
    rows = read.records["precision"]
    own = rows[(rows["table"] == table) & (rows["record"] == key)]
    return dict(zip(own["column"], own["precision"], strict=True))


def _changed(part: Part, row: Row, precise: Precise) -> list[Edit]:
    """Return what one part changes, and what becomes of the precision of its dates."""
    after = {name: row.get(name) for name in part.touched}
    changed = {name: value for name, value in after.items() if value != part.seen.get(name)}
    edits = [Edit(part.table, part.record, changed, part.whole)] if changed else []
    if not part.record:
        edits = [Edit(part.table, "", {name: value for name, value in after.items() if value is not None})]
    return edits + _precision(part, {**part.seen, **after}, precise)


def _precision(part: Part, row: Row, precise: Precise) -> list[Edit]:
    """Return the edits that keep what is known of the precision of dates true to the record as it will be."""
    key = key_of(part.table, row)
    old = str(part.record)
    is_moved = bool(old) and key_of(part.table, part.seen) != key
    edits = []
    for column in (each.name for each in TABLES[part.table].columns if each.kind in ("start", "end")):
        was = part.precision.get(column, "")
        now = precise.get(column, "") if column in part.touched else was
        if was == now and not is_moved and row.get(column) == part.seen.get(column):
            continue
        about = {"table": part.table, "record": key if is_moved or not old else old, "column": column}
        if was and not is_moved:
            edits.append(Edit("precision", key_of("precision", about), None, {"precision": was}))
        if now:
            edits.append(Edit("precision", "", {**about, "precision": now}))
    return edits
