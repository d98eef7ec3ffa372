"""A backup that somebody brings, taken for hostile. This module copies what it holds into a store of our own making.

Nothing of the file is used but the values of the columns that we know, read with no view, trigger or formula of its
own, each checked for its type: what is restored is then ours, whatever the file was.
"""

import contextlib
import sqlite3
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from data.errors import FileError
from data.schema import TABLES
from data.store import dialect, migrate
from data.store.backup import LEFT_OUT, MAGIC, WITH_LOG, head_of, part_beside, writing_to
from data.store.location import file_url
from data.store.store import Store, open_store
from data.store.tables import RECORDS

_MOST_BYTES = 4 * 2**30
_LONGEST_VALUE = 64 * 2**20
_LEAST_S, _BYTES_A_SECOND = 30.0, 2 * 2**20
_OPS_BETWEEN_LOOKS = 200_000
_HIGHEST_NUMBER = 2_000_000_000
_PRAGMAS = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON")
_SKIPPED = {"alembic_version", *(table.name for table in LEFT_OUT)}
_NO_YEAR = "substr({0}, 1, 4) NOT BETWEEN '0001' AND '9999'"
_DAY = f"strftime('%Y-%m-%d', {{0}}, '+0 days') IS NOT {{0}} OR {_NO_YEAR}"
_MOMENT = (
    f"strftime('%Y-%m-%d %H:%M:%S', substr({{0}}, 1, 19), '+0 days') IS NOT substr({{0}}, 1, 19) OR {_NO_YEAR} "
    "OR substr({0}, 20) NOT GLOB '.[0-9][0-9][0-9][0-9][0-9][0-9]'"
)
_WRONG = {
    "TEXT": "typeof({0}) <> 'text' OR instr({0}, char(0))",
    "DATE": _DAY,
    "DATETIME": _MOMENT,
    "DOUBLE": "typeof({0}) NOT IN ('real', 'integer') OR abs({0}) > 1e300",
    "BIGINT": "typeof({0}) <> 'integer' OR abs({0}) > 9007199254740992",
    "INTEGER": f"typeof({{0}}) <> 'integer' OR abs({{0}}) > {_HIGHEST_NUMBER}",
    "BOOLEAN": "typeof({0}) <> 'integer' OR {0} NOT IN (0, 1)",
    "BLOB": "typeof({0}) <> 'blob'",
}
"""By the type that our tables state: when a value is none of it."""


@contextlib.contextmanager
def offered(file: Path, beside: Path) -> Iterator[Store]:
    """Give a store, of the newest shape and gone afterwards, that holds what the backup `file` holds.

    Parameters
    ----------
    file : what somebody says is a backup.
    beside : the file in whose folder the store is made.

    Raises
    ------
    FileError
        It is no backup of this program, is damaged, or is of a newer one.
    """
    _look_at(file)
    with writing_to(beside), part_beside(beside) as part:
        refusing = dialect.refusing(dialect.engine(file_url(part)))
        with refusing, _refusing(file), contextlib.closing(_opened(file)) as source:
            migrate.make_at(part, _shape(source, file))
            with contextlib.closing(sqlite3.connect(part)) as target, target:
                _copy(source, target, file)
                _check_values(target, file)
        store = open_store(file_url(part))
        with dialect.reading(store.engine) as connection:
            for wrong in (*dialect.integrity(connection), *_strange_values(connection)):
                raise damaged(file, wrong)
        yield store


def damaged(file: Path, reason: str) -> FileError:
    """Return the refusal of a backup that is not whole."""
    return FileError(
        f"ไฟล์สำรอง {file.name} เสียหายหรือถูกแก้ไข ไม่มีสิ่งใดเปลี่ยน",
        f"the backup {file.name} is damaged or was changed by hand: nothing was changed ({reason[:200]})",
    )


def _no_backup(file: Path) -> FileError:
    return FileError(f"{file.name} ไม่ใช่ไฟล์สำรองของโปรแกรมนี้", f"{file.name} is no backup of this program")


