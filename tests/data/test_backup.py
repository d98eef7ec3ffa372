import datetime
import sqlite3
import stat

import pytest
import sqlalchemy as sa
from pandas.testing import assert_frame_equal
from small import SMALL

from data.errors import FileError, StoreError
from data.readers.records import reading
from data.store import Edit, dialect, make_store, open_store
from data.store.backup import back_up
from data.store.location import sqlite_file
from data.store.restore import restore
from data.store.tables import DRAFT, METADATA, PASS_CODE, SECRET, SITTING
from tests.byhand import by_hand, first_shape
from tests.past import edit_at

pytestmark = pytest.mark.both_databases

_NOON = datetime.datetime.fromisoformat("2026-01-01T12:00:00")


@pytest.fixture
def filled(store, write):
    found = reading(write(SMALL))
    store.apply(found.records, "ก", "small", found.given, reason="เริ่ม")
    with dialect.writing(store.engine) as connection:
        connection.execute(sa.insert(SECRET).values(account_id="a", password="$argon2id$x", failures=1))
        connection.execute(
            sa.insert(DRAFT).values(
                id="d", account_id="a", table="ties", record="", content='{"ก":1}', saved_at=_NOON
            )
        )
        connection.execute(
            sa.insert(SITTING).values(digest="s1tting-digest", account_id="a", started_at=_NOON, expires_at=_NOON)
        )
        connection.execute(
            sa.insert(PASS_CODE).values(digest="c0de-digest", role="viewer", made_by="a", expires_at=_NOON)
        )
    return store


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kept" / "backup.sqlite"


def _rename(store, title, before="ประปาภูเขา"):
    return store.edit([Edit("initiatives", "I1", {"title_th": title}, {"title_th": before})], "ข", "form")


def _rows(store):
    """Every row of every table, as the database holds it."""
    with dialect.reading(store.engine) as connection:
        return {
            name: sorted(map(repr, connection.execute(sa.select(table)).all()))
            for name, table in METADATA.tables.items()
        }


def _same(left, right):
    assert left.keys() == right.keys()
    for name, frame in left.items():
        assert_frame_equal(frame, right[name])


def test_a_backup_put_back_brings_everything_as_it_was_and_keeps_what_it_replaced(filled, file):
    _rename(filled, "ประปาใหม่")
    then, history = filled.records(), filled.history()
    back_up(filled, file)
    _rename(filled, "ประปาหลังสำรอง", "ประปาใหม่")
    filled.edit([Edit("initiatives", "", {"initiative_id": "I9", "title_th": "ฝาย"})], "ข", "form")
    later = filled.records()
    done = restore(filled.url, file, "ก")
    _same(filled.records(), then)
    assert_frame_equal(filled.history(), history)
    assert filled.problems() == []
    restore(filled.url, done.kept, "ก")
    _same(filled.records(), later)
    assert filled.problems() == []


def test_every_table_goes_into_a_backup_and_out_of_it_but_for_who_is_signed_in_and_codes(filled, file):
    before = _rows(filled)
    back_up(filled, file)
    assert b"tting-digest" not in file.read_bytes()
    assert b"c0de-digest" not in file.read_bytes()
    restore(filled.url, file, "ก")
    after = _rows(filled)
    assert (after.pop("sitting"), after.pop("pass_code")) == ([], [])
    restored = [row for row in after["batch"] if row not in before["batch"]]
    after["batch"].remove(*restored)
    assert "restore backup.sqlite" in restored[0]
    for name, rows in after.items():
        assert rows == before[name]


def test_a_backup_of_one_database_can_be_put_into_the_other(filled, file, tmp_path):
    back_up(filled, file)
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    done = restore(other, file, "ก")
    assert done.kept is None
    again = open_store(other)
    _same(again.records(), filled.records())
    _rename(again, "ประปาใหม่")
    back_up(again, file)
    restore(filled.url, file, "ก")
    _same(filled.records(), again.records())
    assert filled.problems() == again.problems() == []


def test_a_backup_with_a_moment_just_before_a_full_second_is_whole(filled, file):
    for moment in ("2026-01-01T12:00:59.999999", "2026-12-31T23:59:59.999500", "2026-02-28T23:59:59"):
        edit_at(filled, datetime.datetime.fromisoformat(moment), Edit("settings", "", {"key": moment, "value": "1"}))
    before = filled.records()
    back_up(filled, file)
    restore(filled.url, file, "ก")
    _same(filled.records(), before)


