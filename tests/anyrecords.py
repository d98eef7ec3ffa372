"""Random records of every table that fit together, full of text that breaks files. This module feeds round trips.

Hypothesis draws one number and all else follows from it: twenty times as fast as drawing every cell.
"""

import datetime
import random

import pandas as pd
from hypothesis import strategies as st

from data.readers.hierarchy import fill_official
from data.schema import TABLES, record_keys, typed

_LETTERS = [*"กขคำนี้ฎ์ๆ฿๑๒ abc=+-@'\",;|\t\n\\/<>&${}`%_1", "é", "𝛼", "\u00a0"]
_OF_CODES = "กขAB1-=+'|@ \"\\"
_AREAS = ["80", "8001", "800101", "80010101", "800102"]
_FURTHER = tuple(name for name in TABLES if name not in ("areas", "themes", "agencies", "initiatives", "precision"))
_FIRST, _LAST = datetime.date(1900, 1, 1).toordinal(), datetime.date(2150, 12, 31).toordinal()
_ODD = (0.0, -0.0, 0.1, 1 / 3, 1e-9, 5e-324, -1.0)


class _Chance:
    """What may stand in a cell, by chance."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, letters=_LETTERS, most=12):
        while not (text := "".join(self.random.choices(letters, k=self.random.randint(1, most))).strip()):
            pass
        return text

    def code(self):
        return self.text(_OF_CODES, 6)

    def number(self, column):
        low, high = -1e9 if column.low is None else column.low, 1e12 if column.high is None else column.high
        odd = [number for number in (*_ODD, low, high) if low <= number <= high]
        return self.random.choice([*odd, self.random.uniform(low, high), self.random.uniform(low, high)])

    def integer(self, column):
        low, high = int(column.low or 0), int(column.high or 2**53)
        return self.random.choice([low, high, self.random.randint(low, high), min(high, low + 3)])

    def several(self, values):
        return ";".join(dict.fromkeys(self.random.choices(values, k=self.random.randint(1, 3))))

    def value(self, column):
        """One cell of a column that refers to nothing."""
        by_kind = {
            "enum": lambda: self.random.choice(column.allowed or ("",)),
            "start": lambda: datetime.date.fromordinal(self.random.randint(_FIRST, _LAST)),
            "end": lambda: datetime.date.fromordinal(self.random.randint(_FIRST, _LAST)),
            "number": lambda: self.number(column),
            "integer": lambda: self.integer(column),
            "year": lambda: self.random.randint(1900, 2199),
            "boolean": lambda: self.random.random() < 0.5,
            "id": self.code,
            "texts": lambda: self.several([self.code() for _ in range(3)]),
        }
        return by_kind.get(column.kind, self.text)()

    def cell(self, column, kept):
        """One cell, blank one time in three where it may be."""
        if not column.required and self.random.random() < 1 / 3:
            return None
        if not column.refers:
            return self.value(column)
        codes = list(kept[column.refers][TABLES[column.refers].key[0]])
        if not codes:
            return None
        return self.several(codes) if column.kind == "codes" else self.random.choice(codes)

    def table(self, table, kept):
        """Some records of a table whose references are to `kept`."""
        rows = [[self.cell(column, kept) for column in table.columns] for _ in range(self.random.randint(0, 4))]
        frame = typed(table.name, {name: [row[at] for row in rows] for at, name in enumerate(table.names)})
        frame = frame.dropna(subset=[column.name for column in table.columns if column.required])
        if table.may_repeat:
            again = self.random.random() < 0.5 and len(frame) > 1  # the same key in two records that differ elsewhere
            alike = frame.assign(**{name: frame[name].iloc[0] for name in table.key}) if again else frame
            return typed(table.name, alike).drop_duplicates(ignore_index=True)
        return frame[~record_keys(table, frame).duplicated()].reset_index(drop=True)


def some_records():
    """Records that fit together, of every table."""
    return st.integers(0, 2**32).map(records_of)


def records_of(seed):
    """The records that follow from a number."""
    chance = _Chance(seed)
    areas = typed("areas", {"code": _AREAS, "name_th": [chance.text() for _ in _AREAS]})
    kept = {"areas": fill_official(areas)}
    themes = {"code": ["T", "T1", "=T2"], "parent": [None, "T", "T"], "name_th": ["ก", "ข", "=1+1"]}
    kept["themes"] = typed("themes", themes)
    for name in ("agencies", "initiatives", *_FURTHER):
        kept[name] = chance.table(TABLES[name], kept)
    ties = kept["ties"]
    kept["ties"] = ties[ties["from_id"] != ties["to_id"]].reset_index(drop=True)
    for name in ("initiatives", "ties", "coverage", "decisions"):
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
