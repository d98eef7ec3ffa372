"""Many names at once, each spelt in several ways. This module counts by how many letters a text differs from each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.readers.spelling import odd_letters

_FAR = 0.4
"""Share of its letters by which a name may differ and still be thought of."""
_CUT = "ฯ"

Slips = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int64]


class Typed(NamedTuple):
    """A name as typed: what is compared of it, and how many letters of that tell it from others."""

    text: str
    size: int


@dataclass(frozen=True, eq=False)
class Spelt:
    """Every way to write some names in one script.

    Attributes
    ----------
    ways : those of one name together; `starts` says where those of each begin, and where the last ends.
    """

    ways: list[str]
    starts: Positions

    @classmethod
    def of(cls, ways: Sequence[Sequence[str]]) -> "Spelt":
        """Take the ways of each name in turn; one without any has a blank one."""
        full = [some or [""] for some in ways]
        return cls([way for some in full for way in some], np.cumsum([0, *map(len, full)], dtype=np.int64))

    def of_one(self, at: int) -> list[str]:
        """Return the ways of one name."""
        return self.ways[self.starts[at] : self.starts[at + 1]]

    def among(self, positions: Positions) -> "Spelt":
        """Return the ways of some names only."""
        spans = zip(self.starts[positions].tolist(), self.starts[positions + 1].tolist(), strict=True)
        return Spelt.of([self.ways[begin:end] for begin, end in spans])


@dataclass(frozen=True, eq=False)
class Spellings:
    """The names of some areas, agencies or other records, in Thai and in Latin letters."""

    thai: Spelt
    latin: Spelt

    @classmethod
    def of(cls, ways: Sequence[Sequence[str]]) -> "Spellings":
        """Take the ways to write each name, as `letters` gives them."""
        thai, latin = (
            Spelt.of([[way for way in some if way.isascii() == is_latin] for some in ways])
            for is_latin in (False, True)
        )
        return cls(thai, latin)

    def slips(self, typed: Typed, among: Positions | None = None) -> Slips:
        """Return by how many letters a name differs from the nearest way to write each.

        Parameters
        ----------
        among : positions of the names that are asked about; None for all.

        Returns
        -------
        One number per name; infinite where it is out of question. Of a text that ``ฯ`` cuts, the beginning counts.
        """
        spelt = self._spelt(typed) if among is None else self._spelt(typed).among(among)
        starts = spelt.starts[:-1]
        if not len(starts) or not typed.text:
            return np.full(len(starts), np.inf)
        if typed.text.endswith(_CUT) and typed.size > 1:
            begun = np.array([way.startswith(typed.text[:-1]) for way in spelt.ways])
            return np.where(np.logical_or.reduceat(begun, starts), 0.0, np.inf)
        most = max(1, int(_FAR * typed.size))
        found = process.cdist([typed.text], spelt.ways, scorer=OSA.distance, score_cutoff=most, dtype=np.int32)[0]
        nearest = np.minimum.reduceat(found, starts).astype("float64")
        return np.where(nearest > most, np.inf, nearest)

    def odd(self, typed: Typed, at: int) -> int:
        """Count the unlikely slips between a name as typed and the nearest way to write one."""
        ways = self._spelt(typed).of_one(at)
        return min((OSA.distance(typed.text, way), odd_letters(typed.text, way)) for way in ways)[1]

    def _spelt(self, typed: Typed) -> Spelt:
        return self.latin if typed.text.isascii() else self.thai