def test_a_restore_is_a_change_whose_number_is_above_all_of_both_and_numbers_are_never_given_twice(filled, file):
    back_up(filled, file)
    for number in range(3):
        filled.edit([Edit("initiatives", "", {"initiative_id": f"J{number}", "title_th": "ฝาย"})], "ข", "form")
    given = set(filled.history()["id"])
    assert filled.version() == 4
    done = restore(filled.url, file, "ก")
    assert done.batch.number == filled.version() == 5
    assert filled.batches()["source"].tolist() == ["restore backup.sqlite", "small"]
    assert _rename(filled, "ประปาใหม่").number == 6
    assert given.isdisjoint(filled.history(batches=[6])["id"])
    assert filled.records(["initiatives"], at=5)["initiatives"]["title_th"].tolist() == ["ประปาภูเขา", "ซ่อมฝาย"]


def test_the_numbers_of_a_backup_that_is_ahead_of_the_store_are_never_given_again_either(filled, file, tmp_path):
    for number in range(3):
        filled.edit([Edit("initiatives", "", {"initiative_id": f"J{number}", "title_th": "ฝาย"})], "ข", "form")
    back_up(filled, file)
    other = make_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    assert restore(other.url, file, "ก").batch.number == 5
    changes = filled.history()["id"].max()
    _rename(other, "ประปาใหม่")
    assert other.history()["id"].max() > changes


def test_a_backup_of_an_older_shape_is_brought_to_the_newest_on_its_way_in(filled, file):
    then = filled.records()
    back_up(filled, file)
    first_shape(f"sqlite:///{file}")
    content = file.read_bytes()
    restore(filled.url, file, "ก")
    assert file.read_bytes() == content
    _same(filled.records(), then)
    assert filled.batches()["source"].tolist() == ["restore backup.sqlite", "history begins", "small"]
    assert filled.problems() == []


def test_a_backup_stands_alone_and_only_its_owner_may_read_it(filled, file):
    back_up(filled, file)
    assert [found.name for found in file.parent.iterdir()] == ["backup.sqlite"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_a_later_backup_replaces_an_earlier_one_and_nothing_else_is_ever_replaced(filled, file, tmp_path):
    back_up(filled, file)
    _rename(filled, "ประปาใหม่")
    back_up(filled, file)
    restore(f"sqlite:///{tmp_path / 'other.sqlite'}", file, "ก")
    in_use = tmp_path / "other.sqlite"
    assert open_store(f"sqlite:///{in_use}").records(["initiatives"])["initiatives"]["title_th"][0] == "ประปาใหม่"
    letter = tmp_path / "letter.odt"
    letter.write_bytes(b"PK\3\4 a letter")
    for taken in (in_use, letter, tmp_path, *filter(None, [sqlite_file(filled.url)])):
        before = taken.read_bytes() if taken.is_file() else b""
        with pytest.raises(FileError, match="no backup"):
            back_up(filled, taken)
        assert (taken.read_bytes() if taken.is_file() else b"") == before


def test_a_folder_that_cannot_be_written_is_said(filled, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="cannot be written"):
        back_up(filled, tmp_path / "file" / "backup.sqlite")


def test_invented_records_are_not_put_over_real_ones_nor_the_other_way_round(filled, file, tmp_path):
    by_hand(filled.url, "INSERT INTO settings (key, value) VALUES ('invented', 'yes')")
    back_up(filled, file)
    by_hand(filled.url, "DELETE FROM settings")
    with pytest.raises(FileError, match="invented"):
        restore(filled.url, file, "ก", as_it_is=True)
    assert filled.version() == 1
    restore(f"sqlite:///{tmp_path / 'new.sqlite'}", file, "ก", as_it_is=True)


def test_a_backup_changed_past_its_history_is_put_back_only_when_told_so(filled, file):
    back_up(filled, file)
    by_hand(f"sqlite:///{file}", "UPDATE initiatives SET status = 'closed' WHERE initiative_id = 'I1'")
    with pytest.raises(FileError, match="changed by hand"):
        restore(filled.url, file, "ก")
    assert filled.version() == 1
    restore(filled.url, file, "ก", as_it_is=True)
    assert filled.problems() == ["initiatives I1: not as the history left it"]


def test_a_store_that_is_locked_is_not_restored_and_says_so(filled, file):
    back_up(filled, file)
    with dialect.writing(filled.engine), pytest.raises(StoreError, match="locked"):
        restore(filled.url, file, "ก")
    assert filled.version() == 1
