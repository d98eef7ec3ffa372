"""``python -m data``: keeps and scores records from the command line. This module is the door of all commands."""

import argparse
import contextlib
import io
import os
import secrets
import sys
import traceback
from typing import NoReturn

from data.commands import check, exports, imports, init, scores
from data.commands.speech import complain
from data.errors import DataError, UsageError
from data.schema import TABLES, Level
from data.store.location import LOCAL
from geo.errors import GeoError


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong on one line, in both languages."""

    def error(self, message: str) -> NoReturn:
        complain(f"ใช้คำสั่งไม่ถูก ดู {self.prog} --help | wrong use: {message}; see {self.prog} --help")
        self.exit(2)


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command; each names the function that runs it."""
    door = _Parser(
        prog="python -m data", description="ส่องกล้องนคร: ระเบียน คะแนน และฐานข้อมูล | records, scores and store"
    )
    commands = door.add_subparsers(dest="command", required=True, metavar="COMMAND")

    made = commands.add_parser("init", help="สร้างฐานข้อมูลจากข้อมูลที่มากับโปรแกรม | make the store from what ships")
    made.add_argument(
        "--sample", choices=init.SAMPLES, default="none", help="records of which sample (none: facts only)"
    )
    made.set_defaults(run=init.run)

    taken = commands.add_parser("import", help="นำระเบียนเข้า | take records in")
    taken.add_argument("path", metavar="PATH", help="a folder of CSVs, one CSV, or an .xlsx with sheets so named")
    taken.add_argument("--kind", choices=tuple(TABLES), help="table of a single CSV whose name does not say it")
    taken.add_argument("--dry-run", action="store_true", help="show what would change and change nothing")
    taken.add_argument("--by", default="", metavar="NAME", help="who imports, kept with the change")
    taken.set_defaults(run=imports.run)

    given = commands.add_parser("export", help="ส่งระเบียนออก | give records out")
    given.add_argument("path", metavar="PATH", help="a folder for CSVs, or a file ending .xlsx")
    given.add_argument("--format", help=f"one of {', '.join(exports.FORMATS)}; else the ending of PATH says it")
    given.set_defaults(run=exports.run)

    scored = commands.add_parser("score", help="คำนวณความซ้ำซ้อนและการบูรณาการ | duplication and integration by area")
    scored.add_argument("--data", metavar="DIR", help="a folder of CSVs that is the whole world; else the store")
    scored.add_argument("--as-of", required=True, metavar="DATE", help="the day: 2007-02-16, 16/2/2550, 16 ก.พ. 2550")
    scored.add_argument("--level", required=True, choices=tuple(str(level) for level in Level))
    scored.add_argument("--out", required=True, metavar="FILE", help="the CSV to write")
    scored.set_defaults(run=scores.run)

    checked = commands.add_parser("check", help="ตรวจฐานข้อมูล | is the store sound, and what is missing")
    checked.set_defaults(run=check.run)
    return door


def main(words: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 problems in the input, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = parser().parse_args(words)
    try:
        return int(arguments.run(arguments))
    except UsageError as error:
        complain(str(error))
        return 2
    except DataError as error:
        complain(str(error))
    except GeoError as error:
        complain(f"คำนวณไม่ได้ | cannot be computed: {error}")
    except KeyboardInterrupt:
        complain("หยุดตามคำสั่ง | stopped")
    except Exception:  # noqa: BLE001  (the import edge of STYLE 6: any failure becomes a line with a log id)
        _log_unexpected()
    return 1


def _log_unexpected() -> None:
    """Keep the traceback in local/log and say under which number."""
    number = secrets.token_hex(4)
    with contextlib.suppress(OSError):
        (LOCAL / "log").mkdir(parents=True, exist_ok=True)
        (LOCAL / "log" / f"{number}.txt").write_text(traceback.format_exc(), encoding="utf-8")
    complain(f"เกิดข้อผิดพลาดที่ไม่คาดคิด (บันทึกหมายเลข {number}) | something unexpected went wrong (log {number})")
    if os.environ.get("SONGKLONG_DEBUG"):
        traceback.print_exc()


if __name__ == "__main__":
    sys.exit(main())
