"""What areas hold, by number, and the scores made of it. This module asks no longer where the numbers came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema import SCORE_COLUMNS
from geo.components import Sums
from geo.duplication import duplication
from geo.errors import GeoError
from geo.integration import N_COLUMNS, RULE, X_COLUMNS, IntegrationRule, integration
from geo.links import Floats, Ints, place
from geo.units import LEVELS, PROVINCE, TAMBON, Areas


@dataclass(frozen=True)
class Counts:
    """What areas hold.

    Attributes
    ----------
    areas : the ground.
    fronts : of every unit, in a row each: occupied cells, and in tenths the sum of S and of S without imprecise
        footprints.
    sums : x and n of the components by tambon.
    tallies : by the place of their level in `LEVELS`, what `geo.tallies.tallies` counts.
    """

    areas: Areas
    fronts: Floats
    sums: Sums
    tallies: Sequence[Mapping[str, Ints]]

    @cached_property
    def wide(self) -> tuple[Sums, ...]:
        """The sums of the components by province, amphoe and tambon."""
        return tuple(self.sums.by(self.areas.within[level]) for level in range(TAMBON + 1))


class Could(NamedTuple):
    """What the integration index of areas is made of.

    Attributes
    ----------
    x, n : one row per area, one column per component.
    rates : the province's rate of each component, NaN where nobody could.
    agencies, initiatives : of each area.
    """

    x: Floats
    n: Ints
    rates: Floats
    agencies: Ints
    initiatives: Ints


def could_of(counts: Counts, area: Ints) -> Could:
    """Gather x, n and the provincial rates of areas of one level, by number; those of its tambon for a village."""
    level = min(int(counts.areas.level[area].max(initial=0)), TAMBON)
    home, province = counts.areas.within[[level, PROVINCE]][:, area]
    sums, tally = counts.wide[level], counts.tallies[level]
    rates = counts.wide[PROVINCE].rate[province]
    return Could(sums.x[home], sums.n[home], rates, tally["agencies"][home], tally["initiatives"][home])


def scores_of(counts: Counts, level: str, *, rule: IntegrationRule = RULE) -> pd.DataFrame:
    """Return the scores of every listed area of a level, as `geo.scores.score` says, of what the areas hold."""
    if level not in LEVELS:
        msg = f"`level` was {level!r}, must be one of {', '.join(LEVELS)}"
        raise GeoError(msg)
    depth = LEVELS.index(level)
    listed = counts.areas.listed(depth)
    held = {name: values[listed] for name, values in counts.tallies[depth].items()}
    known = {"area_code": counts.areas.codes[listed]} | held | _fronts(counts, depth, listed, held)
    known = _index(counts, depth, listed, rule) | known  # of a village, what it holds itself
    return pd.DataFrame({name: known[name] for name in SCORE_COLUMNS}, copy=False)


def _fronts(counts: Counts, depth: int, listed: Ints, held: Mapping[str, Ints]) -> dict[str, object]:
    row = np.full(len(counts.areas.codes) + 1, -1)
    row[listed] = np.arange(len(listed))
    at = row[counts.areas.unit_area(depth)]
    is_here = at >= 0
    sums = (np.bincount(at[is_here], part[is_here], len(listed)) for part in counts.fronts)
    cells, surplus, low = (part.astype(np.float64) for part in sums)
    return {**duplication(cells, surplus, low, held["villages"], held["agencies"])}


def _index(counts: Counts, depth: int, listed: Ints, rule: IntegrationRule) -> dict[str, object]:
    """Return the index with its parts, worked out once for all villages of a tambon."""
    homes = place(counts.areas.within[min(depth, TAMBON), listed], len(counts.areas.codes))
    could = could_of(counts, homes.keys)
    parts = zip([*X_COLUMNS, *N_COLUMNS], [*could.x.T, *could.n.T], strict=True)
    found = dict(parts) | integration(*could, rule=rule)
    return {name: values[homes.place] for name, values in found.items()}
