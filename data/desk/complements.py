"""Work that completes other work instead of repeating it. This module keeps who reviewed it so, and who objects.

A review is a tie of kind complementary with a reason and a last day, as the queue of surplus fronts writes it too.
"""

import datetime
from collections.abc import Collection

import numpy as np
import pandas as pd

from data.desk.parts import key_of
from data.desk.reach import require_edits
from data.desk.reasons import fitting
from data.desk.review.queues import Queue
from data.desk.review.remedies import completing
from data.desk.review.settling import settle
from data.desk.rights import signature
from data.errors import DataError
from data.schema import ACTING_ROLES, SEPARATOR, Actor, Records, Status, TieKind, today
from data.store import Batch, Edit, Store
from data.store.single import record as kept_record
from geo.keys import place_among, split_codes
from geo.units import TAMBON, areas_of

SOURCE = "complements"
"""What the history says of objections; a review itself is said to come from its queue."""
NEEDED = ("areas", "initiatives", "participation", "ties")
"""Tables that objections are checked against."""
_OPEN = (Status.IMPLEMENTATION, Status.FINALISATION)


def review(
    store: Store,
    actor: Actor,
    ends: tuple[str, str],
    reason: str,
    until: datetime.date | None,
    since: datetime.date | None = None,
) -> Batch:
    """Keep that two initiatives complete each other, why, and until when.

    Whose work it is on one side says so; the other side is asked to confirm, unless the office speaks. It counts from
    the first, confirmed or not (METHOD 2).

    Parameters
    ----------
    ends : the two initiatives.
    reason, until : both are asked for.
    since : from when on it holds, today at the latest; None: today.

    Raises
    ------
    DataError
        There is no reason, one too long or no day to come, or the two are reviewed already, are one or are gone.
    NotAllowedError
        Neither side is the actor's.
    """
    reason = fitting(reason)
    if not reason:
        raise DataError("บอกเหตุผลก่อน", "say why first")
    if until is None or until <= today():
        raise DataError("เลือกวันสิ้นสุดหลังจากวันนี้", "choose a last day after today")
    if ends[0] == ends[1] or any(kept_record(store, "initiatives", end) is None for end in ends):
        raise DataError("เลือกงานสองงานที่ต่างกัน", "choose two different initiatives")
    if len(reviews_of(store.records(("ties",))["ties"], ends)):
        raise DataError("สองงานนี้ทบทวนไว้แล้วว่าเสริมกัน", "these two are reviewed as complementary already")
    about = {"from_id": ends[0], "to_id": ends[1], "initiatives": SEPARATOR.join(ends), "subject": "|".join(ends)}
    edits = completing(pd.Series(about), min(since or today(), today()), until, reason)
    return settle(store, actor, Queue.UNCOORDINATED, pd.Series(about), edits, reason=reason)


def reviews_of(ties: pd.DataFrame, ends: tuple[str, str]) -> pd.DataFrame:
    """Return the complementary reviews of two initiatives, either way round, that are not over today."""
    is_there = (ties["from_id"].isin(ends) & ties["to_id"].isin(ends)) & (ties["kind"] == TieKind.COMPLEMENTARY)
    return ties[is_there & (ties["from_id"] != ties["to_id"]) & ~(ties["end_date"] < pd.Timestamp(today()))]


def concerned(known: Records, reviews: Collection[tuple[str, str]]) -> dict[tuple[str, str], frozenset[str]]:
    """Return the agencies that each of some reviews concerns, by the two initiatives that it names.

    They are those that take part in either, and those that host or implement open work in a tambon where both lie.

    Parameters
    ----------
    known : the tables of `NEEDED`.
    """
    parts, work, placed = known["participation"], known["initiatives"], _placed(known)
    is_open = placed["initiative_id"].isin(work["initiative_id"][work["status"].isin(_OPEN)])
    acting = parts[parts["role"].isin(ACTING_ROLES)].merge(placed[is_open], on="initiative_id")
    found = {}
    for ends in reviews:
        first, second = (set(placed["tambon"][placed["initiative_id"] == end]) for end in ends)
        own = parts["agency_id"][parts["initiative_id"].isin(ends)]
        beside = acting["agency_id"][acting["tambon"].isin(list(first & second))]
        found[ends] = frozenset(pd.concat([own, beside]).dropna())
    return found


def _placed(known: Records) -> pd.DataFrame:
    """Return (initiative_id, tambon) for every tambon that work names, or of which it names a village."""
    work, areas = known["initiatives"], areas_of(known["areas"])
    split = split_codes(work["areas"])
    number = place_among(split.codes, areas.codes)[split.at]
    tambon = np.where(number >= 0, areas.within[TAMBON, number], -1)
    placed = pd.DataFrame({"initiative_id": work["initiative_id"].to_numpy()[split.row], "tambon": tambon})
    return placed[placed["tambon"] >= 0].drop_duplicates(ignore_index=True)


def object_to(store: Store, actor: Actor, ends: tuple[str, str], reason: str, agency_id: str = "") -> Batch:
    """Keep what an agency concerned says against a review, instead of what it said before if anything.

    Parameters
    ----------
    ends : the two initiatives of the review, as it names them.
    reason : one sentence.
    agency_id : who objects; blank: the actor's own agency.

    Raises
    ------
    DataError
        There is no sentence or one too long, no agency or such review, or the agency is not concerned.
    NotAllowedError
        The actor may not speak for that agency.
    """
    agency = agency_id or actor.agency_id
    if not agency:
        raise DataError("เลือกหน่วยงานก่อน", "choose the agency first")
    reason = fitting(reason)
    if not reason:
        raise DataError("เขียนเหตุผลสั้น ๆ หนึ่งประโยคก่อน", "say why in one sentence first")
    known = store.records(NEEDED)
    if reviews_of(known["ties"], ends).empty:
        raise DataError("ไม่มีการทบทวนนี้แล้ว", "there is no such review any more")
    key = key_of("objections", {"from_id": ends[0], "to_id": ends[1], "agency_id": agency})
    kept = kept_record(store, "objections", key)
    said = {"reason": reason, "said_by": signature(actor), "said_on": today().isoformat()}
    row = {"from_id": ends[0], "to_id": ends[1], "agency_id": agency, **said}
    edit = Edit("objections", key if kept else "", row, kept or {})
    require_edits(store, actor, [edit])
    if agency not in concerned(known, [ends])[ends]:
        raise DataError(
            "คัดค้านได้เมื่อเป็นงานของหน่วยงานเอง หรือมีงานเปิดอยู่ในตำบลนั้น",
            "an agency may object where the work is its own, or where it has open work in that tambon",
        )
    return store.edit([edit], signature(actor), SOURCE, reason=reason)


def withdraw(store: Store, actor: Actor, ends: tuple[str, str], agency_id: str = "") -> Batch:
    """Take back what an agency said against a review.

    Raises
    ------
    DataError
        Nothing was said.
    NotAllowedError
        The actor may not speak for that agency.
    """
    agency = agency_id or actor.agency_id
    key = key_of("objections", {"from_id": ends[0], "to_id": ends[1], "agency_id": agency})
    kept = kept_record(store, "objections", key)
    if kept is None:
        raise DataError("ยังไม่มีข้อคัดค้าน", "nothing was objected yet")
    edit = Edit("objections", key, None, kept)
    require_edits(store, actor, [edit])
    return store.edit([edit], signature(actor), SOURCE)
