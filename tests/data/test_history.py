import datetime

import geopandas as gpd
import pytest
import shapely
from pandas.testing import assert_frame_equal
from small import SMALL

from data.readers.records import reading
from data.schema import TABLES, typed
from data.store import Edit, changed, migrate, open_store
from data.store.backup import back_up
from data.store.restore import restore
from data.store.single import last_change
from tests.byhand import by_hand, first_shape

pytestmark = pytest.mark.both_databases


@pytest.fixture
def filled(store, write):
    found = reading(write(SMALL))
    store.apply(found.records, "ก", "small", found.given, reason="เริ่ม")
    return store


def _rename(title, before="ประปาภูเขา"):
    return Edit("initiatives", "I1", {"title_th": title}, {"title_th": before})


def _squares(*codes, size=1.0):
    shapes = [shapely.box(at, 0, at + size, size) for at in range(len(codes))]
    frame = gpd.GeoDataFrame({"quality": "official", "source": "s"}, index=[*codes], geometry=shapes, crs="EPSG:4326")
    return {"tambon": (frame.rename_axis("area_code"), frame.rename_axis("area_code"))}


def test_every_record_that_is_taken_in_stands_in_the_history_with_who_and_why(filled):
    found = filled.history()
    assert len(found) == 18
    assert set(found["before"]) == {None}
    first = found[found["record"] == "I1"].iloc[0]
    assert (first["table"], first["batch"], first["after"]["title_th"]) == ("initiatives", 1, "ประปาภูเขา")
    head = filled.batches().iloc[0]
    assert (head["applied_by"], head["source"], head["reason"], head["added"]) == ("ก", "small", "เริ่ม", 18)


def test_a_change_keeps_the_whole_record_before_and_after(filled):
    filled.edit([_rename("ประปาใหม่")], "ข", "form", reason="สะกดผิด")
    change = filled.history(table="initiatives", record="I1").iloc[0]
    assert change["before"]["title_th"] == "ประปาภูเขา"
    assert change["after"] == {**change["before"], "title_th": "ประปาใหม่"}


def test_the_records_of_any_earlier_version_can_be_read(filled):
    first = filled.records()
    filled.edit([_rename("ประปาใหม่")], "", "")
    filled.edit([Edit("initiatives", "", {"initiative_id": "I9", "title_th": "ฝาย", "themes": "W1;W2"})], "", "")
    filled.apply({"settings": typed("settings", {"key": ["a"], "value": ["1"]})}, "", "")
    last = filled.records()
    for name, frame in filled.records(at=1).items():
        assert_frame_equal(frame, first[name])
    for name, frame in filled.records(at=filled.version()).items():
        assert_frame_equal(frame, last[name])
    assert filled.records(at=2)["initiatives"]["title_th"].tolist() == ["ประปาใหม่", "ซ่อมฝาย"]
    assert all(frame.empty for frame in filled.records(at=0).values())


def test_the_version_of_a_moment_is_the_last_before_it(filled):
    between = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    filled.edit([_rename("ประปาใหม่")], "", "")
    assert filled.version_at(between) == 1
    assert filled.version_at(between + datetime.timedelta(days=1)) == 2
    assert filled.version_at(between - datetime.timedelta(days=1)) == 0


def test_outlines_have_a_history_too(filled):
    filled.replace_layers(_squares("800601", "800602"))
    filled.replace_layers(_squares("800601", "800603"))
    filled.replace_layers(_squares("800601", size=2.0))
    assert filled.boundaries("tambon").index.tolist() == ["800601"]
    assert filled.boundaries("tambon", at=2).index.tolist() == ["800601", "800602"]
    assert filled.boundaries("tambon", at=3).index.tolist() == ["800601", "800603"]
    assert filled.boundaries("tambon", at=3).bounds["maxy"].tolist() == [1.0, 1.0]
    assert filled.boundaries("tambon", at=1).empty


