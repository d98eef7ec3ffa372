"""Initiatives as activities for the world of aid. This module writes IATI 2.03 XML, valid against its schema.

IATI has no word for what is unknown: an activity must have a status, a date and an organisation with a role. What
lacks one is left out and counted (`left_out`), never filled with a guess.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import pandas as pd

from data.errors import FileError
from data.schema import LABELS, Label, Level, Sector, Status, number_text
from data.schema.iati import KNOWN_ONLY, RELATED, REPORTING, REPORTING_SETTING, VOCABULARY, address, clean, safe
from data.writers.content import Content
from data.writers.files import NOTICE_SAID, replacing
from data.writers.iati_words import LANGUAGE, ROLES, STATUS, TYPES, name_of, several, shares, words

Row = dict[str, Any]
"""What is known of a record, by column."""

_WHOLE = len("2007-02-16")
_WGS84 = "http://www.opengis.net/def/crs/EPSG/0/4326"


def left_out(content: Content) -> "pd.Series[str]":
    """Return what initiatives lack to be said in IATI, by initiative_id: ``status``, ``date`` or ``agency``."""
    frame = content.table("initiatives").set_index("initiative_id")
    takers = content.table("participation").dropna(subset=["role"])["initiative_id"]
    lacks = {
        "status": frame["status"].isna(),
        "date": frame["start_date"].isna() & frame["end_date"].isna(),
        "agency": pd.Series(~frame.index.isin(takers), index=frame.index),
    }
    found = pd.DataFrame(lacks)
    return found.idxmax(axis=1)[found.any(axis=1)].astype("str")


def write_iati(content: Content, file: Path) -> None:
    """Write every initiative that IATI can carry as an activity.

    Raises
    ------
    FileError
        There is no initiative that IATI can carry, or the file cannot be written; what it held before it still does.
    """
    if len(left_out(content)) == len(content.table("initiatives")):
        raise FileError(
            "ไม่มีงานใดที่มีสถานะ วันที่ และหน่วยงานพร้อมบทบาทครบตามที่ IATI บังคับ",
            "no initiative has the status, date and agency with a role that IATI demands",
        )
    notice = f"<!-- {NOTICE_SAID.thai} | {NOTICE_SAID.english} -->\n" if content.is_invented else ""
    with replacing(file) as part, part.open("w", encoding="utf-8") as text:
        text.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{notice}<iati-activities version="2.03">\n')
        for activity in _Activities(content).written():
            indent(activity)
            text.write(f"{tostring(activity, encoding='unicode')}\n")
        text.write("</iati-activities>\n")


class _Activities:
    """The activities of an export, with what their elements look up."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._out = frozenset(left_out(content).index)
        self._agencies, self._areas, self._themes = (
            _by_key(content.table(name)) for name in ("agencies", "areas", "themes")
        )
        self._stated = _unsharp(content)
        self._takers = _grouped(content.table("participation").dropna(subset=["role"]))
        self._reporting = safe(content.settings.get(REPORTING_SETTING) or REPORTING)
        self._related = self._relations()
        title = Label(content.settings.get("title_th", "ส่องกล้องนคร"), content.settings.get("title_en", ""))
        self._office = words("reporting-org", title, {"ref": self._reporting, "type": TYPES[Sector.STATE]})

    def written(self) -> Iterator[Element]:
        """Yield every activity, its elements in the order of the schema."""
        for one, row in _by_key(self._content.table("initiatives")).items():
            if one not in self._out:
                yield self._activity(row)

    def _identifier(self, initiative_id: str) -> str:
        return f"{self._reporting}-{safe(initiative_id)}"

    def _activity(self, row: Row) -> Element:
        one = row["initiative_id"]
        activity = Element("iati-activity", {LANGUAGE: "th", "default-currency": "THB"})
        if "status_date" in row:
            activity.set("last-updated-datetime", f"{row['status_date'].date()}T00:00:00")
        SubElement(activity, "iati-identifier").text = self._identifier(one)
        title = Label(row["title_th"], row.get("title_en", ""))
        activity.extend([self._office, words("title", title)])
        typed = {"type": "1"} if "description" in row else {}
        activity.append(words("description", Label(row.get("description", title.thai), ""), typed))
        for group in several(row, "target_groups"):
            activity.append(words("description", Label(group, ""), {"type": "3"}))
        activity.extend(self._organisation(part) for part in self._takers[one])
        SubElement(activity, "other-identifier", {"ref": clean(one), "type": "A1"})
        SubElement(activity, "activity-status", {"code": STATUS[row["status"]]})
        activity.extend([*self._dates(row), *self._places(row), *self._sectors(row), *self._tags(row), *_budget(row)])
        activity.extend([*_link(row, title), *self._related.get(one, ())])
        return activity

    def _organisation(self, part: Row) -> Element:
        agency = self._agencies.get(part["agency_id"], {"name_th": part["agency_id"]})
        said = {"ref": safe(part["agency_id"]), "role": ROLES[part["role"]]}
        kind = TYPES.get(agency.get("sector", ""))
        return words("participating-org", name_of(agency), said | ({"type": kind} if kind else {}))

    def _dates(self, row: Row) -> Iterator[Element]:
        """Yield start and end: actual once they are past, else planned."""
        past = pd.Timestamp(self._content.day)
        has_begun = row["status"] != Status.PIPELINE
        has_ended = row["status"] in (Status.CLOSED, Status.CANCELLED)
        for name, is_actual, kinds in (("start_date", has_begun, "12"), ("end_date", has_ended, "34")):
            if name in row:
                kind = kinds[is_actual and row[name] <= past]
                stated = self._stated.get((row["initiative_id"], name), "")
                known = Label(*(said.format(stated) for said in KNOWN_ONLY)) if stated else Label("", "")
                yield words("activity-date", known, {"type": kind, "iso-date": row[name].date().isoformat()})

    def _places(self, row: Row) -> Iterator[Element]:
        """Yield the country, an administrative location for each area, and the point as one of its own."""
        codes = several(row, "areas")
        if codes and all(code.isascii() and code.isdigit() for code in codes):
            yield Element("recipient-country", {"code": "TH", "percentage": "100"})
        for code in codes:
            yield self._area(code)
        if "longitude" in row and "latitude" in row:
            yield _point(row)

    def _area(self, code: str) -> Element:
        area = self._areas.get(code, {"name_th": code})
        place = Element("location", {"ref": clean(code)})
        SubElement(place, "location-reach", {"code": "1"})
        place.append(words("name", name_of(area)))
        if code.isascii() and code.isdigit():
            SubElement(place, "administrative", {"vocabulary": "A4", "level": "0", "code": "TH"})
        SubElement(place, "location-class", {"code": "2" if area.get("level") == Level.VILLAGE else "1"})
        return place

    def _sectors(self, row: Row) -> Iterator[Element]:
        """Yield all themes in our own vocabulary, and their purposes of the DAC where every theme has one."""
        themes = several(row, "themes")
        purposes = [self._themes.get(code, {}).get("dac_code", "") for code in themes]
        whole = list(dict.fromkeys(purposes)) if all(purposes) else []
        for code, share in zip(whole, shares(len(whole)), strict=True):
            yield Element("sector", {"vocabulary": "1" if len(code) == 5 else "2", "code": code, "percentage": share})
        for code, share in zip(themes, shares(len(themes)), strict=True):
            said = {"vocabulary": "99", "vocabulary-uri": VOCABULARY, "code": clean(code), "percentage": share}
            yield words("sector", name_of(self._themes.get(code, {"name_th": code})), said)

    def _tags(self, row: Row) -> Iterator[Element]:
        """Yield outcome, direction and the month or year of the status, for which IATI has no element of its own."""
        told: dict[str, tuple[str, Label]]
        told = {name: (row[name], LABELS[row[name]]) for name in ("outcome", "direction") if name in row}
        if stated := self._stated.get((row["initiative_id"], "status_date")):
            told["status_date"] = stated, Label(*(said.format(stated) for said in KNOWN_ONLY))
        for name, (value, label) in told.items():
            yield words("tag", label, {"code": f"{name}:{value}", "vocabulary": "99", "vocabulary-uri": VOCABULARY})

    def _relations(self) -> dict[str, list[Element]]:
        """Return what ties are degraded to at each end; ties to what is left out are left out too."""
        found: dict[str, dict[tuple[str, str], None]] = {}
        rows = self._content.table("ties")
        for giver, taker, kind in zip(rows["from_id"], rows["to_id"], rows["kind"], strict=True):
            if kind in RELATED and not self._out & {giver, taker}:
                for one, other, type_ in ((giver, taker, RELATED[kind][0]), (taker, giver, RELATED[kind][1])):
                    found.setdefault(one, {})[(other, type_)] = None
        return {one: [self._relation(*other) for other in others] for one, others in found.items()}

    def _relation(self, other: str, kind: str) -> Element:
        return Element("related-activity", {"ref": self._identifier(other), "type": kind})


