"""How many batons were passed, dropped and are about to be. This module opens the page of relays."""

import streamlit as st
from markupsafe import Markup

from geo.relay import Baton
from pages.ui import prose, selection
from pages.ui.headline import amount, number
from pages.ui.relay import held
from pages.ui.visit import Visit


def days(now: Visit) -> None:
    """Draw the choice of how far ahead to look."""
    st.segmented_control(
        now.say("relay_ahead"),
        held.DAYS,
        format_func=lambda count: now.say("relay_days", n=count),
        required=True,
        **selection.control("ahead", held.ahead(), lambda count: "" if count == held.DAYS[0] else str(count)),
    )


def sentence(now: Visit) -> str:
    """Return how many batons were passed, dropped, and are about to be dropped."""
    table = held.legs(now, held.ahead())
    name = _where(now)
    if table.empty:
        return now.say("relay_nothing", name=name)
    counts = _counts(now)
    said = {part: number(count) for part, count in counts.items()}
    told = now.say("relay_sentence", name=name, days=held.ahead(), **said)
    return told + (now.say("relay_promised", **said) if counts["promised"] else "")


def _where(now: Visit) -> str:
    chosen, register = now.chosen, now.register
    agency = register.agency_name(chosen.agency, now.lang) if chosen.agency else ""
    place = register.place_name(chosen.area, now.lang) if chosen.area else now.say("whole_province")
    return " · ".join(part for part in (agency, place) if part)


def _counts(now: Visit) -> dict[str, int]:
    table, ahead = held.legs(now, held.ahead()), held.ahead()
    counted = table[table["is_counted"].astype(bool)]
    return {
        "n": len(counted),
        "passed": int((counted["state"] == Baton.PASSED).sum()),
        "today": int((counted["state"] == Baton.DROPPING).sum()),
        "dropped": len(held.dropped(now)),
        "dropping": len(held.dropping(now, ahead)),
        "promised": held.promised(held.dropping(now, ahead)),
    }


def figures(now: Visit) -> Markup:
    """Return four figures, with x of n of component 2 where all agencies are shown."""
    counts = _counts(now)
    credit = held.legs(now, held.ahead())["credit"].sum()
    rests = now.say(
        "relay_credit_own" if now.chosen.agency else "relay_credit", x=amount(credit), n=number(counts["n"])
    )
    ahead = now.say("relay_days_ahead", n=held.ahead(), waiting=number(counts["dropping"] - counts["promised"]))
    today = [now.say("relay_today", n=counts["today"])] if counts["today"] else []
    of = prose.join([now.say("relay_of", n=counts["n"]), *today])
    return prose.figures(
        [
            prose.figure(now.say("relay_passed"), number(counts["passed"]), rests),
            prose.figure(now.say("relay_dropped"), number(counts["dropped"]), of),
            prose.figure(now.say("relay_dropping"), number(counts["dropping"]), ahead),
            prose.figure(now.say("ruins_title"), number(len(held.left(now))), now.say("ruins_rest")),
        ]
    )


def contents(now: Visit) -> Markup:
    """Return links to the parts of the page."""
    agency = now.register.agency_name(now.chosen.agency, now.lang) if now.chosen.agency else ""
    parts = [
        ("dropping", now.say("dropping_title", n=held.ahead())),
        ("dropped", now.say("dropped_title")),
        *([("takeable", now.say("takeable_title", name=agency))] if agency else []),
        ("lines", now.say("lines_title")),
        ("ruins", now.say("ruins_title")),
    ]
    return prose.contents(now.say("contents_area"), parts)


def note(now: Visit) -> Markup:
    """Return what a baton is and how component 2 counts it."""
    return prose.line(now.say("relay_note"), "quiet")
