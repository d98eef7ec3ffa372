"""Where agencies stand in a drawing of their ties: one side left, the other right. This module places them.

Every agency gets a slot of its own, so that no two can cover each other however many there are. Which slot it gets
follows from its ties alone: two agencies change slots as long as that brings tied ones and those of one group nearer.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from geo.clearing import cleared
from geo.links import Floats, Ints

ZONES = ("state", "neither", "people")
"""What stands left, in the middle and right."""


@dataclass(frozen=True)
class Grid:
    """Measures of the drawing, in pixels.

    Attributes
    ----------
    width, height : of one slot.
    sway : how far an agency may stand beside the middle of its slot, so that no line runs through a whole column.
    gap : between two zones; ties between them are seen there.
    top : above the first row, for the names of the zones.
    mark : from the top of a slot to the middle of the agency's mark; its name stands below.
    most : columns side by side, at most.
    shape : width by height that a drawing comes as near to as it can.
    """

    width: int = 112
    height: int = 60
    sway: int = 8
    gap: int = 96
    top: int = 34
    mark: int = 16
    most: int = 11
    shape: float = 1.5


GRID = Grid()
_PULL_OF_GROUP = 0.02
"""What holds two agencies of one group together, beside 1 for a tie of level 5."""
_SWEEPS = 60
"""Rounds of changes after which the drawing is good enough."""
_GOLDEN = (math.sqrt(5) - 1) / 2


class Layout(NamedTuple):
    """Where agencies stand.

    Attributes
    ----------
    nodes : by agency_id ``x`` and ``y`` of the middle of its mark, in pixels from the upper left corner.
    zones : left edge and width of each zone that holds anyone, in pixels.
    width, height : of the whole, in pixels.
    """

    nodes: pd.DataFrame
    zones: Mapping[str, tuple[int, int]]
    width: int
    height: int


def layout(sides: "pd.Series[str]", ties: pd.DataFrame, groups: "pd.Series[int]", *, grid: Grid = GRID) -> Layout:
    """Place agencies; the same agencies and ties make the same drawing, in whatever order they come.

    Any two stand ``grid.width - 2 * grid.sway`` apart from side to side, or ``grid.height / 2`` from top to bottom
    and in different columns, or ``grid.height`` in the same.

    Parameters
    ----------
    sides : by agency_id, a value of `ZONES`.
    ties : ``one``, ``other`` and ``level`` (0 to 5); those of agencies that are not placed are left out.
    groups : by agency_id, from `geo.network.groups`.

    Examples
    --------
    >>> ties = pd.DataFrame({"one": ["A"], "other": ["C"], "level": [3.0]})
    >>> sides = pd.Series({"A": "state", "B": "state", "C": "people"})
    >>> found = layout(sides, ties, pd.Series({"A": 0, "B": 1, "C": 0}))
    >>> found.nodes["x"].gt(found.width / 2).to_dict(), list(found.zones)
    ({'A': False, 'B': False, 'C': True}, ['state', 'people'])
    """
    ids = pd.Index(sorted(sides.index), name="agency_id")
    ties = ties.sort_values(["one", "other", "level"])
    zone = sides.reindex(ids).map(list(ZONES).index).to_numpy(np.int64)
    counts = np.bincount(zone, minlength=len(ZONES))
    rows = _rows(counts, grid)
    columns = -(-counts // max(rows, 1))
    left = _lefts(columns, grid)
    width = int(max((left[at] + columns[at] * grid.width for at in range(len(ZONES))), default=0))
    slots = [_slots(columns[at], rows, left[at], at % 2, grid) for at in range(len(ZONES))]
    whole, place = _placed(zone, slots, _pulls(ids, ties, groups))
    place = cleared(place, whole, *_ends(ids, ties), len(ids))[: len(ids)]
    nodes = pd.DataFrame(place, index=ids, columns=["x", "y"])
    zones = {name: (int(left[at]), int(columns[at] * grid.width)) for at, name in enumerate(ZONES) if counts[at]}
    return Layout(nodes, zones, width, grid.top + rows * grid.height + grid.height // 2 if rows else 0)


def _rows(counts: Ints, grid: Grid) -> int:
    """Return in how many rows the drawing comes nearest to its shape."""
    if not counts.any():
        return 0
    choices = range(1, int(counts.max()) + 1)

    def off(rows: int) -> tuple[bool, float]:
        columns = -(-counts // rows)
        wide = columns.sum() * grid.width + (np.count_nonzero(columns) - 1) * grid.gap
        return bool(columns.sum() > grid.most), abs(math.log(wide / ((rows + 0.5) * grid.height) / grid.shape))

    return min(choices, key=off)


def _lefts(columns: Ints, grid: Grid) -> Ints:
    """Return the left edge of every zone."""
    widths = columns * grid.width + np.where(columns > 0, grid.gap, 0)
    return np.cumsum(widths) - widths


def _slots(columns: int, rows: int, left: int, low: int, grid: Grid) -> Floats:
    """Return the middle of every slot of a zone, row by row; every second column stands half a row lower.

    `low` is 1 where the first column does: beside the first one of the zone before, no line runs level through both.
    """
    row, column = np.divmod(np.arange(columns * rows), max(columns, 1))
    sway = grid.sway * (2 * np.mod((row + 1) * _GOLDEN, 1) - 1)
    x = left + (column + 0.5) * grid.width + sway
    y = grid.top + row * grid.height + grid.mark + (column + low) % 2 * grid.height / 2
    return np.column_stack([x, y])


def _pulls(ids: pd.Index, ties: pd.DataFrame, groups: "pd.Series[int]") -> Floats:
    """Return how strongly every two agencies pull at each other."""
    group = groups.reindex(ids).to_numpy()
    pull: Floats = np.where(group[:, None] == group[None, :], _PULL_OF_GROUP, 0.0)
    known = ties[ties["one"].isin(ids) & ties["other"].isin(ids)]
    one, other = _ends(ids, known)
    for ends in ((one, other), (other, one)):
        np.maximum.at(pull, ends, known["level"].to_numpy(float) / 5)
    np.fill_diagonal(pull, 0)
    return pull


def _ends(ids: pd.Index, ties: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return the agencies of every tie among those that are placed, by number."""
    known = ties[ties["one"].isin(ids) & ties["other"].isin(ids)]
    one, other = (ids.get_indexer(pd.Index(known[end])).astype(np.int64) for end in ("one", "other"))
    return one, other


