"""Who does what where in HXL, the humanitarian hashtags of 3W and 4W tables. This module reads their hashtags."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from data.readers.layouts import Layout, takes_several
from data.readers.mapping import unique
from data.readers.tables import Sheet
from data.readers.tabular import HEAD_ROWS

_TAG = re.compile(r"#[a-z][a-z0-9_]*(\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE)
_PLACES = {1: "place.province", 2: "place.amphoe", 3: "place.tambon", 4: "place.village", 5: "place.village"}
_CODES = {"code", "id", "pcode", "v_pcode"}
_HOUSEHOLDS = ("reached", "targeted", "affected", "inneed", "beneficiary")
_CURRENCIES = {
    "usd",
    "eur",
    "gbp",
    "jpy",
    "chf",
    "aud",
    "cad",
    "sek",
    "nok",
    "dkk",
    "npr",
    "vuv",
    "inr",
    "cny",
    "krw",
}
_ROLES = {
    "funding": {"funder", "funding", "donor"},
    "implementing": {"impl", "implementing", "partner"},
    "accountable": {"prog", "programming", "lead", "accountable"},
    "extending": {"extending", "facilitator"},
}
_DATES = {"start": "start_date", "end": "end_date", "reported": "status_date", "updated": "status_date"}
_UNREAD = {"type", "acronym", "url", "v_dac"}
"""Attributes of what has no column of its own, but for the address of a source."""
_SOURCES = ("meta", "source")
_NO_ROLE = "unspecified"
"""Attribute of an agency that takes no role by a guess."""


class Tag(NamedTuple):
    """A hashtag: its name without ``#``, and its attributes."""

    name: str
    attributes: frozenset[str]

    @property
    def is_code(self) -> bool:
        """Whether the column holds codes, not names."""
        return bool(self.attributes & _CODES)

    @property
    def level(self) -> int:
        """The number of an administrative level, 0 for any other tag."""
        return int(self.name[3:]) if re.fullmatch("adm[1-5]", self.name) else 0


def tag_of(cell: str) -> Tag | None:
    """Return the hashtag that a cell holds.

    >>> tag_of("#ADM3 +Code"), tag_of("no. 3")
    (Tag(name='adm3', attributes=frozenset({'code'})), None)
    """
    text = cell.strip()
    if not _TAG.fullmatch(text):
        return None
    name, *attributes = (part.strip().lower() for part in text.removeprefix("#").split("+"))
    return Tag(name, frozenset(attributes))


def tags_at(sheet: Sheet) -> int:
    """Return the place of the row of hashtags among the first rows, -1 for none."""
    return next((at for at, row in enumerate(sheet.rows[:HEAD_ROWS]) if _is_tags(row)), -1)


def hxl_layout(sheet: Sheet, _kind: str = "") -> Layout | None:
    """Return the layout that the row of hashtags says; None where the first rows hold no such row."""
    at = tags_at(sheet)
    if at < 0:
        return None
    tags = [tag_of(cell) for cell in sheet.rows[at]]
    above = sheet.rows[at - 1] if at else []
    called = above if sum(bool(cell.strip()) for cell in above) * 2 > len(tags) else []
    names = [*called, *[""] * len(tags)]
    headings = [name.strip() or cell.strip() for name, cell in zip(names, sheet.rows[at], strict=False)]
    sheet.head(at, unique(headings), at + 1)
    return _layout({heading: tag for heading, tag in zip(sheet.headings, tags, strict=True) if heading})


def _is_tags(row: Sequence[str]) -> bool:
    cells = [cell for cell in row if cell.strip()]
    return len(cells) > 1 and 2 * sum(tag_of(cell) is not None for cell in cells) > len(cells)


def _layout(tags: Mapping[str, Tag | None]) -> Layout:
    """Return what tagged columns are; no two have one target that takes only one."""
    told = [tag for tag in tags.values() if tag and (tag.name in _SOURCES or not tag.attributes & _UNREAD)]
    targets: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for heading, tag in tags.items():
        target = _target(tag, told) if tag in told else ""
        targets[heading] = () if not target or (target in taken and not takes_several(target)) else (target,)
        taken.update(targets[heading])
    if "initiatives.title_th" not in taken:
        titles = _titles(tags, targets)
        targets |= {heading: (*targets[heading], "initiatives.title_th") for heading in titles}
    return Layout("initiatives", targets, makes=frozenset({"agencies", "themes"}))


