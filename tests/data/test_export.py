import string
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from anyrecords import some_records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from python_calamine import CalamineWorkbook

from data.errors import FileError
from data.readers.records import reading
from data.schema import TABLES, number_text, typed
from data.store import make_store, open_store
from data.writers.records import write_folder, write_table, write_workbook


def _bytes(folder):
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def _through_a_store(records, folder):
    store = make_store(f"sqlite:///{folder}.sqlite")
    store.apply(records, "", "test")
    write_folder(store.records(), folder)


_QUICK = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(("write", "name"), [(write_folder, "out"), (write_workbook, "out.xlsx")])
@_QUICK
@given(records=some_records())
def test_what_is_written_is_read_again_as_it_was(write, name, records):
    with tempfile.TemporaryDirectory() as folder:
        write(records, Path(folder) / name)
        found = reading(Path(folder) / name)
    assert found.problems == []
    assert set(records) == set(TABLES)
    for table, frame in records.items():
        assert_frame_equal(found.records.get(table, typed(table)), frame)


@settings(_QUICK, max_examples=3)
@given(some_records())
def test_an_export_imported_into_an_empty_store_exports_the_same(records):
    with tempfile.TemporaryDirectory() as name:
        first, second = Path(name) / "one", Path(name) / "two"
        _through_a_store(records, first)
        found = reading(first)
        assert [*found.problems, *found.notes] == []
        assert open_store(f"sqlite:///{first}.sqlite").apply(found.records, "", "", found.given).number == 1
        _through_a_store(found.records, second)
        assert _bytes(first) == _bytes(second)


def test_no_text_of_a_csv_can_run_in_a_spreadsheet(tmp_path):
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "ก=1"]
    write_folder({"themes": typed("themes", {"code": list("ABCDEF"), "name_th": names})}, tmp_path / "out")
    lines = (tmp_path / "out" / "themes.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(",")[2] for line in lines[1:]] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "''=1", "ก=1"]


def test_no_text_of_a_workbook_is_a_formula_or_a_link(tmp_path):
    file = tmp_path / "x.xlsx"
    write_workbook({"themes": typed("themes", {"code": ["A"], "name_th": ["http://a.b"], "name_en": ["=1+1"]})}, file)
    book = CalamineWorkbook.from_path(file)
    assert book.sheet_names == list(TABLES)
    assert book.get_sheet_by_name("themes").to_python()[1] == ["A", "", "http://a.b", "'=1+1", ""]
    assert b"<f>" not in file.read_bytes()


def test_an_export_opens_in_excel_as_utf_8(tmp_path):
    write_folder({}, tmp_path / "out")
    assert {file.stem for file in (tmp_path / "out").iterdir()} == set(TABLES)
    assert (tmp_path / "out" / "areas.csv").read_bytes().startswith(b"\xef\xbb\xbfcode,name_th")


def test_an_export_replaces_its_own_files_and_no_others(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "notes.txt").write_text("kept")
    (folder / "areas.csv").write_text("old")
    write_folder({}, folder)
    assert (folder / "notes.txt").read_text() == "kept"
    assert (folder / "areas.csv").read_text("utf-8-sig").startswith("code,")
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("write", [write_folder, write_workbook])
def test_a_place_that_cannot_be_written_is_refused_and_nothing_is_left(tmp_path, write):
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileError, match="cannot be written"):
        write({}, tmp_path / "file" / "out")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_scores_are_written_with_all_their_digits_and_blank_where_unknown(tmp_path):
    file = tmp_path / "s.csv"
    write_table(pd.DataFrame({"area_code": ["8001"], "a": [1 / 3], "b": [float("nan")], "c": [12.0]}), file)
    assert file.read_bytes() == b"area_code,a,b,c\n8001,0.3333333333333333,,12\n"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_the_same_after_writing_and_reading(number):
    assert float(number_text(number)) == number
    assert set(number_text(number)) <= set(string.digits + "-+.e")
