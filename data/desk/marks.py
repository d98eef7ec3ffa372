"""What an agency says of another's work that it saw through binoculars. This module keeps it and asks the other."""

from collections.abc import Mapping

from data.desk.editing import NEEDED, prepare
from data.desk.parts import Part, key_of
from data.desk.reach import require_edits
from data.desk.rights import signature
from data.errors import DataError
from data.schema import TABLES, Actor, TieKind, Way, today
from data.store import Batch, Edit, Store
from data.store.single import record as kept_record

SOURCE = "binoculars"
"""What the history says of marks."""
TIES: Mapping[Way, TieKind] = {
    Way.JOIN: TieKind.CO_WORK,
    Way.TAKE_BATON: TieKind.HANDOVER,
    Way.BUILD_ON: TieKind.BUILDS_ON,
}
"""The tie that a mark asks the other agency to confirm."""
LONGEST = 300


def say(
    store: Store, actor: Actor, initiative_id: str, way: Way, sentence: str, *, own_id: str = "", agency_id: str = ""
) -> Batch:
    """Keep what an agency says of another's work, instead of what it said before if anything.

    Where own work is named that hangs together with it, the tie between them is added, waiting, and the other side is
    asked to confirm it, all in the same change.

    Parameters
    ----------
    initiative_id, way, sentence : the other's work, what is said of it (`data.schema.values.MARKS`), and why.
    own_id : own work that joins it, takes its baton or builds on it.
    agency_id : who says so; blank: the actor's own agency.

    Raises
    ------
    DataError
        There is no sentence, agency or such work, or the tie between the two is not possible.
    NotAllowedError
        The actor may not speak for that agency.
    EditConflictError
        Somebody said something at the same moment.
    """
    agency = agency_id or actor.agency_id
    if not agency:
        raise DataError("เลือกหน่วยงานก่อน", "choose the agency first")
    if not sentence.strip():
        raise DataError("เขียนเหตุผลสั้น ๆ หนึ่งประโยคก่อน", "say why in one sentence first")
    if kept_record(store, "initiatives", initiative_id) is None:
        raise DataError("ไม่มีงานนี้แล้ว", "there is no such work any more")
    key = key_of("marks", {"agency_id": agency, "initiative_id": initiative_id})
    kept = kept_record(store, "marks", key)
    said = {"way": str(way), "sentence": sentence.strip()[:LONGEST], "own_id": own_id or None}
    by = {"said_by": signature(actor), "said_on": today().isoformat()}
    after = {"agency_id": agency, "initiative_id": initiative_id, **said, **by}
    edits = [Edit("marks", key if kept else "", after, kept or {}), *_tie(store, actor, initiative_id, way, own_id)]
    require_edits(store, actor, edits)
    return store.edit(edits, signature(actor), SOURCE, reason=sentence.strip())


def _tie(store: Store, actor: Actor, other: str, way: Way, own: str) -> list[Edit]:
    """Return the tie that a mark asks for, with the requests to the other side; nothing where it is there already."""
    if way not in TIES or not own:
        return []
    known = store.records(NEEDED)
    ends = (other, own) if way is Way.TAKE_BATON else (own, other)
    ties = known["ties"]
    is_there = (ties["from_id"] == ends[0]) & (ties["to_id"] == ends[1]) & (ties["kind"] == TIES[way])
    if is_there.any():
        return []
    texts = {"from_id": ends[0], "to_id": ends[1], "kind": str(TIES[way])}
    ready = prepare([Part("ties", dict.fromkeys(TABLES["ties"].names, "") | texts)], actor, known)
    if ready.problems:
        raise DataError("โยงสองงานนี้เข้าด้วยกันไม่ได้", "these two cannot be tied")
    return list(ready.edits)


def withdraw(store: Store, actor: Actor, initiative_id: str, agency_id: str = "") -> Batch:
    """Take back what an agency said of another's work; a tie that was asked for stays as it is.

    Raises
    ------
    DataError
        Nothing was said.
    NotAllowedError
        The actor may not speak for that agency.
    """
    agency = agency_id or actor.agency_id
    key = key_of("marks", {"agency_id": agency, "initiative_id": initiative_id})
    kept = kept_record(store, "marks", key)
    if kept is None:
        raise DataError("ยังไม่ได้ทำเครื่องหมายไว้", "nothing was marked yet")
    edit = Edit("marks", key, None, kept)
    require_edits(store, actor, [edit])
    return store.edit([edit], signature(actor), SOURCE)
