"""Dates as people in Thailand write them. This module reads one date and says how sure it is."""

import calendar
import datetime
import re
from typing import Literal, NamedTuple

Precision = Literal["", "month", "year"]

FORMS = "2007-02-16, 16/2/2550, 16 ก.พ. 2550, ก.พ. 2550, 2550"
"""What a date may look like, said to users."""

BUDDHIST_YEARS = range(2400, 2701)
COMMON_YEARS = range(1800, 2200)
ERA = 543
"""Years that the Buddhist Era is ahead."""

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

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{2}|\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*/\s*(\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})\s*)?([^\d\s][^\d]*?)\s*(\d{4}|\d{2})")
_YEAR = re.compile(r"\d{4}")
_SPOKEN = re.compile(r"พ\.\s?ศ\.|ค\.\s?ศ\.|พุทธศักราช|ปี|วันที่|เดือน|(?<=[0-9])\s*(?:st|nd|rd|th)\b")


class DateReading(NamedTuple):
    """A date as understood.

    Attributes
    ----------
    value : the day; None when nothing could be understood.
    precision : ``month`` or ``year`` when the source gives no more.
    problem : blank, ``bad_date`` (no such form or year), ``impossible_date`` or ``ambiguous_date``.
    suggestion : a likely date where there is a problem.
    note : blank, or what was taken where another reading was possible.
    """

    value: datetime.date | None
    precision: Precision = ""
    problem: str = ""
    suggestion: str = ""
    note: str = ""


def arabic_digits(text: str) -> str:
    """Return `text` with Thai digits as 0-9.

    >>> arabic_digits("๒๕๕๐")
    '2550'
    """
    return text.translate(_THAI_DIGITS)


def year_of(number: int) -> int | None:
    """Return the year CE that `number` means: Buddhist Era from 2400 to 2700, else CE; None for no likely year.

    >>> year_of(2550), year_of(2007), year_of(2300)
    (2007, 2007, None)
    """
    if number in BUDDHIST_YEARS:
        return number - ERA
    return number if number in COMMON_YEARS else None


def read_date(text: str, *, at_end: bool) -> DateReading:
    """Return the date that `text` means.

    Parameters
    ----------
    text : a date in any of `FORMS`, Thai or 0-9 digits, Buddhist Era from 2400 to 2700.
    at_end : a year or month alone is its last day instead of its first.

    Examples
    --------
    >>> read_date("16 ก.พ. ๒๕๕๐", at_end=False).value
    datetime.date(2007, 2, 16)
    >>> read_date("2550", at_end=True)[:2]
    (datetime.date(2007, 12, 31), 'year')
    >>> read_date("31/2/2550", at_end=False).problem
    'impossible_date'
    """
    clean = " ".join(_SPOKEN.sub(" ", arabic_digits(text)).split())
    if match := _ISO.fullmatch(clean):
        year, month, day = match.groups()
        return _dated(int(year), int(month), int(day) if day else None, at_end=at_end)
    if match := _NUMERIC.fullmatch(clean):
        return _numeric(*match.groups())
    if match := _MONTH_YEAR.fullmatch(clean):
        return _dated(int(match[2]), int(match[1]), None, at_end=at_end)
    if match := _NAMED.fullmatch(clean):
        return _named(match[1], match[2], match[3], at_end=at_end)
    return _year(int(clean), at_end=at_end) if _YEAR.fullmatch(clean) else DateReading(None, problem="bad_date")


def _year(number: int, *, at_end: bool) -> DateReading:
    year = year_of(number)
    if year is None:
        return DateReading(None, problem="bad_date")
    return DateReading(datetime.date(year, 12, 31) if at_end else datetime.date(year, 1, 1), "year")


def _dated(number: int, month: int, day: int | None, *, at_end: bool) -> DateReading:
    year = year_of(number)
    if year is None:
        return DateReading(None, problem="bad_date")
    if not 1 <= month <= 12:
        return DateReading(None, problem="impossible_date")
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return DateReading(datetime.date(year, month, last if at_end else 1), "month")
    if not 1 <= day <= last:
        suggestion = datetime.date(year, month, last).isoformat() if day > last else ""
        return DateReading(None, problem="impossible_date", suggestion=suggestion)
    return DateReading(datetime.date(year, month, day))


def _numeric(day: str, month: str, year: str) -> DateReading:
    """Read day/month/year; a two-digit year may be of three centuries, so it is asked about, never guessed."""
    if len(year) == 2:
        likely = _dated(2500 + int(year), int(month), int(day), at_end=False).value
        return DateReading(None, problem="ambiguous_date", suggestion=likely.isoformat() if likely else "")
    reading = _dated(int(year), int(month), int(day), at_end=False)
    if int(year) in BUDDHIST_YEARS:
        return reading
    swapped = _dated(int(year), int(day), int(month), at_end=False).value
    if reading.value and swapped and swapped != reading.value:
        return reading._replace(note=reading.value.isoformat())
    return reading._replace(suggestion=swapped.isoformat()) if swapped and not reading.value else reading


def _named(day: str | None, name: str, year: str, *, at_end: bool) -> DateReading:
    """Read a month's name and a year; two digits are 25xx after a Thai month, and that is said."""
    word = re.sub(r"[\s.,]", "", name).lower()
    month = _THAI.get(word) or _ENGLISH.get(word)
    if month is None:
        return DateReading(None, problem="bad_date")
    short = len(year) == 2
    reading = _dated(2500 + int(year) if short else int(year), month, int(day) if day else None, at_end=at_end)
    if not short or not reading.value:
        return reading
    if word in _ENGLISH:
        return DateReading(None, problem="ambiguous_date", suggestion=reading.value.isoformat())
    return reading._replace(note=reading.value.isoformat())
