"""Which agencies are tied, by what, and which ties join the state's side and the people's. This module lists them."""

import math

import pandas as pd
from markupsafe import Markup

from geo.coordination import Reason
from geo.steps import EITHER_WAY
from pages.ui import lists, prose, selection
from pages.ui.headline import amount, number
from pages.ui.network import known
from pages.ui.visit import Visit

_MOST = 12
"""Ties of one table unless whole lists are asked for."""


def level_words(now: Visit, level: float) -> str:
    """Return a level in words, and as a number where it lies between two."""
    words = now.say(f"level_frey_{math.floor(level)}") if level >= 1 else now.say("network_below")
    return words if level == math.floor(level) else now.say("network_level_between", level=amount(level), words=words)


def who(now: Visit, agency: str) -> Markup:
    """Return an agency as the way to its ties."""
    return prose.here(selection.link(agency=agency), now.register.agency_name(agency, now.lang))


def why(now: Visit, row: tuple) -> Markup:
    """Return the record of the strongest tie of a pair."""
    if row.reason == Reason.SHARED:
        said = now.say("network_shared", title="{title}")
        return prose.sentence(said, title=lists.title(now, row.initiative_id))
    way = "network_tied_alike" if row.kind in EITHER_WAY else "network_tied"
    said = now.say(way, kind=now.say(row.kind), one="{one}", other="{other}")
    return prose.sentence(said, one=lists.title(now, row.from_id), other=lists.title(now, row.to_id))


def ties(now: Visit) -> Markup:
    """Return every tie of at least the chosen level, the strongest and widest first."""
    title = prose.heading(now.say("network_part_ties"), 2, "ties")
    found = known.ties(now)
    if found.empty:
        return title + prose.line(now.say("network_ties_none", least=known.least()), "quiet")
    shown, more = lists.cut(now, list(found.itertuples()), _MOST)
    names = ("network_column_one", "network_column_other", "column_level", "column_tie", "network_column_places")
    rows = [
        [who(now, row.one), who(now, row.other), level_words(now, row.level), why(now, row), number(row.places)]
        for row in shown
    ]
    note = prose.line(now.say("network_ties_note", n=number(len(found))), "quiet")
    return title + note + prose.table([now.say(name) for name in names], rows) + more


def bridges(now: Visit) -> Markup:
    """Return the ties between both sides, those first that nothing replaces."""
    title = prose.heading(now.say("network_part_bridges"), 2, "bridges")
    found = known.bridges(now)
    if found.empty:
        return title + prose.line(now.say("network_bridges_none", least=known.least()), "quiet")
    found = found.sort_values("is_only", ascending=False, kind="stable")
    shown, more = lists.cut(now, list(found.itertuples()), _MOST)
    side = known.standing(now)["side"]
    rows = [_bridge(now, row, side) for row in shown]
    names = ("network_zone_state", "network_zone_people", "column_level", "column_tie", "network_column_only")
    only = int(found["is_only"].sum())
    note = now.say("network_bridges_note", n=number(len(found)), only=number(only))
    marked = [at for at, row in enumerate(shown) if row.is_only]
    return (
        title + prose.line(note, "quiet") + prose.table([now.say(name) for name in names], rows, marked=marked) + more
    )


def _bridge(now: Visit, row: tuple, side: "pd.Series[str]") -> list[str | Markup]:
    state, people = (row.one, row.other) if side[row.one] == "state" else (row.other, row.one)
    only = prose.strong(now.say("network_only_yes")) if row.is_only else now.say("network_only_no")
    return [who(now, state), who(now, people), level_words(now, row.level), why(now, row), only]
