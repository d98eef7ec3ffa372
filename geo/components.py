"""The six components of the integration index, item by item. This module lists and sums who could and who did."""

from typing import NamedTuple

import numpy as np

from geo.blocks import Blocks
from geo.cells import WorkRows
from geo.continuity import building_on, relay
from geo.cooperation import co_working, convergence, groups_of, one_host, state_and_people
from geo.counted import WHOLE, Counted
from geo.links import Floats, Ints
from geo.strengths import Strengths
from geo.world import World

GROUP_THRESHOLD = 0.6  # Frey level 3, coordination


class Sums(NamedTuple):
    """Sums of credit (x in twelfths) and of n: one row per area by number, one column per component."""

    credit: Ints
    n: Ints

    def by(self, areas: Ints) -> "Sums":
        """Sum the rows again by the areas of each, one row of `areas` to a level; -1, for none, is the last row."""
        size, width = self.n.shape
        rows = np.flatnonzero(self.n.any(axis=1))
        return Sums(*np.zeros((2, size + 1, width), np.int64)).plus(areas[:, rows], self.take(rows))

    def plus(self, areas: Ints, more: "Sums") -> "Sums":
        """Add more to the rows of some areas, one row of `areas` to a level."""
        total = np.array(self)
        for at, part in zip(total, more, strict=True):
            for area in areas:
                np.add.at(at, area, part)
        return Sums(*total)

    def minus(self, other: "Sums") -> "Sums":
        """Take others away, row by row."""
        return Sums(self.credit - other.credit, self.n - other.n)

    def take(self, areas: Ints) -> "Sums":
        """Return the rows of some areas."""
        return Sums(self.credit[areas], self.n[areas])

    @property
    def x(self) -> Floats:
        """Sums of x."""
        x: Floats = self.credit / WHOLE
        return x

    @property
    def rate(self) -> Floats:
        """Share x / n, NaN where nobody could."""
        rate: Floats = np.divide(self.x, self.n, out=np.full(self.n.shape, np.nan), where=self.n > 0)
        return rate


def components_of(
    world: World, blocks: Blocks, strengths: Strengths, rows: WorkRows, *, threshold: float = GROUP_THRESHOLD
) -> tuple[Counted, ...]:
    """Count the six components in the order of METHOD, with groups of agencies tied at least at `threshold`.

    `rows` is all open work in its units.
    """
    groups = groups_of(world, blocks, strengths, threshold)
    return (
        co_working(world, blocks, groups),
        relay(world),
        building_on(world, blocks),
        state_and_people(world, blocks, groups),
        one_host(world, blocks, rows),
        convergence(world, blocks, groups),
    )


def sums_of(components: tuple[Counted, ...], areas: int) -> Sums:
    """Sum the components by tambon, for that many areas."""
    credit, n = np.zeros((2, areas, len(components)), np.int64)
    for k, items in enumerate(components):
        np.add.at(credit[:, k], items.tambon, items.credit)
        n[:, k] = np.bincount(items.tambon, minlength=areas)
    return Sums(credit, n)
