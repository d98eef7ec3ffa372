"""What keeps a change from being taken back. This module finds it and says by whom and when."""

import datetime
import itertools
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from data.errors import DataError
from data.schema import SEPARATOR, TABLES, Column, Records, Table, record_keys
from data.store import Clash, Store
from data.store.history import Change
from data.store.plain import Cell, Row

_MOST = 60
"""References listed at most."""


class Overwritten(NamedTuple):
    """One cell that was changed since: what it was left as, what it is now, and by whom and when (UTC) it became so.

    A blank column stands for the record as a whole: it is no more, or it is there again.
    """

    table: str
    record: str
    column: str
    left: Cell
    now: Cell
    by: str
    at: datetime.datetime | None


class Reference(NamedTuple):
    """One record (`table`, `record`) that names another, which is not there or would go: `target`, `key`."""

    table: str
    record: str
    target: str
    key: str


class UndoRefusedError(DataError):
    """Nothing was taken back: cells were changed since, or records refer to what would go or is no more.

    Attributes
    ----------
    overwritten : the cells that were changed since.
    held : records that refer to one that would go.
    lost : records that would come back and refer to one that is no more.
    """

    def __init__(
        self,
        overwritten: Sequence[Overwritten] = (),
        held: Sequence[Reference] = (),
        lost: Sequence[Reference] = (),
    ) -> None:
        super().__init__(
            f"ยังคืนค่าเดิมไม่ได้ ไม่มีสิ่งใดเปลี่ยน: แก้ต่อไปแล้ว {len(overwritten)} ช่อง "
            f"มีระเบียนอ้างถึงอยู่ {len(held)} และอ้างถึงสิ่งที่ไม่มีแล้ว {len(lost)}",
            f"nothing was taken back: {len(overwritten)} cells were changed since, {len(held)} records refer to what "
            f"would go, {len(lost)} would refer to what is no more",
        )
        self.overwritten, self.held, self.lost = tuple(overwritten), tuple(held), tuple(lost)


def overwritten(store: Store, clashes: Sequence[Clash], numbers: Collection[int]) -> list[Overwritten]:
    """Return the clashes that undoing the changes with these `numbers` ran into, with who is behind each.

    A record that is gone as a whole is one of them.
    """
    givers = _givers(store)
    found: dict[tuple[str, str, str], Overwritten] = {}
    for (table, record), of_record in _by_record(clashes):
        later = store.history(table=table, record=record)
        own = later["id"].isin(list(numbers))
        later = later[~own & (later["id"] > later["id"][own].max())]
        is_gone = later.empty or later["after"].iloc[0] is None
        for clash in of_record[:1] if is_gone else of_record:
            column = "" if is_gone else clash.column
            by, at = givers.get(_last_of(later, column), ("", None))
            found[table, record, column] = Overwritten(table, record, column, clash.before, clash.theirs, by, at)
    return list(found.values())


def _by_record(clashes: Sequence[Clash]) -> Iterator[tuple[tuple[str, str], list[Clash]]]:
    keys = dict.fromkeys((clash.table, clash.record) for clash in clashes)
    yield from ((key, [clash for clash in clashes if (clash.table, clash.record) == key]) for key in keys)


def _last_of(later: pd.DataFrame, column: str) -> int:
    """Return the batch that last changed a column of a record, of these changes, the latest first; 0 for none."""
    rows: Iterator[tuple[int, Row | None, Row | None]] = zip(
        later["batch"].tolist(), later["before"].tolist(), later["after"].tolist(), strict=True
    )
    for batch, before, after in rows:
        if not column or (before or {}).get(column) != (after or {}).get(column):
            return int(batch)
    return 0


def _givers(store: Store) -> dict[int, tuple[str, datetime.datetime]]:
    """Return by whom and when each batch was made."""
    heads = store.batches()
    moments = (moment.to_pydatetime() for moment in heads["applied_at"])
    return dict(zip(heads["id"].tolist(), zip(heads["applied_by"].tolist(), moments, strict=True), strict=True))


def held(undone: Collection[Change], records: Records) -> list[Reference]:
    """Return records that refer to one that would go, but for those that would go too."""
    gone = {(change.table, change.record) for change in undone if change.before is None}
    tables = {name for name, _ in gone}
    found = (
        reference
        for table in TABLES.values()
        for column in table.columns
        if column.refers in tables
        for reference in _naming(table, column, records[table.name], gone)
    )
    return list(itertools.islice(found, _MOST))


def _naming(
    table: Table, column: Column, frame: pd.DataFrame, gone: Collection[tuple[str, str]]
) -> Iterator[Reference]:
    """Yield the records of a table that name one of those that would go in a column, and stay themselves."""
    values = frame[column.name].dropna().str.split(SEPARATOR).explode()
    named = values[values.isin([record for name, record in gone if name == column.refers])]
    keys = record_keys(table, frame).to_dict() if len(named) else {}
    for at, value in named.items():
        if (table.name, keys[at]) not in gone:
            yield Reference(table.name, keys[at], str(column.refers), str(value))


def lost(undone: Collection[Change], records: Records) -> list[Reference]:
    """Return records that would come back and refer to what is not there and would not come back."""
    back = {(change.table, change.record) for change in undone if change.before is not None}
    there = {name: frozenset(records[name][TABLES[name].key[0]]) for name in TABLES if len(TABLES[name].key) == 1}
    found = [
        Reference(change.table, change.record, target, key)
        for change in undone
        for target, key in _named(change)
        if key not in there[target] and (target, key) not in back
    ]
    return found[:_MOST]


def _named(change: Change) -> Iterator[tuple[str, str]]:
    """Yield what a record names as it was before a change: table and key."""
    if change.before is None or change.table not in TABLES:
        return
    for column in TABLES[change.table].columns:
        value = change.before.get(column.name)
        if column.refers and (change.table, column.name) != ("areas", "parent") and isinstance(value, str):
            yield from ((column.refers, key) for key in value.split(SEPARATOR))
