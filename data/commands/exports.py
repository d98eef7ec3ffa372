"""Gives everything out as files. This module is ``python -m data export``."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from data.commands.invented import warn_invented
from data.commands.speech import answer
from data.errors import UsageError
from data.store import open_store
from data.writers.records import write_folder, write_workbook

FORMATS = {"folder": write_folder, "xlsx": write_workbook}


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    door = commands.add_parser("export", help="ส่งระเบียนออก | give records out")
    door.add_argument("path", metavar="PATH", help="a folder for CSVs, or a file ending .xlsx")
    door.add_argument("--format", help=f"one of {', '.join(FORMATS)}; else the ending of PATH says it")
    door.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Write all records of the store to a folder of CSVs or one .xlsx."""
    path = Path(arguments.path)
    form = arguments.format or path.suffix.lower().lstrip(".") or "folder"
    if form not in FORMATS:
        raise UsageError(
            f"ยังส่งออกเป็น {form} ไม่ได้ (ได้: {', '.join(FORMATS)})",
            f"{form} cannot be exported yet; {', '.join(FORMATS)} can",
        )
    store = open_store()
    records = store.records()
    FORMATS[form](records, path)
    warn_invented(records)
    count = sum(len(frame) for frame in records.values())
    answer(
        f"ส่งออก {count:,} ระเบียนจาก {store.place} ไปที่ {path}",
        f"exported {count:,} records of {store.place} to {path}",
    )
    return 0
