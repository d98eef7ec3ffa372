"""Workbooks into raw text. This module has the sheets of one .xlsx read apart, and takes their cells as text."""

import json
from pathlib import Path
from typing import IO

from data.errors import FileError
from data.readers.confined import answer_of
from data.schema import number_text

MAX_BYTES = 50 * 2**20
MAX_ANSWER = 256 * 2**20
SECONDS = 30
MEMORY_BYTES = 256 * 2**20


def read_sheets(path: Path) -> dict[str, list[list[str]]]:
    """Return the rows of each sheet as text, by sheet name; sheets without any cell are left out.

    Raises
    ------
    FileError
        The workbook is too large, damaged, locked by a password or no workbook at all.
    """
    if path.stat().st_size > MAX_BYTES:
        raise FileError(
            f"แฟ้ม .xlsx ใหญ่เกินไป (รับได้ไม่เกิน {MAX_BYTES:,} ไบต์)",
            f"the .xlsx is too large (at most {MAX_BYTES:,} bytes can be)",
        )
    limits = {"seconds": SECONDS, "memory_bytes": MEMORY_BYTES, "file_bytes": MAX_ANSWER}
    with answer_of("data.readers.workbook", [str(path.absolute())], limits, SECONDS, {}) as said:
        return _taken(said)


def _taken(said: IO[bytes]) -> dict[str, list[list[str]]]:
    """Return what the process apart says; if it breaks off, the workbook has broken it."""
    sheets: dict[str, list[list[str]]] = {}
    name = ""
    for line in said:
        told = json.loads(line) if line.endswith(b"\n") else None
        if isinstance(told, list):
            sheets[name].append([_text(cell) for cell in told])
        elif isinstance(told, str):
            name, sheets[told] = told, []
        elif told == {}:
            return sheets
        elif told:
            raise FileError(told["thai"], told["english"])
    raise FileError("แฟ้ม .xlsx เสียหายหรือใหญ่เกินไป", "the .xlsx is damaged or too large")


def _text(cell: str | float | bool) -> str:
    """Return a cell as text: whole numbers without a fraction, truth as true or false."""
    if isinstance(cell, str):
        return cell
    return str(cell).lower() if isinstance(cell, bool) else number_text(float(cell))
