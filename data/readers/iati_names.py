"""What an IATI file calls our areas, agencies and themes. This module finds our codes for them, or makes new ones."""

from collections.abc import Iterable
from urllib.parse import unquote

from data.readers.areacodes import bare_code
from data.readers.gathering import Gathered
from data.readers.iati_parts import Words
from data.readers.namings import made_id
from data.readers.references import References
from data.schema import Records, typed
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
    """Agencies by their ids, names and aliases; one that nobody knows for sure is added."""

    def __init__(self, known: Records, gathered: Gathered) -> None:
        self._gathered = gathered
        self._known = References("agencies", known, makes=False)
        self._ids = set(known.get("agencies", typed("agencies"))["agency_id"])
        self._met: dict[tuple[str, Words], str] = {}

    def code(self, stated: str, named: Words, sector: str, row: int) -> str:
        """Return the id of an agency by its stated id, else its name; blank where it has neither."""
        if (stated, named) not in self._met:
            self._met[stated, named] = self._code(stated, named, sector, row)
        return self._met[stated, named]

    def _code(self, stated: str, named: Words, sector: str, row: int) -> str:
        if stated in self._ids:
            return stated
        for name in filter(None, named):
            if one := self._known.code(name):
                kept = self._known.name(one)
                if plain(kept) != plain(name):
                    self._gathered.note("agencies", row, "name_th", "read_as", name, "", kept)
                return one
        return self._add(stated, named, sector, row) if stated or named.thai else ""

    def own(self, stated: str, named: Words, sector: str, row: int) -> str:
        """Return the id that we gave an agency, whatever it is called; one that is not kept is added."""
        one = unquote(stated)
        if one and one not in self._ids:
            name = named.thai or one
            self._gathered.add("agencies", row, agency_id=one, name_th=name, name_en=named.english, sector=sector)
            self._gathered.note("agencies", row, "agency_id", "new_agency", name)
            self._ids.add(one)
        return one

    def _add(self, stated: str, named: Words, sector: str, row: int) -> str:
        one = stated or made_id(named.thai)
        if one not in self._ids:
            name = " ".join(named.thai.split()) or one
            self._gathered.add(
                "agencies", row, agency_id=one, name_th=name, name_en=" ".join(named.english.split()), sector=sector
            )
            self._gathered.note("agencies", row, "agency_id", "new_agency", name)
            self._ids.add(one)
        return one


class Themes:
    """Themes by their codes and those of the DAC; a sector that is none of them is added, with a note."""

    def __init__(self, known: Records, gathered: Gathered) -> None:
        self._gathered = gathered
        themes = known.get("themes", typed("themes"))
        self._codes = set(themes["code"])
        self._by_dac: dict[str, list[str]] = {}
        for code, dac in themes[["code", "dac_code"]].dropna().itertuples(index=False):
            self._by_dac.setdefault(dac, []).append(code)

    def is_known(self, code: str) -> bool:
        """Whether `code` is that of a theme of ours."""
        return code in self._codes

    def learn(self, code: str, dac: str, named: Words, row: int) -> None:
        """Add a theme of our own vocabulary, unless it is known."""
        if code and code not in self._codes:
            self._gathered.add(
                "themes", row, code=code, name_th=named.thai or code, name_en=named.english, dac_code=dac
            )
            self._gathered.note("themes", row, "code", "new_theme", code)
            self._codes.add(code)

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
