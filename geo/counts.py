"""What areas hold, by number, and the scores made of it. This module asks no longer where the numbers came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from data.schema import SCORE_COLUMNS
from geo.components import Sums
from geo.duplication import duplication
from geo.errors import GeoError
from geo.integration import N_COLUMNS, RULE, X_COLUMNS, IntegrationRule, integration
from geo.links import Floats, Ints
from geo.units import LEVELS, PROVINCE, TAMBON, VILLAGE, Areas, Listing

_COLUMNS = pd.Index(SCORE_COLUMNS, dtype="str")  # made once: it takes half as long as a frame


@dataclass(frozen=True)
class Counts:
    """What areas hold.

    Attributes
    ----------
    areas : the ground.
    fronts : of every unit, in a row each: occupied cells, and in tenths the sum of S and of S without imprecise
        footprints.
    totals : x and n of the components of every area: of a wider one what its tambon add up to.
    tally : from the place of a level in `LEVELS` to what `geo.tallies.tallies` counts there.
    """

    areas: Areas
    fronts: Floats
    totals: Sums
    tally: Callable[[int], Mapping[str, Ints]]


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
    home, province = counts.areas.within[level, area], counts.areas.within[PROVINCE, area]
    sums, tally = counts.totals.take(home), counts.tally(level)
    rates = counts.totals.take(province).rate
    return Could(sums.x, sums.n, rates, tally["agencies"][home], tally["initiatives"][home])


def scores_of(counts: Counts, level: str, *, rule: IntegrationRule = RULE) -> pd.DataFrame:
    """Return the scores of every listed area of a level, as `geo.scores.score` says, of what the areas hold."""
    if level not in LEVELS:
        msg = f"`level` was {level!r}, must be one of {', '.join(LEVELS)}"
        raise GeoError(msg)
    depth = LEVELS.index(level)
    listing = counts.areas.listings[depth]
    held = {name: values[listing.area] for name, values in counts.tally(depth).items()}
    own = {"area_code": listing.codes} | held | _fronts(counts, listing, held)
    index = _index(counts, listing.homes.keys, rule)
    if depth == VILLAGE:
        index = {name: values[listing.homes.place] for name, values in index.items()}
    known = index | own  # of a village, what it holds itself
    columns = dict(enumerate(known[name] for name in SCORE_COLUMNS))
    frame = pd.DataFrame(columns, index=pd.RangeIndex(len(listing.area)), copy=False)
    frame.columns = _COLUMNS
    return frame


def _fronts(counts: Counts, listing: Listing, held: Mapping[str, Ints]) -> dict[str, object]:
    is_here = listing.row >= 0
    row = listing.row[is_here]
    sums = (np.bincount(row, part[is_here], len(listing.area)) for part in counts.fronts)
    cells, surplus, low = (part.astype(np.float64) for part in sums)
    return {**duplication(cells, surplus, low, held["villages"], held["agencies"])}


def _index(counts: Counts, area: Ints, rule: IntegrationRule) -> dict[str, Ints | Floats | ExtensionArray]:
    could = could_of(counts, area)
    parts = zip([*X_COLUMNS, *N_COLUMNS], [*could.x.T, *could.n.T], strict=True)
    return dict(parts) | integration(*could, rule=rule)
