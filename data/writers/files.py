"""Files that appear whole or not at all, and the notice beside invented ones. This module is under all writers."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import xlsxwriter

from data.errors import FileError
from data.schema import Label, Records
from data.schema.invented import MARK, is_invented

NOTICE_SAID = Label(
    f"ข้อมูลสมมติทั้งหมด ไม่ใช่งาน หน่วยงาน หรือบุคคลจริง ทุกชื่อมีคำว่า {MARK.thai} มีเพียงรหัส ชื่อ และตัวเลขของพื้นที่ "
    "กับองค์กรปกครองส่วนท้องถิ่นที่ไม่มีคำนี้เท่านั้นที่เป็นของจริง",
    f"All of this is invented: no work, agency or person is real, and every name says {MARK.thai}. Only the codes, "
    "names and figures of areas, and the local governments without that mark, are real.",
)
"""What an export of invented records says of itself."""


def write_notice(records: Records, file: Path) -> None:
    """Write into `file` that all `records` are invented; where they are not, leave no such file there."""
    if not is_invented(records):
        file.unlink(missing_ok=True)
        return
    with replacing(file) as part:
        part.write_text("\n".join(NOTICE_SAID) + "\n", encoding="utf-8-sig")


@contextmanager
def replacing(target: Path, ending: str = "") -> Iterator[Path]:
    """Give a path beside `target` to write to, of an `ending`; put what is there in its place when all went well.

    Raises
    ------
    FileError
        It cannot be written; what stood at `target` before still does.
    """
    part = target.with_name(f".{target.stem}.{secrets.token_hex(4)}.part{ending or target.suffix}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield part
        _put(part, target)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        why = error if isinstance(error, OSError) else error.args[0]
        said = f"{target.name} cannot be written: {why.strerror}"
        raise FileError(f"เขียน {target.name} ไม่ได้", said) from error
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
