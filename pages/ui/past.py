"""The register as it stood at the end of a past day. This module says so, and keeps pages that change it closed."""

from markupsafe import Markup

from pages.ui import calendar, prose, selection
from pages.ui.visit import Visit

CLOSED = ("record", "review", "exchange")
"""Addresses of pages that change the register: there is nothing to change in the past."""


def banner(now: Visit) -> Markup:
    """Return which day's register is shown, with the way back to the present."""
    day = now.chosen.kept or calendar.today()
    said = now.say("past_banner", day=calendar.long(day, now.lang))
    back = prose.here(selection.link(kept=""), now.say("past_back"))
    return prose.line(prose.join([said, back]), "past")


def closed(now: Visit) -> Markup:
    """Return why a page that changes the register is closed."""
    return prose.heading(now.say("past_closed")) + prose.line(now.say("past_closed_note"))
