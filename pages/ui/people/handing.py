"""One-time codes to hand out at a workshop. This module makes them and shows them once, to be printed."""

import datetime

import streamlit as st
from markupsafe import Markup

from data.desk import codes
from data.desk.codes import CodeOrder
from data.desk.doors import now_utc
from data.errors import DataError
from data.schema import AccountRole
from pages.ui import cache, prose, session
from pages.ui.people.keeping import refuse
from pages.ui.people.signing import moment
from pages.ui.visit import Visit

_COUNT, _HOURS = 20, 8


def show(now: Visit) -> None:
    """Draw the form that makes codes."""
    say, names = now.say, now.register.names[now.lang].agencies
    prose.show(prose.heading(say("codes_title"), 2), prose.line(say("codes_note"), "quiet"))
    with st.form("codes"):
        first, second, third = st.columns(3)
        first.number_input(say("codes_count"), 1, codes.MOST_CODES, _COUNT, key="codes count")
        second.number_input(say("codes_hours"), 1, codes.LONGEST_CODE_H, _HOURS, key="codes hours")
        roles = list(codes.roles_given(now.actor))
        third.selectbox(
            say("account_role"), roles, index=roles.index(AccountRole.FACILITATOR), format_func=say, key="codes role"
        )
        first, second = st.columns(2)
        first.selectbox(
            say("account_agency"),
            ["", *now.register.agencies_by_name[now.lang]],
            format_func=lambda code: names.get(code, say("account_no_agency")),
            key="codes agency",
        )
        second.text_input(say("codes_label"), key="codes label", max_chars=60)
        st.form_submit_button(say("codes_make"), on_click=_make, args=(now,))


def _make(now: Visit) -> None:
    count, hours, role, agency, label = (
        st.session_state[f"codes {name}"] for name in ("count", "hours", "role", "agency", "label")
    )
    order = CodeOrder(int(count), int(hours), AccountRole(role), agency, label)
    try:
        made = codes.make_codes(cache.store(now.register_name), now.actor, order)
    except DataError as error:
        refuse(now, error)
    else:
        session.tell(_sheet(now, order, made))


def _sheet(now: Visit, order: CodeOrder, made: list[str]) -> Markup:
    """Return codes as slips to cut out, with what they are for."""
    say = now.say
    until = moment(now, now_utc() + datetime.timedelta(hours=order.hours))
    head = say("codes_made", role=say(order.role), count=len(made), label=order.label, **until)
    slips = (Markup("<li><strong>{}</strong><span>{}</span></li>").format(code, order.label) for code in made)
    return Markup('<div class="codes" role="status"><p class="done">{}</p><ul>{}</ul>{}</div>').format(
        head, Markup("").join(slips), prose.button("print", say("codes_print"))
    )
