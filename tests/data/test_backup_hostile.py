import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from small import SMALL

from data.errors import FileError
from data.readers.records import reading
from data.store import make_store, open_store
from data.store.backup import back_up
from data.store.location import sqlite_file
from data.store.restore import restore

_TOUCHES = {
    "a view in the place of a table": (
        "ALTER TABLE ties RENAME TO old; CREATE VIEW ties AS SELECT * FROM old",
        "no backup",
    ),
    "a trigger": (
        "CREATE TRIGGER boom AFTER INSERT ON ties BEGIN DELETE FROM initiatives; END",
        "no backup",
    ),
    "a virtual table": ("CREATE VIRTUAL TABLE songs USING fts5(name)", "no backup"),
    "a computed column": (
        "ALTER TABLE ties ADD COLUMN bomb AS (upper('x')); ALTER TABLE ties DROP COLUMN note; "
        "ALTER TABLE ties RENAME COLUMN bomb TO note",
        "no backup",
    ),
    "a long value for all rows that lack it": (
        "ALTER TABLE ties DROP COLUMN note; "
        "ALTER TABLE ties ADD COLUMN note TEXT DEFAULT 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'",
        "no backup",
    ),
    "a table that is gone": ("DROP TABLE draft", "no backup"),
    "a column that is gone": ("ALTER TABLE ties DROP COLUMN note", "no backup"),
    "a newer shape": ("UPDATE alembic_version SET version_num = '9999'", "newer"),
    "no shape": ("DELETE FROM alembic_version", "newer"),
    "a shape that is no text": ("UPDATE alembic_version SET version_num = x'00ff'", "newer"),
    "a date that is none": ("UPDATE initiatives SET start_date = '2024-02-30'", "no date"),
    "a date of no era": ("UPDATE initiatives SET start_date = '0000-01-01'", "no date"),
    "a moment that is none": ("UPDATE batch SET applied_at = '2024-01-01 24:00:00.000000'", "no datetime"),
    "bytes for a text": ("UPDATE initiatives SET description = x'00ff'", "no text"),
    "a NUL in a text": ("UPDATE initiatives SET description = 'a' || char(0)", "no text"),
    "text that is no Unicode": ("UPDATE initiatives SET description = CAST(x'ff' AS TEXT)", "UTF-8"),
    "a text for a number": ("UPDATE areas SET population = 'many'", "no bigint"),
    "a number without end": ("UPDATE initiatives SET budget_thb = 9e999", "no double"),
    "a number of rows that leaves none": ("UPDATE batch SET id = 9223372036854775807", "no integer"),
    "a truth that is neither": ("UPDATE participation SET co_fund = 7", "no boolean"),
    "a value off the list": ("UPDATE initiatives SET status = '<script>'", "not allowed"),
    "a number out of bounds": ("UPDATE initiatives SET households = -1", "not allowed"),
    "a reference to nothing": ("DELETE FROM agencies", "participation"),
    "a record past the history": ("UPDATE initiatives SET title_th = 'อื่น'", "history left"),
    "a history written anew": ("UPDATE change SET after = replace(after, 'ประปา', 'ถนน')", "seal"),
    "a blank that may not be": (
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'title_th TEXT NOT NULL', "
        "'title_th TEXT') WHERE name = 'initiatives'; UPDATE initiatives SET title_th = NULL",
        "NOT NULL",
    ),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A store that every test leaves as it was, and beside it a backup."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in SMALL.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    found = reading(folder)
    store = make_store(f"sqlite:///{folder / 'store.sqlite'}")
    store.apply(found.records, "ก", "small", found.given)
    back_up(store, folder / "backup.sqlite")
    return store


@pytest.fixture
def file(filled, tmp_path):
    return Path(shutil.copy(_folder(filled) / "backup.sqlite", tmp_path))


def _folder(store):
    return sqlite_file(store.url).parent


def _touched(file, statements):
    for statement in statements.split("; "):
        connection = sqlite3.connect(file, isolation_level=None)
        if "writable_schema" in statements:
            connection.execute("PRAGMA writable_schema = ON")
        connection.execute(statement if "CREATE TRIGGER" not in statement else statements)
        connection.close()
        if "CREATE TRIGGER" in statement:
            return


def _refused(store, file, match):
    """Restore a file that must be refused at once, with nothing changed, left or told of this machine."""
    beside = sorted(_folder(store).iterdir())
    kept = file.read_bytes() if file.is_file() else None
    begun = time.process_time()
    with pytest.raises(FileError, match=match) as refused:
        restore(store.url, file, "ก")
    assert time.process_time() - begun < 10
    assert str(file.parent) not in str(refused.value)
    assert store.version() == 1
    assert store.problems() == []
    assert (file.read_bytes() if file.is_file() else None) == kept
    assert sorted(_folder(store).iterdir()) == beside


@pytest.mark.parametrize("name", _TOUCHES)
def test_a_backup_that_somebody_changed_is_refused_and_nothing_is_changed(filled, file, name):
    statements, match = _TOUCHES[name]
    _touched(file, statements)
    _refused(filled, file, match)


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"", "no backup"),
        (b"PK\3\4 a letter", "no backup"),
        (b"SQLite format 3\0", "damaged"),
        (b"SQLite format 3\0" + bytes(9000), "damaged"),
        (b"SQLite format 3\0" + b"\xff" * 9000, "damaged"),
    ],
)
def test_a_file_that_is_no_database_is_refused(filled, file, content, match):
    file.write_bytes(content)
    _refused(filled, file, match)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_half_a_backup_is_refused(filled, file, share):
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    _refused(filled, file, r"damaged|no backup")


def test_a_backup_with_a_page_of_noise_is_refused_or_no_different(filled, file, tmp_path):
    content = bytearray(file.read_bytes())
    pages = len(content) // 4096
    before = filled.records()
    for page in range(1, pages, pages // 12):
        noisy = content[: page * 4096] + bytes(range(256)) * 16 + content[(page + 1) * 4096 :]
        file.write_bytes(noisy)
        url = f"sqlite:///{tmp_path / f'{page}.sqlite'}"
        try:
            restore(url, file, "ก")
        except FileError:
            continue
        assert all(frame.equals(before[name]) for name, frame in open_store(url).records().items())


def test_what_is_no_file_is_refused(filled, file, tmp_path):
    file.unlink()
    _refused(filled, file, "no file")
    _refused(filled, file.parent, "no file")
    with pytest.raises(FileError, match=r"cannot be read|no file"):
        restore(filled.url, tmp_path / "a\0b", "ก")


def test_another_programs_database_and_a_store_in_use_are_refused(filled, file):
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    _refused(filled, file, "no backup")
    with sqlite3.connect(_folder(filled) / "store.sqlite") as in_use:
        in_use.execute("INSERT INTO draft VALUES ('d', 'a', 'ties', '', '', '2024-01-01 00:00:00.000000')")
        in_use.commit()
        for name in ("store.sqlite", "store.sqlite-wal"):
            shutil.copyfile(_folder(filled) / name, file.with_name(name))
    in_use.close()
    _refused(filled, file.with_name("store.sqlite"), "in use")
