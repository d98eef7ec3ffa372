"""Problems by the thousand. This module tells the first of a kind, and of the others only how many there are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from data.errors import Problem

MOST = 200
"""So many problems of one kind in one column are told."""

MOST_OFFERED = 5_000
"""So many of those with a suggestion, for each can be mended at a click."""


def told(make: Callable[[Any], Problem], found: Sequence[Any]) -> list[Problem]:
    """Return what is made of the first ones found, all of one kind, and a last problem for those that were not made.

    >>> [one.count for one in told(lambda row: Problem("ties", row, "to_id", "self_tie", "I1"), range(2, 6002))][-1]
    1000
    """
    rest = len(found) - MOST_OFFERED
    kept = [make(one) for one in found[:MOST_OFFERED]]
    return kept if rest <= 0 else [*kept, _others(kept[-1], rest)]


def first(problems: Iterable[Problem], most: int = MOST) -> list[Problem]:
    """Return the first problems of each kind as they are, then of each kind with more than `most`, how many more."""
    kept: list[Problem] = []
    counts: dict[tuple[str, ...], int] = {}
    more: dict[tuple[str, ...], Problem] = {}
    for problem in problems:
        kind = problem.table, problem.column, problem.code
        ending = "" if problem.more else "offered" if problem.suggestion else "plain"
        counts[*kind, ending] = counts.get((*kind, ending), 0) + 1
        if ending and counts[*kind, ending] <= (MOST_OFFERED if problem.suggestion else most):
            kept.append(problem)
        else:
            more[kind] = _others(problem, problem.count + (more[kind].more if kind in more else 0))
    return [*kept, *more.values()]


def _others(problem: Problem, count: int) -> Problem:
    return replace(problem, row=0, value="", suggestion="", more=count)
