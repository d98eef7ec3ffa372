"""What commands say, Thai and English on one line. This module is their voice, trouble on standard error."""

import sys
from collections.abc import Iterable

from data.errors import Problem
from data.schema.labels import Label
from data.schema.problems import PROBLEMS

_SHOWN = 100


def answer(thai: str, english: str = "") -> None:
    """Say something on standard output."""
    sys.stdout.write(f"{thai} | {english}\n" if english else f"{thai}\n")


def complain(line: str) -> None:
    """Say what is wrong on standard error, on one line."""
    sys.stderr.write(f"{one_line(line, 2000)}\n")


def one_line(text: str, longest: int = _SHOWN) -> str:
    """Return `text` on one line without control characters, shortened.

    >>> one_line("abcdef", 3)
    'abc…'
    """
    flat = "".join(letter if letter.isprintable() else " " for letter in text)
    return flat if len(flat) <= longest else f"{flat[:longest]}…"


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
    said = PROBLEMS.get(problem.code, Label(problem.code, problem.code))
    seen = f' "{one_line(problem.value)}"' if problem.value else ""
    thai = f"{label.thai}: {_place(problem, 'แถว')} [{problem.code}]{seen}: {said.thai}"
    english = f"{label.english}: {_place(problem, 'row')} [{problem.code}]{seen}: {said.english}"
    if problem.allowed:
        thai += f"; ใช้ได้: {one_line(problem.allowed, 400)}"
        english += f"; allowed: {one_line(problem.allowed, 400)}"
    if problem.suggestion and problem.code.endswith("read_as"):
        thai, english = f'{thai}: "{one_line(problem.suggestion)}"', f'{english}: "{one_line(problem.suggestion)}"'
    elif problem.suggestion:
        thai += f'; หมายถึง "{one_line(problem.suggestion)}" หรือไม่'
        english += f'; did you mean "{one_line(problem.suggestion)}"?'
    return f"{thai} | {english}"


def _place(problem: Problem, row: str) -> str:
    return " ".join(
        part for part in (problem.table, f"{row} {problem.row}" if problem.row else "", problem.column) if part
    )
