"""Changes taken back, by whoever may. This module undoes them or says what stands in the way."""

import datetime
from collections.abc import Collection
from typing import NamedTuple

import pandas as pd

from data.desk.hindrances import UndoRefusedError, held, lost, overwritten
from data.desk.reasons import fitting
from data.desk.rights import require, signature
from data.desk.villages import settle_villages
from data.errors import DataError, StoreError
from data.schema import Act, Actor, Scope, scope
from data.store import Batch, EditConflictError, Store
from data.store.changed import changes_with, givers, numbers_of, touched
from data.store.plain import OUTLINES

RECENT = datetime.timedelta(minutes=5)
"""How long ago a change may be that is taken back as one of the last minutes."""


class Undone(NamedTuple):
    """A change that was taken back, as the batch it makes, and what kept villages from being settled after it."""

    batch: Batch
    problem: DataError | None = None


def undo_change(store: Store, number: int, actor: Actor, *, reason: str = "") -> Undone:
    """Take back one change; see `_undo` for what is raised."""
    return _undo(store, [number], actor, f"undo of change {number}", reason)


def undo_batch(store: Store, number: int, actor: Actor, *, reason: str = "") -> Undone:
    """Take back all changes of a batch; see `_undo` for what is raised."""
    return _undo(store, numbers_of(store, [number]), actor, f"undo of batch {number}", reason)


def undo_since(
    store: Store, moment: datetime.datetime, actor: Actor, *, reason: str = "", last: int | None = None
) -> Undone:
    """Take back what was changed after a moment (UTC): what the actor changed, of the office whoever did.

    Batches after the one numbered `last` stay: nobody has seen them. See `_undo` for what is raised.
    """
    late = recent(store, moment, actor)["id"]
    seen = late if last is None else late[late <= last]
    return _undo(store, numbers_of(store, seen), actor, "undo of the last", reason)


def recent(store: Store, moment: datetime.datetime, actor: Actor) -> pd.DataFrame:
    """Return the batches after a moment (UTC) that `undo_since` would take back, with the columns of the store's.

    What the store was made with is none of them, nor what was done to accounts: that is taken back one by one.
    """
    batches = store.batches()
    late = batches[(batches["applied_at"] > moment) & (batches["applied_by"] != "init")]
    late = late[~late["id"].isin(touched(store, "accounts")["batch"])]
    if scope(actor, Act.UNDO) is Scope.ALL:
        return late
    return late[late["applied_by"].map(lambda by: is_own(actor, by)).astype(bool)]


def is_own(actor: Actor, by: str) -> bool:
    """Whether what was changed `by` that name was changed by the actor."""
    return bool(actor.account_id) and actor.account_id == by


def _undo(store: Store, numbers: Collection[int], actor: Actor, source: str, reason: str) -> Undone:
    """Take back changes, and settle the outlines of villages where what they rest on changed.

    Raises
    ------
    DataError
        The reason is too long.
    NotAllowedError
        The actor may not take these changes back.
    UndoRefusedError
        Cells were changed since, or records refer to what would go or is no more; nothing is changed then.
    StoreError
        The store is locked, full or damaged; nothing is changed then.
    """
    require(actor, Act.UNDO, is_own=bool(numbers) and all(is_own(actor, by) for by in givers(store, numbers)))
    try:
        batch = store.undo(numbers, signature(actor), source, reason=fitting(reason))
    except EditConflictError as error:
        raise UndoRefusedError(overwritten(store, error.clashes, numbers)) from error
    except StoreError as error:
        wanted, records = changes_with(store, numbers).values(), store.records()
        refused = UndoRefusedError(held=held(wanted, records), lost=lost(wanted, records))
        if refused.held or refused.lost:
            raise refused from error
        raise
    return Undone(batch, _settled(store, batch))


def _settled(store: Store, batch: Batch) -> DataError | None:
    if not {OUTLINES, "areas"} & set(touched(store, batch=batch.number)["table"]):
        return None
    try:
        settle_villages(store)
    except StoreError as error:
        return error
    return None
