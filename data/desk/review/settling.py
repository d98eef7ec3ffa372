"""Items settled, laid aside, or said to be nothing, by whoever may. This module writes what comes of a review."""

import datetime
from collections.abc import Iterable, Sequence

import pandas as pd

from data.desk.parts import key_of
from data.desk.reach import require_edits
from data.desk.reasons import fitting
from data.desk.requests import Asker, confirming, hosting
from data.desk.review.queues import Queue
from data.desk.rights import Own, own_of, require, signature
from data.errors import DataError, NotAllowedError
from data.schema import SEPARATOR, AccountRole, Act, Actor, Records, TieKind, Verdict, today
from data.store import Batch, Edit, Store
from data.store.plain import Row
from data.store.single import record

SOURCE = "review"
"""What the history says of what a review changed, with the queue behind it."""


def is_own(own: Own, queue: Queue, item: "pd.Series[str]") -> bool:
    """Whether an item is the actor's to settle: one of its records is their work, or it is about their agency.

    Two records become one only where both are.
    """
    works = [one in own.works for one in str(item["initiatives"]).split(SEPARATOR)]
    if queue in (Queue.UNHEARD, Queue.REQUESTS):
        return bool(own.actor.agency_id) and item["agencies"] == own.actor.agency_id
    return all(works) if queue is Queue.DOUBLES else any(works)


def settle(
    store: Store, actor: Actor, queue: Queue, item: "pd.Series[str]", edits: Sequence[Edit], *, reason: str = ""
) -> Batch:
    """Carry out what settles an item; see `data.desk.review.remedies` for the edits.

    What takes the word of another agency is asked of it, unless the office speaks: a tie waits for its confirmation,
    and nobody becomes host unasked.

    Raises
    ------
    NotAllowedError
        The item is not the actor's, or one of the edits reaches further than their right.
    EditConflictError
        Somebody changed the same cells meanwhile.
    DataError
        The reason is too long.
    """
    reason = fitting(reason)
    _require(store, actor, queue, item)
    told = list(_asking(store, actor, edits))
    require_edits(store, actor, told)
    return store.edit(told, signature(actor), f"{SOURCE} {queue}", reason=reason)


def dismiss(
    store: Store,
    actor: Actor,
    queue: Queue,
    item: "pd.Series[str]",
    reason: str,
    until: datetime.date | None = None,
) -> Batch:
    """Keep that an item needs nothing, for good or until a day, and why.

    Raises
    ------
    NotAllowedError
        The item is not the actor's.
    DataError
        No reason is given or one too long, or the day is past.
    """
    reason = fitting(reason)
    if not reason:
        raise DataError("บอกเหตุผลก่อน", "say why first")
    return _say(store, actor, queue, item, {"verdict": str(Verdict.DISMISSED), "reason": reason}, until)


def postpone(
    store: Store, actor: Actor, queue: Queue, item: "pd.Series[str]", until: datetime.date, reason: str = ""
) -> Batch:
    """Lay an item aside until a day; see `dismiss` for what is raised."""
    said = {"verdict": str(Verdict.POSTPONED), "reason": fitting(reason) or None}
    return _say(store, actor, queue, item, said, until)


def _say(
    store: Store, actor: Actor, queue: Queue, item: "pd.Series[str]", said: Row, until: datetime.date | None
) -> Batch:
    _require(store, actor, queue, item)
    day = today()
    if until is not None and until <= day:
        raise DataError("เลือกวันหลังจากวันนี้", "choose a day after today")
    about = {"queue": str(queue), "subject": str(item["subject"])}
    told = {"said_by": signature(actor), "said_on": day.isoformat(), "until": until.isoformat() if until else None}
    key = key_of("reviews", about)
    kept = record(store, "reviews", key)
    row = {**about, **said, **told}
    edit = Edit("reviews", key, row, kept) if kept else Edit("reviews", "", row)
    return store.edit([edit], signature(actor), f"{SOURCE} {queue}", reason=str(said.get("reason") or ""))


def _require(store: Store, actor: Actor, queue: Queue, item: "pd.Series[str]") -> None:
    require(actor, Act.REVIEW, is_own=is_own(own_of(store, actor), queue, item))


def _asking(store: Store, actor: Actor, edits: Sequence[Edit]) -> Iterable[Edit]:
    """Yield the edits, with requests where others have to agree."""
    if actor.role is AccountRole.OFFICE:
        yield from edits
        return
    known: Records = store.records(("participation", "requests"))
    asker = Asker(actor, known["participation"], known["requests"])
    for edit in edits:
        if edit.table == "ties":
            _refuse_merging(asker, edit)
            yield from confirming(asker, edit, {})
        elif edit.table == "participation":
            seen = record(store, "participation", edit.record) if edit.record else None
            yield from hosting(asker, edit, seen or {})
        else:
            yield edit


def _refuse_merging(asker: Asker, edit: Edit) -> None:
    """Refuse to make one of two records of which one is another agency's."""
    row = edit.after or {}
    if row.get("kind") == TieKind.SAME_RECORD and not all(
        asker.works_on(row.get(end)) for end in ("from_id", "to_id")
    ):
        raise NotAllowedError(
            "งานหนึ่งเป็นของหน่วยงานอื่น ขอให้สำนักงานเป็นผู้รวม", "one of them is another agency's: ask the office to join them"
        )
