"""What was decided before a new front, with what had been looked at. This module keeps it, and tells who is meant."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.desk import marks
from data.desk.parts import new_id
from data.desk.reach import require_edits
from data.desk.reasons import fitting, opening_words
from data.desk.rights import signature
from data.errors import DataError
from data.schema import SEPARATOR, Actor, Way, today
from data.schema.values import WAYS_ON
from data.store import Batch, Edit, Store
from data.store.single import record as kept_record

SOURCE = "binoculars"
"""What the history says of decisions."""
LONGEST, LONGEST_TEXT = 1_000, 2_000
"""Letters of a reason, and of what the draft says of itself."""


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
    """Keep a decision with the evidence that was seen; whose work is to be joined, taken on or built upon is told.

    The telling is a mark as binoculars make it, before the decision, unless it is made already or the work is own.

    Raises
    ------
    DataError
        There is no reason or agency, a text is too long, the work that is joined, taken on or built upon is not named
        or gone, or the draft ends before it starts.
    NotAllowedError
        The actor may not decide for that agency.
    """
    if not decision.agency_id:
        raise DataError("เลือกหน่วยงานที่ตัดสินใจก่อน", "choose the agency that decides first")
    reason = fitting(decision.reason, LONGEST)
    fitting(decision.title_th)
    fitting(decision.description, LONGEST_TEXT)
    if decision.way not in WAYS_ON or not reason:
        raise DataError("เลือกทางที่จะไปและเขียนเหตุผลก่อน", "choose the way on and say why first")
    if decision.way is not Way.OPEN_NEW and kept_record(store, "initiatives", decision.initiative_id) is None:
        raise DataError("เลือกงานที่จะเข้าร่วม รับไม้ต่อ หรือต่อยอด", "choose the work to join, take on or build upon")
    if decision.start_date and decision.end_date and decision.end_date < decision.start_date:
        raise DataError("วันสิ้นสุดอยู่ก่อนวันเริ่ม", "the end is before the start")
    row = {
        **{name: getattr(decision, name) for name in ("agency_id", "title_th", "description", "host_id")},
        **{name: getattr(decision, name) for name in ("start_date", "end_date", "initiative_id")},
        **{name: SEPARATOR.join(getattr(decision, name)) for name in ("themes", "areas", "seen", "capital")},
        "way": str(decision.way),
        "reason": reason,
        "evidence": json.dumps(decision.evidence or {}, ensure_ascii=False, sort_keys=True),
        "decided_by": signature(actor),
        "decided_on": today().isoformat(),
    }
    key = new_id("decisions", today().year)
    edit = Edit("decisions", "", {"decision_id": key, **{name: value or None for name, value in row.items()}})
    require_edits(store, actor, [edit])
    if decision.way is not Way.OPEN_NEW:
        _tell(store, actor, decision)
    return store.edit([edit], signature(actor), SOURCE, reason=reason)


def _tell(store: Store, actor: Actor, decision: Decision) -> None:
    known = store.records(("participation", "marks"))
    agency, work = decision.agency_id, decision.initiative_id
    is_own, said = (
        (table["agency_id"] == agency) & (table["initiative_id"] == work)
        for table in (known["participation"], known["marks"])
    )
    if not is_own.any() and not (said & (known["marks"]["way"] == decision.way)).any():
        marks.say(store, actor, work, decision.way, opening_words(decision.reason), agency_id=agency)
