"""Agency names to ids, shortened or misspelt. This module finds agencies and learns what they are called."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import pandas as pd

from data.readers.agencynames import KINDS, agency_letters, place_of, typed_agency
from data.readers.bynames import ByName, codes_like
from data.readers.matches import LONGEST, Guess, Match, Reason, ranked, settled
from data.readers.spelling import letters, well_formed
from data.readers.spelt import Typed
from data.schema import SEPARATOR, typed

_PLACE_ONLY = 0.85
"""What an agency is worth that is called by its place alone or by its kind alone."""
_NAMES = ("name_th", "name_en", "short_name")
_BREAKING = re.compile(r"[\x00-\x1f\x7f]")
_CACHED = 20_000


class Agencies:
    """Every agency of a register by its Thai, English and short name, and by what else it is called.

    Parameters
    ----------
    agencies : records of the table ``agencies``.
    aliases : records of the table ``aliases``; None for none.

    Examples
    --------
    >>> from data.schema import typed
    >>> register = typed("agencies", {"agency_id": ["A1"], "name_th": ["องค์การบริหารส่วนตำบลท่าดี"]})
    >>> Agencies(register).settle("อบต. ท่าดี")
    'A1'
    """

    def __init__(self, agencies: pd.DataFrame, aliases: pd.DataFrame | None = None) -> None:
        known = agencies.dropna(subset=["agency_id"]).drop_duplicates("agency_id", keep="last")
        named = {
            str(one): [name for name in names if isinstance(name, str)]
            for one, *names in known[["agency_id", *_NAMES]].itertuples(index=False)
        }
        self._aliases = _by_alias(aliases, named)
        self._official = {one: _ways(names) for one, names in named.items()}
        self._names = ByName(self._official)
        self._places = ByName({one: {place_of(name) for name in names} for one, names in named.items()})
        self._found = lru_cache(maxsize=_CACHED)(self._find)

    def find(self, text: str) -> list[Match]:
        """Return what `text` may mean, the likeliest first, at most eight; none where nothing is like it.

        Parameters
        ----------
        text : an id, a name, a short name, or what an agency was called before.
        """
        return list(self._found(text.strip())) if len(text) <= LONGEST else []

    def settle(self, text: str) -> str | None:
        """Return the agency that `text` surely means, None where a human has to choose."""
        return settled(self.find(text))

    def learned(self, accepted: Iterable[tuple[str, str]]) -> pd.DataFrame:
        """Return what was accepted for which agency as records of the table ``aliases``.

        Left out is what teaches nothing: an agency's own name, one that is accepted for several agencies or is the
        name of another, and what no alias can be.

        Parameters
        ----------
        accepted : what stood in the file, and the id that was accepted for it.
        """
        meant: dict[str, set[str]] = {}
        for text, one in accepted:
            if one in self._official and not _BREAKING.search(text) and SEPARATOR not in text:
                meant.setdefault(" ".join(well_formed(text).split()), set()).add(one)
        fresh = {alias: ones.pop() for alias, ones in meant.items() if len(ones) == 1 and self._is_new(alias)}
        return typed("aliases", {"alias": list(fresh), "agency_id": list(fresh.values())})

    def _is_new(self, alias: str) -> bool:
        spelt = agency_letters(alias)
        return (
            bool(spelt) and alias not in self._official and all(spelt not in ways for ways in self._official.values())
        )

    def _find(self, text: str) -> list[Match]:
        if text in self._official:
            return [Match(text, 1.0, Reason.CODE)]
        asked = typed_agency(text)
        found = [*self._guesses(asked), *self._names.guesses(Typed(letters(text), asked.size))]
        found += [Guess(one, 0, 1.0, Reason.ALIAS) for one in self._aliases.get(asked.text, ())]
        is_exact = any(not guess.slips for guess in found)
        near = [] if is_exact else codes_like(text, self._names.codes)
        return ranked(near or found)

    def _guesses(self, asked: Typed) -> Iterator[Guess]:
        """Yield what is so called, and what is by its place alone or by its kind alone."""
        if asked.text in KINDS:
            asked = Typed(f"{asked.text}ฯ", asked.size)
        else:
            yield from (_doubted(guess) for guess in self._places.guesses(asked))
        for guess in self._names.guesses(asked):
            yield _doubted(guess) if asked.text.endswith("ฯ") else guess


def _doubted(guess: Guess) -> Guess:
    return guess._replace(likeness=guess.likeness * _PLACE_ONLY)


def _ways(names: Iterable[str]) -> set[str]:
    """Return the ways to write the names of an agency: as they stand, and with abbreviations written out."""
    return {way for name in names for way in (letters(name), agency_letters(name)) if way}


def _by_alias(aliases: pd.DataFrame | None, known: Mapping[str, object]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    pairs = [] if aliases is None else aliases[["alias", "agency_id"]].dropna().itertuples(index=False)
    for alias, one in pairs:
        if one in known and agency_letters(alias):
            found.setdefault(agency_letters(alias), set()).add(one)
    return found
