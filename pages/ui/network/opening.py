"""How many agencies are tied, across both sides, and how many never meet. This module opens the page."""

import streamlit as st
from markupsafe import Markup

from geo.network import LEVELS
from pages.ui import prose, selection
from pages.ui.headline import number
from pages.ui.network import known
from pages.ui.visit import Visit

SIDES = ("state", "people", "neither")
_PARTS = ("bridges", "carrying", "groups", "ties", "facilitators")


def levels(now: Visit) -> None:
    """Draw the choice of the least level of a tie."""
    st.selectbox(
        now.say("network_least"),
        range(1, LEVELS + 1),
        format_func=lambda level: now.say(f"level_frey_{level}"),
        width=200,
        **selection.control("least", known.least(), lambda level: "" if level == known.LEAST else str(level)),
    )


def sentence(now: Visit) -> str:
    """Return how many agencies there are, how they are tied, and how many groups never meet."""
    table = known.standing(now)
    name = known.name(now)
    if table.empty:
        return now.say("network_nothing", name=name)
    if len(table) == 1:
        one = now.register.agency_name(table.index[0], now.lang)
        return now.say("network_single", name=name, agency=one)
    pairs = known.ties(now)
    counts = {"n": number(len(table)), "least": known.least(), "alone": number((table["ties"] == 0).sum())}
    if pairs.empty:
        return now.say("network_untied", name=name, **counts)
    found = known.bridges(now)
    told = now.say("network_sentence", name=name, ties=number(len(pairs)), bridges=number(len(found)), **counts)
    only = int(found["is_only"].sum())
    return told + (now.say("network_only", only=number(only)) if only else "") + _apart(now)


def _apart(now: Visit) -> str:
    table = known.standing(now)
    tied = table.loc[table["ties"] > 0, "group"].nunique()
    alone = int((table["ties"] == 0).sum())
    one = now.say("network_groups" if tied > 1 else "network_group_one", groups=number(tied))
    return one + (now.say("network_alone_too", alone=number(alone)) if alone else "")


def contents(now: Visit) -> Markup:
    """Return links to the parts of the page."""
    own = [("own", now.register.agency_name(now.chosen.agency, now.lang))] if now.chosen.agency else []
    parts = [(part, now.say(f"network_part_{part}")) for part in _PARTS]
    return prose.contents(now.say("contents_area"), [*own, *parts])


def method(now: Visit) -> Markup:
    """Return how the ties, groups, bridges and losses are worked out."""
    texts = (now.say(f"network_how_{name}") for name in ("who", "tie", "side", "group", "carry", "picture"))
    return prose.fold(now.say("network_how"), Markup("").join(prose.line(text) for text in texts))
