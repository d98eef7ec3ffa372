"""The agencies that are tied, drawn: the state side left, the people's side right. This module draws them."""

import math
import re
from collections import Counter

import pandas as pd
from markupsafe import Markup

from data.schema.invented import MARK
from pages.ui import graph, prose, selection
from pages.ui.graph import Line, Node, Zone
from pages.ui.headline import number
from pages.ui.network import known
from pages.ui.network.opening import SIDES
from pages.ui.register import Register
from pages.ui.visit import Visit

_EMPTY = Markup("")


def drawing(now: Visit) -> Markup:
    """Return the drawing with its legend, and beside it the agencies that no tie is known of."""
    table, pairs = known.standing(now), known.ties(now)
    if len(table) < 2:
        return _EMPTY
    if pairs.empty:
        return _alone(now, table)
    placed = known.drawn(now)
    order = table.index[table["ties"] > 0]
    at = {agency: place for place, agency in enumerate(order)}
    nodes = [_node(now, agency, table.loc[agency], placed.nodes.loc[agency]) for agency in order]
    zones = [
        Zone(left, width, now.say("network_zone", side=now.say(f"side_{side}"), n=number(_count(table, side))))
        for side, (left, width) in placed.zones.items()
    ]
    words = now.say("network_drawing", n=number(len(nodes)), ties=number(len(pairs)))
    skip = prose.line(
        prose.join([prose.quiet(now.say("network_key")), prose.jump("part-bridges", now.say("network_skip"))])
    )
    lines = _lines(now, pairs, at)
    drawn = graph.graph(words, (placed.width, placed.height), zones, nodes, lines)
    return _legend(now) + skip + drawn + _alone(now, table)


def _count(table: pd.DataFrame, side: str) -> int:
    return int(((table["side"] == side) & (table["ties"] > 0)).sum())


def _node(now: Visit, agency: str, row: pd.Series, place: pd.Series) -> Node:
    name, short = now.register.agency_name(agency, now.lang), short_name(now.register, agency, now.lang)
    words = now.say(
        "network_node",
        number=row["number"],
        short=short,
        name="" if name == short else name,
        side=now.say(f"side_{row['side']}"),
        ties=number(row["ties"]),
        bridges=number(row["bridges"]),
    )
    kind = f"node {row['side']}{' chosen' if agency == now.chosen.agency else ''}"
    address = selection.link(agency=agency)
    return Node((place["x"], place["y"]), kind, str(row["number"]), label(short), name, words, address)


def label(name: str) -> str:
    """Return a name as two short lines under a mark hold it: of a long one the beginning, and the end that tells it.

    >>> label("เทศบาลสมมติ"), label("ศูนย์สุขภาพและอนามัยชุมชน เขตลุ่มน้ำปากพนัง (สมมติ)")
    ('เทศบาลสมมติ', 'ศูนย์สุขภาพ…เขตลุ่มน้ำปากพนัง')
    """
    if len(_LETTER.findall(name)) <= _HEAD + _TAIL:
        return name
    plain = name.removesuffix(MARK.thai).removesuffix(MARK.english).strip()
    letters = _LETTER.findall(plain)
    if len(letters) <= _HEAD + _TAIL:
        return plain
    head, tail = "".join(letters[:_HEAD]).rstrip("เแโใไ "), "".join(letters[-_TAIL:])
    begin = tail.find(" ") + 1 if " " in tail[: _TAIL // 2] else 0
    return f"{head}…{tail[begin:]}"


_LETTER = re.compile("[^\u0e31\u0e33-\u0e3a\u0e47-\u0e4e][\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]*")
_HEAD, _TAIL = 8, 13
"""Letters kept of the beginning and of the end of a long name; signs above and below a letter go with it."""


def short_name(register: Register, agency: str, lang: str) -> str:
    """Return the short name of an agency where it has one in the language that no other has; else its name."""
    names = register.agencies["short_name"]
    short = names.get(agency) if lang == "th" else None
    is_own = isinstance(short, str) and int((names == short).sum()) == 1
    return str(short) if is_own else register.agency_name(agency, lang)


def _lines(now: Visit, pairs: pd.DataFrame, at: dict[str, int]) -> list[Line]:
    bridges = known.bridges(now)
    across = {(row.one, row.other): "across only" if row.is_only else "across" for row in bridges.itertuples()}
    own = now.chosen.agency if now.chosen.agency in at else ""
    drawn = []
    for row in pairs.itertuples():
        kind = f"level-{math.floor(row.level)} {across.get((row.one, row.other), '')}"
        if own:
            kind += " bold" if own in (row.one, row.other) else " faint"
        drawn.append(Line(at[row.one], at[row.other], kind))
    return drawn


def _legend(now: Visit) -> Markup:
    marks = [graph.sample(f"mark {side}", now.say(f"side_{side}")) for side in SIDES]
    levels = [
        graph.sample(f"edge level-{level}", now.say(f"level_frey_{level}")) for level in range(known.least(), 6)
    ]
    kinds = [graph.sample(f"edge level-5 {kind}", now.say(f"network_{name}")) for kind, name in _ACROSS]
    return graph.legend([*marks, *levels, *kinds])


_ACROSS = (("across", "across"), ("across only", "across_only"))


def _alone(now: Visit, table: pd.DataFrame) -> Markup:
    """Return the agencies without a tie, by side; which of them are not even at work on the day is said."""
    alone = table[table["ties"] == 0]
    if alone.empty:
        return _EMPTY
    sides = Counter(alone["side"])
    said = now.say(
        "network_alone", n=number(len(alone)), least=known.least(), **{side: number(sides[side]) for side in SIDES}
    )
    links = (
        prose.here(selection.link(agency=agency), now.register.agency_name(agency, now.lang))
        for agency in sorted(alone.index, key=lambda one: now.register.agency_name(one, now.lang))
    )
    return prose.line(said) + prose.line(prose.chips(links))