def _placed(zone: Ints, slots: list[Floats], pull: Floats) -> tuple[Ints, Floats]:
    """Return the zone and place of every slot, those of the agencies first.

    Slots were changed until no change brings the tied ones nearer. The sum of pull times squared distance is
    x' L x + y' L y with L the Laplacian of the pulls; what a change of two slots adds to it can be told for all slots
    at once. A free slot is an agency that nobody pulls at.
    """
    count = len(zone)
    spare = [np.full(len(own) - np.count_nonzero(zone == at), at) for at, own in enumerate(slots)]
    whole = np.concatenate([zone, *spare]).astype(np.int64)
    place = np.zeros((len(whole), 2))
    for at, own in enumerate(slots):
        place[whole == at] = own
    laplacian = np.zeros((len(whole), len(whole)))
    laplacian[:count, :count] = np.diag(pull.sum(axis=1)) - pull
    own = np.diag(laplacian)
    force = laplacian @ place
    for _ in range(_SWEEPS):
        is_done = True
        for one in range(count):
            way = place - place[one]
            gain = 2 * (way * (force[one] - force)).sum(axis=1)
            gain += (way**2).sum(axis=1) * (own[one] + own - 2 * laplacian[one])
            other = int(np.argmin(np.where(whole == whole[one], np.round(gain, 6), 0)))
            if gain[other] < -1 and whole[other] == whole[one]:
                force += np.outer(laplacian[:, one] - laplacian[:, other], way[other])
                place[[one, other]] = place[[other, one]]
                is_done = False
        if is_done:
            break
    return whole, place
