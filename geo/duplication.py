"""Does work repeat work already open, with nobody coordinating? This module sums surplus fronts by area."""

import numpy as np
import pandas as pd

from data.schema import DuplicationState
from geo.links import Floats, Ints
from geo.ties import FULL


def duplication(cells: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Count the open fronts of each area and those that repeat others uncoordinated.

    ``D`` = sum of S / villages, ``F`` = cells + sum of S, ``R`` = sum of S / F. Never below 0; D counts what only
    names the tambon, D_low leaves it out and is never above D.

    Parameters
    ----------
    cells : one row per occupied cell: ``area_code`` (any level, one of the areas), ``surplus``, ``surplus_low``.
    areas : by area_code: ``villages`` (units) and ``agencies`` (distinct in its cells).

    Returns
    -------
    By area_code, in the order of `areas`: ``cells``, ``surplus``, ``fronts``, ``duplication`` and
    ``duplication_low`` (surplus fronts per village), ``duplication_share`` (NaN: no open front),
    ``duplication_state`` (what the zero of an area without a record means).

    Examples
    --------
    >>> cells = pd.DataFrame({"area_code": ["800101", "800101"], "surplus": [1.0, 0.4], "surplus_low": [1.0, 0.0]})
    >>> areas = pd.DataFrame({"villages": [2, 1], "agencies": [3, 0]}, index=["800101", "800102"])
    >>> duplication(cells, areas)[["cells", "surplus", "fronts", "duplication", "duplication_low"]]
            cells  surplus  fronts  duplication  duplication_low
    800101      2      1.4     3.4          0.7              0.5
    800102      0      0.0     0.0          0.0              0.0
    """
    row = areas.index.get_indexer(pd.Index(cells["area_code"]))
    count = np.bincount(row, minlength=len(areas))
    surplus, low = (_total(row, cells[name], len(areas)) for name in ("surplus", "surplus_low"))
    villages = np.maximum(areas["villages"].to_numpy(), 1)
    fronts = count + surplus
    states = [DuplicationState.NO_RECORD.value, DuplicationState.SINGLE_AGENCY.value, DuplicationState.MEASURED.value]
    return pd.DataFrame(
        {
            "cells": count,
            "surplus": surplus,
            "fronts": fronts,
            "duplication": surplus / villages,
            "duplication_low": np.minimum(low, surplus) / villages,
            "duplication_share": np.divide(surplus, fronts, out=np.full(len(areas), np.nan), where=fronts > 0),
            "duplication_state": np.take(states, np.minimum(areas["agencies"].to_numpy(), 2)),
        },
        index=areas.index,
    )


def _total(row: Ints, surplus: pd.Series, areas: int) -> Floats:
    """Sum in tenths: what whole tie levels make is then exact, and falls on the right side of a class."""
    return np.bincount(row, surplus.to_numpy() * FULL, areas) / FULL
