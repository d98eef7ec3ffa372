"""``python -m data``: keeps and scores records from the command line. This module is the door of all commands."""

import argparse
import contextlib
import io
import os
import secrets
import sys
import traceback
from typing import NoReturn

from data.commands import account, backups, check, erase, exports, imports, init, outline, scores, template
from data.commands.speech import complain
from data.errors import DataError, UsageError, trace_of
from data.store.location import LOCAL
from geo.errors import GeoError


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong on one line, in both languages."""

    def error(self, message: str) -> NoReturn:
        complain(f"ใช้คำสั่งไม่ถูก ดู {self.prog} --help | wrong use: {message}; see {self.prog} --help")
        self.exit(2)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; each names the function that runs it."""
    door = _Parser(
        prog="python -m data", description="ส่องกล้องนคร: ระเบียน คะแนน และฐานข้อมูล | records, scores and store"
    )
    commands = door.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in (init, imports, exports, template, scores, outline, check, account, backups, erase):
        command.add_to(commands)
    return door


def main(words: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 problems in the input, 2 wrong use."""
    _speak_utf_8()
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
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        complain("หยุดตามคำสั่ง | stopped")
    except Exception as error:  # noqa: BLE001  (the import edge of STYLE 6: any failure becomes a line with a log id)
        _log_unexpected(error)
    return 1


def _speak_utf_8() -> None:
    """Let Thai through whatever the terminal says of itself."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _log_unexpected(error: Exception) -> None:
    """Keep where it went wrong in local/log and say under which number."""
    number = secrets.token_hex(4)
    with contextlib.suppress(OSError):
        (LOCAL / "log").mkdir(parents=True, exist_ok=True)
        (LOCAL / "log" / f"{number}.txt").write_text(trace_of(error), encoding="utf-8")
    complain(f"เกิดข้อผิดพลาดที่ไม่คาดคิด (บันทึกหมายเลข {number}) | something unexpected went wrong (log {number})")
    if os.environ.get("SONGKLONG_DEBUG"):
        traceback.print_exc()


if __name__ == "__main__":
    sys.exit(main())
