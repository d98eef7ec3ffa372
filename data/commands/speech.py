"""What commands say, Thai and English on one line. This module is their voice, trouble on standard error."""

import sys
from collections.abc import Iterable

from data.errors import Problem
from data.schema.labels import Label
from data.writers.wording import one_line, worded

__all__ = ["answer", "complain", "complain_of", "one_line", "problem_line"]


def answer(thai: str, english: str = "") -> None:
    """Say something on standard output."""
    sys.stdout.write(f"{thai} | {english}\n" if english else f"{thai}\n")


def complain(line: str) -> None:
    """Say what is wrong on standard error, on one line."""
    sys.stderr.write(f"{one_line(line, 2000)}\n")


def complain_of(problems: Iterable[Problem], label: Label | None = None) -> None:
    """Say every problem of a file, a line each."""
    for problem in problems:
        complain(problem_line(problem, label or Label("ปัญหา", "problem")))


def problem_line(problem: Problem, label: Label) -> str:
    """Return a problem as one line: where, what, the value seen, what is allowed, what was likely meant.

    Examples
    --------
    >>> found = Problem("ties", 3, "to_id", "self_tie", "I1")
    >>> problem_line(found, Label("ปัญหา", "problem")).partition(" | ")[2]
    'problem: ties row 3 to_id [self_tie] "I1": an initiative cannot be tied to itself'
    """
    said = worded(problem)
    thai = f"{label.thai}: {_place(problem, 'แถว')} {said.thai}"
    return f"{thai} | {label.english}: {_place(problem, 'row')} {said.english}"


def _place(problem: Problem, row: str) -> str:
    return " ".join(
        part for part in (problem.table, f"{row} {problem.row}" if problem.row else "", problem.column) if part
    )
