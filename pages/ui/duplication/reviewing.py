"""Work said to complete other work, until when and why. This module draws the form, and that of an objection."""

from collections.abc import Collection, Sequence

import streamlit as st
from markupsafe import Markup

from data.desk import complements
from data.desk.rights import may, own_of
from data.schema import Act
from pages.ui import cards, deeds, prose, typed
from pages.ui.deeds import Form
from pages.ui.duplication.fronts import Pair
from pages.ui.review.settled import held_from
from pages.ui.visit import Visit

PAIRS, REVIEWS = "pairs", "reviews"
"""The two lists of the page, by which is told what was done in them."""
_MONTHS = (6, 12, 3)


def hindrance(now: Visit) -> Markup:
    """Return why the reader records nothing here, kindly; nothing for whoever may."""
    actor = now.actor
    if now.is_past or may(actor, Act.REVIEW, is_own=True):
        return Markup("")
    return prose.line(now.say("pairs_sign_in" if actor.role is None else "pairs_no_right"), "quiet")


def key_of(pair: Pair) -> str:
    """Return the key of a pair: who, on what, where."""
    row = pair.row
    return f"{row.area_code} {row.theme} {row.agency_id} {row.other_id}"


def marking(now: Visit, pair: Pair, at: int) -> None:
    """Draw the form that says that two pieces of work complete each other, for whoever may say so of one of them."""
    if now.is_past or not may(now.actor, Act.REVIEW, is_own=True):
        return
    ties = _own(now, pair)
    if not ties:
        prose.show(prose.line(now.say("act_not_yours"), "quiet"))
        return
    form = Form(key_of(pair), PAIRS, at)
    with deeds.opening(now.say("act_complete"), form):
        _form(now, ties, form)


def _own(now: Visit, pair: Pair) -> list[tuple[str, str]]:
    """Return the possible ties of which the reader may speak for one side."""
    works = own_of(now.register.records, now.actor).works
    return [ends for ends in pair.ties if may(now.actor, Act.REVIEW, is_own=not works.isdisjoint(ends))]


def _form(now: Visit, ties: list[tuple[str, str]], form: Form) -> None:
    key = form.key
    prose.show(prose.line(now.say("pairs_mark_note"), "quiet"))
    if len(ties) > 1:
        titles = now.register.names[now.lang].titles
        st.selectbox(
            now.say("pairs_which"),
            range(len(ties)),
            format_func=lambda at: " ↔ ".join(titles.get(code, code) for code in ties[at]),
            key=f"ends {key}",
        )
    deeds.sentence(now, "act_reason", f"reason {key}")
    typed.ending(now, _MONTHS, key)
    deeds.confirming(now, form, f"complete {key}", _review, (now, ties, form))


def _review(now: Visit, ties: list[tuple[str, str]], form: Form) -> None:
    said, key = st.session_state, form.key
    ends = ties[int(said.get(f"ends {key}", 0))]
    reason = str(said[f"reason {key}"])
    names = [now.register.title_of(code, now.lang) for code in ends]
    deeds.carry_out(
        now,
        lambda store, actor: complements.review(store, actor, ends, reason, typed.last_day(key), held_from(now)),
        form,
        lambda _: cards.done(now.say("pairs_marked", ends=" ↔ ".join(names)) + deeds.kept(now)),
    )


def concerned(now: Visit, rows: Sequence[tuple]) -> dict[tuple[str, str], frozenset[str]]:
    """Return the agencies that each of some reviews concerns; of nobody where the reader may not object anyway."""
    ends = [(row.from_id, row.to_id) for row in rows]
    if now.is_past or not may(now.actor, Act.MARK, is_own=True):
        return dict.fromkeys(ends, frozenset())
    return complements.concerned(now.register.records, ends)


def objecting(
    now: Visit, ends: tuple[str, str], concerned: Collection[str], said_by: Collection[str], at: int
) -> None:
    """Draw the form of an objection for an agency concerned, and the button that takes its own back.

    `said_by`: the agencies that object already; `at`: where the review stands in the list.
    """
    if now.is_past or not may(now.actor, Act.MARK, is_own=True):
        return
    own = now.actor.agency_id
    able = [one for one in sorted(concerned) if may(now.actor, Act.MARK, is_own=one == own)]
    back = [one for one in said_by if may(now.actor, Act.MARK, is_own=one == own)]
    if not able and not back:
        return
    form = Form(" ".join(ends), REVIEWS, at)
    with st.container(horizontal=True, key=f"object {form.key}"):
        if able:
            with deeds.opening(now.say("pairs_object"), form):
                _objection(now, ends, able, form)
        for one in back:
            label = now.say("pairs_withdraw", name=now.register.agency_name(one, now.lang))
            st.button(label, key=f"withdraw {form.key} {one}", on_click=_withdraw, args=(now, ends, one, at))


def _objection(now: Visit, ends: tuple[str, str], able: list[str], form: Form) -> None:
    key = form.key
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
    deeds.sentence(now, "pairs_sentence_of", f"objection {key}")
    deeds.confirming(now, form, f"do object {key}", _object, (now, ends, able, form))


def _object(now: Visit, ends: tuple[str, str], able: list[str], form: Form) -> None:
    said, key = st.session_state, form.key
    agency, reason = said.get(f"who objects {key}", able[0]) or "", str(said[f"objection {key}"])
    deeds.carry_out(now, lambda store, actor: complements.object_to(store, actor, ends, reason, agency), form)


def _withdraw(now: Visit, ends: tuple[str, str], agency: str, at: int) -> None:
    form = Form("", REVIEWS, at)
    deeds.carry_out(now, lambda store, actor: complements.withdraw(store, actor, ends, agency), form)
