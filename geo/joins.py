"""Initiatives, their records joined by same_record ties. This module merges records and says how each stands."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.schema import SEPARATOR, Direction, Outcome, Status
from geo.keys import Known, among
from geo.links import Bools, Ints, place
from geo.merging import merged
from geo.months import Days, days_of, months_before_day

STATUS_ORDER = (
    Status.IMPLEMENTATION,
    Status.FINALISATION,
    Status.PIPELINE,
    Status.CLOSED,
    Status.SUSPENDED,
    Status.CANCELLED,
)
"""Which status wins among records of one initiative."""
OUTCOMES = tuple(Outcome)
DIRECTIONS = tuple(Direction)
_STATUSES, _OUTCOMES, _DIRECTIONS = (Known(names) for names in (STATUS_ORDER, OUTCOMES, DIRECTIONS))
UNCONFIRMED_AFTER_MONTHS = 24
_LAST = np.iinfo(np.int64).max
_FIRST = np.iinfo(np.int64).min  # NaT, as an integer


class Standing(StrEnum):
    """How an initiative stands on the day; only an active one is open work."""

    ACTIVE = "active"
    UNCONFIRMED = "unconfirmed"
    NOT_STARTED = "not_started"
    ENDED = "ended"
    PIPELINE = "pipeline"
    CLOSED = "closed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    UNKNOWN_STATUS = "unknown_status"


STANDINGS = tuple(Standing)
_STANDING_BY_STATUS = np.array(
    [STANDINGS.index(Standing.ACTIVE)] * 2
    + [STANDINGS.index(Standing(status)) for status in STATUS_ORDER[2:]]
    + [STANDINGS.index(Standing.UNKNOWN_STATUS)]
)


@dataclass(frozen=True)
class Initiatives:
    """Initiatives by number, records joined.

    Attributes
    ----------
    ids : ``initiative_id`` of every record; `number` says which initiative each is part of.
    start, end, status_date : dates, NaT unknown.
    status : place in `STATUS_ORDER`, one beyond it when unknown.
    outcome, direction : place in `OUTCOMES` and `DIRECTIONS`, -1 blank.
    """

    ids: NDArray[np.object_]
    number: Ints
    start: Days
    end: Days
    status_date: Days
    status: Ints
    outcome: Ints
    direction: Ints

    def __len__(self) -> int:
        return len(self.status)

    @cached_property
    def records(self) -> "pd.Series[str]":
        """The same ids as a column."""
        return pd.Series(self.ids, name="initiative_id", dtype="str")

    @cached_property
    def firsts(self) -> "pd.Series[str]":
        """By record, the first of the records of its initiative: what the initiative is called by."""
        return self.records.groupby(self.number).transform("min").set_axis(pd.Index(self.records))

    def names(self, numbers: Ints) -> pd.DataFrame:
        """Return by initiative its ``initiative_id``, the first of its records, and all its ``records``."""
        is_wanted = np.isin(self.number, numbers)
        parts = pd.DataFrame({"number": self.number[is_wanted], "id": self.ids[is_wanted]})
        ids = parts.sort_values("id").groupby("number")["id"]
        return pd.DataFrame({"initiative_id": ids.first(), "records": ids.agg(SEPARATOR.join)}, dtype="str")

    def has_status(self, *statuses: Status) -> Bools:
        """Say which initiatives have one of the statuses; an unknown one has none."""
        return among(statuses, STATUS_ORDER)[self.status]

    def standing(self, day: np.datetime64) -> Ints:
        """Return how each stands on the day, as its place in `STANDINGS`."""
        standing = _STANDING_BY_STATUS[self.status]
        has_end = ~np.isnat(self.end)
        is_stale = ~has_end & (self.status_date <= months_before_day(day, UNCONFIRMED_AFTER_MONTHS))
        is_open = standing == STANDINGS.index(Standing.ACTIVE)
        standing[is_open & is_stale] = STANDINGS.index(Standing.UNCONFIRMED)
        standing[is_open & has_end & (self.end < day)] = STANDINGS.index(Standing.ENDED)
        standing[is_open & (self.start > day)] = STANDINGS.index(Standing.NOT_STARTED)
        return standing


def join_records(initiatives: pd.DataFrame, one: Ints, other: Ints) -> Initiatives:
    """Make one initiative of the records that same_record ties join, from row `one` to row `other`.

    Earliest known start; no end if any has none, else the latest; latest known status_date; the status that
    comes first in `STATUS_ORDER`; outcome and direction where all that state one agree.

    Examples
    --------
    >>> day = pd.Timestamp("2007-02-16")
    >>> records = pd.DataFrame({"initiative_id": ["a", "b", "c"], "status": ["closed", "implementation", np.nan],
    ...     "start_date": day, "end_date": [day, pd.NaT, day], "status_date": pd.NaT, "outcome": np.nan,
    ...     "direction": ["bottom_up", np.nan, "top_down"]})
    >>> joined = join_records(records, np.array([0]), np.array([1]))
    >>> joined.number, joined.status, joined.direction
    (array([0, 0, 1]), array([0, 6]), array([0, 1]))
    """
    ids = initiatives["initiative_id"].to_numpy(object)
    number, count = _numbers(len(ids), one, other)
    start, end, status_date = (_days(initiatives[name]) for name in ("start_date", "end_date", "status_date"))
    start[start == _FIRST], end[end == _FIRST] = _LAST, _LAST
    status = _STATUSES.place(initiatives["status"])
    status[status < 0] = len(STATUS_ORDER)
    return Initiatives(
        ids,
        number,
        _dates(_least(start, number, count)),
        _dates(_greatest(end, number, count)),
        _dates(_greatest(status_date, number, count)),
        _least(status, number, count),
        _agreed(initiatives["outcome"], _OUTCOMES, number, count),
        _agreed(initiatives["direction"], _DIRECTIONS, number, count),
    )


def _numbers(records: int, one: Ints, other: Ints) -> tuple[Ints, int]:
    """Give each record the number of its initiative, and count them."""
    if len(one) == 0:
        return np.arange(records), records
    found = place(merged(np.arange(records), one, other), records)
    return found.place, len(found.keys)


def _days(column: pd.Series) -> Ints:
    """Return dates as days, the blank ones as `_FIRST`."""
    return days_of(column).astype(np.int64)


def _dates(days: Ints) -> Days:
    return np.where(days == _LAST, _FIRST, days).astype("M8[D]")


def _least(values: Ints, number: Ints, count: int) -> Ints:
    if count == len(values):  # nothing is joined
        return values
    least = np.full(count, _LAST)
    np.minimum.at(least, number, values)
    return least


def _greatest(values: Ints, number: Ints, count: int) -> Ints:
    if count == len(values):
        return values
    greatest = np.full(count, _FIRST)
    np.maximum.at(greatest, number, values)
    return greatest


def _agreed(column: pd.Series, values: Known, number: Ints, count: int) -> Ints:
    """Return the one value on which all that state one agree, else -1."""
    stated = values.place(column)
    if count == len(stated):
        return stated
    least = _least(np.where(stated < 0, _LAST, stated), number, count)
    greatest = _greatest(np.where(stated < 0, _FIRST, stated), number, count)
    return np.where(least == greatest, least, -1)
