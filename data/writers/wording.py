"""A problem in words, Thai and English. This module says what is wrong, what was seen, and what may be meant."""

from data.errors import Problem
from data.schema import Label
from data.schema.problems import PROBLEMS

_SEEN, _ALLOWED = 100, 400
_EXAMPLES = ("bad_number", "bad_integer")
_TO, _AT_MOST = "..", "<= "


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


def allowed_of(problem: Problem) -> Label:
    """Return what would be accepted in place of a value, in words where it is a range or an example.

    >>> allowed_of(Problem("initiatives", 2, "budget_thb", "out_of_range", "-5", "0..")).english
    '0 or more'
    >>> allowed_of(Problem("ties", 2, "level", "out_of_range", "6", "0..5")).thai
    '0 ถึง 5'
    """
    said = problem.allowed
    if problem.code in _EXAMPLES and said:
        return Label(f"ตัวเลข เช่น {said}", f"a number such as {said}")
    if problem.code == "bad_boolean":
        return Label("ใช่, ไม่ใช่", "true, false")
    if said.startswith(_AT_MOST):
        return Label(f"ไม่เกิน {said[len(_AT_MOST) :]}", f"at most {said[len(_AT_MOST) :]}")
    return _range(said) if problem.code == "out_of_range" and _TO in said else Label(said, said)


def _range(said: str) -> Label:
    low, _, high = said.partition(_TO)
    if not high:
        return Label(f"{low} ขึ้นไป", f"{low} or more")
    return Label(f"{low} ถึง {high}", f"{low} to {high}") if low else Label(f"ไม่เกิน {high}", f"at most {high}")


def worded(problem: Problem) -> Label:
    """Return what is wrong with a value: its code, the value seen, what is allowed, what was likely meant.

    >>> worded(Problem("ties", 3, "to_id", "self_tie", "I1")).english
    '[self_tie] "I1": an initiative cannot be tied to itself'
    """
    said = said_of(problem)
    seen = f' "{one_line(problem.value)}"' if problem.value else ""
    thai, english = (f"[{problem.code}]{seen}: {words}" for words in said)
    if problem.allowed:
        allowed = allowed_of(problem)
        thai += f"; ใช้ได้: {one_line(allowed.thai, _ALLOWED)}"
        english += f"; allowed: {one_line(allowed.english, _ALLOWED)}"
    if problem.suggestion and problem.code.endswith("read_as"):
        thai, english = (f'{words}: "{one_line(problem.suggestion)}"' for words in (thai, english))
    elif problem.suggestion:
        thai += f'; หมายถึง "{one_line(problem.suggestion)}" หรือไม่'
        english += f'; did you mean "{one_line(problem.suggestion)}"?'
    return Label(thai, english)
