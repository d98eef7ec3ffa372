"""Days as they are said in Thailand: Buddhist Era and fiscal years. This module writes dates for readers."""

import calendar
import datetime

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
BANGKOK = datetime.timezone(datetime.timedelta(hours=7))


def today() -> datetime.date:
    """Return the day it is in Thailand."""
    return datetime.datetime.now(BANGKOK).date()


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
