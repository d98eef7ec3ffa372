"""The words people put in dates: months, eras, weekdays, hours. This module leaves the numbers and the month."""

import re
from typing import Literal, NamedTuple

from data.readers.spelling import nearest, well_formed

Era = Literal["", "buddhist", "common"]

_FULL_TH = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
_SHORT_TH = ("มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค")
_FULL_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_CLIPPED_TH = tuple(re.sub("(คม|ยน|พันธ์)$", "", name) for name in _FULL_TH)
_CLIPPED_EN = tuple(name[:3] for name in _FULL_EN)
_THAI, _ENGLISH = (
    {name.lower(): month for names in sets for month, name in enumerate(names, start=1)}
    for sets in ((_FULL_TH, _SHORT_TH, _CLIPPED_TH), (_FULL_EN, _CLIPPED_EN))
)
_THAI["กรกฏาคม"] = 7
_ENGLISH["sept"] = 9

_BUDDHIST = re.compile(r"พ\.?\s?ศ\.?(?![ก-๎])|พุทธศักราช|\bb\.?\s?e\b\.?", re.IGNORECASE)
_COMMON = re.compile(r"ค\.?\s?ศ\.?(?![ก-๎])|คริสต์?ศักราช|\b(?:a\.?\s?d|c\.?\s?e)\b\.?", re.IGNORECASE)
_FISCAL = re.compile(
    r"(?:ประจำ)?\s*ปี\s*งบ(?:ประมาณ|ฯ)?|ปี\s*งปม\.?|งบ(?:ประมาณ)?\s*(?:ประจำ)?\s*ปี|\bfiscal\s+year\b|\bfy\s?(?=\d)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(?:(?:ช่วง)?(?:ต้น|กลาง|ปลาย)|ประมาณ|ราว\s?ๆ?|ตั้งแต่|early|mid|late|about|around|since|ca?\.|~)"
    r"\s*-?\s*(?:ปี|เดือน)?\s*",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"^(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ?|ศุกร์|เสาร์|อาทิตย์)\s+(?=\d)|(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ?|ศุกร์|เสาร์|อาทิตย์)\s*ที่|วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ?|ศุกร์|เสาร์|อาทิตย์)"
    r"|\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"(?:ประจำ)?ปี|วันที่|เดือน|เมื่อ|(?<=[0-9])\s*(?:st|nd|rd|th)\b(?:\s+of\b)?", re.IGNORECASE)
_HOUR = re.compile(
    r"(?<=\S)[\s,]+(?:เวลา\s*)?(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:น\.?|[ap]\.?m\.?))?|\d{1,2}\.\d{2}\s*น\.?)$",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """A date without the words that are only words.

    Attributes
    ----------
    text : numbers, signs between them, and a month's name.
    era : what the text says of its year.
    is_fiscal : it is of the year of a budget, which begins in October of the year before.
    is_vague : it only says about when.
    """

    text: str
    era: Era = ""
    is_fiscal: bool = False
    is_vague: bool = False


def heard(text: str) -> Said:
    """Return what a date says.

    >>> heard("วันศุกร์ที่ ๑๖ เดือน กุมภาพันธ์ พ.ศ. ๒๕๕๐ เวลา 09.00 น.")
    Said(text='16 กุมภาพันธ์ 2550', era='buddhist', is_fiscal=False, is_vague=False)
    """
    clean = " ".join(well_formed(text).split())
    era: Era = "buddhist" if _BUDDHIST.search(clean) else "common" if _COMMON.search(clean) else ""
    clean = _COMMON.sub(" ", _BUDDHIST.sub(" ", clean)).strip()
    is_fiscal, is_vague = bool(_FISCAL.search(clean)), bool(_VAGUE.match(clean))
    clean = _WEEKDAY.sub(" ", _HOUR.sub("", _VAGUE.sub("", _FISCAL.sub(" ", clean))))
    return Said(" ".join(_SPOKEN.sub(" ", clean).split()).strip(" ,"), era, is_fiscal, is_vague)


def month_of(name: str) -> tuple[int | None, bool]:
    """Return the month that a word names, and whether in Thai.

    >>> month_of("ก.พ."), month_of("-Feb-")
    ((2, True), (2, False))
    """
    word = _bare(name)
    return _THAI.get(word) or _ENGLISH.get(word), word in _THAI


def nearest_month(name: str) -> str:
    """Return the name of the month that a misspelt word may mean, blank for none."""
    return nearest(_bare(name), [*_THAI, *_ENGLISH])


def _bare(name: str) -> str:
    return re.sub(r"[\s.,/\-–]", "", name).lower()
