from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from pandas.testing import assert_frame_equal
from small import SMALL

from data.errors import StoreError
from data.readers.records import reading
from data.schema import TABLES, base_key, base_keys, typed
from data.store import Edit, EditConflictError, make_store, migrate

pytestmark = pytest.mark.both_databases


@pytest.fixture
def filled(store, write):
    found = reading(write(SMALL))
    store.apply(found.records, "ก", "small", found.given)
    return store


def _initiative(store, key="I1"):
    frame = store.records(["initiatives"])["initiatives"].set_index("initiative_id")
    return frame.loc[key]


def _undo(store, batch):
    return store.undo(store.history(batches=[batch])["id"].tolist(), "ก", f"undo {batch}")


def _same(left, right):
    for name, frame in left.items():
        assert_frame_equal(frame, right[name])


def test_an_edit_changes_its_cells_and_nothing_else(filled):
    before = filled.records()
    batch = filled.edit([Edit("initiatives", "I1", {"status": "closed"}, {"status": "implementation"})], "ข", "form")
    assert (batch.number, batch.added, batch.changed) == (2, 0, 1)
    after = filled.records()
    assert _initiative(filled)["status"] == "closed"
    after["initiatives"].loc[0, "status"] = "implementation"
    _same(after, before)


def test_cells_that_different_people_change_go_together(filled):
    opened = {"status": "implementation", "title_th": "ประปาภูเขา"}
    filled.edit([Edit("initiatives", "I1", {**opened, "status": "closed"}, opened)], "ก", "form")
    filled.edit([Edit("initiatives", "I1", {**opened, "title_th": "ประปาใหม่"}, opened)], "ข", "form")
    kept = _initiative(filled)
    assert (kept["status"], kept["title_th"]) == ("closed", "ประปาใหม่")


def test_a_cell_that_both_change_waits_for_a_choice_and_nothing_is_written(filled):
    opened = {"title_th": "ประปาภูเขา", "status": "implementation"}
    filled.edit([Edit("initiatives", "I1", {"title_th": "ของ ก"}, opened)], "ก", "form")
    with pytest.raises(EditConflictError) as refused:
        filled.edit([Edit("initiatives", "I1", {"title_th": "ของ ข", "status": "closed"}, opened)], "ข", "form")
    assert [clash[2:] for clash in refused.value.clashes] == [("title_th", "ประปาภูเขา", "ของ ก", "ของ ข")]
    assert _initiative(filled)["status"] == "implementation"
    assert filled.version() == 2
    filled.edit([Edit("initiatives", "I1", {"title_th": "ของ ข"}, {"title_th": "ของ ก"})], "ข", "form")
    assert _initiative(filled)["title_th"] == "ของ ข"


def test_two_who_want_the_same_do_not_clash(filled):
    edit = Edit("initiatives", "I1", {"status": "closed"}, {"status": "implementation"})
    assert filled.edit([edit], "ก", "form").number == 2
    assert filled.edit([edit], "ข", "form").number == 2


def test_a_record_that_somebody_removed_meanwhile_is_a_clash(filled):
    filled.edit([Edit("unplaced", "", {"initiative_id": "I1", "place": "บ้านสระ"})], "ก", "form")
    gone = Edit("unplaced", "I1|บ้านสระ", None, {"reason": None})
    filled.edit([gone], "ก", "form")
    with pytest.raises(EditConflictError):
        filled.edit([Edit("unplaced", "I1|บ้านสระ", {"reason": "สองตำบล"}, {"reason": None})], "ข", "form")


def test_a_record_that_somebody_changed_meanwhile_is_not_removed(filled):
    filled.edit([Edit("unplaced", "", {"initiative_id": "I1", "place": "บ้านสระ"})], "ก", "form")
    filled.edit([Edit("unplaced", "I1|บ้านสระ", {"reason": "สองตำบล"}, {"reason": None})], "ก", "form")
    with pytest.raises(EditConflictError):
        filled.edit([Edit("unplaced", "I1|บ้านสระ", None, {"place": "บ้านสระ", "reason": None})], "ข", "form")
    assert len(filled.records(["unplaced"])["unplaced"]) == 1


def test_a_record_that_others_refer_to_is_not_removed(filled):
    with pytest.raises(StoreError, match="refer"):
        filled.edit([Edit("initiatives", "I1", None)], "ก", "form")
    assert filled.version() == 1


