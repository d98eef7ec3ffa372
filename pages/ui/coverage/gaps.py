"""Where a theme has no open work on record, and who states to serve it there. This module lists the gaps."""

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from geo import stances
from geo.stances import Gap
from pages.ui import lists, prose, selection
from pages.ui.coverage.stands import said, speaking, working
from pages.ui.headline import number
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 30
"""Tambon listed unless whole lists are asked for."""


def gaps(now: Visit) -> Markup:
    """Return the tambon without open work on the chosen theme, those first that somebody states to serve."""
    title = prose.heading(now.say("gaps_title"), 2, "gaps")
    areas = now.register.areas
    codes = sorted(areas.index[areas["level"] == Level.TAMBON])
    work = working(now, Level.TAMBON)
    if not now.chosen.theme:
        return title + _themes(now, work, len(codes))
    table = stances.gaps(said(now, Level.TAMBON), work, speaking(now), codes)
    counts = {str(kind): number((table["gap"] == kind).sum()) for kind in Gap}
    note = now.say("gaps_note", theme=now.register.theme_name(now.chosen.theme, now.lang), **counts)
    return title + prose.line(note) + _listed(now, table[table["gap"] != Gap.WORKED])


def _themes(now: Visit, work: pd.DataFrame, tambon: int) -> Markup:
    """Return in how many tambon each theme has open work on record, with the way to its gaps."""
    if not tambon:
        return prose.line(now.say("gaps_choose"), "quiet")
    found = stances.reached(work, [code for code in now.register.theme_options if code in now.register.leaves])
    shown, more = lists.cut(now, list(found.items()), _MOST)
    head = [now.say("column_theme"), now.say("column_reached")]
    rows = (
        [
            prose.here(selection.link(theme=code), now.register.theme_name(code, now.lang)),
            prose.bar("", count / tambon, now.say("component_x", x=number(count), n=number(tambon))),
        ]
        for code, count in shown
    )
    return prose.line(now.say("gaps_choose"), "quiet") + prose.table(head, list(rows)) + more


def _listed(now: Visit, table: pd.DataFrame) -> Markup:
    if table.empty:
        return prose.line(now.say("gaps_none"), "quiet")
    order = table["gap"].map(list(map(str, Gap)).index).sort_values(kind="stable").index
    shown, more = lists.cut(now, list(table.loc[order].itertuples()), _MOST)
    head = [now.say(name) for name in ("column_area", "column_gap", "column_claims")]
    return prose.table(head, [_row(now, row) for row in shown]) + more


def _row(now: Visit, row: tuple) -> list[str | Markup]:
    names = [now.register.agency_name(code, now.lang) for code in values(row.claims)]
    place = now.register.place_name(row.Index, now.lang)
    return [
        prose.page("area", selection.link(area=row.Index), place),
        now.say(f"gap_{row.gap}"),
        ", ".join(names) or "–",
    ]
