"""Some initiatives out of a world, and others put behind them. This module cuts and joins numbers alone."""

from dataclasses import replace

import numpy as np

from geo.footprints import Footprint, in_order
from geo.joins import Initiatives
from geo.links import Bools, Ints
from geo.roster import Agencies
from geo.subjects import Themes
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
    themes, agencies = world.themes, world.agencies
    return replace(
        world,
        initiatives=_initiatives(world.initiatives, kept, number),
        standing=world.standing[kept],
        footprint=_footprint(world, kept, is_wanted),
        themes=replace(
            themes,
            links=themes.links.take(kept),
            has_any=themes.has_any[kept],
            is_in_scope=themes.is_in_scope[kept],
        ),
        agencies=replace(
            agencies,
            acting=agencies.acting.take(kept),
            hosts=agencies.hosts.take(kept),
            has_any=agencies.has_any[kept],
        ),
        ties=world.ties.renumbered(number),
    )


def together(one: World, other: World, ties: Ties) -> World:
    """Put the initiatives of another world behind those of one; areas, themes and agencies are those of the other.

    Parameters
    ----------
    one, other : of one day and filter; what has a number in `one` has it in `other`.
    ties : further ties, by the new numbers; those of `other` are left out.
    """
    return replace(
        other,
        initiatives=_both(one.initiatives, other.initiatives),
        standing=np.concatenate([one.standing, other.standing]),
        footprint=_all_places(one.footprint, other.footprint),
        themes=_all_themes(one.themes, other.themes),
        agencies=_all_agencies(one.agencies, other.agencies),
        ties=one.ties.then(ties),
    )


def _initiatives(initiatives: Initiatives, kept: Ints, number: Ints) -> Initiatives:
    renumbered = number[initiatives.number]
    rows = np.flatnonzero(renumbered >= 0)
    known = {name: getattr(initiatives, name)[kept] for name in _KNOWN}
    return replace(initiatives, ids=initiatives.ids[rows], number=renumbered[rows], **known)


def _both(one: Initiatives, other: Initiatives) -> Initiatives:
    known = {name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in _KNOWN}
    ids = np.concatenate([one.ids, other.ids])
    return replace(one, ids=ids, number=np.concatenate([one.number, other.number + len(one)]), **known)


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
        np.concatenate([one.is_imprecise, other.is_imprecise]),
        one.tambons.then(other.tambons),
        np.concatenate([one.tambon_row, other.tambon_row + len(one.tambons.members)]),
    )


def _all_themes(one: Themes, other: Themes) -> Themes:
    return replace(
        other,
        links=one.links.then(other.links),
        has_any=np.concatenate([one.has_any, other.has_any]),
        is_in_scope=np.concatenate([one.is_in_scope, other.is_in_scope]),
    )


def _all_agencies(one: Agencies, other: Agencies) -> Agencies:
    return replace(
        other,
        acting=one.acting.then(other.acting),
        hosts=one.hosts.then(other.hosts),
        has_any=np.concatenate([one.has_any, other.has_any]),
    )
