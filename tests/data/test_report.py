import csv
import io
import zipfile
from dataclasses import replace

import pytest
import xlsxwriter
from small import SMALL

from data.desk.reporting import write_report
from data.errors import Problem
from data.readers.records import reading
from data.readers.sheets import read_sheets
from data.schema.sheets import PROBLEM_HEADING, PROBLEM_LIST

WORK = [
    ["initiative_id", "title_th", "start_date", "areas"],
    ["I1", "=HYPERLINK(1)", "16/2/50", "ต.ท่าดิ"],
    ["I2", "ซ่อมฝาย\nสองแห่ง", "2550", "80;800601"],
    ["I3", "", "31/2/2550", "ที่ไหนสักแห่ง"],
]


@pytest.fixture
def known(write):
    return reading(write(SMALL, "all")).records


def _csv(rows, delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def _book(path, sheets):
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def _rows(file, delimiter=","):
    return list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""), delimiter=delimiter))


def _mend(file):
    """Do in the report what the user would do."""
    text = file.read_bytes().decode("utf-8-sig")
    for wrong, right in (("16/2/50", "2007-02-16"), ("ต.ท่าดิ;", "800601;"), (";ที่ไหนสักแห่ง", ";8006")):
        text = text.replace(wrong, right, 1)
    file.write_bytes(text.replace("I3;;31/2/2550", "I3;ก;28/2/2550").encode("utf-8-sig"))


def test_a_csv_comes_back_as_it_is_with_what_is_wrong_beside_each_row(write, known, tmp_path):
    source = write({"งาน.csv": _csv(WORK, ";").encode("cp874")}) / "งาน.csv"
    found = reading(source, known=known)
    report = write_report(found, found.problems, source, tmp_path)
    assert report.name == "งาน-ปัญหา.csv"
    assert report.read_bytes().startswith(b"\xef\xbb\xbf")
    heading, first, second, third = _rows(report, ";")
    assert heading == [*WORK[0], PROBLEM_HEADING]
    assert first[:4] == ["I1", "'=HYPERLINK(1)", "16/2/50", "ต.ท่าดิ"]
    assert first[4].startswith('start_date: [ambiguous_date] "16/2/50": วันที่อ่านได้หลายอย่าง')
    assert 'areas: [unknown_area] "ต.ท่าดิ": ไม่รู้จักรหัสพื้นที่นี้' in first[4]
    assert 'หมายถึง "800601" หรือไม่ | areas: [unknown_area]' in first[4]
    assert second == [*WORK[2], ""]
    assert [code for code in ("missing_value", "impossible_date", "unknown_area") if f"[{code}]" in third[4]] == [
        "missing_value",
        "impossible_date",
        "unknown_area",
    ]


def test_a_report_that_was_mended_is_read_and_its_column_passed_over(write, known, tmp_path):
    source = write({"งาน.csv": _csv(WORK, ";")}) / "งาน.csv"
    found = reading(source, known=known)
    report = write_report(found, found.problems, source, tmp_path)
    assert {problem.code for problem in reading(report, known=known).problems} == {
        problem.code for problem in found.problems
    }
    _mend(report)
    mended = reading(report, known=known)
    assert mended.problems == []
    assert mended.records["initiatives"]["title_th"].tolist() == ["=HYPERLINK(1)", "ซ่อมฝาย\nสองแห่ง", "ก"]
    again = write_report(mended, [], report, tmp_path)
    assert _rows(again, ";")[0] == [*WORK[0], PROBLEM_HEADING]


def test_a_workbook_comes_back_with_tinted_cells_and_no_formula(known, tmp_path):
    rest = [["อะไรก็ได้"], ["=1+1"]]
    source = _book(tmp_path / "งาน.xlsx", {"initiatives": WORK, "บันทึก": rest})
    found = reading(source, known=known)
    report = write_report(found, found.problems, source, tmp_path)
    sheets = read_sheets(report)
    assert list(sheets) == ["initiatives", "บันทึก", PROBLEM_LIST]
    assert sheets["initiatives"][0] == [*WORK[0], PROBLEM_HEADING]
    assert [row[:3] for row in sheets["initiatives"][2:3]] == [WORK[2][:3]]
    assert sheets["บันทึก"][1][0] == "'=1+1"
    assert [row[3] for row in sheets[PROBLEM_LIST][1:]] == [problem.code for problem in found.problems]
    with zipfile.ZipFile(report) as book:
        written = b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/"))
        styles = book.read("xl/styles.xml")
    assert b"<f>" not in written
    assert b"<hyperlink" not in written
    assert b"FFFFE2B8" in styles
    assert written.count(b' s="2"') == len({(one.row, one.column) for one in found.problems})
    assert {problem.code for problem in reading(report, known=known).problems} == {
        problem.code for problem in found.problems
    }


