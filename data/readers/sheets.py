"""Workbooks into raw text, bombs refused first. This module reads the sheets of one .xlsx."""

import datetime
import io
import lzma
import re
import struct
import zipfile
import zlib

import python_calamine

from data.errors import FileError
from data.schema import Label, number_text

MAX_BYTES = 50 * 2**20
MAX_MEMBERS = 500
MAX_INFLATED = 400 * 2**20
MAX_RATIO = 250
_RATIO_FROM = 20 * 2**20
_CHUNK = 2**20
_OVERLAP = 32
_FAR_CELL = re.compile(rb"""\br\s*=\s*["'](?:[A-Z]{3,}|[D-Z][A-Z]\d|[A-Z]*\d{7}|[A-Z]*[3-9]\d{5})""")
"""A cell beyond column CZ or row 300,000: reading is dense, so one far cell would fill the memory."""

_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ValueError,
    LookupError,
    EOFError,
    OSError,
    RuntimeError,
)
"""What the archive readers raise on damaged files: found by mutating some thousands, more than they document."""

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_sheets(content: bytes) -> dict[str, list[list[str]]]:
    """Return the rows of each sheet as text, by sheet name; sheets without any cell are left out.

    Raises
    ------
    FileError
        The workbook is too large, damaged, locked by a password or no workbook at all.
    """
    _check(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except python_calamine.PasswordError as error:
        raise FileError("แฟ้ม .xlsx มีรหัสผ่าน", "the .xlsx is locked by a password") from error
    except (python_calamine.CalamineError, *_DAMAGE) as error:
        raise _damaged() from error
    return {name: [[_text(cell) for cell in row] for row in rows] for name, rows in sheets.items() if rows}


def _damaged() -> FileError:
    return FileError("แฟ้ม .xlsx เสียหายหรือไม่ใช่ .xlsx", "the .xlsx is damaged, or is no .xlsx")


def _check(content: bytes) -> None:
    """Inflate every member piece by piece, so that no header is believed, and refuse what grows too large."""
    if len(content) > MAX_BYTES:
        raise _too_large(len(content), MAX_BYTES, Label("ไบต์", "bytes"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise _too_large(len(members), MAX_MEMBERS, Label("แฟ้มย่อย", "parts"))
            inflated = 0
            for member in members:
                inflated = _inflate(archive, member, inflated, len(content))
    except _DAMAGE as error:
        raise _damaged() from error


def _inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, inflated: int, size: int) -> int:
    tail = b""
    allowed = min(MAX_INFLATED, max(_RATIO_FROM, size * MAX_RATIO))
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            inflated += len(chunk)
            if inflated > allowed:
                raise _too_large(inflated, allowed, Label("ไบต์เมื่อขยาย", "bytes unpacked"))
            if _FAR_CELL.search(tail + chunk):
                raise FileError("ตารางใน .xlsx กว้างหรือยาวเกินไป", "a sheet of the .xlsx is too wide or too long")
            tail = chunk[-_OVERLAP:]
    return inflated


def _too_large(seen: int, allowed: int, unit: Label) -> FileError:
    return FileError(
        f"แฟ้ม .xlsx ใหญ่เกินไป (อย่างน้อย {seen:,} {unit.thai} รับได้ไม่เกิน {allowed:,})",
        f"the .xlsx is too large (at least {seen:,} {unit.english}, at most {allowed:,} can be)",
    )


def _text(cell: Cell) -> str:
    """Return a cell as text: whole numbers without a fraction, dates ISO, truth as true or false."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return number_text(float(cell))
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
    return str(cell)
