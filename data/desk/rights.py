"""Who may do what, said kindly where they may not. This module enforces the table of rights below the pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.errors import NotAllowedError
from data.schema import (
    ACTS,
    LABELS,
    PRIVATE_TABLES,
    AccountRole,
    Act,
    Actor,
    Records,
    Role,
    Scope,
    key_parts,
    scope,
    typed,
)
from data.store import Store
from data.store.plain import Cell
from data.store.single import proposals_of, works_of

Plain = Mapping[str, Cell]
"""A record as plain values by column."""

_WORKING = (Role.ACCOUNTABLE, Role.IMPLEMENTING)
_BY_WORK = {"initiatives": "initiative_id", "participation": "initiative_id", "unplaced": "initiative_id"}
_BY_AGENCY = (
    "agencies",
    "coverage",
    "aliases",
    "layouts",
    "hats",
    "requests",
    "marks",
    "decisions",
    "objections",
    "ruins",
)
_OF_OFFICE = ("hats", "accounts")
_ACTS = {
    "participation": Act.EDIT_WORK,
    "unplaced": Act.EDIT_WORK,
    "ties": Act.ADD_TIE,
    "assets": Act.EDIT_ASSET,
    "agencies": Act.EDIT_AGENCY,
    "coverage": Act.EDIT_COVERAGE,
    "aliases": Act.IMPORT,
    "layouts": Act.IMPORT,
    "reviews": Act.REVIEW,
    "marks": Act.MARK,
    "decisions": Act.MARK,
    "objections": Act.MARK,
    "ruins": Act.MARK,
    "proposals": Act.PROPOSE,
    "steps": Act.PROPOSE,
    "settings": Act.KEEP_SETTINGS,
    "accounts": Act.KEEP_ACCOUNTS,
}


def require(actor: Actor, act: Act, *, is_own: bool = False) -> None:
    """Let `actor` do `act`, or say kindly why not.

    Parameters
    ----------
    is_own : whether what it is done to belongs to the actor; see `owns`.

    Raises
    ------
    NotAllowedError
        The right does not reach that far.
    """
    if not may(actor, act, is_own=is_own):
        raise _refusal(actor, act)


def may(actor: Actor, act: Act, *, is_own: bool = False) -> bool:
    """Whether the right of `actor` to `act` reaches what is their own, or what is not.

    >>> may(Actor("a", AccountRole.OFFICER, "ag"), Act.EDIT_WORK, is_own=True)
    True
    """
    reach = scope(actor, act)
    return reach is Scope.ALL or (reach is Scope.OWN and is_own)


def _refusal(actor: Actor, act: Act) -> NotAllowedError:
    thai, english = ACTS[act]
    if actor.role is None:
        return NotAllowedError(f"ลงชื่อเข้าใช้ก่อนจึงจะ{thai}ได้", f"sign in first to {english}")
    role = LABELS[actor.role]
    if scope(actor, act) is Scope.OWN:
        return NotAllowedError(
            f"{role.thai}{thai}ได้เฉพาะที่เป็นของหน่วยงานตนเอง เรื่องนี้ขอให้หน่วยงานเจ้าของหรือสำนักงานช่วย",
            f"{role.english}: you may {english} of your own agency only; ask its agency or the office for this one",
        )
    return NotAllowedError(
        f"สิทธิ์{role.thai}ยัง{thai}ไม่ได้ ขอให้สำนักงานช่วยได้",
        f"{role.english}: you may not {english}; the office can help",
    )


def hidden(actor: Actor) -> frozenset[str]:
    """Return the tables that `actor` may not see: the office's own, and without signing in all private ones.

    >>> sorted(hidden(Actor("", AccountRole.VIEWER))), hidden(Actor("", AccountRole.OFFICE))
    (['accounts', 'hats'], frozenset())
    """
    if may(actor, Act.READ_PRIVATE):
        return frozenset()
    return frozenset(PRIVATE_TABLES if actor.role is None else _OF_OFFICE)


def visible(records: Records, actor: Actor) -> Records:
    """Return those of `records` that `actor` may see, to be shown or exported."""
    unseen = hidden(actor)
    return {name: frame for name, frame in records.items() if name not in unseen}


def signature(actor: Actor) -> str:
    """Return the name under which the history keeps what `actor` does.

    >>> signature(Actor("somsri", AccountRole.OFFICER, "ag")), signature(Actor("", AccountRole.OFFICE))
    ('somsri', 'office')
    """
    return actor.account_id or ("office" if actor.role is AccountRole.OFFICE else "")


@dataclass(frozen=True)
class Own:
    """What belongs to one actor: their agency, initiatives that it works on (``works``), ``proposals`` they made."""

    actor: Actor
    works: frozenset[str]
    proposals: frozenset[str] = frozenset()

    def has(self, table: str, row: Plain) -> bool:
        """Whether a record, as plain values, belongs to the actor.

        Work belongs to whoever hosts or implements it, for a facilitator to their agency in any role; ties belong to
        both ends; participations, places and precisions to their record; agencies and what they cover to themselves;
        assets to their initiative; requests to whom they ask; marks, decisions, objections and ruins to the agency
        that speaks in them; a proposal with its steps to who made it; an account to its person.
        """
        if table == "precision":
            return self.has(*_of_precision(row))
        if table in _BY_WORK:
            return row.get(_BY_WORK[table]) in self.works
        if table == "ties":
            return row.get("from_id") in self.works or row.get("to_id") in self.works
        if table == "assets":
            return row.get("initiative_id") in self.works
        if table == "proposals":
            return bool(self.actor.account_id) and row.get("made_by") == signature(self.actor)
        if table == "steps":
            return row.get("proposal_id") in self.proposals
        if table == "accounts":
            return bool(self.actor.account_id) and row.get("account_id") == self.actor.account_id
        is_theirs = bool(self.actor.agency_id) and row.get("agency_id") == self.actor.agency_id
        return is_theirs and table in _BY_AGENCY


def _of_precision(row: Plain) -> tuple[str, Plain]:
    """Return the table of the record that a precision belongs to, and as much of it as tells whose it is."""
    table, key = str(row.get("table")), str(row.get("record"))
    first, second = (*key_parts(key), "", "")[:2]
    if table == "ties":
        return table, {"from_id": first, "to_id": second}
    if table == "coverage":
        return table, {"agency_id": first}
    return table, {"initiative_id" if table == "initiatives" else "asset_id": key}


def own_of(source: Store | Records, actor: Actor) -> Own:
    """Return what belongs to `actor`, by the participations and proposals of a store or of records."""
    proposals = _proposals(source, signature(actor))
    if not actor.agency_id:
        return Own(actor, frozenset(), proposals)
    roles: tuple[Role, ...] = () if actor.role is AccountRole.FACILITATOR else _WORKING
    if isinstance(source, Store):
        return Own(actor, works_of(source, actor.agency_id, roles), proposals)
    parts = source["participation"]
    is_part = (parts["agency_id"] == actor.agency_id) & (parts["role"].isin(roles) if roles else True)
    return Own(actor, frozenset(parts["initiative_id"][is_part]), proposals)


def _proposals(source: Store | Records, name: str) -> frozenset[str]:
    """Return the what-if proposals that somebody made, by the name under which the history keeps them."""
    if not name:
        return frozenset()
    if isinstance(source, Store):
        return proposals_of(source, name)
    made = source.get("proposals", typed("proposals"))
    return frozenset(made["proposal_id"][made["made_by"] == name])


def owns(source: Store | Records, actor: Actor, table: str, row: Plain) -> bool:
    """Whether one record, as plain values, belongs to `actor`; for many records ask `own_of` once."""
    return own_of(source, actor).has(table, row)


def act_on(table: str, row: Plain, *, is_new: bool = False, is_gone: bool = False) -> Act:
    """Return the right that a change of a record takes; what nobody but the office keeps takes ``keep_ground``.

    >>> act_on("initiatives", {}), act_on("ties", {}, is_gone=True), act_on("areas", {})
    (<Act.EDIT_WORK: 'edit_work'>, <Act.ADD_TIE: 'add_tie'>, <Act.KEEP_GROUND: 'keep_ground'>)
    """
    if table == "initiatives":
        return Act.ADD_WORK if is_new else Act.REMOVE_WORK if is_gone else Act.EDIT_WORK
    if table == "precision":
        return act_on(*_of_precision(row))
    if table == "requests":
        return Act.ADD_TIE if is_new else Act.ANSWER_REQUEST
    return _ACTS.get(table, Act.KEEP_GROUND)
