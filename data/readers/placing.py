"""Places told in several cells to official codes. This module settles each row's area, or says why it cannot."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from data.readers.areacodes import bare_code
from data.readers.matches import SEVERAL, Match, settled, suggestion
from data.readers.placenames import take_apart
from data.readers.places import Places
from data.readers.spelling import arabic_digits
from data.schema import Level, typed

NOWHERE = frozenset({"#n/a", "n/a", "na", "#ref!", "#value!", "0", "none", "null", "unknown", "ไม่ทราบ", "ไม่ระบุ"})
"""What stands in place of a code that nobody found."""
_SEVERAL = re.compile(r"[,;\n]|\sและ|\sand\s")
_LONGEST = 300
"""No place is told in so many letters."""
_LEVELS = {"village": Level.VILLAGE, "tambon": Level.TAMBON, "amphoe": Level.AMPHOE, "province": Level.PROVINCE}
_NARROWEST_FIRST = ("text", "village", "moo", "tambon", "amphoe", "province")
_CODE = "place.code"
_DEPTHS = ("province", "จังหวัด", "amphoe", "อำเภอ", "district", "tambon", "ตำบล", "village", "หมู่บ้าน")
_NUMBER = 2
"""A text of so many letters under a name or village number is a number, no code."""
_MOST_LISTED = 100
_MOST_MISSED = 1000
"""After so many texts that name no place for sure no further one is looked up: those have to be settled first."""


class Placed(NamedTuple):
    """What a row says of its place.

    Attributes
    ----------
    codes : the areas; none where nothing is said, or nothing is found.
    unknown : (heading, text, likely code) of each text that is no place as it stands.
    nowhere : the place in words, what stood for its code, and where, if the file itself says that it has none.
    taken : (heading, text, code, confidence) of each text that was taken for a place although spelt otherwise.
    """

    codes: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str, str], ...] = ()
    nowhere: tuple[str, str, str] | None = None
    taken: tuple[tuple[str, str, str, float], ...] = ()


class Placer:
    """Finds the areas of rows.

    Parameters
    ----------
    areas : the known areas.
    headings : target (``place.…``) of each heading that tells of the place.
    """

    def __init__(self, areas: pd.DataFrame | None, headings: Mapping[str, str]) -> None:
        known = typed("areas") if areas is None else areas
        self._codes = frozenset(known["code"])
        self._parents = frozenset(known["parent"].dropna())
        told = known[["level", "name_th", "parent"]].fillna("").itertuples(index=False, name=None)
        self._named = dict(zip(known["code"], told, strict=True))
        self._places = Places(known)
        self._headings = dict(sorted(headings.items(), key=lambda one: _depth(one[0])))
        self._sought: dict[tuple[object, ...], list[Match]] = {}
        self._missed = 0

    def place(self, cells: Mapping[str, str]) -> Placed:
        """Return where a row is, told by the cells under its headings."""
        coded = [heading for heading, target in self._headings.items() if target == _CODE and cells[heading]]
        words = {target: heading for heading, target in self._headings.items() if cells[heading] and target != _CODE}
        if not coded:
            return self._told(cells, words)
        heading, stated = coded[-1], cells[coded[-1]]
        if stated.lower() in NOWHERE:
            place = " / ".join((*(cells[heading] for heading in words.values()), stated))
            return Placed(nowhere=(place, stated, heading))
        placed = self._coded(heading, stated)
        is_wide = len(placed.codes) == 1 and placed.codes[0] in self._parents
        narrower = {target: heading for target, heading in words.items() if target in ("place.village", "place.moo")}
        return self._told(cells, narrower, placed.codes[0]) if is_wide and narrower else placed

    def _coded(self, heading: str, stated: str) -> Placed:
        found, unknown = [], []
        for part in _parts(stated):
            code = self._code(part)
            if code:
                found.append(code)
            else:
                unknown.append((heading, part, suggestion(self._find(part))))
        return Placed(tuple(dict.fromkeys(found)), tuple(unknown))

    def _code(self, text: str) -> str:
        return next((one for one in (text, bare_code(text)) if one in self._codes), "")

    def _told(self, cells: Mapping[str, str], words: Mapping[str, str], within: str = "") -> Placed:
        """Return the place that words tell: the narrowest that is named, within the others or the area of a code."""
        narrowest = next((part for part in _NARROWEST_FIRST if f"place.{part}" in words), "")
        if not narrowest:
            return Placed()
        heading = words[f"place.{narrowest}"]
        told = {
            part: _bare(part, cells[words[f"place.{part}"]])
            for part in ("province", "amphoe", "tambon")
            if f"place.{part}" in words and part != narrowest
        }
        sought = _Sought(
            narrowest, self._around(within) if within else told, cells.get(words.get("place.moo", ""), "")
        )
        found = self._all(cells[heading], sought)
        return Placed(
            tuple(dict.fromkeys(one.code for one in found if one.code)),
            tuple((heading, one.text, one.likely or within) for one in found if not one.code),
            taken=tuple(
                (heading, one.text, one.code, one.confidence) for one in found if one.code and one.confidence < 1
            ),
        )

    def _all(self, text: str, sought: "_Sought") -> list["_Found"]:
        """Return the place that a text names, or those that it lists; what could be either is not taken."""
        whole, parts = self._one(text, sought), _parts(text)
        if not 1 < len(parts) <= _MOST_LISTED:
            return [whole]
        listed = [self._one(part, sought._replace(moo="")) for part in parts]
        if not whole.code or not all(one.code for one in listed):
            return [whole] if whole.code else listed
        if sought.part == "text" or len({one.code for one in listed}) < 2:
            return [whole]
        is_list = sought.part != "tambon" or "amphoe" in sought.around
        return listed if is_list else [_Found(text, "", SEVERAL.join(one.code for one in listed))]

    def _around(self, code: str) -> dict[str, str]:
        """Return the names of the area of a code and of those around it, by level."""
        found: dict[str, str] = {}
        while code in self._named:
            level, name, parent = self._named[code]
            if level in found:
                break
            found[level] = name
            code = parent
        found.pop("village", None)
        return found

    def _one(self, text: str, sought: "_Sought") -> "_Found":
        code = self._code(text) if len(text) > _NUMBER else ""
        if code:
            return _Found(text, code)
        is_number = sought.part == "moo"
        digits = re.findall(r"\d+", arabic_digits(text if is_number else sought.moo))
        number = int(digits[0]) if len(digits) == 1 and sought.part in ("village", "moo") else None
        level = Level.VILLAGE if is_number else _LEVELS.get(sought.part)
        named = "" if is_number and number is not None else text
        matches = self._find(_bare(sought.part, named), sought.around, level, number)
        if not matches and level:
            matches = self._find(text, sought.around)
        code = settled(matches) or ""
        likely = suggestion(matches) or (self._wider(sought.around) if level == Level.VILLAGE else "")
        return _Found(text, code, likely, matches[0].confidence if code else 0.0)

    def _wider(self, around: Mapping[str, str]) -> str:
        """Return the tambon around a village that nobody knows."""
        if "tambon" not in around:
            return ""
        wider = {part: name for part, name in around.items() if part != "tambon"}
        return suggestion(self._find(around["tambon"], wider, Level.TAMBON))

    def _find(
        self, text: str, around: Mapping[str, str] | None = None, level: Level | None = None, moo: int | None = None
    ) -> list[Match]:
        key = (text, tuple(sorted((around or {}).items())), level, moo)
        if key not in self._sought:
            is_open = self._missed < _MOST_MISSED and len(text) <= _LONGEST
            found = self._places.find(text, level=level, moo=moo, **(around or {})) if is_open else []
            self._missed += settled(found) is None
            self._sought[key] = found
        return self._sought[key]


class _Sought(NamedTuple):
    """What kind of place a text names, within which areas, and its village number."""

    part: str
    around: Mapping[str, str]
    moo: str


class _Found(NamedTuple):
    """What one text means, and how surely: 1 where it is the very name or code of the place."""

    text: str
    code: str
    likely: str = ""
    confidence: float = 1.0


def _bare(part: str, name: str) -> str:
    """Return a name without the word that says its level, under a heading that says it.

    >>> _bare("tambon", "ต. ท่าดี"), _bare("amphoe", "ลานสกา"), _bare("text", "ต.ท่าดี")
    ('ท่าดี', 'ลานสกา', 'ต.ท่าดี')
    """
    is_named = part in ("province", "amphoe", "tambon") and len(name) <= _LONGEST
    told = take_apart(name) if is_named else None
    own = getattr(told, part) if told else ""
    return own if told and own and told.above() == ((_LEVELS[part], own),) and not told.bare else name


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _SEVERAL.split(text) if part.strip()]


def _depth(heading: str) -> int:
    """Return how narrow the areas are whose codes stand under a heading; 0 where it does not say.

    >>> _depth("#adm4+code") > _depth("#adm3+code"), _depth("รหัสตำบล") > _depth("รหัสอำเภอ")
    (True, True)
    """
    digit = re.search(r"adm(?:in)?[_ ]?(\d)", heading.lower())
    named = [at for at, word in enumerate(_DEPTHS) if word in heading.lower()]
    return 10 * int(digit[1]) if digit else max(named, default=-1) + 1
