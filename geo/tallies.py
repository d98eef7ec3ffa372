"""Villages, initiatives and agencies of areas. This module counts what is there before anything is judged."""

from geo.blocks import Blocks
from geo.cells import Occupancy
from geo.links import Ints, distinct
from geo.units import VILLAGE
from geo.world import World


def tallies(world: World, blocks: Blocks, occupancy: Occupancy, level: int) -> dict[str, Ints]:
    """Count what each area of a level holds.

    Returns
    -------
    By area number: ``villages`` (units), ``villages_recorded`` (units with an occupied cell),
    ``initiatives`` (active with a footprint there) and ``agencies`` (distinct in its cells).
    """
    area_of_unit = world.areas.unit_area(level)
    return {
        "villages": world.areas.villages[level],
        "villages_recorded": world.areas.counted(area_of_unit[distinct(occupancy.cell_unit, len(area_of_unit))]),
        "initiatives": _initiatives(world, level),
        "agencies": _agencies(world, blocks, occupancy, level),
    }


def _initiatives(world: World, level: int) -> Ints:
    is_counted = world.is_active & world.themes.is_in_scope
    places = world.footprint.units if level == VILLAGE else world.footprint.tambons
    is_here = is_counted[places.owner]
    owner, here = places.owner[is_here], places.members[is_here]
    area = world.areas.units[here] if level == VILLAGE else world.areas.within[level, here]
    return _distinct_per_area(world, area, owner, len(is_counted))


def _agencies(world: World, blocks: Blocks, occupancy: Occupancy, level: int) -> Ints:
    if level == VILLAGE:
        node, area = occupancy.node, world.areas.units[occupancy.cell_unit[occupancy.cell]]
    else:  # an agency at work in a tambon on a theme is one node, in however many cells
        node = distinct(occupancy.node, len(blocks.node_block))
        area = world.areas.within[level, blocks.tambon[blocks.node_block[node]]]
    return _distinct_per_area(world, area, blocks.node_agency[node], len(world.agencies.ids))


def _distinct_per_area(world: World, area: Ints, member: Ints, bound: int) -> Ints:
    """Count the distinct members of each area."""
    is_here = area >= 0
    keys = distinct(area[is_here] * bound + member[is_here], len(world.areas.codes) * bound)
    return world.areas.counted(keys // max(bound, 1))
