"""Gives everything out as files. This module is ``python -m data export``."""

from argparse import Namespace
from pathlib import Path

from data.commands.speech import answer
from data.errors import UsageError
from data.store import open_store
from data.writers.records import write_folder, write_workbook

FORMATS = {"folder": write_folder, "xlsx": write_workbook}


def run(arguments: Namespace) -> int:
    """Write all records of the store to a folder of CSVs or one .xlsx."""
    path = Path(arguments.path)
    form = arguments.format or path.suffix.lower().lstrip(".") or "folder"
    if form not in FORMATS:
        raise UsageError(
            f"ยังส่งออกเป็น {form} ไม่ได้ (ได้: {', '.join(FORMATS)})",
            f"{form} cannot be exported yet; {', '.join(FORMATS)} can",
        )
    records = open_store().records()
    FORMATS[form](records, path)
    count = sum(len(frame) for frame in records.values())
    answer(f"ส่งออก {count:,} ระเบียนไปที่ {path}", f"exported {count:,} records to {path}")
    return 0
