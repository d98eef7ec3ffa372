import datetime
import string
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from python_calamine import CalamineWorkbook

from data.errors import FileError
from data.readers.hierarchy import fill_official
from data.readers.records import reading
from data.schema import TABLES, number_text, record_keys, typed
from data.store import make_store, open_store
from data.writers.records import write_folder, write_table, write_workbook

_LETTERS = st.sampled_from([*"กขคำนี้ฎ์ๆ฿๑๒ abc=+-@'\",;|\t\n\\/<>&${}`%_1", "é", "𝛼", "\u00a0"])
_TEXT = st.text(_LETTERS, max_size=12).map(str.strip).filter(bool)
_CODE = st.text(st.sampled_from("กขAB1-=+'|@ \"\\"), min_size=1, max_size=6).map(str.strip).filter(bool)
_AREAS = ["80", "8001", "800101", "80010101", "800102"]
_FURTHER = tuple(name for name in TABLES if name not in ("areas", "themes", "agencies", "initiatives", "precision"))
_DAY = st.dates(datetime.date(1900, 1, 1), datetime.date(2150, 12, 31))
_POINT = st.floats(-90, 90, allow_nan=False)


def _value(column):
    """A strategy for one cell of a column that refers to nothing."""
    by_kind = {
        "enum": st.sampled_from(column.allowed or ("",)),
        "start": _DAY,
        "end": _DAY,
        "number": st.floats(column.low if column.low is not None else -1e9, column.high or 1e12, allow_nan=False),
        "integer": st.integers(int(column.low or 0), int(column.high or 2**53)),
        "year": st.integers(1900, 2199),
        "boolean": st.booleans(),
        "id": _CODE,
        "texts": st.lists(_CODE, min_size=1, max_size=3, unique=True).map(";".join),
    }
    return by_kind.get(column.kind, _TEXT)


def _refer(kept, column):
    codes = list(kept[column.refers][TABLES[column.refers].key[0]])
    if column.kind == "codes":
        return (
            st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True).map(";".join)
            if codes
            else st.none()
        )
    return st.sampled_from(codes) if codes else st.none()


@st.composite
def a_table(draw, table, kept):
    """Some records of a table whose references are to `kept`."""
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        row = {}
        for column in table.columns:
            cell = _refer(kept, column) if column.refers else _value(column)
            row[column.name] = draw(cell if column.required else st.one_of(st.none(), cell))
        rows.append(row)
    frame = typed(table.name, {name: [row[name] for row in rows] for name in table.names})
    frame = frame.dropna(subset=[column.name for column in table.columns if column.required])
    if table.may_repeat:
        again = draw(st.booleans()) and len(frame) > 1  # the same key in two records that differ elsewhere
        alike = frame.assign(**{name: frame[name].iloc[0] for name in table.key}) if again else frame
        return typed(table.name, alike).drop_duplicates(ignore_index=True)
    return frame[~record_keys(table, frame).duplicated()].reset_index(drop=True)


@st.composite
def some_records(draw):
    """Records that fit together, of every table."""
    areas = typed("areas", {"code": _AREAS, "name_th": draw(st.lists(_TEXT, min_size=5, max_size=5))})
    kept = {"areas": fill_official(areas)}
    for name in ("agencies", "initiatives", *_FURTHER):
        themes = {"code": ["T", "T1", "=T2"], "parent": [None, "T", "T"], "name_th": ["ก", "ข", "=1+1"]}
        kept.setdefault("themes", typed("themes", themes))
        kept[name] = draw(a_table(TABLES[name], kept))
    ties = kept["ties"]
    kept["ties"] = ties[ties["from_id"] != ties["to_id"]].reset_index(drop=True)
    for name in ("initiatives", "ties", "coverage"):
        frame = kept[name]
        backwards = frame["end_date"] < frame["start_date"]
        kept[name] = frame.assign(end_date=frame["end_date"].mask(backwards)).drop_duplicates(ignore_index=True)
    for name in ("areas", "initiatives", "assets"):
        half = kept[name]["longitude"].isna() | kept[name]["latitude"].isna()
        kept[name] = kept[name].assign(
            **{column: kept[name][column].mask(half) for column in ("longitude", "latitude")}
        )
    dates = {"initiatives": ("start_date", "year"), "ties": ("start_date", "month"), "coverage": ("end_date", "year")}
    dates["assets"] = ("since", "month")
    kept["precision"] = typed("precision", pd.concat([_unsharp(kept, name, *said) for name, said in dates.items()]))
    return kept


def _unsharp(kept, name, column, precision):
    """Of every date in a column of a table: that only its month or year is known."""
    dated = record_keys(TABLES[name], kept[name])[kept[name][column].notna()]
    return pd.DataFrame({"table": name, "record": dated, "column": column, "precision": precision})


def _bytes(folder):
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def _through_a_store(records, folder):
    store = make_store(f"sqlite:///{folder}.sqlite")
    store.apply(records, "", "test")
    write_folder(store.records(), folder)


_QUICK = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


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


@settings(_QUICK, max_examples=6)
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
