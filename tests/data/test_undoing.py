"""Changes taken back: by whom, how far, and what stands in the way."""

import datetime

import geopandas as gpd
import pytest
import shapely
from pandas.testing import assert_frame_equal
from small import SMALL

from data.desk.accounts import make_account
from data.desk.hindrances import UndoRefusedError
from data.desk.undoing import recent, undo_batch, undo_change, undo_since
from data.desk.villages import are_villages_stale, settle_villages
from data.errors import NotAllowedError
from data.readers.records import reading
from data.schema import ANYONE, OFFICE, AccountRole, Actor, typed
from data.store import Edit
from data.store.single import record

SOMSRI = Actor("somsri", AccountRole.OFFICER, "A1")
MANA = Actor("mana", AccountRole.FACILITATOR, "A2")
READER = Actor("reader", AccountRole.VIEWER)


@pytest.fixture
def filled(store, write):
    found = reading(write(SMALL))
    store.apply(found.records, "init", "small", found.given)
    return store


def edit(store, by, cells, before, key="I1", table="initiatives"):
    return store.edit([Edit(table, key, cells, before)], by, "form")


def close(store, by="somsri"):
    return edit(store, by, {"status": "closed"}, {"status": "implementation"})


def initiative(store, key="I1"):
    return store.records(["initiatives"])["initiatives"].set_index("initiative_id").loc[key]


def moment():
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def test_one_change_of_a_batch_is_taken_back_and_the_others_stay(filled):
    edits = [
        Edit("initiatives", "I1", {"status": "closed"}, {"status": "implementation"}),
        Edit("initiatives", "I2", {"title_th": "ซ่อมฝายใหญ่"}, {"title_th": "ซ่อมฝาย"}),
    ]
    batch = filled.edit(edits, "somsri", "form")
    change = filled.history(batches=[batch.number], record="I1").iloc[0]
    done = undo_change(filled, int(change["id"]), SOMSRI, reason="กดผิด")
    assert (initiative(filled)["status"], initiative(filled, "I2")["title_th"]) == ("implementation", "ซ่อมฝายใหญ่")
    head = filled.batches().iloc[0]
    assert (head["id"], head["applied_by"], head["reason"]) == (done.batch.number, "somsri", "กดผิด")


def test_a_batch_is_taken_back_whole_and_its_undo_too(filled):
    before = filled.records()
    batch = close(filled)
    after = filled.records()
    undone = undo_batch(filled, batch.number, SOMSRI)
    for name, frame in filled.records().items():
        assert_frame_equal(frame, before[name])
    undo_batch(filled, undone.batch.number, SOMSRI)
    for name, frame in filled.records().items():
        assert_frame_equal(frame, after[name])


def test_an_officer_takes_back_what_they_did_themselves_and_nothing_of_others(filled):
    theirs = close(filled, "mana")
    with pytest.raises(NotAllowedError):
        undo_batch(filled, theirs.number, SOMSRI)
    for nobody in (READER, ANYONE, Actor("", AccountRole.OFFICER, "A1")):
        with pytest.raises(NotAllowedError):
            undo_batch(filled, theirs.number, nobody)
    assert initiative(filled)["status"] == "closed"
    undo_batch(filled, theirs.number, MANA)
    assert initiative(filled)["status"] == "implementation"


def test_the_office_takes_back_whatever_anyone_did(filled):
    undo_batch(filled, close(filled, "mana").number, OFFICE)
    assert filled.batches()["applied_by"].tolist() == ["office", "mana", "init"]


