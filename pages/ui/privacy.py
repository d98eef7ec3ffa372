"""What was typed of people. This module says that it is not kept."""

from markupsafe import Markup

from data.schema.privacy import hidden
from pages.ui import prose
from pages.ui.visit import Visit


def told(now: Visit, *texts: str) -> Markup:
    """Return a line that says that names and numbers of people are kept hidden; nothing where the texts hold none."""
    is_any = any(hidden(text) != text for text in texts)
    return prose.line(now.say("private_hidden"), "warn") if is_any else Markup("")
