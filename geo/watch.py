"""What happens in a province between two days. This module compares two evaluations of the same records."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema import DuplicationState
from geo.continuity import unrelayed
from geo.joins import STANDINGS, Standing
from geo.links import Bools
from geo.scores import Evaluation

DROPPING_DAYS = 90
"""Days ahead in which an end without successor is watched (METHOD section 4)."""

LEAST_DUPLICATION, LEAST_INTEGRATION = 0.005, 1.0
"""Changes below these are not told: one vanishes in print, the other comes of the province's rates alone."""


def dropping(evaluation: Evaluation, days: int = DROPPING_DAYS) -> pd.Index:
    """Return the open initiatives that end within `days` days with no successor, by the first of their records."""
    return _records(evaluation, unrelayed(evaluation.world, days))


class Moves(NamedTuple):
    """Records that came to stand otherwise between two days, by what became of them."""

    started: pd.Index
    ended: pd.Index
    unconfirmed: pd.Index


def moves(before: Evaluation, after: Evaluation) -> Moves:
    """Return which records became open work, ended, or lost their confirmation between two days.

    Parameters
    ----------
    before, after : evaluations of the same records under the same filter of themes, the earlier day first.
    """
    was, now = before.world.standing, after.world.standing
    is_new = after.world.themes.is_in_scope & (was != now)
    was_open, is_open = (each == STANDINGS.index(Standing.ACTIVE) for each in (was, now))
    gone = {kind: is_new & was_open & (now == STANDINGS.index(kind)) for kind in Standing}
    return Moves(
        _records(after, is_new & is_open),
        _records(after, gone[Standing.ENDED]),
        _records(after, gone[Standing.UNCONFIRMED]),
    )


def _records(evaluation: Evaluation, is_one: Bools) -> pd.Index:
    initiatives = evaluation.world.initiatives
    number = np.flatnonzero(is_one)
    ids: pd.Index = pd.Index(initiatives.names(number).loc[number, "initiative_id"])
    return ids


def differences(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return how the scores of areas changed, most changed first, areas without a change worth telling left out.

    Parameters
    ----------
    before, after : scores by area code on the earlier and the later day, of one level.

    Returns
    -------
    By area code: ``duplication`` and ``integration`` (later less earlier; NaN where either day has no such number)
    and ``record`` (``appeared``, ``vanished`` or blank: whether open work came on record there or left it).
    """
    had, has = (frame["duplication_state"] != DuplicationState.NO_RECORD for frame in (before, after))
    both = had & has
    change = pd.DataFrame(
        {
            "duplication": (after["duplication"] - before["duplication"]).where(both),
            "integration": after["integration"] - before["integration"],
            "record": np.select([~had & has, had & ~has], ["appeared", "vanished"], ""),
        }
    )
    moved = change[["duplication", "integration"]].abs().fillna(0)
    is_some = (moved["duplication"] >= LEAST_DUPLICATION) | (moved["integration"] >= LEAST_INTEGRATION)
    order = moved[is_some | (change["record"] != "")].sort_values(
        ["duplication", "integration"], ascending=False, kind="stable"
    )
    return change.loc[order.index]
