"""The province on a wall: full screen, following the register by itself. This module frames the watch mode."""

import datetime

import streamlit as st

from data.errors import StoreError
from pages.ui import cache, calendar, prose, selection
from pages.ui.visit import Visit

_LOOK_S = 5
"""Seconds between two looks at the register."""


def button(now: Visit) -> None:
    """Draw the button that fills the screen with the province, or the one that leaves it."""
    turn = "" if now.chosen.is_watch else "1"
    st.button(
        now.say("watch" if turn else "watch_end"), key="watch", on_click=selection.change, kwargs={"watch": turn}
    )


def frame(now: Visit) -> None:
    """Take away what stands around the page and begin to follow the register."""
    prose.show(prose.watching())
    with st.container(key="watching", horizontal=True, vertical_alignment="center"):
        button(now)
        _follow(now)


@st.fragment(run_every=_LOOK_S)
def _follow(now: Visit) -> None:
    """Run the page anew once the records change or, on the present day, once a day has passed."""
    try:
        fresh = cache.register(now.register_name, now.chosen.kept)
    except StoreError:
        cache.forget()
        prose.show(prose.line(now.say("watch_lost"), "warn"))
        return
    if fresh.version != now.register.version or fresh.default_day != now.default_day:
        st.rerun()
    time = datetime.datetime.now(calendar.BANGKOK)
    prose.show(prose.line(now.say("watch_note", time=f"{time:%H:%M:%S}"), "quiet"))
