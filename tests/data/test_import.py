import io
import random
import zipfile

import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from small import SMALL

from data.errors import FileError, UsageError
from data.readers.records import read, reading
from data.schema import TABLES

_START = "initiative_id,title_th,start_date,end_date\nI1,ก,"


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


@pytest.mark.parametrize(
    ("table", "content", "column", "code", "suggestion"),
    [
        ("initiatives", "initiative_id,title_th,areas\nI1,ก,800601;800609\n", "areas", "unknown_area", "800601"),
        ("initiatives", "initiative_id,title_th,areas\nI1,ก,ตำบลท่าดี\n", "areas", "unknown_area", "800601"),
        ("initiatives", "initiative_id,title_th,areas\nI1,ก,ต. ท่าดิ\n", "areas", "unknown_area", "800601"),
        ("initiatives", "initiative_id,title_th,areas\nI1,ก,ลานสกา\n", "areas", "unknown_area", "8006 / 800602"),
        ("initiatives", "initiative_id,title_th,themes\nI1,ก,WW1\n", "themes", "unknown_theme", "W1"),
        ("participation", "initiative_id,agency_id\nI1,อบต ท่าดี\n", "agency_id", "unknown_agency", "A1"),
        ("participation", "initiative_id,agency_id\nI77,A1\n", "initiative_id", "unknown_initiative", ""),
        ("participation", "initiative_id,agency_id,role\nI1,A1,9\n", "role", "unknown_value", ""),
        ("participation", "initiative_id,agency_id,role\nI1,A1,acountable\n", "role", "unknown_value", "accountable"),
        ("participation", "initiative_id,agency_id,co_fund\nI1,A1,บางที\n", "co_fund", "bad_boolean", ""),
        ("participation", "initiative_id,agency_id,amount_thb\nI1,A1,สิบบาท\n", "amount_thb", "bad_number", ""),
        ("participation", "initiative_id,agency_id,amount_thb\nI1,A1,nan\n", "amount_thb", "bad_number", ""),
        ("participation", "initiative_id,agency_id,amount_thb\nI1,A1,-5\n", "amount_thb", "out_of_range", ""),
        ("ties", "from_id,to_id,kind\nI1,I1,co_work\n", "to_id", "self_tie", ""),
        ("ties", "from_id,to_id,kind,level\nI1,I2,co_work,6\n", "level", "out_of_range", ""),
        ("ties", "from_id,to_id,kind,level\nI1,I2,co_work,2.5\n", "level", "bad_integer", ""),
        ("coverage", "agency_id,area_code\nA1,80\nA1,900101\n", "area_code", "unknown_area", "800601"),
        ("coverage", "agency_id,area_code,theme\nA1,80,w2\n", "theme", "unknown_theme", "W2"),
        ("indicators", "area_code,indicator,year,value\n80,x,3000,1\n", "year", "out_of_range", ""),
        ("hats", "person,village_code,agency_id\nสมชาย,80060103,A1\n", "village_code", "unknown_area", "80060101"),
        ("initiatives", _START + "31/2/2550,\n", "start_date", "impossible_date", "2007-02-28"),
        ("initiatives", _START + "2550,2549\n", "end_date", "end_before_start", ""),
        ("initiatives", "initiative_id,title_th,longitude,latitude\nI1,ก,99.9,\n", "latitude", "half_point", ""),
        ("initiatives", "initiative_id,title_th,longitude,latitude\nI1,ก,8.4,99.9\n", "latitude", "out_of_range", ""),
        ("initiatives", "initiative_id,title_th,source_url\nI1,ก,javascript:alert(1)\n", "source_url", "bad_url", ""),
        ("areas", "code,name_th,level\n8006,ก,tambon\n", "level", "wrong_level", "amphoe"),
        ("areas", "code,name_th,parent\n800601,ก,8007\n", "parent", "wrong_parent", "8006"),
        ("areas", "code,name_th,level\nNP-1,ก,\n", "level", "missing_level", ""),
        ("areas", "code,name_th,level\nNP-1,ก,tambon\n", "parent", "missing_parent", ""),
        ("areas", "code,name_th,level,parent\nNP-1,ก,tambon,NP\n", "parent", "unknown_area", ""),
        ("areas", "code,name_th,level,parent\nNP-1,ก,village,8006\n8006,ข,,\n", "parent", "wrong_parent", ""),
        ("precision", "table,record,column,precision\nties,I9,start_date,year\n", "record", "unknown_record", ""),
    ],
)  # fmt: skip
def test_each_bad_value_is_a_problem_with_the_likely_one(write, table, content, column, code, suggestion):
    _, problems = read(write({**{k: v for k, v in SMALL.items() if table != "areas"}, table: content}), known={})
    found = [
        problem for problem in problems if (problem.table, problem.column, problem.code) == (table, column, code)
    ]
    assert found
    assert found[0].suggestion == suggestion


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


def test_codes_of_iati_and_thai_words_are_known(write):
    statuses = ["1", "2", "3", "๔", "ยกเลิก", "Suspended", "กำลังดำเนินการ"]
    rows = "".join(f"I{at},ก,{status}\n" for at, status in enumerate(statuses))
    roles = "I0,A1,1\nI1,A1,2\nI2,A1,3\nI3,A1,4\nI4,A1,เจ้าภาพ\nI5,A1,คุณอำนวย\n"
    folder = write(
        _with(
            initiatives=f"initiative_id,title_th,status\n{rows}",
            participation=f"initiative_id,agency_id,role\n{roles}",
            agencies="agency_id,name_th,sector\nA1,ก,ภาครัฐ\n",
            ties="from_id,to_id,kind,confirmed\nI1,I2,ต่อยอด,ใช่\n",
        )
    )
    records, problems = read(folder)
    assert problems == []
    assert records["initiatives"]["status"].tolist() == [
        "pipeline", "implementation", "finalisation", "closed", "cancelled", "suspended", "implementation",
    ]  # fmt: skip
    assert records["participation"]["role"].tolist() == [
        "funding", "accountable", "extending", "implementing", "accountable", "extending",
    ]  # fmt: skip
    assert records["ties"].iloc[0][["kind", "confirmed"]].tolist() == ["builds_on", True]


