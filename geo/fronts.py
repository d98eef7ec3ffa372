"""Fronts that say the same of several villages. This module puts them together, so that they are read once."""

import pandas as pd

from data.schema import SEPARATOR

ALIKE = ["tambon", "theme", "m", "surplus", "agencies", "initiatives"]
"""What fronts have in common that are read as one."""


def alike(fronts: pd.DataFrame, tambon: pd.Series) -> pd.DataFrame:
    """Put together the fronts of villages of one tambon with the same theme, agencies, work and surplus.

    Parameters
    ----------
    fronts : from `geo.evidence.fronts`.
    tambon : tambon code by unit code.

    Returns
    -------
    The columns of `ALIKE`, and ``area_codes`` (units joined by ``;``), ``units`` (how many) and ``total`` (surplus of
    all of them together), the largest total first; ``surplus`` is that of each.

    Examples
    --------
    >>> fronts = pd.DataFrame({"area_code": ["v1", "v2"], "theme": "T1", "m": 2, "surplus": 1.0, "agencies": "A;B",
    ...     "initiatives": "I1;I2"})
    >>> alike(fronts, pd.Series("t", index=["v1", "v2"]))[["area_codes", "units", "total"]].to_numpy().tolist()
    [['v1;v2', 2, 2.0]]
    """
    placed = fronts.assign(tambon=fronts["area_code"].map(tambon))
    grouped = placed.groupby(ALIKE, sort=False)["area_code"]
    table = grouped.agg(area_codes=SEPARATOR.join, units="size").reset_index()
    total = table["surplus"] * table["units"]
    order = ["total", "surplus", "tambon", "theme", "area_codes"]
    ascending = [False, False, True, True, True]
    return table.assign(total=total).sort_values(order, ascending=ascending, ignore_index=True)
