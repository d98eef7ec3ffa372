"""The value someone probably meant. This module compares spellings, Thai names among them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

_LIKELY = 0.6
_PREFIX = re.compile(r"^(ตำบล|ต\.|อำเภอ|อ\.|จังหวัด|จ\.|หมู่ที่\s*\d+|หมู่บ้าน|บ้าน|ม\.\s*\d+)\s*")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_REPEATED_MARK = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")


def plain_name(name: str) -> str:
    """Return a Thai or English name as it is compared: NFC, one form of ำ, no prefixes, blanks or repeated marks.

    >>> plain_name("ต. ท่าดี") == plain_name("ท่าดี")
    True
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", name)).replace("\u0e4d\u0e32", "\u0e33")
    text = _REPEATED_MARK.sub(r"\1", text).strip()
    stripped = _PREFIX.sub("", text)
    return re.sub(r"\s+", "", stripped or text).lower()


def nearest(value: str, choices: Sequence[str]) -> str:
    """Return the choice spelt most like `value`, blank when none is likely.

    >>> nearest("stauts", ["status", "outcome"])
    'status'
    """
    found = process.extractOne(
        value, choices, scorer=OSA.normalized_similarity, processor=str.lower, score_cutoff=_LIKELY
    )
    return found[0] if found else ""


class Namesakes:
    """Codes by their names: finds the code of a misspelt code or of a name written in its place."""

    def __init__(self, codes: Iterable[str], names: Mapping[str, str]) -> None:
        self._codes = sorted(codes)
        self._by_name: dict[str, list[str]] = {}
        for code in sorted(names):
            self._by_name.setdefault(plain_name(names[code]), []).append(code)
        self._names = list(self._by_name)

    def likely(self, value: str) -> str:
        """Return the likely code, or ``a / b`` where several places bear the name, or blank.

        >>> Namesakes(["800601"], {"800601": "ท่าดี"}).likely("ตำบลท่าดี")
        '800601'
        """
        if any("\u0e00" <= letter <= "\u0e7f" for letter in value):
            name = nearest(plain_name(value), self._names)
            return " / ".join(self._by_name[name][:3]) if name else ""
        return nearest(value, self._codes) or self._named(value)

    def _named(self, value: str) -> str:
        name = nearest(plain_name(value), self._names)
        return " / ".join(self._by_name[name][:3]) if name else ""
