"""What things are called in one language. This module looks up names, worked out once for a state of the register."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data.schema import Level

_PREFIX = {
    Level.PROVINCE: ("จ.", ""),
    Level.AMPHOE: ("อ.", "Amphoe "),
    Level.TAMBON: ("ต.", "Tambon "),
    Level.VILLAGE: ("", ""),
}
_OFFICIAL = r"\d{8}"


@dataclass(frozen=True)
class Names:
    """Names by code; a place is an area with those around it up to the amphoe; villages of one name have a number."""

    areas: Mapping[str, str]
    places: Mapping[str, str]
    agencies: Mapping[str, str]
    themes: Mapping[str, str]
    titles: Mapping[str, str]


def names_of(records: Mapping[str, pd.DataFrame], lang: str) -> Names:
    """Return the names of all records in a language; Thai where there is no English one."""
    areas = records["areas"]
    plain = _said(areas, "code", "name", lang)
    kinds = areas["level"].map({level: pair[lang == "en"] for level, pair in _PREFIX.items()}).fillna("")
    english = areas["name_en"].notna() if lang == "en" else pd.Series(data=True, index=areas.index)
    prefixes = kinds.where(english, "")
    numbers = _numbers(areas, plain, lang)
    called = {
        code: prefix + plain[code] + number
        for code, prefix, number in zip(areas["code"], prefixes, numbers, strict=True)
    }
    return Names(
        areas=called,
        places=_places(areas, called),
        agencies=_said(records["agencies"], "agency_id", "name", lang),
        themes=_said(records["themes"], "code", "name", lang),
        titles=_said(records["initiatives"], "initiative_id", "title", lang),
    )


def _numbers(areas: pd.DataFrame, plain: Mapping[str, str], lang: str) -> "pd.Series[str]":
    """Return the number of each village whose tambon has another of its name, blank for all else.

    Such are told apart as people do: by หมู่ที่, the last two digits of the official code.
    """
    is_official = (areas["level"] == Level.VILLAGE) & areas["code"].str.fullmatch(_OFFICIAL)
    names = pd.DataFrame({"parent": areas["parent"], "name": areas["code"].map(plain)})[is_official]
    alike = areas["code"][names.index[names.duplicated(keep=False)]]
    word = "Moo" if lang == "en" else "หมู่ที่"
    return alike.str[-2:].map(lambda number: f" {word} {int(number)}").reindex(areas.index, fill_value="")


def _said(frame: pd.DataFrame, key: str, stem: str, lang: str) -> dict[str, str]:
    thai = frame[f"{stem}_th"]
    said = frame[f"{stem}_en"].fillna(thai) if lang == "en" else thai
    return dict(zip(frame[key], said, strict=True))


def _places(areas: pd.DataFrame, called: Mapping[str, str]) -> dict[str, str]:
    """Name each area with its tambon and amphoe: ``บ้านนา ต.ท่าดี อ.ลานสกา``; at most as many steps as levels."""
    level = dict(zip(areas["code"], areas["level"], strict=True))
    parent = dict(zip(areas["code"], areas["parent"], strict=True))

    def place(code: str) -> str:
        chain = [code]
        for _ in Level:
            above = parent.get(chain[-1])
            if above not in called or level[above] == Level.PROVINCE:
                break
            chain.append(above)
        return " ".join(called[each] for each in chain)

    return {code: place(code) for code in called}
