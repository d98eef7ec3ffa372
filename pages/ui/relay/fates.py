"""What is to become of a ruin. This module draws the form that decides it, and takes it back."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.desk import ruins as desk
from data.desk.rights import may
from data.schema import Act, Fate
from pages.ui import deeds, prose
from pages.ui.register import values
from pages.ui.visit import Visit

_LONGEST = 300


def hindrance(now: Visit) -> Markup:
    """Return why the reader decides nothing here, kindly; nothing for whoever may."""
    actor = now.actor
    if now.is_past or may(actor, Act.MARK, is_own=True):
        return Markup("")
    return prose.line(now.say("ruins_sign_in" if actor.role is None else "ruins_no_right"), "quiet")


def show(now: Visit, row: tuple) -> None:
    """Draw the form of one ruin for whoever may decide; of what another agency decided, whom to ask."""
    actor = now.actor
    if now.is_past or not may(actor, Act.MARK, is_own=True):
        return
    is_decided = not pd.isna(row.fate)
    if is_decided and not may(actor, Act.MARK, is_own=row.agency_id == actor.agency_id):
        name = now.register.agency_name(row.agency_id, now.lang)
        prose.show(prose.line(now.say("ruin_of_others", agency=name), "quiet"))
        return
    key = f"{row.table} {row.record}"
    with st.container(horizontal=True, key=f"fate {key}"):
        with st.popover(now.say("ruin_change" if is_decided else "ruin_decide")):
            _form(now, row, key)
        if is_decided:
            st.button(now.say("ruin_withdraw"), key=f"withdraw {key}", on_click=_withdraw, args=(now, row))


def _form(now: Visit, row: tuple, key: str) -> None:
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
    st.text_input(now.say("act_reason"), key=f"reason of {key}", max_chars=_LONGEST)
    st.button(now.say("act_confirm"), key=f"decide {key}", type="primary", on_click=_decide, args=(now, row, key))


def _holders(now: Visit, row: tuple) -> list[str]:
    """Return the agencies of the work that became a ruin, or that left the asset, the host first."""
    work = row.record if row.table == "initiatives" else now.register.assets["initiative_id"].get(row.record)
    return [agency for agency, _ in now.register.parts.get(work, [])] if values(work) else []


def _decide(now: Visit, row: tuple, key: str) -> None:
    said = st.session_state
    fate, reason, agency = Fate(said[f"fate of {key}"]), str(said[f"reason of {key}"]), said.get(f"agency of {key}")
    deeds.carry_out(
        now, lambda store, actor: desk.decide(store, actor, row.table, row.record, fate, reason, agency or "")
    )


def _withdraw(now: Visit, row: tuple) -> None:
    deeds.carry_out(now, lambda store, actor: desk.withdraw(store, actor, row.table, row.record))
