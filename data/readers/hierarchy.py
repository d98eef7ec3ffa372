"""How areas and themes hang together. This module fills in official levels and parents and checks the rest."""

import pandas as pd

from data.readers.columns import Understood
from data.schema import Level, Records, typed

_LEVELS = tuple(Level)
_LEVEL_OF_LENGTH = {2 * count: level for count, level in enumerate(_LEVELS, start=1)}


def fill_official(areas: pd.DataFrame) -> pd.DataFrame:
    """Return `areas` with the blank level and parent of official codes (2, 4, 6 or 8 digits) filled in by prefix.

    Examples
    --------
    >>> fill_official(typed("areas", {"code": ["80010101", "X"]}))[["level", "parent"]].values.tolist()
    [['village', '800101'], [nan, nan]]
    """
    level, parent = _official(areas)
    own = areas["level"].isna() | (areas["level"] == level)
    return areas.assign(level=areas["level"].fillna(level), parent=areas["parent"].fillna(parent.where(own)))


def _official(areas: pd.DataFrame) -> tuple["pd.Series[str]", "pd.Series[str]"]:
    """Return the level and parent that the digits of each code say; missing where it is not official."""
    code = areas["code"].fillna("")
    length = code.str.len().where(code.str.fullmatch("[0-9]+"))
    level = length.map(_LEVEL_OF_LENGTH).astype("str")
    parent = code.where(level.notna() & (length > 2)).str[:-2].astype("str")
    return level, parent


def check_areas(areas: Understood, known: pd.DataFrame | None) -> None:
    """Fill in official levels and parents, and note every area that hangs in the air.

    Digits whose stated level and parent are those of another scheme are taken at their word; an official code may
    come before its parent's row.
    """
    level, parent = _official(areas.frame)
    stated = areas.frame
    codes = stated["code"] if known is None else pd.concat([stated["code"], known["code"]])
    apart = (stated["level"] != level) | (~parent.isin(codes) & stated["parent"].isin(codes))
    foreign = level.isna() | (
        stated["level"].notna() & stated["parent"].notna() & (stated["parent"] != parent) & apart
    )
    _note(areas, ~foreign & stated["level"].notna() & (stated["level"] != level), "level", "wrong_level", level)
    _note(areas, ~foreign & stated["parent"].notna() & (stated["parent"] != parent), "parent", "wrong_parent", parent)
    _note(areas, foreign & stated["code"].notna() & stated["level"].isna(), "level", "missing_level")
    orphan = foreign & stated["parent"].isna() & (stated["level"].fillna(Level.PROVINCE) != Level.PROVINCE)
    _note(areas, orphan, "parent", "missing_parent")
    areas.frame = fill_official(stated)
    _check_parents(areas, foreign, known)


def _note(
    areas: Understood, wrong: "pd.Series[bool]", column: str, code: str, right: "pd.Series[str] | None" = None
) -> None:
    levels = ", ".join(_LEVELS if column == "level" else ())

    def said(at: int) -> tuple[str, str]:
        suggestion = "" if right is None or pd.isna(right.iloc[at]) else str(right.iloc[at])
        return suggestion or levels, suggestion

    areas.note_wrong(wrong.to_numpy(dtype=bool), column, code, said)


def _check_parents(areas: Understood, foreign: "pd.Series[bool]", known: pd.DataFrame | None) -> None:
    frame = areas.frame
    every = frame if known is None else pd.concat([known, frame])
    level_of = every.dropna(subset=["code"]).drop_duplicates("code", keep="last").set_index("code")["level"]
    above = dict(zip(_LEVELS[1:], _LEVELS[:-1], strict=True))
    parent_level = frame["parent"].map(level_of)
    stated = foreign & frame["parent"].notna()
    _note(areas, stated & ~frame["parent"].isin(level_of.index), "parent", "unknown_area")
    expected = frame["level"].map(above)
    wrong = stated & frame["parent"].isin(level_of.index) & frame["level"].notna() & (parent_level != expected)
    _note(areas, wrong, "parent", "wrong_parent")


def check_themes(themes: Understood, known: Records | None) -> None:
    """Note every theme that would stand on a third level, itself its own parent included."""
    frame = themes.frame
    stored = (known or {}).get("themes", typed("themes"))
    children = stored[~stored["code"].isin(frame["code"])]["parent"]
    every = pd.concat([stored, frame]).drop_duplicates("code", keep="last")
    nested = every["code"][every["parent"].notna()]
    deep = frame["parent"].isin(nested) | (frame["parent"].notna() & frame["code"].isin(children))
    themes.note_wrong(deep.to_numpy(dtype=bool), "parent", "too_deep")
