"""Where an agency says it serves. This module reads stated coverage by area."""

import datetime as dt
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema import SEPARATOR, Extent, Level
from geo.links import Bools, Ints, Links, runs
from geo.units import LEVELS, Areas

_RANK = {Extent.PARTIAL: 1, Extent.COMPLETE: 2}
_WORDS = np.array(["", *map(str, _RANK)], dtype=object)


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
    found = _claims(live, np.zeros(len(live), np.int64), areas, LEVELS.index(level))
    return pd.Series(_WORDS[found.rank], index=pd.Index(areas.codes[found.area], name="area_code"))


def stated(
    coverage: pd.DataFrame, functions: "pd.Series[str]", areas: Areas, level: Level, day: dt.date
) -> pd.DataFrame:
    """Return where every agency says it serves on a day, and on what.

    Parameters
    ----------
    coverage, areas, level, day : as of `covered`, of all agencies.
    functions : by agency_id, the theme codes that are its own work, joined by ``;``.

    Returns
    -------
    One row per ``agency_id``, ``area_code`` and ``theme``, with ``extent``. A statement that names no theme stands
    for the agency's functions; where it has none on record either, ``theme`` is NaN: it does not say on what.

    Examples
    --------
    >>> from geo.units import areas_of
    >>> ground = areas_of(pd.DataFrame({"code": ["800101", "800102"], "level": np.nan, "parent": np.nan}))
    >>> rows = pd.DataFrame({"agency_id": ["A1", "A2"], "area_code": ["8001", "800102"], "theme": np.nan,
    ...     "extent": "complete", "start_date": pd.NaT, "end_date": pd.NaT})
    >>> own = pd.Series({"A1": "T1", "A2": np.nan})
    >>> stated(rows, own, ground, Level.TAMBON, dt.date(2021, 1, 1)).fillna("").to_numpy().tolist()
    [['A1', '800101', 'T1', 'complete'], ['A1', '800102', 'T1', 'complete'], ['A2', '800102', '', 'complete']]
    """
    live = _live(coverage, day)
    theme = live["theme"].astype("str").fillna(live["agency_id"].map(functions).astype("str"))
    said = live.assign(theme=theme.str.split(SEPARATOR)).explode("theme").astype({"theme": "str"})
    keys = said[["agency_id", "theme"]].drop_duplicates(ignore_index=True)
    owner: Ints = said.groupby(["agency_id", "theme"], sort=False, dropna=False).ngroup().to_numpy().astype(np.int64)
    found = _claims(said, owner, areas, LEVELS.index(level))
    table = keys.iloc[found.owner].assign(area_code=areas.codes[found.area], extent=_WORDS[found.rank])
    order = ["agency_id", "area_code", "theme"]
    return table[[*order, "extent"]].astype("str").sort_values(order, ignore_index=True)


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


class Claims(NamedTuple):
    """Who claims which area, and the best that is claimed of it; owner by owner, area by area."""

    owner: Ints
    area: Ints
    rank: Ints


def _claims(rows: pd.DataFrame, owner: Ints, areas: Areas, wanted: int) -> Claims:
    """Carry each row's claim to the areas of the level `wanted`: those within what it names, or the one around it."""
    place = areas.codes.get_indexer(pd.Index(rows["area_code"]))
    rank: Ints = rows["extent"].map(_RANK).fillna(_RANK[Extent.PARTIAL]).to_numpy().astype(np.int64)
    own = np.flatnonzero(areas.level == wanted)
    parts = []
    for level in range(len(LEVELS)):
        at: Bools = (place >= 0) & (areas.level[place] == level)
        row, area = _within(place[at], own, areas, level) if level <= wanted else _around(place[at], areas, wanted)
        claimed: Ints = rank[at][row] if level <= wanted else np.full(len(row), _RANK[Extent.PARTIAL], np.int64)
        parts.append((owner[at][row], area, claimed))
    who, area, claimed = (np.concatenate(part) for part in zip(*parts, strict=True))
    order = np.lexsort((-claimed, area, who))
    who, area, claimed = who[order], area[order], claimed[order]
    is_best = runs(who, area) if len(who) else np.zeros(0, bool)
    return Claims(who[is_best], area[is_best], claimed[is_best])


def _within(place: Ints, own: Ints, areas: Areas, level: int) -> tuple[Ints, Ints]:
    """Return (row, area): each place once per area of `own` in it."""
    around = areas.within[level, own]
    inside = Links.of(around[around >= 0], own[around >= 0], owners=len(areas.codes), bound=len(areas.codes))
    row, at = inside.spread(place)
    return row, inside.members[at]


def _around(place: Ints, areas: Areas, wanted: int) -> tuple[Ints, Ints]:
    """Return (row, area): the area of a level around each place that lies in one."""
    area = areas.within[wanted, place]
    return np.flatnonzero(area >= 0), area[area >= 0]
