"""Ties between initiatives as they count on the day. This module weighs each tie by its level."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data.schema import DEFAULT_TIE_LEVEL, TieKind
from geo.keys import Known, among
from geo.links import Bools, Floats, Ints
from geo.months import Days, days_of

FULL = 10.0
"""Strength 1 in tenths, the unit all strengths are kept in: tenths of whole levels are exact."""
_CONFIRMED, _UNCONFIRMED = FULL / 5, FULL / 10
_ORDER = tuple(TieKind)
_KINDS = Known(_ORDER)
_USUAL_LEVEL = np.array([*(DEFAULT_TIE_LEVEL.get(kind, 0) for kind in TieKind), 0], dtype=float)
_NUMBER = {kind: number for number, kind in enumerate(TieKind)}


@dataclass(frozen=True)
class Ties:
    """Ties between two different initiatives.

    Attributes
    ----------
    giver, taker : initiatives the tie goes from and to.
    kind : place in the order of `TieKind`.
    strength : tenths; level / 5, halved if not confirmed; 0 for a complementary review.
    start, end : first and last day of the tie, NaT where open.
    """

    giver: Ints
    taker: Ints
    kind: Ints
    strength: Floats
    start: Days
    end: Days

    def __len__(self) -> int:
        return len(self.giver)

    def is_kind(self, *kinds: TieKind) -> Bools:
        """Say which ties are of one of the kinds."""
        return among(kinds, _ORDER)[self.kind]

    def only(self, is_kept: Bools) -> "Ties":
        """Leave out the others."""
        return Ties(*(getattr(self, name)[is_kept] for name in Ties.__annotations__))

    def then(self, other: "Ties") -> "Ties":
        """Put others behind these."""
        return Ties(*(np.append(getattr(self, name), getattr(other, name)) for name in Ties.__annotations__))

    def renumbered(self, number: Ints) -> "Ties":
        """Give each end its new number, and leave out ties of which one has none (-1)."""
        giver, taker = number[self.giver], number[self.taker]
        return replace(self, giver=giver, taker=taker).only((giver >= 0) & (taker >= 0))

    def live_on(self, day: np.datetime64) -> Bools:
        """Say which ties hold on a day."""
        is_live: Bools = ~(self.start > day) & ~(self.end < day)
        return is_live


_NONE, _NEVER = np.zeros(0, np.int64), np.zeros(0, "M8[D]")
NO_TIES = Ties(_NONE, _NONE, _NONE, np.zeros(0), _NEVER, _NEVER)


def joining(frame: pd.DataFrame) -> Bools:
    """Say which rows of the table ``ties`` make two records one initiative."""
    is_joining: Bools = _KINDS.place(frame["kind"]) == _NUMBER[TieKind.SAME_RECORD]
    return is_joining


def ties_of(frame: pd.DataFrame, giver: Ints, taker: Ints) -> Ties:
    """Weigh the ties of a frame; those within one initiative or to none say nothing.

    Parameters
    ----------
    frame : the table ``ties``; a blank level is the kind's own, see `data.schema.DEFAULT_TIE_LEVEL`.
    giver, taker : the initiatives that it goes from and to, -1 unknown.
    """
    kind = _KINDS.place(frame["kind"])
    level = frame["level"].to_numpy(dtype=float)
    level = np.where(np.isnan(level), _USUAL_LEVEL[kind], level)
    is_confirmed = frame["confirmed"].to_numpy(dtype=bool, na_value=False)
    strength = level * np.where(is_confirmed, _CONFIRMED, _UNCONFIRMED)
    strength[kind == _NUMBER[TieKind.COMPLEMENTARY]] = 0
    start, end = (days_of(frame[name]) for name in ("start_date", "end_date"))
    counts = (giver >= 0) & (taker >= 0) & (giver != taker) & (kind >= 0)
    return Ties(giver[counts], taker[counts], kind[counts], strength[counts], start[counts], end[counts])
