"""Rows that share something, pair by pair. This module finds which are worth comparing without comparing all."""

import numpy as np
import pandas as pd

from geo.links import Ints

LARGEST = 300
"""Rows that share a key and are all paired; of more, each with its next ones only."""
WINDOW = 20
"""How many next ones, in the order given."""


def pairs_within(row: Ints, key: pd.Series, order: Ints) -> Ints:
    """Return the pairs of different rows that share a key.

    Parameters
    ----------
    row, key : what rows have, one of several keys each.
    order : the place of every row in an order in which the likely ones stand near each other; it decides in keys of
        more than `LARGEST` rows, of which each is paired with the next `WINDOW`.

    Examples
    --------
    >>> pairs_within(np.array([0, 1, 2, 0]), pd.Series(["a", "a", "b", "b"]), np.arange(3)).tolist()
    [[0, 1], [0, 2]]
    """
    code, _ = pd.factorize(key)
    by_key = np.lexsort((order[row], code))
    row, code = row[by_key], code[by_key]
    size = np.bincount(code, minlength=1)
    behind = np.cumsum(size)[code] - np.arange(len(row)) - 1
    behind = np.where(size[code] > LARGEST, np.minimum(behind, WINDOW), behind)
    first = np.repeat(np.arange(len(row)), behind)
    step = np.arange(len(first)) - np.repeat(np.cumsum(behind) - behind, behind) + 1
    return distinct_pairs(row[first], row[first + step])


def distinct_pairs(one: Ints, other: Ints) -> Ints:
    """Return each pair of different rows once, the lower row first, in order."""
    ends = np.sort(np.column_stack([one, other]).astype(np.int64), axis=1)
    found: Ints = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)
    return found
