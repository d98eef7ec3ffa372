"""The cells of a sheet under a layout. This module leaves out rows that are no records and tidies what cells hold."""

import re
from dataclasses import replace

import pandas as pd

from data.errors import Problem
from data.readers.crowds import told
from data.readers.layouts import Layout
from data.readers.tables import Sheet, body
from data.schema import SEPARATOR, TABLES, Column

BLANKS = frozenset({"-", "–", "—", "#n/a", "n/a", "#ref!", "#value!", "null", "ไม่ระบุ", "ไม่ทราบ"})
"""Cells that say that nothing is known."""
_DASHES = ("-", "–", "—")
_SUM = re.compile(r"(รวม|รวมทั้งสิ้น|รวมทั้งหมด|รวมเงิน|รวมงบประมาณ|ยอดรวม|total|grand total|sum)\s*:?", re.IGNORECASE)
_UNIT = re.compile(r"^\s*฿|\s*(บาท|baht|thb|ครัวเรือน|ครัว|หลังคาเรือน|คน)\.?\s*$|[/.]-\s*$", re.IGNORECASE)
_MOMENT = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*$")
_POINT = re.compile(r"^\[?\s*(-?\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)(?:[\s,]+-?\d+(?:\.\d+)?){0,2}\s*\]?$")
CHOSEN = {"1": True, "true": True, "1.0": True, "0": False, "false": False, "0.0": False, "": False}
"""Cells of a choice of several that stands under a heading of its own: ``themes/water``."""
_BETWEEN_CHOICES = re.compile("[/-]")
_LONGEST_SUM = 20
_LONGEST = 100
"""No number and no point takes so many letters."""
_BETWEEN = " · "


class Cells:
    """The rows of a sheet that are records.

    Attributes
    ----------
    frame : stripped text by heading, indexed by row.
    problems, notes : what is wrong with rows as a whole, and which rows were left out.
    """

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self.layout = layout
        frame, ragged = body(sheet)
        self.problems = [replace(problem, table="file") for problem in ragged]
        self.notes: list[Problem] = []
        named = [heading for heading in sheet.headings if heading]
        frame = frame.loc[:, [bool(heading) for heading in sheet.headings]].set_axis(named, axis=1)
        stripped = {heading: [cell.strip() for cell in frame[heading].tolist()] for heading in named}
        self.frame = pd.DataFrame(stripped, index=frame.index, columns=named, dtype="object")
        self._leave_out(self._sums(), "sum_row")
        self._leave_out(self.frame.duplicated(), "repeated_row")

    def _leave_out(self, rows: "pd.Series[bool]", code: str) -> None:
        self.notes += told(lambda row: Problem(self.layout.table, int(row), "", code, ""), rows.index[rows].tolist())
        self.frame = self.frame[~rows]

    def _sums(self) -> "pd.Series[bool]":
        """Return which rows only add up those above: a cell says so, and none names a record."""
        says = pd.Series(False, index=self.frame.index)
        for heading in self.frame:
            texts = set(self.frame[heading].tolist())
            sums = {text for text in texts if len(text) <= _LONGEST_SUM and _SUM.fullmatch(text)}
            says |= self.frame[heading].isin(sums) if sums else False
        needed = [
            column.name for column in TABLES[self.layout.table].columns if column.required and column.kind == "text"
        ]
        for name in needed if says.any() else ():
            for heading in self.layout.headings(f"{self.layout.table}.{name}"):
                says &= (self.frame[heading] == "") | self.frame[heading].map(lambda text: bool(_SUM.fullmatch(text)))
        return says

    def column(self, column: Column) -> "pd.Series[str] | None":
        """Return the text of each row for a column of the layout's table; None where no heading tells it."""
        target = f"{self.layout.table}.{column.name}"
        headings = self.layout.headings(target)
        constant = self.layout.constants.get(target, "")
        if not headings and not constant:
            return self._of_point(column.name)
        told = [self.tidy(heading, column) for heading in headings]
        if not told:
            return pd.Series(constant, index=self.frame.index, dtype="object")
        joined = told[0] if len(told) == 1 else _joined(told, SEPARATOR if column.kind != "text" else _BETWEEN)
        return joined.replace("", constant) if constant else joined

    def tidy(self, heading: str, column: Column) -> "pd.Series[str]":
        """Return the cells under `heading` as a column of this kind can read them."""
        texts = self.frame[heading]
        spelt = texts.unique()
        if (
            column.kind in ("codes", "texts")
            and _BETWEEN_CHOICES.search(heading)
            and all(text.lower() in CHOSEN for text in spelt)
        ):
            choice = _BETWEEN_CHOICES.split(heading)[-1]
            return texts.map({text: choice if CHOSEN[text.lower()] else "" for text in spelt})
        return texts.map({text: _tidied(text, column) for text in spelt})

    def raw(self, heading: str) -> "pd.Series[str]":
        """Return the cells under `heading` as they stand, dashes alone being blanks."""
        return self.frame[heading].replace(dict.fromkeys(_DASHES, ""))

    def said(self, heading: str) -> "pd.Series[str]":
        """Return the cells under `heading`, or what the layout says of every row where it stands in brackets."""
        if heading in self.frame:
            return self.raw(heading)
        return pd.Series(self.layout.constants[heading[1:-1]], index=self.frame.index, dtype="object")

    def blanked(self, heading: str) -> "pd.Series[str]":
        """Return the cells under `heading`, those that say that nothing is known being blank."""
        texts = self.frame[heading]
        return texts.where(~texts.str.lower().isin(BLANKS), "")

    def _of_point(self, name: str) -> "pd.Series[str] | None":
        """Return a coordinate out of cells that hold both: ``lat lon``, ``lat, lon``, ``lat lon alt acc``."""
        headings = self.layout.headings("place.point")
        if not headings or name not in ("longitude", "latitude"):
            return None
        texts = self.blanked(headings[0])
        found = {text: _POINT.fullmatch(text) if len(text) <= _LONGEST else None for text in texts.unique()}
        if name == "latitude":
            self.problems += [
                Problem(self.layout.table, int(row), headings[0], "not_point", text, "8.43 99.96")
                for row, text in zip(texts.index, texts, strict=True)
                if text and not found[text]
            ]
        return texts.map(
            {text: match[1 if name == "latitude" else 2] if match else "" for text, match in found.items()}
        )


def _joined(told: list["pd.Series[str]"], between: str) -> "pd.Series[str]":
    rows = zip(*told, strict=True)
    joined = [between.join(dict.fromkeys(text for text in row if text)) for row in rows]
    return pd.Series(joined, index=told[0].index, dtype="object")


def _tidied(text: str, column: Column) -> str:
    if text.lower() in BLANKS:
        return ""
    if column.kind in ("number", "integer") and len(text) <= _LONGEST:
        return _UNIT.sub("", text).strip()
    return _MOMENT.sub(r"\1", text) if column.kind in ("start", "end") else text
