"""What a button does to the register, and the form it stands in. This module carries it out and tells of it.

A form opens at a press. What it is refused is told within it, beside the button; once it is kept it closes, and that
is told where it stood in its list.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from data.desk.reasons import LONGEST
from data.errors import DataError
from data.schema import Actor
from data.store import Batch, Store
from pages.ui import cache, cards, prose, selection, session
from pages.ui.visit import Visit

Deed = Callable[[Store, Actor], Batch]


class Form(NamedTuple):
    """A form by its key, its own on the page (blank: a button alone), the list it stands in, and where there."""

    key: str
    place: str
    at: int


@contextmanager
def opening(label: str, form: Form) -> Iterator[None]:
    """Draw the button that opens a form, and the form around what is drawn within.

    Its identity is its own key, so that it never opens over its neighbour, and another after each deed, so that it
    closes.
    """
    with st.popover(label, key=f"form {form.key} {session.deeds_done()}"):
        yield


def sentence(now: Visit, label: str, key: str, most: int = LONGEST) -> str:
    """Draw the field of a sentence and return what is typed.

    It takes text of any length and the desk refuses what is too long: Streamlit's own limit lets a longer text that
    is pasted vanish without a word.
    """
    return st.text_input(now.say(label), placeholder=now.say("at_most", n=most), key=key) or ""


def confirming(now: Visit, form: Form, key: str, do: Callable[..., None], args: Sequence[object]) -> None:
    """Draw what the form was refused when it was pressed last, and the button that keeps it."""
    prose.show(session.refused(form.key))
    st.button(now.say("act_confirm"), key=key, type="primary", on_click=do, args=args)


def refuse(now: Visit, form: Form, error: DataError) -> None:
    """Keep why nothing was done, to be told within the form; of a button alone, where it stands."""
    said = cards.refusal(now.lang, error)
    if form.key:
        session.refuse(form.key, said)
    else:
        session.tell(said, form.place, form.at)


def carry_out(now: Visit, do: Deed, form: Form, said: Callable[[Batch], Markup] | None = None) -> None:
    """Do what was pressed, as whoever sits there at this moment; it is said on the page that is drawn next.

    `said`: what is told of the change that was made, where that is more than that it was made.
    """
    try:
        batch = do(cache.store(now.register_name), now.actor)
    except DataError as error:
        refuse(now, form, error)
    else:
        session.tell(said(batch) if said else cards.done(kept(now)), form.place, form.at)
        session.note_deed()


def kept(now: Visit) -> Markup:
    """Return that it is kept, with the way to where it can be taken back."""
    link = prose.page("history", selection.link(batch="", record="", table=""), now.say("page_history"))
    return prose.sentence(now.say("review_done", history="{history}"), history=link)
