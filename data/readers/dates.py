"""Dates as people in Thailand write them. This module reads one date and says how sure it is."""

import calendar
import datetime
import re
from itertools import islice
from typing import Literal, NamedTuple

from data.readers.datewords import Said, heard, month_of, nearest_month
from data.readers.eras import BUDDHIST_YEARS, likely_year, year_of

Precision = Literal["", "month", "year"]

FORMS = "2007-02-16, 16/2/2550, 16 ก.พ. 2550, ก.พ. 2550, 2550"
"""What a date may look like, said to users."""

_LONGEST = 120
"""Characters up to which a text may be a date."""
_MOST_SIGNS = 5
"""So many dashes may stand in two dates."""
_HERE = 7 * 60
"""Minutes by which clocks here are ahead of UTC."""
_SERIALS = range(20_000, 330_000)
"""Days that spreadsheets count from the end of 1899; from the year 2400 on they were typed in the Buddhist Era."""
_FIRST_SERIAL = datetime.date(1899, 12, 30)

_TIME = r"[T ]([01]?\d|2[0-4]):([0-5]\d)(?::\d\d(?:[.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})(?:\2(\d{{1,2}})(?:{_TIME})?)?", re.IGNORECASE)
_WORDLESS = re.compile(r"[0-9/.-]+")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NUMERIC = re.compile(r"(\d{1,2})(?:\s*[/.-]\s*|\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+)(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/-]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(?:(\d{1,2})\s*)?([^\d\s][^\d]*?)\s*(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([^\d\s][^\d]*?)\s*(\d{1,2})\s*,?\s+(\d{4})")
_YEAR = re.compile(r"(\d{4}|\d{2})(?:\.0+)?")
_SERIAL = re.compile(r"(\d{5,6})(?:\.\d+)?")
_SPAN = re.compile(r"\s*(?:-|–|—|~|จนถึง|ถึง|\bto\b|\buntil\b|(?<=\d{4})/(?=\d\d$))\s*", re.IGNORECASE)


class DateReading(NamedTuple):
    """A date as understood.

    Attributes
    ----------
    value : the day; None when nothing could be understood.
    precision : ``month`` or ``year`` when the source gives no more.
    problem : blank, ``bad_date`` (no such form or year), ``impossible_date``, ``ambiguous_date``, ``fiscal_year``.
    suggestion : a likely date where there is a problem, as precise as what was written.
    note : blank, or what was taken where another reading was possible.
    """

    value: datetime.date | None
    precision: Precision = ""
    problem: str = ""
    suggestion: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        """The date as it is written here, as precise as it is known; blank where there is none."""
        size = {"year": 4, "month": 7, "": 10}[self.precision]
        return self.value.isoformat()[:size] if self.value else ""


_BAD = DateReading(None, problem="bad_date")


def read_date(text: str, *, at_end: bool) -> DateReading:
    """Return the date that `text` means.

    What can be read in several ways is a problem with the likely date, or read with a note where CONTRACT says how:
    a year of two digits after a Thai month is 25xx, a day stands before its month.

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
    >>> read_date("ปีงบประมาณ 2569", at_end=False).suggestion
    '2025-10-01'
    """
    if len(text) > _LONGEST:
        return _BAD
    said = Said(text) if _WORDLESS.fullmatch(text) or _ISO.fullmatch(text) else heard(text)
    if said.is_fiscal:
        return _fiscal(said.text, at_end=at_end)
    reading = _understood(said.text, at_end=at_end)
    if reading.problem in ("bad_date", "impossible_date") and not reading.suggestion:
        reading = _span(said.text, at_end=at_end) or reading
    is_doubtful = said.is_vague or _is_of_another_era(said)
    return _doubted(reading) if is_doubtful and reading.value else reading


def _understood(text: str, *, at_end: bool) -> DateReading:
    if match := _YEAR.fullmatch(text):
        return _year(match[1], at_end=at_end)
    if match := _ISO.fullmatch(text):
        return _iso(match, at_end=at_end)
    if match := _COMPACT.fullmatch(text):
        return _compact(text)
    if match := _NUMERIC.fullmatch(text):
        return _numeric(*match.groups())
    if match := _MONTH_YEAR.fullmatch(text):
        return _month_year(match[1], match[2], at_end=at_end)
    if match := _NAMED.fullmatch(text):
        return _named(match[1], match[2], match[3], at_end=at_end)
    if match := _MONTH_FIRST.fullmatch(text):
        return _named(match[2], match[1], match[3], at_end=at_end)
    return _serial(int(match[1])) if (match := _SERIAL.fullmatch(text)) else _BAD


def _doubted(reading: DateReading, problem: str = "ambiguous_date") -> DateReading:
    """Return a reading as a problem with what was read as the likely date."""
    return DateReading(None, problem=problem if reading.value else "bad_date", suggestion=reading.text)