def test_the_last_minutes_are_ones_own_and_for_the_office_everybodys(filled):
    start = moment()
    close(filled)
    edit(filled, "mana", {"title_th": "ซ่อมฝายใหญ่"}, {"title_th": "ซ่อมฝาย"}, "I2")
    assert recent(filled, start, SOMSRI)["applied_by"].tolist() == ["somsri"]
    assert recent(filled, start, OFFICE)["applied_by"].tolist() == ["mana", "somsri"]
    assert recent(filled, moment(), OFFICE).empty
    undo_since(filled, start, OFFICE, last=int(filled.batches()["id"].min()))
    assert len(recent(filled, start, OFFICE)) == 2
    undo_since(filled, start, SOMSRI)
    assert (initiative(filled)["status"], initiative(filled, "I2")["title_th"]) == ("implementation", "ซ่อมฝายใหญ่")
    undo_since(filled, start, OFFICE)
    assert (initiative(filled)["status"], initiative(filled, "I2")["title_th"]) == ("implementation", "ซ่อมฝาย")


def test_the_last_minutes_leave_accounts_alone_and_one_change_of_them_is_taken_back_by_itself(filled):
    start = moment()
    make_account(filled, OFFICE, "malee", {"role": "officer", "agency_id": "A1"})
    made = int(filled.batches()["id"].iloc[0])
    close(filled)
    assert recent(filled, start, OFFICE)["applied_by"].tolist() == ["somsri"]
    undo_since(filled, start, OFFICE)
    assert initiative(filled)["status"] == "implementation"
    assert record(filled, "accounts", "malee")
    undo_batch(filled, made, OFFICE)
    assert record(filled, "accounts", "malee") is None


def test_with_nothing_of_ones_own_in_the_last_minutes_there_is_nothing_one_may_take_back(filled):
    with pytest.raises(NotAllowedError):
        undo_since(filled, moment(), SOMSRI)


def test_cells_that_were_changed_since_are_named_with_who_and_when(filled):
    mine = edit(filled, "somsri", {"title_th": "ของฉัน", "status": "closed"},
                {"title_th": "ประปาภูเขา", "status": "implementation"})  # fmt: skip
    edit(filled, "mana", {"title_th": "ของมานะ"}, {"title_th": "ของฉัน"})
    edit(filled, "somchai", {"households": 5}, {"households": None})
    with pytest.raises(UndoRefusedError) as refused:
        undo_batch(filled, mine.number, SOMSRI)
    (cell,) = refused.value.overwritten
    assert cell[:6] == ("initiatives", "I1", "title_th", "ของฉัน", "ของมานะ", "mana")
    assert abs(cell.at - moment()) < datetime.timedelta(minutes=1)
    assert initiative(filled)["title_th"] == "ของมานะ"


def test_a_record_that_was_removed_since_is_named_as_a_whole(filled):
    row = {"initiative_id": "I1", "place": "บ้านสระ"}
    filled.edit([Edit("unplaced", "", row)], "somsri", "form")
    told = edit(filled, "somsri", {"reason": "สองตำบล"}, {"reason": None}, "I1|บ้านสระ", "unplaced")
    filled.edit([Edit("unplaced", "I1|บ้านสระ", None, {**row, "reason": "สองตำบล"})], "mana", "form")
    with pytest.raises(UndoRefusedError) as refused:
        undo_batch(filled, told.number, SOMSRI)
    assert [cell[:3] + cell[5:6] for cell in refused.value.overwritten] == [("unplaced", "I1|บ้านสระ", "", "mana")]


def test_records_that_refer_to_one_that_would_go_are_named(filled):
    added = filled.edit([Edit("initiatives", "", {"initiative_id": "I9", "title_th": "ฝาย"})], "somsri", "form")
    part = {"initiative_id": "I9", "agency_id": "A1", "role": "accountable"}
    tie = {"from_id": "I9", "to_id": "I1", "kind": "co_work"}
    filled.edit([Edit("participation", "", part), Edit("ties", "", tie)], "mana", "form")
    with pytest.raises(UndoRefusedError) as refused:
        undo_batch(filled, added.number, SOMSRI)
    assert refused.value.held == (
        ("participation", "I9|A1|accountable", "initiatives", "I9"),
        ("ties", "I9|I1|co_work|", "initiatives", "I9"),
    )
    assert "I9" in set(filled.records()["initiatives"]["initiative_id"])


