"""What an agency says of the work it has seen. This module draws the form of a mark and keeps it."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.desk import marks
from data.desk.replies import TIES
from data.desk.rights import may, own_of
from data.schema import ACTING_ROLES, Act, Way
from data.schema.values import MARKS
from data.store import Batch
from pages.ui import cards, deeds, privacy, prose, selection
from pages.ui.deeds import Form
from pages.ui.visit import Visit

AT_ONCE = 12
SEEN = "seen"
"""The list of the page, by which is told what was done in it."""


def may_mark(now: Visit, who: str) -> bool:
    """Whether the reader may speak for the agency that looks."""
    return not now.is_past and may(now.actor, Act.MARK, is_own=who == now.actor.agency_id)


def form(now: Visit, who: str, code: str, mark: pd.Series | None, at: int) -> None:
    """Draw the form that marks one work, and the button that takes the mark back; `at`: its place in the list."""
    with st.container(horizontal=True):
        asked = Form(code, SEEN, at)
        with deeds.opening(now.say("mark_do" if mark is None else "mark_change"), asked):
            _asking(now, who, asked)
        if mark is not None:
            st.button(now.say("mark_withdraw"), key=f"unmark {code}", on_click=_withdraw, args=(now, who, code, at))


def _asking(now: Visit, who: str, form: Form) -> None:
    say, code = now.say, form.key
    way = st.radio(say("mark_way"), MARKS, format_func=lambda each: say(f"mark_{each}"), key=f"way of {code}")
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
    deeds.sentence(now, "mark_sentence", f"sentence of {code}")
    deeds.confirming(now, form, f"mark {code}", _keep, (now, who, form))


def _asks(now: Visit, code: str, *, is_tied: bool) -> str:
    """Return the word for who is asked what by a mark."""
    is_spoken_for = any(role in ACTING_ROLES for _, role in now.register.parts.get(code, []))
    return ("mark_asks" if is_tied else "mark_tells") if is_spoken_for else "mark_asks_nobody"


def _works(now: Visit, who: str) -> list[str]:
    parts = now.register.records["participation"]
    return sorted(set(parts.loc[parts["agency_id"] == who, "initiative_id"]))


def _keep(now: Visit, who: str, form: Form) -> None:
    said, code = st.session_state, form.key
    way, sentence = Way(said[f"way of {code}"]), str(said[f"sentence of {code}"])
    own = str(said.get(f"own of {code}") or "") if way in TIES else ""
    title = now.register.title_of(code, now.lang)

    def told(batch: Batch) -> Markup:
        undo = prose.page("history", selection.link(batch=str(batch.number)), now.say("saved_undo"))
        done = cards.done(prose.join([now.say("mark_kept", title=title, way=now.say(f"mark_{way}")), undo]))
        return done + privacy.told(now, sentence)

    deeds.carry_out(
        now, lambda store, actor: marks.say(store, actor, code, way, sentence, own_id=own, agency_id=who), form, told
    )


def _withdraw(now: Visit, who: str, code: str, at: int) -> None:
    done = cards.done(now.say("mark_withdrawn", title=now.register.title_of(code, now.lang)))
    form = Form("", SEEN, at)
    deeds.carry_out(now, lambda store, actor: marks.withdraw(store, actor, code, who), form, lambda _: done)
