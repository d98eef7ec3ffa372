"""The row of controls above a page. This module draws each choice and ties it to the selection."""

import streamlit as st

from geo.classify import Measure
from pages.ui import calendar, selection
from pages.ui.register import Register
from pages.ui.selection import LEVELS, Selection
from pages.ui.words import LANGUAGES, Words

_WIDTHS = {"theme": 220, "agency": 250, "day": 150, "area": 420}
"""Pixels; narrower screens take what they have."""

_LANGUAGE_NAMES = {"th": "ไทย", "en": "English"}


def language(chosen: Selection, say: Words) -> None:
    """Draw the language switch."""
    st.segmented_control(
        say("language"),
        LANGUAGES,
        format_func=_LANGUAGE_NAMES.__getitem__,
        required=True,
        **selection.control("lang", chosen.lang, lambda lang: "" if lang == "th" else lang),
    )


def measure(chosen: Selection, say: Words) -> None:
    """Draw the choice of what colours the map."""
    st.segmented_control(
        say("control_measure"),
        list(Measure),
        format_func=lambda name: say(f"measure_{name}"),
        required=True,
        wrap=True,
        **selection.control("measure", chosen.measure, _unless(Measure.BIVARIATE)),
    )


def level(chosen: Selection, say: Words) -> None:
    """Draw the choice of level."""
    st.segmented_control(
        say("control_level"),
        LEVELS,
        format_func=lambda name: say(f"level_{name}").capitalize(),
        required=True,
        **selection.control("level", chosen.level, _unless("tambon")),
    )


def theme(register: Register, chosen: Selection, say: Words) -> None:
    """Draw the choice of theme: a group or one of its leaves."""

    def name(code: str) -> str:
        if not code:
            return say("all_themes")
        leaf = isinstance(register.themes.at[code, "parent"], str)
        return ("\u2003" if leaf else "") + register.theme_name(code, chosen.lang)

    st.selectbox(
        say("control_theme"),
        ["", *register.theme_options],
        format_func=name,
        width=_WIDTHS["theme"],
        **selection.control("theme", chosen.theme, str),
    )


def agency(register: Register, chosen: Selection, say: Words) -> None:
    """Draw the choice of agency."""
    names = register.names[chosen.lang].agencies
    st.selectbox(
        say("control_agency"),
        ["", *sorted(names, key=names.__getitem__)],
        format_func=lambda code: names.get(code, say("all_agencies")),
        width=_WIDTHS["agency"],
        **selection.control("agency", chosen.agency, str),
    )


def day(register: Register, chosen: Selection, say: Words) -> None:
    """Draw the choice of the as-of day: the ends of months, and any other day that the address names."""
    st.selectbox(
        say("control_day"),
        sorted({*register.days, chosen.day}, reverse=True),
        format_func=lambda option: calendar.short(option, chosen.lang),
        width=_WIDTHS["day"],
        **selection.control(
            "day", chosen.day, lambda option: "" if option == register.default_day else option.isoformat()
        ),
    )


def area(register: Register, chosen: Selection, say: Words) -> None:
    """Draw the choice of area: every area of the register, found by typing its name."""
    st.selectbox(
        say("control_area"),
        ["", *sorted(register.areas.index)],
        format_func=lambda code: register.place_name(code, chosen.lang) if code else say("area_choose"),
        width=_WIDTHS["area"],
        **selection.control("area", chosen.area, str),
    )


def clear(chosen: Selection, say: Words) -> None:
    """Draw the button that takes all filters off, where there is one to take off."""
    if chosen.theme or chosen.agency or chosen.off:
        st.button(say("clear_filters"), on_click=selection.change, kwargs={"theme": "", "agency": "", "off": ""})


def lists(chosen: Selection, say: Words) -> None:
    """Draw the button that shows long lists to their end, or cuts them again."""
    st.button(
        say("lists_cut" if chosen.is_whole else "lists_whole"),
        on_click=selection.change,
        kwargs={"lists": "" if chosen.is_whole else "whole"},
    )


def _unless(default: str) -> "selection.Callable[[object], str]":
    return lambda value: "" if value == default else str(value)
