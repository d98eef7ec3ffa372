"""Random records of every table that fit together, full of text that breaks files. This module feeds round trips."""

import datetime

import pandas as pd
from hypothesis import strategies as st

from data.readers.hierarchy import fill_official
from data.schema import TABLES, record_keys, typed

_LETTERS = st.sampled_from([*"กขคำนี้ฎ์ๆ฿๑๒ abc=+-@'\",;|\t\n\\/<>&${}`%_1", "é", "𝛼", "\u00a0"])
_TEXT = st.text(_LETTERS, max_size=12).map(str.strip).filter(bool)
_CODE = st.text(st.sampled_from("กขAB1-=+'|@ \"\\"), min_size=1, max_size=6).map(str.strip).filter(bool)
_AREAS = ["80", "8001", "800101", "80010101", "800102"]
_FURTHER = tuple(name for name in TABLES if name not in ("areas", "themes", "agencies", "initiatives", "precision"))
_DAY = st.dates(datetime.date(1900, 1, 1), datetime.date(2150, 12, 31))


def _value(column):
    """A strategy for one cell of a column that refers to nothing."""
    by_kind = {
        "enum": st.sampled_from(column.allowed or ("",)),
        "start": _DAY,
        "end": _DAY,
        "number": st.floats(column.low if column.low is not None else -1e9, column.high or 1e12, allow_nan=False),
        "integer": st.integers(int(column.low or 0), int(column.high or 2**53)),
        "year": st.integers(1900, 2199),
        "boolean": st.booleans(),
        "id": _CODE,
        "texts": st.lists(_CODE, min_size=1, max_size=3, unique=True).map(";".join),
    }
    return by_kind.get(column.kind, _TEXT)


def _refer(kept, column):
    codes = list(kept[column.refers][TABLES[column.refers].key[0]])
    if column.kind == "codes":
        return (
            st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True).map(";".join)
            if codes
            else st.none()
        )
    return st.sampled_from(codes) if codes else st.none()


@st.composite
def a_table(draw, table, kept):
    """Some records of a table whose references are to `kept`."""
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        row = {}
        for column in table.columns:
            cell = _refer(kept, column) if column.refers else _value(column)
            row[column.name] = draw(cell if column.required else st.one_of(st.none(), cell))
        rows.append(row)
    frame = typed(table.name, {name: [row[name] for row in rows] for name in table.names})
    frame = frame.dropna(subset=[column.name for column in table.columns if column.required])
    if table.may_repeat:
        again = draw(st.booleans()) and len(frame) > 1  # the same key in two records that differ elsewhere
        alike = frame.assign(**{name: frame[name].iloc[0] for name in table.key}) if again else frame
        return typed(table.name, alike).drop_duplicates(ignore_index=True)
    return frame[~record_keys(table, frame).duplicated()].reset_index(drop=True)


@st.composite
def some_records(draw):
    """Records that fit together, of every table."""
    areas = typed("areas", {"code": _AREAS, "name_th": draw(st.lists(_TEXT, min_size=5, max_size=5))})
    kept = {"areas": fill_official(areas)}
    for name in ("agencies", "initiatives", *_FURTHER):
        themes = {"code": ["T", "T1", "=T2"], "parent": [None, "T", "T"], "name_th": ["ก", "ข", "=1+1"]}
        kept.setdefault("themes", typed("themes", themes))
        kept[name] = draw(a_table(TABLES[name], kept))
    ties = kept["ties"]
    kept["ties"] = ties[ties["from_id"] != ties["to_id"]].reset_index(drop=True)
    for name in ("initiatives", "ties", "coverage"):
        frame = kept[name]
        backwards = frame["end_date"] < frame["start_date"]
        kept[name] = frame.assign(end_date=frame["end_date"].mask(backwards)).drop_duplicates(ignore_index=True)
    for name in ("areas", "initiatives", "assets"):
        half = kept[name]["longitude"].isna() | kept[name]["latitude"].isna()
        kept[name] = kept[name].assign(
            **{column: kept[name][column].mask(half) for column in ("longitude", "latitude")}
        )
    dates = {"initiatives": ("start_date", "year"), "ties": ("start_date", "month"), "coverage": ("end_date", "year")}
    dates["assets"] = ("since", "month")
    kept["precision"] = typed("precision", pd.concat([_unsharp(kept, name, *said) for name, said in dates.items()]))
    return kept


def _unsharp(kept, name, column, precision):
    """Of every date in a column of a table: that only its month or year is known."""
    dated = record_keys(TABLES[name], kept[name])[kept[name][column].notna()]
    return pd.DataFrame({"table": name, "record": dated, "column": column, "precision": precision})
