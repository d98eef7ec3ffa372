"""Areas, what they lie within, and the units of a tambon. This module is the ground that footprints stand on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from data.schema import Level
from geo.keys import Known
from geo.links import Bools, Distinct, Ints, Links, place

LEVELS = tuple(Level)
PROVINCE, AMPHOE, TAMBON, VILLAGE = range(len(LEVELS))
_DIGITS_PER_LEVEL = 2


@dataclass(frozen=True)
class Areas:
    """Every area by its position in the order of codes.

    Attributes
    ----------
    codes : code of each area, sorted; an official code brings its ancestors along.
    is_listed : whether the area has a row of its own.
    level : place of its level in `LEVELS`, -1 unknown.
    within : ``within[level, area]`` is the area of that level it lies in (itself at its own), -1 none; a village
        of no tambon is its own.
    units : area of each unit (village, or tambon without villages), tambon by tambon.
    unit : unit number of each area, -1 for one that is no unit.
    tambon : tambon of each unit.
    """

    codes: pd.Index
    is_listed: Bools
    level: Ints
    within: Ints
    units: Ints
    unit: Ints
    tambon: Ints

    @cached_property
    def known(self) -> Known:
        """The codes, to find others among."""
        return Known(self.codes)

    @cached_property
    def units_of_tambon(self) -> Links:
        """Area to the units it has as a tambon."""
        return Links.of_sorted(self.tambon, np.arange(len(self.units)), len(self.codes))

    @cached_property
    def villages(self) -> "tuple[Ints, ...]":
        """By level, how many units each area has."""
        return tuple(self.counted(self.unit_area(level)) for level in range(len(LEVELS)))

    def counted(self, area: Ints) -> Ints:
        """Count how often each area is named; -1 is none."""
        return np.bincount(area[area >= 0], minlength=len(self.codes))

    def unit_area(self, level: int) -> Ints:
        """Return for each unit the area of `level` that it counts in, -1 none; a unit is its own village."""
        return self.units if level == VILLAGE else self.within[level, self.units]

    def inside(self, area: int) -> Ints:
        """Return the areas that lie in one, itself among them."""
        return np.flatnonzero(self.within[self.level[area]] == area)

    @cached_property
    def listing(self) -> "Callable[..., Listing]":
        """From places in `LEVELS` to the areas that have a row there; a town tambon is among the villages too."""
        return cache(self._listing)

    def _listing(self, *levels: int) -> "Listing":
        lists = [self._listed(level) for level in levels]
        area, first = np.concatenate(lists), np.cumsum([0, *map(len, lists)]).tolist()
        parts = {level: slice(*ends) for level, ends in zip(levels, pairwise(first), strict=True)}
        homes = np.concatenate([self.within[min(level, TAMBON), area[part]] for level, part in parts.items()])
        rows = []
        for level, part in parts.items():
            row = np.full(len(self.codes) + 1, -1)
            row[area[part]] = np.arange(part.start, part.stop)
            rows.append(row[self.unit_area(level)])
        row, unit = np.concatenate(rows), np.tile(np.arange(len(self.units)), len(levels))
        is_here = row >= 0
        ones = np.ones(is_here.sum())
        within = sparse.csr_array((ones, (row[is_here], unit[is_here])), shape=(len(area), len(self.units)))
        return Listing(self.codes[area], area, parts, within, place(homes, len(self.codes)))

    def _listed(self, level: int) -> Ints:
        is_wanted = self.unit >= 0 if level == VILLAGE else self.level == level
        return np.flatnonzero(is_wanted & self.is_listed)


class Listing(NamedTuple):
    """The areas that have a row at some levels, level by level and by code.

    Attributes
    ----------
    codes, area : of each row.
    parts : the rows of each level.
    within : row × unit, 1 where the unit counts in the row.
    homes : the areas whose index the rows show, a village its tambon's.
    """

    codes: pd.Index
    area: Ints
    parts: Mapping[int, slice]
    within: sparse.csr_array
    homes: Distinct


def areas_of(frame: pd.DataFrame) -> Areas:
    """Give each area of a frame a number and find what each lies within.

    Parameters
    ----------
    frame : columns ``code``, ``level``, ``parent``; official Thai codes (2, 4, 6 or 8 digits) need only the first.

    Examples
    --------
    >>> areas = areas_of(pd.DataFrame({"code": ["80010101", "800102"], "level": np.nan, "parent": np.nan}))
    >>> list(areas.codes)
    ['80', '8001', '800101', '80010101', '800102']
    >>> list(areas.codes[areas.units])
    ['80010101', '800102']
    """
    table = _with_ancestors(frame[["code", "level", "parent"]].astype("str"))
    codes = pd.Index(table["code"], name="area_code")
    level = pd.Index(LEVELS, dtype="str").get_indexer(pd.Index(table["level"]))
    within = _within(level, codes.get_indexer(pd.Index(table["parent"])))
    villages = np.flatnonzero(level == VILLAGE)
    homeless = villages[within[TAMBON, villages] < 0]
    within[TAMBON, homeless] = homeless
    tambon = within[TAMBON]
    town = np.setdiff1d(np.flatnonzero(level == TAMBON), tambon[villages])
    units = np.sort(np.concatenate([villages, town]))
    units = units[np.argsort(tambon[units], kind="stable")]
    unit = np.full(len(codes), -1)
    unit[units] = np.arange(len(units))
    return Areas(codes, table["is_listed"].to_numpy(bool), level, within, units, unit, tambon[units])


def _with_ancestors(frame: pd.DataFrame) -> pd.DataFrame:
    """Fill in what official codes say by themselves, add the ancestors they imply, and sort by code."""
    by_length = {_DIGITS_PER_LEVEL * (place + 1): str(level) for place, level in enumerate(LEVELS)}
    code = frame["code"]
    level, parent = code.str.len().map(by_length).astype("str"), code.str[:-_DIGITS_PER_LEVEL]
    is_official = (
        code.str.fullmatch("[0-9]+").astype(bool)
        & level.notna()
        & (frame["level"].isna() | (frame["level"] == level))
        & (frame["parent"].isna() | (frame["parent"] == parent))
    )
    table = frame.assign(
        level=level.where(is_official, frame["level"]), parent=parent.where(is_official, frame["parent"])
    )
    official = code[is_official]
    prefixes = pd.concat([official[official.str.len() > length].str[:length] for length in by_length])
    implied = pd.DataFrame({"code": pd.Index(prefixes.unique(), dtype="str").difference(pd.Index(code))})
    implied["level"] = implied["code"].str.len().map(by_length).astype("str")
    implied["parent"] = implied["code"].str[:-_DIGITS_PER_LEVEL]
    both = pd.concat([table.assign(is_listed=True), implied.assign(is_listed=False)], ignore_index=True)
    return both.sort_values("code", ignore_index=True)


def _within(level: Ints, parent: Ints) -> Ints:
    """Climb from every area to its ancestors, one step at a time."""
    within = np.full((len(LEVELS), len(level)), -1)
    below, above = np.arange(len(level)), np.arange(len(level))
    for _ in LEVELS:
        is_known = level[above] >= 0
        within[level[above[is_known]], below[is_known]] = above[is_known]
        above = parent[above]
        below, above = below[above >= 0], above[above >= 0]
    return within