def test_the_same_id_is_not_given_twice(filled):
    with pytest.raises(EditConflictError):
        filled.edit([Edit("initiatives", "", {"initiative_id": "I1", "title_th": "อื่น"})], "ก", "form")


def test_of_records_that_share_a_key_one_can_be_removed_and_the_others_stay(filled):
    for amount in (1.0, 2.0, 3.0):
        row = {"initiative_id": "I1", "agency_id": "A2", "role": "funding", "amount_thb": amount}
        filled.edit([Edit("participation", "", row)], "ก", "form")
    filled.edit([Edit("participation", "I1|A2|funding", None, {"amount_thb": 1.0})], "ก", "form")
    rows = filled.records(["participation"])["participation"].query("role == 'funding' and agency_id == 'A2'")
    assert sorted(rows["amount_thb"]) == [2.0, 3.0]
    again = filled.apply({"participation": rows}, "", "")
    assert again.unchanged == 2
    assert filled.problems() == []


def test_a_cell_of_the_key_can_be_edited(filled):
    rows = filled.records(["participation"])["participation"]
    row = rows[rows["role"].notna()].iloc[0]
    key = f"{row['initiative_id']}|{row['agency_id']}|{row['role']}"
    filled.edit([Edit("participation", key, {"role": "extending"}, {"role": row["role"]})], "ก", "form")
    after = filled.records(["participation"])["participation"]
    assert len(after) == len(rows)
    assert "extending" in set(after["role"])
    assert filled.problems() == []


def test_a_date_that_is_edited_loses_what_was_known_of_its_precision_unless_it_is_told_anew(filled):
    assert filled.records(["precision"])["precision"]["record"].tolist() == ["I2"]
    was, then = {"start_date": "2006-01-01"}, {"start_date": "2008-01-01"}
    filled.edit([Edit("initiatives", "I2", then, was)], "ก", "form")
    assert filled.records(["precision"])["precision"].empty
    year = {"table": "initiatives", "record": "I2", "column": "start_date", "precision": "year"}
    filled.edit([Edit("initiatives", "I2", was, then), Edit("precision", "", year)], "ก", "form")
    assert filled.records(["precision"])["precision"]["precision"].tolist() == ["year"]


def test_undoing_puts_everything_back_and_undoing_that_puts_it_there_again(filled):
    before = filled.records()
    edits = [
        Edit("initiatives", "I1", {"status": "closed", "themes": "W2"}, {"status": "implementation", "themes": "W1"}),
        Edit("initiatives", "", {"initiative_id": "I9", "title_th": "ฝาย", "areas": "800601"}),
        Edit("participation", "", {"initiative_id": "I9", "agency_id": "A1", "role": "accountable"}),
    ]
    batch = filled.edit(edits, "ก", "form")
    after = filled.records()
    undone = _undo(filled, batch.number)
    _same(filled.records(), before)
    _undo(filled, undone.number)
    _same(filled.records(), after)
    assert filled.problems() == []


def test_an_import_can_be_undone_whole(store, write):
    found = reading(write(SMALL))
    batch = store.apply(found.records, "ก", "small", found.given)
    _undo(store, batch.number)
    assert all(frame.empty for frame in store.records().values())
    assert store.problems() == []


def test_what_somebody_changed_since_is_not_undone_and_is_named(filled):
    batch = filled.edit([Edit("initiatives", "I1", {"title_th": "ของ ก"}, {"title_th": "ประปาภูเขา"})], "ก", "form")
    filled.edit([Edit("initiatives", "I1", {"title_th": "ของ ข"}, {"title_th": "ของ ก"})], "ข", "form")
    with pytest.raises(EditConflictError) as refused:
        _undo(filled, batch.number)
    assert [clash[2:] for clash in refused.value.clashes] == [("title_th", "ของ ก", "ของ ข", "ประปาภูเขา")]
    assert _initiative(filled)["title_th"] == "ของ ข"


def test_undoing_leaves_what_others_changed_in_other_cells(filled):
    batch = filled.edit([Edit("initiatives", "I1", {"title_th": "ของ ก"}, {"title_th": "ประปาภูเขา"})], "ก", "form")
    filled.edit([Edit("initiatives", "I1", {"status": "closed"}, {"status": "implementation"})], "ข", "form")
    _undo(filled, batch.number)
    kept = _initiative(filled)
    assert (kept["title_th"], kept["status"]) == ("ประปาภูเขา", "closed")


