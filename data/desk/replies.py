"""What a mark asks of the other side, and what became of it. This module tells it from the requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from data.schema import Answer, Records, RequestKind, TieKind, Way

TIES: Mapping[Way, TieKind] = {
    Way.JOIN: TieKind.CO_WORK,
    Way.TAKE_BATON: TieKind.HANDOVER,
    Way.BUILD_ON: TieKind.BUILDS_ON,
}
"""The tie that a mark asks the other agency to confirm, or is meant to lead to."""


class Became(StrEnum):
    """How a question stands."""

    WAITING = "reply_waiting"
    ACCEPTED = "reply_accepted"
    DECLINED = "reply_declined"


@dataclass(frozen=True)
class Reply:
    """What became of a question: the agencies that were asked or answered, the day (NaT: unknown), and why."""

    became: Became
    agencies: tuple[str, ...]
    day: pd.Timestamp
    note: str = ""


def ends(way: Way, other: str, own: str) -> tuple[str, str]:
    """Return the ends of the tie that a mark means, first that which it goes out from."""
    return (other, own) if way is Way.TAKE_BATON else (own, other)


def asked(records: Records, mark: "pd.Series[str]") -> pd.DataFrame:
    """Return the requests that a mark made: to confirm the tie with own work, or without such to take the intent.

    Parameters
    ----------
    records : at least ``requests`` and ``accounts``, which tell for which agency somebody asked.
    mark : a row of ``marks``.
    """
    requests, way, work, own = records["requests"], Way(str(mark["way"])), mark["initiative_id"], mark.get("own_id")
    if way not in TIES:
        return requests.iloc[:0]
    found = requests[requests["tie_kind"] == TIES[way]]
    if not isinstance(own, str):
        found = found[(found["kind"] == RequestKind.INTENT) & (found["initiative_id"] == work)]
        return found[found["asked_by"].isin(_voices(records["accounts"], mark))]
    found = found[found["kind"] == RequestKind.TIE]
    pairs = {ends(way, work, own)}
    pairs |= {pair[::-1] for pair in pairs} if way is Way.JOIN else set()
    return found[[pair in pairs for pair in zip(found["initiative_id"], found["other_id"], strict=True)]]


def _voices(accounts: pd.DataFrame, mark: "pd.Series[str]") -> set[str]:
    """Return who may have asked what a mark asks: who made it, and everybody of its agency."""
    return {str(mark.get("said_by")), *accounts.loc[accounts["agency_id"] == mark["agency_id"], "account_id"]}


def reply(records: Records, mark: "pd.Series[str]") -> Reply | None:
    """Return what became of what a mark asked, see `asked`; None where it asked nobody anything."""
    found = asked(records, mark)
    if found.empty:
        return None
    waiting, told = found[found["answer"].isna()], found[found["answer"].notna()].sort_values("answered_on")
    if len(waiting):
        return Reply(Became.WAITING, tuple(waiting["agency_id"]), waiting["asked_on"].min())
    last = told.iloc[-1]
    became = Became.ACCEPTED if last["answer"] == Answer.ACCEPTED else Became.DECLINED
    note = last["note"] if isinstance(last["note"], str) else ""
    return Reply(became, (str(last["agency_id"]),), last["answered_on"], note)


def mark_behind(records: Records, request: "pd.Series[str]") -> "pd.Series[str] | None":
    """Return the mark that made a request, None where there is none or it was taken back; see `asked`."""
    marks = records["marks"]
    near = marks[marks["initiative_id"].isin([request["initiative_id"], request["other_id"]])]
    behind = (mark for _, mark in near.iterrows() if request["request_id"] in set(asked(records, mark)["request_id"]))
    return next(behind, None)
