"""Who carried which work on in one tambon, theme by theme, over the years. This module draws the lines."""

import datetime

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from geo import relay
from geo.months import whole_months
from geo.relay import Baton, Hands
from pages.ui import calendar, charts, lists, prose, scale, selection
from pages.ui.charts import Onward, Span
from pages.ui.headline import number
from pages.ui.once import once
from pages.ui.register import values
from pages.ui.relay import batons, held
from pages.ui.visit import Visit

_MOST = 40
"""Legs drawn unless whole lists are asked for."""
_PLACES = 10
"""Tambon to choose from beside the one shown."""
_EMPTY = Markup("")
_OPEN = {Baton.RUNNING: "open", Baton.DROPPING: "open", Baton.AHEAD: "ahead", Baton.UNSURE: "unsure"}
"""How a leg is drawn; any other is past."""
_MARKS = {Baton.PASSED: "passed", Baton.DROPPED: "dropped", Baton.DROPPING: "dropping"}


def lines(now: Visit) -> Markup:
    """Return the lines of the chosen tambon, or of the one where most was dropped, and a table of the same."""
    title = prose.heading(now.say("lines_title"), 2, "lines")
    code, others = _places(now)
    table = _lines(now, code) if code else pd.DataFrame()
    if table.empty:
        return title + prose.line(now.say("lines_none"), "quiet")
    name = now.register.place_name(code, now.lang)
    chips = prose.chips(prose.here(selection.link(area=one), text) for one, text in others)
    ways = prose.line(prose.join([now.say("lines_others"), chips], " ")) if others else _EMPTY
    said = now.say("lines_most" if others else "lines_of", name=name, n=number(_dropped_in(now).get(code, 0)))
    shown, more = lists.cut(now, list(table.index), _MOST)
    return title + prose.line(said) + ways + _drawn(now, table.loc[shown]) + more + _told(now, table)


def _dropped_in(now: Visit) -> dict[str, int]:
    counts = held.dropped(now)["tambon"].value_counts()
    return {str(code): int(count) for code, count in counts.items() if code}


def _places(now: Visit) -> tuple[str, list[tuple[str, str]]]:
    """Return the tambon shown, and where it was not chosen the others where most was dropped, with how much."""
    area, areas = now.chosen.area, now.register.areas
    if area and areas.at[area, "level"] in (Level.TAMBON, Level.VILLAGE):
        return (area if areas.at[area, "level"] == Level.TAMBON else str(areas.at[area, "parent"])), []
    counts = _dropped_in(now)
    order = sorted(counts, key=lambda code: (-counts[code], code))
    if not order:
        found = held.legs(now, held.ahead())["tambon"]
        return next((str(code) for code in sorted(found) if code), ""), []
    named = [(code, f"{now.register.area_name(code, now.lang)} {counts[code]}") for code in order[1 : _PLACES + 1]]
    return order[0], named


@once(most=24, key=lambda now, code: (*now.dated, now.chosen.agency, code, held.ahead()))
def _lines(now: Visit, code: str) -> pd.DataFrame:
    """Return the lines of one tambon, the longest first; of an agency, those in which it held a leg."""
    found = relay.lines(now.evaluation, code, held.ahead())
    own = relay.of_agency(found, now.chosen.agency, ["tambon", "theme"])
    legs = own.groupby("theme")["theme"].transform("size").where(own["theme"] != "", 0)
    return own.assign(legs=-legs).sort_values(["legs", "theme"], kind="stable", ignore_index=True)


def _drawn(now: Visit, table: pd.DataFrame) -> Markup:
    first, last = scale.window(table, now.chosen.day)
    rows: list[str | Span] = []
    for theme, legs in table.groupby("theme", sort=False):
        rows.append(now.register.theme_name(str(theme), now.lang) if theme else now.say("lines_no_theme"))
        rows += [_span(now, leg, first, last) for leg in legs.itertuples()]
    axis = scale.fiscal(now, first, last)
    return prose.line(now.say("lines_note"), "quiet") + _legend(now, table) + charts.timeline(axis, rows, "relay")