def _titles(tags: Mapping[str, Tag | None], targets: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the headings that together say what work is where, for tables that do not name it: sector and place."""
    english = [heading for heading, found in targets.items() if found == ("initiatives.title_en",)]
    if english:
        return english[:1]
    named = {heading: tag for heading, tag in tags.items() if tag and not tag.is_code}
    work = [heading for heading, tag in named.items() if tag.name in ("subsector", "sector")]
    coded = [heading for heading, found in targets.items() if found == ("initiatives.themes",)]
    places = sorted(
        (heading for heading, tag in named.items() if tag.level), key=lambda heading: named[heading].level
    )
    return [*(sorted(work, key=lambda heading: named[heading].name)[-1:] or coded[:1]), *places[-1:]]


def _target(tag: Tag, told: Sequence[Tag]) -> str:
    """Return what a column with this hashtag is among all the others that are read, blank for nothing."""
    if tag.level or tag.name == "loc":
        return _place(tag, told)
    if tag.name == "org":
        return _agency(tag, told)
    if tag.name in ("sector", "subsector"):
        return _theme(tag, told)
    if tag.name == "activity":
        return _activity(tag)
    if tag.name == "targeted" and "group" in tag.attributes:
        return "initiatives.target_groups"
    if tag.name in _HOUSEHOLDS:
        return "initiatives.households" if tag == _households(told) else ""
    return _plain(tag)


def _plain(tag: Tag) -> str:
    """Return the target of a tag whose meaning no other tag changes."""
    if tag.name == "geo":
        found = {"lat": "initiatives.latitude", "lon": "initiatives.longitude", "coord": "place.point"}
        return next((target for attribute, target in found.items() if attribute in tag.attributes), "")
    if tag.name == "date":
        return next((f"initiatives.{name}" for word, name in _DATES.items() if word in tag.attributes), "")
    if tag.name == "value":
        return "" if tag.attributes & _CURRENCIES else "initiatives.budget_thb"
    if tag.name in _SOURCES and "url" in tag.attributes:
        return "initiatives.source_url"
    own = tag.name.removeprefix("x_")
    return f"initiatives.{own}" if own in ("status", "description", "outcome", "direction") else ""


def _activity(tag: Tag) -> str:
    if tag.is_code:
        return "initiatives.initiative_id"
    if tag.attributes & {"description", "desc"}:
        return "initiatives.description"
    return "initiatives.title_en" if tag.attributes & {"en", "i_en"} else "initiatives.title_th"


def _place(tag: Tag, told: Sequence[Tag]) -> str:
    if tag.name == "loc":
        named = any(other.level and not other.is_code for other in told)
        return (
            ""
            if tag.is_code
            else "place.village"
            if named and not _has(told, (4, 5))
            else ""
            if named
            else "place.text"
        )
    if tag.is_code:
        return "place.code"
    return "" if tag.level == 4 and _has(told, (5,)) else _PLACES[tag.level]


def _has(told: Sequence[Tag], levels: Sequence[int]) -> bool:
    return any(other.level in levels and not other.is_code for other in told)


def _role(tag: Tag, told: Sequence[Tag]) -> str:
    """Return the role of an organisation: as stated, else who does the work, unless another tag says who does."""
    stated = next((role for role, words in _ROLES.items() if tag.attributes & words), "")
    does = any(other.name == "org" and other.attributes & _ROLES["implementing"] for other in told)
    return stated or ("accountable" if does else "implementing")


def _agency(tag: Tag, told: Sequence[Tag]) -> str:
    if _NO_ROLE in tag.attributes:
        return "participation.agency_id" if tag.is_code else ""
    role = _role(tag, told)
    coded = any(other.name == "org" and other.is_code and _role(other, told) == role for other in told)
    return f"participation.{role}_name" if coded and not tag.is_code else f"participation.{role}"


def _theme(tag: Tag, told: Sequence[Tag]) -> str:
    """Return the target of a sector: the theme, or the one above where there are subsectors; a name beside a code."""
    coded = any(other.name == tag.name and other.is_code for other in told)
    if tag.name == "sector" and any(other.name == "subsector" for other in told):
        return "" if coded and not tag.is_code else "themes.parent"
    return "themes.name_th" if coded and not tag.is_code else "initiatives.themes"


def _households(told: Sequence[Tag]) -> Tag | None:
    """Return the tag that best says how many households there are."""
    counted = {tag.name: tag for tag in reversed(told) if tag.attributes & {"hh", "household", "households"}}
    return next((counted[name] for name in _HOUSEHOLDS if name in counted), None)
