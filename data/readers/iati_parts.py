"""What the elements of an IATI activity say. This module takes words, days, money, points and codes out of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from data.schema import SEPARATOR, Sector, number_text
from data.schema.iati import KNOWN_ONLY

BAHT = "THB"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNSHARP = re.compile(r"\d{4}(-\d{2})?")
_AMOUNT = re.compile(r"-?\d{1,20}(\.\d{1,20})?")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_WGS84 = "4326"
_TARGET_GROUPS = "3"
_GAZETTEERS = ("G1", "G2")
"""Numbers of GeoNames and OpenStreetMap: those of eight digits would pass for codes of villages."""

_THAILAND = ("A4", "TH")
"""IATI knows no vocabulary of Thai areas: within this country our own exports give their codes as references."""

_DATES = {"start_date": ("2", "1"), "end_date": ("4", "3")}
"""Types of activity dates, the actual one before the planned."""

SECTORS = {
    "10": Sector.STATE,
    "11": Sector.LOCAL_GOVERNMENT,
    "15": Sector.STATE,
    **dict.fromkeys(("21", "22", "23", "24", "60"), Sector.CIVIL_SOCIETY),
    **dict.fromkeys(("70", "71", "72", "73"), Sector.PRIVATE),
    "80": Sector.ACADEMIC,
}
"""Kind of agency by the type of an organisation; the others leave it unknown."""


class Words(NamedTuple):
    """What is said in Thai, or without Thai in the first language, and what is said in English."""

    thai: str
    english: str


class Spot(NamedTuple):
    """One location: the codes it bears, what it is called, and its point as latitude and longitude."""

    codes: tuple[str, ...]
    place: str
    point: tuple[str, str]
    is_rough: bool


def words(element: Element | None, language: str) -> Words:
    """Return what `element` narrates; `language` is that of narratives that name none."""
    told = [] if element is None else list(element.iterfind("narrative"))
    said = [(one.get(_LANGUAGE, language).lower(), (one.text or "").strip()) for one in told]
    said = [(tongue, text) for tongue, text in said if text]
    first = said[0][1] if said else ""
    thai = next((text for tongue, text in said if tongue.startswith("th")), first)
    return Words(thai, next((text for tongue, text in said if tongue.startswith("en")), ""))


def language(activity: Element) -> str:
    """Return the language of an activity where its narratives name none."""
    return activity.get(_LANGUAGE, "")


def text(element: Element, path: str) -> str:
    """Return the text at `path`, blank without any."""
    return (element.findtext(path) or "").strip()


def attribute(element: Element, path: str, name: str) -> str:
    """Return an attribute of the first element at `path`, blank without any."""
    found = element.find(path)
    return "" if found is None else found.get(name, "").strip()


def day(stated: str) -> str:
    """Return the day of a date or moment, with or without time zone; what is none stays as it is.

    >>> day("2016-04-18T14:20:36"), day("2016-04-18Z"), day("May 2016")
    ('2016-04-18', '2016-04-18', 'May 2016')
    """
    found = _DAY.match(stated.strip())
    return found.group() if found else stated.strip()


def dates(activity: Element) -> dict[str, str]:
    """Return start and end, actual before planned, as far as known."""
    stated = {one.get("type", ""): _stated(one) for one in activity.iterfind("activity-date")}
    return {name: next((stated[kind] for kind in kinds if stated.get(kind)), "") for name, kinds in _DATES.items()}


def _stated(date: Element) -> str:
    """Return the day of a date, or the month or year where its own words say that only that is known."""
    full = day(date.get("iso-date", ""))
    known = words(date, "").english.removeprefix(KNOWN_ONLY.english.format(""))
    return known if _UNSHARP.fullmatch(known) and full.startswith(known) else full


def texts(activity: Element) -> dict[str, str]:
    """Return titles, description and the target groups, which are a type of description."""
    tongue = language(activity)
    title = words(activity.find("title"), tongue)
    told = list(activity.iterfind("description"))
    groups = [one for one in told if one.get("type") == _TARGET_GROUPS]
    plain = [one for one in told if one.get("type", "1") == "1"] or [one for one in told if one not in groups]
    return {
        "title_th": " ".join(title.thai.split()),
        "title_en": " ".join(title.english.split()),
        "description": words(plain[0], tongue).thai if plain else "",
        "target_groups": SEPARATOR.join(" ".join(words(one, tongue).thai.split()) for one in groups),
    }


def address(activity: Element) -> str:
    """Return the web address of the activity itself, else that of its first document."""
    stated = [text(activity, "activity-website"), *(one.get("url", "") for one in activity.iterfind("document-link"))]
    found = [one.strip() for one in stated if one.strip()]
    return next((one for one in found if _ADDRESS.match(one)), found[0] if found else "")


def budget(activity: Element) -> tuple[str, str]:
    """Return the sum of all budgets in baht, and the first other currency; with one there is no sum.

    Of one period's budgets a revised one counts instead of the original.
    """
    default = activity.get("default-currency", "")
    amounts: dict[tuple[str, str], str] = {}
    for one in sorted(activity.iterfind("budget"), key=lambda one: one.get("type", "1")):
        value = one.find("value")
        currency = "" if value is None else value.get("currency", default).upper()
        if value is None or currency != BAHT:
            return "", currency or "?"
        period = (attribute(one, "period-start", "iso-date"), attribute(one, "period-end", "iso-date"))
        amounts[period] = (value.text or "").strip()
    return _sum(list(amounts.values())), ""


def _sum(amounts: list[str]) -> str:
    """Return the sum; amounts that are no numbers stand in its place, for their owner to see."""
    if not all(map(_AMOUNT.fullmatch, amounts)):
        return SEPARATOR.join(amounts)
    return number_text(sum(map(float, amounts))) if amounts else ""


def spots(activity: Element, *, is_own: bool = False) -> Iterator[Spot]:
    """Yield the locations of an activity; the codes of each from its own to those of the areas above it.

    Parameters
    ----------
    activity : the activity.
    is_own : whether we wrote it: then references are codes of areas of whatever country.
    """
    tongue = language(activity)
    for one in activity.iterfind("location"):
        own = [code for code in one.iterfind("location-id") if code.get("vocabulary") not in _GAZETTEERS]
        above = sorted(one.iterfind("administrative"), key=lambda code: code.get("level", ""), reverse=True)
        codes = [code.get("code", "").strip() for code in (*own, *above) if code.get("vocabulary") not in _GAZETTEERS]
        if is_own or any((code.get("vocabulary"), code.get("code")) == _THAILAND for code in above):
            codes.insert(0, one.get("ref", "").strip())
        point = _point(one)
        stated = [code.get("code", "").strip() for code in one.iterfind("location-id")]
        name = " ".join(words(one.find("name"), tongue).thai.split())
        place = name or next(filter(None, [*codes, *stated]), "") or " ".join(point).strip()
        rough = attribute(one, "exactness", "code") == "2" or attribute(one, "location-class", "code") == "1"
        yield Spot(tuple(filter(None, codes)), place, point, rough)


def _point(location: Element) -> tuple[str, str]:
    """Return latitude and longitude as written; of another system of coordinates than WGS84, none."""
    pair = text(location, "point/pos").replace(",", " ").split()
    system = attribute(location, "point", "srsName")
    if not pair or (system and not system.endswith(_WGS84)):
        return "", ""
    return (pair[0], pair[1]) if len(pair) == 2 else (" ".join(pair), "")