def _look_at(file: Path) -> None:
    """Refuse what cannot be a backup before anything of it is read."""
    try:
        if not file.is_file():
            raise FileError(f"ไม่พบไฟล์ {file.name}", f"there is no file {file.name}")
        head = head_of(file)
        size = file.stat().st_size
        log = file.with_name(f"{file.name}-wal")
        is_in_use = head[18:19] == bytes([WITH_LOG]) and log.is_file() and log.stat().st_size > 0
    except (OSError, ValueError) as error:
        raise FileError(f"อ่านไฟล์ {file.name[:60]} ไม่ได้", f"the file {file.name[:60]} cannot be read") from error
    if head[:16] != MAGIC or size > _MOST_BYTES:
        raise _no_backup(file)
    if is_in_use:
        raise FileError(
            f"{file.name} เป็นฐานข้อมูลที่กำลังใช้อยู่ ทำสำเนาด้วย python -m data backup ก่อน",
            f"{file.name} is a store in use: make a backup of it with python -m data backup",
        )


@contextlib.contextmanager
def _refusing(file: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OverflowError) as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            raise
        raise damaged(file, " ".join(str(error).split())) from error


def _opened(file: Path) -> sqlite3.Connection:
    """Open a stranger's file for reading only, with limits to size and time."""
    path = urllib.parse.quote(str(file.absolute()))
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    end = time.monotonic() + _LEAST_S + file.stat().st_size / _BYTES_A_SECOND
    connection.set_progress_handler(lambda: time.monotonic() > end, _OPS_BETWEEN_LOOKS)
    return connection


def _shape(source: sqlite3.Connection, file: Path) -> str:
    """Return of which shape the tables of `file` are, plain tables all of them."""
    strange = "type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'"
    tables = {str(row[0]) for row in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if source.execute(f"SELECT 1 FROM sqlite_master WHERE {strange}").fetchone() or "alembic_version" not in tables:
        raise _no_backup(file)
    found = source.execute("SELECT version_num FROM alembic_version").fetchone()
    if not migrate.is_known(str(found and found[0])):
        raise FileError(
            f"{file.name} เป็นของโปรแกรมรุ่นใหม่กว่า ปรับปรุงโปรแกรมก่อน",
            f"{file.name} is of a newer program: update this one first",
        )
    for row in source.execute("PRAGMA integrity_check(1)"):
        if row[0] != "ok":
            raise damaged(file, str(row[0]))
    return str(found[0])


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the columns of a table with the type they state, computed ones and long given values left out."""
    rows = connection.execute(f"PRAGMA table_xinfo({table})").fetchall()
    return {row[1]: row[2] for row in rows if not row[6] and len(row[4] or "") < 9}


def _ours(target: sqlite3.Connection) -> Iterator[tuple[str, dict[str, str]]]:
    names = target.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    for (name,) in names.fetchall():
        if name not in _SKIPPED:
            yield name, _columns(target, name)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, file: Path) -> None:
    for table, columns in _ours(target):
        if not columns.keys() <= _columns(source, table).keys():
            raise _no_backup(file)
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" for _ in columns)
        rows = source.execute(f'SELECT {names} FROM "{table}"')
        target.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


def _check_values(target: sqlite3.Connection, file: Path) -> None:
    for table, columns in _ours(target):
        for name, kind in columns.items():
            wrong = _WRONG[kind].format(f'"{name}"')
            found = target.execute(f'SELECT 1 FROM "{table}" WHERE "{name}" IS NOT NULL AND ({wrong})').fetchone()
            if found:
                raise damaged(file, f"{table} {name}: a value that is no {kind.lower()}")


def _strange_values(connection: sa.Connection) -> Iterator[str]:
    """Yield where a record holds what its column does not allow."""
    for table in TABLES.values():
        stored = RECORDS[table.name]
        for column in (column for column in table.columns if column.name in stored.c):
            cell = stored.c[column.name]
            wrong: list[sa.ColumnElement[bool]] = [cell.not_in(column.allowed)] if column.allowed else []
            wrong += [cell < column.low] if column.low is not None else []
            wrong += [cell > column.high] if column.high is not None else []
            if wrong and connection.execute(sa.select(cell).where(sa.or_(*wrong)).limit(1)).first():
                yield f"{table.name} {column.name}: a value that is not allowed"
