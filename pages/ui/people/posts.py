"""Forms that the browser posts by itself, passwords among them. This module writes them."""

from collections.abc import Iterable
from urllib.parse import urlencode

from markupsafe import Markup

from pages.ui import selection
from pages.ui.visit import Visit

_HIDDEN = Markup('<input type="hidden" name="{}" value="{}">')


def post(
    now: Visit,
    door: str,
    button: str,
    fields: Iterable[Markup] = (),
    *,
    to: str = "",
    given: Iterable[tuple[str, str]] = (),
) -> Markup:
    """Return a form that posts to a door of `pages.ui.doors`.

    Streamlit takes out names that a form itself has, such as ``name`` and ``role``: fields are called otherwise.

    Parameters
    ----------
    button : what its button says.
    fields : what the reader fills in.
    to : address of the page that is opened when all goes well, within the present view.
    given : further values, by name.
    """
    known = {"register": now.register_name, "view": urlencode(selection.link()), "to": to, **dict(given)}
    hidden = (_HIDDEN.format(name, value) for name, value in known.items())
    return Markup('<form class="post" method="post" action="./account/{}">{}{}<button>{}</button></form>').format(
        door, Markup("").join(fields), Markup("").join(hidden), button
    )


def field(name: str, label: str, kind: str = "text", complete: str = "off") -> Markup:
    """Return a field with its label; `complete` says to the browser what it may fill in."""
    return Markup(
        '<label>{}<input name="{}" type="{}" autocomplete="{}" maxlength="200" required spellcheck="false"'
        ' autocapitalize="off"></label>'
    ).format(label, name, kind, complete)
