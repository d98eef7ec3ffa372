"""Records into a folder of CSVs or one .xlsx, safe to open in a spreadsheet. This module writes what readers read."""

import csv
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from data.errors import FileError
from data.schema import TABLES, Records, number_text, typed
from data.schema.invented import MARK, NOTICE, is_invented

NOTICE_LINES = (
    f"ข้อมูลสมมติทั้งหมด ไม่ใช่งาน หน่วยงาน หรือบุคคลจริง ทุกชื่อมีคำว่า {MARK.thai} มีเพียงรหัส ชื่อ และตัวเลขของพื้นที่ "
    "กับองค์กรปกครองส่วนท้องถิ่นที่ไม่มีคำนี้เท่านั้นที่เป็นของจริง",
    f"All of this is invented: no work, agency or person is real, and every name says {MARK.thai}. Only the codes, "
    "names and figures of areas, and the local governments without that mark, are real.",
)
"""What an export of invented records says of itself, in Thai and in English."""
_FORMULA = re.compile(r"'*[=+\-@\t]")
_TEXT = ("id", "code", "codes", "text", "texts", "enum", "url")


def write_folder(records: Records, folder: Path) -> None:
    """Write every table as ``<table>.csv`` (UTF-8 with BOM) into `folder`, each file whole or not at all.

    Raises
    ------
    FileError
        The files cannot be written; what stood in `folder` before still does.
    """
    with _replacing(folder) as part:
        part.mkdir()
        for name in TABLES:
            with (part / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file, lineterminator="\r\n").writerows(_rows(records, name))
    write_notice(records, folder / f"{NOTICE}.txt")


def write_workbook(records: Records, file: Path) -> None:
    """Write every table as a sheet of one .xlsx in which no text is a formula or a link.

    Raises
    ------
    FileError
        The file cannot be written; what it held before it still does.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with _replacing(file) as part, xlsxwriter.Workbook(str(part), options) as book:
        if is_invented(records):
            _write_sheet(book.add_worksheet(NOTICE), ((line,) for line in NOTICE_LINES))
        for name in TABLES:
            _write_sheet(book.add_worksheet(name), _rows(records, name))


def write_notice(records: Records, file: Path) -> None:
    """Write into `file` that all `records` are invented; where they are not, leave no such file there."""
    if not is_invented(records):
        file.unlink(missing_ok=True)
        return
    with _replacing(file) as part:
        part.write_text("\n".join(NOTICE_LINES) + "\n", encoding="utf-8-sig")


def write_table(table: pd.DataFrame, file: Path) -> None:
    """Write one frame of scores as plain UTF-8 CSV, numbers with all their digits and blank where unknown."""
    shown = table.copy()
    for name in shown.columns[[kind.kind == "f" for kind in shown.dtypes]]:
        shown[name] = shown[name].map(number_text)
    with _replacing(file) as part:
        shown.to_csv(part, index=False, lineterminator="\n", encoding="utf-8")


def _write_sheet(sheet: Any, rows: Iterator[tuple[str, ...]]) -> None:  # noqa: ANN401  (xlsxwriter ships no types)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell and sheet.write_string(at, column, cell):
                raise FileError("ข้อมูลใหญ่เกินกว่า .xlsx จะเก็บได้ ใช้โฟลเดอร์แทน", "too much for an .xlsx: export a folder")


def _rows(records: Records, name: str) -> Iterator[tuple[str, ...]]:
    """Yield the heading and the rows of a table as the text of its cells."""
    frame = records.get(name, typed(name))
    yield TABLES[name].names
    columns = [_texts(frame[column.name], column.kind) for column in TABLES[name].columns]
    yield from zip(*columns, strict=True)


def _texts(values: "pd.Series[Any]", kind: str) -> list[str]:
    if kind not in ("start", "end", "boolean", *_TEXT):
        return [number_text(value) for value in values.to_list()]
    if kind in ("start", "end"):
        values = values.dt.strftime("%Y-%m-%d")
    if kind == "boolean":
        values = values.map({True: "true", False: "false"})
    texts: list[str] = values.astype("str").fillna("").to_list()
    return [f"'{text}" if _FORMULA.match(text) else text for text in texts]


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """Give a path beside `target` to write to; put what is there in its place when all went well."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield part
        _put(part, target)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise FileError(f"เขียน {target} ไม่ได้", f"{target} cannot be written: {error}") from error
    finally:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        with suppress(OSError):
            part.unlink()


def _put(part: Path, target: Path) -> None:
    """Move `part` to `target`; of a folder that exists only the files of the same names are replaced."""
    if part.is_dir() and target.is_dir():
        for file in sorted(part.iterdir()):
            file.replace(target / file.name)
    else:
        part.replace(target)
