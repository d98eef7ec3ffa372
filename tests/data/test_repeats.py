import pandas as pd
import pytest
from small import SMALL

from data.readers.records import reading
from data.schema import TABLES, record_keys, typed
from data.store import make_store
from data.writers.records import write_folder

pytestmark = pytest.mark.both_databases


def _ties(write, *levels, more=""):
    rows = "".join(f"I1,I2,co_work,{level},\n" for level in levels)
    return reading(write({**SMALL, "ties": f"from_id,to_id,kind,level,end_date\n{rows}{more}"}))


def _levels(store):
    return store.records()["ties"]["level"].tolist()


def _apply(store, found):
    assert found.problems == []
    return store.apply(found.records, "", "", found.given)


def test_ties_of_one_pair_that_differ_are_both_kept_and_a_second_import_changes_nothing(store, write):
    assert _apply(store, _ties(write, 3, 5)).number == 1
    assert _levels(store) == [3, 5]
    assert _apply(store, _ties(write, 3, 5)).number == 1
    assert _apply(store, _ties(write, 5, 3)).number == 1
    assert _apply(store, _ties(write, 5)).number == 1
    assert _levels(store) == [3, 5]


def test_one_row_that_is_none_of_those_kept_changes_the_first(store, write):
    _apply(store, _ties(write, 3, 5))
    batch = _apply(store, _ties(write, 4))
    assert (batch.added, batch.changed) == (0, 1)
    assert _levels(store) == [4, 5]
    batch = _apply(store, _ties(write, 1, 5, 2))
    assert (batch.added, batch.changed) == (1, 1)
    assert _levels(store) == [1, 5, 2]


def test_no_two_kept_records_are_ever_the_same_in_all_columns(store, write):
    _apply(store, _ties(write, 3, 5))
    ties = typed("ties", {"from_id": ["I1"] * 3, "to_id": "I2", "kind": "co_work", "level": [3, 3, 5]})
    store.apply({"ties": ties}, "", "")
    assert _levels(store) == [3, 5]


def test_more_than_nine_records_of_one_key_keep_their_order(store, write):
    rows = "".join(f"I1,A1,accountable,{amount}\n" for amount in range(12))
    folder = write({**SMALL, "participation": f"initiative_id,agency_id,role,amount_thb\n{rows}"})
    _apply(store, reading(folder))
    assert store.records()["participation"]["amount_thb"].tolist() == list(range(12))
    assert _apply(store, reading(folder)).number == 1


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("participation", "initiative_id,agency_id,role\nI1,A1,accountable\nI1,A1,2\n"),
        ("ties", "from_id,to_id,kind\nI1,I2,co_work\nI1,I2,co_work\n"),
        ("coverage", "agency_id,area_code\nA1,800601\nA1,๘๐๐๖๐๑\n"),
        ("indicators", "area_code,indicator,year,value\n80,x,2007,1\n80,x,2550,1.0\n"),
        ("hats", "person,village_code,agency_id\nก,80060101,A1\nก,80060101,A1\n"),
        ("unplaced", "initiative_id,place\nI1,ก\nI1,ก\n"),
    ],
)
def test_a_row_that_stands_twice_is_a_note_and_counts_once(write, table, text):
    found = reading(write({**SMALL, table: text}))
    assert found.problems == []
    assert [(note.table, note.row, note.code) for note in found.notes] == [(table, 3, "repeated_row")]
    assert len(found.records[table]) == 1


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("areas", "code,name_th\n80,ก\n80,ก\n"),
        ("themes", "code,name_th\nW,ก\nW,ก\n"),
        ("agencies", "agency_id,name_th\nA1,ก\nA1,ก\n"),
        ("initiatives", "initiative_id,title_th\nI1,ก\nI1,ก\n"),
        ("assets", "asset_id,name_th,kind\nS1,ก,fund\nS1,ก,fund\n"),
        ("settings", "key,value\na,1\na,1\n"),
    ],
)
def test_an_id_that_stands_twice_is_a_problem(write, table, text):
    found = reading(write({table: text}))
    assert [(problem.row, problem.code) for problem in found.problems] == [(3, "duplicate_key")]


def test_what_is_known_of_a_date_stays_with_its_own_record(store, write, tmp_path):
    _apply(store, _ties(write, 3, more="I1,I2,co_work,5,2551\n"))
    found = _ties(write, more="I1,I2,co_work,5,2551\nI1,I2,co_work,3,\n")
    assert _apply(store, found).number == 1
    kept = store.records()
    dates = kept["precision"][kept["precision"]["table"] == "ties"]
    assert dates["record"].tolist() == ["I1|I2|co_work||0002"]
    write_folder(kept, tmp_path / "out")
    again = reading(tmp_path / "out")
    assert [*again.problems, *again.notes] == []
    other = make_store(f"sqlite:///{tmp_path / 'other'}.sqlite")
    other.apply(again.records, "", "")
    for name, frame in other.records().items():
        pd.testing.assert_frame_equal(frame, kept[name])


def test_a_key_with_a_number_is_no_other_records_key():
    ties = typed("ties", {"from_id": ["a", "a"], "to_id": "b", "kind": "co_work", "start_date": None})
    assert record_keys(TABLES["ties"], ties).tolist() == ["a|b|co_work|", "a|b|co_work||0002"]
