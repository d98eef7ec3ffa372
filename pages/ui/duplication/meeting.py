"""Who should meet first: pairs of agencies as a table and as a grid. This module draws both."""

import pandas as pd
from markupsafe import Markup

from geo.pairs import PAIR
from pages.ui import charts, lists, prose, selection
from pages.ui.duplication import held
from pages.ui.headline import amount, number
from pages.ui.visit import Visit

_MOST = 12
"""Pairs in the table unless whole lists are asked for."""
_ACROSS = 10
"""Agencies in the grid unless whole lists are asked for."""
_WHOLE = 40
_STAND_OUT = 5
"""Pairs that stand out in the grid: the first to meet."""
LEVELS = 5
"""Levels of a tie (Frey): strength times this."""


def first(now: Visit) -> Markup:
    """Return the pairs of agencies, who should meet first on top, with what the order rests on."""
    title = prose.heading(now.say("pairs_first"), 2, "first")
    found = held.who(now)
    apart = found[found["missing"] > 0]
    if apart.empty:
        return title + prose.line(now.say("pairs_first_none"), "quiet")
    names = ("pairs_pair", "pairs_missing", "pairs_cells", "pairs_tied", "pairs_overlap", "column_why")
    shown, more = lists.cut(now, list(apart.itertuples()), _MOST)
    rows = [_row(now, row, at if len(shown) > 1 else 0) for at, row in enumerate(shown, 1)]
    note = prose.line(now.say("pairs_first_note"), "quiet")
    return title + note + prose.table([now.say(name) for name in names], rows) + more


def _row(now: Visit, row: tuple, place: int) -> list[str | Markup]:
    """Return what is said of a pair; a place of 0: it stands alone."""
    one, other = (now.register.agency_name(code, now.lang) for code in (row.agency_id, row.other_id))
    said = f"{place}. " * bool(place) + now.say("pairs_two", one=one, other=other)
    share = {
        "percent": number(row.overlap * 100),
        "cells": number(row.cells),
        "most": number(max(row.own, row.others)),
    }
    return [
        prose.here(to_pair(row.agency_id, row.other_id), said),
        amount(row.missing),
        number(row.cells),
        amount(row.tied),
        now.say("pairs_overlap_is", **share),
        _why(now, row),
    ]


def to_pair(one: str, other: str) -> dict[str, str]:
    """Return the parameters of the address of two agencies."""
    return selection.link(agency=one, other=other, at="")


def _why(now: Visit, row: tuple) -> str:
    met = now.say("pairs_met", tambon=number(row.tambon), themes=number(row.themes))
    tied = strength(now, row.strength)
    return f"{met} · {now.say('pairs_mean', said=tied) if row.strength > 0 else tied}"


def strength(now: Visit, value: float) -> str:
    """Return how strongly two are tied, as a level of cooperation in words."""
    if value <= 0:
        return now.say("pairs_untied")
    level = round(value * LEVELS, 2)
    name = now.say(f"level_frey_{int(level)}").partition(" ")[2] if level >= 1 else now.say("pairs_hardly")
    return now.say("pairs_level", strength=f"{value:.2f}", level=amount(round(level, 1)), name=name)


def matrix(now: Visit) -> Markup:
    """Return agencies by agencies: what is missing between them. Of two that were chosen the places show instead."""
    if len(held.agencies(now)) > 1:
        return Markup("")
    title = prose.heading(now.say("pairs_matrix"), 2, "matrix")
    found = held.who(now)
    order = _order(found)
    if len(order) < 2:
        return title + prose.line(now.say("pairs_first_none"), "quiet")
    top = order[: _WHOLE if now.chosen.is_whole else _ACROSS]
    if len(order) > _ACROSS:
        now.long.append(len(order))
    rank = {(row.agency_id, row.other_id): place for place, row in enumerate(found.itertuples())}
    cells = {
        frozenset((row.agency_id, row.other_id)): (rank.get((row.agency_id, row.other_id), len(rank)), row)
        for row in held.everybody(now).itertuples()
    }
    name = {code: now.register.agency_name(code, now.lang) for code in top}
    rows = ((name[one], [_cell(now, one, other, cells.get(frozenset((one, other)))) for other in top]) for one in top)
    note = now.say("pairs_matrix_note", n=number(len(top)), total=number(len(order)))
    grid = charts.grid(now.say("pairs_matrix"), [now.say("control_agency"), *name.values()], rows)
    return title + prose.line(note, "quiet") + grid


def _order(found: pd.DataFrame) -> list[str]:
    """Return the agencies in the order in which their pairs should meet."""
    return [*dict.fromkeys(str(code) for code in found[PAIR].to_numpy().ravel())]


def _cell(now: Visit, one: str, other: str, found: tuple[int, tuple] | None) -> Markup:
    if found is None:
        return charts.cell("–" if one == other else "")
    place, row = found
    link = prose.here(to_pair(row.agency_id, row.other_id), amount(row.missing))
    note = now.say("pairs_cell", cells=number(row.cells), strength=f"{row.strength:.2f}")
    is_first = place < _STAND_OUT and row.missing > 0
    return charts.cell(link, note, now.say("pairs_rank_is", n=place + 1) if is_first else "", is_marked=is_first)
