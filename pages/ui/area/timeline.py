"""The work of an area over time. This module draws its bars, says who took on from whom, and lists the same dates."""

import datetime

import pandas as pd
from markupsafe import Markup

from geo.joins import Standing
from geo.timeline import batons
from pages.ui import calendar, charts, lists, prose
from pages.ui.headline import number
from pages.ui.visit import Visit

_MOST = 30
"""Bars drawn unless whole lists are asked for."""
_YEAR = datetime.timedelta(days=365)
_LAST_TICK = 0.94
"""Where the words of a tick would no longer fit."""
_EMPTY = Markup("")
_KINDS = {
    Standing.ACTIVE: "open",
    Standing.UNCONFIRMED: "unsure",
    Standing.NOT_STARTED: "ahead",
    Standing.PIPELINE: "ahead",
}
"""How a bar is drawn; any other standing is past."""


def timeline(now: Visit, spans: pd.DataFrame) -> Markup:
    """Return the bars of all dated work, the batons passed between them, and a table of the same."""
    title = prose.heading(now.say("timeline_title"), 2, "timeline")
    if spans.empty:
        return title + prose.line(now.say("nothing_here"), "quiet")
    dated = spans[spans["start"].notna() | spans["end"].notna()]
    undated = len(spans) - len(dated)
    return title + _EMPTY.join(
        [
            _bars(now, dated) if len(dated) else _EMPTY,
            prose.line(now.say("timeline_undated", n=number(undated)), "quiet") if undated else _EMPTY,
            _batons(now, spans),
            prose.fold(now.say("timeline_table"), _table(now, spans)),
        ]
    )


def _bars(now: Visit, dated: pd.DataFrame) -> Markup:
    """Return the bars by start; where there are many, those of open work and of what ended last."""
    urgent = dated.assign(is_open=dated["standing"].isin(list(_KINDS))).sort_values(
        ["is_open", "end", "start"], ascending=False, na_position="first", kind="stable"
    )
    shown, more = lists.cut(now, list(urgent.index), _MOST)
    drawn = dated.loc[sorted(shown)]
    first, last = _window(now, drawn)
    spans = [_span(now, row, first, last) for row in drawn.itertuples()]
    used = {span.kind for span in spans}
    legend = charts.legend(
        (kind, now.say(f"span_{kind}")) for kind in dict.fromkeys([*_KINDS.values(), "past"]) if kind in used
    )
    note = prose.line(now.say("timeline_note", day=calendar.long(now.chosen.day, now.lang)), "quiet")
    return note + legend + charts.timeline(_axis(now, first, last), spans) + more


def _window(now: Visit, drawn: pd.DataFrame) -> tuple[datetime.date, datetime.date]:
    """Return whole months that hold every date drawn and the day, with room for what goes on."""
    days = [*drawn["start"].dropna().dt.date, *drawn["end"].dropna().dt.date, now.chosen.day]
    first, last = min(days), max(days)
    room = max((last - first) // 20, datetime.timedelta(days=31))
    return (first - room).replace(day=1), last + room


def _axis(now: Visit, first: datetime.date, last: datetime.date) -> charts.Axis:
    """Return the first days of months as ticks, at most about ten of them."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((size for size in (1, 3, 6, 12, 24) if months / size <= 8), 60)
    starts = [
        datetime.date(first.year + at // 12, at % 12 + 1, 1)
        for at in range(first.month - 1, first.month + months)
        if at % 12 % min(step, 12) == 0 and (first.year + at // 12) % max(step // 12, 1) == 0
    ]
    places = [(_at(day, first, last), calendar.short(day, now.lang, "month")) for day in starts]
    ticks = [(at, name) for at, name in places if 0 <= at <= _LAST_TICK]
    return charts.Axis(ticks, _at(now.chosen.day, first, last), calendar.short(now.chosen.day, now.lang))


def _at(day: datetime.date, first: datetime.date, last: datetime.date) -> float:
    return (day - first).days / max((last - first).days, 1)


def _span(now: Visit, row: tuple, first: datetime.date, last: datetime.date) -> charts.Span:
    is_started, is_ended = pd.notna(row.start), pd.notna(row.end)
    standing = lists.standing_words(now, row.standing)
    words = now.say(
        "timeline_words",
        title=now.register.title_of(row.initiative_id, now.lang),
        period=" – ".join([_day(now, row.start, "open_start"), _day(now, row.end, "open_end")]),
        standing=standing,
    )
    return charts.Span(
        lists.title(now, row.initiative_id),
        _at(row.start.date(), first, last) if is_started else max(0, _at(row.end.date() - _YEAR, first, last)),
        _at(row.end.date(), first, last) if is_ended else 1,
        _KINDS.get(row.standing, "past"),
        words,
        is_started,
        is_ended,
    )


def _day(now: Visit, day: pd.Timestamp, unknown: str) -> str:
    return now.say(unknown) if pd.isna(day) else calendar.short(day.date(), now.lang)


def _batons(now: Visit, spans: pd.DataFrame) -> Markup:
    found = batons(now.evaluation, spans["initiative_id"])
    title = prose.heading(now.say("batons_title"), 3)
    if found.empty:
        return title + prose.line(now.say("batons_none"), "quiet")
    shown, more = lists.cut(now, list(found.itertuples()), _MOST)
    return title + prose.listing(_baton(now, row) for row in shown) + more


def _baton(now: Visit, row: tuple) -> Markup:
    if pd.isna(row.gap):
        gap = now.say("gap_unknown")
    else:
        gap = now.say("gap_months", n=number(row.gap)) if row.gap else now.say("gap_none")
    said = now.say(f"baton_{row.kind}", earlier="{earlier}", later="{later}", gap=gap)
    return prose.sentence(said, earlier=lists.title(now, row.earlier), later=lists.title(now, row.later))


def _table(now: Visit, spans: pd.DataFrame) -> Markup:
    names = ("column_title", "column_start", "column_end", "column_status")
    shown, more = lists.cut(now, list(spans.itertuples()), 2 * _MOST)
    rows = [
        [
            lists.title(now, row.initiative_id),
            _day(now, row.start, "open_start"),
            _day(now, row.end, "open_end"),
            lists.standing_words(now, row.standing),
        ]
        for row in shown
    ]
    return prose.table([now.say(name) for name in names], rows, now.say("timeline_title")) + more
