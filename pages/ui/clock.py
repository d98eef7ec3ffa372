"""The as-of day: fiscal year, a slider over its months, and play. This module moves the day."""

import datetime

import streamlit as st

from pages.ui import calendar, selection, session
from pages.ui.visit import Visit

_YOUNG = 6
"""Months on record below which a fiscal year is too short to play."""

_STEP_S = 1.5
"""Seconds between two months of a year that plays."""


def slider(now: Visit) -> None:
    """Draw the fiscal year, its months as a slider and the button that plays them."""
    months = months_shown(now)
    _year(now)
    if len(months) > 1:
        st.select_slider(
            now.say("control_day"),
            months,
            format_func=lambda day: _stop(day, now.lang),
            width=210,
            **selection.control("day", now.chosen.day, lambda day: _text(now, day)),
        )
    _play(now, months)


def day(now: Visit) -> None:
    """Draw the choice of the as-of day as a list: the ends of months, and any other day that the address names."""
    st.selectbox(
        now.say("control_day"),
        sorted({*now.register.days, now.chosen.day}, reverse=True),
        format_func=lambda option: calendar.short(option, now.lang),
        width=150,
        **selection.control("day", now.chosen.day, lambda option: _text(now, option)),
    )


def since(now: Visit) -> None:
    """Draw the choice of the day that the figures are compared with."""
    days = [each.isoformat() for each in now.register.days if each < now.chosen.day]
    own = [] if now.chosen.since in (*selection.PERIODS, *days) else [now.chosen.since]
    st.selectbox(
        now.say("control_since"),
        [*selection.PERIODS, *own, *days],
        format_func=lambda option: _since_words(now, option),
        width=150,
        **selection.control("since", now.chosen.since, lambda each: "" if each == "fiscal_year" else str(each)),
    )


def months_shown(now: Visit) -> list[datetime.date]:
    """Return the stops of the slider: the month ends of the day's fiscal year, and the day itself.

    A year that has hardly begun brings the twelve months before along.
    """
    year = calendar.fiscal_year(now.chosen.day)
    known = {each for each in now.register.days if calendar.fiscal_year(each) == year}
    if len(known) < _YOUNG:
        last = max({*known, now.chosen.day})
        known |= {each for each in now.register.days if calendar.before(last, "year") < each <= last}
    return sorted({*known, now.chosen.day})


def _year(now: Visit) -> None:
    years = sorted({calendar.fiscal_year(each) for each in (*now.register.days, now.chosen.day)}, reverse=True)
    key = "control year"
    st.session_state[key] = calendar.fiscal_year(now.chosen.day)
    st.selectbox(
        now.say("control_year"),
        years,
        key=key,
        width=104,
        on_change=lambda: selection.change(day=_text(now, _last(now, st.session_state[key]))),
    )


def _last(now: Visit, year: int) -> datetime.date:
    return max(each for each in (*now.register.days, now.chosen.day) if calendar.fiscal_year(each) == year)


def _play(now: Visit, months: list[datetime.date]) -> None:
    if len(months) < 2:
        return
    if session.is_playing():
        st.button(now.say("pause"), on_click=session.play, kwargs={"on": False})
        _tick(now, months)
    else:
        st.button(now.say("play"), on_click=_start, args=(now, months), help=now.say("play_help"))


def _start(now: Visit, months: list[datetime.date]) -> None:
    session.play(on=True)
    if now.chosen.day >= months[-2]:
        selection.change(day=_text(now, months[0]))


@st.fragment(run_every=_STEP_S)
def _tick(now: Visit, months: list[datetime.date]) -> None:
    """Move on to the next month once per step; the year's last month ends the play."""
    if not session.has_stood(now.chosen.day):
        return
    later = [each for each in months if each > now.chosen.day]
    if later:
        selection.change(day=_text(now, later[0]))
    if len(later) < 2:
        session.play(on=False)
    st.rerun()


def _text(now: Visit, day: datetime.date) -> str:
    return "" if day == now.register.default_day else day.isoformat()


def _stop(day: datetime.date, lang: str) -> str:
    """Say a stop of the slider: a month by its end, another day in full."""
    is_end = (day + datetime.timedelta(days=1)).day == 1
    return calendar.month(day, lang) if is_end else calendar.short(day, lang)


def _since_words(now: Visit, option: str) -> str:
    if option in selection.PERIODS:
        return now.say(f"since_{option}")
    return calendar.short(datetime.date.fromisoformat(option), now.lang)
