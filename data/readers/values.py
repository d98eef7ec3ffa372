"""One cell's text into one value, by the kind of its column. This module understands or says why not."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from data.readers.dates import FORMS, read_date
from data.readers.eras import year_of
from data.readers.spelling import arabic_digits, nearest, partly
from data.readers.tables import MAX_CELL
from data.schema import SEPARATOR, Column, spellings
from data.schema.columns import Kind
from data.schema.labels import plain
from data.schema.privacy import private
from data.schema.sheets import NAMED, unguarded

_WHOLE_LIMIT = 2**53
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?(?:[eE][+-]?\d{1,3})?|[+-]?\.\d+")
_DANGEROUS = re.compile(r"^\s*(javascript|data|vbscript|file|blob|about)\s*:", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BREAKING = re.compile("[\x00-\x1f\x7f\u2028\u2029]")

TRUE = ("true", "yes", "y", "1", "ใช่", "มี", "จริง", "✓")
FALSE = ("false", "no", "n", "0", "ไม่ใช่", "ไม่มี", "ไม่", "เท็จ")
_TRUTH = dict.fromkeys(TRUE, True) | dict.fromkeys(FALSE, False)


class Value(NamedTuple):
    """What a cell means.

    Attributes
    ----------
    value : a text, number or truth; None when unknown or not understood. Dates are ISO text.
    problem : code of what is wrong, blank if nothing is.
    allowed, suggestion : as in ``Problem``.
    precision : ``month`` or ``year`` for a date that gives no more.
    is_note : the problem is only a note: the value was read so.
    """

    value: str | float | bool | None
    problem: str = ""
    allowed: str = ""
    suggestion: str = ""
    precision: str = ""
    is_note: bool = False


UNKNOWN = Value(None)
_LONGEST_CODE = 1_000
_TOO_LONG = Value(None, "cell_too_long", f"<= {_LONGEST_CODE}")


def read_value(text: str, column: Column) -> Value:
    """Return what `text` means in `column`; blank is unknown.

    Examples
    --------
    >>> from data.schema import TABLES
    >>> read_value("เจ้าภาพ", TABLES["participation"].column("role")).value
    'accountable'
    >>> read_value("๑,๒๐๐", TABLES["initiatives"].column("households")).value
    1200.0
    >>> read_value("๘๐๐๑๐๑", TABLES["areas"].column("code")).value
    '800101'
    """
    bare = unguarded(text.strip().strip("\ufeff\u200b").strip())
    if not bare:
        return UNKNOWN
    if len(bare) > MAX_CELL:
        return Value(None, "cell_too_long", f"<= {MAX_CELL}")
    read = _READERS[column.kind](bare, column)
    is_plain = column.kind in _PLAIN and read.value is not None
    code, hidden = ("", bare) if is_plain else private(bare, column)
    return Value(None, code, suggestion=hidden) if code else read


def _clean(text: str, _column: Column) -> Value:
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(clean):
        return Value(None, "control_character", suggestion=_CONTROL.sub(" ", clean))
    return Value(clean)


def _code(text: str, column: Column) -> Value:
    if SEPARATOR in text or _BREAKING.search(text):
        return Value(None, "bad_code", f"no {SEPARATOR} and no line break")
    if len(text) > _LONGEST_CODE:
        return _TOO_LONG
    return Value(arabic_digits(_unnamed(text) if column.refers else text))


def _codes(text: str, column: Column) -> Value:
    return _several(SEPARATOR.join(map(_unnamed, arabic_digits(text).split(SEPARATOR))), column)


def _unnamed(text: str) -> str:
    """Return a code without the name that the template's lists put behind it.

    >>> _unnamed("800601 · ท่าดี · ลานสกา")
    '800601'
    """
    return text.partition(NAMED)[0]


def _several(text: str, _column: Column) -> Value:
    parts = (part.strip() for part in text.split(SEPARATOR))
    joined = SEPARATOR.join(dict.fromkeys(part for part in parts if part))
    if _BREAKING.search(joined):
        return Value(None, "bad_code", f"values with {SEPARATOR} between them and no line break")
    if any(len(part) > _LONGEST_CODE for part in joined.split(SEPARATOR)):
        return _TOO_LONG
    return Value(joined or None)


def _enum(text: str, column: Column) -> Value:
    known = spellings(column.allowed)
    value = known.get(plain(text)) or known.get(plain(arabic_digits(text)))
    if value:
        return Value(value)
    likely = known.get(nearest(plain(text), list(known)), "")
    parts = {known[one] for one in (() if likely else partly(plain(text), list(known)))}
    return Value(None, "unknown_value", ", ".join(column.allowed), likely or (parts.pop() if len(parts) == 1 else ""))


def _number(text: str, column: Column) -> Value:
    clean = arabic_digits(text).replace("\u00a0", "").replace("−", "-")
    if not _NUMBER.fullmatch(clean):
        return Value(None, "bad_number", "1234.5")
    return _within(float(clean.replace(",", "")), column)


def _within(number: float, column: Column) -> Value:
    low = column.low if column.low is not None else -1e300
    high = column.high if column.high is not None else 1e300
    if low <= number <= high:
        return Value(number)
    bounds = ("" if bound is None else f"{bound:g}" for bound in (column.low, column.high))
    return Value(None, "out_of_range", "..".join(bounds))


def _integer(text: str, column: Column) -> Value:
    read = _number(text, column)
    if isinstance(read.value, float) and (read.value % 1 or abs(read.value) > _WHOLE_LIMIT):
        return Value(None, "bad_integer", "1234")
    return read


def _year(text: str, column: Column) -> Value:
    read = _integer(text, Column(column.name))
    if read.problem or not isinstance(read.value, float):
        return read
    year = year_of(int(read.value))
    return Value(float(year)) if year else Value(None, "out_of_range", "2007, 2550")


def _boolean(text: str, _column: Column) -> Value:
    truth = _TRUTH.get(plain(arabic_digits(text)))
    return Value(None, "bad_boolean", "true, false") if truth is None else Value(truth)


def _url(text: str, _column: Column) -> Value:
    return Value(None, "bad_url", "https://…") if _DANGEROUS.match(text) else _clean(text, _column)


def _date(text: str, column: Column) -> Value:
    read = read_date(text, at_end=column.kind == "end")
    if read.problem or read.value is None:
        return Value(None, read.problem, FORMS, read.suggestion)
    if read.note:
        return Value(read.value.isoformat(), "date_read_as", FORMS, read.note, read.precision, is_note=True)
    return Value(read.value.isoformat(), precision=read.precision)


_READERS: Mapping[Kind, Callable[[str, Column], Value]] = {
    "id": _code,
    "code": _code,
    "codes": _codes,
    "text": _clean,
    "texts": _several,
    "enum": _enum,
    "start": _date,
    "end": _date,
    "number": _number,
    "integer": _integer,
    "year": _year,
    "boolean": _boolean,
    "url": _url,
}

_PLAIN = ("number", "integer", "year", "boolean", "start", "end", "enum")
"""Kinds of which a value that was understood is nothing but that."""
