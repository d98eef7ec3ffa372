"""Who may sign in to the office's register. This module is ``python -m data account``."""

import getpass
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from pathlib import Path

from data.commands.office import make_office, open_office
from data.commands.speech import answer, one_line
from data.desk import accounts, codes, passwords
from data.errors import UsageError
from data.schema import LABELS, OFFICE, AccountRole
from data.store import Store

_GIVEN = tuple(role for role in AccountRole if role is not AccountRole.OFFICE)


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    door = commands.add_parser("account", help="ผู้ใช้ของทะเบียนสำนักงาน | who may sign in to the office's register")
    acts = door.add_subparsers(dest="act", required=True, metavar="ACT")
    added = _act(acts, "add", _add, "เพิ่มผู้ใช้ | add an account")
    added.add_argument("--role", choices=tuple(AccountRole), required=True, help="what the account is for")
    added.add_argument("--name", default="", metavar="TEXT", help="the name people see")
    added.add_argument("--agency", default="", metavar="ID", help="the agency that the account acts for")
    added.add_argument("--email", default="", metavar="ADDRESS", help="by which a sign-in service knows the person")
    _ask_password(added)
    _ask_password(_act(acts, "password", _password, "ตั้งรหัสผ่านใหม่ | set a password"))
    _act(acts, "disable", _disable, "ปิดบัญชี | disable an account, which signs it out")
    listed = acts.add_parser("list", help="รายชื่อผู้ใช้ | list the accounts")
    listed.set_defaults(run=_list)
    made = acts.add_parser("code", help="ออกรหัสใช้ครั้งเดียว | make one-time codes")
    made.add_argument("--count", type=int, default=1, metavar="N", help="how many")
    made.add_argument("--hours", type=int, default=12, metavar="H", help="for how many hours they can be used")
    made.add_argument("--role", choices=_GIVEN, default=AccountRole.FACILITATOR, help="as what they sign in")
    made.add_argument("--agency", default="", metavar="ID", help="the agency for which they act")
    made.add_argument("--label", default="", metavar="TEXT", help="what they are for")
    made.set_defaults(run=_codes)


def _act(
    acts: "_SubParsersAction[ArgumentParser]", word: str, run: Callable[[Namespace], int], said: str
) -> ArgumentParser:
    door = acts.add_parser(word, help=said)
    door.add_argument("account", metavar="NAME", help="the name to sign in by")
    door.set_defaults(run=run)
    return door


def _ask_password(door: ArgumentParser) -> None:
    door.add_argument(
        "--password-file", metavar="FILE", help="a file whose first line is the password; else it is asked for"
    )


def _add(arguments: Namespace) -> int:
    """Add an account with its password; the first of the office too."""
    password = _password_of(arguments)
    passwords.require_good(password, arguments.account)
    store = open_office() or make_office()
    details = {
        "name": arguments.name,
        "role": arguments.role,
        "agency_id": arguments.agency,
        "email": arguments.email,
    }
    key = accounts.make_account(store, OFFICE, arguments.account, details)
    accounts.set_password(store, OFFICE, key, password)
    label = LABELS[arguments.role]
    answer(f"เพิ่มบัญชี {key} ({label.thai}) ใน {store.place} แล้ว", f"{key} ({label.english}) added to {store.place}")
    return 0


def _password(arguments: Namespace) -> int:
    store = _office()
    accounts.set_password(store, OFFICE, arguments.account, _password_of(arguments))
    answer(
        f"ตั้งรหัสผ่านของ {arguments.account} ใหม่แล้ว บัญชีนี้ต้องลงชื่อเข้าใช้ใหม่ทุกเครื่อง",
        f"{arguments.account} has a new password and is signed out everywhere",
    )
    return 0


def _disable(arguments: Namespace) -> int:
    accounts.change_account(_office(), OFFICE, arguments.account, {"disabled": True})
    answer(f"ปิดบัญชี {arguments.account} แล้ว", f"{arguments.account} is disabled and signed out")
    return 0


def _list(_arguments: Namespace) -> int:
    frame = accounts.accounts(_office(), OFFICE)
    blank = {"name": "", "agency_id": "", "email": "", "disabled": False}
    for row in frame.fillna(blank).itertuples(index=False):
        label = LABELS[str(row.role)]
        parts = (row.account_id, row.name, row.agency_id, row.email)
        state = ("ปิดแล้ว", "disabled") if row.disabled else ("", "")
        thai, english = (
            " · ".join(one_line(str(part)) for part in (*parts, role, said) if part)
            for role, said in zip(label, state, strict=True)
        )
        answer(thai, english)
    if frame.empty:
        answer(
            "ยังไม่มีบัญชี เพิ่มด้วย python -m data account add ชื่อ --role office",
            "no accounts yet: python -m data account add NAME --role office adds the first",
        )
    return 0


def _codes(arguments: Namespace) -> int:
    role = AccountRole(arguments.role)
    order = codes.CodeOrder(arguments.count, arguments.hours, role, arguments.agency, arguments.label)
    for code in codes.make_codes(_office(), OFFICE, order):
        answer(code)
    return 0


def _office() -> Store:
    store = open_office()
    if store is None:
        raise UsageError(
            "ยังไม่มีทะเบียนของสำนักงาน สร้างด้วย python -m data init", "the office has no register yet: python -m data init"
        )
    return store


def _password_of(arguments: Namespace) -> str:
    """Return the password of a file, or the one that is typed twice."""
    if arguments.password_file:
        try:
            text = Path(arguments.password_file).read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            raise UsageError("อ่านไฟล์รหัสผ่านไม่ได้", "the password file cannot be read") from None
        return (text.splitlines() or [""])[0]
    if not sys.stdin.isatty():
        raise UsageError(
            "ใส่รหัสผ่านทางเทอร์มินัล หรือบอกไฟล์ด้วย --password-file",
            "type the password on a terminal, or name a file with --password-file",
        )
    typed = getpass.getpass("รหัสผ่าน (อย่างน้อย 10 ตัวอักษร) | password (10 characters or more): ")
    if getpass.getpass("อีกครั้ง | again: ") != typed:
        raise UsageError("รหัสผ่านสองครั้งไม่ตรงกัน", "the two passwords differ")
    return typed
