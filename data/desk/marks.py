"""What an agency says of another's work that it saw through binoculars. This module keeps it and asks the other."""

from collections.abc import Sequence

import pandas as pd

from data.desk.editing import NEEDED, prepare
from data.desk.parts import Part, key_of
from data.desk.reach import require_edits
from data.desk.reasons import fitting
from data.desk.replies import TIES, asked, ends
from data.desk.requests import Asker, intending
from data.desk.rights import signature
from data.errors import DataError
from data.schema import TABLES, Actor, Answer, Records, RequestKind, Way, record_keys, today
from data.store import Batch, Edit, Store
from data.store.plain import Row
from data.store.rows import plain_rows
from data.store.single import record as kept_record
from geo.strengths import TYING_KINDS

SOURCE = "binoculars"
"""What the history says of marks."""
_KNOWN = (*NEEDED, "accounts")


def say(
    store: Store, actor: Actor, initiative_id: str, way: Way, sentence: str, *, own_id: str = "", agency_id: str = ""
) -> Batch:
    """Keep what an agency says of another's work, instead of what it said before if anything.

    Where own work is named that hangs together with it, the tie between them is added, waiting, and the other side is
    asked to confirm it, all in the same change; without, it is told of the intent and may take it or not. What was
    asked before and nobody answered is taken back.

    Parameters
    ----------
    initiative_id, way, sentence : the other's work, what is said of it (`data.schema.values.MARKS`), and why.
    own_id : own work that joins it, takes its baton or builds on it.
    agency_id : who says so; blank: the actor's own agency.

    Raises
    ------
    DataError
        There is no sentence or one too long, no agency or such work, it is the agency's own, or the two cannot be
        tied.
    NotAllowedError
        The actor may not speak for that agency.
    EditConflictError
        Somebody said something at the same moment.
    """
    agency = agency_id or actor.agency_id
    if not agency:
        raise DataError("เลือกหน่วยงานก่อน", "choose the agency first")
    sentence = fitting(sentence)
    if not sentence:
        raise DataError("เขียนเหตุผลสั้น ๆ หนึ่งประโยคก่อน", "say why in one sentence first")
    if kept_record(store, "initiatives", initiative_id) is None:
        raise DataError("ไม่มีงานนี้แล้ว", "there is no such work any more")
    key = key_of("marks", {"agency_id": agency, "initiative_id": initiative_id})
    kept = kept_record(store, "marks", key)
    said = {"way": str(way), "sentence": sentence, "own_id": own_id or None}
    by = {"said_by": signature(actor), "said_on": today().isoformat()}
    after = {"agency_id": agency, "initiative_id": initiative_id, **said, **by}
    known = store.records(_KNOWN)
    if _takes_part(known, agency, initiative_id):
        raise DataError("งานนี้เป็นของหน่วยงานเองอยู่แล้ว", "this is the agency's own work")
    edits = [Edit("marks", key if kept else "", after, kept or {})]
    if kept and (kept.get("way"), kept.get("own_id")) != (str(way), own_id or None):
        edits += _untied(known, kept)
    edits += _tied(known, actor, initiative_id, way, own_id) if own_id else _intended(known, actor, after)
    _require(store, actor, edits)
    return store.edit(edits, signature(actor), SOURCE, reason=sentence)


def _require(store: Store, actor: Actor, edits: Sequence[Edit]) -> None:
    """Let `actor` make these edits; a question of one's own agency that nobody answered goes with the mark."""
    require_edits(store, actor, [edit for edit in edits if edit.table != "requests" or edit.after])


def _takes_part(known: Records, agency_id: str, initiative_id: str) -> bool:
    parts = known["participation"]
    return bool(((parts["agency_id"] == agency_id) & (parts["initiative_id"] == initiative_id)).any())


