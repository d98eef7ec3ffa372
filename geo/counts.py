"""What areas hold, by number, and the scores made of it. This module asks no longer where the numbers came from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema import SCORE_COLUMNS
from geo.components import Sums
from geo.duplication import duplication
from geo.errors import GeoError
from geo.integration import N_COLUMNS, RULE, X_COLUMNS, IntegrationRule, integration, states
from geo.links import Floats, Ints
from geo.units import LEVELS, PROVINCE, TAMBON, Areas, Listing

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
    """Gather x, n and the provincial rates of areas, by number; those of its tambon for a village."""
    areas = counts.areas
    level = np.minimum(areas.level[area], TAMBON)
    home = areas.within[level, area]
    sums = counts.totals.take(home)
    rates = counts.totals.take(areas.within[PROVINCE, area]).rate
    tallies = [counts.tally(depth) for depth in sorted({*level.tolist()})]
    agencies, initiatives = (  # at other levels than its own an area holds none
        np.sum([tally[name][home] for tally in tallies], axis=0) for name in ("agencies", "initiatives")
    )
    return Could(sums.x, sums.n, rates, agencies, initiatives)


def scores_of(counts: Counts, levels: Sequence[str], *, rule: IntegrationRule = RULE) -> list[pd.DataFrame]:
    """Return the scores of every listed area of levels, a table each, as `geo.scores.score` says."""
    for level in levels:
        if level not in LEVELS:
            msg = f"`level` was {level!r}, must be one of {', '.join(LEVELS)}"
            raise GeoError(msg)
    listing = counts.areas.listing(*map(LEVELS.index, levels))
    held = _held(counts, listing)
    known = {
        "area_code": listing.codes.array,
        **held,
        **_fronts(counts, listing, held),
        **_index(counts, listing, rule),
    }
    columns = dict(enumerate(known[name] for name in SCORE_COLUMNS))
    is_cut = len(levels) > 1  # rows of one block are cut out in no time, of one block for each column they are not
    table = pd.DataFrame(columns, index=pd.RangeIndex(len(listing.area)), copy=is_cut)
    table.columns = _COLUMNS
    return [_cut(table, rows) for rows in listing.parts.values()] if is_cut else [table]


def _cut(table: pd.DataFrame, rows: slice) -> pd.DataFrame:
    found = table.iloc[rows]
    found.index = pd.RangeIndex(len(found))
    return found


def _held(counts: Counts, listing: Listing) -> dict[str, Ints]:
    """Return what each row's own area holds."""
    found = [(counts.tally(level), listing.area[rows]) for level, rows in listing.parts.items()]
    return {name: np.concatenate([tally[name][area] for tally, area in found]) for name in found[0][0]}


def _fronts(counts: Counts, listing: Listing, held: Mapping[str, Ints]) -> dict[str, object]:
    cells, surplus, low = (listing.within @ counts.fronts.T).T
    return {**duplication(cells, surplus, low, held["villages"], held["agencies"])}


def _index(counts: Counts, listing: Listing, rule: IntegrationRule) -> dict[str, object]:
    """Return the index of each row's home, worked out once a home."""
    homes = listing.homes
    could = could_of(counts, homes.keys)
    sums = (part.T.take(homes.place, axis=1) for part in (could.x, could.n))
    parts = zip([*X_COLUMNS, *N_COLUMNS], chain(*sums), strict=True)
    found = integration(*could, rule=rule)
    return {
        **dict(parts),
        "integration": found.value[homes.place],
        "integration_state": states(found.is_published[homes.place]),
        "integration_components": found.components[homes.place],
    }
