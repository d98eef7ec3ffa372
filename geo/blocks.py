"""Tambon-themes and the agencies at work in them, past and present. This module lays out who meets where."""

from dataclasses import dataclass, replace

import numpy as np

from data.schema import Status
from geo.links import Bools, Ints, Links, distinct, place
from geo.world import World


@dataclass(frozen=True)
class Blocks:
    """A block is one tambon and one leaf theme; a node is one agency in one block.

    Attributes
    ----------
    tambon, theme : of each block.
    presence : initiative to block, for every initiative of known status that is not cancelled.
    stakes : presence row (one initiative in one block) to node.
    node_block, node_agency : of each node, block by block.
    """

    tambon: Ints
    theme: Ints
    presence: Links
    stakes: Links
    node_block: Ints
    node_agency: Ints

    def __len__(self) -> int:
        return len(self.tambon)

    def meetings(self, one: Ints, other: Ints) -> tuple[Ints, Ints, Ints]:
        """Return (row, presence row of one, of other) for every block that the two initiatives of a row share."""
        row, at = self.presence.spread(one)
        other_at = self.presence.find(other[row], self.presence.members[at], len(self))
        is_shared = other_at >= 0
        return row[is_shared], at[is_shared], other_at[is_shared]

    def nodes_of(self, presence_rows: Ints) -> Links:
        """Return the nodes of each of the presence rows, row by row."""
        row, at = self.stakes.spread(presence_rows)
        return Links.of_sorted(row, self.stakes.members[at], len(presence_rows))

    def renumbered(self, order: Ints) -> "Blocks":
        """Put the nodes into another order."""
        number = np.empty_like(order)
        number[order] = np.arange(len(order))
        stakes = Links(self.stakes.starts, number[self.stakes.members])
        return replace(self, stakes=stakes, node_block=self.node_block[order], node_agency=self.node_agency[order])


def blocks_of(world: World) -> Blocks:
    """Lay out the blocks, the initiatives in them and their accountable and implementing agencies."""
    tambons, themes, agencies = world.footprint.tambons, world.themes.links, len(world.agencies.ids)
    counts = world.is_real | world.initiatives.has_status(Status.PIPELINE)
    is_kept = counts[tambons.owner]
    owner, tambon = tambons.owner[is_kept], tambons.members[is_kept]
    row, at = themes.spread(owner)
    width = len(world.themes.codes)
    keys, block = place(tambon[row] * width + themes.members[at], len(world.areas.codes) * width)
    presence = Links.of_sorted(owner[row], block, len(world.initiatives))
    row, at = world.agencies.acting.spread(presence.owner)
    node_keys, node = place(block[row] * agencies + world.agencies.acting.members[at], len(keys) * agencies)
    stakes = Links.of_sorted(row, node, len(block))
    return Blocks(
        keys // max(width, 1), keys % max(width, 1), presence, stakes, *np.divmod(node_keys, max(agencies, 1))
    )


def active_nodes(world: World, blocks: Blocks) -> Bools:
    """Say which nodes are agencies of an active initiative in their block."""
    is_active = world.is_active[blocks.presence.owner[blocks.stakes.owner]]
    active = np.zeros(len(blocks.node_block), bool)
    active[distinct(blocks.stakes.members[is_active], len(active))] = True
    return active
