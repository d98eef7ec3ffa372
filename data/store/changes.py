"""What a file set would change. This module compares records with those that are kept, cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data.schema import TABLES, Records, Table, record_keys, typed


@dataclass(frozen=True)
class Changes:
    """What would happen to one table; its records are indexed by their keys.

    Attributes
    ----------
    added : the records that are new.
    updated : the records that change, as they would be, all columns.
    before : the same records as they are kept.
    removed : records that would no longer be kept, as they are.
    cells : each cell that changes, with columns ``record`` (key), ``column``, ``old`` and ``new``.
    unchanged : number of records that are as they were.
    """

    added: pd.DataFrame
    updated: pd.DataFrame
    before: pd.DataFrame
    removed: pd.DataFrame
    cells: pd.DataFrame
    unchanged: int


def changes(incoming: Records, kept: Records, given: Mapping[str, Sequence[str]] | None = None) -> dict[str, Changes]:
    """Return what `incoming` would add to and change in `kept`, by table.

    Parameters
    ----------
    incoming : records by their keys, as `data.store.matching.matched` gives them.
    kept : records; those that `incoming` does not name stay as they are.
    given : the columns that speak, by table: a cell of such a column counts even when blank, one of another column
        leaves what is kept. None: all columns.
    """
    return {
        name: _table_changes(TABLES[name], incoming[name], kept.get(name, typed(name)), (given or {}).get(name))
        for name in TABLES
        if name in incoming
    }


def _table_changes(table: Table, new: pd.DataFrame, kept: pd.DataFrame, given: Sequence[str] | None) -> Changes:
    old = kept.set_axis(pd.Index(record_keys(table, kept)), axis=0)
    both = new.index[new.index.isin(old.index)]
    before, after = old.loc[both], new.loc[both]
    silent = [name for name in table.names if given is not None and name not in given]
    after = after.assign(**{name: before[name] for name in silent})
    differs = pd.DataFrame({name: _differs(before[name], after[name]) for name in table.names}, index=both)
    touched = differs.any(axis=1) if len(both) else pd.Series(dtype=bool)
    return Changes(
        _keyed(table, new[~new.index.isin(old.index)]),
        _keyed(table, after[touched] if len(both) else after),
        _keyed(table, before[touched] if len(both) else before),
        _keyed(table, old.iloc[:0]),
        _cells(before, after, differs),
        len(both) - int(touched.sum()),
    )


def _keyed(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    return typed(table.name, frame).set_axis(frame.index, axis=0)


def _differs(before: "pd.Series[Any]", after: "pd.Series[Any]") -> "pd.Series[bool]":
    known = before.notna() & after.notna()
    return (before.notna() != after.notna()) | (known & before.ne(after).fillna(value=False).astype(bool))


def _cells(before: pd.DataFrame, after: pd.DataFrame, differs: pd.DataFrame) -> pd.DataFrame:
    parts = [
        pd.DataFrame(
            {
                "record": differs.index[differs[name]],
                "column": name,
                "old": before[name][differs[name]].astype("object").to_numpy(),
                "new": after[name][differs[name]].astype("object").to_numpy(),
            }
        )
        for name in differs.columns
        if differs[name].any()
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["record", "column", "old", "new"])


def without_lost_precision(found: dict[str, Changes], stated: pd.DataFrame, kept: pd.DataFrame) -> dict[str, Changes]:
    """Return `found` and, removed, what was kept of the precision of dates that change without a word about it.

    Parameters
    ----------
    found : changes by table.
    stated, kept : what comes in and what is kept of the table ``precision``.
    """
    names = list(TABLES["precision"].key)
    lost = pd.MultiIndex.from_frame(_changed_dates(found)).difference(pd.MultiIndex.from_frame(stated[names]))
    gone = kept[pd.MultiIndex.from_frame(kept[names]).isin(lost)]
    if gone.empty:
        return found
    table = TABLES["precision"]
    part = found.get("precision") or _table_changes(
        table, typed("precision").set_index("record", drop=False), kept, None
    )
    removed = _keyed(table, gone.set_axis(pd.Index(record_keys(table, gone)), axis=0))
    return {**found, "precision": replace(part, removed=removed)}


def _changed_dates(found: Mapping[str, Changes]) -> pd.DataFrame:
    """Return table, record and column of every date that changes."""
    parts = [part.cells[["record", "column"]].assign(table=name) for name, part in found.items() if len(part.cells)]
    names = list(TABLES["precision"].key)
    cells = pd.concat(parts, ignore_index=True)[names] if parts else typed("precision")[names]
    dates = [is_date(table, column) for table, column in zip(cells["table"], cells["column"], strict=True)]
    return cells[pd.Series(dates, index=cells.index, dtype=bool)]


def is_date(table: str, column: str) -> bool:
    """Whether a column of records holds dates."""
    return TABLES[table].column(column).kind in ("start", "end")
