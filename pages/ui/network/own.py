"""The ties of the chosen agency: with whom, how strong, by what, where. This module tells of them."""

import pandas as pd
from markupsafe import Markup

from geo.network import Network
from pages.ui import lists, prose, selection
from pages.ui.headline import number
from pages.ui.network import known
from pages.ui.network.ties import level_words, who, why
from pages.ui.visit import Visit

_MOST = 30
_PLACES = 4
"""Places named of one tie."""


def own(now: Visit) -> Markup:
    """Return what ties the chosen agency to others in the area, of whatever level; nothing where none is chosen."""
    agency = now.chosen.agency
    if not agency:
        return Markup("")
    name = now.register.agency_name(agency, now.lang)
    title = prose.heading(name, 2, "own")
    ways = prose.row(
        [
            prose.page("binoculars", selection.link(), now.say("network_to_binoculars")),
            prose.page("coverage", selection.link(), now.say("network_to_coverage")),
            prose.here(selection.link(agency=""), now.say("network_all")),
        ]
    )
    table = known.standing(now)
    if agency not in table.index:
        return title + prose.line(now.say("network_absent", name=known.name(now))) + ways
    net = known.network(now)
    found = net.ties[(net.ties["one"] == agency) | (net.ties["other"] == agency)]
    row = table.loc[agency]
    said = now.say(
        "network_own" if len(found) else "network_own_none",
        side=now.say(f"side_{row['side']}"),
        places=number(row["places"]),
        ties=number(len(found)),
        least=known.least(),
        strong=number(row["ties"]),
    )
    return title + prose.line(said) + ways + (_table(now, net, found) if len(found) else Markup(""))


def _table(now: Visit, net: Network, found: pd.DataFrame) -> Markup:
    agency = now.chosen.agency
    shown, more = lists.cut(now, list(found.itertuples()), _MOST)
    where = _where(now, net, agency)
    rows = [
        [
            who(now, other := row.other if row.one == agency else row.one),
            now.say(f"side_{known.standing(now)['side'][other]}"),
            level_words(now, row.level),
            why(now, row),
            _places(now, where[other]),
        ]
        for row in shown
    ]
    names = ("network_column_with", "network_column_side", "column_level", "column_tie", "network_column_where")
    return prose.table([now.say(name) for name in names], rows) + more


def _where(now: Visit, net: Network, agency: str) -> dict[str, list[tuple[str, str]]]:
    """Return by agency the tambon and theme of each direct tie to the chosen one, the strongest first."""
    blocks, world = now.evaluation.blocks, now.evaluation.world
    links = net.links[(net.links["one"] == agency) | (net.links["other"] == agency)]
    found: dict[str, list[tuple[str, str]]] = {}
    for row in links.sort_values(["strength", "block"], ascending=[False, True]).itertuples():
        other = row.other if row.one == agency else row.one
        place = str(world.areas.codes[blocks.tambon[row.block]]), str(world.themes.codes[blocks.theme[row.block]])
        found.setdefault(other, []).append(place)
    return found


def _places(now: Visit, places: list[tuple[str, str]]) -> Markup:
    tambon = dict.fromkeys(code for code, _ in places)
    links = prose.join(
        (
            prose.page("area", selection.link(area=code), now.register.place_name(code, now.lang))
            for code in list(tambon)[:_PLACES]
        ),
        ", ",
    )
    rest = len(tambon) - _PLACES
    themes = ", ".join(
        now.register.theme_name(code, now.lang) for code in dict.fromkeys(theme for _, theme in places)
    )
    return prose.join([links, now.say("network_more_places", n=rest) if rest > 0 else "", prose.quiet(themes)])
