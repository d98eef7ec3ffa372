"""What is to become of a ruin. This module keeps who decided to take it up or to clear it away, and why."""

from data.desk.parts import key_of
from data.desk.reach import require_edits
from data.desk.reasons import fitting
from data.desk.rights import signature
from data.errors import DataError
from data.schema import Actor, Fate, today
from data.store import Batch, Edit, Store
from data.store.single import record as kept_record

SOURCE = "relay"
"""What the history says of what was decided of ruins."""


def decide(
    store: Store, actor: Actor, table: str, record: str, fate: Fate, reason: str, agency_id: str = ""
) -> Batch:
    """Keep what is to become of a ruin, instead of what was decided before if anything.

    Parameters
    ----------
    table, record : ``initiatives`` or ``assets``, and the id of the ruin there.
    fate : take up or clear.
    reason : why; it is asked for.
    agency_id : who takes it up or clears it; blank: the actor's own agency.

    Raises
    ------
    DataError
        No reason, one too long or no agency is given, or there is no such record.
    NotAllowedError
        The actor may not decide for that agency, or another agency has decided before.
    EditConflictError
        Somebody decided at the same moment.
    """
    agency = agency_id or actor.agency_id
    reason = fitting(reason)
    if not reason:
        raise DataError("บอกเหตุผลก่อน", "say why first")
    if not agency:
        raise DataError("เลือกหน่วยงานที่จะทำ", "choose the agency that is to do it")
    if table not in ("initiatives", "assets") or kept_record(store, table, record) is None:
        raise DataError("ไม่มีระเบียนนี้แล้ว", "there is no such record any more")
    about = {"table": table, "record": record}
    said = {"fate": str(fate), "agency_id": agency, "reason": reason}
    by = {"decided_by": signature(actor), "decided_on": today().isoformat()}
    key = key_of("ruins", about)
    kept = kept_record(store, "ruins", key)
    edit = Edit("ruins", key if kept else "", {**about, **said, **by}, kept or {})
    require_edits(store, actor, [edit])
    return store.edit([edit], signature(actor), SOURCE, reason=reason)


def withdraw(store: Store, actor: Actor, table: str, record: str) -> Batch:
    """Take back what was decided of a ruin, so that it waits for a decision again.

    Raises
    ------
    DataError
        Nothing was decided.
    NotAllowedError
        It was decided by another agency.
    """
    key = key_of("ruins", {"table": table, "record": record})
    kept = kept_record(store, "ruins", key)
    if kept is None:
        raise DataError("ยังไม่มีการตัดสินใจ", "nothing was decided yet")
    edit = Edit("ruins", key, None, kept)
    require_edits(store, actor, [edit])
    return store.edit([edit], signature(actor), SOURCE)
