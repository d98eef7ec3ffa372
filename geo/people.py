"""Who lives in an area, year by year. This module reads the figures of the register of people."""

import numpy as np
import pandas as pd

from geo.units import TAMBON, Areas

COUNTS = ("population", "households")
"""Indicators that count people; those of parts sum to those of the whole."""


def history(indicators: pd.DataFrame, areas: Areas, area_code: str) -> pd.DataFrame:
    """Return how many people and households an area had in each year on record.

    An area without a figure of its own has the sum of its tambon in the years in which every one of them has one.

    Parameters
    ----------
    indicators : the table ``indicators``.
    areas : the ground, from `geo.units.areas_of`.
    area_code : an area of any level.

    Returns
    -------
    DataFrame by year (CE), rising: ``population`` and ``households``, NaN unknown.

    Examples
    --------
    >>> from geo.units import areas_of
    >>> ground = areas_of(pd.DataFrame({"code": ["8001", "800101", "800102"], "level": np.nan, "parent": np.nan}))
    >>> rows = pd.DataFrame({"area_code": ["800101", "800102", "800101"], "indicator": "population",
    ...     "year": [2020, 2020, 2021], "value": [3.0, 4.0, 5.0]})
    >>> history(rows, ground, "8001")["population"].to_dict()
    {2020: 7.0}
    """
    rows = indicators[indicators["indicator"].isin(COUNTS)]
    own = rows[rows["area_code"] == area_code]
    if own.empty:
        parts = _tambon(areas, area_code)
        inside = rows[rows["area_code"].isin(parts)]
        sums = inside.groupby(["indicator", "year"], as_index=False).agg(
            value=("value", "sum"), size=("area_code", "nunique")
        )
        own = sums[sums["size"] == len(parts)]
    table = own.pivot_table(index="year", columns="indicator", values="value", aggfunc="last")
    table.index = table.index.astype(int)
    return table.reindex(columns=list(COUNTS)).rename_axis(columns=None)


def _tambon(areas: Areas, area_code: str) -> pd.Index:
    """Return the codes of the tambon in an area wider than a tambon; none for any other."""
    number = int(areas.codes.get_indexer(pd.Index([area_code]))[0])
    inside = areas.inside(number) if areas.level[number] < TAMBON else np.array([], int)
    codes: pd.Index = areas.codes[inside[(areas.level[inside] == TAMBON) & areas.is_listed[inside]]]
    return codes
