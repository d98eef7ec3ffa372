"""A problem in words, Thai and English. This module says what is wrong, what was seen, and what may be meant."""

from data.errors import Problem
from data.schema import Label
from data.schema.problems import PROBLEMS

_SEEN, _ALLOWED = 100, 400


def one_line(text: str, longest: int = _SEEN) -> str:
    """Return `text` on one line without control characters, shortened.

    >>> one_line("abcdef", 3)
    'abc…'
    """
    flat = "".join(letter if letter.isprintable() else " " for letter in text[: longest + 1])
    return flat if len(flat) <= longest else f"{flat[:longest]}…"


def said_of(problem: Problem) -> Label:
    """Return what a problem's code says, and how many more there are where it stands for those that are not told.

    >>> said_of(Problem("ties", 0, "to_id", "self_tie", "", more=1200)).english
    'and 1,200 more like this: an initiative cannot be tied to itself'
    """
    said = PROBLEMS.get(problem.code, Label(problem.code, problem.code))
    if not problem.more:
        return said
    return Label(
        f"และอีก {problem.more:,} แห่งแบบเดียวกัน: {said.thai}", f"and {problem.more:,} more like this: {said.english}"
    )


def worded(problem: Problem) -> Label:
    """Return what is wrong with a value: its code, the value seen, what is allowed, what was likely meant.

    >>> worded(Problem("ties", 3, "to_id", "self_tie", "I1")).english
    '[self_tie] "I1": an initiative cannot be tied to itself'
    """
    said = said_of(problem)
    seen = f' "{one_line(problem.value)}"' if problem.value else ""
    thai, english = (f"[{problem.code}]{seen}: {words}" for words in said)
    if problem.allowed:
        thai += f"; ใช้ได้: {one_line(problem.allowed, _ALLOWED)}"
        english += f"; allowed: {one_line(problem.allowed, _ALLOWED)}"
    if problem.suggestion and problem.code.endswith("read_as"):
        thai, english = (f'{words}: "{one_line(problem.suggestion)}"' for words in (thai, english))
    elif problem.suggestion:
        thai += f'; หมายถึง "{one_line(problem.suggestion)}" หรือไม่'
        english += f'; did you mean "{one_line(problem.suggestion)}"?'
    return Label(thai, english)
