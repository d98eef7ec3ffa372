"""What one agency asks of another: confirm a tie, be host, take an intent. This module asks, answers, takes back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from data.desk.parts import new_id, opened_of
from data.desk.reasons import fitting
from data.desk.rights import own_of, require, signature
from data.errors import DataError, NotAllowedError
from data.schema import ACTING_ROLES, AccountRole, Act, Actor, Answer, Records, RequestKind, Role, TieKind, today
from data.store import Batch, Edit, Store
from data.store.plain import Cell, Row
from data.store.single import record

_SOURCE = "request"
_QUIET = {"note", "end_date", "confirmed"}
"""What one side may change of a tie that both have confirmed."""


@dataclass(frozen=True)
class Asker:
    """Who fills in a form, and who works on what once it is saved.

    Attributes
    ----------
    actor : who it is.
    parts : participations as they will be.
    requests : what is asked already.
    """

    actor: Actor
    parts: pd.DataFrame
    requests: pd.DataFrame

    @property
    def is_office(self) -> bool:
        """Whether the office speaks, which may speak for anyone."""
        return self.actor.role is AccountRole.OFFICE

    def works_on(self, initiative_id: Cell) -> bool:
        """Whether the asker's agency works on an initiative and so speaks for it."""
        return initiative_id in own_of({"participation": self.parts}, self.actor).works

    def speakers(self, initiative_id: Cell) -> list[str]:
        """Return the agencies that speak for an initiative: its hosts, else those that implement it."""
        own = self.parts[self.parts["initiative_id"] == initiative_id]
        roles = (own.loc[own["role"] == role, "agency_id"] for role in ACTING_ROLES)
        return next((sorted(set(agencies)) for agencies in roles if len(agencies)), [])


def hosting(asker: Asker, edit: Edit, seen: Row) -> list[Edit]:
    """Return an edit of a participation; a request in its place where it makes another agency host."""
    row = {**seen, **(edit.after or {})}
    makes_host = edit.after is not None and {"agency_id", "role"} & set(edit.after)
    is_own = asker.is_office or row.get("agency_id") == asker.actor.agency_id
    if not makes_host or row.get("role") != Role.ACCOUNTABLE or is_own:
        return [edit]
    return _request(asker, RequestKind.HOST, {name: row.get(name) for name in ("initiative_id", "agency_id")})


def confirming(asker: Asker, edit: Edit, seen: Row) -> list[Edit]:
    """Return an edit of a tie, confirmed as far as the asker may, and the requests that ask the other side."""
    after = dict(edit.after or {})
    row = {**seen, **after}
    if edit.after is None or (asker.is_office and row.get("confirmed")):
        return [edit]
    ends = (row.get("from_id"), row.get("to_id"))
    silent = [end for end in ends if asker.is_office or not asker.works_on(end)]
    if seen and set(after) <= _QUIET:
        quiet = {name: value for name, value in after.items() if asker.is_office or name != "confirmed"}
        return [replace(edit, after=quiet)] if quiet else []
    after["confirmed"] = None if silent else True
    told = replace(edit, after=after)
    about = {"initiative_id": ends[0], "other_id": ends[1], "tie_kind": row.get("kind")}
    asked = dict.fromkeys(agency for end in silent for agency in asker.speakers(end))
    requests = (_request(asker, RequestKind.TIE, {**about, "agency_id": agency}) for agency in asked)
    return [told, *(edit for each in requests for edit in each)]


def intending(asker: Asker, initiative_id: str, kind: TieKind) -> list[Edit]:
    """Return the requests that tell whoever speaks for work that others want to tie theirs to it."""
    about = {"initiative_id": initiative_id, "tie_kind": str(kind)}
    asked = (
        _request(asker, RequestKind.INTENT, {**about, "agency_id": each}) for each in asker.speakers(initiative_id)
    )
    return [edit for each in asked for edit in each]


def _request(asker: Asker, kind: RequestKind, about: Row) -> list[Edit]:
    """Return the request, or nothing where the same is asked already and not answered."""
    told: dict[str, Cell] = {"kind": str(kind), **about}
    waiting = asker.requests[asker.requests["answer"].isna()]
    if any(all(row[name] == value for name, value in told.items()) for _, row in waiting.iterrows()):
        return []
    day = today()
    own = {"asked_by": signature(asker.actor), "asked_on": day.isoformat()}
    return [Edit("requests", "", {"request_id": new_id("requests", day.year), **told, **own})]


