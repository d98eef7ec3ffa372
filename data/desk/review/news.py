"""When somebody last spoke of a record. This module asks the history, for the queue of work that is unheard of."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd

from data.schema import BANGKOK, key_parts
from data.store import Store
from data.store.changed import last_changed

SILENT = ("", "init")
"""What wrote records without having news of them: the begin of the history, and the sample that ships. They count by
the dates that they bear alone."""


def last_changes(store: Store, at: int) -> "pd.Series[pd.Timestamp]":
    """Return the last day (Thailand) on which somebody added or changed a record, by ``initiative_id``.

    Its participation, ties, places without a code and the precision of its dates are part of it, also what was taken
    out. Whatever people and files brought counts; what `SILENT` wrote does not.

    Parameters
    ----------
    at : the version up to which changes count.
    """
    found = last_changed(store, [*_NAMED], at, SILENT)
    keys = zip(found["table"], found["record"], strict=True)
    named: list[object] = [_NAMED[str(table)](str(key)) for table, key in keys]
    day = found["applied_at"].dt.tz_localize("UTC").dt.tz_convert(BANGKOK).dt.tz_localize(None).dt.normalize()
    rows = day.to_frame("day").assign(initiative=pd.Series(named, found.index, dtype="object")).explode("initiative")
    newest: pd.Series[pd.Timestamp] = rows.groupby("initiative")["day"].max()
    return newest


def _dated(key: str) -> list[str]:
    table, record, *_ = (*key_parts(key), "", "")
    return _NAMED[table](record) if table in ("initiatives", "ties") else []


_NAMED: Mapping[str, Callable[[str], list[str]]] = MappingProxyType(
    {
        "initiatives": lambda key: [key],
        "participation": lambda key: key_parts(key)[:1],
        "unplaced": lambda key: key_parts(key)[:1],
        "ties": lambda key: key_parts(key)[:2],
        "precision": _dated,
    }
)
"""The initiatives that the key of a record names, by its table."""
