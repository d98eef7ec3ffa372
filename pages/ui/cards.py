"""Records one below the other, and what became of a button. This module writes both."""

from markupsafe import Markup

from data.errors import DataError
from pages.ui import prose
from pages.ui.words import LANGUAGES


def card(
    heading: str | Markup, body: Markup, ways: Markup | str = "", *, is_marked: bool = False, level: int = 3
) -> Markup:
    """Return a part of a long list: a heading with ways on beside it; one that `is_marked` stands out."""
    kind = "card marked" if is_marked else "card"
    return Markup('<section class="{}"><div class="head">{}{}</div>{}</section>').format(
        kind, prose.heading(heading, level), ways, body
    )


def done(text: str | Markup) -> Markup:
    """Return what a button did, to be read out once it stands there."""
    return Markup('<p class="done" role="status">{}</p>').format(text)


def alert(text: str | Markup) -> Markup:
    """Return why a button did nothing, to be read out at once."""
    return Markup('<p class="warn" role="alert">{}</p>').format(text)


def why(lang: str, error: DataError) -> str:
    """Return what an error says in the reader's language."""
    return (error.thai, error.english)[LANGUAGES.index(lang)]


def refusal(lang: str, error: DataError) -> Markup:
    """Return the same, to be read out at once."""
    return alert(why(lang, error))
