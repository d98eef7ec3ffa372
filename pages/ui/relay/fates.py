"""What is to become of a ruin. This module draws the form that decides it, and takes it back."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.desk import ruins as desk
from data.desk.rights import may
from data.schema import Act, Fate
from pages.ui import deeds, prose
from pages.ui.deeds import Form
from pages.ui.register import values
from pages.ui.visit import Visit

RUINS = "ruins"
"""The list of the page, by which is told what was done in it."""


def key_of(row: tuple) -> str:
    """Return the key of a ruin: of which table, which record."""
    return f"{row.table} {row.record}"


def hindrance(now: Visit) -> Markup:
    """Return why the reader decides nothing here, kindly; nothing for whoever may."""
    actor = now.actor
    if now.is_past or may(actor, Act.MARK, is_own=True):
        return Markup("")
    return prose.line(now.say("ruins_sign_in" if actor.role is None else "ruins_no_right"), "quiet")


def show(now: Visit, row: tuple, at: int) -> None:
    """Draw the form of one ruin for whoever may decide; of what another agency decided, whom to ask.

    `at`: where it stands in the list.
    """
    actor = now.actor
    if now.is_past or not may(actor, Act.MARK, is_own=True):
        return
    is_decided = not pd.isna(row.fate)
    if is_decided and not may(actor, Act.MARK, is_own=row.agency_id == actor.agency_id):
        name = now.register.agency_name(row.agency_id, now.lang)
        prose.show(prose.line(now.say("ruin_of_others", agency=name), "quiet"))
        return
    form = Form(key_of(row), RUINS, at)
    with st.container(horizontal=True, key=f"fate {form.key}"):
        with deeds.opening(now.say("ruin_change" if is_decided else "ruin_decide"), form):
            _form(now, row, form)
        if is_decided:
            st.button(now.say("ruin_withdraw"), key=f"withdraw {form.key}", on_click=_withdraw, args=(now, row, at))


def _form(now: Visit, row: tuple, form: Form) -> None:
    key = form.key
    st.radio(now.say("ruin_fate"), list(Fate), format_func=now.say, key=f"fate of {key}", horizontal=True)
    if may(now.actor, Act.MARK):
        names = now.register.names[now.lang].agencies
        ids = now.register.agencies_by_name[now.lang]
        own = next((one for one in [row.agency_id, *_holders(now, row)] if one in names), None)
        st.selectbox(
            now.say("ruin_agency"),
            ids,
            index=ids.index(own) if own else None,
            format_func=names.__getitem__,
            placeholder=now.say("ruin_agency_choose"),
            key=f"agency of {key}",
        )
    deeds.sentence(now, "act_reason", f"reason of {key}")
    deeds.confirming(now, form, f"decide {key}", _decide, (now, row, form))


def _holders(now: Visit, row: tuple) -> list[str]:
    """Return the agencies of the work that became a ruin, or that left the asset, the host first."""
    work = row.record if row.table == "initiatives" else now.register.assets["initiative_id"].get(row.record)
    return [agency for agency, _ in now.register.parts.get(work, [])] if values(work) else []


def _decide(now: Visit, row: tuple, form: Form) -> None:
    said, key = st.session_state, form.key
    fate, reason, agency = Fate(said[f"fate of {key}"]), str(said[f"reason of {key}"]), said.get(f"agency of {key}")
    deeds.carry_out(
        now, lambda store, actor: desk.decide(store, actor, row.table, row.record, fate, reason, agency or ""), form
    )


def _withdraw(now: Visit, row: tuple, at: int) -> None:
    form = Form("", RUINS, at)
    deeds.carry_out(now, lambda store, actor: desk.withdraw(store, actor, row.table, row.record), form)
