"""Themes an agency states against themes it works on. This module counts the areas of each."""

from markupsafe import Markup

from data.schema import Level
from geo import spoken
from pages.ui import charts, lists, prose, selection
from pages.ui.coverage.stands import said, speaking, where, within, working
from pages.ui.headline import number
from pages.ui.visit import Visit

_MOST = 11
"""Themes listed unless whole lists are asked for."""
_BAR = {"both": "joint", "only_worked": "undeclared", "only_stated": "declared"}
"""Parts of a bar with their classes in page.css."""


def themes(now: Visit) -> Markup:
    """Return in how many areas the chosen agency states each theme, works on it, does both, or one of the two."""
    level = Level(now.chosen.level)
    title = prose.heading(now.say("themes_title"), 2, "themes")
    codes = within(now, level)
    claims, work = (
        table[(table["agency_id"] == now.chosen.agency) & table["area_code"].isin(codes)]
        for table in (said(now, level), working(now, level))
    )
    table = spoken.by_theme(claims, work, now.register.themes["parent"])
    table = table[table.index.isin(speaking(now))] if now.chosen.theme else table
    silent = int(claims.loc[claims["theme"].isna(), "area_code"].nunique())
    words = {"level": now.say(f"level_{level}"), "where": where(now)}
    quiet = prose.line(now.say("themes_silent", n=number(silent), **words), "quiet") if silent else Markup("")
    if table.empty:
        return title + prose.line(now.say("themes_nothing", **words), "quiet") + quiet
    counts = {name: number((table[name] > 0).sum()) for name in ("stated", "worked", "both")}
    shown, more = lists.cut(now, list(table.itertuples()), _MOST)
    head = [now.say("column_theme"), *(now.say(f"themes_{name}", **words) for name in spoken.THEME_COUNTS)]
    rows = [[_name(now, row, len(codes)), *map(number, row[1:])] for row in shown]
    kinds = charts.legend((kind, now.say(f"themes_{name}", **words)) for name, kind in _BAR.items())
    note = prose.line(now.say("themes_sentence", **counts, **words))
    return title + note + quiet + kinds + prose.table(head, rows, is_dense=True) + more


def _name(now: Visit, row: tuple, areas: int) -> Markup:
    name = now.register.theme_name(row.Index, now.lang)
    parts = [(kind, getattr(row, part) / areas) for part, kind in _BAR.items() if getattr(row, part)]
    words = now.say("themes_words", **{name: number(getattr(row, name)) for name in spoken.THEME_COUNTS})
    return prose.here(selection.link(theme=row.Index), name) + charts.parted(parts, words)
