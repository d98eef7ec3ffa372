"""The store's shape through the versions of the program. This module brings a database to the newest one."""

import functools
import tempfile
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

from data.errors import StoreError
from data.store.dialect import engine, make_file, reading, writing
from data.store.history import Batch, baseline, keep
from data.store.location import file_url

_BEFORE_HISTORY = "0001"
_SCRIPTS = Path(__file__).resolve().parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@functools.cache
def newest() -> str:
    """Return the version of the store's shape that this program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


@functools.cache
def _versions() -> frozenset[str]:
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def is_known(shape: str) -> bool:
    """Whether this program knows stores of `shape`."""
    return shape in _versions()


def make_at(file: Path, shape: str) -> None:
    """Make an SQLite store of an earlier or the newest shape at `file`, with nothing in it."""
    file.write_bytes(_blank(shape))


@functools.cache
def _blank(shape: str) -> bytes:
    """Return the file of an SQLite store of a shape, with nothing in it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "blank.sqlite"
        make_file(file)
        with writing(engine(file_url(file))) as connection:
            command.upgrade(_config(connection), shape)
        return file.read_bytes()


def version(connection: Connection) -> str | None:
    """Return the version of the shape of the store behind `connection`, None when it has none yet."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(made: Engine) -> None:
    """Bring the store to the newest shape, in one transaction; one older than the history begins it."""
    with writing(made) as connection:
        found = version(connection)
        command.upgrade(_config(connection), "head")
        if found == _BEFORE_HISTORY:
            keep(connection, Batch("", "history begins"), baseline(connection))


def ensure(made: Engine, *, make: bool = False) -> None:
    """Bring an older store to the newest shape; refuse one that is none of ours or of a newer program.

    Parameters
    ----------
    made : engine of the database.
    make : make the tables where the database is empty.

    Raises
    ------
    StoreError
        The database was never made a store, or its shape is newer than this program.
    """
    with reading(made) as connection:
        found = version(connection)
        others = found is None and bool(sa.inspect(connection).get_table_names())
    if found == newest():
        return
    if others:
        raise StoreError("นี่เป็นฐานข้อมูลของโปรแกรมอื่น", "this is a database of something else: choose another")
    if found is None and not make:
        raise StoreError(
            "ยังไม่มีฐานข้อมูล สร้างด้วย python -m data init", "there is no store yet: make it with python -m data init"
        )
    if found is not None and not is_known(found):
        raise StoreError(
            f"ฐานข้อมูลเป็นรุ่นใหม่กว่าโปรแกรม ({found}) ปรับปรุงโปรแกรมก่อน",
            f"the store is of a newer version ({found}) than this program ({newest()}): update the program",
        )
    upgrade(made)
