"""Work said to complete other work, until when and why. This module draws the form, and that of an objection."""

import datetime
from collections.abc import Collection, Sequence

import streamlit as st
from markupsafe import Markup

from data.desk import complements
from data.desk.rights import may, own_of
from data.schema import Act
from pages.ui import calendar, deeds, prose
from pages.ui.duplication.fronts import Pair
from pages.ui.review.settled import held_from
from pages.ui.visit import Visit

_MONTHS = (6, 12, 3)


def hindrance(now: Visit) -> Markup:
    """Return why the reader records nothing here, kindly; nothing for whoever may."""
    actor = now.actor
    if now.is_past or may(actor, Act.REVIEW, is_own=True):
        return Markup("")
    return prose.line(now.say("pairs_sign_in" if actor.role is None else "pairs_no_right"), "quiet")


def marking(now: Visit, pair: Pair) -> None:
    """Draw the form that says that two pieces of work complete each other, for whoever may say so of one of them."""
    if now.is_past or not may(now.actor, Act.REVIEW, is_own=True):
        return
    ties = _own(now, pair)
    if not ties:
        prose.show(prose.line(now.say("act_not_yours"), "quiet"))
        return
    row = pair.row
    key = f"{row.area_code} {row.theme} {row.agency_id} {row.other_id}"
    with st.popover(now.say("act_complete")):
        _form(now, ties, key)


def _own(now: Visit, pair: Pair) -> list[tuple[str, str]]:
    """Return the possible ties of which the reader may speak for one side."""
    works = own_of(now.register.records, now.actor).works
    return [ends for ends in pair.ties if may(now.actor, Act.REVIEW, is_own=not works.isdisjoint(ends))]


def _form(now: Visit, ties: list[tuple[str, str]], key: str) -> None:
    prose.show(prose.line(now.say("pairs_mark_note"), "quiet"))
    if len(ties) > 1:
        titles = now.register.names[now.lang].titles
        st.selectbox(
            now.say("pairs_which"),
            range(len(ties)),
            format_func=lambda at: " ↔ ".join(titles.get(code, code) for code in ties[at]),
            key=f"ends {key}",
        )
    st.text_input(now.say("act_reason"), key=f"reason {key}", max_chars=complements.LONGEST)
    st.selectbox(
        now.say("act_until"), _MONTHS, format_func=lambda count: now.say(f"until_{count}"), key=f"until {key}"
    )
    st.button(now.say("act_confirm"), key=f"complete {key}", type="primary", on_click=_review, args=(now, ties, key))


def _review(now: Visit, ties: list[tuple[str, str]], key: str) -> None:
    said = st.session_state
    ends = ties[int(said.get(f"ends {key}", 0))]
    reason, months = str(said[f"reason {key}"]), int(said[f"until {key}"])
    until: datetime.date = calendar.after(calendar.today(), months)
    deeds.carry_out(now, lambda store, actor: complements.review(store, actor, ends, reason, until, held_from(now)))


def concerned(now: Visit, rows: Sequence[tuple]) -> dict[tuple[str, str], frozenset[str]]:
    """Return the agencies that each of some reviews concerns; of nobody where the reader may not object anyway."""
    ends = [(row.from_id, row.to_id) for row in rows]
    if now.is_past or not may(now.actor, Act.MARK, is_own=True):
        return dict.fromkeys(ends, frozenset())
    return complements.concerned(now.register.records, ends)


def objecting(now: Visit, ends: tuple[str, str], concerned: Collection[str], said_by: Collection[str]) -> None:
    """Draw the form of an objection for an agency concerned, and the button that takes its own back.

    `said_by`: the agencies that object already.
    """
    if now.is_past or not may(now.actor, Act.MARK, is_own=True):
        return
    own = now.actor.agency_id
    able = [one for one in sorted(concerned) if may(now.actor, Act.MARK, is_own=one == own)]
    back = [one for one in said_by if may(now.actor, Act.MARK, is_own=one == own)]
    if not able and not back:
        return
    key = " ".join(ends)
    with st.container(horizontal=True, key=f"object {key}"):
        if able:
            with st.popover(now.say("pairs_object")):
                _objection(now, ends, able, key)
        for one in back:
            label = now.say("pairs_withdraw", name=now.register.agency_name(one, now.lang))
            st.button(label, key=f"withdraw {key} {one}", on_click=_withdraw, args=(now, ends, one))


def _objection(now: Visit, ends: tuple[str, str], able: list[str], key: str) -> None:
    prose.show(prose.line(now.say("pairs_object_note"), "quiet"))
    if len(able) > 1:
        names = now.register.names[now.lang].agencies
        st.selectbox(
            now.say("control_agency"),
            able,
            index=None,
            format_func=lambda one: names.get(one, one),
            placeholder=now.say("form_choose"),
            key=f"who objects {key}",
        )
    st.text_input(now.say("pairs_sentence_of"), key=f"objection {key}", max_chars=complements.LONGEST)
    st.button(
        now.say("act_confirm"), key=f"do object {key}", type="primary", on_click=_object, args=(now, ends, able, key)
    )


def _object(now: Visit, ends: tuple[str, str], able: list[str], key: str) -> None:
    said = st.session_state
    agency, reason = said.get(f"who objects {key}", able[0]) or "", str(said[f"objection {key}"])
    deeds.carry_out(now, lambda store, actor: complements.object_to(store, actor, ends, reason, agency))


def _withdraw(now: Visit, ends: tuple[str, str], agency: str) -> None:
    deeds.carry_out(now, lambda store, actor: complements.withdraw(store, actor, ends, agency))
