"""How far a set of changes may reach. This module holds edits and imports of many records to the table of rights."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from data.desk.rights import Own, Plain, act_on, may, own_of, require, signature
from data.errors import NotAllowedError
from data.schema import ANYONE, TABLES, AccountRole, Act, Actor, Records, RequestKind, Role, typed
from data.store import Changes, Edit, Store
from data.store.rows import plain_rows
from data.store.single import record

IMPORTED = (
    "agencies",
    "initiatives",
    "participation",
    "assets",
    "ties",
    "coverage",
    "unplaced",
    "precision",
    "aliases",
    "layouts",
)
"""Tables that others than the office may import into, as far as the records are theirs."""


class Step(NamedTuple):
    """What one change does to one record, before and after as plain values; None where there is none."""

    table: str
    record: str
    before: Plain | None
    after: Plain | None

    @property
    def act(self) -> Act:
        """The right that it takes."""
        return act_on(self.table, self.after or self.before or {}, is_new=not self.before, is_gone=not self.after)


def require_edits(store: Store, actor: Actor, edits: Iterable[Edit]) -> None:
    """Let `actor` make these edits of single records; see `data.store.Store.edit`.

    Work that is added belongs to whoever takes part in it by a participation among the same edits.

    Raises
    ------
    NotAllowedError
        One of them reaches further than the actor's right.
    """
    steps = [_step(store, edit) for edit in edits]
    own = _with_new(own_of(store, actor), steps)
    for step in steps:
        is_own = _is_own(own, step)
        if step.act is Act.ADD_WORK and not may(actor, Act.ADD_WORK, is_own=is_own):
            _require_part(store, actor, steps)
        require(actor, step.act, is_own=is_own)


def _require_part(store: Store, actor: Actor, steps: Iterable[Step]) -> None:
    """Say how to add work that another agency is asked to host: with a part of one's own in it."""
    asked = [step.after or {} for step in steps if step.table == "requests"]
    hosts = [record(store, "agencies", str(row["agency_id"])) for row in asked if row.get("kind") == RequestKind.HOST]
    if not actor.agency_id or not any(hosts):
        return
    thai = ", ".join(dict.fromkeys(str(row["name_th"]) for row in hosts if row))
    english = ", ".join(dict.fromkeys(str(row.get("name_en") or row["name_th"]) for row in hosts if row))
    raise NotAllowedError(
        f"ยังบันทึกไม่ได้ เพราะหน่วยงานของท่านยังไม่มีส่วนในงานนี้ เพิ่มหน่วยงานของท่านเป็นผู้ลงมือ แล้วระบบจะขอให้ {thai} เป็นเจ้าภาพ",
        "not saved: your agency has no part in this work yet. "
        f"Add your agency as implementing, and {english} is asked to be host",
    )


def trespasses(source: Store | Records, actor: Actor, found: Mapping[str, Changes]) -> list[tuple[str, str]]:
    """Return table and key of every record of an import that `actor` may not touch; unchanged ones are free.

    Parameters
    ----------
    source : what is kept.
    found : what the import would change, as `data.store.Store.difference` tells it.

    Raises
    ------
    NotAllowedError
        The actor may import nothing at all.
    """
    require(actor, Act.IMPORT, is_own=True)
    if actor.role is AccountRole.OFFICE:
        return []
    steps = list(_steps(found))
    own = _with_new(own_of(source, actor), steps)
    return [(step.table, step.record) for step in steps if not _may_import(own, step)]


def unagreed(source: Store | Records, actor: Actor, found: Mapping[str, Changes]) -> list[Step]:
    """Return what an import adds or changes within the actor's right that another agency has to agree to.

    Parameters
    ----------
    source, found : as `trespasses` is given them.
    """
    if actor.role is AccountRole.OFFICE:
        return []
    steps = list(_steps(found))
    own = _with_new(own_of(source, actor), steps)
    return [step for step in steps if _is_within(own, step) and _concerns_others(own, step)]


def _may_import(own: Own, step: Step) -> bool:
    if step.table == "requests":
        return _is_request(own, step)
    return _is_within(own, step) and not _speaks_for_others(own, step)


def _is_within(own: Own, step: Step) -> bool:
    return step.table in IMPORTED and may(own.actor, step.act, is_own=_is_own(own, step))


def _is_request(own: Own, step: Step) -> bool:
    """Whether a change asks something about the actor's work in the actor's name."""
    row = step.after or {}
    is_about_own = bool({row.get("initiative_id"), row.get("other_id")} & own.works)
    return not step.before and not row.get("answer") and is_about_own and _is_own(own, step)


def _concerns_others(own: Own, step: Step) -> bool:
    """Whether others have to agree: to be host, to a tie whose other side is theirs, even one not confirmed yet."""
    is_new_tie = step.table == "ties" and not step.before
    return _speaks_for_others(
        own, step._replace(after={**(step.after or {}), "confirmed": True}) if is_new_tie else step
    )


def _speaks_for_others(own: Own, step: Step) -> bool:
    """Whether a change makes another agency host, or confirms a tie that has another side: those are asked first."""
    before, after = step.before or {}, step.after or {}
    if step.table == "participation" and after.get("role") == Role.ACCOUNTABLE:
        return not before and after.get("agency_id") != own.actor.agency_id
    if step.table == "ties" and after.get("confirmed") and not before.get("confirmed"):
        return not {after.get("from_id"), after.get("to_id")} <= own.works
    return False


def _step(store: Store, edit: Edit) -> Step:
    keys = TABLES[edit.table].key
    named = str((edit.after or {}).get(keys[0]) or "") if len(keys) == 1 else ""
    kept = record(store, edit.table, edit.record or named)
    if kept is None and edit.record:  # gone meanwhile, which the store will say
        kept = {name: value for name, value in (edit.before or {}).items() if value is not None}
    after = None if edit.after is None else {**(kept or {}), **edit.after}
    return Step(edit.table, edit.record, kept, after)


def _steps(found: Mapping[str, Changes]) -> Iterator[Step]:
    for table, part in found.items():
        before = dict(plain_rows(table, part.before))
        for key, row in (*plain_rows(table, part.added), *plain_rows(table, part.updated)):
            yield Step(table, key, before.get(key), row)
        for key, row in plain_rows(table, part.removed):
            yield Step(table, key, row, None)


def _with_new(own: Own, steps: Iterable[Step]) -> Own:
    """Return what is own once the work and the proposals that `steps` add are there."""
    added = [(step.table, step.after) for step in steps if not step.before and step.after]
    made = {str(row["proposal_id"]) for table, row in added if table == "proposals" and own.has(table, row)}
    own = replace(own, proposals=own.proposals | made)
    works = {row["initiative_id"] for table, row in added if table == "initiatives"}
    if not works:
        return own
    rows = [row for table, row in added if table == "participation"]
    joined = own_of({"participation": typed("participation", pd.DataFrame(rows))}, own.actor).works
    return replace(own, works=own.works | (joined & works))


def _is_own(own: Own, step: Step) -> bool:
    """Whether a record is the actor's both as it is and as it will be; a request is theirs to make."""
    if step.table == "requests" and not step.before:
        return own.actor != ANYONE and (step.after or {}).get("asked_by") == signature(own.actor)
    return all(own.has(step.table, row) for row in (step.before, step.after) if row)