def test_a_store_nobody_tampered_with_has_no_problems_and_its_seal_moves_with_each_change(filled):
    first = filled.seal()
    filled.edit([_rename("ประปาใหม่")], "", "")
    filled.replace_layers(_squares("800601"))
    assert filled.seal()[0] == first[0] + 2
    assert filled.seal()[1] != first[1]
    assert filled.problems() == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE change SET after = replace(after, 'ประปา', 'ถนน') WHERE record = 'I1' AND batch = 1", "batch 1"),
        ("UPDATE change SET before = NULL WHERE record = 'I1' AND batch = 2", "batch 2"),
        ("UPDATE batch SET applied_by = 'ค' WHERE id = 1", "batch 1"),
        ("UPDATE batch SET reason = '' WHERE id = 1", "batch 1"),
        ("DELETE FROM change WHERE record = 'I1' AND batch = 2", "batch 2"),
        ("DELETE FROM batch WHERE id = 1", "change"),
        ("DELETE FROM batch WHERE id = 2", "change"),
        ("UPDATE initiatives SET status = 'closed' WHERE initiative_id = 'I1'", "initiatives I1"),
        ("DELETE FROM ties WHERE from_id = 'I1'", "ties I1"),
        ("INSERT INTO themes (code, name_th) VALUES ('X', 'ก')", "themes X"),
    ],
)
def test_what_is_changed_past_the_history_is_found(filled, statement, found):
    filled.edit([_rename("ประปาใหม่")], "ข", "form")
    assert filled.problems() == []
    assert by_hand(filled.url, statement) == [1]
    assert any(line.startswith(found) for line in filled.problems())


def test_a_store_older_than_the_history_begins_it_with_what_it_holds(filled):
    kept = filled.records()
    first_shape(filled.url)
    opened = open_store(filled.url)
    assert opened.shape() == migrate.newest()
    for name, frame in opened.records().items():
        assert_frame_equal(frame, kept[name])
    assert opened.version() == 2
    assert opened.batches()["source"].tolist() == ["history begins", "small"]
    assert opened.problems() == []
    opened.edit([_rename("ประปาใหม่")], "", "")
    assert opened.records(["initiatives"], at=2)["initiatives"]["title_th"].tolist() == ["ประปาภูเขา", "ซ่อมฝาย"]


def test_every_table_of_records_goes_through_the_history_unchanged(filled):
    for name in TABLES:
        after = {change["record"]: change["after"] for _, change in filled.history(table=name).iterrows()}
        assert len(after) == len(filled.records([name])[name])


def test_what_changed_is_asked_without_reading_it_all(filled):
    filled.edit([_rename("ประปาใหม่"), Edit("settings", "", {"key": "a", "value": "1"})], "ข", "form")
    told = changed.touched(filled, batch=2)
    assert told[["table", "added", "changed", "removed"]].to_numpy().tolist() == [
        ["initiatives", 0, 1, 0],
        ["settings", 1, 0, 0],
    ]
    assert changed.touched(filled, "initiatives", "I1")["batch"].tolist() == [2, 1]
    assert changed.tables_between(filled, 1, 2) == {"initiatives", "settings"}
    assert changed.seal_of(filled, 2) == filled.seal()[1]
    about = changed.changes_about(filled, "I1", ("participation", "ties"))
    assert sorted(about["table"]) == ["participation", "participation", "ties"]
    numbers = changed.numbers_of(filled, [2])
    assert changed.givers(filled, numbers) == {"ข"}
    assert {change.table for change in changed.changes_with(filled, numbers).values()} == {"initiatives", "settings"}


def test_the_newest_version_that_changed_some_tables_is_known_and_a_restore_changes_all(filled, tmp_path):
    back_up(filled, tmp_path / "backup.sqlite")
    filled.edit([_rename("ประปาใหม่")], "ข", "form")
    filled.edit([Edit("accounts", "", {"account_id": "nok", "role": "viewer", "name": "นก"})], "ข", "form")
    for tables, at, newest in (
        (["initiatives"], 3, 2),
        (["areas"], 3, 1),
        (["initiatives"], 1, 1),
        (["assets"], 3, 0),
    ):
        assert last_change(filled, tables, at) == newest
    done = restore(filled.url, tmp_path / "backup.sqlite", "ก")
    assert last_change(filled, ["assets"], done.batch.number) == done.batch.number
