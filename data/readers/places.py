"""Place names to official codes, misspelt or not. This module finds what a text may mean, and never guesses."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.readers.bynames import codes_like
from data.readers.gazetteer import Names, gazetteer, typed_place
from data.readers.matches import LONGEST, MOST, Guess, Match, Reason, ranked, settled
from data.readers.placenames import Around, Wanted, listed, readings, take_apart
from data.readers.spelling import letters
from data.readers.spelt import Positions, Slips, Typed
from data.schema import Level

_NEAR = 0.8
"""Likeness below which a text without marks is also tried as a list of names: ท่าดี ลานสกา."""
_LISTED = 0.95
"""What a match in such a list is worth."""
_DOUBTED = 0.7
"""What a match is worth of which something that is said does not hold."""
_ELSEWHERE = 0.25
"""What a namesake is worth that does not lie where it should: too little to be suggested."""
_LIFT = 0.1
"""How much likelier a name is at most for lying where it should."""
_UNSAID = 0.85
"""What a village is worth that is called by its name alone where nothing says that it is a village."""
_NUMBER = 3
"""How many letters a village number stands for."""
_CODE = re.compile(r"[A-Za-z]{0,4}[-_.]?\d[\w.-]*")
_MOST_NUMBERED = 3
"""So many villages of a number are offered at most."""
_CACHED = 20_000
_LEVELS = tuple(Level)


class _Within(NamedTuple):
    """The areas of one level within those that are named: where they are, letters that differ, letters compared."""

    at: Positions
    slips: Slips
    size: int


class Places:
    """Every area of a register by its Thai and English name.

    Parameters
    ----------
    areas : records of the table ``areas``; levels and parents of official codes are filled in.

    Examples
    --------
    >>> from data.schema import typed
    >>> places = Places(typed("areas", {"code": ["8003", "800301"], "name_th": ["ลานสกา", "ท่าดี"]}))
    >>> places.find("ต.ท่าดิ อ.ลานสกา")[0].code, places.settle("ต.ท่าดี อ.ลานสกา")
    ('800301', '800301')
    >>> places.settle("ต.ท่าดิ") is None
    True
    """

    def __init__(self, areas: pd.DataFrame) -> None:
        self._names = gazetteer(areas)
        self._level = {code: level for level, names in self._names.items() for code in names.codes}
        self._found = lru_cache(maxsize=_CACHED)(self._find)
        self._within = lru_cache(maxsize=512)(self._lying)

    def find(
        self,
        text: str,
        *,
        amphoe: str = "",
        tambon: str = "",
        province: str = "",
        level: Level | None = None,
        moo: int | None = None,
    ) -> list[Match]:
        """Return what `text` may mean, the likeliest first, at most eight; none where nothing is like it.

        Parameters
        ----------
        text : a code, a name, or a place written in one: หมู่ 4 บ้านหนองคล้า ต.ท่าดี อ.ลานสกา.
        amphoe, tambon, province : names of the areas that hold it, from elsewhere, misspelt or not.
        level : what the place is, where that is known.
        moo : its village number, where that is known.
        """
        named = ((Level.PROVINCE, province), (Level.AMPHOE, amphoe), (Level.TAMBON, tambon))
        around = tuple((wider, name.strip()) for wider, name in named if name.strip())
        longest = max(len(text), *(len(name) for _, name in named))
        return (
            list(self._found(text.strip(), around, level, () if moo is None else (moo,)))
            if longest <= LONGEST
            else []
        )

    def settle(
        self,
        text: str,
        *,
        amphoe: str = "",
        tambon: str = "",
        province: str = "",
        level: Level | None = None,
        moo: int | None = None,
    ) -> str | None:
        """Return the code that `text` surely means, None where a human has to choose; parameters as in `find`."""
        return settled(self.find(text, amphoe=amphoe, tambon=tambon, province=province, level=level, moo=moo))

    def _find(self, text: str, around: Around, level: Level | None, moos: tuple[int, ...]) -> list[Match]:
        code = text if text in self._level else letters(text).removeprefix("th").upper()
        if code in self._level:
            return [Match(code, 1.0, Reason.CODE)] if level in (None, self._level[code]) else []
        said = take_apart(text)
        if _CODE.fullmatch(text) and not said.moos:
            return ranked(codes_like(code, [one for one, its in self._level.items() if level in (None, its)]))
        wanted = list(readings(said, around, level, moos))
        guesses = [guess for one in wanted for guess in self._guesses(one)]
        if max((guess.likeness for guess in guesses), default=0.0) < _NEAR:
            listing = (guess for one in wanted for part in listed(one) for guess in self._guesses(part))
            guesses += [guess._replace(likeness=guess.likeness * _LISTED) for guess in listing]
        return ranked(guesses or [guess for one in wanted for guess in self._doubtful(one, level)])

    def _lying(self, level: Level, around: Around) -> _Within:
        """Return which areas of a level lie within all that is named; an exact name leaves out those nearly so."""
        names = self._names[level]
        total, size = np.zeros(len(names.codes)), 0
        for wider, name in around:
            typed = typed_place(name)
            held = [one for one in _LEVELS[: _LEVELS.index(level) + 1] if wider in (None, one)]
            found = [self._slips_above(names, one, typed) for one in held if wider or one != level]
            total += np.minimum.reduce([np.full(len(total), np.inf), *found])
            size += 0 if wider == Level.PROVINCE else typed.size
        at = np.flatnonzero(np.isfinite(total))
        return _Within(at, total[at], size)

    def _slips_above(self, names: Names, wider: Level, typed: Typed) -> Slips:
        slips = self._names[wider].spelt.slips(typed)
        if (slips == 0).any():
            slips = np.where(slips == 0, 0.0, np.inf)
        return np.append(slips, np.inf)[names.above[wider]]

    def _guesses(self, wanted: Wanted) -> Iterator[Guess]:
        for level in wanted.levels:
            within = self._within(level, wanted.around)
            if wanted.name and len(within.at):
                worth = _UNSAID if _is_unsaid(level, wanted) else 1
                for guess in self._named(self._names[level], within, wanted):
                    yield guess._replace(likeness=guess.likeness * worth)
            elif len(within.at) and wanted.around:
                for at in np.flatnonzero(np.isin(self._names[level].numbers[within.at], wanted.moos)):
                    code, slips = self._names[level].codes[within.at[at]], float(within.slips[at])
                    yield Guess(code, slips, 1 - slips / max(within.size, 1), Reason.NUMBER)

    def _named(self, names: Names, within: _Within, wanted: Wanted) -> Iterator[Guess]:
        """Yield the nearest areas by name; a village number that is said holds or makes doubtful."""
        typed = typed_place(wanted.name)
        own = names.spelt.slips(typed, None if len(within.at) == len(names.codes) else within.at)
        doubted = np.zeros(len(own), dtype=bool)
        if wanted.moos:
            numbered = np.isin(names.numbers[within.at], wanted.moos)
            doubted = numbered ^ np.isfinite(own)
            own[doubted & numbered] = 0 if numbered.sum() <= _MOST_NUMBERED else np.inf
        slips = own + within.slips
        order = np.argsort(slips + _NUMBER * doubted, kind="stable")[:MOST]
        nearest = slips[order[0]]
        is_tied = nearest > 0 and (slips[order] == nearest).sum() > 1
        size = max(typed.size, 1)
        alike = np.minimum(1 - slips / (size + within.size), 1 - own / size + _LIFT)
        for at in order[np.isfinite(slips[order])]:
            likeness = max(float(alike[at]), 0.0) * (_DOUBTED if doubted[at] else 1)
            reason = _reason(is_exact=slips[at] == 0, is_doubted=bool(doubted[at]))
            odd = names.spelt.odd(typed, int(within.at[at])) if is_tied and slips[at] == nearest else 0
            total = float(slips[at]) + _NUMBER * bool(doubted[at])
            yield Guess(names.codes[within.at[at]], total, likeness, reason, odd)

    def _doubtful(self, wanted: Wanted, level: Level | None) -> Iterator[Guess]:
        """Yield the narrowest area that is named around what was not found, and what is so named elsewhere."""
        known = [(wider, name) for wider, name in wanted.around if wider is not None]
        if known and level is None:
            wider, name = known[-1]
            for guess in self._guesses(Wanted(name, (wider,), tuple(known[:-1]))):
                yield guess._replace(likeness=guess.likeness * _DOUBTED, reason=Reason.WIDER)
        if wanted.name and wanted.around:
            for guess in self._guesses(wanted._replace(around=())):
                yield guess._replace(likeness=guess.likeness * _ELSEWHERE, reason=Reason.ELSEWHERE)


def _is_unsaid(level: Level, wanted: Wanted) -> bool:
    typed = typed_place(wanted.name)
    return level == Level.VILLAGE and len(wanted.levels) > 1 and not wanted.around and typed.size == len(typed.text)


def _reason(*, is_exact: bool, is_doubted: bool) -> Reason:
    if is_doubted:
        return Reason.NUMBER_DIFFERS
    return Reason.NAME if is_exact else Reason.ALIKE
