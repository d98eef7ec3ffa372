"""Records into a folder of CSVs or one .xlsx, safe to open in a spreadsheet. This module writes what readers read."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from data.errors import FileError
from data.schema import TABLES, Records, number_text, typed
from data.schema.columns import Kind
from data.schema.invented import NOTICE, is_invented
from data.schema.sheets import guarded
from data.writers.files import NOTICE_SAID, replacing, write_notice

BOOK_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""With these xlsxwriter takes no text for a formula, a link or a number."""

_NUMBERS = ("number", "integer", "year")


def write_folder(records: Records, folder: Path) -> None:
    """Write every table as ``<table>.csv`` (UTF-8 with BOM) into `folder`, each file whole or not at all.

    Raises
    ------
    FileError
        The files cannot be written; what stood in `folder` before still does.
    """
    with replacing(folder) as part:
        part.mkdir()
        for name in TABLES:
            write_csv(_rows(records, name), part / f"{name}.csv")
    write_notice(records, folder / f"{NOTICE}.txt")


def write_csv(rows: Iterable[tuple[str, ...]], file: Path) -> None:
    """Write rows of cells as they are, in UTF-8 with the mark by which Excel knows it."""
    with file.open("w", encoding="utf-8-sig", newline="") as text:
        csv.writer(text, lineterminator="\r\n").writerows(rows)


def write_workbook(records: Records, file: Path) -> None:
    """Write every table as a sheet of one .xlsx in which no text is a formula or a link.

    Raises
    ------
    FileError
        The file cannot be written; what it held before it still does.
    """
    with replacing(file) as part, xlsxwriter.Workbook(str(part), BOOK_OPTIONS) as book:
        if is_invented(records):
            _write_sheet(book.add_worksheet(NOTICE), ((line,) for line in NOTICE_SAID))
        for name in TABLES:
            _write_sheet(book.add_worksheet(name), _rows(records, name))


def write_table(table: pd.DataFrame, file: Path) -> None:
    """Write one frame of scores as UTF-8 CSV that no spreadsheet runs, numbers in full and blank where unknown."""
    shown = table.copy()
    for name in shown.columns[[kind.kind == "f" for kind in shown.dtypes]]:
        shown[name] = shown[name].map(number_text)
    for name in shown.select_dtypes("str"):
        shown[name] = shown[name].map(guarded, na_action="ignore")
    with replacing(file) as part:
        shown.to_csv(part, index=False, lineterminator="\n", encoding="utf-8")


def texts(values: "pd.Series[Any]", kind: Kind) -> list[str]:
    """Return the values of a column as the text of cells that no spreadsheet runs; blank where unknown.

    >>> texts(pd.Series(["=1+1", None, "'-"], dtype="str"), "text")
    ["'=1+1", '', "''-"]
    """
    if kind in _NUMBERS:
        return [number_text(value) for value in values.to_list()]
    if kind in ("start", "end"):
        values = values.dt.strftime("%Y-%m-%d")
    if kind == "boolean":
        values = values.map({True: "true", False: "false"})
    found: list[str] = values.astype("str").fillna("").to_list()
    return list(map(guarded, found))


def _write_sheet(sheet: Any, rows: Iterator[tuple[str, ...]]) -> None:  # noqa: ANN401  (xlsxwriter ships no types)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell and sheet.write_string(at, column, cell):
                raise FileError("ข้อมูลใหญ่เกินกว่า .xlsx จะเก็บได้ ใช้โฟลเดอร์แทน", "too much for an .xlsx: export a folder")


def _rows(records: Records, name: str) -> Iterator[tuple[str, ...]]:
    """Yield the heading and the rows of a table as the text of its cells."""
    frame = records.get(name, typed(name))
    yield TABLES[name].names
    columns = [texts(frame[column.name], column.kind) for column in TABLES[name].columns]
    yield from zip(*columns, strict=True)
