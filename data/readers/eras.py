"""Years of the Buddhist and of the common era. This module tells which of them a number means."""

BUDDHIST_YEARS = range(2400, 2701)
COMMON_YEARS = range(1800, 2200)
ERA = 543
"""Years by which the Buddhist Era is ahead."""
_LIKELY_YEARS = range(2000, 2045)
"""Where a year of two digits most likely lies."""


def year_of(number: int) -> int | None:
    """Return the year CE that `number` means: Buddhist Era from 2400 to 2700, else CE; None for no likely year.

    >>> year_of(2550), year_of(2007), year_of(2300)
    (2007, 2007, None)
    """
    if number in BUDDHIST_YEARS:
        return number - ERA
    return number if number in COMMON_YEARS else None


def likely_year(digits: str) -> int:
    """Return the number that the digits of a year most likely mean; two may be of either era.

    >>> likely_year("50"), likely_year("26"), likely_year("2007")
    (2550, 2026, 2007)
    """
    if len(digits) > 2:
        return int(digits)
    buddhist, common = 2500 + int(digits), 2000 + int(digits)
    return common if common in _LIKELY_YEARS and buddhist - ERA not in _LIKELY_YEARS else buddhist
