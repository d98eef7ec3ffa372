"""Where an agency says it serves. This module reads stated coverage by area."""

import datetime as dt

import numpy as np
import pandas as pd

from data.schema import Extent, Level
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
    wanted = LEVELS.index(level)
    found = pd.concat([_upward(place[place >= 0], areas, wanted), _within(place[place >= 0], rank, areas, wanted)])
    best = found.groupby("area")["rank"].max().sort_index()
    words = {value: str(key) for key, value in _RANK.items()}
    return best.map(words).set_axis(pd.Index(areas.codes[best.index], name="area_code"))


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


def _upward(place: np.ndarray, areas: Areas, wanted: int) -> pd.DataFrame:
    """Areas of the level that a narrower area is stated in: partly served."""
    narrow = place[areas.level[place] > wanted]
    area = areas.within[wanted, narrow]
    return pd.DataFrame({"area": area[area >= 0], "rank": _RANK[Extent.PARTIAL]})


def _within(place: np.ndarray, rank: np.ndarray, areas: Areas, wanted: int) -> pd.DataFrame:
    """Areas of the level that are, or lie in, a stated area: served as stated."""
    stated = pd.DataFrame({"at": place, "rank": rank, "level": areas.level[place]})
    own = np.flatnonzero(areas.level == wanted)
    parts = []
    for level in range(wanted + 1):
        ground = pd.DataFrame({"area": own, "at": areas.within[level, own]})
        parts.append(ground.merge(stated[stated["level"] == level], on="at")[["area", "rank"]])
    return pd.concat(parts)
