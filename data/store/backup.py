"""A whole store in one file of its own. This module makes such backups, also while the store is in use.

A backup holds every record, outline, draft and password (as its argon2 hash), and the whole history with its seals.
It holds no signed-in browsers and no codes of workshops, so that none of them works again once it is put back; and
not the key of pseudonyms, which lies in a file beside the store: without it nobody can be told from a pseudonym.
"""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.errors import FileError, StoreError
from data.store import dialect, migrate
from data.store.location import file_url, sqlite_file
from data.store.store import Store, make_store
from data.store.tables import METADATA, PASS_CODE, SITTING

_AT_ONCE = 2_000
LEFT_OUT = (SITTING, PASS_CODE)
"""Tables that no backup holds."""

MAGIC = b"SQLite format 3\0"
WITH_LOG = 2
"""Nineteenth byte of an SQLite file that keeps a write-ahead log: of a store, never of a backup."""


def back_up(store: Store, file: Path) -> None:
    """Write everything that `store` holds at one moment to `file`; what lay there stays until all is written.

    Raises
    ------
    FileError
        `file` cannot be written, or is something that a backup may not replace.
    StoreError
        The store cannot be read, or its copy is not sound; what lay at `file` stays.
    """
    with writing_to(file), part_beside(file) as part:
        _refuse_others(file)
        if sqlite_file(store.url):
            dialect.copy_pages(store.url, part)
        else:
            _copy_from_server(store, part)
        _forget_who_is_in(part)
        dialect.let_stand_alone(part)
        _prove(part)
        put(part, file)


def head_of(file: Path) -> bytes:
    """Return the first bytes of a file, which tell what it is."""
    with file.open("rb") as handle:
        return handle.read(20)


def _refuse_others(file: Path) -> None:
    """Refuse to replace what is no backup: a store in use, a folder, the file of another program."""
    head = head_of(file) if file.is_file() else b""
    if file.is_dir() or (head and (head[:16] != MAGIC or head[18] == WITH_LOG)):
        raise FileError(
            f"{file.name} มีอยู่แล้วและไม่ใช่ไฟล์สำรอง เลือกชื่ออื่น",
            f"{file.name} is there already and is no backup: choose another name",
        )


@contextlib.contextmanager
def writing_to(file: Path) -> Iterator[None]:
    """Turn a failure to write `file` into a message."""
    try:
        yield
    except OSError as error:
        raise FileError(f"เขียน {file.name} ไม่ได้", f"{file.name} cannot be written: {error.strerror}") from error


@contextlib.contextmanager
def part_beside(file: Path) -> Iterator[Path]:
    """Give an empty file beside `file` that only its owner may read; gone afterwards, if it was not put in place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.stem}.{secrets.token_hex(4)}.part.sqlite")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield part
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + suffix).unlink(missing_ok=True)


def put(part: Path, file: Path) -> None:
    """Put a file that is whole in the place of another, so that a power cut leaves one or the other."""
    with part.open("rb+") as handle:
        os.fsync(handle.fileno())
    part.replace(file)
    if os.name == "posix":
        folder = os.open(file.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every row that a backup holds from one store to another, which has none."""
    for table in METADATA.sorted_tables:
        if table in LEFT_OUT:
            continue
        rows = source.execution_options(yield_per=_AT_ONCE).execute(sa.select(table)).mappings()
        for part in rows.partitions():
            target.execute(sa.insert(table), [dict(row) for row in part])


def _copy_from_server(store: Store, part: Path) -> None:
    with dialect.reading(store.engine) as source, dialect.writing(make_store(file_url(part)).engine) as target:
        copy_rows(source, target)


def _forget_who_is_in(part: Path) -> None:
    """Take out what a backup does not hold, without a trace."""
    with dialect.writing(dialect.engine(file_url(part))) as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        for table in LEFT_OUT:
            connection.execute(sa.delete(table))


def _prove(part: Path) -> None:
    with dialect.reading(dialect.engine(file_url(part))) as connection:
        broken = dialect.integrity(connection)
        shape = migrate.version(connection)
    if broken or shape != migrate.newest():
        reason = broken[0] if broken else f"shape {shape}"
        raise StoreError(
            "สำเนาสำรองไม่สมบูรณ์ ไฟล์สำรองเดิมยังอยู่",
            f"the backup is not sound, an earlier one stays as it was ({reason})",
        )
