"""Work that is like other work. This module ranks what is open already beside what somebody is about to add."""

import re
from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz, process

from data.schema import SEPARATOR, Level
from geo.grams import plain

SAME_LEAF, SAME_PARENT = 1.0, 0.5
"""What a theme in common is worth, and a parent of themes in common."""
LEAST = 0.45
"""Likeness below which work is not worth a second look."""
_CHANCE = 50.0
"""Likeness of titles, of 100, that any two have by chance."""
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
    return " ".join(_OPENING.sub("", plain(title)).split())


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
    said = near["themes"].reset_index(drop=True).dropna().str.split(SEPARATOR).explode()
    found = pd.DataFrame(
        {
            "initiative_id": near["initiative_id"].to_numpy(),
            "theme_match": theme_match(said.index.to_numpy(), said, len(near), sketch.themes, themes),
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


def theme_match(
    row: "npt.NDArray[np.int64]", codes: "pd.Series[str]", count: int, wanted: Collection[str], themes: pd.DataFrame
) -> "npt.NDArray[np.float64]":
    """Return the theme match of some work: 1 where it has one of the wanted themes, 0.5 where only a parent of one.

    Parameters
    ----------
    row, codes : row and code of every theme that the work states.
    count : how many rows of work there are.
    wanted : codes of themes; without any, every match is NaN. Work that states no theme is NaN as well: unknown.
    themes : the table of this name.

    Examples
    --------
    >>> themes = pd.DataFrame({"code": ["W", "W1", "W2", "X"], "parent": [None, "W", "W", None]})
    >>> theme_match(np.array([0, 1, 2]), pd.Series(["W1", "W2", "X"]), 4, ["W1"], themes).tolist()
    [1.0, 0.5, 0.0, nan]
    """
    match = np.full(count, np.nan)
    if not wanted:
        return match
    stated = pd.Index(codes).unique()
    parents = dict(zip(themes["code"], themes["parent"].fillna(themes["code"]), strict=True))
    groups = {parents.get(code, code) for code in wanted}
    own = set(wanted)
    worth = {c: SAME_LEAF if c in own else SAME_PARENT if parents.get(c, c) in groups else 0.0 for c in stated}
    np.fmax.at(match, row, pd.Series(codes).map(worth).to_numpy(dtype=np.float64))
    return match


def _title_match(work: pd.DataFrame, title: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    wanted = plain_title(title)
    if not wanted or work.empty:
        return np.full(len(work), np.nan)
    score = np.zeros(len(work))
    for name in ("title_th", "title_en"):
        titles = [plain_title(each) for each in work[name].fillna("")]
        score = np.maximum(score, process.cdist([wanted], titles, scorer=fuzz.WRatio)[0])
    return np.clip((score - _CHANCE) / (100.0 - _CHANCE), 0.0, 1.0)
