"""How strongly agencies are tied where they meet. This module finds the groups at every strength of tie."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.schema import TieKind
from geo.blocks import Blocks
from geo.links import Bools, Floats, Ints, Links, runs
from geo.merging import merged
from geo.ties import FULL
from geo.world import World

TYING_KINDS = (TieKind.CO_WORK, TieKind.CO_FUND, TieKind.BUILDS_ON, TieKind.HANDOVER, TieKind.PART_OF)


@dataclass(frozen=True)
class Strengths:
    """Groups of nodes at each threshold of tie strength, over paths as strong as their weakest tie.

    Attributes
    ----------
    thresholds : distinct strengths in tenths, rising; the last is full strength.
    labels : ``labels[threshold, node]``; two nodes are tied that strongly when their labels are equal.
    """

    thresholds: Floats
    labels: NDArray[np.int32]

    def groups(self, threshold: float) -> Ints:
        """Return the label of each node at `threshold` (0 to 1)."""
        at = np.searchsorted(self.thresholds, min(threshold * FULL, FULL))
        label: Ints = self.labels[at].astype(np.int64)
        return label

    def distance(self, one: Ints, other: Ints) -> Floats:
        """Return full strength less the strength between nodes, in tenths."""
        apart = np.full(len(one), FULL)
        tied_at_all = np.flatnonzero(self.labels[0][one] == self.labels[0][other])
        one, other = one[tied_at_all], other[tied_at_all]
        apart[tied_at_all] = 0
        for step, label in zip(np.diff(self.thresholds), self.labels[1:], strict=True):
            apart[tied_at_all] += step * (label[one] != label[other])
        return apart


def tied(world: World, blocks: Blocks) -> tuple[Blocks, Strengths]:
    """Tie agencies of one active initiative fully, and those of tied initiatives by the tie's strength.

    Returns
    -------
    The blocks with their nodes so renumbered that those of one label stand together at every threshold,
    which makes the chain of neighbours a maximum spanning tree; and the strengths of these nodes.
    """
    one, other, strength = (
        np.concatenate(both)
        for both in zip(_within_initiatives(world, blocks), _between_initiatives(world, blocks), strict=True)
    )
    strengths = _labelled(len(blocks.node_block), one, other, strength)
    order = np.lexsort((*strengths.labels[::-1], blocks.node_block))
    return blocks.renumbered(order), Strengths(strengths.thresholds, strengths.labels[:, order])


def bridges(one: Links, other: Links) -> tuple[Ints, Ints, Ints]:
    """Tie every member of one side to every member of the other, by as few pairs as hold them together.

    Each owner of members on both sides has its first on either side paired with all of the other.

    Returns
    -------
    owner, one end, other end of each pair.

    Examples
    --------
    >>> one, other = Links(np.array([0, 2, 3]), np.array([4, 5, 4])), Links(np.array([0, 1, 1]), np.array([6]))
    >>> bridges(one, other)
    (array([0, 0, 0]), array([4, 6, 6]), array([6, 4, 5]))
    """
    has_both = np.flatnonzero((one.counts > 0) & (other.counts > 0))
    row, at = other.spread(has_both)
    back_row, back_at = one.spread(has_both)
    first, back_first = one.members[one.starts[has_both]], other.members[other.starts[has_both]]
    return (
        has_both[np.concatenate([row, back_row])],
        np.concatenate([first[row], back_first[back_row]]),
        np.concatenate([other.members[at], one.members[back_at]]),
    )


def meetings_of(world: World, blocks: Blocks, is_wanted: Bools) -> tuple[Ints, Ints, Ints]:
    """Return (tie, presence rows of giver and taker) for every block where a wanted live tie may bind agencies."""
    ties, carries = world.ties, world.carries_ties
    wanted = np.flatnonzero(is_wanted & ties.live_on(world.day) & carries[ties.giver] & carries[ties.taker])
    row, giver_at, taker_at = blocks.meetings(ties.giver[wanted], ties.taker[wanted])
    return wanted[row], giver_at, taker_at


def _within_initiatives(world: World, blocks: Blocks) -> tuple[Ints, Ints, Floats]:
    presence_row, node = blocks.stakes.owner, blocks.stakes.members
    is_next = ~runs(presence_row)[1:] & world.is_active[blocks.presence.owner[presence_row[1:]]]
    return node[:-1][is_next], node[1:][is_next], np.full(is_next.sum(), FULL)


def _between_initiatives(world: World, blocks: Blocks) -> tuple[Ints, Ints, Floats]:
    is_tying = world.ties.is_kind(*TYING_KINDS) & (world.ties.strength > 0)
    tie, giver_at, taker_at = meetings_of(world, blocks, is_tying)
    meeting, one, other = bridges(blocks.nodes_of(giver_at), blocks.nodes_of(taker_at))
    return one, other, world.ties.strength[tie[meeting]]


def _labelled(nodes: int, one: Ints, other: Ints, strength: Floats) -> Strengths:
    """Merge nodes from the strongest ties down, each step on what the last has left apart."""
    thresholds = np.array(sorted({FULL, *strength.tolist()}))
    labels = np.empty((len(thresholds), nodes), np.int32)
    label = np.arange(nodes)
    for at in reversed(range(len(thresholds))):
        is_now = strength == thresholds[at]
        labels[at] = label = merged(label, one[is_now], other[is_now])
    return Strengths(thresholds, labels)
