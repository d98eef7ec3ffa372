"""The choices above a page. This module draws each of them and ties it to the selection."""

from collections.abc import Mapping, Sequence

import streamlit as st

from data.schema import Level, Sector
from data.store import urls
from geo.choice import Hosting, Side
from geo.classify import Measure
from geo.joins import Standing
from pages.ui import lists, selection
from pages.ui.register import Register
from pages.ui.selection import LEVELS, Selection
from pages.ui.visit import Visit
from pages.ui.words import LANGUAGES, Words

_WIDTHS = {"theme": 180, "time": 180, "agency": 200, "other": 200, "area": 420, "work": 520}
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


def register(name: str, say: Words, title: str = "") -> None:
    """Draw the switch between the registers of this machine, the present one called `name`, by its `title` if any."""
    key = "control register"
    st.session_state[key] = name
    st.radio(
        say("register"),
        [*urls()],
        format_func=lambda each: title if title and each == name else say(f"register_{each}"),
        key=key,
        on_change=lambda: selection.turn_to(st.session_state[key]),
    )


def measure(chosen: Selection, say: Words) -> None:
    """Draw the choice of what colours the map."""
    st.segmented_control(
        say("control_measure"),
        list(Measure),
        format_func=lambda name: say(f"measure_{name}"),
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **selection.control("measure", chosen.measure, _unless(Measure.BIVARIATE)),
    )


def level(chosen: Selection, say: Words, levels: Sequence[Level] = LEVELS) -> None:
    """Draw the choice of level, among `levels`; the chosen one is of them."""
    st.segmented_control(
        say("control_level"),
        levels,
        format_func=lambda name: say(f"level_{name}").capitalize(),
        required=True,
        **selection.control("level", chosen.level, _unless("tambon")),
    )


def theme(register: Register, chosen: Selection, say: Words) -> None:
    """Draw the choice of theme: a group or one of its leaves."""

    def name(code: str) -> str:
        if not code:
            return say("all_themes")
        return ("\u2003" if code in register.leaves else "") + register.theme_name(code, chosen.lang)

    st.selectbox(
        say("control_theme"),
        ["", *register.theme_options],
        format_func=name,
        width=_WIDTHS["theme"],
        **selection.control("theme", chosen.theme, str),
    )


def agency(now: Visit, usual: str = "") -> None:
    """Draw the choice of agency; where none is chosen, `usual` is who the page is about."""
    names = now.register.names[now.lang].agencies
    st.selectbox(
        now.say("control_agency"),
        ["", *now.register.agencies_by_name[now.lang]],
        format_func=lambda code: names.get(code, now.say("all_agencies")),
        width=_WIDTHS["agency"],
        **selection.control("agency", now.chosen.agency or usual, str),
    )


def more(now: Visit) -> None:
    """Draw the further filters, which open on request: sector, host, side and how work stands."""
    say, choice = now.say, now.chosen.choice
    count = now.chosen.filters
    with st.popover(say("more_filters", n=count) if count else say("more_filters_none")):
        one_of("sector", choice.sector, _named(Sector, say), say)
        host(now)
        one_of("side", choice.side, _named(Side, say), say)
        standings = {str(kind): lists.standing_words(now, kind) for kind in Standing}
        st.selectbox(
            say("control_standing"),
            [*standings],
            format_func=standings.__getitem__,
            **selection.control("standing", str(choice.standing), _unless(Standing.ACTIVE)),
        )


def host(now: Visit) -> None:
    """Draw the choice of host: an agency, or how many hosts there are."""
    names = now.register.names[now.lang].agencies
    hosts = {str(kind): now.say(kind) for kind in Hosting}
    hosts |= {code: names[code] for code in now.register.agencies_by_name[now.lang]}
    one_of("host", now.chosen.choice.host, hosts, now.say)


def one_of(name: str, value: str, options: Mapping[str, str], say: Words) -> None:
    """Draw the choice of one parameter of the address among a few named values, or all of them."""
    st.selectbox(
        say(f"control_{name}"),
        ["", *options],
        format_func=lambda code: options.get(code, say("all")),
        width=_WIDTHS.get(name, "stretch"),
        **selection.control(name, value, str),
    )


def _named(values: Sequence[str], say: Words) -> dict[str, str]:
    return {str(value): say(value) for value in values}


def area(register: Register, chosen: Selection, say: Words, blank: str = "area_choose") -> None:
    """Draw the choice of area: every area of the register, found by typing its name; `blank` names none of them."""
    st.selectbox(
        say("control_area"),
        ["", *register.areas_in_order],
        format_func=lambda code: register.place_name(code, chosen.lang) if code else say(blank),
        width=_WIDTHS["area"],
        **selection.control("area", chosen.area, str),
    )


def work(register: Register, chosen: Selection, say: Words) -> None:
    """Draw the choice of one record: every record of the register, found by typing its title."""
    titles = register.names[chosen.lang].titles
    st.selectbox(
        say("control_work"),
        ["", *sorted(titles, key=titles.__getitem__)],
        format_func=lambda code: titles.get(code, say("work_choose")),
        width=_WIDTHS["work"],
        **selection.control("work", chosen.work, str),
    )


def clear(chosen: Selection, say: Words) -> None:
    """Draw the button that takes all filters off, where there is one to take off."""
    if chosen.filters or chosen.off:
        nothing = dict.fromkeys((*selection.FILTERS, "off"), "")
        st.button(say("clear_filters"), on_click=selection.change, kwargs=nothing)


def whole(now: Visit) -> None:
    """Draw the button that shows long lists to their end, or cuts them again, where any that was drawn is long."""
    is_whole = now.chosen.is_whole
    if now.long:
        st.button(
            now.say("lists_cut" if is_whole else "lists_whole"),
            on_click=selection.change,
            kwargs={"lists": "" if is_whole else "whole"},
        )


def _unless(default: str) -> "selection.Callable[[object], str]":
    return lambda value: "" if value == default else str(value)
