"""What SQLite and PostgreSQL do differently. This module holds every statement that only one of them knows."""

import functools
import sqlite3
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from data.errors import DamagedError, StoreError
from data.store.location import WAIT_S, file_url, parsed, wait_s

_PRAGMAS = ("foreign_keys = ON", "synchronous = FULL")
_WRITES, _TURN, _PATIENCE = "writes", "turn", "patience"
_ASK_MS = 5
_KIND = 0xFF
"""Part of an error code of SQLite that tells the kind; the rest tells why, such as that a log is being recovered."""


@functools.lru_cache(maxsize=16)
def engine(url: str) -> Engine:
    """Return the engine for `url`, one per address; connections are made when needed and shared by no two threads."""
    address = parsed(url)
    if address.get_backend_name() != "sqlite":
        limits = {} if "options" in address.query else {"options": f"-c lock_timeout={WAIT_S:.0f}s"}
        return sa.create_engine(
            address,
            pool_pre_ping=True,
            isolation_level="REPEATABLE READ",
            connect_args={"connect_timeout": int(WAIT_S), **limits},
        )
    made = sa.create_engine(
        "sqlite://",
        creator=functools.partial(_connect, address),
        poolclass=NullPool,
        execution_options={_TURN: Lock(), _PATIENCE: wait_s(address)},
    )
    sa.event.listen(made, "connect", _prepare)
    sa.event.listen(made, "begin", _begin)
    return made


def _connect(address: URL) -> sqlite3.Connection:
    """Open the file of `address`, which must exist: a store is only ever made on purpose."""
    path = urllib.parse.quote(str(Path(address.database or "").absolute()))
    return sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=wait_s(address), check_same_thread=False)


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Leave transactions to `_begin` and set what makes each commit last."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.cursor().execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get(_WRITES, False):
        _begin_to_write(connection.connection.dbapi_connection, options[_PATIENCE])
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_to_write(connection: Any, wait: float) -> None:  # noqa: ANN401  (SQLAlchemy's name for it knows no execute)
    """Ask for the right to write every few milliseconds: SQLite itself asks those less often who wait longer."""
    end = time.monotonic() + wait
    connection.execute(f"PRAGMA busy_timeout = {_ASK_MS}")
    while not connection.in_transaction:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _KIND != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
    connection.execute(f"PRAGMA busy_timeout = {wait * 1000:.0f}")


@contextmanager
def _in_turn(made: Engine) -> Iterator[None]:
    """Let the threads of this program write one after another: those who wait ask SQLite for nothing."""
    options = made.get_execution_options()
    turn = options.get(_TURN)
    if turn is None:
        yield
        return
    if not turn.acquire(timeout=options[_PATIENCE]):
        raise sqlite3.OperationalError("database is locked")
    try:
        yield
    finally:
        turn.release()


@contextmanager
def reading(made: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the store from beginning to end."""
    with refusing(made), made.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(made: Engine) -> Iterator[Connection]:
    """Give the one connection that may write now; all it writes is kept when the block ends well, else nothing."""
    options = {_WRITES: True}
    if made.dialect.name != "sqlite":
        options["isolation_level"] = "READ COMMITTED"  # type: ignore[assignment]
    with (
        refusing(made),
        _in_turn(made),
        made.connect().execution_options(**options) as connection,
        connection.begin(),
    ):
        if made.dialect.name != "sqlite":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(800000)")
        yield connection


def make_file(file: Path) -> None:
    """Make an empty SQLite file that keeps a write-ahead log, its folder too."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
    except (OSError, sqlite3.Error) as error:
        raise _refusal(str(error), str(file)) from error


def copy_pages(url: str, part: Path) -> None:
    """Copy the SQLite store at `url` as it is at one moment to the file `part`, while others write to it."""
    with refusing(engine(url)), closing(_connect(parsed(url))) as store, closing(sqlite3.connect(part)) as copy:
        store.backup(copy)


def let_stand_alone(file: Path) -> None:
    """Take an SQLite file out of the use of a write-ahead log: it is whole without a file beside it."""
    with refusing(engine(file_url(file))), closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def count_on(connection: Connection, table: str, least: int = 0) -> None:
    """Let the numbers of the rows to come in `table` be above those of all that are there, and above `least`."""
    if connection.dialect.name == "sqlite":
        known = {"least": least, "name": table}
        raised = connection.execute(
            sa.text("UPDATE sqlite_sequence SET seq = max(seq, :least) WHERE name = :name"), known
        )
        if not raised.rowcount:
            connection.execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :least)"), known)
        return
    sequence = connection.execute(sa.func.pg_get_serial_sequence(table, "id").select()).scalar_one()
    highest = f'SELECT setval(:name, greatest((SELECT max(id) FROM "{table}"), (SELECT last_value FROM {sequence})))'
    connection.execute(sa.text(highest), {"name": sequence})


