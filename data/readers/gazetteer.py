"""The official names of areas, level by level. This module counts the letters by which a text differs from each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.readers.hierarchy import fill_official
from data.readers.spelling import letters, odd_letters
from data.schema import Level

_FAR = 0.4
"""Share of its letters by which a name may differ and still be thought of."""
_BAN = re.compile(r"^\s*(?:บ้าน\s*|ban\s+)(?=\S)", re.IGNORECASE)
_WITHIN = re.compile(r"[(),/]")
_MAIN_AMPHOE = re.compile("^(เมือง|mueang)")
"""Begins the name of the amphoe that is mostly called by this word alone."""
_CUT = "ฯ"

Slips = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int64]


class Typed(NamedTuple):
    """A name as typed: what is compared of it, and how many letters tell it from others (บ้าน tells nothing)."""

    text: str
    size: int

    @classmethod
    def of(cls, name: str) -> "Typed":
        """Return a name ready to be compared.

        >>> Typed.of("บ้าน ใหม่"), Typed.of("Bang Sai")
        (Typed(text='บ้านใหม่', size=4), Typed(text='bangsai', size=7))
        """
        return cls(letters(name), len(letters(_BAN.sub("", name))))


@dataclass(frozen=True, eq=False)
class Spelt:
    """Every way to write the names of the areas of one level in one script.

    Attributes
    ----------
    ways : those of one area together; `starts` says where those of each begin, and where the last ends.
    """

    ways: list[str]
    starts: Positions

    @classmethod
    def of(cls, ways: Sequence[Sequence[str]]) -> "Spelt":
        """Take the ways of each area in turn; one without any has a blank one."""
        full = [some or [""] for some in ways]
        return cls([way for some in full for way in some], np.cumsum([0, *map(len, full)], dtype=np.int64))

    def of_area(self, at: int) -> list[str]:
        """Return the ways of one area."""
        return self.ways[self.starts[at] : self.starts[at + 1]]

    def among(self, positions: Positions) -> "Spelt":
        """Return the ways of some areas only."""
        spans = zip(self.starts[positions].tolist(), self.starts[positions + 1].tolist(), strict=True)
        return Spelt.of([self.ways[begin:end] for begin, end in spans])


@dataclass(frozen=True, eq=False)
class Names:
    """The areas of one level.

    Attributes
    ----------
    codes : of the areas, sorted.
    numbers : of villages by the last two of eight digits, else 0.
    thai, latin : their names.
    above : the positions of the areas that hold each area, and its own, by level; -1 where none is known.
    """

    codes: list[str]
    numbers: Positions
    thai: Spelt
    latin: Spelt
    above: Mapping[Level, Positions]

    def slips(self, typed: Typed, among: Positions | None = None) -> Slips:
        """Return by how many letters a name differs from the nearest name of each area.

        Parameters
        ----------
        among : positions of the areas that are asked about; None for all.

        Returns
        -------
        One number per area; infinite where the name is out of question. Of one that ``ฯ`` cuts, the beginning counts.
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

    def _spelt(self, typed: Typed) -> Spelt:
        return self.latin if typed.text.isascii() else self.thai

    def odd(self, typed: Typed, at: int) -> int:
        """Count the unlikely slips between a name as typed and the nearest name of an area."""
        ways = self._spelt(typed).of_area(at)
        return min((OSA.distance(typed.text, way), odd_letters(typed.text, way)) for way in ways)[1]


def gazetteer(areas: pd.DataFrame) -> dict[Level, Names]:
    """Return the names of all areas of a frame, by level; levels and parents of official codes are filled in."""
    whole = fill_official(areas).dropna(subset=["code", "level"]).drop_duplicates("code", keep="last")
    by_level = {level: whole[whole["level"] == level].sort_values("code") for level in Level}
    parent = dict(zip(whole["code"], whole["parent"], strict=True))
    place = {level: {code: at for at, code in enumerate(frame["code"])} for level, frame in by_level.items()}
    return {level: _names(level, frame, parent, place) for level, frame in by_level.items()}


def _names(
    level: Level, frame: pd.DataFrame, parent: Mapping[str, str], place: Mapping[Level, Mapping[str, int]]
) -> Names:
    codes = [str(code) for code in frame["code"]]
    named = frame[["name_th", "name_en"]].to_numpy(dtype="object")
    ways = [_ways(level, [name for name in names if isinstance(name, str)]) for names in named]
    thai, latin = (
        Spelt.of([[way for way in some if way.isascii() == is_latin] for some in ways]) for is_latin in (False, True)
    )
    lines = [_line(code, parent) for code in codes]
    above = {
        wider: np.array([next((at[code] for code in line if code in at), -1) for line in lines], dtype=np.int64)
        for wider, at in place.items()
    }
    numbers = [int(code[6:]) if re.fullmatch("[0-9]{8}", code) else 0 for code in codes]
    return Names(codes, np.array(numbers, dtype=np.int64), thai, latin, above)


def _line(code: str, parent: Mapping[str, str]) -> list[str]:
    """Return an area and those that hold it; a ring of parents ends where it began."""
    line: list[str] = []
    while isinstance(code, str) and code not in line:
        line.append(code)
        code = parent.get(code, "")
    return line


def _ways(level: Level, names: Sequence[str]) -> list[str]:
    """Return how the names of an area may be written: with and without บ้าน, as one of several, by its first word."""
    written = [part for name in names for part in ([name, *_WITHIN.split(name)] if _WITHIN.search(name) else [name])]
    if level == Level.VILLAGE:
        written += [_BAN.sub("", name) if _BAN.match(name) else _with_ban(name) for name in written]
    ways = [letters(name) for name in written]
    if level == Level.AMPHOE:
        mains = [name for way in ways if (found := _MAIN_AMPHOE.match(way)) for name in (way, found[0])]
        ways += [way for name in mains for way in (name, name.replace("mueang", "muang"))]
    return list(dict.fromkeys(way for way in ways if way))


def _with_ban(name: str) -> str:
    return f"Ban {name}" if name.isascii() else f"บ้าน{name}"
