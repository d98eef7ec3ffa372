"""The years of the invented province. This module draws days in the rhythm of Thai fiscal years."""

from datetime import date, timedelta

from data.build.demo_chance import Chance

FIRST = date(2022, 10, 1)
OPENING = date(2026, 11, 20)
"""The day the demo opens at: a Friday seven weeks into fiscal year 2570, whose work has begun while that of the year
before is being closed; late enough for four whole years behind it, and fixed so that its truths stay true."""

LATEST = date(2027, 3, 31)
"""No work is planned to begin later."""
_YEARS = {2023: 18, 2024: 20, 2025: 26, 2026: 28, 2027: 8}
"""Weight of the fiscal year (named by its end) in which a story begins: more work every year."""
_LENGTHS = {6: 10, 9: 8, 12: 20, 18: 18, 24: 24, 36: 16, 48: 4}


def months_after(day: date, months: int) -> date:
    """Return the day so many months later, or the last of its month.

    >>> months_after(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def a_start(chance: Chance, year: int = 0) -> date:
    """Draw a start: half of all work begins with its fiscal year or in the weeks after, the rest all year round."""
    year = year or chance.weighted(_YEARS)
    new_year = date(year - 1, 10, 1)
    kind = chance.weighted({"first day": 22, "first weeks": 33, "any day": 45})
    if kind == "first day":
        return new_year
    return min(new_year + timedelta(days=chance.between(1, 62 if kind == "first weeks" else 364)), LATEST)


def an_end(start: date, chance: Chance) -> date | None:
    """Draw an end: of the fiscal year or after some months; None for work that goes on."""
    kind = chance.weighted({"fiscal year": 22, "months": 70, "none": 8})
    if kind == "none":
        return None
    if kind == "months":
        return months_after(start, chance.weighted(_LENGTHS)) - timedelta(days=1)
    end = date(start.year, 9, 30)
    return end if (end - start).days > 60 else date(start.year + 1, 9, 30)


def known_on(start: date, end: date | None, chance: Chance) -> date:
    """Draw the day on which a status was known: lately for open work, some weeks after its end for other."""
    if end and end < OPENING:
        return min(end + timedelta(days=chance.between(5, 60)), OPENING)
    earliest = max(start, OPENING - timedelta(days=150)) if start <= OPENING else OPENING - timedelta(days=60)
    return earliest + timedelta(days=chance.below((OPENING - earliest).days + 1))
