"""One-time codes of workshops. This module makes them and lets people in by them."""

import datetime
import re
import secrets
import unicodedata
from dataclasses import dataclass

from data.desk import doors
from data.desk.doors import digest
from data.desk.names import clean_name
from data.desk.refusals import DoorError
from data.desk.rights import require, signature
from data.errors import NotAllowedError
from data.schema import LABELS, AccountRole, Act, Actor
from data.store import Store
from data.store.accounts import Doors, PassCode

MOST_CODES, LONGEST_CODE_H = 300, 24 * 14
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH = 8
_OPERATORS_GIVE = (AccountRole.FACILITATOR, AccountRole.VIEWER)


@dataclass(frozen=True)
class CodeOrder:
    """What one-time codes are wanted: how many, for how long, as what, for which agency, for what occasion."""

    count: int
    hours: int
    role: AccountRole = AccountRole.FACILITATOR
    agency_id: str = ""
    label: str = ""


def make_codes(store: Store, actor: Actor, order: CodeOrder, now: datetime.datetime | None = None) -> list[str]:
    """Return one-time codes, which are kept as digests only: nobody can be told them again.

    Raises
    ------
    NotAllowedError
        The actor may not make codes, or not of this role: nobody makes one of the office, and an operator makes
        facilitators and viewers only.
    """
    require(actor, Act.MAKE_CODES)
    if order.role not in roles_given(actor) or (order.role is AccountRole.OFFICER and not order.agency_id):
        said = LABELS[order.role]
        raise NotAllowedError(f"ออกรหัสของ{said.thai}แบบนี้ไม่ได้", f"codes of this kind cannot be made: {said.english}")
    if not (1 <= order.count <= MOST_CODES and 1 <= order.hours <= LONGEST_CODE_H):
        raise NotAllowedError(
            f"ออกรหัสได้ครั้งละ 1 ถึง {MOST_CODES} รหัส ใช้ได้ 1 ถึง {LONGEST_CODE_H} ชั่วโมง",
            f"1 to {MOST_CODES} codes at a time, for 1 to {LONGEST_CODE_H} hours",
        )
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(order.count)]
    until = (now or doors.now_utc()) + datetime.timedelta(hours=order.hours)
    kept = PassCode(order.role, order.agency_id, signature(actor), clean_name(order.label), until)
    Doors(store).add_codes(map(digest, codes), kept)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def use_code(store: Store, code: str, name: str, now: datetime.datetime | None = None) -> str:
    """Return the token of the sitting of a new account called `name`, which a one-time code makes.

    Raises
    ------
    DoorError
        ``code`` cannot be used, or ``name`` is none.
    """
    called = clean_name(name)
    if not called:
        raise DoorError("name")
    moment, token = now or doors.now_utc(), secrets.token_urlsafe(32)
    account = {"account_id": f"code-{secrets.token_hex(5)}", "name": called}
    bare = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", code)).upper()[:40]
    if not Doors(store).use_code(digest(bare), account, digest(token), moment + doors.SITTING, moment):
        raise DoorError("code")
    return token


def roles_given(actor: Actor) -> tuple[AccountRole, ...]:
    """Return the roles of which `actor` may make codes; the office's is never among them."""
    if actor.role is AccountRole.OFFICE:
        return tuple(role for role in AccountRole if role is not AccountRole.OFFICE)
    return _OPERATORS_GIVE
