"""What belongs to people. This module finds names, citizen numbers, mobile phones and the like, to keep them out."""

import re

from data.schema.columns import Column
from data.schema.persons import contacts_in, names_in

HIDDEN = "•••"
"""Stands where something of a person stood."""

PRIVATE = ("private_number", "private_name", "private_contact")
"""Codes of problems with what belongs to people."""

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
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
    plain = text.translate(_THAI_DIGITS)
    hidden = _CITIZEN.sub(lambda found: HIDDEN if _is_citizen(found[0]) else found[0], plain)
    hidden = hidden if has_phones else _MOBILE.sub(HIDDEN, hidden)
    return text if hidden == plain else hidden


def _is_citizen(text: str) -> bool:
    """Whether the last of 13 digits is the sum of the others, as the register of people makes it."""
    digits = [int(digit) for digit in text if digit.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - total % 11) % 10 == digits[-1]


def private(text: str, column: Column | None = None) -> tuple[str, str]:
    """Return what of people a text holds, as the code of a problem, and the text with all of it hidden.

    Parameters
    ----------
    text : what somebody wrote.
    column : where it stands: people are who some columns are about, and offices have phones and addresses. None for
        any text.

    Returns
    -------
    A blank code and the very same text where it holds nothing of people.

    Examples
    --------
    >>> private("แปลงของนายสมมติ นามสมมติ โทร 081-234-5678")
    ('private_number', 'แปลงของ••• โทร •••')
    >>> private("นายกเทศมนตรี และผู้ใหญ่บ้านหมู่ 3")
    ('', 'นายกเทศมนตรี และผู้ใหญ่บ้านหมู่ 3')
    """
    name = column.name if column else ""
    if column and column.is_of_people:
        return "", text
    free = without_numbers(text, has_phones=name == "office_phone")
    nameless = _without(free, names_in(free))
    hidden = nameless if name == "office_email" or name.endswith("_by") else _without(nameless, contacts_in(nameless))
    if hidden == text:
        return "", text
    return next(code for code, is_so in _codes(text, free, nameless) if is_so), hidden


def _codes(text: str, free: str, nameless: str) -> list[tuple[str, bool]]:
    return [("private_number", free != text), ("private_name", nameless != free), ("private_contact", True)]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return a text with parts hidden, the last first."""
    for start, end in reversed(spans):
        text = f"{text[:start]}{HIDDEN}{text[end:]}"
    return text


def hidden(text: str) -> str:
    """Return any text with all that belongs to people hidden, for what is kept or said beside the records.

    >>> hidden("ตามที่ นายสมมติ นามสมมติ ขอ")
    'ตามที่ ••• ขอ'
    """
    return private(text)[1]