def test_an_added_record_that_others_filled_in_since_is_not_taken_away(filled):
    batch = filled.edit([Edit("initiatives", "", {"initiative_id": "I9", "title_th": "ฝาย"})], "ก", "form")
    filled.edit([Edit("initiatives", "I9", {"status": "closed"}, {"status": None})], "ข", "form")
    with pytest.raises(EditConflictError):
        _undo(filled, batch.number)
    filled.edit([Edit("participation", "", {"initiative_id": "I9", "agency_id": "A1", "role": None})], "ข", "form")
    filled.edit([Edit("initiatives", "I9", {"status": None}, {"status": "closed"})], "ข", "form")
    with pytest.raises(StoreError, match="refer"):
        _undo(filled, batch.number)


_TITLES = some.text(some.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8)
_STEPS = some.lists(
    some.one_of(
        some.tuples(some.just("title"), some.sampled_from(["I1", "I2"]), _TITLES),
        some.tuples(
            some.just("themes"), some.sampled_from(["I1", "I2"]), some.sampled_from(["W1", "W2", "W1;W2", None])
        ),
        some.tuples(
            some.just("part"), some.sampled_from(["I1", "I2"]), some.sampled_from(["funding", "extending", None])
        ),
        some.tuples(some.just("drop"), some.sampled_from(["I1", "I2"]), some.integers(0, 3)),
    ),
    max_size=8,
)


_STEPPED = ("initiatives", "participation", "precision")


def _take(store, step):
    act, key, value = step
    if act in ("title", "themes"):
        column = {"title": "title_th", "themes": "themes"}[act]
        seen = store.records(["initiatives"])["initiatives"].set_index("initiative_id").loc[key, column]
        store.edit([Edit("initiatives", key, {column: value}, {column: None if seen != seen else seen})], "", "")
    elif act == "part":
        store.edit([Edit("participation", "", {"initiative_id": key, "agency_id": "A1", "role": value})], "", "")
    else:
        keys = store.history(table="participation")["record"].drop_duplicates().sort_values().tolist()
        try:
            store.edit([Edit("participation", keys[value % len(keys)], None)], "", "")
        except EditConflictError:
            assert keys[value % len(keys)] not in store.history(table="participation").query("after == after")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_any_steps_can_be_taken_back_one_by_one_and_every_version_read(tmp_path_factory, small_records, steps):
    file = tmp_path_factory.mktemp("steps") / "store.sqlite"
    migrate.make_at(file, migrate.newest())
    store = make_store(f"sqlite:///{file}")
    store.apply(small_records.records, "", "", small_records.given)
    stood = {store.version(): store.records(_STEPPED)}
    for step in steps:
        _take(store, step)
        stood[store.version()] = store.records(_STEPPED)
    assert store.problems() == []
    for number, records in stood.items():
        _same(store.records(_STEPPED, at=number), records)
    for number in sorted(stood, reverse=True)[:-1]:
        _undo(store, number)
        _same(store.records(_STEPPED), stood[max(earlier for earlier in stood if earlier < number)])
    assert store.problems() == []


@pytest.fixture(scope="module")
def small_records(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    for name, text in SMALL.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return reading(folder)


_KEY_CELLS = {
    "start": some.dates(min_value=date(1700, 1, 1), max_value=date(2700, 1, 1)),
    "year": some.integers(1900, 2200),
    "": some.text(some.characters(codec="utf-8") | some.sampled_from("|\\"), min_size=1),
}


@given(some.data())
def test_the_key_of_one_record_is_that_of_its_frame(data):
    table = TABLES[data.draw(some.sampled_from(list(TABLES)))]
    kinds = {name: table.column(name).kind for name in table.key}
    cells = {name: data.draw(some.none() | _KEY_CELLS.get(kind, _KEY_CELLS[""])) for name, kind in kinds.items()}
    row = {name: value.isoformat() if isinstance(value, date) else value for name, value in cells.items()}
    frame = typed(table.name, {name: [value] for name, value in row.items()})
    assert base_key(table, row) == base_keys(table, frame).iloc[0]
