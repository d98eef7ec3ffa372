"""Lines that run through agencies they do not tie. This module moves agencies out of their way in a small drawing."""

import numpy as np

from geo.links import Floats, Ints

MOST = 40
"""Agencies above which lines cannot be kept apart, as above twice as many lines: no agency is moved then."""
REACH = 17.0
"""Pixels from the middle of a mark within which a line seems to end there."""


def crossed(place: Floats, one: Ints, other: Ints, count: int) -> int:
    """Count how often a line runs through an agency that it does not tie.

    Parameters
    ----------
    place : x and y of every slot, those that hold the `count` agencies first.
    one, other : the ends of each line, by number.

    Examples
    --------
    >>> place = np.array([[0.0, 0.0], [100.0, 10.0], [200.0, 0.0]])
    >>> crossed(place, np.array([0]), np.array([2]), 3), crossed(place, np.array([0]), np.array([1]), 3)
    (1, 0)
    """
    start, way = place[one][:, None], (place[other] - place[one])[:, None]
    to = place[None, :count] - start
    along = np.clip((to * way).sum(axis=2) / np.maximum((way**2).sum(axis=2), 1), 0, 1)
    near = np.hypot(*np.moveaxis(to - along[..., None] * way, 2, 0)) < REACH
    line = np.arange(len(one))
    near[line, one] = near[line, other] = False
    return int(near.sum())


def cleared(place: Floats, zone: Ints, one: Ints, other: Ints, count: int) -> Floats:
    """Change slots within zones as long as that lets fewer lines run through agencies, the shortest lines first.

    Parameters
    ----------
    zone : of each slot; the free ones stand behind those of the `count` agencies.
    """
    place = place.copy()
    if count > MOST or len(one) > 2 * MOST:
        return place
    now = crossed(place, one, other, count)
    pairs = [(a, b) for a in range(count) for b in np.flatnonzero(zone == zone[a]).tolist() if b > a]
    while now:
        found = min((_after(place, pair, one, other, count), pair) for pair in pairs) if pairs else ((now, 0.0), ())
        if found[0][0] >= now:
            break
        now = found[0][0]
        place[[*found[1]]] = place[[*found[1][::-1]]]
    return place


def _after(place: Floats, pair: tuple[int, int], one: Ints, other: Ints, count: int) -> tuple[int, float]:
    """Return how many agencies lines would run through, and how long these would be, once two slots are changed."""
    changed = place.copy()
    changed[[*pair]] = place[[*pair[::-1]]]
    long = float(np.hypot(*(changed[one] - changed[other]).T).sum())
    return crossed(changed, one, other, count), round(long, 3)
