"""Fronts of a cell that repeat work open there with nobody coordinating. This module computes S of METHOD."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import minimum_spanning_tree

from data.schema import TieKind
from geo.blocks import Blocks
from geo.cells import Occupancy
from geo.links import Floats, Ints, Links, runs
from geo.strengths import Strengths, bridges, meetings_of
from geo.ties import FULL
from geo.world import World


class Reviews(NamedTuple):
    """Live complementary reviews in cells: of each, the cell and the nodes of the two initiatives there."""

    cell: Ints
    one: Links
    other: Links


NO_REVIEWS = Reviews(np.zeros(0, np.int64), *[Links(np.zeros(1, np.int64), np.zeros(0, np.int64))] * 2)


def reviews_of(world: World, blocks: Blocks, occupancy: Occupancy) -> Reviews:
    """Find every cell in which a live complementary review may hold two agencies to be no repetition."""
    is_review = world.ties.is_kind(TieKind.COMPLEMENTARY)
    if not is_review.any():
        return NO_REVIEWS
    _, giver_at, taker_at = meetings_of(world, blocks, is_review)
    by_block = np.argsort(occupancy.cell_block, kind="stable")
    cells = Links.of_sorted(occupancy.cell_block[by_block], by_block, len(blocks))
    row, at = cells.spread(blocks.presence.members[giver_at])
    return Reviews(cells.members[at], blocks.nodes_of(giver_at[row]), blocks.nodes_of(taker_at[row]))


def surplus_of(occupancy: Occupancy, strengths: Strengths, reviews: Reviews) -> Floats:
    """Return S of each cell: ``(m - 1) - W``, with W the weight of the maximum spanning tree of its agencies.

    Nodes stand in an order in which neighbours make such a tree, so S is the sum of what keeps neighbours apart.
    Cells with complementary reviews are few, and each gets a tree of its own.
    """
    follows = np.flatnonzero(occupancy.cell[1:] == occupancy.cell[:-1])
    apart = strengths.distance(occupancy.node[follows], occupancy.node[follows + 1])
    surplus = np.bincount(occupancy.cell[follows], apart, len(occupancy.cell_unit)).astype(np.float64)
    if len(reviews.cell):
        surplus = _reviewed(surplus, occupancy, reviews, follows, apart)
    return surplus / FULL


def _reviewed(surplus: Floats, occupancy: Occupancy, reviews: Reviews, follows: Ints, apart: Floats) -> Floats:
    """Weigh the cells with reviews anew: what follows what is `apart` that far, what a review holds is not."""
    one, other = _reviewed_rows(occupancy, reviews)
    if not len(one):
        return surplus
    is_reviewed = np.zeros(len(surplus), bool)
    is_reviewed[occupancy.cell[one]] = True
    kept = is_reviewed[occupancy.cell[follows]]
    ends = np.concatenate([follows[kept], one]), np.concatenate([follows[kept] + 1, other])
    weight = _spanning(*ends, np.concatenate([apart[kept], np.zeros(len(one))]), occupancy.cell, len(surplus))
    return np.where(is_reviewed, weight, surplus)


def _reviewed_rows(occupancy: Occupancy, reviews: Reviews) -> tuple[Ints, Ints]:
    """Return pairs of rows of the occupancy whose agencies a review holds to be no repetition."""
    sides = [_rows_of(occupancy, reviews.cell, side) for side in (reviews.one, reviews.other)]
    _, one, other = bridges(*sides)
    are_two = one != other  # one agency may stand on both sides
    return one[are_two], other[are_two]


def _rows_of(occupancy: Occupancy, cell: Ints, nodes: Links) -> Links:
    """Keep of each review's nodes those that are in its cell, as rows of the occupancy."""
    width = 1 + max(occupancy.node.max(initial=0), nodes.members.max(initial=0))
    owner = nodes.owner
    keys = np.append(occupancy.cell * width + occupancy.node, -1)
    wanted = cell[owner] * width + nodes.members
    at = np.searchsorted(keys[:-1], wanted)
    is_there = keys[at] == wanted
    return Links.of_sorted(owner[is_there], at[is_there], len(cell))


def _spanning(one: Ints, other: Ints, apart: Floats, cell: Ints, cells: int) -> Floats:
    """Return the least total distance that holds each cell's rows together."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((apart, high, low))
    low, high, apart = low[order], high[order], apart[order]
    is_first = runs(low, high)
    rows, ends = np.unique(np.concatenate([low[is_first], high[is_first]]), return_inverse=True)
    half = is_first.sum()
    costs = coo_array((apart[is_first] + 1, (ends[:half], ends[half:])), shape=(len(rows),) * 2)  # 0 is no edge
    tree = minimum_spanning_tree(costs.tocsr()).tocoo()
    total: Floats = np.zeros(cells)
    np.add.at(total, cell[rows[tree.coords[0]]], tree.data - 1)
    return total
