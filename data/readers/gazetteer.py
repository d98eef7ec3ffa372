"""The official names of areas by level, each with the areas around it. This module is the list that is searched."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.readers.hierarchy import fill_official
from data.readers.spelling import letters
from data.readers.spelt import Positions, Spellings, Typed
from data.schema import Level

_BAN = re.compile(r"^\s*(?:บ้าน\s*|ban\s+)(?=\S)", re.IGNORECASE)
_WITHIN = re.compile(r"[(),/]")
_MAIN_AMPHOE = re.compile("^(เมือง|mueang)")
"""Begins the name of the amphoe that is mostly called by this word alone."""


def typed_place(name: str) -> Typed:
    """Return the name of a place ready to be compared; the word บ้าน tells it from no other.

    >>> typed_place("บ้าน ใหม่"), typed_place("Bang Sai")
    (Typed(text='บ้านใหม่', size=4), Typed(text='bangsai', size=7))
    """
    return Typed(letters(name), len(letters(_BAN.sub("", name))))


@dataclass(frozen=True, eq=False)
class Names:
    """The areas of one level.

    Attributes
    ----------
    codes : of the areas, sorted.
    numbers : of villages by the last two of eight digits, else 0.
    spelt : their names.
    above : the positions of the areas that hold each area, and its own, by level; -1 where none is known.
    """

    codes: list[str]
    numbers: Positions
    spelt: Spellings
    above: Mapping[Level, Positions]


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
    lines = [_line(code, parent) for code in codes]
    above = {
        wider: np.array([next((at[code] for code in line if code in at), -1) for line in lines], dtype=np.int64)
        for wider, at in place.items()
    }
    numbers = [int(code[6:]) if re.fullmatch("[0-9]{8}", code) else 0 for code in codes]
    return Names(codes, np.array(numbers, dtype=np.int64), Spellings.of(ways), above)


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
