import os
import sqlite3

import pytest
from small import SMALL

from data.errors import StoreError
from data.readers.records import reading
from data.store import dialect, make_store, open_store


@pytest.fixture
def small(write):
    return reading(write(SMALL))


@pytest.mark.usefixtures("url")
def test_a_store_that_is_not_there_names_the_command_that_makes_it(tmp_path):
    with pytest.raises(StoreError, match="python -m data init"):
        open_store()
    assert not list(tmp_path.glob("store*"))


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be looked at" * 99, b"SQLite format 3\0" + b"x" * 9000]
)
@pytest.mark.usefixtures("url")
def test_a_file_that_is_no_database_is_refused(tmp_path, content):
    (tmp_path / "store.sqlite").write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        open_store()


def test_a_damaged_store_is_refused_when_the_damage_is_met(store, small, tmp_path):
    store.apply(small.records, "", "")
    file = tmp_path / "store.sqlite"
    content = bytearray(file.read_bytes())
    content[8192:] = os.urandom(len(content) - 8192)
    file.write_bytes(content)
    with pytest.raises(StoreError):
        open_store().records()


def test_an_empty_file_and_another_programs_database_are_refused(url, tmp_path):
    file = tmp_path / "store.sqlite"
    file.touch()
    with pytest.raises(StoreError, match="python -m data init"):
        open_store()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    for way in (open_store, lambda: make_store(url)):
        with pytest.raises(StoreError, match="something else"):
            way()


def test_every_commit_is_written_through_and_references_are_kept(store):
    with dialect.reading(dialect.engine(store.url)) as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert settings == ["wal", 2, 1]


def test_a_store_opens_from_any_working_folder(store, small, tmp_path, monkeypatch):
    store.apply(small.records, "", "")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert open_store().version() == 1
