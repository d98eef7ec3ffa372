"""Where a theme has no open work on record, and who states to serve it there. This module lists the gaps."""

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from geo import stances
from geo.stances import Gap
from pages.ui import charts, lists, prose, selection
from pages.ui.coverage.painted import gaps_of
from pages.ui.coverage.stands import place, within, working
from pages.ui.headline import number
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 14
"""Areas or themes listed unless whole lists are asked for."""

_NAMED = 3
"""Agencies named that state one area, likewise."""


def gaps(now: Visit) -> Markup:
    """Return the areas without open work on the chosen theme, those first that somebody states to serve."""
    title = prose.heading(now.say("part_gaps"), 2, "gaps")
    codes = within(now, now.chosen.level)
    if not now.chosen.theme:
        return title + _themes(now, codes)
    table = gaps_of(now)
    table = table[table.index.isin(codes)]
    counts = {str(kind): number((table["gap"] == kind).sum()) for kind in Gap}
    note = now.say("gaps_note", theme=now.register.theme_name(now.chosen.theme, now.lang), **_words(now), **counts)
    return title + prose.line(note) + _listed(now, table[table["gap"] != Gap.WORKED])


def _words(now: Visit) -> dict[str, str]:
    return {"level": now.say(f"level_{now.chosen.level}"), "place": place(now)}


def _themes(now: Visit, codes: list[str]) -> Markup:
    """Return in how many areas each theme has open work on record, with the way to its gaps."""
    note = prose.line(now.say("gaps_choose", **_words(now)), "quiet")
    if not codes:
        return note
    work = working(now, Level(now.chosen.level))
    leaves = [code for code in now.register.theme_options if code in now.register.leaves]
    found = stances.reached(work[work["area_code"].isin(codes)], leaves)
    if len(codes) == 1:
        return _of_one(now, found)
    shown, more = lists.cut(now, list(found.items()), _MOST)
    head = [now.say("column_theme"), now.say("column_reached", **_words(now)), now.say("column_share_all")]
    name = now.register.theme_name
    rows = (
        [prose.here(selection.link(theme=code), name(code, now.lang)), *_share(now, count, len(codes))]
        for code, count in shown
    )
    return note + prose.table(head, rows) + more


def _share(now: Visit, count: int, total: int) -> list[str | Markup]:
    said = now.say("component_x", x=number(count), n=number(total))
    return [said, charts.parted([("joint", count / total)], said)]


def _of_one(now: Visit, found: pd.Series) -> Markup:
    """Return the themes without open work on record in the only area that is spoken of."""
    bare = found.index[found == 0]
    counts = {"n": number((found > 0).sum()), "bare": number(len(bare))}
    links = [prose.here(selection.link(theme=code), now.register.theme_name(code, now.lang)) for code in bare]
    note = prose.line(now.say("gaps_here", **_words(now), **counts))
    return note + (prose.fold(now.say("gaps_bare"), prose.chips(links)) if links else Markup(""))


def _listed(now: Visit, table: pd.DataFrame) -> Markup:
    if table.empty:
        return prose.line(now.say("gaps_none", **_words(now)), "quiet")
    order = table["gap"].map(list(map(str, Gap)).index).sort_values(kind="stable").index
    shown, more = lists.cut(now, list(table.loc[order].itertuples()), _MOST)
    head = [now.say(name) for name in ("column_area", "column_gap", "column_claims")]
    return prose.table(head, [_row(now, row) for row in shown]) + more


def _row(now: Visit, row: tuple) -> list[str | Markup]:
    names = [now.register.agency_name(code, now.lang) for code in values(row.claims)]
    if len(names) > _NAMED:
        now.long.append(len(names))
    if len(names) > _NAMED and not now.chosen.is_whole:
        names = [*names[:_NAMED], now.say("partners_more", n=number(len(names) - _NAMED))]
    return [
        prose.page("area", selection.link(area=row.Index), now.register.place_name(row.Index, now.lang)),
        now.say(f"gap_{row.gap}"),
        ", ".join(names) or "–",
    ]
