"""What settles an item of a queue. This module says which single edits would do it."""

import datetime
from collections.abc import Iterator, Sequence

import pandas as pd

from data.desk.parts import Part, opened, opened_of
from data.schema import SEPARATOR, Records, RequestKind, Role, Status, TieKind
from data.store import Edit
from data.store.plain import Cell, Row

CONFIRMABLE = (Status.IMPLEMENTATION, Status.FINALISATION, Status.CLOSED, Status.SUSPENDED, Status.CANCELLED)
"""What work that waits for confirmation may turn out to be."""


def joined(item: "pd.Series[str]", reason: str = "") -> list[Edit]:
    """Return the tie by which two records count as one initiative."""
    return [_tie(item, TieKind.SAME_RECORD, {"note": reason or None})]


def completing(
    item: "pd.Series[str]", today: datetime.date, until: datetime.date | None = None, reason: str = ""
) -> list[Edit]:
    """Return the review by which two initiatives complete each other instead of repeating, from today on.

    Parameters
    ----------
    until : the last day on which it holds; None: until somebody ends it.
    """
    end = until.isoformat() if until else None
    return [
        _tie(item, TieKind.COMPLEMENTARY, {"start_date": today.isoformat(), "end_date": end, "note": reason or None})
    ]


def _tie(item: "pd.Series[str]", kind: TieKind, more: Row) -> Edit:
    row: dict[str, Cell] = {"from_id": item["from_id"], "to_id": item["to_id"], "kind": str(kind), "confirmed": True}
    return Edit("ties", "", {**row, **{name: value for name, value in more.items() if value is not None}})


def hosted(records: Records, initiatives: Sequence[str], agency_id: str) -> list[Edit]:
    """Return what makes an agency the one host of some initiatives: who hosts them besides implements from then on.

    It becomes host of those that it takes part in, or of all where it takes part in none.
    """
    parts = {one: opened_of(records, "participation", "initiative_id", one) for one in initiatives}
    own = [one for one in initiatives if any(part.seen["agency_id"] == agency_id for part in parts[one])]
    return [
        edit
        for one in initiatives
        for edit in _one_host(parts[one], one, agency_id, is_own=one in (own or initiatives))
    ]


def _one_host(parts: Sequence[Part], initiative_id: str, agency_id: str, *, is_own: bool) -> Iterator[Edit]:
    """Yield the edits of one initiative's participations, the last of those that repeat first."""
    held = {(part.seen["agency_id"], part.seen.get("role")): part for part in parts}
    for part in sorted(parts, key=lambda each: each.record, reverse=True):
        agency = part.seen["agency_id"]
        if part.seen.get("role") == Role.ACCOUNTABLE and agency != agency_id:
            yield _turned(part, None if (agency, Role.IMPLEMENTING) in held else Role.IMPLEMENTING)
    if is_own and (agency_id, Role.ACCOUNTABLE) not in held:
        row = {"initiative_id": initiative_id, "agency_id": agency_id, "role": str(Role.ACCOUNTABLE)}
        acting = held.get((agency_id, Role.IMPLEMENTING))
        yield _turned(acting, Role.ACCOUNTABLE) if acting else Edit("participation", "", row)


def _turned(part: Part, role: Role | None) -> Edit:
    """Return the edit that gives a participation another role; None takes it out."""
    if role is None:
        return Edit("participation", part.record, None, part.whole)
    return Edit("participation", part.record, {"role": str(role)}, {"role": part.seen.get("role")})


def confirmed(records: Records, initiatives: Sequence[str], status: Status, today: datetime.date) -> list[Edit]:
    """Return what states of records that wait for confirmation how they stand today."""
    opened_now = [part for one in initiatives if (part := opened(records, "initiatives", one))]
    said: Row = {"status": str(status), "status_date": today.isoformat()}
    return [
        Edit("initiatives", part.record, said, {name: part.seen.get(name) for name in said})
        for part in opened_now
        if part.seen.get("status") in (Status.IMPLEMENTATION, Status.FINALISATION)
    ]


def placed(records: Records, item: "pd.Series[str]", area_code: str) -> list[Edit]:
    """Return what puts an official code in the place of one that no code fits, or that lies in no province."""
    one, place = str(item["initiatives"]), str(item["place"])
    areas = records["initiatives"].set_index("initiative_id").at[one, "areas"]
    named = areas.split(SEPARATOR) if isinstance(areas, str) else []
    codes = [*dict.fromkeys([*(code for code in named if code != place), area_code])]
    edits = [Edit("initiatives", one, {"areas": SEPARATOR.join(codes)}, {"areas": SEPARATOR.join(named) or None})]
    unplaced = opened_of(records, "unplaced", "initiative_id", one)
    gone = [part for part in unplaced if part.seen["place"] == place]
    return edits + [Edit("unplaced", part.record, None, part.whole) for part in reversed(gone)]


def accepted(records: Records, item: "pd.Series[str]") -> list[Edit]:
    """Return what a request comes to once accepted with no other side still asked; of an intent nothing yet."""
    one, agency = str(item["initiative_id"]), str(item["agency_id"])
    if item["kind"] == RequestKind.HOST:
        return [Edit("participation", "", {"initiative_id": one, "agency_id": agency, "role": str(Role.ACCOUNTABLE)})]
    if item["kind"] == RequestKind.INTENT:
        return []
    return [
        Edit("ties", tie.record, {"confirmed": True}, {"confirmed": tie.seen.get("confirmed")})
        for tie in opened_of(records, "ties", "from_id", one)
        if (tie.seen.get("to_id"), tie.seen.get("kind")) == (item["other_id"], item["tie_kind"])
    ]