def test_what_would_come_back_without_what_it_refers_to_is_named(filled):
    filled.edit([Edit("agencies", "", {"agency_id": "A9", "name_th": "ใหม่"})], "office", "form")
    part = {"initiative_id": "I2", "agency_id": "A9", "role": "funding"}
    filled.edit([Edit("participation", "", part)], "somsri", "form")
    gone = filled.edit([Edit("participation", "I2|A9|funding", None, part)], "somsri", "form")
    filled.edit([Edit("agencies", "A9", None)], "office", "form")
    with pytest.raises(UndoRefusedError) as refused:
        undo_batch(filled, gone.number, SOMSRI)
    assert refused.value.lost == (("participation", "I2|A9|funding", "agencies", "A9"),)


def outlines(*codes, size):
    shapes = [shapely.box(99 + at, 8, 99 + at + size, 8 + size) for at in range(len(codes))]
    frame = gpd.GeoDataFrame({"quality": "approximate", "source": "s"}, index=[*codes], geometry=shapes, crs=4326)
    return {"tambon": (frame.rename_axis("area_code"), frame.rename_axis("area_code"))}


@pytest.fixture
def drawn(filled):
    filled.replace_layers(outlines("800601", "800602", size=0.02), "init")
    assert settle_villages(filled)
    return filled


def test_villages_are_settled_anew_after_an_undo_of_points_or_outlines(drawn):
    first = drawn.boundaries("village")
    where = {"longitude": 99.004, "latitude": 8.004}
    batch = edit(drawn, "somsri", where, dict.fromkeys(where), "80060101", "areas")
    assert settle_villages(drawn)
    assert not drawn.boundaries("village").geom_equals(first).all()
    assert undo_batch(drawn, batch.number, OFFICE).problem is None
    assert drawn.boundaries("village").geom_equals(first).all()
    wider = drawn.replace_layers(outlines("800601", "800602", size=0.03), "office")
    assert settle_villages(drawn)
    undo_batch(drawn, wider.number, OFFICE)
    assert drawn.boundaries("village").geom_equals(first).all()
    assert not are_villages_stale(drawn)


def test_an_undo_of_records_alone_leaves_the_villages_untouched(drawn):
    drawn.replace_layers(outlines("800601", "800602", size=0.03), "office")
    undo_batch(drawn, close(drawn).number, SOMSRI)
    assert are_villages_stale(drawn)


def test_more_changes_are_taken_back_than_a_database_takes_in_one_question(filled):
    places = {"initiative_id": "I1", "place": [f"บ้าน {number}" for number in range(6_000)]}
    batch = filled.apply({"unplaced": typed("unplaced", places)}, "somsri", "file")
    undo_batch(filled, batch.number, SOMSRI)
    assert filled.records(["unplaced"])["unplaced"].empty


@pytest.mark.parametrize("count", [3, 300])
def test_many_records_are_taken_back_as_a_few_are(filled, count):
    before = filled.records()
    named = {"initiative_id": [f"X{number}" for number in range(count)], "title_th": "ก", "areas": "800601;800602"}
    added = filled.apply({"initiatives": typed("initiatives", named)}, "somsri", "file")
    renamed = {**named, "title_th": "ข", "areas": "800602"}
    changed = filled.apply({"initiatives": typed("initiatives", renamed)}, "somsri", "file")
    gone = undo_batch(filled, undo_batch(filled, changed.number, SOMSRI).batch.number, SOMSRI)
    assert initiative(filled, "X2")["areas"] == "800602"
    undo_batch(filled, gone.batch.number, SOMSRI)
    assert initiative(filled, "X2")["areas"] == "800601;800602"
    undo_batch(filled, added.number, SOMSRI)
    for name, frame in filled.records().items():
        assert_frame_equal(frame, before[name])
    assert filled.problems() == []
