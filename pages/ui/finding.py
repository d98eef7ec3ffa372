"""Any place, agency or record by its name, misspelt or not. This module ranks what a reader may have meant."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from data.readers.spelling import plain_name
from data.schema import Level
from pages.ui.register import Register

_LEAST = 0.6
"""Likeness below which a name is not offered."""
_WITHIN = 0.97
"""What a name that merely contains the words is worth against one that equals them."""
_ALIKE = 0.92
"""The same for a name part of which is spelt alike."""
_WIDER = {Level.PROVINCE: 0.003, Level.AMPHOE: 0.002, Level.TAMBON: 0.001}
"""The wider area goes first among namesakes."""


class Found(StrEnum):
    """What a name belongs to."""

    AREA = "area"
    AGENCY = "agency"
    WORK = "work"


@dataclass(frozen=True, eq=False)
class Index:
    """Every name of a register; one row per name: what it belongs to, its code, name and context made plain.

    Attributes
    ----------
    kinds, codes : of each name.
    names : the name alone; with that of the areas around it in `places`.
    bonus : what lifts one of several equal names.
    """

    kinds: list[Found]
    codes: list[str]
    names: list[str]
    places: list[str]
    bonus: np.ndarray

    @classmethod
    def of(cls, register: Register) -> "Index":
        """Index the Thai and English names of all areas, agencies and records."""
        rows = [*_areas(register), *_agencies(register), *_titles(register)]
        kinds, codes, names, places, bonus = ([*column] for column in zip(*rows, strict=True))
        return cls(kinds, codes, [plain_name(name) for name in names], [plain_name(place) for place in places],
                   np.array(bonus))  # fmt: skip

    def find(self, text: str, most: int = 8) -> list[tuple[Found, str]]:
        """Return kind and code of the names most like `text`, the likeliest first; none where nothing is like it."""
        wanted = plain_name(text)
        if not wanted:
            return []
        score = np.maximum(self._whole(wanted), self._part(wanted)) + self.bonus
        order = np.argsort(-score, kind="stable")[: most * 6]
        hits = dict.fromkeys((self.kinds[at], self.codes[at]) for at in order if score[at] >= _LEAST)
        return list(hits)[:most]

    def _whole(self, wanted: str) -> np.ndarray:
        """Likeness of the whole name, or the name with what lies around it: letters changed, left out or swapped."""
        return np.maximum.reduce(
            [
                process.cdist([wanted], among, scorer=OSA.normalized_similarity, score_cutoff=_LEAST)[0]
                for among in (self.names, self.places)
            ]
        )

    def _part(self, wanted: str) -> np.ndarray:
        """Likeness of a part of a longer name; a short word is like too much to be sought so."""
        within = np.array([_WITHIN - place.find(wanted) / 1000 if wanted in place else 0.0 for place in self.places])
        if len(wanted) < _SHORT:
            return within
        alike = process.cdist([wanted], self.places, scorer=fuzz.partial_ratio, score_cutoff=75)[0] / 100
        return np.maximum(within, alike * _ALIKE)


_SHORT = 4

Row = tuple[Found, str, str, str, float]


def _areas(register: Register) -> list[Row]:
    levels = register.areas["level"]
    return [
        (Found.AREA, str(code), name, register.place_name(str(code), lang), _WIDER.get(levels[code], 0.0))
        for lang in register.names
        for code, name in register.areas[f"name_{lang}"].dropna().items()
    ]


def _agencies(register: Register) -> list[Row]:
    table = register.agencies
    names = pd.concat([table[column].dropna() for column in ("name_th", "name_en", "short_name")])
    return [(Found.AGENCY, str(code), name, name, 0.0) for code, name in names.items()]


def _titles(register: Register) -> list[Row]:
    table = register.initiatives
    titles = pd.concat([table[column].dropna() for column in ("title_th", "title_en")])
    return [(Found.WORK, str(code), title, title, 0.0) for code, title in titles.items()]
