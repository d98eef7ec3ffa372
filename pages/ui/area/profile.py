"""Who lives in an area, who governs it, and what it has already. This module writes its profile."""

import pandas as pd
from markupsafe import Markup

from data.schema import Extent, Level, Sector
from geo import capital, coverage, people
from pages.ui import calendar, charts, lists, prose
from pages.ui.headline import number
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 24
"""Agencies and assets listed unless whole lists are asked for."""
_EMPTY = Markup("")


def profile(now: Visit) -> Markup:
    """Return people, local government and existing capital of the area."""
    title = prose.heading(now.say("profile_title"), 2, "profile")
    return title + _people(now) + _serving(now) + _assets(now)


def _people(now: Visit) -> Markup:
    """Return how many live here, as of when, and how that has changed; a village has the figures of its tambon."""
    code, area = now.chosen.area, now.register.areas.loc[now.chosen.area]
    note = _EMPTY
    if area["level"] == Level.VILLAGE and pd.isna(area["population"]):
        code = area["parent"]
        note = prose.line(now.say("people_of_tambon", name=now.register.area_name(code, now.lang)), "quiet")
        area = now.register.areas.loc[code]
    by_year = people.history(now.register.records["indicators"], now.evaluation.world.areas, code)
    title = prose.heading(now.say("people_title"), 3)
    return title + note + prose.line(_counted(now, area, by_year)) + _trend(now, by_year["population"].dropna())


def _counted(now: Visit, area: pd.Series, by_year: pd.DataFrame) -> str:
    if pd.isna(area["population"]):
        return now.say("population_unknown")
    counts = {name: _or_unknown(now, area[name]) for name in people.COUNTS}
    is_dated = len(by_year) > 0 and by_year["population"].iloc[-1] == area["population"]
    dated = now.say("people_dated", year=_year(now, by_year.index[-1])) if is_dated else now.say("people_undated")
    return f"{now.say('people_line', **counts)} ({dated})"


def _or_unknown(now: Visit, value: float) -> str:
    return now.say("unknown") if pd.isna(value) else number(value)


def _trend(now: Visit, by_year: pd.Series) -> Markup:
    if by_year.empty:
        return prose.line(now.say("years_none"), "quiet")
    said = {year: (_year(now, year), number(value)) for year, value in by_year.items()}
    bars = []
    for year, value in by_year.items():
        if bars and year - 1 not in said:
            bars.append(charts.Year("…", 0, ""))
        bars.append(charts.Year(said[year][0], value / by_year.max(), said[year][1]))
    values_said = ", ".join(now.say("years_value", year=year, value=value) for year, value in said.values())
    drawn = charts.years(bars, now.say("years_words", values=values_said))
    first, last = by_year.iloc[0], by_year.iloc[-1]
    if len(by_year) == 1 or not first:
        return drawn
    change = now.say(
        "years_change",
        first=bars[0].name,
        last=bars[-1].name,
        change=f"{last - first:+,.0f}",
        share=f"{100 * (last - first) / first:+.1f}%",
    )
    return drawn + prose.line(change, "quiet")


def _year(now: Visit, year: object) -> str:
    return str(int(year) + (calendar.ERA if now.lang == "th" else 0))


def _serving(now: Visit) -> Markup:
    """Return who says it serves the area on the day: local governments, others, and those of a wider area apart."""
    areas = now.evaluation.world.areas
    rows = coverage.serving(now.register.records["coverage"], areas, now.chosen.area, now.chosen.day)
    is_local = rows["agency_id"].map(now.register.agencies["sector"]) == Sector.LOCAL_GOVERNMENT
    local, others = rows[is_local], rows[~is_local]
    is_wide = others["area_code"].isin(now.register.around(now.chosen.area))
    near, wide = others[~is_wide], others[is_wide]
    parts = [prose.heading(now.say("local_title"), 3)]
    parts.append(_claims(now, local) if len(local) else prose.line(now.say("local_none"), "quiet"))
    if len(near):
        parts += [prose.heading(now.say("serving_title"), 3), _claims(now, near)]
    if len(wide):
        count = number(wide["agency_id"].nunique())
        parts.append(prose.fold(now.say("serving_wide", n=count), _claims(now, wide)))
    return _EMPTY.join(parts)


def _claims(now: Visit, rows: pd.DataFrame) -> Markup:
    shown, more = lists.cut(now, list(rows.groupby("agency_id", sort=False)), _MOST)
    return prose.listing(_claim(now, agency, own) for agency, own in shown) + more


def _claim(now: Visit, agency: str, own: pd.DataFrame) -> Markup:
    """Return one agency with the extent it states; of areas within, each with its name."""
    where = []
    for row in own.itertuples():
        extent = now.say(row.extent) if row.extent in list(Extent) else now.say("extent_unknown")
        is_here = row.area_code == now.chosen.area
        where.append(extent if is_here else f"{now.register.area_name(row.area_code, now.lang)} {extent}")
    return prose.join([now.register.agency_name(agency, now.lang), prose.quiet(", ".join(where))])


def _assets(now: Visit) -> Markup:
    """Return the existing capital here by kind and state, and one by one."""
    own = capital.assets_in(now.register.records["assets"], now.evaluation.world.areas, now.chosen.area)
    title = prose.heading(now.say("assets_title"), 3)
    if own.empty:
        return title + prose.line(now.say("assets_none"), "quiet")
    pairs = [(now.say(str(kind)), _states(now, line)) for kind, line in capital.counts(own).iterrows()]
    return title + prose.facts(pairs) + prose.fold(now.say("assets_list", n=number(len(own))), assets(now, own))


def _states(now: Visit, counts: pd.Series) -> str:
    """Return how many assets there are in each state; those of unknown state are said to be so."""
    return " · ".join(
        now.say("assets_state", state=now.say(state) if state else now.say("unknown"), n=number(n))
        for state, n in counts[counts > 0].items()
    )


def assets(now: Visit, own: pd.DataFrame) -> Markup:
    """Return assets one by one, each with state, place, themes and source."""
    names = ("column_asset", "column_asset_state", "column_places", "column_theme", "column_since", "column_left_by")
    shown, more = lists.cut(now, list(own.itertuples()), _MOST)
    return prose.table([now.say(name) for name in names], [_asset(now, row) for row in shown]) + more


def _asset(now: Visit, row: tuple) -> list[str | Markup]:
    register = now.register
    source = prose.link(row.source_url, now.say("source_link")) if prose.is_web(row.source_url) else ""
    themes = ", ".join(register.theme_name(code, now.lang) for code in values(row.themes))
    known = isinstance(row.initiative_id, str)
    return [
        prose.join([prose.strong(row.name_th), now.say(row.kind), source]),
        now.say(row.state) if isinstance(row.state, str) else now.say("unknown"),
        register.place_name(row.area_code, now.lang) if isinstance(row.area_code, str) else now.say("unknown"),
        themes or now.say("unknown"),
        calendar.short(row.since.date(), now.lang) if pd.notna(row.since) else now.say("unknown"),
        lists.title(now, row.initiative_id) if known else now.say("unknown"),
    ]
