"""What of the history the address asks for. This module reads it."""

import datetime
from dataclasses import dataclass

import pandas as pd

from data.desk.rights import may
from data.schema import TABLES, Act
from data.store.changed import touched
from data.store.plain import OUTLINES
from pages.ui import cache, calendar, selection
from pages.ui.once import once
from pages.ui.visit import Visit

UNNAMED = "-"
"""What the address says for changes by nobody that is named."""
HIDDEN = ("hats", "accounts")
"""Tables whose changes are shown to those alone who may read what is private."""


@dataclass(frozen=True)
class Asked:
    """What is asked for; 0 and blank mean nothing of the kind.

    ``batch``, ``change``: the change that is open, and the one of it that is to be taken back alone. ``table``,
    ``record``: whose changes are listed. ``by``: of whom, ``on``: of which day. ``may_undo``: whether the reader may
    take back anything at all.
    """

    batch: int = 0
    change: int = 0
    table: str = ""
    record: str = ""
    by: str = ""
    on: datetime.date | None = None
    may_undo: bool = False


def read(now: Visit) -> Asked:
    """Return what the address asks for, as far as it is there."""
    heads = cache.batches(now.register.version)
    table = selection.asked("table", (*TABLES, OUTLINES))
    days = {day.isoformat(): day for day in days_of(heads)}
    batch = selection.asked("batch", heads["id"].astype(str).tolist())
    return Asked(
        batch=int(batch or 0),
        change=_number(selection.stated("change")) if batch else 0,
        table=table,
        record=selection.stated("record") if table else "",
        by=selection.asked("by", [name or UNNAMED for name in heads["applied_by"]]),
        on=days.get(selection.stated("on")),
        may_undo=not now.is_past and may(now.actor, Act.UNDO, is_own=True),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 15 else 0


def days_of(heads: pd.DataFrame) -> list[datetime.date]:
    """Return the days in Thailand on which some batches were made, the latest first."""
    return list(dict.fromkeys(calendar.local(moment).date() for moment in heads["applied_at"]))


@once(most=48)
def counts(version: str, table: str = "", record: str = "") -> pd.DataFrame:
    """Return what each batch did to each table: ``batch``, ``table``, ``added``, ``changed``, ``removed``."""
    found = touched(cache.store_of(version), table, record)
    return found[found["batch"] <= cache.number_of(version)]


def chosen(now: Visit, asked: Asked) -> pd.DataFrame:
    """Return the batches that are asked for, the latest first."""
    heads = cache.batches(now.register.version)
    if asked.table:
        heads = heads[heads["id"].isin(counts(now.register.version, asked.table, asked.record)["batch"])]
    if asked.by:
        heads = heads[heads["applied_by"] == ("" if asked.by == UNNAMED else asked.by)]
    if asked.on:
        heads = heads[[calendar.local(moment).date() == asked.on for moment in heads["applied_at"]]]
    return heads


def is_hidden(now: Visit, table: str) -> bool:
    """Whether what changed in a table is not for this reader."""
    return table in HIDDEN and not may(now.actor, Act.READ_PRIVATE)
