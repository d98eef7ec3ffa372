"""Suggestions that were accepted, put into the file. This module turns them into corrections of its cells."""

import re
from collections.abc import Iterable, Mapping

from data.errors import Problem
from data.readers.files import Corrections
from data.readers.matches import SEVERAL
from data.readers.records import Reading
from data.readers.spelling import arabic_digits
from data.readers.suggest import UNKNOWN
from data.readers.tables import Sheet

_BETWEEN = re.compile(r"(\s*[;,\n]\s*)")

Chosen = Mapping[Problem, str]
"""What was accepted in place of the value of each problem."""


def choices(problem: Problem) -> tuple[str, ...]:
    """Return what may be accepted in place of the value of a problem; several where each is as likely, or nothing.

    >>> choices(Problem("initiatives", 2, "areas", "unknown_area", "ลานสกา", suggestion="8006 / 800602"))
    ('8006', '800602')
    """
    if not problem.suggestion or problem.row < 2 or not problem.column:
        return ()
    return tuple(problem.suggestion.split(SEVERAL)) if problem.code in UNKNOWN.values() else (problem.suggestion,)


def alike(problem: Problem, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that one answer settles: of the same column, with the same value and suggestion."""
    return [other for other in problems if _kind(other) == _kind(problem)]


def _kind(problem: Problem) -> tuple[str, ...]:
    return problem.table, problem.column, problem.code, problem.value, problem.suggestion


def offered(problems: Iterable[Problem]) -> dict[Problem, str]:
    """Return all that may be accepted at once: what is suggested wherever that is one value."""
    return {problem: choices(problem)[0] for problem in problems if len(choices(problem)) == 1}


def corrections(found: Reading, chosen: Chosen) -> Corrections:
    """Return the new text of the cells for which something was chosen, to be put in when the file is read again.

    Parameters
    ----------
    found : the file as it was read; corrections it was read with are in its cells already.
    chosen : what was accepted. Of a cell with several values only that of the problem is replaced.
    """
    made: dict[tuple[str, int, str], str] = {}
    for problem, text in chosen.items():
        where = problem.table, problem.row, problem.column
        made[where] = _replaced(made.get(where, _cell(found, problem)), problem.value, text)
    return made


def taught(chosen: Chosen) -> list[tuple[str, str]]:
    """Return which names were accepted for which agencies, for `Agencies.learned`."""
    return [(problem.value, one) for problem, one in chosen.items() if problem.code == UNKNOWN["agencies"]]


def _cell(found: Reading, problem: Problem) -> str:
    """Return the text of the cell that a problem is about; its value where the file has no such cells."""
    sheet = found.sheets.get(found.sources.get(problem.table, problem.table), Sheet(""))
    if problem.column not in sheet.headings or problem.row > len(sheet.rows):
        return problem.value
    cells, at = sheet.rows[problem.row - 1], sheet.headings.index(problem.column)
    return cells[at] if at < len(cells) else ""


def _replaced(cell: str, value: str, text: str) -> str:
    """Return a cell with one of its values replaced, all of it where it holds no such part."""
    parts = _BETWEEN.split(cell)
    is_there = [arabic_digits(part.strip()) == arabic_digits(value.strip()) for part in parts]
    if len(parts) == 1 or not any(is_there):
        return text
    return "".join(text if there else part for there, part in zip(is_there, parts, strict=True))
