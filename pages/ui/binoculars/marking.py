"""What an agency says of the work it has seen. This module draws the form of a mark and keeps it."""

import pandas as pd
import streamlit as st

from data.desk import marks
from data.desk.replies import TIES
from data.desk.rights import may, own_of
from data.errors import DataError
from data.schema import ACTING_ROLES, Act, Way
from data.schema.values import MARKS
from pages.ui import cache, privacy, prose, selection, session
from pages.ui.visit import Visit

AT_ONCE = 12


def may_mark(now: Visit, who: str) -> bool:
    """Whether the reader may speak for the agency that looks."""
    return not now.is_past and may(now.actor, Act.MARK, is_own=who == now.actor.agency_id)


def form(now: Visit, who: str, code: str, mark: pd.Series | None) -> None:
    """Draw the form that marks one work, and the button that takes the mark back."""
    with st.container(horizontal=True):
        with st.popover(now.say("mark_do" if mark is None else "mark_change")):
            _asking(now, who, code)
        if mark is not None:
            st.button(now.say("mark_withdraw"), key=f"unmark {code}", on_click=_withdraw, args=(now, who, code))


def _asking(now: Visit, who: str, code: str) -> None:
    say = now.say
    way = st.radio(say("mark_way"), MARKS, format_func=lambda each: say(f"mark_{each}"), key=f"way of {code}")
    own = ""
    if way in TIES:
        works = (
            sorted(own_of(now.register.records, now.actor).works) if who == now.actor.agency_id else _works(now, who)
        )
        titles = now.register.names[now.lang].titles
        own = st.selectbox(
            say("mark_own"),
            ["", *works],
            format_func=lambda each: titles.get(each, each) if each else say("mark_no_own"),
            filter_mode="contains",
            key=f"own of {code}",
        )
        is_there = bool(own) and marks.is_tied(now.register.records, Way(way), code, own)
        prose.show(prose.line(say("mark_asks_tied" if is_there else _asks(now, code, is_tied=bool(own))), "quiet"))
    sentence = st.text_input(say("mark_sentence"), max_chars=marks.LONGEST, key=f"sentence of {code}") or ""
    if st.button(say("mark_keep"), type="primary", key=f"mark {code}"):
        _keep(now, who, code, Way(way), (sentence, own or ""))


def _asks(now: Visit, code: str, *, is_tied: bool) -> str:
    """Return the word for who is asked what by a mark."""
    is_spoken_for = any(role in ACTING_ROLES for _, role in now.register.parts.get(code, []))
    return ("mark_asks" if is_tied else "mark_tells") if is_spoken_for else "mark_asks_nobody"


def _works(now: Visit, who: str) -> list[str]:
    parts = now.register.records["participation"]
    return sorted(set(parts.loc[parts["agency_id"] == who, "initiative_id"]))


def _keep(now: Visit, who: str, code: str, way: Way, said: tuple[str, str]) -> None:
    sentence, own = said
    try:
        batch = marks.say(cache.store(now.register_name), now.actor, code, way, sentence, own_id=own, agency_id=who)
    except DataError as refused:
        prose.show(prose.line(refused.english if now.lang == "en" else refused.thai, "warn"))
        return
    undo = prose.page("history", selection.link(batch=str(batch.number)), now.say("saved_undo"))
    title = now.register.title_of(code, now.lang)
    done = prose.line(prose.join([now.say("mark_kept", title=title, way=now.say(f"mark_{way}")), undo]), "done")
    session.tell(done + privacy.told(now, sentence))
    st.rerun()


def _withdraw(now: Visit, who: str, code: str) -> None:
    try:
        marks.withdraw(cache.store(now.register_name), now.actor, code, who)
    except DataError as refused:
        session.tell(prose.line(refused.english if now.lang == "en" else refused.thai, "warn"))
        return
    session.tell(prose.line(now.say("mark_withdrawn", title=now.register.title_of(code, now.lang)), "done"))
