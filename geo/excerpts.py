"""Some initiatives out of a world, and others put behind them. This module cuts and joins numbers alone."""

import numpy as np

from geo.footprints import Footprint, in_order
from geo.joins import Initiatives
from geo.links import Bools, Ints
from geo.ties import Ties
from geo.world import World

_KNOWN = ("start", "end", "status_date", "status", "outcome", "direction")


def excerpt(world: World, kept: Ints, is_wanted: Bools) -> World:
    """Keep some initiatives, where they are in some tambon, and the ties between them.

    Parameters
    ----------
    world : all records.
    kept : numbers of initiatives, in the order in which they are numbered anew.
    is_wanted : whether to keep an area, by number; asked of tambon.
    """
    number = np.full(len(world.initiatives) + 1, -1)
    number[kept] = np.arange(len(kept))
    return World(
        world.day,
        world.areas,
        _initiatives(world.initiatives, kept, number),
        world.standing[kept],
        _footprint(world, kept, is_wanted),
        world.themes.take(kept),
        world.agencies.take(kept),
        world.ties.renumbered(number),
    )


def together(one: World, other: World, ties: Ties) -> World:
    """Put the initiatives of another world behind those of one; areas, themes and agencies are those of the other.

    Parameters
    ----------
    one, other : of one day and filter; what has a number in `one` has it in `other`.
    ties : further ties, by the new numbers; those of `other` are left out.
    """
    return World(
        other.day,
        other.areas,
        _both(one.initiatives, other.initiatives),
        np.append(one.standing, other.standing),
        _all_places(one.footprint, other.footprint),
        one.themes.then(other.themes),
        one.agencies.then(other.agencies),
        one.ties.then(ties),
    )


def _initiatives(initiatives: Initiatives, kept: Ints, number: Ints) -> Initiatives:
    renumbered = number[initiatives.number]
    rows = np.flatnonzero(renumbered >= 0)
    known = (getattr(initiatives, name)[kept] for name in _KNOWN)
    return Initiatives(initiatives.ids[rows], renumbered[rows], *known)


def _both(one: Initiatives, other: Initiatives) -> Initiatives:
    known = (np.append(getattr(one, name), getattr(other, name)) for name in _KNOWN)
    return Initiatives(np.append(one.ids, other.ids), np.append(one.number, other.number + len(one)), *known)


def _footprint(world: World, kept: Ints, is_wanted: Bools) -> Footprint:
    units, areas = world.footprint.units, world.areas
    row, at = units.spread(kept)
    unit = units.members[at]
    is_here = is_wanted[areas.tambon[unit]]
    precision = world.footprint.is_imprecise[at[is_here]]
    return in_order(world.footprint.named.take(kept), row[is_here], unit[is_here], precision, areas)


def _all_places(one: Footprint, other: Footprint) -> Footprint:
    return Footprint(
        one.named.then(other.named),
        one.units.then(other.units),
        np.append(one.is_imprecise, other.is_imprecise),
        one.tambons.then(other.tambons),
        np.append(one.tambon_row, other.tambon_row + len(one.tambons.members)),
    )
