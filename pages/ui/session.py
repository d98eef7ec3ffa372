"""What this session of a reader remembers between two runs and no address holds: told, handled, thought of, playing.

This module owns its keys.
"""

import datetime

import streamlit as st
from markupsafe import Markup

from geo.steps import Step

_SAID = "what a button did"
_HANDLED = "map events handled"
_PLAYING = "the slider plays"
_THOUGHT = "steps thought of"
_STOOD = "day shown by the last step"
_SKETCH = "draft before a new front"


def map_state(key: str) -> object:
    """Return what the map called `key` has told last; it is as foreign as anything from a browser."""
    return st.session_state.get(key)


def tell(said: Markup) -> None:
    """Keep what a button did, to be said on the page that is drawn next, once."""
    st.session_state[_SAID] = said


def take_told() -> Markup:
    """Return what the button before this run did; nothing from then on."""
    return st.session_state.pop(_SAID, Markup(""))


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
