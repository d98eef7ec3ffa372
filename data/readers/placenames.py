"""A place as people write it, in one text. This module takes it apart: หมู่ 4 บ้านหนองคล้า ต.ท่าดี อ.ลานสกา."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from data.readers.spelling import well_formed
from data.schema import Level

_POST_CODE = re.compile(r"(?<![\d/-])\d{5}(?![\d/-])")
_COUNTRY = re.compile(r"[,\s]+(?:thailand|ประเทศไทย)\s*\.?$", re.IGNORECASE)
_HOUSE = re.compile(r"^\s*(?:(?:บ้าน)?เลขที่|no\.?)?\s*\d+(?:/\d+)+\s*(?=\S)|^\s*(?:บ้าน)?เลขที่\s*\d+\s*", re.IGNORECASE)
_MOO = re.compile(
    r"(?:หมู่บ้านที่|หมู่ที่|หมู่|(?<![ก-๎.])ม\.?|\b(?:moo|mu|village\s+no|m)\b\.?|\b(?:moo|mu|m)(?=\d))"
    r"\s*(\d{1,2}(?!\d)(?:\s*(?:,|-|–|&|/|และ|ถึง|กับ|and|to)\s*\d{1,2}(?!\d))*)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<name>[^,;]+?)\s+(?P<mark>sub-?\s?district|district|province|tambon|amphoe|amphur|changwat)\b\.?(?=\s*(?:,|;|$))[,;\s]*",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?P<province>จังหวัด|(?<!อบ)จ\.|จว\.|(?<!\S)จ(?=\s)|\b(?:changwat|province(?:\s+of)?)\b)"
    r"|(?P<amphoe>กิ่งอำเภอ|กิ่ง\s*อ\.|อำเภอ|(?<!สส)(?<!สก)อ\.|(?<!\S)อ(?=\s)|\b(?:amphoe|amphur|district(?:\s+of)?|a\.))"
    # สามตำบล is the one tambon of the country whose name holds such a word
    r"|(?P<tambon>(?<!สาม)ตำบล|อบต\.|(?<!ท)ต\.|(?<!\S)ต(?=\s)|\b(?:tambon|tumbon|sub-?\s?district(?:\s+of)?|t\.))"
    r"|(?:(?<=[\s,;])|^)(?P<village>หมู่บ้าน(?!ที่)|บ\.|village\b(?!\s+no)|(?<=[\s,;])(?:บ้าน|ban\b)(?=\s*[^\s,;]))",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(\d{1,2})(?:\s*(?:-|–|ถึง|to)\s*(\d{1,2}))?", re.IGNORECASE)
_AREAS = ("tambon", "amphoe", "province")
_BREAK = re.compile(r"\s*[,;/|]\s*")


_LEVELS = tuple(Level)

Around = tuple[tuple[Level | None, str], ...]
"""Names of areas that hold the place, each with its level; None where the text does not say it."""


@dataclass(frozen=True)
class PlaceText:
    """What a text says of a place.

    Attributes
    ----------
    bare : what bears no word that says its level.
    village, tambon, amphoe, province : the names that do, blank where none does.
    loose : further names between commas, of areas around it.
    moos : village numbers; several where the text lists them.
    """

    bare: str = ""
    village: str = ""
    tambon: str = ""
    amphoe: str = ""
    province: str = ""
    loose: tuple[str, ...] = ()
    moos: tuple[int, ...] = ()

    def above(self) -> tuple[tuple[Level, str], ...]:
        """Return the areas that the place is said to lie in, widest first."""
        named = zip(_LEVELS, (self.province, self.amphoe, self.tambon), strict=False)
        return tuple((level, name) for level, name in named if name)


def take_apart(text: str) -> PlaceText:
    """Return the parts of a place as written in Thai or English.

    Examples
    --------
    >>> take_apart("หมู่ ๔ บ้านหนองคล้า ต.ท่าดี อ.ลานสกา")
    PlaceText(bare='', village='บ้านหนองคล้า', tambon='ท่าดี', amphoe='ลานสกา', province='', loose=(), moos=(4,))
    >>> take_apart("Tha Di Subdistrict, Lan Saka District, Nakhon Si Thammarat").loose
    ('Nakhon Si Thammarat',)
    """
    clean = " ".join(_COUNTRY.sub("", _POST_CODE.sub(" ", well_formed(text))).split())
    clean, moos = _numbers(_HOUSE.sub("", clean))
    clean = _AFTER.sub(lambda found: f", {found['mark']} {found['name'].strip()}, ", clean)
    parts = dict.fromkeys(("bare", "village", *_AREAS), "")
    loose: list[str] = []
    for mark, name in _pieces(clean):
        first, *more = _BREAK.split(name) if mark in _AREAS else [name]
        parts[mark] = f"{parts[mark]} {first}".strip()
        loose += [other for other in more if other]
    return PlaceText(**parts, loose=tuple(loose), moos=moos)


def _numbers(text: str) -> tuple[str, tuple[int, ...]]:
    """Take the village numbers out of a text; of a range all between."""
    listed = " , ".join(_MOO.findall(text))
    spans = ((int(first), int(last or first)) for first, last in _SPAN.findall(listed))
    found = (number for first, last in spans for number in range(first, max(first, last) + 1))
    return _MOO.sub(" , ", text), tuple(dict.fromkeys(found))


def _pieces(text: str) -> list[tuple[str, str]]:
    """Cut a text where a word says what follows; a word right after another, or with nothing after it, is a name."""
    cuts = [("bare", 0, 0)]
    for found in _MARK.finditer(text):
        is_named = text[found.end() :].strip(" ,;")
        if is_named and (len(cuts) == 1 or text[cuts[-1][2] : found.start()].strip(" ,;")):
            keeps = found.lastgroup == "village" and found[0].lower() in ("บ้าน", "ban")
            cuts.append((str(found.lastgroup), found.start(), found.start() if keeps else found.end()))
    ends = [start for _, start, _ in cuts[1:]] + [len(text)]
    pieces = ((mark, _tidy(text[begin:end])) for (mark, _, begin), end in zip(cuts, ends, strict=True))
    return [(mark, name) for mark, name in pieces if name]


def _tidy(name: str) -> str:
    return " ".join(name.split()).strip(" ,;/|-–()")


def words_of(text: str) -> list[str]:
    """Return the names that a text without any such word may list: between commas, else between blanks.

    >>> words_of("ท่าดี ลานสกา")
    ['ท่าดี', 'ลานสกา']
    """
    return [piece for piece in (_BREAK.split(text) if _BREAK.search(text) else text.split()) if piece]


class Wanted(NamedTuple):
    """A way to read a text: a name (blank: none) or a number, of which levels, within which areas."""

    name: str
    levels: tuple[Level, ...]
    around: Around
    moos: tuple[int, ...] = ()


def readings(said: PlaceText, around: Around, level: Level | None, moos: tuple[int, ...]) -> Iterator[Wanted]:
    """Yield the ways to read a text: what is the place's own name, and what only says where it lies."""
    moos = tuple(dict.fromkeys((*said.moos, *moos)))
    holding = (*around, *said.above(), *((None, name) for name in said.loose))
    holding = tuple(sorted(dict.fromkeys(holding), key=lambda one: _LEVELS.index(one[0]) if one[0] else -1))
    narrowest = level or (Level.VILLAGE if said.village or moos else None)
    if narrowest == Level.VILLAGE:
        loose = ((None, said.bare),) if said.bare else ()
        if said.village or (said.bare and moos):
            yield Wanted(said.village, (Level.VILLAGE,), (*loose, *holding), moos)
        if not said.village:
            yield Wanted(said.bare, (Level.VILLAGE,), holding, moos)
    elif narrowest or not said.bare:
        own: Level = narrowest or next((one for one, _ in said.above()[::-1]), Level.PROVINCE)
        name = dict(said.above()).get(own, said.bare)
        yield Wanted(name, (own,), _holding(holding, own, name))
    else:
        marked = [_LEVELS.index(one) for one, _ in said.above()]
        yield Wanted(said.bare, _LEVELS[max(marked, default=-1) + 1 :], holding)


def _holding(around: Around, level: Level, name: str) -> Around:
    """Leave out what is said of areas narrower than the place, and its own name."""
    return tuple(
        (wider, said)
        for wider, said in around
        if wider is None or (_LEVELS.index(wider) <= _LEVELS.index(level) and (wider, said) != (level, name))
    )


def listed(wanted: Wanted) -> Iterator[Wanted]:
    """Yield a name as a list of names, the place first or last, those of the areas around it after or before it."""
    words = words_of(wanted.name)
    if 1 < len(words) <= len(_LEVELS):
        for name, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
            yield wanted._replace(name=name, around=(*wanted.around, *((None, word) for word in rest)))
