"""Who takes part in the work of a form, a row each. This module draws the rows, and what others were asked."""

import streamlit as st
from markupsafe import Markup

from data.schema import ACTING_ROLES, AccountRole, Role
from pages.ui import prose
from pages.ui.record import waiting
from pages.ui.record.fields import field
from pages.ui.record.opening import row
from pages.ui.record.sheet import Sheet
from pages.ui.visit import Visit

_SHARES = ("co_fund", "co_act", "co_benefit", "amount_thb")


def who(now: Visit, sheet: Sheet) -> None:
    """Draw a row for each agency, and the button that adds one."""
    rows = sheet.rows("participation")
    if not rows:
        prose.show(prose.line(now.say("who_none"), "quiet"))
    for at, below in [(at, _row(now, sheet, at)) for at in rows]:  # all rows are read before one is judged
        with below:
            prose.show(_asks(now, sheet, at))
    st.button(now.say("who_add"), key=f"{sheet.token} who", on_click=_add, args=(sheet,))
    waiting.hosts(now, sheet)


def _add(sheet: Sheet) -> None:
    sheet.add(row("participation", initiative_id=sheet.key))


def _row(now: Visit, sheet: Sheet, at: int) -> "st.delta_generator.DeltaGenerator":
    """Draw one row, and return the place below it for what follows from it."""
    part = sheet.parts[at]
    with st.container(key=f"row {sheet.token} {at}"):
        agency, role, more, out = st.columns([0.5, 0.22, 0.16, 0.12], vertical_alignment="bottom")
        with agency:
            if part.record:
                prose.show(prose.line(now.register.agency_name(part.texts["agency_id"], now.lang), "named"))
            else:
                field(now, sheet, "agency_id", at)
        with role:
            field(now, sheet, "role", at)
        with more, st.popover(now.say("who_shares"), width="stretch"):
            for name in _SHARES:
                field(now, sheet, name, at)
        with out:
            st.button(
                now.say("who_remove"),
                key=f"{sheet.token} out {at}",
                on_click=sheet.take_out,
                args=(at,),
                width="stretch",
            )
        return st.container()


def _asks(now: Visit, sheet: Sheet, at: int) -> Markup:
    """Say of another agency that is named as host that it will be asked first."""
    part, actor = sheet.parts[at], now.actor
    agency = part.texts["agency_id"]
    is_new = part.texts["role"] == Role.ACCOUNTABLE and part.shown.get("role") != Role.ACCOUNTABLE
    if not is_new or not agency or agency == actor.agency_id or actor.role is AccountRole.OFFICE:
        return Markup("")
    word = "who_will_ask" if sheet.record or _joins(now, sheet) else "who_join_first"
    return prose.line(now.say(word, name=now.register.agency_name(agency, now.lang)), "note")


def _joins(now: Visit, sheet: Sheet) -> bool:
    """Whether the reader's own agency has such a part in work that is added that they may add it."""
    own = (sheet.parts[at].texts for at in sheet.rows("participation"))
    roles = {row["role"] for row in own if row["agency_id"] == now.actor.agency_id}
    return bool(roles) and (now.actor.role is AccountRole.FACILITATOR or not roles.isdisjoint(ACTING_ROLES))
