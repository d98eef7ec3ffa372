"""What exports say, read by other means than ours: one reader per form, each giving frames of our tables.

A frame has the columns that the form carries, each record once. This module knows the formats, not the writers.
"""

import csv
import json
from collections import defaultdict

import pandas as pd
import pyogrio

from data.schema import TABLES, typed

_LENGTHS = {4: "year", 7: "month"}
_DATES = ("status_date", "start_date", "end_date")


def framed(rows):
    """Frames of rows (dicts; blank is unknown) by table, each row once, columns that are none of ours left out."""
    found = {}
    for table, listed in rows.items():
        names = [name for name in TABLES[table].names if any(name in row for row in listed)]
        columns = {name: [None if row.get(name) == "" else row.get(name) for row in listed] for name in names}
        found[table] = typed(table, columns)[names].drop_duplicates(ignore_index=True)
    return found


def dated(rows, row):
    """Take the dates of an initiative as far as they are known: the first day, and a row of precision."""
    for name in _DATES:
        stated = row.get(name) or ""
        if len(stated) in _LENGTHS:
            said = {"table": "initiatives", "record": row["initiative_id"], "column": name}
            rows["precision"].append({**said, "precision": _LENGTHS[len(stated)]})
        row[name] = (stated + "-01-01")[:10] if stated else None


def geopackage(file):
    """Tables of a GeoPackage by its layers."""
    found, areas = {}, []
    for name, _ in pyogrio.list_layers(file):
        frame = pd.DataFrame(pyogrio.read_dataframe(file, layer=name, read_geometry=False))
        if name in ("province", "amphoe", "tambon", "village"):
            areas.append(frame.rename(columns={"area_code": "code"}))
        elif name in TABLES:
            found[name] = typed(name, frame)
    found["areas"] = typed("areas", pd.concat(areas, ignore_index=True)).drop_duplicates(ignore_index=True)
    return found


def geojson(file):
    """Tables of a GeoJSON by its features."""
    rows = defaultdict(list)
    for feature in json.loads(file.read_text("utf-8"))["features"]:
        told = feature["properties"]
        if told["kind"] == "area":
            rows["areas"].append(told | {"code": told["area_code"]})
            continue
        for part in told["agencies"]:
            rows["participation"].append(part | {"initiative_id": told["initiative_id"]})
            rows["agencies"].append(part)
        point = feature["geometry"]["coordinates"] if feature["geometry"] else (None, None)
        told |= {name: ";".join(told[name]) for name in ("themes", "areas", "target_groups")}
        told |= {"longitude": point[0], "latitude": point[1]}
        dated(rows, told)
        rows["initiatives"].append(told)
    return framed(rows)


def _cell(text):
    return text[1:] if text[:1] == "'" and text.lstrip("'")[:1] in tuple("=+-@\t") else text


_ROLES = {"accountable": "#org+accountable", "implementing": "#org+impl", "funding": "#org+funder"}
_ROLES |= {"extending": "#org+extending", "": "#org+unspecified"}
_OF_INITIATIVE = {
    "initiative_id": "#activity+code",
    "title_th": "#activity+name+i_th",
    "title_en": "#activity+name+i_en",
    "description": "#description+i_th",
    "status": "#status",
    "status_date": "#date+reported",
    "start_date": "#date+start",
    "end_date": "#date+end",
    "outcome": "#outcome",
    "direction": "#x_direction",
    "target_groups": "#targeted+group+list",
    "longitude": "#geo+lon",
    "latitude": "#geo+lat",
    "households": "#targeted+hh",
    "budget_thb": "#value+budget",
    "source_url": "#meta+url",
}


def hxl(file):
    """Tables of a 4W table by its hashtags."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        headings, tags, *cells = list(csv.reader(text))
    assert len(headings) == len(tags)
    rows, several = defaultdict(list), defaultdict(lambda: {"areas": {}, "themes": {}})
    works = {}
    for line in cells:
        row = {tag: _cell(cell) for tag, cell in zip(tags, line, strict=True)}
        one = row["#activity+code"]
        works[one] = {name: row[tag] for name, tag in _OF_INITIATIVE.items()}
        for role, tag in _ROLES.items():
            if row[f"{tag}+code"]:
                part = {"initiative_id": one, "agency_id": row[f"{tag}+code"], "role": role}
                rows["participation"].append(part)
                rows["agencies"].append(part | _names(row, tag) | {"sector": row[f"{tag}+type"]})
        several[one]["areas"] |= dict.fromkeys(_places(row, rows))
        several[one]["themes"] |= dict.fromkeys(_themes(row, rows))
    for one, told in works.items():
        told |= {name: ";".join(codes) for name, codes in several[one].items()}
        dated(rows, told)
        rows["initiatives"].append(told)
    return framed(rows)


def _names(row, tag):
    return {"name_th": row[f"{tag}+name+i_th"], "name_en": row[f"{tag}+name+i_en"]}


def _places(row, rows):
    """Take the areas of a row, widest first; return the code of the narrowest."""
    parent = ""
    for level, tag in zip(
        ("province", "amphoe", "tambon", "village"), ("#adm1", "#adm2", "#adm3", "#adm4"), strict=True
    ):
        if code := row[f"{tag}+code"]:
            rows["areas"].append({"code": code, "level": level, "parent": parent} | _names(row, tag))
            parent = code
    return [parent] if parent else []


def _themes(row, rows):
    top, leaf, dac = row["#sector+code"], row["#subsector+code"], row["#subsector+code+v_dac"]
    if leaf:
        rows["themes"].append({"code": leaf, "parent": top, "dac_code": dac} | _names(row, "#subsector"))
    elif top:
        rows["themes"].append({"code": top, "parent": "", "dac_code": dac} | _names(row, "#sector"))
    return [code for code in (leaf or top,) if code]
