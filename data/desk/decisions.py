"""What was decided before a new front, with what had been looked at. This module keeps it, tied to what it became."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.desk.parts import new_id
from data.desk.reach import require_edits
from data.desk.rights import signature
from data.errors import DataError
from data.schema import SEPARATOR, Actor, Records, Way, today
from data.schema.values import WAYS_ON
from data.store import Batch, Edit, Store
from data.store.single import record as kept_record

SOURCE = "binoculars"
"""What the history says of decisions."""


@dataclass(frozen=True)
class Decision:
    """A draft of work and what was decided about it.

    Attributes
    ----------
    agency_id, way, reason : who decides what, and why.
    title_th, description, themes, areas, start_date, end_date, host_id : the draft; dates as ISO texts.
    initiative_id : the work that is joined, taken on or built upon; blank for a new front until it is on record.
    seen, capital : ids of the work and of the assets that were looked at.
    evidence : the figures the page showed, by name; under ``draft`` the key that a new front is to have.
    """

    agency_id: str
    way: Way
    reason: str
    title_th: str = ""
    description: str = ""
    themes: Sequence[str] = ()
    areas: Sequence[str] = ()
    start_date: str = ""
    end_date: str = ""
    host_id: str = ""
    initiative_id: str = ""
    seen: Sequence[str] = ()
    capital: Sequence[str] = ()
    evidence: Mapping[str, object] | None = None


def decide(store: Store, actor: Actor, decision: Decision) -> Batch:
    """Keep a decision with the evidence that was seen.

    Raises
    ------
    DataError
        There is no reason or agency, or the work that is joined, taken on or built upon is not named or gone.
    NotAllowedError
        The actor may not decide for that agency.
    """
    if not decision.agency_id:
        raise DataError("เลือกหน่วยงานที่ตัดสินใจก่อน", "choose the agency that decides first")
    if decision.way not in WAYS_ON or not decision.reason.strip():
        raise DataError("เลือกทางที่จะไปและเขียนเหตุผลก่อน", "choose the way on and say why first")
    if decision.way is not Way.OPEN_NEW and kept_record(store, "initiatives", decision.initiative_id) is None:
        raise DataError("เลือกงานที่จะเข้าร่วม รับไม้ต่อ หรือต่อยอด", "choose the work to join, take on or build upon")
    row = {
        **{name: getattr(decision, name) for name in ("agency_id", "title_th", "description", "host_id")},
        **{name: getattr(decision, name) for name in ("start_date", "end_date", "initiative_id")},
        **{name: SEPARATOR.join(getattr(decision, name)) for name in ("themes", "areas", "seen", "capital")},
        "way": str(decision.way),
        "reason": decision.reason.strip(),
        "evidence": json.dumps(decision.evidence or {}, ensure_ascii=False, sort_keys=True),
        "decided_by": signature(actor),
        "decided_on": today().isoformat(),
    }
    key = new_id("decisions", today().year)
    edit = Edit("decisions", "", {"decision_id": key, **{name: value or None for name, value in row.items()}})
    require_edits(store, actor, [edit])
    return store.edit([edit], signature(actor), SOURCE, reason=decision.reason.strip())


def became(known: Records, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that tie decisions to open new work to the records that `edits` make of their drafts.

    Parameters
    ----------
    known : at least ``decisions``.
    edits : what is about to be kept.
    """
    keys = {str(edit.after["initiative_id"]) for edit in added(edits) if edit.after}
    said = known["decisions"]
    open_new = said[(said["way"] == Way.OPEN_NEW) & said["initiative_id"].isna()]
    drafts = open_new["evidence"].map(draft_of)
    pairs = zip(open_new["decision_id"], drafts, strict=True)
    return [
        Edit("decisions", key, {"initiative_id": draft}, {"initiative_id": None})
        for key, draft in pairs
        if draft in keys
    ]


def added(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that put new work on record."""
    return [edit for edit in edits if edit.table == "initiatives" and not edit.record and edit.after]


def draft_of(evidence: object) -> str:
    """Return the key that the draft of a decision has, blank where its evidence names none.

    >>> draft_of('{"draft": "I-1"}'), draft_of(None), draft_of("[1]")
    ('I-1', '', '')
    """
    try:
        told = json.loads(evidence) if isinstance(evidence, str) else {}
    except ValueError:
        return ""
    return str(told.get("draft") or "") if isinstance(told, dict) else ""
