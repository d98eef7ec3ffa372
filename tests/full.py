"""Records that are full in every column, each value its own, on a ground of squares. This module feeds exports."""

import datetime
from itertools import count

import geopandas as gpd
from shapely.geometry import box

from data.schema import TABLES, typed
from data.writers.content import Content

DAY = datetime.date(2024, 6, 30)
CODES = ("80", "8001", "800101", "800102", "80010101", "80010102")
_LEVELS = {2: "province", 4: "amphoe", 6: "tambon", 8: "village"}
_KEYS = {"areas": CODES[-2:], "themes": ("T1", "T2")}


def full_records(rows=2):
    """As many records of every table, no cell blank; initiatives are active on `DAY` in one village each."""
    numbers = count(1)
    records = {"areas": _areas(numbers)}
    for name, table in TABLES.items():
        if name not in records:
            columns = {
                column.name: [_cell(name, column, at, numbers) for at in range(rows)] for column in table.columns
            }
            records[name] = typed(name, columns)
    return records | _fitted(records)


def _fitted(records):
    """What must agree across columns."""
    themes = typed("themes", records["themes"].assign(parent=["T1", "T1"], dac_code=["14020", "14030"]))
    themes.loc[0, "parent"] = None
    work = records["initiatives"].assign(status="implementation", start_date="2023-01-05", end_date="2025-02-06")
    ties = records["ties"].assign(from_id=["I1", "I2"], to_id=["I2", "I1"], kind=["builds_on", "co_fund"])
    precision = records["precision"].assign(table="initiatives", record=["I1", "I2"], column="start_date")
    work.loc[0, "start_date"] = "2023-01-01"
    precision = precision.assign(precision=["year", "month"])
    work.loc[1, "start_date"] = "2023-03-01"
    settings = typed("settings", {"key": ["title_th", "title_en"], "value": ["ทะเบียนทดสอบ", "Test register"]})
    return {
        "themes": themes,
        "initiatives": typed("initiatives", work),
        "ties": typed("ties", ties),
        "precision": typed("precision", precision),
        "settings": settings,
    }


def _areas(numbers):
    return typed(
        "areas",
        {
            "code": CODES,
            "name_th": [f"พื้นที่ {code}" for code in CODES],
            "name_en": [f"Area {code}" for code in CODES],
            "level": [_LEVELS[len(code)] for code in CODES],
            "parent": [code[:-2] or None for code in CODES],
            "population": [next(numbers) * 1000 for _ in CODES],
            "households": [next(numbers) * 100 for _ in CODES],
            "longitude": [99.5 + at / 10 for at in range(len(CODES))],
            "latitude": [8.5 + at / 10 for at in range(len(CODES))],
        },
    )


def _cell(table, column, at, numbers):
    number = next(numbers)
    if column.refers:
        keys = _KEYS.get(column.refers) or [f"{column.refers[0].upper()}{n}" for n in (1, 2)]
        return keys[at % len(keys)]
    by_kind = {
        "id": _KEYS.get(table, [f"{table[0].upper()}{n}" for n in (1, 2)])[at],
        "enum": column.allowed[at % len(column.allowed)] if column.allowed else None,
        "start": datetime.date(2000, 1, 1) + datetime.timedelta(number),
        "end": datetime.date(2010, 1, 1) + datetime.timedelta(number),
        "number": number + 0.25 if column.high is None else number / 100,
        "integer": number if column.high is None else number % int(column.high + 1),
        "year": 2000 + number % 50,
        "boolean": bool(at % 2),
        "url": f"https://example.org/{table}/{column.name}/{number}",
        "texts": f"กลุ่ม {number};กลุ่ม {number + 1000}",
    }
    return by_kind.get(column.kind, f"{table} {column.name} {number}")


def squares(records, qualities=("official", "approximate", "schematic")):
    """Outlines of all areas: squares side by side by level, of each quality in turn."""
    layers = {}
    for level in _LEVELS.values():
        codes = records["areas"].loc[records["areas"]["level"] == level, "code"].tolist()
        told = {
            "quality": [qualities[at % len(qualities)] for at in range(len(codes))],
            "source": [f"squares of {level}"] * len(codes),
        }
        shapes = [box(99 + at / 10, 8, 99.1 + at / 10, 8.1) for at in range(len(codes))]
        frame = gpd.GeoDataFrame(told, index=codes, geometry=shapes, crs="EPSG:4326").rename_axis("area_code")
        layers[level] = (frame, frame)
    return layers


def full_content(level=None, **more):
    """The full records as an export is made of them."""
    records = full_records() | more
    return Content(records, DAY, level, squares(records))
