"""Records by their codes and names. This module finds those that a text is like, of any table."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.readers.matches import LONGEST, MOST, Guess, Match, Reason, ranked
from data.readers.spelling import letters, partly
from data.readers.spelt import Spellings, Typed

_NEARLY_CODE = 0.7
"""What a code is worth that differs in one letter: never enough to be taken unasked."""
_MOST_CODES = 3
"""So many codes that differ in one letter are offered at most: of many, none is likely."""
_SHORTEST_CODE = 3
_PART = 0.85
"""What a part of a name is worth: never enough to be taken unasked."""
_NEARLY_NAME = 0.6
"""Likeness below which a text is taken for a part of a name rather than for one misspelt."""
_MOST_SEARCHED = 1_000
"""Parts of names are looked for among so many records at most, to stay quick."""


def codes_like(code: str, known: Sequence[str]) -> list[Guess]:
    """Return the codes that differ from one in a letter, or only in its case; none where that is true of many.

    >>> [guess.code for guess in codes_like("800310", ["800301", "800302", "800101"])]
    ['800301']
    """
    if not known:
        return []
    found = process.cdist([code.lower()], [one.lower() for one in known], scorer=OSA.distance, score_cutoff=1)[0]
    most = int(len(code) >= _SHORTEST_CODE and found.min() > 0)
    near = [known[at] for at in np.flatnonzero(found <= most).tolist()]
    return [Guess(one, 1, _NEARLY_CODE, Reason.CODE) for one in near] if len(near) <= _MOST_CODES else []


class ByName:
    """Records of one kind by their names.

    Parameters
    ----------
    ways : every way to write the names of each record, as `letters` gives them, by its code.
    """

    def __init__(self, ways: Mapping[str, Collection[str]]) -> None:
        self.codes = list(ways)
        self._ways = ways
        self._spelt = Spellings.of([list(some) for some in ways.values()])

    def guesses(self, typed: Typed) -> Iterator[Guess]:
        """Yield the records whose names differ least from one as typed."""
        slips = self._spelt.slips(typed)
        order = np.argsort(slips, kind="stable")[:MOST]
        order = order[np.isfinite(slips[order])]
        is_tied = len(order) > 1 and 0 < slips[order[0]] == slips[order[1]]
        for at in order.tolist():
            count = float(slips[at])
            odd = self._spelt.odd(typed, at) if is_tied and count == slips[order[0]] else 0
            likeness = max(1 - count / max(typed.size, 1), 0.0)
            yield Guess(self.codes[at], count, likeness, Reason.ALIKE if count else Reason.NAME, odd)

    def find(self, text: str) -> list[Match]:
        """Return what `text` may mean, a code or a name, the likeliest first.

        >>> ByName({"W1": ["ประปาหมู่บ้าน"], "W2": ["ฝาย"]}).find("ประปาหมูบ้าน")[0].code
        'W1'
        >>> ByName({"W1": ["ถนนและการเดินทาง"], "W2": ["ฝาย"]}).find("ถนน")[0].code
        'W1'
        """
        if len(text) > LONGEST:
            return []
        near = codes_like(text, self.codes)
        name = letters(text)
        whole = near or list(self.guesses(Typed(name, len(name))))
        if max((guess.likeness for guess in whole), default=0.0) >= _NEARLY_NAME:
            return ranked(whole)
        return ranked(self._parts(name) or whole)

    def _parts(self, name: str) -> list[Guess]:
        """Return the records of whose names one is a part."""
        if len(self.codes) > _MOST_SEARCHED:
            return []
        like = set(partly(name, [way for some in self._ways.values() for way in some]))
        return [Guess(code, 1, _PART, Reason.ALIKE) for code, some in self._ways.items() if like & set(some)]
