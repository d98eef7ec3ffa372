"""One agency in one area: what it states, what it works on, and the records. This module is what a cell leads to."""

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from geo import spoken
from pages.ui import lists, prose, selection
from pages.ui.coverage.stands import found, level_of, said, speaking, working
from pages.ui.headline import number
from pages.ui.visit import Visit


def works(now: Visit) -> Markup:
    """Return the open work of the chosen agency in the chosen area; nothing unless both are chosen."""
    if not (now.chosen.agency and level_of(now, now.chosen.area)):
        return Markup("")
    code = now.chosen.area
    level = Level(level_of(now, code))
    claims, work = (_own(now, table, code) for table in (said(now, level), working(now, level)))
    names = {"agency": now.register.agency_name(now.chosen.agency, now.lang), "area": _place(now, code)}
    title = prose.heading(now.say("works_title", **names), 2, "works")
    ids = list(dict.fromkeys(work["initiative_id"]))
    nothing = prose.line(now.say("works_none"), "quiet")
    listed = lists.records(now, ids) if ids else nothing
    return title + _facts(now, level, code, _themes(now, claims, work)) + _ways(now) + listed


def _own(now: Visit, table: pd.DataFrame, code: str) -> pd.DataFrame:
    return table[(table["agency_id"] == now.chosen.agency) & (table["area_code"] == code)]


def _themes(now: Visit, claims: pd.DataFrame, work: pd.DataFrame) -> pd.DataFrame:
    """Return the themes that are stated or worked on there; under a theme those alone that speak of it."""
    table = spoken.by_theme(claims, work, now.register.themes["parent"])
    return table[table.index.isin(speaking(now))] if now.chosen.theme else table


def _place(now: Visit, code: str) -> str:
    return now.register.place_name(code, now.lang)


def _facts(now: Visit, level: Level, code: str, themes: pd.DataFrame) -> Markup:
    rows = _own(now, found(now, level), code)
    extent = rows["extent"].iloc[0] if len(rows) else None
    stated = now.say(f"line_{extent}") if isinstance(extent, str) else now.say("works_unsaid")
    pairs = [(now.say("works_stated"), stated)]
    pairs += [(now.say(f"works_{name}"), _names(now, themes.index[themes[name] > 0])) for name in _PARTS]
    return prose.facts(pairs)


_PARTS = ("both", "only_worked", "only_stated")


def _names(now: Visit, codes: pd.Index) -> str:
    names = ", ".join(now.register.theme_name(code, now.lang) for code in codes)
    return now.say("works_themes", n=number(len(codes)), names=names) if names else now.say("works_no_theme")


def _ways(now: Visit) -> Markup:
    """Return the ways on: all of the agency, every agency of the area, the area's own page."""
    return prose.row(
        [
            prose.here(selection.link(area=""), now.say("works_everywhere")),
            prose.here(selection.link(agency=""), now.say("works_everybody")),
            prose.page("area", selection.link(), now.say("works_area")),
        ]
    )
