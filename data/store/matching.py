"""Which kept record an incoming one is. This module finds its key, also where several share their base key."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from data.schema import TABLES, Records, Table, base_keys, numbered, record_keys, typed

_Row = tuple[object, ...]


def matched(
    incoming: Records, kept: Records, given: Mapping[str, Sequence[str]] | None = None
) -> dict[str, pd.DataFrame]:
    """Return `incoming` indexed by the keys under which its records are or will be kept.

    Of records that share a base key one that is kept as it is keeps its key; the others take the keys that are left,
    the first first. What `incoming` says of the precision of dates goes with them, and exact repeats count once.

    Parameters
    ----------
    incoming, kept : records.
    given : the columns that speak, by table; None: all.
    """
    found: dict[str, pd.DataFrame] = {}
    moved: dict[str, dict[str, str]] = {}
    for name in (name for name in TABLES if name in incoming):
        table, frame = TABLES[name], incoming[name]
        if table.may_repeat:
            frame = frame.drop_duplicates(ignore_index=True)
        if name == "precision":
            frame = _following(frame, moved)
        own = record_keys(table, frame)
        keys = _keys(table, frame, kept.get(name, typed(name)), (given or {}).get(name, table.names))
        moved[name] = {old: new for old, new in zip(own, keys, strict=True) if old != new}
        found[name] = frame.set_axis(pd.Index(keys, dtype="str"), axis=0)
    return found


def _following(precision: pd.DataFrame, moved: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Return what is said of dates under the keys that their records have taken."""
    if not any(moved.values()):
        return precision
    records = [
        moved.get(table, {}).get(record, record)
        for table, record in zip(precision["table"], precision["record"], strict=True)
    ]
    followed = precision.assign(record=pd.Series(records, index=precision.index, dtype="str"))
    return followed.drop_duplicates(list(TABLES["precision"].key), ignore_index=True)


def _keys(table: Table, frame: pd.DataFrame, kept: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    keys: list[str] = base_keys(table, frame).to_list()
    if not table.may_repeat:
        return keys
    here, there = _crowds(table, frame), _crowds(table, kept)
    crowded = [base for base, at in here.items() if len(at) > 1 or len(there.get(base, ())) > 1]
    if crowded:
        rows, kept_rows = _rows(frame, columns), _rows(kept, columns)
        for base in crowded:
            numbers = _numbers([rows[at] for at in here[base]], [kept_rows[at] for at in there.get(base, ())])
            for at, number in zip(here[base], numbers, strict=True):
                keys[at] = numbered(base, number)
    return keys


def _crowds(table: Table, frame: pd.DataFrame) -> dict[str, list[int]]:
    """Return the places of the records of each base key, in their order."""
    found: dict[str, list[int]] = {}
    for at, base in enumerate(base_keys(table, frame)):
        found.setdefault(base, []).append(at)
    return found


def _rows(frame: pd.DataFrame, columns: Sequence[str]) -> list[_Row]:
    plain = frame[list(columns)].astype("object")
    return list(plain.where(plain.notna(), None).itertuples(index=False, name=None))


def _numbers(rows: Sequence[_Row], kept: Sequence[_Row]) -> Iterator[int]:
    """Yield the number of each row among those of its base key: that of its equal, else the first that is free."""
    equal = {row: number for number, row in reversed(list(enumerate(kept, start=1)))}
    taken = {equal[row] for row in rows if row in equal}
    free = (number for number in itertools.count(1) if number not in taken)
    for row in rows:
        yield equal.pop(row) if row in equal else next(free)
