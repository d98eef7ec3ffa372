"""Who works on what in an area. This module draws the grid of agencies and themes."""

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from geo.involvement import who_on_what
from pages.ui import charts, prose
from pages.ui.headline import number
from pages.ui.visit import Visit

_AGENCIES, _THEMES = 30, 40
"""Rows and columns drawn unless whole lists are asked for."""


def grid(now: Visit) -> Markup:
    """Return agencies by themes: in how many villages, as host or not, and where their fronts are surplus."""
    found = who_on_what(now.evaluation, now.chosen.area)
    title = prose.heading(now.say("grid_title"), 2, "grid")
    if found.empty:
        return title + prose.line(now.say("nothing_here"), "quiet")
    agencies, themes = (_most(found, name) for name in ("agency_id", "theme"))
    rows, columns = (agencies, themes) if now.chosen.is_whole else (agencies[:_AGENCIES], themes[:_THEMES])
    if len(agencies) > _AGENCIES or len(themes) > _THEMES:
        now.long.append(len(agencies))
    columns = sorted(columns, key=now.register.theme_options.index)
    cells = {(row.agency_id, row.theme): row for row in found.itertuples()}
    drawn = charts.grid(
        now.say("grid_caption"),
        [now.say("control_agency"), *(now.register.theme_name(code, now.lang) for code in columns)],
        (
            (now.register.agency_name(agency, now.lang), [_cell(now, cells.get((agency, code))) for code in columns])
            for agency in rows
        ),
    )
    return title + drawn + _more(now, (len(rows), len(agencies)), (len(columns), len(themes)))


def _most(found: pd.DataFrame, by: str) -> list[str]:
    """Return agencies or themes, those with most fronts first."""
    totals = found.groupby(by)["fronts"].sum()
    return list(totals.sort_values(ascending=False, kind="stable").index)


def _cell(now: Visit, row: tuple | None) -> Markup:
    if row is None:
        return charts.cell()
    host = now.say("grid_host") if row.is_host else ""
    repeats = now.say("grid_surplus", n=number(row.surplus)) if row.surplus else ""
    return charts.cell(number(row.fronts), host, repeats, is_marked=bool(row.surplus))


def _more(now: Visit, agencies: Sequence[int], themes: Sequence[int]) -> Markup:
    if agencies[0] == agencies[1] and themes[0] == themes[1]:
        return Markup("")
    counts = {"agencies": agencies[0], "all_agencies": agencies[1], "themes": themes[0], "all_themes": themes[1]}
    return prose.line(now.say("grid_more", **counts), "quiet")