def answer(store: Store, actor: Actor, request_id: str, said: Answer, note: str = "") -> Batch:
    """Answer what an agency was asked, all in one transaction.

    Accepted as host: the agency stands as accountable from then on. Accepted a tie: it is confirmed once no other
    side is still asked. Declined: nobody becomes host, and a tie is removed, since part of what METHOD counts of
    ties does not ask for their dates; the request keeps who declined, when and why. The first answer of a side
    speaks for it: what others of it were asked is withdrawn. An intent is taken or not, and changes nothing else.

    Parameters
    ----------
    store : where it was asked.
    actor : who answers: an officer of the agency that was asked, or the office for it.
    request_id, said, note : which request, the answer and why.

    Raises
    ------
    NotAllowedError
        The agency asked is not the actor's.
    DataError
        There is no such request, it is answered, or the note is too long.
    EditConflictError
        Somebody answers at the same moment.
    """
    note, request = fitting(note), _waiting(store, request_id)
    require(actor, Act.ANSWER_REQUEST, is_own=bool(actor.agency_id) and request["agency_id"] == actor.agency_id)
    reply: dict[str, Cell] = {
        "answer": str(said),
        "answered_by": signature(actor),
        "answered_on": today().isoformat(),
    }
    reply |= {"note": note or None}
    edits = [Edit("requests", request_id, reply, {name: request.get(name) for name in reply})]
    records = store.records(("requests", "ties", "participation", "precision"))
    if request["kind"] == RequestKind.HOST:
        edits += _as_host(records, request) if said is Answer.ACCEPTED else []
    elif request["kind"] == RequestKind.TIE:
        edits += _as_tied(records, request, is_accepted=said is Answer.ACCEPTED)
    return store.edit(edits, signature(actor), _SOURCE, reason=note)


def _waiting(store: Store, request_id: str) -> Row:
    request = record(store, "requests", request_id)
    if request is None:
        raise DataError(f"ไม่มีคำขอ {request_id} แล้ว", f"there is no request {request_id} any more")
    if request.get("answer"):
        raise DataError("คำขอนี้มีผู้ตอบไปแล้ว", "this request has been answered already")
    return request


def _as_host(records: Records, request: Row) -> list[Edit]:
    row = {
        "initiative_id": request["initiative_id"],
        "agency_id": request["agency_id"],
        "role": str(Role.ACCOUNTABLE),
    }
    parts = records["participation"]
    is_there = (parts[list(row)] == pd.Series(row)).all(axis=1).any()
    return [] if is_there else [Edit("participation", "", row)]


def _as_tied(records: Records, request: Row, *, is_accepted: bool) -> list[Edit]:
    """Return what an answer does to the tie, and to what others were asked about it."""
    side = _side(records, str(request["agency_id"]), request)
    others = _siblings(records["requests"], request)
    settled = [Edit("requests", key, None) for key, agency in others.items() if not is_accepted or agency in side]
    is_whole = all(agency in side for agency in others.values())
    ties = opened_of(records, "ties", "from_id", str(request["initiative_id"]))
    about = (request["other_id"], request["tie_kind"])
    ties = [tie for tie in ties if (tie.seen.get("to_id"), tie.seen.get("kind")) == about]
    asked = [tie for tie in ties if not tie.seen.get("confirmed")]
    if not is_accepted:
        return settled + [Edit("ties", tie.record, None, tie.whole) for tie in reversed(asked)]
    said = {"confirmed": True}
    return settled + [
        Edit("ties", tie.record, said, {"confirmed": tie.seen.get("confirmed")}) for tie in asked if is_whole
    ]


def _side(records: Records, agency_id: str, request: Row) -> set[str]:
    """Return the agencies that work on an end of the tie together with this one, itself among them."""
    parts = records["participation"]
    acting = parts[parts["role"].isin(ACTING_ROLES)]
    ends = [
        set(acting.loc[acting["initiative_id"] == request[name], "agency_id"])
        for name in ("initiative_id", "other_id")
    ]
    return {agency_id}.union(*(end for end in ends if agency_id in end))


def _siblings(requests: pd.DataFrame, request: Row) -> Mapping[str, str]:
    """Return the agency of every other request about the same tie that waits for an answer, by its id."""
    about = ("kind", "initiative_id", "other_id", "tie_kind")
    is_same = (requests[list(about)] == pd.Series({name: request[name] for name in about})).all(axis=1)
    waiting = requests[is_same & requests["answer"].isna() & (requests["request_id"] != request["request_id"])]
    return dict(zip(waiting["request_id"], waiting["agency_id"], strict=True))


def withdraw(store: Store, actor: Actor, request_id: str) -> Batch:
    """Take back what was asked and not answered yet; a tie stays as it is, waiting.

    Raises
    ------
    NotAllowedError
        Somebody else asked, and the actor is not the office.
    DataError
        There is no such request, or it is answered.
    """
    request = _waiting(store, request_id)
    if actor.role is not AccountRole.OFFICE and request.get("asked_by") != signature(actor):
        raise NotAllowedError("ถอนคำขอได้เฉพาะผู้ขอหรือสำนักงาน", "only who asked, or the office, may take a request back")
    return store.edit([Edit("requests", request_id, None, request)], signature(actor), _SOURCE)


def asked_about(requests: pd.DataFrame, initiative_ids: Collection[str]) -> pd.DataFrame:
    """Return the requests that concern one of these initiatives, those without an answer first."""
    concerns = requests["initiative_id"].isin(initiative_ids) | requests["other_id"].isin(initiative_ids)
    return requests[concerns].sort_values(["answer", "asked_on"], na_position="first")
