"""Days as they are said in Thailand: Buddhist Era and fiscal years. This module writes dates for readers."""

import calendar
import datetime

from data.schema import BANGKOK as BANGKOK
from data.schema import today as today

ERA = 543
"""Years that the Buddhist Era is ahead."""

_THAI = (
    ("มกราคม", "ม.ค."),
    ("กุมภาพันธ์", "ก.พ."),
    ("มีนาคม", "มี.ค."),
    ("เมษายน", "เม.ย."),
    ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."),
    ("กรกฎาคม", "ก.ค."),
    ("สิงหาคม", "ส.ค."),
    ("กันยายน", "ก.ย."),
    ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."),
    ("ธันวาคม", "ธ.ค."),
)
_BUDDHIST, _YEARS = range(2400, 2700), range(1900, 2200)


def day_of(text: str, default: datetime.date) -> datetime.date:
    """Return the day that `text` means, a year of the Buddhist Era too; `default` where it means none we can show."""
    try:
        found = datetime.date.fromisoformat(text)
        found = found.replace(year=found.year - ERA) if found.year in _BUDDHIST else found
    except ValueError:
        return default
    return found if found.year in _YEARS else default


def local(moment: datetime.datetime) -> datetime.datetime:
    """Return a moment of UTC, as the store keeps it, in Thailand's time.

    >>> local(datetime.datetime(2026, 11, 23, 18, 30)).isoformat()
    '2026-11-24T01:30:00+07:00'
    """
    return moment.replace(tzinfo=datetime.UTC).astimezone(BANGKOK)


def end_of(day: datetime.date) -> datetime.datetime:
    """Return the last moment of a day in Thailand as the store keeps moments: in UTC, without a zone.

    >>> end_of(datetime.date(2026, 11, 23)).isoformat()
    '2026-11-23T16:59:59.999999'
    """
    last = datetime.datetime.combine(day, datetime.time.max, BANGKOK)
    return last.astimezone(datetime.UTC).replace(tzinfo=None)


def long(day: datetime.date, lang: str) -> str:
    """Return a day in full.

    >>> long(datetime.date(2026, 11, 23), "th")
    '23 พฤศจิกายน 2569'
    """
    if lang == "en":
        return f"{day.day} {calendar.month_name[day.month]} {day.year}"
    return f"{day.day} {_THAI[day.month - 1][0]} {day.year + ERA}"


def short(day: datetime.date, lang: str, precision: str = "") -> str:
    """Return a day, month or year as short as its precision allows.

    >>> short(datetime.date(2021, 12, 31), "th", "year")
    '2564'
    """
    if lang == "en":
        return {"year": f"{day.year}", "month": f"{calendar.month_abbr[day.month]} {day.year}"}.get(
            precision, f"{day.day} {calendar.month_abbr[day.month]} {day.year}"
        )
    year, month = day.year + ERA, _THAI[day.month - 1][1]
    return {"year": f"{year}", "month": f"{month} {year}"}.get(precision, f"{day.day} {month} {year}")


def fiscal_year(day: datetime.date) -> int:
    """Return the Thai fiscal year of a day in Buddhist Era: it begins on 1 October of the year before.

    >>> fiscal_year(datetime.date(2026, 11, 23))
    2570
    """
    return day.year + ERA + (day.month >= 10)


def month_ends(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Return the last days of the months from `first` to `last`, latest first."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ends = [(m // 12, m % 12 + 1) for m in months]
    return [datetime.date(y, m, calendar.monthrange(y, m)[1]) for y, m in reversed(ends)]


def months_of(year: int) -> list[datetime.date]:
    """Return the ends of the twelve months of a Thai fiscal year given in Buddhist Era, October first.

    >>> months_of(2570)[0], months_of(2570)[-1]
    (datetime.date(2026, 10, 31), datetime.date(2027, 9, 30))
    """
    first = year - ERA - 1
    return month_ends(datetime.date(first, 10, 1), datetime.date(first + 1, 9, 30))[::-1]


def before(day: datetime.date, period: str) -> datetime.date:
    """Return the day to compare `day` with: a ``week``, ``month`` or ``year`` before, or the ``fiscal_year``'s eve.

    >>> before(datetime.date(2026, 3, 31), "month"), before(datetime.date(2026, 3, 31), "fiscal_year")
    (datetime.date(2026, 2, 28), datetime.date(2025, 9, 30))
    """
    if period == "week":
        return day - datetime.timedelta(days=7)
    if period == "fiscal_year":
        return datetime.date(fiscal_year(day) - ERA - 1, 9, 30)
    months = day.year * 12 + day.month - 1 - (12 if period == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def after(day: datetime.date, months: int) -> datetime.date:
    """Return the day so many months after one: the same day of the month, or that month's last.

    >>> after(datetime.date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    at = day.year * 12 + day.month - 1 + months
    year, number = at // 12, at % 12 + 1
    return datetime.date(year, number, min(day.day, calendar.monthrange(year, number)[1]))


def month(day: datetime.date, lang: str) -> str:
    """Return the month of a day, short: ``พ.ย. 69``.

    >>> month(datetime.date(2026, 11, 30), "th")
    'พ.ย. 69'
    """
    if lang == "en":
        return f"{calendar.month_abbr[day.month]} {day.year}"
    return f"{_THAI[day.month - 1][1]} {(day.year + ERA) % 100:02d}"