def _ties(known: Records, way: Way, other: str, own: str) -> list[tuple[str, Row]]:
    """Return the ties that a mark means, with their keys; working together has no direction."""
    first, last = ends(way, other, own)
    ties = known["ties"].set_index(record_keys(TABLES["ties"], known["ties"]))
    is_there = (ties["from_id"] == first) & (ties["to_id"] == last)
    if way is Way.JOIN:
        is_there |= (ties["from_id"] == last) & (ties["to_id"] == first)
    return list(plain_rows("ties", ties[is_there & (ties["kind"] == TIES[way])]))


def is_tied(known: Records, way: Way, other: str, own: str) -> bool:
    """Whether the tie that a mark means is there already; work that hangs together today in any way is joined."""
    if way is Way.JOIN and not _ties(known, way, other, own):
        ties, day = known["ties"], pd.Timestamp(today())
        is_live = ~(ties["start_date"] > day) & ~(ties["end_date"] < day)
        ties = ties[ties["kind"].isin(TYING_KINDS) & is_live]
        is_onward, is_back = ((ties["from_id"] == a) & (ties["to_id"] == b) for a, b in ((own, other), (other, own)))
        return bool((is_onward | is_back).any())
    return bool(_ties(known, way, other, own))


def _tied(known: Records, actor: Actor, other: str, way: Way, own: str) -> list[Edit]:
    """Return the tie that a mark asks for, with the requests to the other side; nothing where it is there already."""
    if way not in TIES or not own or is_tied(known, way, other, own):
        return []
    first, last = ends(way, other, own)
    texts = {"from_id": first, "to_id": last, "kind": str(TIES[way])}
    ready = prepare([Part("ties", dict.fromkeys(TABLES["ties"].names, "") | texts)], actor, known)
    if ready.problems:
        raise DataError("โยงสองงานนี้เข้าด้วยกันไม่ได้", "these two cannot be tied")
    return list(ready.edits)


def _intended(known: Records, actor: Actor, mark: Row) -> list[Edit]:
    """Return the requests that tell whoever speaks for work of an intent, unless they wait or said yes already."""
    way = Way(str(mark["way"]))
    if way not in TIES:
        return []
    before = asked(known, pd.Series(dict(mark), dtype=object))
    if (before["answer"].isna() | (before["answer"] == Answer.ACCEPTED)).any():
        return []
    return intending(Asker(actor, known["participation"], before), str(mark["initiative_id"]), TIES[way])


def _untied(known: Records, mark: Row) -> list[Edit]:
    """Return the edits that take back what a mark asked and nobody has answered, with the tie it is about."""
    way, other, own = Way(str(mark["way"])), str(mark["initiative_id"]), mark.get("own_id")
    if way not in TIES:
        return []
    if not own:
        told = asked(known, pd.Series(dict(mark), dtype=object))
        rows = plain_rows("requests", told[told["answer"].isna()])
        return [Edit("requests", str(row["request_id"]), None, row) for _, row in rows]
    waiting = [(key, row) for key, row in _ties(known, way, other, str(own)) if not row.get("confirmed")]
    told = known["requests"]
    is_about = told["answer"].isna() & (told["kind"] == RequestKind.TIE) & (told["tie_kind"] == TIES[way])
    pairs = {ends(way, other, str(own))} if waiting else set()
    gone = [
        Edit("requests", str(row["request_id"]), None, row)
        for _, row in plain_rows("requests", told[is_about])
        if (row["initiative_id"], row.get("other_id")) in pairs
    ]
    return [*gone, *(Edit("ties", key, None, row) for key, row in waiting)] if gone else []


def withdraw(store: Store, actor: Actor, initiative_id: str, agency_id: str = "") -> Batch:
    """Take back what an agency said of another's work, with a tie that it asked for and nobody has answered.

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
    edits = [Edit("marks", key, None, kept), *_untied(store.records(_KNOWN), kept)]
    _require(store, actor, edits)
    return store.edit(edits, signature(actor), SOURCE)
