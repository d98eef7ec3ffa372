"""What each kind of account may do. This module is the one table of rights; `data.desk` enforces it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from data.schema.labels import Label
from data.schema.values import AccountRole


class Act(StrEnum):
    """Something that people do with the register."""

    READ = "read"
    READ_PRIVATE = "read_private"
    READ_HISTORY = "read_history"
    ADD_WORK = "add_work"
    EDIT_WORK = "edit_work"
    REMOVE_WORK = "remove_work"
    ADD_TIE = "add_tie"
    EDIT_ASSET = "edit_asset"
    EDIT_AGENCY = "edit_agency"
    EDIT_COVERAGE = "edit_coverage"
    ANSWER_REQUEST = "answer_request"
    IMPORT = "import"
    UNDO = "undo"
    REVIEW = "review"
    MARK = "mark"
    PROPOSE = "propose"
    KEEP_GROUND = "keep_ground"
    KEEP_SETTINGS = "keep_settings"
    KEEP_ACCOUNTS = "keep_accounts"
    MAKE_CODES = "make_codes"
    BACK_UP = "back_up"


ACTS: Mapping[Act, Label] = MappingProxyType(
    {
        Act.READ: Label("อ่านทะเบียน", "read the register"),
        Act.READ_PRIVATE: Label("อ่านนามแฝงของผู้คน", "read the pseudonyms of people"),
        Act.READ_HISTORY: Label("ดูประวัติการแก้ไข", "read the history"),
        Act.ADD_WORK: Label("เพิ่มงาน", "add work"),
        Act.EDIT_WORK: Label("แก้งาน", "edit work"),
        Act.REMOVE_WORK: Label("ลบงาน", "remove work"),
        Act.ADD_TIE: Label("โยงงานเข้าด้วยกัน", "tie work together"),
        Act.EDIT_ASSET: Label("เพิ่มและแก้ทุนเดิม", "add and edit what a community has"),
        Act.EDIT_AGENCY: Label("แก้ข้อมูลหน่วยงาน", "edit an agency"),
        Act.EDIT_COVERAGE: Label("แก้พื้นที่รับผิดชอบ", "edit the area that an agency serves"),
        Act.ANSWER_REQUEST: Label("ตอบคำขอของหน่วยงานอื่น", "answer what other agencies ask"),
        Act.IMPORT: Label("นำเข้าไฟล์", "import files"),
        Act.UNDO: Label("คืนค่าเดิม", "take changes back"),
        Act.REVIEW: Label("จัดการคิวทบทวน", "settle what is to be reviewed"),
        Act.MARK: Label("บันทึกการส่องกล้องและการตัดสินใจ", "say what binoculars showed and what was decided"),
        Act.PROPOSE: Label("เก็บข้อเสนอลองดู", "keep what-if proposals"),
        Act.KEEP_GROUND: Label("แก้พื้นที่ เรื่อง และตัวชี้วัด", "keep areas, themes and indicators"),
        Act.KEEP_SETTINGS: Label("แก้การตั้งค่า", "keep the settings"),
        Act.KEEP_ACCOUNTS: Label("จัดการผู้ใช้", "keep the accounts"),
        Act.MAKE_CODES: Label("ออกรหัสใช้ครั้งเดียว", "make one-time codes"),
        Act.BACK_UP: Label("สำรองและกู้ข้อมูล", "back up and restore"),
    }
)
"""Each right in words that follow “may”."""


class Scope(StrEnum):
    """How far a right reaches: everything, what belongs to one's own agency (or oneself), nothing."""

    ALL = "all"
    OWN = "own"
    NONE = "none"


@dataclass(frozen=True)
class Actor:
    """Who acts: the account's id (blank: nobody signed in), its role (None: nobody), the agency it acts for."""

    account_id: str = ""
    role: AccountRole | None = None
    agency_id: str = ""


ANYONE = Actor()
"""Whoever has not signed in."""

OFFICE = Actor("", AccountRole.OFFICE)
"""Whoever sits at the machine that keeps the store: commands act as the office."""

_COLUMNS = (None, AccountRole.VIEWER, AccountRole.OPERATOR, AccountRole.FACILITATOR, AccountRole.OFFICER)
_LETTERS = {"a": Scope.ALL, "o": Scope.OWN, "-": Scope.NONE}
# one letter each for: nobody signed in, viewer, operator of a workshop, facilitator, officer of an agency
_ROWS: Mapping[Act, str] = {
    Act.READ: "aaaaa",
    Act.READ_PRIVATE: "-----",  # pseudonyms of people, accounts: the office alone
    Act.READ_HISTORY: "-aaaa",
    Act.ADD_WORK: "--aoo",
    Act.EDIT_WORK: "--aoo",
    Act.REMOVE_WORK: "----o",
    Act.ADD_TIE: "--aoo",
    Act.EDIT_ASSET: "--aaa",
    Act.EDIT_AGENCY: "----o",
    Act.EDIT_COVERAGE: "----o",
    Act.ANSWER_REQUEST: "----o",
    Act.IMPORT: "----o",
    Act.UNDO: "--ooo",
    Act.REVIEW: "----o",
    Act.MARK: "---oo",
    Act.PROPOSE: "--ooo",
    Act.KEEP_GROUND: "-----",
    Act.KEEP_SETTINGS: "-----",
    Act.KEEP_ACCOUNTS: "-----",
    Act.MAKE_CODES: "--a--",
    Act.BACK_UP: "-----",
}

RIGHTS: Mapping[Act, Mapping[AccountRole | None, Scope]] = MappingProxyType(
    {
        act: MappingProxyType(
            {role: _LETTERS[letter] for role, letter in zip(_COLUMNS, row, strict=True)}
            | {AccountRole.OFFICE: Scope.ALL}
        )
        for act, row in _ROWS.items()
    }
)
"""Reach of every right by act and role; the office may do everything."""


def scope(actor: Actor, act: Act) -> Scope:
    """Return how far the right of `actor` to `act` reaches; an officer without an agency owns nothing.

    >>> scope(ANYONE, Act.READ), scope(ANYONE, Act.EDIT_WORK), scope(OFFICE, Act.BACK_UP)
    (<Scope.ALL: 'all'>, <Scope.NONE: 'none'>, <Scope.ALL: 'all'>)
    """
    return RIGHTS[act][actor.role]
