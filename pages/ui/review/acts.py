"""What can be done with an item. This module draws the buttons that a reader may press, and carries them out."""

import datetime
from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from data.desk.editing import answer
from data.desk.review import remedies
from data.desk.review.queues import Queue
from data.desk.review.settling import dismiss, is_own, postpone, settle
from data.desk.rights import Own, may
from data.errors import DataError
from data.schema import Act, Answer, Status
from data.store import Edit
from geo.hosting import Lack
from pages.ui import calendar, cards, deeds, prose, session
from pages.ui.review import settled
from pages.ui.review.items import suggested
from pages.ui.review.looking import ids
from pages.ui.visit import Visit

_MONTHS = (3, 1, 6, 12)
_FOR_GOOD = 0
Edits = Callable[[str], Sequence[Edit]]
"""What a press would do, by the choice made above it (blank where there is none)."""


def show(now: Visit, own: Own, queue: Queue, item: pd.Series) -> None:
    """Draw what the reader may do with an item, or whose it is to do."""
    act = Act.ANSWER_REQUEST if queue is Queue.REQUESTS else Act.REVIEW
    if not may(own.actor, act, is_own=is_own(own, queue, item)):
        if may(own.actor, act, is_own=True):
            prose.show(prose.line(now.say("act_not_yours"), "quiet"))
        return
    with st.container(horizontal=True, key=f"acts {queue} {item['subject']}"):
        _settling(now, queue, item)
        if queue is not Queue.REQUESTS:
            _dismissing(now, queue, item)
            _postponing(now, queue, item)


def _settling(now: Visit, queue: Queue, item: pd.Series) -> None:
    """Draw the ways to settle an item of this queue; some are settled by asking around alone."""
    records, works = now.register.records, ids(item["initiatives"])
    if queue is Queue.DOUBLES:
        st.button(
            now.say("act_join"), key=_key(queue, item, "join"), type="primary", on_click=_join, args=(now, item)
        )
    elif queue is Queue.UNCOORDINATED:
        _completing(now, item)
    elif queue is Queue.HOSTS and len(works) > 1 and item["lack"] == Lack.RIVALS:
        prose.show(prose.line(now.say("act_host_apart"), "quiet"))
    elif queue is Queue.HOSTS:
        names = {one: now.register.agency_name(one, now.lang) for one in settled.candidates(item)}
        _choosing(now, queue, item, "host", names, lambda one: remedies.hosted(records, works, one))
    elif queue is Queue.UNCONFIRMED:
        names = {str(status): now.say(status) for status in remedies.CONFIRMABLE}
        _choosing(
            now,
            queue,
            item,
            "status",
            names,
            lambda said: remedies.confirmed(records, works, Status(said), calendar.today()),
        )
    elif queue is Queue.UNPLACED and (codes := suggested(now, item)):
        names = {code: now.register.place_name(code, now.lang) for code in codes}
        _choosing(now, queue, item, "place", names, lambda code: remedies.placed(records, item, code))
    elif queue is Queue.REQUESTS:
        _answering(now, item)


def _key(queue: Queue, item: pd.Series, part: str) -> str:
    return f"{part} {queue} {item['subject']}"


def _join(now: Visit, item: pd.Series) -> None:
    deeds.carry_out(now, lambda store, actor: settle(store, actor, Queue.DOUBLES, item, remedies.joined(item)))


def _choosing(
    now: Visit, queue: Queue, item: pd.Series, name: str, options: dict[str, str], edits: Edits
) -> None:  # fmt: skip
    """Draw a choice that settles an item."""
    key = _key(queue, item, name)
    with st.popover(now.say(f"act_{name}")):
        st.selectbox(now.say(f"act_{name}"), [*options], format_func=options.__getitem__, key=key)
        st.button(now.say("act_confirm"), key=f"do {key}", type="primary",
                  on_click=lambda: _settle(now, queue, item, edits(st.session_state[key])))  # fmt: skip


def _settle(now: Visit, queue: Queue, item: pd.Series, edits: Sequence[Edit], reason: str = "") -> None:
    deeds.carry_out(now, lambda store, actor: settle(store, actor, queue, item, edits, reason=reason))


def _completing(now: Visit, item: pd.Series) -> None:
    """Draw why and until when a pair completes each other."""
    key = _key(Queue.UNCOORDINATED, item, "complete")
    with st.popover(now.say("act_complete")):
        _reason_and_end(now, key, (12, 6, 3, _FOR_GOOD))
        st.button(now.say("act_confirm"), key=f"do {key}", type="primary", on_click=_complete, args=(now, item, key))


def _complete(now: Visit, item: pd.Series, key: str) -> None:
    reason, until = _said(key)
    if not reason:
        session.tell(cards.refusal(now.lang, DataError("บอกเหตุผลก่อน", "say why first")))
        return
    _settle(now, Queue.UNCOORDINATED, item, remedies.completing(item, settled.held_from(now), until, reason), reason)


def _dismissing(now: Visit, queue: Queue, item: pd.Series) -> None:
    key = _key(queue, item, "dismiss")
    with st.popover(now.say("act_apart" if queue is Queue.DOUBLES else "act_dismiss")):
        _reason_and_end(now, key, (_FOR_GOOD, 12, 6))
        st.button(now.say("act_confirm"), key=f"do {key}", on_click=_dismiss, args=(now, queue, item, key))


def _dismiss(now: Visit, queue: Queue, item: pd.Series, key: str) -> None:
    reason, until = _said(key)
    deeds.carry_out(now, lambda store, actor: dismiss(store, actor, queue, item, reason, until))


def _postponing(now: Visit, queue: Queue, item: pd.Series) -> None:
    key = _key(queue, item, "postpone")
    with st.popover(now.say("act_postpone")):
        _reason_and_end(now, key, _MONTHS)
        st.button(now.say("act_confirm"), key=f"do {key}", on_click=_postpone, args=(now, queue, item, key))


def _postpone(now: Visit, queue: Queue, item: pd.Series, key: str) -> None:
    reason, until = _said(key)
    day = until or calendar.today()
    deeds.carry_out(now, lambda store, actor: postpone(store, actor, queue, item, day, reason))


def _answering(now: Visit, item: pd.Series) -> None:
    key = _key(Queue.REQUESTS, item, "answer")
    for said, name in ((Answer.ACCEPTED, "accept"), (Answer.DECLINED, "decline")):
        with st.popover(now.say(f"act_{name}")):
            deeds.sentence(now, "act_reason", f"reason {name} {key}")
            st.button(
                now.say("act_confirm"),
                key=f"do {name} {key}",
                on_click=_answer,
                args=(now, item, said, f"{name} {key}"),
            )


def _answer(now: Visit, item: pd.Series, said: Answer, key: str) -> None:
    note = str(st.session_state[f"reason {key}"])
    deeds.carry_out(now, lambda store, actor: answer(store, actor, str(item["subject"]), said, note))


def _reason_and_end(now: Visit, key: str, months: Sequence[int]) -> None:
    deeds.sentence(now, "act_reason", f"reason {key}")
    st.selectbox(
        now.say("act_until"), months, format_func=lambda number: now.say(f"until_{number}"), key=f"until {key}"
    )


def _said(key: str) -> tuple[str, datetime.date | None]:
    """Return the reason given, and the day until which it holds."""
    months = int(st.session_state[f"until {key}"])
    return str(st.session_state[f"reason {key}"]).strip(), calendar.after(
        calendar.today(), months
    ) if months else None
