"""Units and leaf themes with the agencies at work in them. This module finds the occupied cells."""

from dataclasses import dataclass

import numpy as np

from geo.blocks import Blocks
from geo.links import Bools, Ints, runs, sorted_keys
from geo.world import World


@dataclass(frozen=True)
class Occupancy:
    """Agencies in cells: a cell is one unit and one leaf theme.

    Attributes
    ----------
    cell_unit, cell_block : of each cell, unit by unit.
    cell, node : one row per agency of a cell, cell by cell, its nodes in order.
    is_precise : whether any initiative of that agency names the unit itself.
    """

    cell_unit: Ints
    cell_block: Ints
    cell: Ints
    node: Ints
    is_precise: Bools

    def precise(self) -> "Occupancy":
        """Leave out what only imprecise footprints say; the cells keep their numbers."""
        kept = self.is_precise
        return Occupancy(self.cell_unit, self.cell_block, self.cell[kept], self.node[kept], self.is_precise[kept])


def theme_rows(world: World, blocks: Blocks, footprint_rows: Ints) -> tuple[Ints, Ints]:
    """Return (row, presence row): each footprint row of a present initiative once per theme it has."""
    footprint = world.footprint
    initiative = footprint.units.owner[footprint_rows]
    row, at = world.themes.links.spread(initiative)
    initiative = initiative[row]
    tambon_row = footprint.tambon_row[footprint_rows[row]]
    nth_tambon = tambon_row - footprint.tambons.starts[initiative]
    nth_theme = at - world.themes.links.starts[initiative]
    first = blocks.presence.starts[initiative]
    return row, first + nth_tambon * world.themes.links.counts[initiative] + nth_theme


def occupancy_of(world: World, blocks: Blocks) -> Occupancy:
    """Find the agencies of every cell: those accountable or implementing in an active initiative there."""
    units = world.footprint.units
    open_rows = np.flatnonzero(world.is_active[units.owner])
    row, presence_row = theme_rows(world, blocks, open_rows)
    stake_row, at = blocks.stakes.spread(presence_row)
    footprint_row = open_rows[row[stake_row]]
    nodes = len(blocks.node_block)
    bits = nodes.bit_length()
    keys = (units.members[footprint_row] << bits) + blocks.stakes.members[at]
    keys = sorted_keys(keys * 2 + world.footprint.is_imprecise[footprint_row])
    keys = keys[runs(keys >> 1)]
    unit, node = keys >> (bits + 1), (keys >> 1) & ((1 << bits) - 1)
    is_first = runs(unit, blocks.node_block[node])
    cell = np.cumsum(is_first) - 1
    return Occupancy(unit[is_first], blocks.node_block[node][is_first], cell, node, (keys & 1) == 0)
