"""Which members each owner has, kept as two arrays. This module joins ragged columns without loops."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_DENSE = 8  # a table of flags beats sorting while it has at most this many places per key
_MANY = 1 << 12


class Distinct(NamedTuple):
    """Distinct keys in order, and of each key asked about its place among them."""

    keys: Ints
    place: Ints


def distinct(keys: Ints, bound: int) -> Ints:
    """Return the distinct `keys`, all in ``0 .. bound - 1``, in order.

    Examples
    --------
    >>> distinct(np.array([4, 1, 4]), 6)
    array([1, 4])
    """
    if bound > _DENSE * len(keys):
        return sorted_distinct(keys)
    is_seen = np.zeros(bound, bool)
    is_seen[keys] = True
    return np.flatnonzero(is_seen)


def sorted_keys(keys: Ints) -> Ints:
    """Return `keys` in order: many keys mostly stand so already, and to see that takes less than to sort them."""
    is_in_order = len(keys) > _MANY and bool((keys[1:] >= keys[:-1]).all())
    return keys if is_in_order else np.sort(keys)


def sorted_distinct(keys: Ints) -> Ints:
    """Return the distinct `keys` in order, by sorting: several times faster than ``np.unique``, which hashes."""
    in_order = sorted_keys(keys)
    return in_order[runs(in_order)]


def place(keys: Ints, bound: int) -> Distinct:
    """Return the distinct `keys` in order and, of every key, its place among them.

    Examples
    --------
    >>> place(np.array([4, 1, 4]), 6).place
    array([1, 0, 1])
    """
    if bound > _DENSE * len(keys):
        found = sorted_distinct(keys)
        return Distinct(found, np.searchsorted(found, keys))
    found = distinct(keys, bound)
    place_of = np.zeros(bound, np.int64)
    place_of[found] = np.arange(len(found))
    return Distinct(found, place_of[keys])


def runs(*keys: Ints) -> Bools:
    """Mark each row of sorted `keys` that starts a new run.

    Examples
    --------
    >>> runs(np.array([3, 3, 5]))
    array([ True, False,  True])
    """
    starts = np.ones(len(keys[0]), bool)
    starts[1:] = keys[0][1:] != keys[0][:-1]
    for key in keys[1:]:
        starts[1:] |= key[1:] != key[:-1]
    return starts


@dataclass(frozen=True)
class Links:
    """Members of each owner: those of owner ``o`` are ``members[starts[o]:starts[o + 1]]``, in order.

    Examples
    --------
    >>> links = Links.of(np.array([2, 0, 2]), np.array([7, 5, 6]), owners=3, bound=8)
    >>> links.members, links.counts
    (array([5, 6, 7]), array([1, 0, 2]))
    >>> links.spread(np.array([2, 0]))
    (array([0, 0, 1]), array([1, 2, 0]))
    """

    starts: Ints
    members: Ints

    @classmethod
    def of(cls, owner: Ints, member: Ints, *, owners: int, bound: int) -> "Links":
        """Link each distinct pair; `bound` is above every member."""
        keys = distinct(owner * bound + member, owners * bound)
        return cls.of_sorted(keys // bound, keys % bound, owners)

    @classmethod
    def of_sorted(cls, owner: Ints, member: Ints, owners: int) -> "Links":
        """Link pairs that are sorted by owner already."""
        starts = np.zeros(owners + 1, np.int64)
        np.bincount(owner, minlength=owners).cumsum(out=starts[1:])
        return cls(starts, member)

    @property
    def counts(self) -> Ints:
        """How many members each owner has."""
        return self.starts[1:] - self.starts[:-1]

    @cached_property
    def owner(self) -> Ints:
        """The owner of every member."""
        return np.arange(len(self.starts) - 1).repeat(self.counts)

    def spread(self, owners: Ints) -> tuple[Ints, Ints]:
        """Return (row, at): each row of `owners` once per member it has, and where that member stands."""
        first = self.starts[owners]
        counts = self.starts[owners + 1] - first
        ends = counts.cumsum()
        row = np.arange(len(owners)).repeat(counts)
        return row, np.arange(len(row)) + (first - (ends - counts)).repeat(counts)

    def take(self, owners: Ints) -> "Links":
        """Keep the members of some owners, which are numbered anew."""
        row, at = self.spread(owners)
        return Links.of_sorted(row, self.members[at], len(owners))

    def then(self, other: "Links") -> "Links":
        """Put the owners of another behind these."""
        starts = np.append(self.starts, self.starts[-1] + other.starts[1:])
        return Links(starts, np.append(self.members, other.members))

    def find(self, owners: Ints, members: Ints, bound: int) -> Ints:
        """Return where each owner's member stands, or -1 where it has no such member."""
        keys = self.owner * bound + self.members
        wanted = owners * bound + members
        at = np.searchsorted(keys, wanted)
        hit = np.append(keys, -1)[at] == wanted
        return np.where(hit, at, -1)
