"""How names are spelt and misspelt. This module makes two spellings comparable, Thai and English."""

import functools
import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Levenshtein

_LIKELY = 0.6
_PARTLY, _SHORTEST_PART = 80, 3
_PREFIX = re.compile(r"^(ตำบล|ต\.|อำเภอ|อ\.|จังหวัด|จ\.|หมู่ที่\s*\d+|หมู่บ้าน|บ้าน|ม\.\s*\d+)\s*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_APART = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_TONE_FIRST = re.compile("([\u0e48-\u0e4c]{1,2})([\u0e31\u0e34-\u0e3a]|\u0e4d(?=\u0e32))")
_TONE_AFTER_AM = re.compile("\u0e33([\u0e48-\u0e4b])")
_REPEATED_MARK = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")
_THAI_DIGIT = re.compile("[๐-๙]")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_BETWEEN = re.compile(r"[\s\-–_.,;:/()\[\]\"'’]+")

_KEYS = (
    ("ๅ/-ภถุึคตจขช", "ๆไำพะัีรนยบลฃ", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ"),
    ("๑๒๓๔ู฿๕๖๗๘๙", "๐ฎฑธํ๊ณฯญฐ", "ฤฆฏโฌ็๋ษศซ", "()ฉฮฺ์ฒฬฦ"),
    ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"),
)
"""Rows of the Thai (Kedmanee) keyboard, without and with shift, and of the Latin one."""
_ALIKE = (
    "ศษสซ",
    "ณน",
    "ธทฑฒ",
    "ฐถ",
    "ฏต",
    "ฎด",
    "ญย",
    "ฬล",
    "ฆคข",
    "ฌช",
    "พภผ",
    "ฟฝ",
    "ไใ",
    "ิี",
    "ึื",
    "ุู",
    "่้",
    "รล",
    "iy",
    "ck",
    "sz",
    "vw",
    "jc",
)
"""Letters that look or sound alike."""


def arabic_digits(text: str) -> str:
    """Return `text` with Thai digits as 0-9.

    >>> arabic_digits("๒๕๕๐")
    '2550'
    """
    return text.translate(_THAI_DIGITS) if _THAI_DIGIT.search(text) else text


def well_formed(text: str) -> str:
    """Return `text` in the one way to type it: NFC, Arabic digits, marks in order and once, nothing invisible.

    >>> well_formed("น\u0e4d\u0e49\u0e32") == well_formed("น้ำ") and well_formed("ท่ี") == "ที่"
    True
    """
    clean = arabic_digits(unicodedata.normalize("NFC", _INVISIBLE.sub("", text))).replace("เเ", "แ")
    clean = _REPEATED_MARK.sub(r"\1", _TONE_FIRST.sub(r"\2\1", _REPEATED_MARK.sub(r"\1", clean)))
    return _TONE_AFTER_AM.sub("\\1\u0e33", _APART.sub("\\1\u0e33", clean))


def letters(name: str) -> str:
    """Return only what is compared of a name: well formed, lower case, nothing between the words.

    >>> letters(" Ban Pa Sa-nguan")
    'banpasanguan'
    """
    return _BETWEEN.sub("", well_formed(name)).lower()


def plain_name(name: str) -> str:
    """Return the letters of a Thai or English name without what stands before it: ตำบล, ต., อำเภอ, บ้าน, หมู่ที่ 4.

    >>> plain_name("ต. ท่าดี") == plain_name("ท่าดี")
    True
    """
    text = well_formed(name).strip()
    return letters(_PREFIX.sub("", text) or text)


def nearest(value: str, choices: Sequence[str]) -> str:
    """Return the choice spelt most like `value`, blank when none is likely.

    >>> nearest("stauts", ["status", "outcome"])
    'status'
    """
    found = process.extractOne(
        value, choices, scorer=OSA.normalized_similarity, processor=str.lower, score_cutoff=_LIKELY
    )
    return found[0] if found else ""


def partly(value: str, choices: Sequence[str]) -> list[str]:
    """Return the choices of which `value` is most nearly a part, or that are a part of it; none where none is.

    >>> partly("ถนน", ["ถนนและการเดินทาง", "ฝาย"])
    ['ถนนและการเดินทาง']
    """
    long = [choice for choice in choices if min(len(value), len(choice)) >= _SHORTEST_PART]
    found = process.extract(value, long, scorer=fuzz.partial_ratio, score_cutoff=_PARTLY, limit=None)
    return [choice for choice, score, _ in found if score == found[0][1]]


def odd_letters(typed: str, meant: str) -> int:
    """Count the letters of `meant` typed as others that lie nowhere near on the keyboard and do not sound alike.

    >>> odd_letters("ท่าฟี", "ท่าดี"), odd_letters("ท่าดิ", "ท่าดี"), odd_letters("thaid", "thadi")
    (1, 0, 0)
    """
    if len(typed) == len(meant) and sorted(typed) == sorted(meant):
        return 0
    replaced = (edit for edit in Levenshtein.editops(typed, meant) if edit.tag == "replace")
    return sum(typed[edit.src_pos] not in _beside(meant[edit.dest_pos]) for edit in replaced)


@functools.cache
def _beside(letter: str) -> str:
    """Return the letters that lie beside one on the keyboard or are taken for it."""
    near = [group for group in _ALIKE if letter in group]
    for layer in _KEYS:
        for at, row in enumerate(layer):
            place = row.find(letter)
            if place >= 0:
                near += [other[max(place - 1, 0) : place + 2] for other in layer[max(at - 1, 0) : at + 2]]
                near += [shifted[at][place : place + 1] for shifted in _KEYS[:2] if layer in _KEYS[:2]]
    return "".join(near)
