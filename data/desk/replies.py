"""What became of what a mark asked of the other side. This module tells it from the ties and the requests."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from data.desk.marks import TIES, ends
from data.schema import Answer, Records, RequestKind, Way


class Became(StrEnum):
    """How a question stands."""

    WAITING = "reply_waiting"
    ACCEPTED = "reply_accepted"
    DECLINED = "reply_declined"


@dataclass(frozen=True)
class Reply:
    """What became of a question: who was asked (ids), and of an answer its day (NaT: unknown), by whom and why."""

    became: Became
    agencies: tuple[str, ...]
    day: pd.Timestamp
    by: str = ""
    note: str = ""


def reply(records: Records, initiative_id: str, mark: "pd.Series[str]") -> Reply | None:
    """Return what became of what a mark of some work asked; None where it asked nobody anything.

    Parameters
    ----------
    records : at least ``requests`` and ``ties``.
    initiative_id, mark : the work, and the row of ``marks`` about it.
    """
    asked = _asked(records["requests"], initiative_id, mark)
    if asked.empty:
        return None
    waiting, told = asked[asked["answer"].isna()], asked[asked["answer"].notna()].sort_values("answered_on")
    if len(waiting):
        first = waiting["asked_on"].min()
        return Reply(Became.WAITING, tuple(waiting["agency_id"]), first)
    last = told.iloc[-1]
    became = Became.ACCEPTED if last["answer"] == Answer.ACCEPTED else Became.DECLINED
    said = (text if isinstance(text := last[name], str) else "" for name in ("answered_by", "note"))
    return Reply(became, (str(last["agency_id"]),), last["answered_on"], *said)


def _asked(requests: pd.DataFrame, work: str, mark: "pd.Series[str]") -> pd.DataFrame:
    """Return what a mark asked of the others."""
    way = Way(str(mark["way"]))
    if way not in TIES or not isinstance(mark["own_id"], str):
        return requests.iloc[:0]
    of_kind = requests[(requests["tie_kind"] == TIES[way]) & (requests["kind"] == RequestKind.TIE)]
    pairs = {ends(way, work, mark["own_id"])}
    pairs |= {pair[::-1] for pair in pairs} if way is Way.JOIN else set()
    is_about = [pair in pairs for pair in zip(of_kind["initiative_id"], of_kind["other_id"], strict=True)]
    return of_kind[is_about]


def mark_behind(marks: pd.DataFrame, request: "pd.Series[str]") -> "pd.Series[str] | None":
    """Return the mark that made somebody ask something, None where there is none or it was taken back."""
    names = [request["initiative_id"], request["other_id"]]
    found = marks[marks["initiative_id"].isin(names) & (marks["said_by"] == request["asked_by"])]
    found = found[found["way"].map(TIES) == request["tie_kind"]]
    found = found[found["own_id"].isin(names)]
    return None if found.empty else found.iloc[0]
