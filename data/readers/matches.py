"""What a name may mean, and how surely. This module ranks likely codes and says when one may be taken unasked."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from data.schema import Label

SETTLED = 0.9
"""Confidence from which a code is taken unasked: at most one letter in ten is not as the register spells it.

Measured (docs/names.md): of the names of 5,659 tambon of other provinces, no misspellings at all, one in a hundred
lies one letter from a tambon here, but at most one in a thousand is so long and so near that it would be taken.
"""
BEHIND = 2
"""Letters by which the next name must be further off: one letter nearer could still be two slips towards this one."""
SUGGESTED = 0.3
"""Confidence below which a match is no suggestion: three namesakes are, four are not."""
SEVERAL = " / "
"""Between the codes of a suggestion where several places or agencies are meant equally well."""
MOST = 8
"""So many matches are offered at most."""
LONGEST = 250
"""Characters up to which a text is looked up: no name is longer, and what is would take long."""


class Reason(StrEnum):
    """Why a match is offered."""

    CODE = "code"
    NAME = "name"
    ALIKE = "alike"
    ALIAS = "alias"
    NUMBER = "number"
    NUMBER_DIFFERS = "number_differs"
    WIDER = "wider"
    ELSEWHERE = "elsewhere"


REASONS: Mapping[Reason, Label] = MappingProxyType(
    {
        Reason.CODE: Label("ตรงหรือใกล้กับรหัส", "the code, or nearly"),
        Reason.NAME: Label("ชื่อตรงกัน", "the same name"),
        Reason.ALIKE: Label("สะกดใกล้เคียง", "spelt nearly so"),
        Reason.ALIAS: Label("ชื่อเรียกที่เคยรับแล้ว", "a name that was accepted before"),
        Reason.NUMBER: Label("ตรงตามเลขหมู่", "the village of this number"),
        Reason.NUMBER_DIFFERS: Label("ชื่อกับเลขหมู่ไม่ตรงกัน", "name and village number do not agree"),
        Reason.WIDER: Label("ไม่พบชื่อที่แคบกว่า พบพื้นที่ที่กว้างกว่า", "only the wider area that is named was found"),
        Reason.ELSEWHERE: Label("มีชื่อนี้ แต่อยู่นอกพื้นที่ที่บอก", "so named, but not within the area that is named"),
    }
)
"""What each reason says, Thai and English."""


class Match(NamedTuple):
    """A code that a text may mean.

    Attributes
    ----------
    code : the official code or id.
    confidence : 0..1: the share of letters that are as the register spells them, divided among those equally likely.
    reason : why it is offered.
    """

    code: str
    confidence: float
    reason: Reason


class Guess(NamedTuple):
    """A match before it is held against the others.

    Attributes
    ----------
    slips : letters that differ.
    likeness : 0..1, share of the letters that do not.
    unlikely : slips that hardly happen; the fewer, the earlier among the equally near.
    """

    code: str
    slips: float
    likeness: float
    reason: Reason
    unlikely: int = 0


def ranked(guesses: Iterable[Guess]) -> list[Match]:
    """Return the best guess of each code in order, its confidence shared with those that are not clearly behind it.

    Examples
    --------
    >>> ranked([Guess("800901", 0, 1.0, Reason.NAME), Guess("801217", 0, 1.0, Reason.NAME)])[0].confidence
    0.5
    """
    best: dict[str, Guess] = {}
    for guess in sorted(guesses, key=lambda guess: (guess.slips, -guess.likeness, guess.unlikely, guess.code)):
        best.setdefault(guess.code, guess)
    order = list(best.values())
    return [
        Match(guess.code, round(guess.likeness / _rivals(guess, order), 4), guess.reason) for guess in order[:MOST]
    ]


def _rivals(guess: Guess, order: Sequence[Guess]) -> float:
    """Count who is as near, itself too, and for a quarter who is near behind; behind a name as it stands is none."""
    level = sum(other.slips <= guess.slips for other in order)
    near = sum(guess.slips < other.slips < guess.slips + BEHIND for other in order) if guess.slips else 0
    return level + near / 4


def settled(matches: Sequence[Match]) -> str | None:
    """Return the code that may be taken unasked, None where a human has to choose.

    >>> settled([Match("800601", 0.85, Reason.ALIKE)]) is None
    True
    """
    return matches[0].code if matches and matches[0].confidence >= SETTLED else None


def suggestion(matches: Sequence[Match]) -> str:
    """Return the likely code, several with `SEVERAL` between them where they are equally likely, blank for none.

    >>> suggestion([Match("8006", 0.5, Reason.NAME), Match("800602", 0.5, Reason.NAME)])
    '8006 / 800602'
    """
    if not matches or matches[0].confidence < SUGGESTED:
        return ""
    return SEVERAL.join(match.code for match in matches if match.confidence == matches[0].confidence)
