"""The scores of METHOD.md for every area of a level. This module is ``python -m data score``."""

import datetime
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from data.commands.invented import warn_invented
from data.commands.speech import answer, complain, complain_of
from data.errors import FileError, UsageError
from data.readers.dates import FORMS, read_date
from data.readers.records import reading
from data.schema import Level, Records
from data.schema.invented import NOTICE
from data.schema.labels import Label
from data.store import open_store
from data.writers.files import write_notice
from data.writers.records import write_table
from geo.scores import evaluate, score


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    door = commands.add_parser("score", help="คำนวณความซ้ำซ้อนและการบูรณาการ | duplication and integration by area")
    door.add_argument("--data", metavar="DIR", help="a folder of CSVs that is the whole world; else the store")
    door.add_argument("--as-of", required=True, metavar="DATE", help="the day: 2007-02-16, 16/2/2550, 16 ก.พ. 2550")
    door.add_argument("--level", required=True, choices=tuple(str(level) for level in Level))
    door.add_argument("--out", required=True, metavar="FILE", help="the CSV to write")
    door.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Score a folder of records, or the store; nothing is written when the folder has problems."""
    day = day_of(arguments.as_of, "--as-of")
    store = open_store() if arguments.data is None else None
    records = store.records() if store else _folder(Path(arguments.data))
    if records is None:
        return 1
    scores = score(evaluate(records, day), arguments.level)
    out = Path(arguments.out)
    write_table(scores, out)
    write_notice(records, out.with_name(f"{out.stem} {NOTICE}.txt"))
    warn_invented(records)
    where = store.place if store else arguments.data
    answer(
        f"คำนวณ {len(scores):,} พื้นที่จาก {where} ณ วันที่ {day}", f"scored {len(scores):,} areas of {where} as of {day}"
    )
    return 0


def day_of(text: str, option: str) -> datetime.date:
    """Return the day that an option of a command says, in any form a file may say it in.

    Raises
    ------
    UsageError
        It is no date.
    """
    read = read_date(text, at_end=True)
    if read.value is None:
        hint = f" ({read.suggestion}?)" if read.suggestion else ""
        raise UsageError(
            f"{option} {text} ไม่ใช่วันที่{hint} ใช้ได้: {FORMS}", f"{option} {text} is no date{hint}; can be: {FORMS}"
        )
    if read.note or read.precision:
        complain(f"หมายเหตุ: อ่าน {option} {text} เป็น {read.value} | note: {option} {text} was read as {read.value}")
    return read.value


def _folder(folder: Path) -> Records | None:
    """Return the records of a folder that is the whole world; None when they have problems, which are said."""
    if not folder.is_dir():
        raise FileError(f"ไม่พบโฟลเดอร์ {folder}", f"there is no folder {folder}")
    found = reading(folder)
    complain_of(found.notes, Label("หมายเหตุ", "note"))
    complain_of(found.problems)
    if "areas" not in found.records:
        raise FileError(f"ใน {folder} ไม่มี areas.csv ซึ่งต้องมี", f"{folder} has no areas.csv, which is needed")
    return None if found.problems else found.records
