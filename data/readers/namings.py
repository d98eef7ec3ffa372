"""What others call our areas, themes and agencies. This module finds our codes for them, or makes new ones.

Nothing is guessed: a name is ours where one of ours is spelt so, a foreign code where just one of ours bears it.
"""

import hashlib
import unicodedata
from collections.abc import Iterable

import pandas as pd

from data.readers.areacodes import bare_code
from data.readers.gathering import Gathered
from data.readers.iati_parts import Words
from data.schema import Records
from data.schema.labels import plain

_DAC = ("1", "2")


class Areas:
    """Codes of the known areas."""

    def __init__(self, known: Records) -> None:
        self._codes = set(known["areas"]["code"]) if "areas" in known else set()

    def code(self, codes: Iterable[str]) -> str:
        """Return the first of `codes` that is that of a known area, with or without the country before it."""
        spelt = (spelling for code in codes for spelling in (code, bare_code(code)))
        return next((code for code in spelt if code in self._codes), "")


class Agencies:
    """Agencies by their ids and names; one that nobody knows yet is added."""

    def __init__(self, known: Records, gathered: Gathered) -> None:
        self._gathered = gathered
        agencies = known.get("agencies", pd.DataFrame(columns=["agency_id"]))
        self._ids = set(agencies["agency_id"])
        self._by_name: dict[str, set[str]] = {}
        for name in ("name_th", "name_en", "short_name"):
            for one, called in zip(agencies["agency_id"], agencies.get(name, ()), strict=False):
                self._learn(called, one)

    def _learn(self, name: object, one: str) -> None:
        if isinstance(name, str) and _same(name):
            self._by_name.setdefault(_same(name), set()).add(one)

    def code(self, stated: str, named: Words, sector: str, row: int) -> str:
        """Return the id of an agency by its stated id, else its name; blank where it has neither."""
        if stated in self._ids:
            return stated
        namesakes = self._by_name.get(_same(named.thai), set()) | self._by_name.get(_same(named.english), set())
        if len(namesakes) == 1:
            return next(iter(namesakes))
        return self._add(stated, named, sector, row) if stated or named.thai else ""

    def _add(self, stated: str, named: Words, sector: str, row: int) -> str:
        one = stated or made_id(named.thai)
        if one not in self._ids:
            name = " ".join(named.thai.split()) or one
            self._gathered.add(
                "agencies", row, agency_id=one, name_th=name, name_en=" ".join(named.english.split()), sector=sector
            )
            self._ids.add(one)
            self._learn(named.thai, one)
            self._learn(named.english, one)
        return one


class Themes:
    """Themes by their codes and those of the DAC; a sector that is none of them is added, with a note."""

    def __init__(self, known: Records, gathered: Gathered) -> None:
        self._gathered = gathered
        themes = known.get("themes", pd.DataFrame(columns=["code", "dac_code"]))
        self._codes = set(themes["code"])
        self._by_dac: dict[str, list[str]] = {}
        for code, dac in themes[["code", "dac_code"]].dropna().itertuples(index=False):
            self._by_dac.setdefault(dac, []).append(code)

    def is_known(self, code: str) -> bool:
        """Whether `code` is that of a theme of ours."""
        return code in self._codes

    def code(self, vocabulary: str, sector: str, named: Words, row: int) -> str:
        """Return the theme of a sector; of a code of the DAC that several themes bear, one of its own."""
        if not sector:
            return ""
        own = f"{'DAC' if vocabulary in _DAC else f'IATI-{vocabulary}'}-{sector}"
        if own in self._codes:
            return own
        bearers = self._by_dac.get(sector, []) if vocabulary in _DAC else []
        if len(bearers) == 1:
            return bearers[0]
        self._add(own, sector if vocabulary in _DAC else "", named, row)
        self._gathered.note("themes", row, "code", "new_theme", own, ", ".join(bearers))
        return own

    def _add(self, own: str, dac: str, named: Words, row: int) -> None:
        name = " ".join(named.thai.split()) or own.replace("-", " ")
        self._gathered.add("themes", row, code=own, name_th=name, name_en=named.english, dac_code=dac)
        self._codes.add(own)


def made_id(name: str) -> str:
    """Return the id of an agency that has none: the same for the same name, however it is spaced or cased.

    >>> made_id("กรม  ชลประทาน") == made_id("กรม ชลประทาน"), len(made_id("UNICEF"))
    (True, 14)
    """
    return f"org-{hashlib.sha256(_same(name).encode()).hexdigest()[:10]}"


def _same(name: str) -> str:
    return plain(unicodedata.normalize("NFC", name))
