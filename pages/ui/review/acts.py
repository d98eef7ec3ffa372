"""What can be done with an item. This module draws the buttons that a reader may press, and carries them out."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from data.desk.editing import answer
from data.desk.review import remedies
from data.desk.review.queues import Queue
from data.desk.review.settling import dismiss, is_own, postpone, settle
from data.desk.rights import Own, may
from data.errors import DataError
from data.schema import Act, Actor, Answer, Status
from data.store import Batch, Edit, Store
from geo.hosting import Lack
from pages.ui import calendar, deeds, prose, typed
from pages.ui.deeds import Form
from pages.ui.review import settled
from pages.ui.review.items import suggested
from pages.ui.review.looking import ids
from pages.ui.visit import Visit

ITEMS = "items"
"""The list of the page, by which is told what was done in it."""
_MONTHS = (3, 1, 6, 12)
Edits = Callable[[str], Sequence[Edit]]
"""What a press would do, by the choice made above it (blank where there is none)."""


def show(now: Visit, own: Own, queue: Queue, item: pd.Series, at: int) -> None:
    """Draw what the reader may do with an item, or whose it is to do; `at`: its place in the list."""
    act = Act.ANSWER_REQUEST if queue is Queue.REQUESTS else Act.REVIEW
    if not may(own.actor, act, is_own=is_own(own, queue, item)):
        if may(own.actor, act, is_own=True):
            prose.show(prose.line(now.say("act_not_yours"), "quiet"))
        return
    with st.container(horizontal=True, key=f"acts {queue} {item['subject']}"):
        _settling(now, queue, item, at)
        if queue is not Queue.REQUESTS:
            _dismissing(now, queue, item, at)
            _postponing(now, queue, item, at)


def _settling(now: Visit, queue: Queue, item: pd.Series, at: int) -> None:
    """Draw the ways to settle an item of this queue; some are settled by asking around alone."""
    records, works = now.register.records, ids(item["initiatives"])
    if queue is Queue.DOUBLES:
        st.button(
            now.say("act_join"), key=_key(queue, item, "join"), type="primary", on_click=_join, args=(now, item, at)
        )
    elif queue is Queue.UNCOORDINATED:
        _completing(now, item, at)
    elif queue is Queue.HOSTS and len(works) > 1 and item["lack"] == Lack.RIVALS:
        prose.show(prose.line(now.say("act_host_apart"), "quiet"))
    elif queue is Queue.HOSTS:
        names = {one: now.register.agency_name(one, now.lang) for one in settled.candidates(item)}
        _choosing(
            now, queue, item, _form(queue, item, "host", at), names, lambda one: remedies.hosted(records, works, one)
        )
    elif queue is Queue.UNCONFIRMED:
        names = {str(status): now.say(status) for status in remedies.CONFIRMABLE}
        _choosing(
            now,
            queue,
            item,
            _form(queue, item, "status", at),
            names,
            lambda said: remedies.confirmed(records, works, Status(said), calendar.today()),
        )
    elif queue is Queue.UNPLACED and (codes := suggested(now, item)):
        names = {code: now.register.place_name(code, now.lang) for code in codes}
        _choosing(
            now,
            queue,
            item,
            _form(queue, item, "place", at),
            names,
            lambda code: remedies.placed(records, item, code),
        )
    elif queue is Queue.REQUESTS:
        _answering(now, item, at)


def _key(queue: Queue, item: pd.Series, part: str) -> str:
    return f"{part} {queue} {item['subject']}"


def _form(queue: Queue, item: pd.Series, part: str, at: int) -> Form:
    return Form(_key(queue, item, part), ITEMS, at)


def _join(now: Visit, item: pd.Series, at: int) -> None:
    edits, form = remedies.joined(item), Form("", ITEMS, at)
    deeds.carry_out(now, lambda store, actor: settle(store, actor, Queue.DOUBLES, item, edits), form)


def _choosing(
    now: Visit, queue: Queue, item: pd.Series, form: Form, options: dict[str, str], edits: Edits
) -> None:  # fmt: skip
    """Draw a choice that settles an item."""
    key, label = form.key, now.say(f"act_{form.key.partition(' ')[0]}")
    with deeds.opening(label, form):
        st.selectbox(label, [*options], format_func=options.__getitem__, key=key)
        deeds.confirming(
            now, form, f"do {key}", lambda: _settle(now, queue, item, edits(st.session_state[key]), form), ()
        )


def _settle(
    now: Visit, queue: Queue, item: pd.Series, edits: Sequence[Edit], form: Form, reason: str = ""
) -> None:  # fmt: skip
    deeds.carry_out(now, lambda store, actor: settle(store, actor, queue, item, edits, reason=reason), form)


def _completing(now: Visit, item: pd.Series, at: int) -> None:
    """Draw why and until when a pair completes each other."""
    form = _form(Queue.UNCOORDINATED, item, "complete", at)
    with deeds.opening(now.say("act_complete"), form):
        _reason_and_end(now, form.key, (12, 6, 3))
        deeds.confirming(now, form, f"do {form.key}", _complete, (now, item, form))


def _complete(now: Visit, item: pd.Series, form: Form) -> None:
    reason = _reason(form.key)
    if not reason:
        deeds.refuse(now, form, DataError("บอกเหตุผลก่อน", "say why first"))
        return

    def complete(store: Store, actor: Actor) -> Batch:
        edits = remedies.completing(item, settled.held_from(now), typed.last_day(form.key), reason)
        return settle(store, actor, Queue.UNCOORDINATED, item, edits, reason=reason)

    deeds.carry_out(now, complete, form)


def _dismissing(now: Visit, queue: Queue, item: pd.Series, at: int) -> None:
    form = _form(queue, item, "dismiss", at)
    with deeds.opening(now.say("act_apart" if queue is Queue.DOUBLES else "act_dismiss"), form):
        _reason_and_end(now, form.key, (typed.FOR_GOOD, 12, 6))
        deeds.confirming(now, form, f"do {form.key}", _dismiss, (now, queue, item, form))


def _dismiss(now: Visit, queue: Queue, item: pd.Series, form: Form) -> None:
    deeds.carry_out(
        now,
        lambda store, actor: dismiss(store, actor, queue, item, _reason(form.key), typed.last_day(form.key)),
        form,
    )


def _postponing(now: Visit, queue: Queue, item: pd.Series, at: int) -> None:
    form = _form(queue, item, "postpone", at)
    with deeds.opening(now.say("act_postpone"), form):
        _reason_and_end(now, form.key, _MONTHS)
        deeds.confirming(now, form, f"do {form.key}", _postpone, (now, queue, item, form))


def _postpone(now: Visit, queue: Queue, item: pd.Series, form: Form) -> None:
    deeds.carry_out(
        now,
        lambda store, actor: postpone(
            store, actor, queue, item, typed.last_day(form.key) or calendar.today(), _reason(form.key)
        ),
        form,
    )


def _answering(now: Visit, item: pd.Series, at: int) -> None:
    for said, name in ((Answer.ACCEPTED, "accept"), (Answer.DECLINED, "decline")):
        form = Form(f"{name} {_key(Queue.REQUESTS, item, 'answer')}", ITEMS, at)
        with deeds.opening(now.say(f"act_{name}"), form):
            deeds.sentence(now, "act_reason", f"reason {form.key}")
            deeds.confirming(now, form, f"do {form.key}", _answer, (now, item, said, form))


def _answer(now: Visit, item: pd.Series, said: Answer, form: Form) -> None:
    note = str(st.session_state[f"reason {form.key}"])
    deeds.carry_out(now, lambda store, actor: answer(store, actor, str(item["subject"]), said, note), form)


def _reason_and_end(now: Visit, key: str, months: Sequence[int]) -> None:
    deeds.sentence(now, "act_reason", f"reason {key}")
    typed.ending(now, months, key)


def _reason(key: str) -> str:
    return str(st.session_state[f"reason {key}"]).strip()
