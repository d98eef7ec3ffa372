"""An area among its like. This module compares it with its neighbours and lists what lies within it."""

import pandas as pd
from markupsafe import Markup

from data.schema import DuplicationState, Level, Quality
from geo.neighbours import neighbours
from pages.ui import headline, lists, mapdata, prose, selection
from pages.ui.headline import number
from pages.ui.visit import Visit

_MOST = 40
"""Areas listed unless whole lists are asked for."""
_COLUMNS = ("column_area", "column_duplication", "column_share", "column_agencies")
_WIDER = ("column_integration", "column_people")
"""What a village has not: it shares its tambon's index, and no figure counts its people."""


def beside(now: Visit) -> Markup:
    """Return the area and those of its level that share a border with it; nothing for a province."""
    level = Level(now.register.areas.at[now.chosen.area, "level"])
    if level is Level.PROVINCE:
        return Markup("")
    title = prose.heading(now.say("beside_title"), 2, "beside")
    outlines = mapdata.outlines(now.register.version, level)
    if now.chosen.area not in outlines.index:
        return title + prose.line(now.say("beside_unknown"), "quiet")
    near = neighbours(outlines, now.chosen.area)
    if near.empty:
        return title + prose.line(now.say("beside_none"), "quiet")
    around = near.union(pd.Index([now.chosen.area]))
    qualities = set(outlines.loc[around, "quality"])
    worst = next(quality for quality in reversed(Quality) if quality in qualities)
    note = prose.line(now.say("beside_note", quality=now.say(worst)), "quiet")
    return title + note + _compared(now, level, around, now.say("beside_caption"))


def parts(now: Visit) -> Markup:
    """Return the areas within, each a link to its own page, most repeated first; nothing for a village."""
    areas = now.register.areas
    inside = areas.index[areas["parent"] == now.chosen.area]
    if not len(inside):
        return Markup("")
    title = prose.heading(now.say("parts_title"), 2, "parts") + prose.line(now.say("parts_note"), "quiet")
    return title + _compared(now, Level(areas.at[inside[0], "level"]), inside)


def _compared(now: Visit, level: Level, codes: pd.Index, caption: str = "") -> Markup:
    scores = now.scores(level).reindex(codes)
    ordered = scores.sort_values(["duplication", "agencies"], ascending=False, kind="stable")
    shown, more = lists.cut(now, list(ordered.iterrows()), _MOST)
    marked = [at for at, (code, _) in enumerate(shown) if code == now.chosen.area]
    head = [now.say(name) for name in (_COLUMNS if level is Level.VILLAGE else (*_COLUMNS, *_WIDER))]
    rows = [_cells(now, code, row)[: len(head)] for code, row in shown]
    return prose.table(head, rows, caption, marked=marked, is_dense=True) + more


def _cells(now: Visit, code: str, row: pd.Series) -> list[str | Markup]:
    has_record = row["duplication_state"] != DuplicationState.NO_RECORD
    name = now.register.area_name(code, now.lang)
    own = prose.join([prose.strong(name), prose.quiet(now.say("beside_own"))], " ")
    people = now.register.areas.at[code, "population"]
    return [
        own if code == now.chosen.area else prose.here(selection.link(area=code), name),
        headline.duplication(row, now),
        number(row["duplication_share"] * 100, 0, "%"),
        number(row["agencies"]) if has_record else "–",
        headline.integration(row, now),
        now.say("unknown") if pd.isna(people) else number(people),
    ]
