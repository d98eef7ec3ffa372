"""Numbers that belong to people. This module finds citizen numbers and mobile phones in text, to keep them out."""

import re

from data.readers.spelling import arabic_digits

HIDDEN = "•••"
"""Stands where a number stood."""

_SIGN = r"[\s.\-–]?"
_FREE, _END = r"(?<![0-9A-Za-z])(?<![0-9]\.)(?<![0-9A-Za-z]-)", r"(?![0-9A-Za-z])"
_LONG = re.compile(r"(?:[0-9๐-๙][\s.\-–()]{0,2}){9}[0-9๐-๙]")
_CITIZEN = re.compile(_FREE + r"[1-8]" + rf"{_SIGN}[0-9]" * 12 + _END)
_MOBILE = re.compile(_FREE + rf"(?:(?:\+|00)66{_SIGN}\(?0?\)?{_SIGN}|0)[689]" + rf"{_SIGN}[0-9]" * 8 + _END)


def without_numbers(text: str, *, has_phones: bool = False) -> str:
    """Return `text` with citizen numbers and mobile phones hidden; the very same where it has none.

    Parameters
    ----------
    text : what somebody wrote, Thai or 0-9 digits, with blanks, full stops or dashes between them or not.
    has_phones : the text is where an office says its phone: those stay.

    Examples
    --------
    >>> without_numbers("โทร. 081-234 5678 หรือ 075-356-531")
    'โทร. ••• หรือ 075-356-531'
    >>> without_numbers("เลข 1-2345-67890-12-1"), without_numbers("เลข 1-2345-67890-12-2")
    ('เลข •••', 'เลข 1-2345-67890-12-2')
    """
    if not _LONG.search(text):
        return text
    plain = arabic_digits(text)
    hidden = _CITIZEN.sub(lambda found: HIDDEN if _is_citizen(found[0]) else found[0], plain)
    hidden = hidden if has_phones else _MOBILE.sub(HIDDEN, hidden)
    return text if hidden == plain else hidden


def _is_citizen(text: str) -> bool:
    """Whether the last of 13 digits is the sum of the others, as the register of people makes it."""
    digits = [int(digit) for digit in text if digit.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - total % 11) % 10 == digits[-1]
