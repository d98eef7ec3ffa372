"""Who may do what, for all to read. This module writes the table of rights."""

from markupsafe import Markup

from data.schema import ACTS, AccountRole, Actor, scope
from pages.ui import prose
from pages.ui.visit import Visit
from pages.ui.words import LANGUAGES

_ORDER = (
    None,
    AccountRole.VIEWER,
    AccountRole.OPERATOR,
    AccountRole.FACILITATOR,
    AccountRole.OFFICER,
    AccountRole.OFFICE,
)


def table(now: Visit) -> Markup:
    """Return the table of rights with what its words mean."""
    say, at = now.say, LANGUAGES.index(now.lang)
    head = [say("right"), *(say(role) if role else say("role_none") for role in _ORDER)]
    rows = ([ACTS[act][at], *(say(f"scope_{scope(Actor('', role), act)}") for role in _ORDER)] for act in ACTS)
    title = prose.heading(say("rights_title"), 2) + prose.line(say("rights_note"), "quiet")
    return title + prose.table(head, rows, say("rights_caption"))
