"""People who serve several agencies, counted by tambon. This module counts hats and says which counts may be seen.

Only the cells of one fixed table are ever given out: tambon by number of hats, under no filter at all. A cell of
fewer than `FEWEST` people is not given out, nor is any sum that has it: no row or column has a total of its own.
Cells are not merged to rescue them either: two cells that are known to be below 5 each give themselves away by a sum
of 7 or 8. What is given out are thus counts of groups that share nobody, each of 5 people or more: whatever is
subtracted from whatever, no smaller group comes out. One who serves in two tambon is counted in each, by what they
do there.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from geo.units import TAMBON, Areas

FEWEST = 5
"""People of a count that may be seen."""

WORN = ("one", "two", "more")
"""Columns: people with one hat, with two, with three or more."""


def people(hats: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    """Return how many people wear how many hats (distinct agencies) in each tambon: not for showing.

    Parameters
    ----------
    hats : the table ``hats``; several roles in one agency are one hat.
    areas : the ground, from `geo.units.areas_of`.

    Returns
    -------
    By tambon code, sorted, those alone with somebody on record: `WORN`.

    Examples
    --------
    >>> from geo.units import areas_of
    >>> ground = areas_of(pd.DataFrame({"code": ["80010101", "80010102"], "level": np.nan, "parent": np.nan}))
    >>> rows = pd.DataFrame({"person": ["a", "a", "b"], "village_code": ["80010101", "80010102", "80010101"],
    ...     "agency_id": ["A1", "A2", "A1"]})
    >>> people(rows, ground).loc["800101"].to_dict()
    {'one': 1, 'two': 1, 'more': 0}
    """
    at = areas.known.place(hats["village_code"])
    tambon = np.where(at < 0, -1, areas.within[TAMBON, at])
    is_placed = tambon >= 0
    rows = hats.loc[is_placed, ["person", "agency_id"]].assign(tambon=areas.codes[tambon[is_placed]])
    worn = rows.groupby(["tambon", "person"])["agency_id"].nunique().clip(upper=len(WORN))
    flags = pd.DataFrame({name: worn == number for number, name in enumerate(WORN, start=1)})
    return flags.groupby("tambon").sum().rename_axis("area_code").astype("int64")


def released(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts that may be seen; NaN where they may not, which may be anything from 0 to 4.

    Parameters
    ----------
    counts : from `people`.

    Examples
    --------
    >>> seen = released(pd.DataFrame({"one": [5, 4], "two": [0, 9], "more": [12, 0]}, index=["800101", "800102"]))
    >>> seen.loc["800101"].tolist()
    [5.0, nan, 12.0]
    """
    return counts.astype(float).where(counts >= FEWEST)


def settled(states: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return what may be seen after a register went through several states, the earliest first.

    Whoever noted a figure and comes back may subtract. So a figure stays as it was first seen until it would differ
    by `FEWEST` people or more from every figure that its cell ever showed: a difference of two of them is never 1
    to 4. Between those, the nearest that was seen is seen again.

    Parameters
    ----------
    states : what `people` gave of each state.

    Examples
    --------
    >>> counts = pd.DataFrame({"one": [7], "two": [0], "more": [0]}, index=["800101"])
    >>> grown = [counts.assign(one=number) for number in (7, 8, 11, 12, 4, 13)]
    >>> [settled(grown[:end])["one"].tolist() for end in range(1, 7)]
    [[7.0], [7.0], [7.0], [12.0], [nan], [12.0]]
    """
    seen: dict[tuple[str, str], list[float]] = {}
    now = pd.DataFrame(columns=list(WORN), dtype=float)
    for counts in states:
        found = released(counts)
        columns = {
            name: [
                _shown(value, seen.setdefault((tambon, name), []))
                for tambon, value in zip(found.index, found[name].tolist(), strict=True)
            ]
            for name in WORN
        }
        now = pd.DataFrame(columns, index=found.index, dtype=float)
    return now


def _shown(value: float, before: list[float]) -> float:
    """Return the figure that stands for `value`; far from all that were seen `before`, it is one of them from now."""
    if np.isnan(value):
        return value
    nearest = min(before, key=lambda other: abs(other - value), default=None)
    if nearest is not None and abs(nearest - value) < FEWEST:
        return nearest
    before.append(value)
    return value