def _is_of_another_era(said: Said) -> bool:
    """Whether a year is not of the era that the text names."""
    years = [int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", said.text)]
    buddhist = [year in BUDDHIST_YEARS for year in years]
    return (said.era == "buddhist" and not all(buddhist)) or (said.era == "common" and any(buddhist))


def _fiscal(text: str, *, at_end: bool) -> DateReading:
    """Suggest the first or last day of the year of a budget, from October of the year before to September."""
    years = re.findall(r"(?<!\d)(?:\d{4}|\d\d)(?!\d)", text)
    digits = years[-1 if at_end else 0] if years and not re.sub(r"[\d\s()/.,–-]|ถึง", "", text) else ""
    year = year_of(likely_year(digits)) if digits else None
    if year is None:
        return _BAD
    day = datetime.date(year, 9, 30) if at_end else datetime.date(year - 1, 10, 1)
    return DateReading(None, problem="fiscal_year", suggestion=day.isoformat())


def _span(text: str, *, at_end: bool) -> DateReading | None:
    """Suggest the first or the last of two dates that stand in one cell; what only the last says is of both."""
    for sign in islice(_SPAN.finditer(text), _MOST_SIGNS):
        head, tail = text[: sign.start()], text[sign.end() :]
        tail = head[:-2] + tail if re.fullmatch(r"\d{4}", head) and re.fullmatch(r"\d\d", tail) else tail
        last = _understood(tail, at_end=True)
        rests = ("", re.sub(r"^\d{1,2}(?!\d)[\s/.-]*", "", tail), (re.findall(r"\d+$", tail) or [""])[0])
        first = next(
            (read for rest in rests if (read := _understood(f"{head} {rest}".strip(), at_end=False)).value), _BAD
        )
        if first.value and last.value and first.value <= last.value:
            return _doubted(last if at_end else first)
    return None


def _year(digits: str, *, at_end: bool) -> DateReading:
    year = year_of(likely_year(digits))
    if year is None:
        return _BAD
    reading = DateReading(datetime.date(year, 12, 31) if at_end else datetime.date(year, 1, 1), "year")
    return reading if len(digits) == 4 else _doubted(reading)


def _dated(number: int, month: int, day: int | None, *, at_end: bool) -> DateReading:
    year = year_of(number)
    if year is None:
        return _BAD
    if not 1 <= month <= 12:
        return DateReading(None, problem="impossible_date")
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return DateReading(datetime.date(year, month, last if at_end else 1), "month")
    if not 1 <= day <= last:
        suggestion = datetime.date(year, month, last).isoformat() if day > last else ""
        return DateReading(None, problem="impossible_date", suggestion=suggestion)
    return DateReading(datetime.date(year, month, day))


def _iso(match: re.Match[str], *, at_end: bool) -> DateReading:
    """Read year, month and day, with or without an hour; an hour of elsewhere may be of another day here."""
    year, _, month, day, hour, minute, zone = match.groups()
    reading = _dated(int(year), int(month), int(day) if day else None, at_end=at_end)
    if zone is None or reading.value is None:
        return reading
    sign = -1 if zone[0] == "-" else 1
    ahead = sign * (60 * int(zone[1:3]) + int(zone[-2:])) if zone[1:] else 0
    here = reading.value + datetime.timedelta(days=(60 * int(hour) + int(minute) - ahead + _HERE) // (24 * 60))
    return DateReading(here, note="" if here == reading.value else here.isoformat())


def _compact(text: str) -> DateReading:
    """Read eight digits as year, month, day; the other way round is only suggested."""
    reading = _dated(int(text[:4]), int(text[4:6]), int(text[6:]), at_end=False)
    other = _dated(int(text[4:]), int(text[2:4]), int(text[:2]), at_end=False)
    return _doubted(other) if other.value else reading


def _serial(number: int) -> DateReading:
    """Suggest the day that a spreadsheet counts so."""
    if number not in _SERIALS:
        return _BAD
    day = _FIRST_SERIAL + datetime.timedelta(days=number)
    return _doubted(_dated(day.year, day.month, day.day, at_end=False))


def _numeric(day: str, month: str, year: str) -> DateReading:
    """Read day/month/year; a two-digit year may be of three centuries, so it is asked about, never guessed."""
    if len(year) == 2:
        likely = _dated(likely_year(year), int(month), int(day), at_end=False)
        return DateReading(None, problem="ambiguous_date", suggestion=likely.text)
    reading = _dated(int(year), int(month), int(day), at_end=False)
    if int(year) in BUDDHIST_YEARS:
        return reading
    swapped = _dated(int(year), int(day), int(month), at_end=False).value
    if reading.value and swapped and swapped != reading.value:
        return reading._replace(note=reading.value.isoformat())
    return reading._replace(suggestion=swapped.isoformat()) if swapped and not reading.value else reading


def _month_year(month: str, year: str, *, at_end: bool) -> DateReading:
    reading = _dated(likely_year(year), int(month), None, at_end=at_end)
    return reading if len(year) == 4 else _doubted(reading)


def _named(day: str | None, name: str, year: str, *, at_end: bool) -> DateReading:
    """Read a month's name and a year; two digits are 25xx after a Thai month, and that is said."""
    month, is_thai = month_of(name)
    if month is None:
        likely = nearest_month(name)
        return _doubted(_named(day, likely, year, at_end=at_end), "bad_date") if likely else _BAD
    number = int(year) if len(year) == 4 else 2500 + int(year) if is_thai else likely_year(year)
    reading = _dated(number, month, int(day) if day else None, at_end=at_end)
    if len(year) == 4 or not reading.value:
        return reading
    return reading._replace(note=reading.value.isoformat()) if is_thai else _doubted(reading)
