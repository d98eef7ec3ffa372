"""What the reader has chosen. This module owns every session key and every query parameter.

The address is the truth: a run reads it, a control writes it. So every state of every page can be sent as a link.
"""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import streamlit as st

from data.schema import Level
from geo.classify import Measure
from pages.ui.words import LANGUAGES

LEVELS = (Level.AMPHOE, Level.TAMBON)
_LEFT = "parameters when last seen"
_HANDLED = "map events handled"


@dataclass(frozen=True)
class Selection:
    """What to show. Blank ``theme`` and ``agency`` mean all; ``off`` holds the class keys filtered away.

    ``is_whole``: lists are shown to their end, however long. ``refused``: what the address names and does not exist.
    """

    day: datetime.date
    lang: str = "th"
    level: Level = Level.TAMBON
    measure: Measure = Measure.BIVARIATE
    theme: str = ""
    agency: str = ""
    area: str = ""
    off: tuple[str, ...] = ()
    is_whole: bool = False
    refused: tuple[str, ...] = ()


def read(default_day: datetime.date, known: Mapping[str, Collection[str]]) -> Selection:
    """Return the selection that the address holds; what it cannot mean is as if left out.

    Parameters
    ----------
    default_day : the as-of day when the address names none.
    known : codes that exist, by parameter (``theme``, ``agency``, ``area``).
    """
    _restore()
    found = Selection(
        refused=_refused(known),
        day=_day(st.query_params.get("day", ""), default_day),
        lang=_one_of("lang", LANGUAGES, "th"),
        level=Level(_one_of("level", LEVELS, Level.TAMBON)),
        measure=Measure(_one_of("measure", tuple(Measure), Measure.BIVARIATE)),
        theme=_one_of("theme", known["theme"], ""),
        agency=_one_of("agency", known["agency"], ""),
        area=_one_of("area", known["area"], ""),
        off=tuple(dict.fromkeys(st.query_params.get("off", "")[:20])),
        is_whole=st.query_params.get("lists") == "whole",
    )
    st.session_state[_LEFT] = st.query_params.to_dict()
    return found


def change(**changes: str) -> None:
    """Write `changes` to the address; a blank value takes the parameter out."""
    for name, value in changes.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
    st.session_state[_LEFT] = st.query_params.to_dict()


def link(**changes: str) -> dict[str, str]:
    """Return the parameters of the present address with `changes`, for a link to another page."""
    wanted = st.query_params.to_dict() | changes
    return {name: value for name, value in wanted.items() if value}


def control(name: str, value: object, write: Callable[[object], str]) -> dict[str, object]:
    """Return what ties a widget to the parameter `name`: its key, its present value, what a change does."""
    key = f"control {name}"
    st.session_state[key] = value

    def take() -> None:
        change(**{name: write(st.session_state[key])})

    return {"key": key, "on_change": take}


def is_new(event: str) -> bool:
    """Whether a map event has not been handled in this session yet; from then on it has."""
    fresh = bool(event) and st.session_state.get(_HANDLED) != event
    if fresh:
        st.session_state[_HANDLED] = event
    return fresh


def _restore() -> None:
    """Put back what Streamlit takes out of the address when the reader changes the page."""
    left = st.session_state.get(_LEFT)
    if left and not st.query_params.to_dict():
        st.query_params.from_dict(left)


def _refused(known: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return what the address names of the codes that do not exist, shortened for the eye."""
    asked = {name: st.query_params.get(name, "") for name in known}
    return tuple(f"{name}={code[:40]}" for name, code in asked.items() if code and code not in known[name])


def _one_of(name: str, allowed: Collection[str], default: str) -> str:
    seen = st.query_params.get(name, default)
    return seen if seen in allowed else default


def _day(text: str, default: datetime.date) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return default