def _legend(now: Visit, table: pd.DataFrame) -> Markup:
    hands, states = set(table["hands"]), set(table["state"])
    bars = [(f"open {each}", now.say(each)) for each in map(str, Hands) if each in hands]
    marks = [(mark, now.say(f"mark_{mark}")) for state, mark in _MARKS.items() if state in states]
    return charts.legend(bars, marks)


def _span(now: Visit, leg: tuple, first: datetime.date, last: datetime.date) -> Span:
    left, right, is_started, is_ended = scale.ends(leg.start, leg.end, first, last)
    fate = became(now, leg)
    about = prose.quiet(" · ".join([_who(now, leg), period(now, leg)]))
    title = now.register.title_of(leg.initiative_id, now.lang)
    words = now.say("lines_words", title=title, who=_who(now, leg), period=period(now, leg), fate=fate)
    kind = f"{_OPEN.get(leg.state, 'past')} {leg.hands}"
    name = prose.join([lists.title(now, leg.initiative_id), prose.strong(fate), about], " ")
    return Span(name, left, right, kind, words, is_started, is_ended, _onward(now, leg, right, first, last))


def _onward(now: Visit, leg: tuple, right: float, first: datetime.date, last: datetime.date) -> Onward | None:
    mark = _MARKS.get(leg.state, "")
    if leg.state != Baton.PASSED:
        return Onward(right, mark) if mark else None
    start = held.starts(now).get(values(leg.successors)[0])
    return Onward(max(right, scale.at(start.date(), first, last)) if pd.notna(start) else right, mark)


def _who(now: Visit, leg: tuple) -> str:
    names = [now.register.agency_name(one, now.lang) for one in values(leg.agencies) if one]
    return f"{', '.join(names) or now.say('baton_nobody')} ({now.say(leg.hands)})"


def period(now: Visit, leg: tuple) -> str:
    """Return from when to when a leg runs, as exactly as is known."""
    ends = ((leg.start, "start_date", "open_start"), (leg.end, "end_date", "open_end"))
    return " – ".join(_day(now, leg.initiative_id, *end) for end in ends)


def _day(now: Visit, initiative_id: str, day: pd.Timestamp, column: str, unknown: str) -> str:
    if pd.isna(day):
        return now.say(unknown)
    is_stated = now.register.initiatives.at[initiative_id, column] == day
    return lists.day(now, initiative_id, column) if is_stated else calendar.short(day.date(), now.lang)


def became(now: Visit, leg: tuple) -> str:
    """Return what became of a baton, in words: to whom it was passed after how long, or since when it is dropped."""
    if leg.state == Baton.PASSED:
        title = now.register.title_of(values(leg.successors)[0], now.lang)
        gap = now.say("gap_months", n=number(leg.gap)) if leg.gap else now.say("gap_none")
        return now.say("became_passed", title=title, gap=gap)
    said = _lost(now, leg) if leg.state == Baton.DROPPED else now.say(leg.state)
    if leg.state not in (Baton.DROPPED, Baton.DROPPING) or not leg.promised:
        return said
    title = now.register.title_of(values(leg.promised)[0], now.lang)
    return now.say("became_promised", said=said, title=title)


def _lost(now: Visit, leg: tuple) -> str:
    """Return since when a baton is dropped."""
    ends, day = (pd.Series([each]).to_numpy("M8[D]") for each in (leg.end, pd.Timestamp(now.chosen.day)))
    months = int(whole_months(ends, day)[0])
    return now.say("became_dropped" if months else "became_dropped_now", n=number(months))


def _told(now: Visit, table: pd.DataFrame) -> Markup:
    """Return the lines as a table."""
    names = ("column_theme", "column_title", "column_agency", "column_start", "column_end", "column_became")
    shown, more = lists.cut(now, list(table.itertuples()), _MOST)
    rows = [
        [
            now.register.theme_name(leg.theme, now.lang) if leg.theme else now.say("lines_no_theme"),
            lists.title(now, leg.initiative_id),
            batons.holders(now, leg.agencies, leg.hosts, leg.hands),
            *period(now, leg).split(" – "),
            became(now, leg),
        ]
        for leg in shown
    ]
    body = prose.table([now.say(name) for name in names], rows, now.say("lines_title")) + more
    return prose.fold(now.say("timeline_table"), body)