def missing(file: Path) -> StoreError:
    """Return the refusal for a store whose file is not there, naming the command that makes it."""
    return StoreError(
        f"ยังไม่มีฐานข้อมูล {file} สร้างด้วย python -m data init",
        f"there is no store {file}: make it with python -m data init",
    )


def integrity(connection: Connection) -> list[str]:
    """Return what the database itself finds broken, nothing when it is sound."""
    if connection.dialect.name != "sqlite":
        return []
    broken = damage(connection)
    dangling = [f"{row[0]}: {row[2]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    return broken + dangling


def damage(connection: Connection) -> list[str]:
    """Return what SQLite finds damaged in its own file."""
    if connection.dialect.name != "sqlite":
        return []
    return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]


def refuse_damage(made: Engine) -> None:
    """Raise a DamagedError if SQLite finds its file damaged."""
    with reading(made) as connection:
        for line in damage(connection):
            raise _refusal(f"malformed: {line}", "")


@contextmanager
def refusing(made: Engine) -> Iterator[None]:
    """Turn every failure of the database into a StoreError that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _refusal(str(error.orig), made.url.render_as_string(hide_password=True)) from error
    except PoolTimeoutError as error:
        raise _refusal("busy: too many at once", "") from error
    except sqlite3.Error as error:
        raise _refusal(str(error), "") from error


_REFUSALS = (
    (
        ("locked", "busy", "lock timeout"),
        "ฐานข้อมูลถูกโปรแกรมอื่นใช้อยู่ รอสักครู่แล้วทำใหม่",
        "the store is locked by another program: try again",
    ),
    (
        ("full", "disk i/o error", "no space", "file too large"),
        "ดิสก์เต็มหรือเขียนไม่ได้ ไม่มีสิ่งใดเปลี่ยนและไม่มีสิ่งใดหาย",
        "the disk is full or cannot be written: nothing was changed and nothing is lost",
    ),
    (
        ("not a database", "malformed", "corrupt"),
        "ฐานข้อมูลเสียหายหรือไม่ใช่ฐานข้อมูล นำสำเนาสำรองกลับมาใช้",
        "the store is damaged or is no database: put a backup back",
    ),
    (("readonly", "read-only", "permission"), "ไม่มีสิทธิ์เขียนฐานข้อมูล", "the store may not be written by this user"),
    (
        ("unable to open", "no such table", "does not exist", "undefinedtable"),
        "ยังไม่มีฐานข้อมูล สร้างด้วย python -m data init",
        "there is no store yet: make it with python -m data init",
    ),
    (("connect", "refused", "timeout", "resolve"), "ติดต่อฐานข้อมูลไม่ได้", "the database cannot be reached"),
    (
        ("foreign key", "unique", "not null", "violates"),
        "ระเบียนอ้างถึงสิ่งที่ไม่มีอยู่หรือซ้ำกัน จึงไม่มีสิ่งใดเปลี่ยน",
        "the records refer to what is not there, or are doubled: nothing was changed",
    ),
)


def _refusal(message: str, where: str) -> StoreError:
    lower = message.lower()
    for signs, thai, english in _REFUSALS:
        if any(sign in lower for sign in signs):
            kind = DamagedError if "malformed" in signs else StoreError
            return kind(thai, f"{english} ({' '.join(message.split())[:200]})")
    return StoreError(f"ฐานข้อมูลขัดข้อง {where}", f"the store failed: {' '.join(message.split())[:200]}")
