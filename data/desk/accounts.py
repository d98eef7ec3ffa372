"""The accounts of a register. This module makes and changes them for whoever may, and gives them passwords."""

import re
from collections.abc import Mapping

import pandas as pd

from data.desk import passwords
from data.desk.names import account_key, clean_name
from data.desk.rights import require, signature
from data.errors import NotAllowedError
from data.schema import OFFICE, AccountRole, Act, Actor
from data.store import Edit, Store
from data.store.accounts import Doors
from data.store.plain import Cell
from data.store.single import record

_NAME = re.compile(r"[\w\u0e01-\u0e4e.\-]{1,40}")
_EMAIL = re.compile(r"[^@\s;]{1,100}@[^@\s;]{1,150}")
_SOURCE = "accounts"
_OURS = ("office", "init", "limits", "villages")
"""Names under which the history keeps what nobody's account did."""


def accounts(store: Store, actor: Actor) -> pd.DataFrame:
    """Return all accounts, for whoever keeps them."""
    require(actor, Act.KEEP_ACCOUNTS)
    return store.records((_SOURCE,))[_SOURCE]


def make_account(store: Store, actor: Actor, account_id: str, details: Mapping[str, Cell]) -> str:
    """Make an account without a password and return its name as it is kept.

    Parameters
    ----------
    account_id : the name to sign in by: letters, digits, ``.``, ``-`` and ``_``; upper and lower case are alike.
    details : ``role``, and ``name``, ``agency_id``, ``email`` as far as known.

    Raises
    ------
    NotAllowedError
        The actor may not keep accounts, or the account cannot be so; the message says why.
    """
    require(actor, Act.KEEP_ACCOUNTS)
    key = account_key(account_id)
    if not _NAME.fullmatch(key):
        raise NotAllowedError(
            f"ชื่อผู้ใช้ {key[:40]} ใช้ไม่ได้ ใช้ตัวอักษร ตัวเลข . - _ ไม่เกิน 40 ตัว",
            f"the name {key[:40]} cannot be used: letters, digits, . - _ can, 40 at most",
        )
    if key in _OURS or record(store, _SOURCE, key):
        raise NotAllowedError(f"มีบัญชี {key} อยู่แล้ว", f"there is an account {key} already")
    cells = _checked(store, key, {"role": AccountRole.VIEWER, **details})
    Doors(store).keep_password(key, None)
    store.edit([Edit(_SOURCE, "", {"account_id": key, **cells})], signature(actor), _SOURCE)
    return key


def change_account(store: Store, actor: Actor, account_id: str, changes: Mapping[str, Cell]) -> None:
    """Change name, role, agency, e-mail or whether an account is disabled; one that is disabled is signed out.

    Raises
    ------
    NotAllowedError
        The actor may not keep accounts, there is no such account, it cannot be so, or the office would lose its last.
    """
    require(actor, Act.KEEP_ACCOUNTS)
    key, kept = _kept(store, account_id)
    cells = _checked(store, key, {**kept, **changes})
    if actor != OFFICE and _is_last_office(store, key, cells):
        raise NotAllowedError(
            "บัญชีนี้เป็นบัญชีสำนักงานบัญชีสุดท้าย เพิ่มอีกบัญชีก่อน", "this is the office's last account: add another one first"
        )
    before = {name: kept.get(name) for name in cells}
    store.edit([Edit(_SOURCE, key, cells, before)], signature(actor), _SOURCE)
    if cells.get("disabled"):
        Doors(store).clear(key)


def set_password(store: Store, actor: Actor, account_id: str, password: str) -> None:
    """Give an account a password; all its sittings end.

    Raises
    ------
    NotAllowedError
        The actor may not keep accounts, there is no such account, or the password will not do.
    """
    require(actor, Act.KEEP_ACCOUNTS)
    key, _ = _kept(store, account_id)
    passwords.require_good(password, key)
    Doors(store).keep_password(key, passwords.hashed(password))


def renew_password(store: Store, actor: Actor, account_id: str) -> str:
    """Give an account a password made by chance and return it: it can be seen this once only."""
    made = passwords.new_password()
    set_password(store, actor, account_id, made)
    return made


def _kept(store: Store, account_id: str) -> tuple[str, Mapping[str, Cell]]:
    key = Doors(store).called(account_id.strip(), account_key(account_id))
    kept = record(store, _SOURCE, key)
    if kept is None:
        raise NotAllowedError(f"ไม่มีบัญชี {key[:40]}", f"there is no account {key[:40]}")
    return key, kept


def _checked(store: Store, key: str, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return the cells of an account in the form in which they are kept, or say what cannot be."""
    role, agency = str(cells.get("role")), str(cells.get("agency_id") or "")
    if role not in tuple(AccountRole):
        raise NotAllowedError(f"ไม่มีบทบาท {role[:40]}", f"there is no role {role[:40]}")
    if agency and record(store, "agencies", agency) is None:
        raise NotAllowedError(f"ไม่มีหน่วยงาน {agency[:40]}", f"there is no agency {agency[:40]}")
    if role == AccountRole.OFFICER and not agency:
        raise NotAllowedError("เจ้าหน้าที่หน่วยงานต้องมีหน่วยงาน", "an officer needs an agency")
    return {
        "name": clean_name(str(cells.get("name") or "")) or None,
        "role": role,
        "agency_id": agency or None,
        "email": _email(store, key, str(cells.get("email") or "").strip()),
        "disabled": True if cells.get("disabled") else None,
    }


def _email(store: Store, key: str, email: str) -> str | None:
    if not email:
        return None
    if not _EMAIL.fullmatch(email):
        raise NotAllowedError(f"{email[:60]} ไม่ใช่ที่อยู่อีเมล", f"{email[:60]} is no e-mail address")
    frame = store.records((_SOURCE,))[_SOURCE]
    others = frame[(frame["account_id"] != key) & (frame["email"].str.lower() == email.lower())]
    if len(others):
        raise NotAllowedError(f"มีบัญชีอื่นใช้อีเมล {email[:60]} แล้ว", f"another account has the address {email[:60]}")
    return email


def _is_office(frame: pd.DataFrame) -> "pd.Series[bool]":
    return (frame["role"] == AccountRole.OFFICE) & ~frame["disabled"].fillna(value=False).astype(bool)


def _is_last_office(store: Store, key: str, cells: Mapping[str, Cell]) -> bool:
    frame = store.records((_SOURCE,))[_SOURCE]
    offices = set(frame["account_id"][_is_office(frame)])
    stays = cells["role"] == AccountRole.OFFICE and not cells["disabled"]
    return offices == {key} and not stays
