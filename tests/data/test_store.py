import stat
import threading

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pandas.testing import assert_frame_equal
from small import SMALL

from data.errors import StoreError
from data.readers.records import reading
from data.schema import TABLES, typed
from data.store import dialect, make_store, open_store
from data.store.location import key_file
from data.store.tables import METADATA
from tests.byhand import by_hand

pytestmark = pytest.mark.both_databases


@pytest.fixture
def small(write):
    return reading(write(SMALL))


def _initiatives(**columns):
    return {"initiatives": typed("initiatives", columns)}


def test_what_is_applied_is_what_is_read_in_the_order_of_keys(store, small):
    batch = store.apply(small.records, "ก", "small", small.given)
    assert (batch.number, batch.added, batch.changed, batch.unchanged) == (1, 18, 0, 0)
    kept = store.records()
    assert list(kept) == list(TABLES)
    for name, frame in kept.items():
        expected = small.records.get(name, typed(name))
        assert_frame_equal(frame, expected.sort_values(list(TABLES[name].key)).reset_index(drop=True))


def test_the_version_grows_with_every_change_and_with_nothing_else(store, small):
    assert store.version() == 0
    store.apply(small.records, "", "")
    assert store.version() == 1
    again = store.apply(small.records, "", "")
    assert (again.number, again.added, again.changed, again.unchanged) == (1, 0, 0, 18)
    assert store.version() == 1
    store.apply(_initiatives(initiative_id=["I1"], title_th=["ใหม่"]), "", "")
    assert store.batches()["id"].tolist() == [2, 1]


def test_the_difference_names_every_cell_that_would_change_and_changes_none(store, small):
    store.apply(small.records, "", "")
    changed = small.records["initiatives"].assign(title_th=["ประปาภูเขา", "ซ่อมฝายใหม่"], themes=["W1", "W1;W2"])
    new = pd.concat([changed, typed("initiatives", {"initiative_id": ["I3"], "title_th": ["ก"]})], ignore_index=True)
    difference = store.difference({"initiatives": new})["initiatives"]
    assert difference.added["initiative_id"].tolist() == ["I3"]
    assert difference.cells.to_numpy().tolist() == [
        ["I2", "title_th", "ซ่อมฝาย", "ซ่อมฝายใหม่"],
        ["I2", "themes", "W2;W1", "W1;W2"],
    ]
    assert difference.unchanged == 1
    assert store.version() == 1


def test_a_column_of_the_file_speaks_even_when_blank_and_an_absent_one_is_silent(store, small):
    store.apply(small.records, "", "")
    records = _initiatives(initiative_id=["I1"], title_th=["ประปาใหม่"])
    store.apply(records, "", "", {"initiatives": ("initiative_id", "title_th", "status")})
    kept = store.records()["initiatives"].iloc[0]
    assert kept["title_th"] == "ประปาใหม่"
    assert pd.isna(kept["status"])
    assert kept["themes"] == "W1"
    assert kept["start_date"] == pd.Timestamp("2007-02-16")


def test_a_date_that_changes_loses_what_was_known_of_its_precision(store, small):
    store.apply(small.records, "", "")
    assert store.records()["precision"]["record"].tolist() == ["I2"]
    same = _initiatives(initiative_id=["I2"], title_th=["ซ่อมฝาย"], start_date=["2006-01-01"])
    store.apply(same, "", "")
    assert store.records()["precision"]["record"].tolist() == ["I2"]
    store.apply(_initiatives(initiative_id=["I2"], title_th=["ซ่อมฝาย"], start_date=["2006-05-01"]), "", "")
    assert store.records()["precision"].empty


def test_records_with_blank_parts_in_their_key_are_still_one_each(store, small):
    store.apply(small.records, "", "")
    again = {"participation": small.records["participation"]}
    assert store.apply(again, "", "").unchanged == 3
    assert len(store.records()["participation"]) == 3


