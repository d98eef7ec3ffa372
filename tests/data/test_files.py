import pandas as pd
import pytest
from small import SMALL

from data.errors import FileError, UsageError
from data.readers.records import read, reading
from data.schema import TABLES


def _codes(problems):
    return [(problem.table, problem.row, problem.column, problem.code) for problem in problems]


def _with(**files):
    return {**SMALL, **files}


def test_a_folder_without_a_fault_becomes_typed_frames(write):
    records, problems = read(write(SMALL))
    assert problems == []
    assert records["areas"][["level", "parent"]].iloc[4].tolist() == ["village", "800601"]
    assert records["initiatives"]["start_date"].tolist() == [pd.Timestamp("2007-02-16"), pd.Timestamp("2006-01-01")]
    assert records["initiatives"]["themes"].tolist() == ["W1", "W2;W1"]
    assert records["precision"].to_numpy().tolist() == [["initiatives", "I2", "start_date", "year"]]
    for name, frame in records.items():
        assert tuple(frame.columns) == TABLES[name].names


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter_of_thai_offices_is_read(write, encoding, delimiter):
    rows = [["code", "name_th", "name_en"], ["800601", "ท่าดี", "Tha Di"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    records, problems = read(write({"areas": text.encode(encoding)}))
    assert problems == []
    assert records["areas"].iloc[0, :3].tolist() == ["800601", "ท่าดี", "Tha Di"]


def test_a_sign_inside_a_field_does_not_mislead_the_choice_of_delimiter(write):
    records, problems = read(write({"themes": 'code,name_th\nW,"ก;ข;ค;ง;จ"\n'}))
    assert problems == []
    assert records["themes"]["name_th"].tolist() == ["ก;ข;ค;ง;จ"]


@pytest.mark.parametrize(
    ("content", "row", "column", "code"),
    [
        (b"", 0, "", "empty_file"),
        (b"\xef\xbb\xbf", 0, "", "empty_file"),
        (b" \r\n\r\n", 0, "", "empty_file"),
        ("code,name_th\nW,น้ำ".encode()[:-1], 0, "", "truncated_file"),
        ('code,name_th\nW,"น้ำ'.encode(), 2, "", "broken_quotes"),
        ("code,name_th,name_en\nW,น้ำ,Water\nW1,ประปา".encode(), 3, "", "ragged_row"),
        ("code,name_th\nW,น้ำ,Water\n".encode(), 2, "", "ragged_row"),
        (b"code,name_th\nW,a\0b\n", 2, "", "null_bytes"),
        ("code,name_th,name_th\nW,น้ำ,น้ำ\n".encode(), 1, "name_th", "duplicate_column"),
        ("code,name_th,nmae_en\nW,น้ำ,a\n".encode(), 1, "nmae_en", "unknown_column"),
        (b"code,name_en\nW,Water\n", 1, "name_th", "missing_column"),
        (b"code,name_th," + b",".join(b"c%d" % at for at in range(10_000)), 0, "", "too_many_columns"),
        (b"code,name_th\nW," + b"a" * 40_000, 2, "name_th", "cell_too_long"),
        (b"code,name_th\nW," + b"a" * 400_000, 2, "", "cell_too_long"),
        (b"code,name_th\nW,a\x07b\n", 2, "name_th", "control_character"),
        (b"code,name_th\nW,\n", 2, "name_th", "missing_value"),
        ("code,name_th\nW;V,น้ำ\n".encode(), 2, "code", "bad_code"),
        ("code,name_th\nW,น้ำ\n\nW,ดิน\n".encode(), 4, "code", "duplicate_key"),
        ("code,parent,name_th\nW,W,น้ำ\n".encode(), 2, "parent", "too_deep"),
        ("code,parent,name_th\nV,W,ก\nW,V,ข\n".encode(), 2, "parent", "too_deep"),
        ("code,parent,name_th\nU,V,ก\nV,W,ข\nW,,ค\n".encode(), 2, "parent", "too_deep"),
        (b"\x81\x82\xff\xfe\xfd", 0, "", "bad_encoding"),
    ],
)
def test_a_malformed_file_is_one_clear_problem(write, content, row, column, code):
    _, problems = read(write({"themes": content}))
    assert ("themes", row, column, code) in _codes(problems)


def test_all_problems_of_all_files_come_in_one_pass_in_the_order_of_the_files(write):
    folder = write(
        _with(
            initiatives="initiative_id,title_th,status,areas,stauts\nI1,,9,1,\nI2,ก,2,,\nI2,ก,x,,\n",
            ties="from_id,to_id,kind\nI1,I1,co_work\nI1,I9,co\n",
        )
    )
    assert _codes(read(folder)[1]) == [
        ("initiatives", 1, "stauts", "unknown_column"),
        ("initiatives", 2, "title_th", "missing_value"),
        ("initiatives", 2, "status", "unknown_value"),
        ("initiatives", 2, "areas", "unknown_area"),
        ("initiatives", 4, "status", "unknown_value"),
        ("initiatives", 4, "initiative_id", "duplicate_key"),
        ("ties", 2, "to_id", "self_tie"),
        ("ties", 3, "kind", "unknown_value"),
        ("ties", 3, "to_id", "unknown_initiative"),
    ]


def test_official_codes_need_no_parent_row_and_other_schemes_hang_together(write):
    text = (
        "code,name_th,level,parent\n800601,ท่าดี,,\nNP,เนปาล,province,\nNP-1,ก,amphoe,NP\n"
        "1234,ข,tambon,NP-1\n12345678,ค,village,1234\n"
    )
    records, problems = read(write({"areas": text}))
    assert problems == []
    assert records["areas"]["parent"].tolist()[0] == "8006"
    assert records["areas"]["level"].tolist()[3:] == ["tambon", "village"]


def test_a_world_without_a_list_of_themes_takes_their_codes_as_they_are(write):
    files = {name: text for name, text in SMALL.items() if name != "themes"}
    assert read(write(files))[1] == []
    assert {problem.code for problem in read(write(files), known={})[1]} == {"unknown_theme"}


def test_references_may_be_to_what_the_store_holds(write):
    known, _ = read(write(SMALL))
    file = write({"ties": "from_id,to_id,kind\nI2,I1,co_work\n"}, "more") / "ties.csv"
    assert read(file, known=known)[1] == []
    assert [problem.code for problem in read(file)[1]] == ["unknown_initiative", "unknown_initiative"]


def test_no_problem_names_a_person(write):
    hats = "person,village_code,agency_id,role\nสมชาย,80060101,A1,x\nสมชาย,80060101,A1,x\n=สมชาย\x07,8,A9,\n"
    found = reading(write(_with(hats=hats)))
    assert [note.code for note in found.notes] == ["repeated_row"]
    assert "control_character" in {problem.code for problem in found.problems}
    said = [*found.problems, *found.notes]
    assert not any("สมชาย" in f"{problem.value}{problem.suggestion}" for problem in said)


def test_files_of_other_names_are_passed_over_but_near_names_are_asked_about(write):
    found = reading(write(_with(scores="a,b\n1,2\n", agencie="a\n")))
    assert [(problem.code, problem.value, problem.suggestion) for problem in found.problems] == [
        ("unknown_file", "agencie", "agencies")
    ]
    assert [note.value for note in found.notes] == ["scores"]


def test_one_csv_says_its_table_by_name_or_by_kind(write):
    folder = write({"areas": SMALL["areas"], "villages_2564": SMALL["areas"]})
    assert len(read(folder / "areas.csv")[0]["areas"]) == 6
    assert len(read(folder / "villages_2564.csv", kind="areas")[0]["areas"]) == 6
    with pytest.raises(UsageError, match="--kind"):
        read(folder / "villages_2564.csv")


@pytest.mark.parametrize("name", ["nothing", "nothing.csv", "nothing.xlsx", "nothing.geojson"])
def test_a_file_that_is_not_there_is_refused(tmp_path, name):
    with pytest.raises(FileError, match="ไม่พบ"):
        read(tmp_path / name)


@pytest.mark.parametrize("files", [{}, {"readme.txt": "x"}, {"other": "a\n1\n"}])
def test_a_folder_without_records_is_refused(write, files):
    with pytest.raises(FileError, match="no known table"):
        read(write(files))
