"""Ground divided among a few sites by power distance. This module places sites and finds the borders between them.

A site is a centre c with a weight w; a point x belongs to the site of least |x - c|² - w (Aurenhammer 1987). Between
sites of equal weight that is the Voronoi diagram; a larger weight gives more ground. Lengths are metres.
"""

from typing import NamedTuple

import numpy as np

from geo.tessellation import Floats, Integers

_SETTLING, _FINISHING = 30, 12
"""Passes over the ground that move centres and weights, and those after them that move weights alone."""

_STEP = 0.6
"""Share of its lack that a cell should make up in one of the last passes."""

_BAND = 0.15
"""Points count as near a border when their power distances to both sides differ by less than this share of a cell."""

_STIFFNESS = 0.05
"""Keeps weights from running away where cells have no border in common."""

_ROOM = 0.5
"""No weight outweighs more than this share of the squared distance to a fixed site, which so keeps its place."""


_LEAST_M = 1e-3
"""Borders shorter than this are points at which more than three cells meet."""


class Sites(NamedTuple):
    """Centres (n, 2) and weights (n,) in square metres."""

    centres: Floats
    weights: Floats

    @classmethod
    def none(cls) -> "Sites":
        """No sites."""
        return cls(np.empty((0, 2)), np.empty(0))

    def costs(self, points: Floats) -> Floats:
        """Power distance of each point to each site, less the square of its distance from the origin."""
        x, y = -2 * self.centres.T
        found = points[:, [0]] * x
        found += points[:, [1]] * y
        found += (self.centres**2).sum(axis=1) - self.weights
        return np.asarray(found)

    def owners(self, points: Floats) -> Integers:
        """Position of the site that each point belongs to."""
        return np.asarray(self.costs(points).argmin(axis=1), dtype=np.int64)


def _squares(points: Floats, centres: Floats) -> Floats:
    """Squared distance of each point to each centre, (points, centres)."""
    return np.asarray(((points[:, None] - centres) ** 2).sum(axis=2))


def with_free_sites(ground: Floats, point_m2: float, fixed: Floats, count: int) -> Sites:
    """Return `fixed` sites of weight 0 and after them `count` more, each with its equal share of the ground.

    The added sites lie in the middle of their cells, the northernmost first. Near a fixed site, which keeps its place
    in its own cell, one may get less than its share.

    Parameters
    ----------
    ground : (p, 2) points spread evenly, each standing for `point_m2`.
    fixed : (k, 2) different points.

    >>> across = np.arange(0.5, 8)
    >>> ground = np.stack([np.tile(across, 8), np.repeat(across, 8)], axis=1)
    >>> sites = with_free_sites(ground, 1.0, np.empty((0, 2)), 4)
    >>> sites.centres.round().tolist()
    [[2.0, 6.0], [6.0, 6.0], [2.0, 2.0], [6.0, 2.0]]
    >>> np.bincount(sites.owners(ground)).tolist()
    [16, 16, 16, 16]
    """
    first = sites = _spread(ground, fixed, count)
    target_m2 = len(ground) * point_m2 / len(first.centres)
    for _ in range(_SETTLING if count else 0):
        owner = sites.owners(ground)
        points = np.bincount(owner, minlength=len(sites.centres))
        lack = np.clip(target_m2 - points * point_m2, -target_m2, target_m2)
        middles = _middles(ground, owner, points, sites, len(fixed))
        sites = _bounded(Sites(middles, sites.weights + lack / np.pi), len(fixed))
    for step in range(_FINISHING if count else 0):
        goal_m2 = target_m2 if step < _FINISHING // 2 else None
        sites = _bounded(_evened(ground, point_m2, sites, len(fixed), goal_m2), len(fixed))
    held = np.bincount(sites.owners(ground), minlength=len(sites.centres))
    kept = sites if held[len(fixed) :].all() else first
    added = Sites(kept.centres[len(fixed) :], kept.weights[len(fixed) :])
    order = np.lexsort((added.centres[:, 0], -added.centres[:, 1]))
    return Sites(np.concatenate([fixed, added.centres[order]]), np.append(np.zeros(len(fixed)), added.weights[order]))


def _spread(ground: Floats, fixed: Floats, count: int) -> Sites:
    """Add `count` points of the ground of weight 0, each the farthest from all before it."""
    centres = list(fixed)
    away = _squares(ground, fixed).min(axis=1, initial=np.inf)
    if not centres:
        away = -((ground - ground.mean(axis=0)) ** 2).sum(axis=1)
    for _ in range(count):
        centres.append(ground[np.round(away, 1).argmax()])
        to_last = ((ground - centres[-1]) ** 2).sum(axis=1)
        away = to_last if len(centres) == 1 else np.minimum(away, to_last)
    return Sites(np.array(centres).reshape(-1, 2), np.zeros(len(centres)))


