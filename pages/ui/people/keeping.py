"""The accounts of a register, for whoever keeps them. This module lists, adds and changes them."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.desk import accounts
from data.errors import DataError
from data.schema import AccountRole
from pages.ui import cache, cards, prose, session
from pages.ui.visit import Visit

_NEW = ("account_id", "name", "role", "agency_id", "email")


def show(now: Visit) -> None:
    """Draw the list of accounts, and the forms by which they are added and changed."""
    say = now.say
    frame = accounts.accounts(cache.store(now.register_name), now.actor)
    prose.show(prose.heading(say("accounts_title"), 2), _list(now, frame))
    left, right = st.columns(2)
    with left, st.form("account add", clear_on_submit=True):
        prose.show(prose.heading(say("account_add"), 3))
        st.text_input(say("account_name"), key="new account_id", max_chars=40)
        _fields(now, "new")
        st.form_submit_button(say("account_add"), on_click=_add, args=(now,))
    with right, st.container(border=True):
        prose.show(prose.heading(say("account_change"), 3))
        _change(now, frame.set_index("account_id"))


def _list(now: Visit, frame: pd.DataFrame) -> Markup:
    say = now.say
    if frame.empty:
        return prose.line(say("accounts_none"), "quiet")
    head = [say(key) for key in ("account_name", "account_called", "account_role", "account_agency", "account_state")]
    rows = (
        (
            row["account_id"],
            prose.join([row["name"], prose.quiet(row["email"]) if row["email"] else ""]),
            say(row["role"]),
            now.register.agency_name(row["agency_id"], now.lang) if row["agency_id"] else "",
            say("account_disabled" if row["disabled"] else "account_open"),
        )
        for row in _plain(frame).to_dict("records")
    )
    return prose.table(head, rows)


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    texts = {name: frame[name].astype("object").fillna("") for name in ("name", "agency_id", "email")}
    return frame.assign(**texts, disabled=frame["disabled"].fillna(value=False).astype(bool))


def _fields(now: Visit, prefix: str) -> None:
    """Draw what an account holds; the present values stand in the session under `prefix`."""
    say, names = now.say, now.register.names[now.lang].agencies
    st.text_input(say("account_called"), key=f"{prefix} name", max_chars=60)
    st.selectbox(say("account_role"), [*reversed(AccountRole)], format_func=say, key=f"{prefix} role")
    agencies = ["", *now.register.agencies_by_name[now.lang]]
    st.selectbox(
        say("account_agency"),
        agencies,
        format_func=lambda code: names.get(code, say("account_no_agency")),
        key=f"{prefix} agency_id",
    )
    st.text_input(say("account_email"), key=f"{prefix} email", max_chars=250)


def _change(now: Visit, frame: pd.DataFrame) -> None:
    say = now.say
    chosen = st.selectbox(
        say("account_choose"), ["", *frame.index], format_func=lambda key: key or say("account_choose"), key="account"
    )
    if not chosen:
        return
    kept = _plain(frame).loc[chosen]
    prefix = f"account {chosen}"
    for name in ("name", "role", "agency_id", "email", "disabled"):
        st.session_state.setdefault(f"{prefix} {name}", AccountRole(kept[name]) if name == "role" else kept[name])
    with st.form(prefix, border=False):
        _fields(now, prefix)
        st.checkbox(say("account_disable"), key=f"{prefix} disabled")
        st.form_submit_button(say("account_save"), on_click=_save, args=(now, chosen))
    st.button(say("account_renew"), on_click=_renew, args=(now, chosen))


def _cells(prefix: str, *names: str) -> dict[str, str | bool]:
    return {name: st.session_state[f"{prefix} {name}"] for name in names}


def _add(now: Visit) -> None:
    given = _cells("new", *_NEW)
    try:
        store, actor = cache.store(now.register_name), now.actor
        made = accounts.make_account(store, actor, str(given.pop("account_id")), given)
        password = accounts.renew_password(store, actor, made)
    except DataError as error:
        refuse(now, error)
    else:
        _say(now, "account_made", account=made, password=password)


def _save(now: Visit, account: str) -> None:
    changes = _cells(f"account {account}", "name", "role", "agency_id", "email", "disabled")
    try:
        accounts.change_account(cache.store(now.register_name), now.actor, account, changes)
    except DataError as error:
        refuse(now, error)
    else:
        _say(now, "account_saved", account=account)


def _renew(now: Visit, account: str) -> None:
    try:
        password = accounts.renew_password(cache.store(now.register_name), now.actor, account)
    except DataError as error:
        refuse(now, error)
    else:
        _say(now, "account_renewed", account=account, password=password)


def _say(now: Visit, key: str, **values: str) -> None:
    gaps = {name: prose.strong(value) for name, value in values.items()}
    session.tell(
        Markup('<p class="done" role="status">{}</p>').format(
            prose.sentence(now.say(key, **{name: f"{{{name}}}" for name in gaps}), **gaps)
        )
    )


def refuse(now: Visit, error: DataError) -> None:
    """Say on the next run why something was not done."""
    session.tell(cards.refusal(now.lang, error))
