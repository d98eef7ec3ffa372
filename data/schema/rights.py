"""What each kind of account may do. This module is the one table of rights; `data.desk` enforces it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

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
    KEEP_GROUND = "keep_ground"
    KEEP_SETTINGS = "keep_settings"
    KEEP_ACCOUNTS = "keep_accounts"
    MAKE_CODES = "make_codes"
    BACK_UP = "back_up"


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