def _middles(ground: Floats, owner: Integers, points: Integers, sites: Sites, fixed: int) -> Floats:
    """Centres moved to the middle of their cells, the first `fixed` and those without a cell left where they are."""
    sums = np.stack([np.bincount(owner, ground[:, axis], len(points)) for axis in (0, 1)], axis=1)
    is_free = (np.arange(len(points)) >= fixed) & (points > 0)
    return np.where(is_free[:, None], sums / np.maximum(points, 1)[:, None], sites.centres)


def _evened(ground: Floats, point_m2: float, sites: Sites, fixed: int, goal_m2: float | None) -> Sites:
    """Move weights of the free sites so that their cells come nearer to `goal_m2`; None: to their average.

    A damped Newton step: a border of length L between centres d apart hands over L / 2d for each unit of weight, and
    its length shows in the number of points near it (Kitagawa, Mérigot and Thibert 2019).
    """
    share_m2 = len(ground) * point_m2 / len(sites.centres)
    costs = sites.costs(ground)
    rows = np.arange(len(ground))
    owner = costs.argmin(axis=1)
    lowest = costs[rows, owner]
    costs[rows, owner] = np.inf
    other = costs.argmin(axis=1)
    is_near = costs[rows, other] - lowest < _BAND * share_m2
    hands_over = np.zeros((len(sites.centres),) * 2)
    np.add.at(hands_over, (owner[is_near], other[is_near]), point_m2 / (2 * _BAND * share_m2))
    hands_over += hands_over.T
    response = np.diag(hands_over.sum(axis=1) + _STIFFNESS) - hands_over
    areas_m2 = np.bincount(owner, minlength=len(response))[fixed:] * point_m2
    lack = (areas_m2.mean() if goal_m2 is None else goal_m2) - areas_m2
    change = np.linalg.solve(response[fixed:, fixed:], lack)
    weights = sites.weights.copy()
    weights[fixed:] += _STEP * np.clip(change, -share_m2, share_m2)
    return Sites(sites.centres, weights)


def _bounded(sites: Sites, fixed: int) -> Sites:
    """Keep fixed sites at weight 0 and in their own cells; drop the last bits, which differ between processors."""
    centres = np.round(sites.centres, 3)
    near = _squares(centres, centres[:fixed]).min(axis=1, initial=np.inf)
    weights = np.asarray(np.clip(sites.weights, -_ROOM * near, _ROOM * near)).round(1)
    weights[:fixed] = 0
    return Sites(centres, weights)


def borders(sites: Sites, reach_m: float) -> Floats:
    """Borders between neighbouring cells, (borders, 2 ends, x and y), followed for at most `reach_m`.

    >>> borders(Sites(np.array([[0.0, 0.0], [4.0, 0.0]]), np.zeros(2)), 5.0).tolist()
    [[[2.0, -5.0], [2.0, 5.0]]]
    """
    centres, weights = sites
    one, other = np.triu_indices(len(centres), k=1)
    step = centres[other] - centres[one]
    square = (step**2).sum(axis=1)
    middle = centres[one] + step * ((square + weights[one] - weights[other]) / (2 * square))[:, None]
    along = np.stack([-step[:, 1], step[:, 0]], axis=1) / np.sqrt(square)[:, None]
    low, high = _stretch(sites, one, other, middle, along)
    ends = np.stack([np.maximum(low, -reach_m), np.minimum(high, reach_m)], axis=1)
    is_border = ends[:, 1] - ends[:, 0] > _LEAST_M
    return np.asarray(middle[is_border][:, None] + ends[is_border][:, :, None] * along[is_border][:, None])


def _stretch(sites: Sites, one: Integers, other: Integers, middle: Floats, along: Floats) -> tuple[Floats, Floats]:
    """From where to where on each line no third site is nearer than the two that the line lies between."""
    to_third = sites.centres - sites.centres[one][:, None]
    slope = 2 * (along[:, None] * to_third).sum(axis=2)
    norms = (sites.centres**2).sum(axis=1) - sites.weights
    room = norms - norms[one][:, None] - 2 * (middle[:, None] * to_third).sum(axis=2)
    pairs = np.arange(len(one))
    slope[pairs, one] = slope[pairs, other] = room[pairs, one] = room[pairs, other] = 0
    is_flat = np.abs(slope) < 1e-9
    at = room / np.where(is_flat, 1.0, slope)
    low = np.where(~is_flat & (slope < 0), at, -np.inf).max(axis=1, initial=-np.inf)
    high = np.where(~is_flat & (slope > 0), at, np.inf).min(axis=1, initial=np.inf)
    return np.where((is_flat & (room < 0)).any(axis=1), np.inf, low), high
