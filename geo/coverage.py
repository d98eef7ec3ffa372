"""Where an agency says it serves. This module reads stated coverage by area."""

import datetime as dt

import numpy as np
import pandas as pd

from data.schema import Extent, Level
from geo.links import Ints
from geo.units import LEVELS, Areas

_RANK = {Extent.COMPLETE: 2, Extent.PARTIAL: 1}


def covered(coverage: pd.DataFrame, areas: Areas, level: Level, day: dt.date) -> pd.Series:
    """Return the areas of a level that the rows of `coverage` serve on a day.

    Parameters
    ----------
    coverage : rows of the coverage table, of one agency or of several together.
    areas : the ground, from `geo.units.areas_of`.
    level : level to answer in. What is stated of a wider area holds for all areas in it; what is stated of a part
        makes the whole partly served.
    day : the as-of date; a start or end that is blank is open.

    Returns
    -------
    Series by area_code of ``complete`` or ``partial``; a blank extent is taken as partial, the lesser claim.

    Examples
    --------
    >>> from geo.units import areas_of
    >>> ground = areas_of(pd.DataFrame({"code": ["80010101", "800102"], "level": np.nan, "parent": np.nan}))
    >>> rows = pd.DataFrame({"area_code": ["80010101", "8001"], "extent": ["complete", "partial"],
    ...     "start_date": pd.NaT, "end_date": pd.NaT})
    >>> covered(rows, ground, Level.TAMBON, dt.date(2021, 1, 1)).to_dict()
    {'800101': 'partial', '800102': 'partial'}
    """
    live = _live(coverage, day)
    place = areas.codes.get_indexer(pd.Index(live["area_code"]))
    rank = live["extent"].map(_RANK).fillna(_RANK[Extent.PARTIAL]).to_numpy()[place >= 0]
    best = _best(place[place >= 0], rank.astype(int), areas, LEVELS.index(level))
    found = np.flatnonzero(best)
    words = np.array(["", str(Extent.PARTIAL), str(Extent.COMPLETE)], dtype=object)
    return pd.Series(words[best[found]], index=pd.Index(areas.codes[found], name="area_code"))


def serving(coverage: pd.DataFrame, areas: Areas, area_code: str, day: dt.date) -> pd.DataFrame:
    """Return the rows of `coverage` that speak of an area on a day: of itself, of one around it, of one within it.

    Examples
    --------
    >>> from geo.units import areas_of
    >>> ground = areas_of(pd.DataFrame({"code": ["80010101", "800102"], "level": np.nan, "parent": np.nan}))
    >>> rows = pd.DataFrame({"area_code": ["80010101", "8001", "800102"], "start_date": pd.NaT, "end_date": pd.NaT})
    >>> serving(rows, ground, "800101", dt.date(2021, 1, 1))["area_code"].tolist()
    ['80010101', '8001']
    """
    live = _live(coverage, day)
    place = areas.codes.get_indexer(pd.Index(live["area_code"]))
    own = int(areas.codes.get_indexer(pd.Index([area_code]))[0])
    is_near = np.isin(place, areas.within[:, own]) | np.isin(place, areas.inside(own))
    return live[(place >= 0) & is_near]


def _live(coverage: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Return the rows that hold on a day; a start or end that is blank is open."""
    on_day = pd.Timestamp(day)
    return coverage[~(coverage["start_date"] > on_day) & ~(coverage["end_date"] < on_day)]


def _best(place: Ints, rank: Ints, areas: Areas, wanted: int) -> Ints:
    """Return by area number the best claim on an area: what is stated of it, around it or of a part of it."""
    stated = np.zeros(len(areas.codes), np.int64)
    np.maximum.at(stated, place, rank)
    best = np.zeros(len(areas.codes), np.int64)
    above = areas.within[wanted, place[areas.level[place] > wanted]]
    best[above[above >= 0]] = _RANK[Extent.PARTIAL]
    own = np.flatnonzero(areas.level == wanted)
    for level in range(wanted + 1):
        around = areas.within[level, own]
        best[own] = np.maximum(best[own], np.where(around >= 0, stated[around], 0))
    return best
