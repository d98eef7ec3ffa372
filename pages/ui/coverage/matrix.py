"""Agencies by areas, each cell a way to the work behind it. This module draws the matrix."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.schema import Level
from geo import spoken, stances
from geo.stances import Stance
from pages.ui import charts, lists, prose, selection
from pages.ui.coverage.stands import amphoe, columns, found, within
from pages.ui.headline import number
from pages.ui.visit import Visit

_MOST = 40
"""Agencies in the matrix unless whole lists are asked for."""
_WIDEST = 30
"""Tambon across it likewise, where they are of the whole province."""
_CELLS = 10_000
"""Cells of the matrix even then: a browser draws more of them only in many seconds."""
COUNTS = ("initiatives", "themes", "villages")
"""What a cell may count."""


def counted() -> str:
    """Return what the cells count."""
    return selection.asked("cells", COUNTS) or COUNTS[0]


def control(now: Visit) -> None:
    """Draw the choice of what the cells count."""
    st.segmented_control(
        now.say("control_cells"),
        COUNTS,
        format_func=lambda name: now.say(f"cells_{name}"),
        required=True,
        **selection.control("cells", counted(), lambda name: "" if name == COUNTS[0] else str(name)),
    )


def head(now: Visit) -> Markup:
    """Return the heading of the matrix and what its cells say."""
    note = now.say("coverage_matrix_note", what=now.say(f"cells_note_{counted()}"))
    way = prose.page("network", selection.link(), now.say("network_way"))
    return prose.heading(_title(now), 2, "matrix") + prose.line(prose.join([prose.quiet(note), way]))


def _title(now: Visit) -> str:
    """Return which areas the matrix is of, and of which theme."""
    level, around, theme = now.chosen.level, _amphoe(now), now.chosen.theme
    area = now.register.place_name(around, now.lang) if around else now.say("whole_province")
    place = now.say("theme_at", theme=now.register.theme_name(theme, now.lang), area=area) if theme else area
    return now.say("coverage_matrix", level=now.say(f"level_{level}"), place=place)


def matrix(now: Visit) -> Markup:
    """Return agencies by areas: how much open work each has there, and where it only states to serve."""
    level = Level(now.chosen.level)
    table = found(now, level)
    codes, rest = _across(now, table, level)
    rows = stances.matrix(table, codes, counted())
    if rows.empty:
        return prose.line(now.say("matrix_nothing"), "quiet")
    cells = {(row.agency_id, row.area_code): row for row in rows.itertuples()}
    agencies = dict.fromkeys(rows["agency_id"])
    first = [now.chosen.agency] if now.chosen.agency in agencies else []
    shown, more = _down(now, list(dict.fromkeys([*first, *agencies])), len(codes))
    body = (
        (_agency(now, agency), [_cell(now, agency, code, cells.get((agency, code))) for code in codes])
        for agency in shown
    )
    names = [now.say("control_agency"), *(_area(now, code) for code in codes)]
    return _ways(now, level) + rest + charts.grid(_title(now), names, body) + more


def _across(now: Visit, table: pd.DataFrame, level: Level) -> tuple[list[str], Markup]:
    """Return the areas across the matrix: those of the chosen amphoe, or every one, as many as a grid can hold."""
    codes = _columns(now, level)
    if len(codes) <= _WIDEST or now.chosen.is_whole:
        return codes, Markup("")
    now.long.append(len(codes))
    counts = spoken.by_area(table)["working"].reindex(codes, fill_value=0)
    kept = counts.sort_values(ascending=False, kind="stable").index[:_WIDEST]
    return sorted(kept), prose.line(now.say("matrix_widest", n=_WIDEST, total=number(len(codes))), "quiet")


def _down(now: Visit, agencies: list[str], width: int) -> tuple[list[str], Markup]:
    """Return the agencies down the matrix: where whole lists are asked for, as many as a browser draws at once."""
    shown, more = lists.cut(now, agencies, _MOST)
    most = max(_MOST, _CELLS // width)
    if len(shown) <= most:
        return list(shown), more
    return list(shown[:most]), prose.line(now.say("matrix_tallest", n=most, total=number(len(agencies))), "quiet")


def _columns(now: Visit, level: Level) -> list[str]:
    """Return every amphoe, the tambon of the chosen one, or those of the province."""
    if level == Level.AMPHOE:
        areas = now.register.areas
        return sorted(areas.index[areas["level"] == level])
    return columns(now) if _amphoe(now) else within(now, level)


def _amphoe(now: Visit) -> str:
    """Return the amphoe whose tambon stand across; blank where it is not of one."""
    return "" if now.chosen.level == Level.AMPHOE else amphoe(now)


def _ways(now: Visit, level: Level) -> Markup:
    """Return the way to the tambon of each amphoe."""
    areas = now.register.areas
    codes = sorted(areas.index[areas["level"] == Level.AMPHOE])
    if level == Level.AMPHOE or len(codes) < 2:
        return Markup("")
    links = [
        prose.here(selection.link(area=code, level=""), now.register.area_name(code, now.lang)) for code in codes
    ]
    if now.chosen.area:
        links.insert(0, prose.here(selection.link(area="", level=""), now.say("whole_province")))
    return prose.line(prose.join([now.say("matrix_amphoe"), prose.chips(links)], " "))


def _agency(now: Visit, agency: str) -> Markup:
    name = now.register.agency_name(agency, now.lang)
    return prose.strong(name) if agency == now.chosen.agency else prose.here(selection.link(agency=agency), name)


def _area(now: Visit, code: str) -> Markup:
    is_mixed = now.chosen.level == Level.TAMBON and not _amphoe(now)
    name = (now.register.place_name if is_mixed else now.register.area_name)(code, now.lang)
    return prose.strong(name) if code == now.chosen.area else prose.here(selection.link(area=code), name)


def _cell(now: Visit, agency: str, code: str, row: tuple | None) -> Markup:
    if row is None:
        return charts.cell()
    names = {"agency": now.register.agency_name(agency, now.lang), "area": now.register.area_name(code, now.lang)}
    is_stated = row.stance == Stance.STATED
    text = now.say("stance_stated") if is_stated else number(row.value)
    way = prose.here(selection.link(agency=agency, area=code), text, now.say("cell_words", text=text, **names))
    if is_stated:
        return charts.cell(prose.quiet(way))
    is_unsaid = row.stance == Stance.WORKING
    return charts.cell(way, "", now.say("stance_working") if is_unsaid else "", is_marked=is_unsaid)