def test_records_that_refer_to_nothing_are_refused_whole(store, small):
    store.apply(small.records, "", "")
    bad = _initiatives(initiative_id=["I8", "I9"], title_th=["ก", "ข"], areas=["800601", "999999"])
    with pytest.raises(StoreError, match="refer"):
        store.apply(bad, "", "")
    assert store.version() == 1
    assert len(store.records()["initiatives"]) == 2


def test_people_are_kept_under_pseudonyms_only(store, small, tmp_path):
    store.apply(small.records, "", "")
    hats = typed(
        "hats",
        {"person": ["สมชาย ใจดี", "สมชาย  ใจดี", "b"], "village_code": "80060101", "agency_id": ["A1", "A2", "A2"]},
    )
    store.apply({"hats": hats}, "", "")
    kept = store.records()["hats"]
    assert kept["person"].str.fullmatch("person-[0-9a-f]{32}").all()
    assert kept["person"].nunique() == 2
    assert store.apply({"hats": kept}, "", "").unchanged == 3
    key = key_file(store.url)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert "สมชาย".encode() not in b"".join(file.read_bytes() for file in tmp_path.glob("store.*"))


def test_another_key_gives_another_pseudonym(tmp_path, small):
    hats = typed("hats", {"person": ["ก"], "village_code": "80060101", "agency_id": "A1"})
    found = set()
    for name in ("a", "b"):
        store = make_store(f"sqlite:///{tmp_path / name}.sqlite")
        store.apply({**small.records, "hats": hats}, "", "")
        found |= set(store.records()["hats"]["person"])
    assert len(found) == 2


def test_settings_are_text_by_key(store):
    store.apply({"settings": typed("settings", {"key": ["a", "b"], "value": ["1", None]})}, "", "")
    assert store.settings() == {"a": "1"}


def _outlines(quality, side):
    columns = {"area_code": ["800601"], "quality": [quality], "source": ["test"]}
    shapes = [shapely.box(99, 8, 99 + side, 9)]
    return gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326").set_index("area_code")


def test_outlines_are_kept_in_both_details_and_replaced_by_level(store):
    store.replace_layers({"tambon": (_outlines("approximate", 1), _outlines("approximate", 2))})
    store.replace_layers({"amphoe": (_outlines("approximate", 3), _outlines("approximate", 3))})
    store.replace_layers({"tambon": (_outlines("official", 4).to_crs(32647), _outlines("official", 5))})
    screen, full = store.boundaries("tambon"), store.boundaries_full("tambon")
    assert screen.index.tolist() == ["800601"]
    assert screen.index.name == "area_code"
    assert screen.crs == full.crs == "EPSG:4326"
    assert screen["quality"].tolist() == ["official"]
    assert screen.total_bounds.tolist() == [99, 8, 104, 9]
    assert full.total_bounds == pytest.approx([99, 8, 103, 9])
    assert store.boundaries("village").empty
    assert len(store.boundaries("amphoe")) == 1
    assert store.version() == 3


def test_one_store_serves_many_threads(store, small):
    store.apply(small.records, "", "")
    sizes = []
    threads = [threading.Thread(target=lambda: sizes.append(len(store.records()["areas"]))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sizes == [6] * 8


def test_the_migrations_make_exactly_the_tables_that_the_code_knows(store):
    with dialect.reading(dialect.engine(store.url)) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_a_store_of_a_newer_program_is_refused_and_left_alone(store):
    by_hand(store.url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="9999"):
        open_store()


def test_a_locked_store_says_so_after_waiting(store, small):
    with dialect.writing(store.engine), pytest.raises(StoreError, match="locked"):
        store.apply(small.records, "", "")
    assert store.version() == 0
    assert store.apply(small.records, "", "").number == 1


def test_readers_are_not_held_up_by_a_writer(store, small):
    store.apply(small.records, "", "")
    with dialect.writing(store.engine) as connection:
        connection.exec_driver_sql("DELETE FROM ties")
        records = store.records()
        assert (len(records["initiatives"]), len(records["ties"])) == (2, 1)
