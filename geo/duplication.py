"""Does work repeat work already open, with nobody coordinating? This module sums surplus fronts by area."""

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from data.schema import DuplicationState
from geo.links import Floats, Ints
from geo.ties import FULL

_STATES = pd.array(
    [DuplicationState.NO_RECORD.value, DuplicationState.SINGLE_AGENCY.value, DuplicationState.MEASURED.value],
    dtype="str",
)
"""By the number of agencies at work, 2 standing for more."""


def duplication(
    cells: Floats, surplus: Floats, surplus_low: Floats, villages: Ints, agencies: Ints
) -> dict[str, Ints | Floats | ExtensionArray]:
    """Count the open fronts of areas and those that repeat others uncoordinated.

    ``D`` = sum of S / villages, ``F`` = cells + sum of S, ``R`` = sum of S / F. Never below 0; D counts what only
    names the tambon, D_low leaves it out and is never above D.

    Parameters
    ----------
    cells : how many cells of each area are occupied.
    surplus, surplus_low : sums of S, and of S without imprecise footprints, in tenths: what whole tie levels make is
        then exact, and falls on the right side of a class.
    villages, agencies : units, and distinct agencies in the cells.

    Returns
    -------
    By area: ``cells``, ``surplus``, ``fronts``, ``duplication`` and ``duplication_low`` (surplus fronts per village),
    ``duplication_share`` (NaN: no open front), ``duplication_state`` (what the zero of one without a record means).

    Examples
    --------
    >>> found = duplication(*np.array([[2, 0], [14.0, 0.0], [10.0, 0.0]]), np.array([2, 1]), np.array([3, 0]))
    >>> found["fronts"].tolist(), found["duplication"].tolist(), found["duplication_low"].tolist()
    ([3.4, 0.0], [0.7, 0.0], [0.5, 0.0])
    >>> list(found["duplication_state"])
    ['measured', 'no_record']
    """
    total, low, units = surplus / FULL, surplus_low / FULL, np.maximum(villages, 1)
    fronts = cells + total
    return {
        "cells": cells.astype(np.int64),
        "surplus": total,
        "fronts": fronts,
        "duplication": total / units,
        "duplication_low": np.minimum(low, total) / units,
        "duplication_share": np.divide(total, fronts, out=np.full(len(units), np.nan), where=fronts > 0),
        "duplication_state": _STATES.take(np.minimum(agencies, 2)),
    }
