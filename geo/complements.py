"""Work reviewed as completing other work. This module lists the reviews that hold, the first to end first."""

import numpy as np
import pandas as pd

from data.schema import TieKind
from geo.evidence import open_work, units_of
from geo.scores import Evaluation
from geo.timeline import TieState, ties_touching


def reviews(evaluation: Evaluation, ties: pd.DataFrame, area_code: str = "") -> pd.DataFrame:
    """Return the complementary reviews that are live, one side of which is open work of an area within the theme.

    Parameters
    ----------
    ties : the table ``ties``; further columns stay.
    area_code : a listed area; blank: everywhere, whether the work has a place or not.

    Returns
    -------
    The ties, and ``days`` (how many they still hold after the day, NaN for good), the fewest first.

    Examples
    --------
    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> from geo.scores import evaluate
    >>> work = {"initiative_id": ["I1", "I2"], "status": "implementation", "themes": "T1", "areas": "80010101"}
    >>> tie = {"from_id": ["I1"], "to_id": ["I2"], "kind": "complementary", "end_date": ["2007-03-01"]}
    >>> records = {"areas": typed("areas", {"code": ["80010101"]}), "initiatives": typed("initiatives", work)}
    >>> reviews(evaluate(records, dt.date(2007, 2, 16)), typed("ties", tie))["days"].tolist()
    [13]
    """
    world = evaluation.world
    if area_code:
        here = open_work(evaluation, units_of(evaluation, area_code))["initiative"].unique()
    else:
        here = np.flatnonzero(world.is_active & world.themes.is_in_scope)
    ids = world.initiatives.records[np.isin(world.initiatives.number, here)]
    day = pd.Timestamp(world.day)
    complementary = ties[ties["kind"] == TieKind.COMPLEMENTARY]
    found = ties_touching(complementary, list(ids), day.date())
    found = found[found["state"] == TieState.LIVE]
    found = found.assign(days=(found["end_date"] - day).dt.days)
    return found.sort_values(["days", "from_id", "to_id"], ignore_index=True)
