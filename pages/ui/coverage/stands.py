"""Who states to serve which area, and who works there. This module writes the sentence and the matrix."""

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from geo import coverage, stances
from geo.stances import Stance
from pages.ui import charts, lists, prose
from pages.ui.headline import number
from pages.ui.once import once
from pages.ui.visit import Visit

_MOST = 40
"""Agencies in the matrix unless whole lists are asked for."""


@once(most=24, key=lambda now, level: (*now.dated, level))
def said(now: Visit, level: Level) -> pd.DataFrame:
    """Return where every agency states to serve on the day, and on what."""
    return coverage.stated(
        now.register.records["coverage"],
        now.register.agencies["functions"],
        now.evaluation.world.areas,
        level,
        now.chosen.day,
    )


@once(most=24, key=lambda now, level: (*now.dated, level))
def working(now: Visit, level: Level) -> pd.DataFrame:
    """Return which agency works where, on what; under a theme, on that alone."""
    return stances.working(now.evaluation, level)


@once(most=24, key=lambda now, level: (*now.dated, level))
def found(now: Visit, level: Level) -> pd.DataFrame:
    """Return how every agency stands to every area of a level; under a theme, of that alone."""
    claims = said(now, level)
    claims = claims[claims["theme"].isin(speaking(now))] if now.chosen.theme else claims
    return stances.stances(claims, working(now, level))


def speaking(now: Visit) -> list[str]:
    """Return the codes that speak of the chosen theme: itself, those within it, the one around it."""
    theme, parent = now.chosen.theme, now.register.themes["parent"]
    own = parent[theme]
    return [theme, *parent.index[parent == theme], *([own] if isinstance(own, str) else [])]


def sentence(now: Visit) -> str:
    """Return how many tambon the chosen agency, or all of them, state and work in."""
    table = found(now, Level.TAMBON)
    agency = now.chosen.agency
    table = table[table["agency_id"] == agency] if agency else table
    if table.empty:
        return now.say("coverage_nothing")
    counts = {str(kind): number((table["stance"] == kind).sum()) for kind in Stance}
    if not agency:
        return now.say("coverage_all", agencies=number(table["agency_id"].nunique()), **counts)
    return now.say("coverage_one", name=now.register.agency_name(agency, now.lang), **counts)


def columns(now: Visit) -> list[str]:
    """Return the areas across the matrix: the tambon of the chosen area's amphoe, or every amphoe."""
    areas, code = now.register.areas, now.chosen.area
    amphoe = next((each for each in (*now.register.around(code), code) if _level(now, each) == Level.AMPHOE), "")
    inside = areas["parent"] == amphoe if amphoe else areas["level"] == Level.AMPHOE
    return sorted(areas.index[inside])


def _level(now: Visit, code: str) -> str:
    return now.register.areas["level"].get(code, "")


def matrix(now: Visit) -> Markup:
    """Return agencies by areas: how much open work each has there, and where it only states to serve."""
    title = prose.heading(now.say("coverage_matrix"), 2, "matrix")
    codes = columns(now)
    level = Level(_level(now, codes[0])) if codes else Level.AMPHOE
    rows = stances.matrix(found(now, level), codes, "initiatives")
    if now.chosen.agency:
        rows = rows[rows["agency_id"] == now.chosen.agency]
    if rows.empty:
        return title + prose.line(now.say("coverage_nothing"), "quiet")
    cells = {(row.agency_id, row.area_code): row for row in rows.itertuples()}
    shown, more = lists.cut(now, list(dict.fromkeys(rows["agency_id"])), _MOST)
    head = [now.say("control_agency"), *(now.register.area_name(code, now.lang) for code in codes)]
    body = (
        (now.register.agency_name(agency, now.lang), [_cell(now, cells.get((agency, code))) for code in codes])
        for agency in shown
    )
    note = prose.line(now.say("coverage_matrix_note"), "quiet")
    return title + note + charts.grid(now.say("coverage_matrix"), head, body) + more


def _cell(now: Visit, row: tuple | None) -> Markup:
    if row is None:
        return charts.cell()
    if row.stance == Stance.STATED:
        return charts.cell("", now.say("stance_stated"))
    is_unsaid = row.stance == Stance.WORKING
    return charts.cell(number(row.value), "", now.say("stance_working") if is_unsaid else "", is_marked=is_unsaid)
