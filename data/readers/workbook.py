"""The cells of one .xlsx, in a process that may not take much. This module is that process.

``python -m data.readers.workbook FILE`` answers with a line of JSON for the name of each sheet and for each of its
rows, or with one for what is wrong. Little is imported, so that it starts at once.
"""

import datetime
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import python_calamine

from data.errors import FileError
from data.readers.archives import DAMAGE, opened
from data.readers.confined import confine

MAX_CELLS = 2_500_000
"""Cells of all sheets together: 100,000 records of 18 columns leave room."""

MAX_MEMBERS = 500
MAX_INFLATED = 400 * 2**20
MAX_RATIO = 250
_RATIO_FROM = 20 * 2**20
_CHUNK = 2**20
_OVERLAP = 32
_FAR_CELL = re.compile(rb"""\br\s*=\s*["'](?:[A-Z]{3,}|[D-Z][A-Z]\d|[A-Z]*\d{7}|[A-Z]*[3-9]\d{5})""")
"""A cell beyond column CZ or row 300,000: reading is dense, so one far cell would fill the memory."""

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def lines(path: Path) -> Iterator[object]:
    """Yield the name of each sheet that has a cell, and each of its rows.

    Raises
    ------
    FileError
        The workbook is too large, damaged, locked by a password or no workbook at all.
    """
    try:
        with opened(path, MAX_MEMBERS) as archive:
            _check(archive, path.stat().st_size)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        room = MAX_CELLS
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.start is None or sheet.end is None:
                continue
            room -= (sheet.end[0] + 1) * (sheet.end[1] + 1)
            if room < 0:
                raise FileError("ตารางใน .xlsx ใหญ่เกินไป", f"the .xlsx holds more than {MAX_CELLS:,} cells")
            yield name
            before: list[str | float | bool] = [""] * sheet.start[1]
            yield from (before + [_plain(cell) for cell in row] for row in sheet.iter_rows())
    except python_calamine.PasswordError as error:
        raise FileError("แฟ้ม .xlsx มีรหัสผ่าน", "the .xlsx is locked by a password") from error
    except (python_calamine.CalamineError, *DAMAGE) as error:
        raise FileError("แฟ้ม .xlsx เสียหายหรือไม่ใช่ .xlsx", "the .xlsx is damaged, or is no .xlsx") from error


def _check(archive: zipfile.ZipFile, size: int) -> None:
    """Inflate every member piece by piece, so that no header is believed, and refuse what grows too large."""
    inflated = 0
    for member in archive.infolist():
        inflated = _inflate(archive, member, inflated, size)


def _inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, inflated: int, size: int) -> int:
    tail = b""
    allowed = min(MAX_INFLATED, max(_RATIO_FROM, size * MAX_RATIO))
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            inflated += len(chunk)
            if inflated > allowed:
                raise FileError(
                    f"แฟ้ม .xlsx ขยายแล้วใหญ่เกินไป (รับได้ไม่เกิน {allowed:,} ไบต์)",
                    f"the .xlsx is too large unpacked (at most {allowed:,} bytes can be)",
                )
            if b"<!DOCTYPE" in tail + chunk:
                raise FileError("ใน .xlsx มี DTD จึงไม่อ่าน", "the .xlsx declares a document type: such are not read")
            if _FAR_CELL.search(tail + chunk):
                raise FileError("ตารางใน .xlsx กว้างหรือยาวเกินไป", "a sheet of the .xlsx is too wide or too long")
            tail = chunk[-_OVERLAP:]
    return inflated


def _plain(cell: Cell) -> str | float | bool:
    """Return a cell as JSON has it: dates as ISO text, and numbers as they are."""
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
    return cell if isinstance(cell, bool | int | float | str) else str(cell)


def main(path: str, words: str) -> None:
    """Write the cells of the workbook at `path` to standard output; `words` are the limits, as JSON."""
    confine(**json.loads(words))
    try:
        for line in lines(Path(path)):
            sys.stdout.write(json.dumps(line) + "\n")
        answer = {}
    except FileError as error:
        answer = {"thai": error.thai, "english": error.english}
    except (MemoryError, OSError):
        answer = {"thai": "แฟ้ม .xlsx ใหญ่เกินกว่าจะอ่านได้", "english": "the .xlsx takes too much memory to read"}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.read())
