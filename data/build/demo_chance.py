"""Draws that are the same on every machine. This module takes them from raw numbers, whose stream never changes."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

_Item = TypeVar("_Item")


class Chance:
    """One stream of draws, fixed by its label: what is drawn elsewhere never shifts it.

    Examples
    --------
    >>> Chance("a").between(1, 6) == Chance("a").between(1, 6)
    True
    """

    def __init__(self, label: str) -> None:
        seed = int.from_bytes(hashlib.sha256(label.encode()).digest()[:8], "big")
        self._bits = np.random.PCG64(seed)

    def below(self, bound: int) -> int:
        """Return a whole number from 0 to `bound` - 1."""
        return int(self._bits.random_raw()) % bound

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def happens(self, percent: int) -> bool:
        """Return whether something of so many per cent happens."""
        return self.below(100) < percent

    def one(self, items: Sequence[_Item]) -> _Item:
        """Return one of `items`."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[_Item], count: int) -> list[_Item]:
        """Return `count` different ones of `items`, all of them where there are fewer."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def weighted(self, weights: dict[_Item, int]) -> _Item:
        """Return one key, each as likely as its weight is large."""
        at = self.below(sum(weights.values()))
        for item, weight in weights.items():
            at -= weight
            if at < 0:
                return item
        raise AssertionError
