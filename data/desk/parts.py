"""Records as a form opens with them. This module spells their values, and gives new ones an id."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

import pandas as pd

from data.readers.eras import ERA
from data.schema import SEPARATOR, TABLES, Column, Records, base_keys, number_text, record_keys, typed
from data.schema.privacy import private
from data.store.plain import Cell, Row
from data.store.rows import plain_rows

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_PREFIX = {
    "initiatives": "work",
    "agencies": "agency",
    "assets": "asset",
    "requests": "request",
    "proposals": "proposal",
    "decisions": "decision",
}


@dataclass(frozen=True)
class Part:
    """One record as a form says it.

    Attributes
    ----------
    table : name of its table.
    texts : what the form says now, by column; columns left out say nothing.
    record : its key in the store; blank for one that is to be added.
    shown : the texts with which the form was opened.
    seen : the record as it was then, plain values by column.
    precision : ``month`` or ``year`` of its dates then, by column.
    is_gone : whether the record is to be removed.
    """

    table: str
    texts: Mapping[str, str]
    record: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)
    seen: Row = field(default_factory=dict)
    precision: Mapping[str, str] = field(default_factory=dict)
    is_gone: bool = False

    @property
    def whole(self) -> Row:
        """The record as it was seen, unknown cells as None."""
        return {name: self.seen.get(name) for name in TABLES[self.table].names}

    @property
    def touched(self) -> list[str]:
        """The columns whose text is not as it was shown."""
        return [name for name, text in self.texts.items() if text.strip() != self.shown.get(name, "").strip()]


def new_id(table: str, year: int) -> str:
    """Return an id that no record has yet: the kind of record, the year CE, eight letters and digits by chance.

    >>> new_id("initiatives", 2026)[:10], len(new_id("assets", 2026))
    ('work-2026-', 19)
    """
    return f"{_PREFIX[table]}-{year}-{''.join(secrets.choice(_ALPHABET) for _ in range(8))}"


def opened(records: Records, table: str, key: str) -> Part | None:
    """Return one record of a register as a form opens with it; None where there is none.

    Parameters
    ----------
    records : the table itself and ``precision``.
    """
    keys = record_keys(TABLES[table], records[table])
    found = _opened(records, table, keys[keys == key])
    return found[0] if found else None


def opened_of(records: Records, table: str, column: str, value: str) -> list[Part]:
    """Return every record of a table that has `value` in `column`, each as a form opens with it."""
    keys = record_keys(TABLES[table], records[table])
    return _opened(records, table, keys[(records[table][column] == value).fillna(value=False)])


def _opened(records: Records, table: str, keys: "pd.Series[str]") -> list[Part]:
    precision = records["precision"]
    about = precision[(precision["table"] == table) & precision["record"].isin(keys)]
    known = list(zip(about["record"], about["column"], about["precision"], strict=True))
    rows = plain_rows(table, records[table].loc[keys.index].set_axis(pd.Index(keys), axis=0))
    parts = []
    for key, row in rows:
        precise = {str(column): str(said) for record, column, said in known if record == key}
        texts = {
            column.name: spelt(row.get(column.name), column, precise.get(column.name, ""))
            for column in TABLES[table].columns
        }
        parts.append(Part(table, texts, key, texts, row, precise))
    return parts


def spelt(value: Cell, column: Column, precision: str = "") -> str:
    """Return a value as a form shows it and as `data.readers.values.read_value` reads it back.

    >>> from data.schema import TABLES
    >>> spelt("2007-02-16", TABLES["initiatives"].column("start_date"))
    '16/2/2550'
    >>> spelt("2007-02-28", TABLES["initiatives"].column("end_date"), "month")
    '2/2550'
    """
    if value is None:
        return ""
    if column.kind in ("start", "end"):
        year, month, day = (int(part) for part in str(value).split("-"))
        return "/".join(str(part) for part in (day, month, year + ERA)[{"month": 1, "year": 2}.get(precision, 0) :])
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value) if isinstance(value, int | float) else value


def key_of(table: str, row: Row) -> str:
    """Return the key of a record by its plain values, without the number of one that repeats."""
    names = TABLES[table].key
    return str(base_keys(TABLES[table], typed(table, {name: [row.get(name)] for name in names})).iloc[0])


def codes(text: object) -> list[str]:
    """Return the several values of one text."""
    return [part.strip() for part in str(text or "").split(SEPARATOR) if part.strip()]


def parts_text(parts: Sequence[Part]) -> str:
    """Return the parts of a form as text that `parts_of` reads back; what was typed of people is hidden in it."""
    return json.dumps([asdict(replace(part, texts=_nameless(part))) for part in parts], ensure_ascii=False)


def _nameless(part: Part) -> dict[str, str]:
    shape = TABLES[part.table]
    return {
        name: private(text, shape.column(name))[1] if name in part.touched else text
        for name, text in part.texts.items()
    }


def parts_of(text: str) -> list[Part]:
    """Return the parts of a form that `parts_text` has written; none where the text is no such form."""
    try:
        return [Part(**each) for each in json.loads(text)]
    except (ValueError, TypeError):
        return []
