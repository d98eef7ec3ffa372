"""What this session of a reader remembers between two runs and no address holds: told, handled, thought of, playing.

This module owns its keys.
"""

import datetime

import streamlit as st
from markupsafe import Markup

from geo.steps import Step
from pages.ui import prose

_SAID = "what a button did"
_REFUSED = "what a form was refused"
_DONE = "how much was done"
_HANDLED = "map events handled"
_PLAYING = "the slider plays"
_THOUGHT = "steps thought of"
_STOOD = "day shown by the last step"
_SKETCH = "draft before a new front"


def map_state(key: str) -> object:
    """Return what the map called `key` has told last; it is as foreign as anything from a browser."""
    return st.session_state.get(key)


def tell(said: Markup, place: str = "", at: int = 0) -> None:
    """Keep what a button did, to be said on the page that is drawn next, once; `place`, `at`: where in which list."""
    st.session_state[_SAID] = said, place, at


def take_told(place: str = "", at: int | None = None) -> Markup:
    """Return what the button before this run did, if it is told in this place; nothing from then on.

    `at`: told there in its list alone; None: wherever it stands, as at the end of the list.
    """
    said, where, known = st.session_state.get(_SAID, (Markup(""), "", 0))
    if where != place or (at is not None and known != at):
        return Markup("")
    st.session_state.pop(_SAID, None)
    return prose.told(said) if place and said else said


def refuse(form: str, said: Markup) -> None:
    """Keep why a form was not kept, to be said within it until a form is pressed again.

    A page that is drawn may be drawn anew at once, as when a map answers: what is said once could go by unseen.
    """
    st.session_state[_REFUSED] = form, said


def refused(form: str) -> Markup:
    """Return why the form was not kept when it was pressed last."""
    where, said = st.session_state.get(_REFUSED, ("", Markup("")))
    return said if where == form else Markup("")


def note_deed() -> None:
    """Count something that was done: forms that stand open close, and nothing is refused any more."""
    st.session_state.pop(_REFUSED, None)
    st.session_state[_DONE] = deeds_done() + 1


def deeds_done() -> int:
    """Return how much was done by forms in this session."""
    return int(st.session_state.get(_DONE, 0))


def is_new(event: str) -> bool:
    """Whether a map event has not been handled in this session yet; from then on it has."""
    fresh = bool(event) and st.session_state.get(_HANDLED) != event
    if fresh:
        st.session_state[_HANDLED] = event
    return fresh


def thought_of(register: str) -> tuple[tuple[Step, ...] | None, str]:
    """Return the steps of a what-if in a register, None where nobody asked yet, and whose draft holds them."""
    known, found, keeper = st.session_state.get(_THOUGHT, (register, None, ""))
    return (found, keeper) if known == register else (None, "")


def think_of(register: str, steps: tuple[Step, ...], keeper: str = "") -> None:
    """Hold the steps of a what-if in a register; blank `keeper`: they are kept nowhere else yet."""
    st.session_state[_THOUGHT] = register, steps, keeper


def sketched() -> dict[str, object]:
    """Return what is known of the draft before a new front: its register, what the address asked, what was kept."""
    found = st.session_state.get(_SKETCH)
    return found if isinstance(found, dict) else {}


def note_sketch(known: dict[str, object]) -> None:
    """Keep what is known of the draft before a new front."""
    st.session_state[_SKETCH] = known


def is_playing() -> bool:
    """Whether the slider moves by itself in this session."""
    return bool(st.session_state.get(_PLAYING))


def play(*, on: bool) -> None:
    """Let the slider move by itself, or hold it."""
    st.session_state[_PLAYING] = on


def has_stood(day: datetime.date) -> bool:
    """Whether `day` was shown by the step before already, while the slider plays."""
    stood = st.session_state.get(_STOOD) == day
    st.session_state[_STOOD] = None if stood else day
    return stood
