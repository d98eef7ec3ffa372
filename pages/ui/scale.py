"""Where days stand on a time line. This module turns dates into shares of its width, and names its ticks."""

import datetime

import pandas as pd

from pages.ui import calendar, charts
from pages.ui.visit import Visit

_YEAR = datetime.timedelta(days=365)
_LAST_TICK = 0.94
"""Where the words of a tick would no longer fit."""
_MOST = 8


def window(drawn: pd.DataFrame, day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return whole months that hold every ``start`` and ``end`` drawn and the day, with room for what goes on."""
    days = [*drawn["start"].dropna().dt.date, *drawn["end"].dropna().dt.date, day]
    first, last = min(days), max(days)
    room = max((last - first) // 20, datetime.timedelta(days=31))
    return (first - room).replace(day=1), last + room


def at(day: datetime.date, first: datetime.date, last: datetime.date) -> float:
    """Return where a day stands between two others, in shares of the width."""
    return (day - first).days / max((last - first).days, 1)


def ends(
    start: pd.Timestamp, end: pd.Timestamp, first: datetime.date, last: datetime.date
) -> tuple[float, float, bool, bool]:
    """Return where a bar begins and ends, and whether its start and its end are known."""
    is_started, is_ended = pd.notna(start), pd.notna(end)
    if is_started:
        left = at(start.date(), first, last)
    else:
        left = max(0, at(end.date() - _YEAR, first, last)) if is_ended else 0.0
    return left, at(end.date(), first, last) if is_ended else 1.0, bool(is_started), bool(is_ended)


def monthly(now: Visit, first: datetime.date, last: datetime.date) -> charts.Axis:
    """Return the first days of months as ticks, at most about ten of them."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((size for size in (1, 3, 6, 12, 24) if months / size <= _MOST), 60)
    starts = [
        datetime.date(first.year + month // 12, month % 12 + 1, 1)
        for month in range(first.month - 1, first.month + months)
        if month % 12 % min(step, 12) == 0 and (first.year + month // 12) % max(step // 12, 1) == 0
    ]
    return _axis(now, [(day, calendar.short(day, now.lang, "month")) for day in starts], first, last)


def fiscal(now: Visit, first: datetime.date, last: datetime.date) -> charts.Axis:
    """Return the first days of fiscal years as ticks, at most about ten of them."""
    step = -(-(last.year - first.year + 1) // _MOST)
    years = range(calendar.fiscal_year(first), calendar.fiscal_year(last) + 1)
    starts = [(datetime.date(year - calendar.ERA - 1, 10, 1), year) for year in years if year % step == 0]
    return _axis(now, [(day, now.say("fiscal_tick", year=year)) for day, year in starts], first, last)


def _axis(
    now: Visit, named: list[tuple[datetime.date, str]], first: datetime.date, last: datetime.date
) -> charts.Axis:  # fmt: skip
    places = [(at(day, first, last), name) for day, name in named]
    ticks = [(place, name) for place, name in places if 0 <= place <= _LAST_TICK]
    return charts.Axis(ticks, at(now.chosen.day, first, last), calendar.short(now.chosen.day, now.lang))
