"""What a tie would save. This module tries it on a pair of initiatives and counts the surplus fronts that go."""

from collections.abc import Sequence

import pandas as pd

from data.schema import TieKind, typed
from geo.stage import Stage
from geo.whatif import tried

LEVELS = (3, 5)
"""Levels of a tie that are tried: coordination, and work as one."""


def saved(stage: Stage, one: str, other: str, level: int) -> float:
    """Return by how much the surplus fronts fall, wherever two initiatives meet, if they worked together.

    Parameters
    ----------
    stage : from `geo.stage.stage_of`; its theme, if any, restricts what is counted.
    one, other : ids of two initiatives, which get a tie of kind co_work, confirmed by both.
    level : of the tie (Frey), 1 to 5.

    Examples
    --------
    >>> import datetime as dt
    >>> from geo.scores import evaluate
    >>> from geo.stage import stage_of
    >>> work = {"initiative_id": ["I1", "I2"], "status": "implementation", "themes": "T1", "areas": "80010101"}
    >>> parts = {"initiative_id": ["I1", "I2"], "agency_id": ["A1", "A2"], "role": "accountable"}
    >>> records = {"areas": typed("areas", {"code": ["80010101"]}), "initiatives": typed("initiatives", work),
    ...     "participation": typed("participation", parts), "ties": typed("ties")}
    >>> stage = stage_of(records, evaluate(records, dt.date(2007, 2, 16)))
    >>> [saved(stage, "I1", "I2", level) for level in LEVELS]
    [0.6, 1.0]
    """
    both = (one, other)
    tie = {"from_id": [one], "to_id": [other], "kind": [TieKind.CO_WORK], "level": [level], "confirmed": [True]}
    ties = pd.concat([stage.rows(both, ["ties"])["ties"], typed("ties", tie)], ignore_index=True)
    moved = tried(stage, {"ties": ties}, both).fronts()
    return round(float((moved["before"] - moved["after"]).sum()), 9)


def savings(stage: Stage, ties: pd.DataFrame, levels: Sequence[int] = LEVELS) -> pd.DataFrame:
    """Return what each of some possible ties would save.

    Parameters
    ----------
    ties : ``from_id`` and ``to_id``.

    Returns
    -------
    The ties, with a column ``saved_3``, ``saved_5`` and so on for each level.
    """
    ends = list(zip(ties["from_id"], ties["to_id"], strict=True))
    return ties.assign(**{f"saved_{level}": [saved(stage, *both, level) for both in ends] for level in levels})