def _rows(frame: pd.DataFrame) -> list[tuple[str, Row]]:
    """Return the first column and what is known of each record."""
    rows = ({str(name): value for name, value in row.items() if pd.notna(value)} for row in frame.to_dict("records"))
    return [(str(row[str(frame.columns[0])]), row) for row in rows]


def _by_key(frame: pd.DataFrame) -> dict[str, Row]:
    return dict(_rows(frame))


def _unsharp(content: Content) -> dict[tuple[str, str], str]:
    """Return the dates of initiatives of which only the month or the year is known, as far as known."""
    keys = content.table("initiatives")["initiative_id"]
    return {
        (one, name): stated
        for name, days in content.stated_days("initiatives").items()
        for one, stated in zip(keys, days.fillna(""), strict=True)
        if 0 < len(stated) < _WHOLE
    }


def _grouped(frame: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for one, row in _rows(frame):
        found.setdefault(one, []).append(row)
    return found


def _point(row: Row) -> Element:
    place = Element("location")
    SubElement(place, "location-reach", {"code": "1"})
    point = SubElement(place, "point", {"srsName": _WGS84})
    SubElement(point, "pos").text = f"{number_text(row['latitude'])} {number_text(row['longitude'])}"
    SubElement(place, "exactness", {"code": "1"})
    return place


def _budget(row: Row) -> Iterator[Element]:
    """Yield the budget of the whole time, which must be known."""
    if all(name in row for name in ("budget_thb", "start_date", "end_date")):
        first, last = (row[name].date().isoformat() for name in ("start_date", "end_date"))
        budget = Element("budget")
        SubElement(budget, "period-start", {"iso-date": first})
        SubElement(budget, "period-end", {"iso-date": last})
        value = SubElement(budget, "value", {"currency": "THB", "value-date": first})
        value.text = f"{Decimal(number_text(row['budget_thb'])):f}"
        yield budget


def _link(row: Row, title: Label) -> Iterator[Element]:
    """Yield the source, where it is an address of the web."""
    if url := address(row.get("source_url", "")):
        link = Element("document-link", {"url": url, "format": "text/html"})
        link.append(words("title", title))
        SubElement(link, "category", {"code": "A12"})
        yield link
