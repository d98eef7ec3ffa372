"""Units and leaf themes with the agencies at work in them. This module finds the occupied cells."""

from dataclasses import dataclass
from typing import NamedTuple

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


class WorkRows(NamedTuple):
    """Initiatives in units: one row per unit, theme and initiative.

    Attributes
    ----------
    unit, presence_row : the unit, and the initiative with that theme in the unit's tambon.
    is_imprecise : whether it names the tambon alone.
    """

    unit: Ints
    presence_row: Ints
    is_imprecise: Bools


def work_rows(world: World, blocks: Blocks, is_wanted: Bools) -> WorkRows:
    """List the rows of the footprint that are wanted, all of present initiatives, once per theme."""
    footprint, themes = world.footprint, world.themes.links
    rows = np.flatnonzero(is_wanted)
    row, at = themes.spread(footprint.units.owner[rows])
    rows = rows[row]
    initiative = footprint.units.owner[rows]
    nth_tambon = footprint.tambon_row[rows] - footprint.tambons.starts[initiative]
    nth_theme = at - themes.starts[initiative]
    presence_row = blocks.presence.starts[initiative] + nth_tambon * themes.counts[initiative] + nth_theme
    return WorkRows(footprint.units.members[rows], presence_row, footprint.is_imprecise[rows])


def open_rows(world: World, blocks: Blocks) -> WorkRows:
    """List all active initiatives in their units."""
    return work_rows(world, blocks, world.is_active[world.footprint.units.owner])


def occupancy_of(blocks: Blocks, rows: WorkRows) -> Occupancy:
    """Find the agencies of every cell: those accountable or implementing in an active initiative there."""
    row, at = blocks.stakes.spread(rows.presence_row)
    bits = len(blocks.node_block).bit_length()
    keys = (rows.unit[row] << bits) + blocks.stakes.members[at]
    keys = sorted_keys(keys * 2 + rows.is_imprecise[row])
    keys = keys[runs(keys >> 1)]
    unit, node = keys >> (bits + 1), (keys >> 1) & ((1 << bits) - 1)
    is_first = runs(unit, blocks.node_block[node])
    cell = np.cumsum(is_first) - 1
    return Occupancy(unit[is_first], blocks.node_block[node][is_first], cell, node, (keys & 1) == 0)
