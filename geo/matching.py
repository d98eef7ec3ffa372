"""Work that is like other work. This module ranks what is open already beside what somebody is about to add."""

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from data.schema import SEPARATOR, Level
from data.schema.invented import MARK

SAME_LEAF, SAME_PARENT = 1.0, 0.5
"""What a theme in common is worth, and a parent of themes in common."""
LEAST = 0.45
"""Likeness below which work is not worth a second look."""
_CHANCE = 50.0
"""Likeness of titles, of 100, that any two have by chance."""
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_OPENING = re.compile(r"^(โครงการ|กิจกรรม|งาน)\s*")


class Sketch(NamedTuple):
    """What is known so far of work that is about to be added: title, codes of themes and of areas."""

    title: str
    themes: Collection[str]
    areas: Collection[str]


def plain_title(title: str) -> str:
    """Return a title as it is compared: one spelling of ำ, nothing invisible, no opening word, no mark, lower case.

    >>> plain_title("โครงการ ซ่อมฝาย  บ้านนา (สมมติ)")
    'ซ่อมฝาย บ้านนา'
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", title)).replace("\u0e4d\u0e32", "\u0e33")
    bare = text.strip().removesuffix(MARK.thai).removesuffix(MARK.english)
    return " ".join(_OPENING.sub("", bare).lower().split())


def similar(work: pd.DataFrame, sketch: Sketch, themes: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the work in the same tambon that is most like a sketch, the likest first.

    Likeness is the mean of what is known: of the theme match (1 the same theme, 0.5 the same parent) where the
    sketch has themes, and of the likeness of titles (rapidfuzz WRatio, what chance gives taken off) where it has one.

    Parameters
    ----------
    work : open initiatives: ``initiative_id``, ``title_th``, ``title_en``, ``themes``, ``areas``.
    sketch : what is to be added; with no tambon or village nothing is like it.
    themes, areas : the tables of these names.

    Returns
    -------
    DataFrame: ``initiative_id``, ``likeness``, ``theme_match``, ``title_match`` (0 to 1; NaN where the sketch says
    nothing of it), only rows of at least `LEAST`.

    Examples
    --------
    >>> areas = pd.DataFrame({"code": ["80010101", "800101"], "level": ["village", "tambon"],
    ...     "parent": ["800101", None]})
    >>> themes = pd.DataFrame({"code": ["W", "W1", "W2"], "parent": [None, "W", "W"]})
    >>> work = pd.DataFrame({"initiative_id": ["a", "b", "c"], "title_th": ["ซ่อมฝายบ้านนา", "ประปา", "ซ่อมฝาย"],
    ...     "title_en": None, "themes": ["W1", "W2", "W1"], "areas": ["800101", "80010101", "800202"]})
    >>> similar(work, Sketch("ซ่อมฝาย บ้านนา", ["W1"], ["80010101"]), themes, areas).round(2).to_numpy().tolist()
    [['a', 0.96, 1.0, 0.93]]
    """
    near = work[_shares_tambon(work["areas"], sketch.areas, areas)]
    found = pd.DataFrame(
        {
            "initiative_id": near["initiative_id"].to_numpy(),
            "theme_match": _theme_match(near["themes"], sketch.themes, themes),
            "title_match": _title_match(near, sketch.title),
        }
    )
    found.insert(1, "likeness", found[["theme_match", "title_match"]].mean(axis=1))
    likely = found[found["likeness"] >= LEAST]
    return likely.sort_values(["likeness", "initiative_id"], ascending=[False, True], ignore_index=True)


def _shares_tambon(field: pd.Series, wanted: Collection[str], areas: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each field of area codes names a tambon, or a village of one, that `wanted` names too."""
    tambon = _tambon_of(areas)
    here = {tambon[code] for code in wanted if code in tambon}
    there = field.fillna("").str.split(SEPARATOR).explode().map(tambon)
    return there.isin(here).groupby(level=0).any().reindex(field.index, fill_value=False)


def _tambon_of(areas: pd.DataFrame) -> dict[str, str]:
    """Return the tambon of every tambon and village."""
    is_village = areas["level"] == Level.VILLAGE
    near = areas[is_village | (areas["level"] == Level.TAMBON)]
    return dict(zip(near["code"], near["parent"].where(is_village, near["code"]), strict=True))


def _theme_match(
    field: pd.Series, wanted: Collection[str], themes: pd.DataFrame
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    if not wanted:
        return np.full(len(field), np.nan)
    parents = dict(zip(themes["code"], themes["parent"].fillna(themes["code"]), strict=True))
    groups = {parents.get(code, code) for code in wanted}
    said = field.fillna("").str.split(SEPARATOR)
    return np.array(
        [_shared(codes, set(wanted), {parents.get(code, code) for code in codes} & groups) for codes in said]
    )


def _shared(codes: Collection[str], wanted: Collection[str], groups: Collection[str]) -> float:
    return SAME_LEAF if set(codes) & set(wanted) else SAME_PARENT if groups else 0.0


def _title_match(work: pd.DataFrame, title: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    wanted = plain_title(title)
    if not wanted or work.empty:
        return np.full(len(work), np.nan)
    score = np.zeros(len(work))
    for name in ("title_th", "title_en"):
        titles = [plain_title(each) for each in work[name].fillna("")]
        score = np.maximum(score, process.cdist([wanted], titles, scorer=fuzz.WRatio)[0])
    return np.clip((score - _CHANCE) / (100.0 - _CHANCE), 0.0, 1.0)
