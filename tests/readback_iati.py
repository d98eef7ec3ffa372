"""What an IATI file says in frames of our tables. This module knows the elements of the standard, not our writer."""

from collections import defaultdict
from urllib.parse import unquote
from xml.etree import ElementTree

from readback import dated, framed

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS = {
    "1": "pipeline",
    "2": "implementation",
    "3": "finalisation",
    "4": "closed",
    "5": "cancelled",
    "6": "suspended",
}
_ROLES = {"1": "funding", "2": "accountable", "3": "extending", "4": "implementing"}
_SECTORS = {"10": "state", "11": "local_government", "22": "civil_society", "80": "academic", "70": "private"}
_SECTORS |= {"90": "community"}


def iati(file):
    """Tables of an IATI file by its elements; both directions of every tie, without its kind."""
    rows, ids, relations = defaultdict(list), {}, []
    for one in ElementTree.parse(file).getroot().iterfind("iati-activity"):
        told = _told(one)
        key = told["initiative_id"]
        ids[one.findtext("iati-identifier")] = key
        _locations(one, told, rows)
        _sectors(one, told, rows)
        dated(rows, told)
        rows["initiatives"].append(told)
        for part in one.iterfind("participating-org"):
            row = {"initiative_id": key, "agency_id": unquote(part.get("ref")), "role": _ROLES[part.get("role")]}
            rows["participation"].append(row)
            rows["agencies"].append(row | {"sector": _SECTORS.get(part.get("type"))} | _names(part))
        relations += [(key, other.get("ref")) for other in one.iterfind("related-activity")]
    rows["ties"] = [{"from_id": one, "to_id": ids[other]} for one, other in relations]
    return framed(rows)


def said(element, language):
    """Return what an element narrates in a language, nothing where it is silent."""
    told = [] if element is None else element.iterfind("narrative")
    return next((one.text for one in told if one.get(_LANGUAGE) == language), None)


def _names(element):
    return {"name_th": said(element, "th"), "name_en": said(element, "en")}


def _told(one):
    link, title = one.find("document-link"), one.find("title")
    dates = {
        "start_date" if date.get("type") in "12" else "end_date": _stated(date)
        for date in one.iterfind("activity-date")
    }
    return {
        "initiative_id": one.find("other-identifier[@type='A1']").get("ref"),
        "title_th": said(title, "th"),
        "title_en": said(title, "en"),
        "description": said(one.find("description[@type='1']"), "th"),
        "target_groups": ";".join(said(group, "th") for group in one.iterfind("description[@type='3']")),
        "status": _STATUS[one.find("activity-status").get("code")],
        "status_date": one.get("last-updated-datetime", "")[:10],
        **dates,
        **dict(tag.get("code").split(":") for tag in one.iterfind("tag")),
        "budget_thb": float(one.findtext("budget/value") or "nan"),
        "source_url": None if link is None else link.get("url"),
    }


def _stated(date):
    """The day, cut to what the narrative says is known."""
    known = (said(date, "en") or date.get("iso-date")).removeprefix("known only as ")
    return date.get("iso-date")[: len(known)]


def _locations(one, told, rows):
    areas = [place for place in one.iterfind("location") if place.get("ref")]
    rows["areas"] += [{"code": place.get("ref")} | _names(place.find("name")) for place in areas]
    told["areas"] = ";".join(place.get("ref") for place in areas)
    for point in one.iterfind("location/point/pos"):
        told["latitude"], told["longitude"] = map(float, point.text.split())


def _sectors(one, told, rows):
    """Take the themes; the purpose of the DAC only where there is one theme to have it."""
    own = one.findall("sector[@vocabulary='99']")
    purposes = [sector.get("code") for sector in one.iterfind("sector[@vocabulary='1']")]
    told["themes"] = ";".join(sector.get("code") for sector in own)
    known = {"dac_code": purposes[0]} if len(own) == 1 and purposes else {}
    rows["themes"] += [{"code": sector.get("code")} | _names(sector) | known for sector in own]