def test_numbers_take_thousands_signs_and_thai_digits_and_codes_stay_text(write):
    folder = write({"areas": 'code,name_th,population\n800601,ก,"12,345"\n800602,ข,๑๒๓\n080603,ค,\n'})
    records, problems = read(folder)
    assert problems == []
    assert records["areas"]["population"].tolist()[:2] == [12345, 123]
    assert np.isnan(records["areas"]["population"].iloc[2])
    assert records["areas"]["code"].iloc[2] == "080603"


def test_a_date_read_in_one_of_several_ways_is_a_note_and_no_problem(write):
    found = reading(write(_with(initiatives="initiative_id,title_th,start_date\nI1,ก,3/4/2007\nI2,ข,ก.พ. 50\n")))
    assert found.problems == []
    assert [(note.row, note.code, note.suggestion) for note in found.notes] == [
        (2, "date_read_as", "2007-04-03"),
        (3, "date_read_as", "2007-02-01"),
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


def test_a_sign_that_guards_a_formula_is_taken_off(write):
    records, _ = read(write({"themes": "code,name_th\nA,'=1+1\nB,''=1\nC,'ก\n"}))
    assert records["themes"]["name_th"].tolist() == ["=1+1", "'=1", "'ก"]


def test_no_problem_names_a_person(write):
    hats = "person,village_code,agency_id,role\nสมชาย,80060101,A1,x\nสมชาย,80060101,A1,x\n=สมชาย\x07,8,A9,\n"
    _, problems = read(write(_with(hats=hats)))
    assert {problem.code for problem in problems} >= {"duplicate_key", "control_character"}
    assert not any("สมชาย" in f"{problem.value}{problem.suggestion}" for problem in problems)


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


def _book(file, sheets):
    with xlsxwriter.Workbook(str(file)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return file


def test_a_workbook_is_read_with_codes_as_text_and_dates_as_dates(tmp_path):
    file = tmp_path / "records.xlsx"
    with xlsxwriter.Workbook(str(file), {"default_date_format": "d/m/yyyy"}) as book:
        areas = book.add_worksheet("areas")
        areas.write_row(0, 0, ["code", "name_th", "population"])
        areas.write_row(3, 0, [800601.0, "ท่าดี", 1234])
        initiatives = book.add_worksheet("Initiatives")
        initiatives.write_row(0, 0, ["initiative_id", "title_th", "start_date", "areas"])
        initiatives.write_row(1, 0, [7, "ก"])
        initiatives.write_datetime(1, 2, pd.Timestamp("2007-02-16").to_pydatetime())
        initiatives.write_number(1, 3, 800601)
        book.add_worksheet("Sheet3")
    records, problems = read(file)
    assert problems == []
    assert records["areas"].iloc[0][["code", "level", "population"]].tolist() == ["800601", "tambon", 1234]
    assert records["initiatives"]["initiative_id"].tolist() == ["7"]
    assert records["initiatives"]["start_date"].tolist() == [pd.Timestamp("2007-02-16")]


def test_rows_of_a_sheet_are_counted_as_excel_counts_them(tmp_path):
    file = _book(tmp_path / "x.xlsx", {"themes": [["code", "name_th"], [], ["W", "น้ำ"], ["W", "ดิน"]]})
    assert _codes(read(file)[1]) == [("themes", 4, "code", "duplicate_key")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a zip", b"code,name_th\nA,x\n"])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    file = tmp_path / "x.xlsx"
    file.write_bytes(content)
    with pytest.raises(FileError, match="xlsx"):
        read(file)


def _zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"xl/worksheets/sheet1.xml": b"0" * 40_000_000}, "too large"),
        ({f"xl/{at}.xml": b"" for at in range(600)}, "too large"),
        ({"xl/worksheets/sheet1.xml": b'<c r="XFD1048576"><v>1</v></c>'}, "too wide or too long"),
        ({"readme.txt": b"no workbook"}, "damaged"),
    ],
)
def test_a_bomb_is_refused_before_it_is_opened(tmp_path, members, words):
    file = tmp_path / "x.xlsx"
    file.write_bytes(_zipped(members))
    with pytest.raises(FileError, match=words):
        read(file)


def test_no_damage_to_a_workbook_leaks_another_error(tmp_path):
    file = _book(tmp_path / "x.xlsx", {"themes": [["code", "name_th"], ["W", "น้ำ"], ["V", "ดิน"]]})
    whole = file.read_bytes()
    dice = random.Random(1)
    outcomes = set()
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(content))
            content[at : at + dice.choice([0, 1, 1, 9])] = dice.randbytes(dice.choice([0, 1, 1, 4]))
        file.write_bytes(content)
        try:
            outcomes.add(bool(read(file)[1]))
        except FileError:
            outcomes.add(None)
    assert None in outcomes


def test_half_a_workbook_is_refused(tmp_path):
    file = _book(tmp_path / "x.xlsx", {"themes": [["code", "name_th"], ["W", "น้ำ"]]})
    whole = file.read_bytes()
    for share in (0.2, 0.5, 0.9):
        file.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(FileError):
            read(file)
