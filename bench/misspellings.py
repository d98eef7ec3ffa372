"""Names with one letter wrong, as hands type them. This module makes them by kind of slip, the same each time."""

import random
from collections.abc import Iterator

KINDS = ("left out", "put in", "neighbour", "any letter", "swapped")
"""A letter left out, put in, replaced by one that lies beside it on the keyboard or by any; two swapped."""

_THAI = "กขคฆงจฉชซญฐณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะัาำิีึืุูเแโใไ็่้๊๋์"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_KEYS = (
    ("ๅ/-ภถุึคตจขช", "ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ"),
    (" ฎฑธํ๊ณฯญฐ", "ฤฆฏโฌ็๋ษศซ", "  ฉฮฺ์ ฒฬฦ"),
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
)
"""Rows of the Kedmanee keyboard, plain and with shift, and of the Latin one."""


def _neighbours() -> dict[str, str]:
    near: dict[str, str] = {}
    for layer in _KEYS:
        for at, row in enumerate(layer):
            for place, letter in enumerate(row):
                around = "".join(other[max(place - 1, 0) : place + 2] for other in layer[max(at - 1, 0) : at + 2])
                near[letter] = "".join(one for one in around if one in _THAI + _LATIN and one != letter)
    return near


_NEAR = _neighbours()


def misspelt(chance: random.Random, name: str, kind: str) -> str:
    """Return `name` with one slip of a kind, always another text; blank where the name allows none.

    >>> misspelt(random.Random(1), "ท่าดี", "left out")
    'ท่าด'
    """
    made = {one for at in _places(chance, name) if (one := _slip(chance, name, at, kind)) not in ("", name)}
    return chance.choice(sorted(made)) if made else ""


def _places(chance: random.Random, name: str) -> list[int]:
    """Return a few letters of a name, blanks left alone."""
    letters = [at for at, letter in enumerate(name) if letter not in " -()/,."]
    return chance.sample(letters, min(3, len(letters)))


def _slip(chance: random.Random, name: str, at: int, kind: str) -> str:
    letter, after = name[at].lower(), name[at + 1 :]
    any_letter = chance.choice(_LATIN if letter in _LATIN else _THAI)
    if kind == "left out":
        return name[:at] + after
    if kind == "put in":
        return name[:at] + any_letter + name[at:]
    if kind == "swapped":
        return name[:at] + after[:1] + name[at] + after[1:] if after[:1].strip(" -") else ""
    near = _NEAR.get(letter, "") if kind == "neighbour" else any_letter
    return name[:at] + chance.choice(near) + after if near else ""


def slips(chance: random.Random, name: str, times: int) -> Iterator[tuple[str, str]]:
    """Yield so many misspellings of each kind, with the kind."""
    for kind in KINDS:
        for _ in range(times):
            if typed := misspelt(chance, name, kind):
                yield kind, typed
