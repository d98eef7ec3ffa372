"""What IATI calls our values, and its smallest elements. This module is the word list of `data.writers.iati`."""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from data.schema import SEPARATOR, Label, Role, Sector, Status
from data.schema.iati import clean

STATUS = {status: str(at) for at, status in enumerate(Status, start=1)}
ROLES = {Role.FUNDING: "1", Role.ACCOUNTABLE: "2", Role.EXTENDING: "3", Role.IMPLEMENTING: "4"}
TYPES = {
    Sector.STATE: "10",
    Sector.LOCAL_GOVERNMENT: "11",
    Sector.CIVIL_SOCIETY: "22",
    Sector.COMMUNITY: "90",
    Sector.PRIVATE: "70",
    Sector.ACADEMIC: "80",
}

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def words(tag: str, said: Label, attributes: Mapping[str, str] | None = None) -> Element:
    """Return an element that narrates `said` in Thai, and in English where there is English."""
    element = Element(tag, dict(attributes or {}))
    for tongue, text in zip(("th", "en"), said, strict=True):
        if text:
            SubElement(element, "narrative", {LANGUAGE: tongue}).text = clean(text)
    return element


def name_of(row: Mapping[str, Any]) -> Label:
    """Return the Thai and English name of a record."""
    return Label(row["name_th"], row.get("name_en", ""))


def several(row: Mapping[str, Any], name: str) -> list[str]:
    """Return the several values of a field, none where it is unknown."""
    return str(row[name]).split(SEPARATOR) if name in row else []


def shares(count: int) -> Sequence[str]:
    """Return as many equal percentages, the last making up what is missing to 100.

    >>> shares(3)
    ['33.33', '33.33', '33.34']
    """
    each = round(100 / count, 2) if count else 0.0
    return [f"{each if at < count - 1 else 100 - each * (count - 1):g}" for at in range(count)]
