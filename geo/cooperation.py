"""Who works as one with whom. This module counts components 1, 4, 5 and 6 of the integration index."""

from dataclasses import dataclass

import numpy as np

from geo.blocks import Blocks, active_nodes
from geo.cells import WorkRows
from geo.counted import Counted, counted, counted_presence
from geo.links import Bools, Ints, distinct, sorted_distinct
from geo.strengths import Strengths
from geo.world import World


@dataclass(frozen=True)
class Groups:
    """Connected agencies, active in one tambon and theme: nodes of one label are one group.

    Attributes
    ----------
    label : group of each node.
    is_active : whether the node's agency is active there; others only pass ties on.
    """

    label: Ints
    is_active: Bools

    def with_any(self, is_wanted: Bools) -> Bools:
        """Say of each node whether its group has an active node that is wanted."""
        has_any = np.zeros(len(self.label), bool)
        has_any[self.label[is_wanted & self.is_active]] = True
        return has_any[self.label]


def groups_of(world: World, blocks: Blocks, strengths: Strengths, threshold: float) -> Groups:
    """Find the groups at `threshold`, a tie strength from 0 to 1."""
    return Groups(strengths.groups(threshold), active_nodes(world, blocks))


def co_working(world: World, blocks: Blocks, groups: Groups) -> Counted:
    """Count active work where two agencies could meet; it did if one of its agencies is in a group of two."""
    agencies = np.bincount(blocks.node_block[groups.is_active], minlength=len(blocks))
    could = np.flatnonzero(world.is_active[blocks.presence.owner] & (agencies >= 2)[blocks.presence.members])
    size = np.bincount(groups.label[groups.is_active], minlength=len(groups.label))
    did = _any_stake(blocks, (size >= 2)[groups.label[blocks.stakes.members]])
    return counted_presence(blocks, could, did[could])


def state_and_people(world: World, blocks: Blocks, groups: Groups) -> Counted:
    """Count tambon-themes with open work; they did where one group holds both sides."""
    could = distinct(blocks.presence.members[world.is_active[blocks.presence.owner]], len(blocks))
    on_state_side = groups.with_any(world.agencies.on_state_side[blocks.node_agency])
    on_peoples_side = groups.with_any(world.agencies.on_peoples_side[blocks.node_agency])
    did = np.zeros(len(blocks), bool)
    did[blocks.node_block[groups.is_active & on_state_side & on_peoples_side]] = True
    return counted(blocks.tambon[could], did[could], theme=blocks.theme[could])


def one_host(world: World, blocks: Blocks, rows: WorkRows) -> Counted:
    """Count unit-themes under open work; they did where exactly one agency is accountable in all of it."""
    themes, agencies = len(world.themes.codes), len(world.agencies.ids)
    key = rows.unit * themes + blocks.theme[blocks.presence.members[rows.presence_row]]
    bound = len(world.areas.units) * themes
    could = distinct(key, bound)
    host_row, at = world.agencies.hosts.spread(blocks.presence.owner[rows.presence_row])
    bits = agencies.bit_length()
    hosted = sorted_distinct((key[host_row] << bits) + world.agencies.hosts.members[at]) >> bits
    hosts = np.bincount(np.searchsorted(could, hosted), minlength=len(could))
    unit, theme = np.divmod(could, max(themes, 1))
    return counted(world.areas.tambon[unit], hosts == 1, unit=unit, theme=theme)


def convergence(world: World, blocks: Blocks, groups: Groups) -> Counted:
    """Count open work with a direction; it did where it shares a group with open work of the opposite one."""
    direction = np.where(world.is_active, world.initiatives.direction, -1)[blocks.presence.owner]
    could = np.flatnonzero(direction >= 0)
    of_stake = direction[blocks.stakes.owner]
    did = np.zeros(len(direction), bool)
    for one, opposite in ((0, 1), (1, 0)):
        is_there = np.zeros(len(groups.label), bool)
        is_there[blocks.stakes.members[of_stake == opposite]] = True
        meets = groups.with_any(is_there)[blocks.stakes.members]
        did |= _any_stake(blocks, meets & (of_stake == one))
    return counted_presence(blocks, could, did[could])


def _any_stake(blocks: Blocks, is_wanted: Bools) -> Bools:
    """Say of each presence row whether any of its stakes is wanted."""
    return np.bincount(blocks.stakes.owner[is_wanted], minlength=len(blocks.presence.members)) > 0
