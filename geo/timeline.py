"""When work was and is done, and which ties hold it together in time. This module lays an area out on a time line."""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import DEFAULT_TIE_LEVEL, TieKind
from geo.links import Ints
from geo.months import whole_months
from geo.scores import Evaluation


class TieState(StrEnum):
    """How a tie stands on the day."""

    LIVE = "tie_live"
    ENDED = "tie_ended"
    TO_COME = "tie_to_come"


def spans(evaluation: Evaluation, listed: pd.DataFrame) -> pd.DataFrame:
    """Return from when to when each initiative with a footprint in an area runs, by start.

    Parameters
    ----------
    evaluation : from `geo.scores.evaluate`.
    listed : the initiatives of the area, from `geo.standing.initiatives_of`.

    Returns
    -------
    ``initiative_id``, ``records`` (all its records), ``standing``, ``start`` and ``end`` (NaT unknown or open),
    those without a start last.
    """
    here = listed.loc[listed["reach"] == "footprint", ["initiative_id", "records", "standing"]]
    initiatives = evaluation.world.initiatives
    number = _numbers(evaluation, here["initiative_id"])
    dated = here.assign(start=initiatives.start[number].astype("M8[s]"), end=initiatives.end[number].astype("M8[s]"))
    return dated.sort_values(["start", "end", "initiative_id"], ignore_index=True)


def batons(evaluation: Evaluation, initiative_ids: pd.Series) -> pd.DataFrame:
    """Return where one initiative among some takes the work of another on: by handover or by building on it.

    Returns
    -------
    ``earlier``, ``later`` (initiative ids), ``kind`` and ``gap`` (whole months from the end of the earlier to the
    start of the later, 0 if that came before the end; NaN where either is unknown).
    """
    world = evaluation.world
    number = _numbers(evaluation, initiative_ids)
    name = pd.Series(initiative_ids.to_numpy(), index=number)[~pd.Index(number).duplicated()]
    ties = world.ties
    rows = np.flatnonzero(
        ties.is_kind(TieKind.HANDOVER, TieKind.BUILDS_ON) & np.isin(ties.giver, number) & np.isin(ties.taker, number)
    )
    is_given = ties.is_kind(TieKind.HANDOVER)[rows]
    giver, taker = ties.giver[rows], ties.taker[rows]
    earlier, later = np.where(is_given, giver, taker), np.where(is_given, taker, giver)
    end, start = world.initiatives.end[earlier], world.initiatives.start[later]
    gap = np.where(np.isnat(end) | np.isnat(start), np.nan, whole_months(end, start))
    found = pd.DataFrame(
        {
            "earlier": name.loc[earlier].to_numpy(),
            "later": name.loc[later].to_numpy(),
            "kind": np.where(is_given, str(TieKind.HANDOVER), str(TieKind.BUILDS_ON)),
            "gap": gap,
        }
    )
    return found.drop_duplicates().sort_values(["earlier", "later", "kind"], ignore_index=True)


def ties_touching(ties: pd.DataFrame, initiative_ids: Collection[str], day: dt.date) -> pd.DataFrame:
    """Return every tie that touches one of some initiatives, with how it stands on a day, the live ones first.

    Returns
    -------
    The columns of the table ``ties`` (``level`` as it counts: where blank, that of its kind), and ``is_usual``
    (the level was blank) and ``state`` (a value of `TieState`).

    Examples
    --------
    >>> ties = pd.DataFrame({"from_id": ["I1", "I3"], "to_id": ["I2", "I4"], "kind": "co_fund", "level": None,
    ...     "start_date": pd.NaT, "end_date": pd.Timestamp("2020-01-01"), "confirmed": None})
    >>> found = ties_touching(ties, ["I2"], dt.date(2021, 1, 1))
    >>> found[["from_id", "level", "is_usual", "state"]].to_numpy().tolist()
    [['I1', 2.0, True, 'tie_ended']]
    """
    own = list(initiative_ids)
    rows = ties[ties["from_id"].isin(own) | ties["to_id"].isin(own)]
    on_day = pd.Timestamp(day)
    is_over, is_ahead = rows["end_date"] < on_day, rows["start_date"] > on_day
    state = np.select([is_over, is_ahead], [TieState.ENDED, TieState.TO_COME], TieState.LIVE)
    usual = rows["kind"].map(DEFAULT_TIE_LEVEL).astype(float)
    found = rows.assign(level=rows["level"].astype(float).fillna(usual), is_usual=rows["level"].isna(), state=state)
    order = found.assign(at=found["state"].map(list(TieState).index)).sort_values(["at", "kind", "from_id", "to_id"])
    return order.drop(columns="at").reset_index(drop=True)


def _numbers(evaluation: Evaluation, initiative_ids: pd.Series) -> Ints:
    initiatives = evaluation.world.initiatives
    number: Ints = initiatives.number[pd.Index(initiatives.records).get_indexer(pd.Index(initiative_ids))]
    return number
