"""The work of an area over time. This module draws its bars, says who took on from whom, and lists the same dates."""

import datetime

import pandas as pd
from markupsafe import Markup

from geo.joins import Standing
from geo.timeline import batons
from pages.ui import calendar, charts, lists, prose, scale
from pages.ui.headline import number
from pages.ui.visit import Visit

_MOST = 30
"""Bars drawn unless whole lists are asked for."""
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
    first, last = scale.window(drawn, now.chosen.day)
    spans = [_span(now, row, first, last) for row in drawn.itertuples()]
    used = {span.kind for span in spans}
    legend = charts.legend(
        (kind, now.say(f"span_{kind}")) for kind in dict.fromkeys([*_KINDS.values(), "past"]) if kind in used
    )
    note = prose.line(now.say("timeline_note", day=calendar.long(now.chosen.day, now.lang)), "quiet")
    return note + legend + charts.timeline(scale.monthly(now, first, last), spans) + more


def _span(now: Visit, row: tuple, first: datetime.date, last: datetime.date) -> charts.Span:
    standing = lists.standing_words(now, row.standing)
    words = now.say(
        "timeline_words",
        title=now.register.title_of(row.initiative_id, now.lang),
        period=" – ".join([_day(now, row.start, "open_start"), _day(now, row.end, "open_end")]),
        standing=standing,
    )
    left, right, is_started, is_ended = scale.ends(row.start, row.end, first, last)
    return charts.Span(
        lists.title(now, row.initiative_id),
        left,
        right,
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
