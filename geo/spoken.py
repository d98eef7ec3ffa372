"""What is stated of themes and areas against what is done. This module counts both, theme by theme, area by area."""

import numpy as np
import pandas as pd

from geo.scores import Evaluation
from geo.stances import Stance
from geo.units import LEVELS, TAMBON

_PAIR = ["agency_id", "area_code"]
THEME_COUNTS = ["stated", "worked", "both", "only_stated", "only_worked"]
AREA_COUNTS = ["stating", "working", "both"]


def speaking(theme: str, parents: "pd.Series[str]") -> list[str]:
    """Return the codes by which a statement speaks of a theme: itself, those within it, the one it stands within.

    Parameters
    ----------
    theme : code asked about.
    parents : by theme code, the theme it stands within; NaN none.

    Examples
    --------
    >>> parents = pd.Series({"W": None, "W1": "W", "W2": "W"})
    >>> speaking("W1", parents), speaking("W", parents)
    (['W1', 'W'], ['W', 'W1', 'W2'])
    """
    own = parents.get(theme)
    return [theme, *parents.index[parents == theme], *([own] if isinstance(own, str) else [])]


def by_theme(said: pd.DataFrame, work: pd.DataFrame, parents: "pd.Series[str]") -> pd.DataFrame:
    """Count for every theme the areas in which it is stated, and those with open work on it.

    Parameters
    ----------
    said : from `geo.coverage.stated`, of the agencies asked about; what is stated without a theme is in no row.
    work : from `geo.stances.working`, of the same agencies and level; what states no theme is in no row.
    parents : as of `speaking`. A statement of a group of themes stands for each theme in it.

    Returns
    -------
    By theme: ``stated``, ``worked``, ``both``, ``only_stated``, ``only_worked``, in areas. Those with most areas
    with work first, then those stated in most.

    Examples
    --------
    >>> said = pd.DataFrame({"area_code": ["1", "2", "3"], "theme": ["W", "W1", None]})
    >>> work = pd.DataFrame({"area_code": ["2", "4"], "theme": ["W1", "W1"]})
    >>> by_theme(said, work, pd.Series({"W": None, "W1": "W", "W2": "W"})).to_numpy().tolist()
    [[2, 2, 1, 1, 1], [1, 0, 0, 1, 0]]
    """
    leaves = parents.index[~parents.index.isin(parents.dropna())]
    done = work[["theme", "area_code"]].dropna().drop_duplicates()
    themes = pd.Index([*leaves, *done["theme"]]).unique()
    meant: dict[str, list[str]] = {}
    for theme in themes:
        for code in speaking(theme, parents):
            meant.setdefault(code, []).append(theme)
    claims = said[["theme", "area_code"]].dropna()
    claims = claims.assign(theme=claims["theme"].map(meant)).explode("theme").dropna()
    parts = [claims.assign(stated=True, worked=False), done.assign(stated=False, worked=True)]
    pairs = pd.concat(parts).groupby(["theme", "area_code"])[["stated", "worked"]].any()
    is_stated, is_worked = pairs["stated"], pairs["worked"]
    pairs = pairs.assign(
        both=is_stated & is_worked, only_stated=is_stated & ~is_worked, only_worked=is_worked & ~is_stated
    )
    counts = pairs.groupby("theme")[THEME_COUNTS].sum()
    return counts.sort_values(["worked", "stated"], ascending=False, kind="stable")


def by_area(table: pd.DataFrame) -> pd.DataFrame:
    """Count for every area the agencies that state to serve it, those with open work there, and those with both.

    Parameters
    ----------
    table : from `geo.stances.stances`.

    Returns
    -------
    By area_code: ``stating``, ``working``, ``both`` (agencies), and ``share``, both of stating; NaN: none states.

    Examples
    --------
    >>> table = pd.DataFrame({"area_code": ["1", "1", "2"], "stance": ["both", "stated", "working"]})
    >>> by_area(table).fillna(-1).to_numpy().tolist()
    [[2.0, 1.0, 1.0, 0.5], [0.0, 1.0, 0.0, -1.0]]
    """
    stance = table["stance"]
    flags = {
        "stating": stance != Stance.WORKING,
        "working": stance != Stance.STATED,
        "both": stance == Stance.BOTH,
    }
    counts = table[["area_code"]].assign(**flags).groupby("area_code")[AREA_COUNTS].sum()
    return counts.assign(share=counts["both"] / counts["stating"].where(counts["stating"] > 0))


def with_villages(table: pd.DataFrame, evaluation: Evaluation, level: str) -> pd.DataFrame:
    """Add to `table` (from `geo.stances.stances`, of the level) in how many ``villages`` the open work there is.

    Work that names a tambon alone is in all its villages; a tambon without villages counts as one.
    """
    world = evaluation.world
    active = np.flatnonzero(world.is_active & world.themes.is_in_scope)
    row, at = world.agencies.acting.spread(active)
    agency, owner = world.agencies.acting.members[at], active[row]
    row, at = world.footprint.units.spread(owner)
    unit = world.footprint.units.members[at]
    area = world.areas.unit_area(min(LEVELS.index(level), TAMBON))[unit]
    pairs = pd.DataFrame({"agency": agency[row], "area": area, "unit": unit})[area >= 0].drop_duplicates()
    counts = pairs.groupby(["agency", "area"]).size()
    agencies, areas = (counts.index.get_level_values(at) for at in range(len(_PAIR)))
    counts.index = pd.MultiIndex.from_arrays([world.agencies.ids[agencies], world.areas.codes[areas]], names=_PAIR)
    found = counts.reindex(pd.MultiIndex.from_frame(table[_PAIR]), fill_value=0)
    return table.assign(villages=found.to_numpy())
