"""One area's numbers taken apart, so that they can be done again on paper. This module picks the examples."""

import numpy as np
import pandas as pd

from geo.advice import advice
from geo.evidence import area_number
from geo.integration import COMPONENTS
from geo.scores import Evaluation
from geo.units import PROVINCE

_FRONT = ["area_code", "theme"]


def example_area(scores: pd.DataFrame) -> str:
    """Return the area with the largest surplus, of equals the one with most fronts; blank where nothing is open.

    Examples
    --------
    >>> scores = pd.DataFrame({"surplus": [1.0, 1.0], "fronts": [2.0, 3.0]}, index=["800101", "800102"])
    >>> example_area(scores), example_area(scores.head(0))
    ('800102', '')
    """
    at_work = scores[scores["fronts"] > 0]
    ordered = at_work.sort_values(["surplus", "fronts"], ascending=False, kind="stable")
    return str(ordered.index[0]) if len(ordered) else ""


def example_fronts(evaluation: Evaluation, fronts: pd.DataFrame) -> pd.DataFrame:
    """Return the front of an area that shows most, and one from elsewhere where that shows more of how ties count.

    Shown first is what ties of some level lower in part, then what is partly coordinated by shared work, then what
    is wholly coordinated, then what repeats.

    Parameters
    ----------
    evaluation : from `geo.scores.evaluate`.
    fronts : those of the area, from `geo.evidence.fronts`.

    Returns
    -------
    One or two rows, none where nothing is open: ``area_code``, ``theme``, ``m``, ``surplus``, ``surplus_low``,
    ``tied`` (W = (m - 1) - S) and ``is_here`` (in the area).
    """
    everywhere = evaluation.cells.rename(columns={"agencies": "m"}).astype(dict.fromkeys(_FRONT, "str"))
    tables = _telling(fronts).head(1).assign(is_here=True), _telling(everywhere).head(1).assign(is_here=False)
    both = pd.concat(tables, ignore_index=True)
    most = both.loc[both["is_here"], "shows"].max() if len(fronts) else 0
    return both[both["is_here"] | (both["shows"] > most)].drop(columns="shows")


def _telling(fronts: pd.DataFrame) -> pd.DataFrame:
    """Return fronts, the most telling first, with the weight W of their trees."""
    tied = (fronts["m"] - 1 - fronts["surplus"]).round(9)
    table = fronts[[*_FRONT, "m", "surplus", "surplus_low"]].assign(tied=tied)
    is_tied, is_whole = tied > 0, tied == tied.round()
    table = table.assign(shows=np.select([~is_tied, is_whole & (table["surplus"] <= 0), is_whole], [0, 1, 2], 3))
    by = ["shows", "tied", "surplus", *_FRONT]
    return table.sort_values(by, ascending=[False, False, False, True, True], ignore_index=True)


def component_parts(evaluation: Evaluation, area_code: str) -> pd.DataFrame:
    """Return the components of an area (its tambon, for a village) with the sums that the province's rates are of.

    Returns
    -------
    By component 1 to 6: ``x``, ``n``, ``rate``, ``p`` and ``is_measured`` of `geo.advice.Advice`, ``province_x``
    and ``province_n`` (their quotient is the rate).

    Raises
    ------
    GeoError
        If there is no such area.
    """
    bars = advice(evaluation, area_code).bars
    province = evaluation.world.areas.within[PROVINCE, area_number(evaluation, area_code)]
    sums = evaluation.counts.totals.take(province)
    parts = pd.DataFrame({"province_x": sums.x, "province_n": sums.n}, index=list(COMPONENTS))
    return bars[["x", "n", "rate", "p", "is_measured"]].join(parts)