def test_a_workbook_is_reported_on_again_and_again(known, tmp_path):
    source = _book(tmp_path / "a.xlsx", {"initiatives": WORK})
    for _ in range(3):
        found = reading(source, known=known)
        source = write_report(found, found.problems, source, tmp_path)
    assert read_sheets(source)["initiatives"][0] == [*WORK[0], PROBLEM_HEADING]
    assert list(read_sheets(source)) == ["initiatives", PROBLEM_LIST]


def test_a_folder_comes_back_as_a_folder(write, known, tmp_path):
    source = write({"initiatives": _csv(WORK), "ties": "from_id,to_id,kind\nI1,I9,co_work\n", "assets": ""})
    found = reading(source, known=known)
    report = write_report(found, found.problems, source, tmp_path)
    assert sorted(file.name for file in report.iterdir()) == sorted(
        ["assets.csv", "initiatives.csv", "ties.csv", f"{PROBLEM_LIST}.csv"]
    )
    assert "[unknown_initiative]" in _rows(report / "ties.csv")[1][3]
    assert len(_rows(report / f"{PROBLEM_LIST}.csv")) == 1 + len(found.problems)
    assert {problem.code for problem in reading(report, known=known).problems} == {
        problem.code for problem in found.problems
    }


@pytest.mark.parametrize("content", ["", "initiative_id,title_th,areaz\n", "initiative_id,title_th\nI1,\x00\n"])
def test_a_file_without_a_row_to_write_beside_is_answered_by_a_list(write, known, tmp_path, content):
    source = write({"initiatives": content}) / "initiatives.csv"
    found = reading(source, known=known)
    rows = _rows(write_report(found, found.problems, source, tmp_path / "report"))
    assert rows[0][:4] == ["ตาราง | table", "แถว | row", "คอลัมน์ | column", "รหัสปัญหา | code"]
    assert [row[3] for row in rows[1:]] == [problem.code for problem in found.problems]


def test_a_list_below_its_title_keeps_both_and_says_what_is_wrong_beside_its_rows(write, known, tmp_path):
    heads = "ชื่อโครงการ/กิจกรรม,หน่วยงานรับผิดชอบ,อำเภอ,ตำบล,หมู่ที่,งบประมาณ (บาท),วันเริ่ม,สิ้นสุด,สถานะ"
    row = "ประปา,กลุ่มผู้ใช้นำ,ลานสกา,ท่าดี,๒,100,2550,2551,กำลังดำเนินการ"
    source = write({"งาน.csv": f"แผนปี 2550,,,,,,,,\n\n{heads}\n{row}\n"}) / "งาน.csv"
    found = reading(source, known=known)
    report = write_report(found, found.problems, source, tmp_path)
    title, blank, heading, first = _rows(report)
    assert (title[0], set(blank), heading[-1]) == ("แผนปี 2550", {""}, PROBLEM_HEADING)
    assert first[-1].startswith('หน่วยงานรับผิดชอบ: [unknown_agency] "กลุ่มผู้ใช้นำ"')
    again = reading(report, known=known)
    assert (again.form, again.layout.targets) == (found.form, found.layout.targets)


def test_what_is_wrong_with_the_whole_is_said_beside_the_first_row(write, known, tmp_path):
    source = write({"initiatives": "initiative_id,title_th,areaz\nI1,ก,x\n"}) / "initiatives.csv"
    found = reading(source, known=known)
    extra = Problem("initiatives", 0, "", "not_yours", "I1")
    first = _rows(write_report(found, [*found.problems, extra], source, tmp_path / "report"))[1]
    assert first[3].startswith("ทั้งแผ่น: [unknown_column]")
    assert "[not_yours]" in first[3]


@pytest.mark.parametrize("name", ["[x]", "a" * 40, "😀" * 16, "'", "x/y", "INITIATIVES"])
def test_no_name_of_a_sheet_keeps_a_report_from_being_written(known, tmp_path, name):
    source = _book(tmp_path / "งาน.xlsx", {"initiatives": WORK})
    found = reading(source, known=known)
    found.sheets[name] = replace(found.sheets["initiatives"], name=name)
    assert len(read_sheets(write_report(found, found.problems, source, tmp_path))) == 3
