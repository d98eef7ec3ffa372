"""A long list a few at a time. This module knows which part the address names, and leads to the others."""

from markupsafe import Markup

from pages.ui import prose, selection
from pages.ui.headline import number
from pages.ui.visit import Visit

_LONGEST = 6


def place(count: int, at_once: int) -> int:
    """Return where in a list of so many the address is, by the number of its first; the start where it is nowhere."""
    text = selection.stated("at")
    at = int(text) if text.isascii() and text.isdecimal() and len(text) < _LONGEST else 0
    return at // at_once * at_once if at < count else 0


def steps(now: Visit, count: int, at: int, at_once: int) -> Markup:
    """Return which of how many are shown, with the ways to those before and after."""
    if count <= at_once:
        return Markup("")
    shown = now.say("review_of", first=at + 1, last=min(at + at_once, count), n=number(count))
    back = prose.here(selection.link(at=str(at - at_once) if at > at_once else ""), now.say("review_before"))
    on = prose.here(selection.link(at=str(at + at_once)), now.say("review_next"))
    return prose.row([back if at else "", shown, on if at + at_once < count else ""])
