"""Where initiatives are. This module turns the area codes they name into units and tambon."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.joins import Initiatives
from geo.keys import split_codes
from geo.links import Bools, Ints, Links, runs, sorted_keys
from geo.units import TAMBON, Areas


@dataclass(frozen=True)
class Footprint:
    """Where initiatives are.

    Attributes
    ----------
    named : initiative to every area it names.
    units : initiative to unit; `is_imprecise` says, unit by unit, that only the tambon was named.
    tambons : initiative to tambon (its area); `tambon_row` says of every unit which of these rows it falls in.
    """

    named: Links
    units: Links
    is_imprecise: Bools
    tambons: Links
    tambon_row: Ints


def footprint_of(column: pd.Series, initiatives: Initiatives, areas: Areas) -> Footprint:
    """Find the units of each initiative: a village is itself, a tambon all its units, wider areas none.

    Parameters
    ----------
    column : the area codes that each record names, joined by ``;``; an unknown code says nothing.
    initiatives : records joined.
    areas : all areas.
    """
    split = split_codes(column)
    area = areas.known.place(split.codes)[split.at]
    owner = initiatives.number[split.row[area >= 0]]
    named = Links.of(owner, area[area >= 0], owners=len(initiatives), bound=len(areas.codes))
    exact = areas.unit[named.members]
    is_exact = exact >= 0
    is_wide = ~is_exact & (areas.level[named.members] == TAMBON)
    at, spread = areas.units_of_tambon.spread(named.members[is_wide])
    owner = np.concatenate([named.owner[is_exact], named.owner[is_wide][at]])
    unit = np.concatenate([exact[is_exact], spread])
    is_imprecise = np.repeat([False, True], [is_exact.sum(), len(spread)])
    units = len(areas.units)
    keys = sorted_keys((owner * units + unit) * 2 + is_imprecise)
    keys = keys[runs(keys >> 1)]  # one that is named by its own code too is precise
    return in_order(named, *np.divmod(keys >> 1, max(units, 1)), (keys & 1).astype(bool), areas)


def in_order(named: Links, owner: Ints, unit: Ints, is_imprecise: Bools, areas: Areas) -> Footprint:
    """Find the tambon of units that are in order, each once."""
    count = len(named.counts)
    tambon = areas.tambon[unit]
    is_first = runs(owner, tambon)
    return Footprint(
        named,
        Links.of_sorted(owner, unit, count),
        is_imprecise,
        Links.of_sorted(owner[is_first], tambon[is_first], count),
        np.cumsum(is_first) - 1,
    )
