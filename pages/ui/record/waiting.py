"""What others were asked about the work of a form and what they said. This module tells it."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.desk.editing import withdraw
from data.desk.requests import asked_about
from data.desk.rights import signature
from data.schema import AccountRole, Answer, RequestKind
from pages.ui import cache, calendar, prose, session
from pages.ui.history import told as telling
from pages.ui.record.sheet import Sheet, close
from pages.ui.visit import Visit

_WHAT = {RequestKind.HOST: "host", RequestKind.TIE: "tie", RequestKind.INTENT: "intent"}


def hosts(now: Visit, sheet: Sheet) -> None:
    """Tell which agencies were asked to be host and have not accepted."""
    _show(now, sheet, RequestKind.HOST)


def ties(now: Visit, sheet: Sheet) -> None:
    """Tell which agencies were asked to confirm a tie and have not."""
    _show(now, sheet, RequestKind.TIE)


def told(now: Visit, initiative_id: str) -> Markup:
    """Return the same as text, for whoever reads the record."""
    return Markup("").join(prose.line(_said(now, row, initiative_id), "note") for row in _open(now, initiative_id))


def _open(now: Visit, initiative_id: str) -> list[pd.Series]:
    rows = asked_about(now.register.records["requests"], [initiative_id])
    return [row for _, row in rows.iterrows() if row["answer"] != Answer.ACCEPTED]


def _show(now: Visit, sheet: Sheet, kind: RequestKind) -> None:
    for row in _open(now, sheet.key):
        if row["kind"] != kind:
            continue
        prose.show(prose.line(_said(now, row, sheet.key), "note"))
        is_mine = row["asked_by"] == signature(now.actor) or now.actor.role is AccountRole.OFFICE
        if is_mine and pd.isna(row["answer"]):
            key = f"{sheet.token} withdraw {row['request_id']}"
            st.button(now.say("form_withdraw"), key=key, on_click=_withdraw, args=(now, row["request_id"]))


def _withdraw(now: Visit, request_id: str) -> None:
    withdraw(cache.store(now.register_name), now.actor, request_id)
    close()
    session.tell(prose.line(now.say("saved_withdrawn"), "done"))


def _said(now: Visit, row: pd.Series, initiative_id: str) -> str:
    """Return one request in a sentence."""
    what = _WHAT[row["kind"]]
    is_declined = row["answer"] == Answer.DECLINED
    day = row["answered_on" if is_declined else "asked_on"]
    other = row["other_id"] if row["initiative_id"] == initiative_id else row["initiative_id"]
    said = now.say(
        f"{'declined' if is_declined else 'waits'}_{what}",
        name=now.register.agency_name(row["agency_id"], now.lang),
        day="" if pd.isna(day) else calendar.short(day.date(), now.lang),
        by=telling.person(now, row["answered_by"]) if isinstance(row["answered_by"], str) else "",
        kind=now.say(row["tie_kind"]) if isinstance(row["tie_kind"], str) else "",
        title=now.register.title_of(other, now.lang) if isinstance(other, str) else "",
    )
    return said + (now.say("declined_why", why=row["note"]) if is_declined and isinstance(row["note"], str) else "")
