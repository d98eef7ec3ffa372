import pytest
from small import SMALL

from data.errors import Problem
from data.readers.agencies import Agencies
from data.readers.corrections import alike, choices, corrections, offered, taught
from data.readers.records import reading


def _work(*rows):
    return "initiative_id,title_th,start_date,areas\n" + "".join(f"I{at},ก,{row}\n" for at, row in enumerate(rows))


@pytest.fixture
def read(write):
    known = reading(write(SMALL, "all")).records

    def _read(files, fixes=None):
        folder = write(files)
        path = next(folder.iterdir()) if set(files) - set(SMALL) else folder
        return reading(path, known=known, corrections=fixes)

    return _read


def test_all_that_is_suggested_as_one_value_is_accepted_at_once(read):
    files = {"initiatives": _work("ปีงบ 69,ต.ท่าดิ", "16/2/50,ตำบลท่าดี", "16/2/2550,ลานสกา")}
    found = read(files)
    fixes = corrections(found, offered(found.problems))
    assert fixes == {
        ("initiatives", 2, "start_date"): "2025-10-01",
        ("initiatives", 2, "areas"): "800601",
        ("initiatives", 3, "start_date"): "2007-02-16",
        ("initiatives", 3, "areas"): "800601",
    }
    (left,) = read(files, fixes).problems
    assert (left.row, left.value) == (4, "ลานสกา")


def test_of_several_that_are_as_likely_one_is_chosen(read):
    files = {"initiatives": _work("2550,ลานสกา")}
    found = read(files)
    (problem,) = found.problems
    assert choices(problem) == ("8006", "800602")
    assert offered(found.problems) == {}
    mended = read(files, corrections(found, {problem: "800602"}))
    assert mended.problems == []
    assert mended.records["initiatives"]["areas"].tolist() == ["800602"]


def test_one_answer_settles_all_problems_like_it(read):
    found = read({"initiatives": _work("2550,ต.ท่าดิ", "2550,ต.ท่าดิ", "2550,บ้านใหม่ ต.ท่าดี")})
    first, second, other = found.problems
    assert alike(first, found.problems) == [first, second]
    assert alike(other, found.problems) == [other]


def test_of_a_cell_with_several_values_only_the_wrong_one_is_replaced(read):
    files = {"initiatives": _work("2550,8006; ต.ท่าดิ ;บ้านใหม่")}
    found = read(files)
    fixes = corrections(found, offered(found.problems))
    assert fixes == {("initiatives", 2, "areas"): "8006; 800601 ;80060102"}
    assert read(files, fixes).records["initiatives"]["areas"].tolist() == ["8006;800601;80060102"]


def test_what_is_no_value_of_a_cell_or_has_no_suggestion_is_not_offered():
    heading = Problem("ties", 1, "stauts", "unknown_column", "stauts", "", "status")
    whole = Problem("file", 0, "", "unknown_file", "agencie", "", "agencies")
    blank = Problem("ties", 2, "kind", "unknown_value", "x")
    assert offered([heading, whole, blank]) == {}


def test_names_that_were_accepted_for_agencies_are_learned(read):
    found = read({"participation": "initiative_id,agency_id\nI1,กลุ่มผู้ใช้นำ\nI2,A1\n"})
    chosen = offered(found.problems)
    assert taught(chosen) == [("กลุ่มผู้ใช้นำ", "A2")]
    agencies = read(SMALL).records["agencies"]
    learned = Agencies(agencies).learned(taught(chosen))
    assert Agencies(agencies, learned).settle("กลุ่มผู้ใช้นำ") == "A2"


def test_a_list_of_any_layout_is_mended_in_its_own_cells(read):
    files = {
        "งาน": (
            "ชื่อโครงการ/กิจกรรม,หน่วยงานรับผิดชอบ,อำเภอ,ตำบล,หมู่ที่,งบประมาณ (บาท),วันเริ่ม,สิ้นสุด,สถานะ\n"
            "ประปา,กลุ่มผู้ใช้นำ,ลานสกา,ท่าดี,๒,100,16/2/50,ปีงบ 69,กำลังดำเนินการ\n"
        )
    }
    found = read(files)
    fixes = corrections(found, offered(found.problems))
    assert fixes == {
        ("initiatives", 2, "วันเริ่ม"): "2007-02-16",
        ("initiatives", 2, "สิ้นสุด"): "2026-09-30",
        ("participation", 2, "หน่วยงานรับผิดชอบ"): "A2",
    }
    mended = read(files, fixes)
    assert mended.problems == []
    assert mended.records["initiatives"]["areas"].tolist() == ["80060102"]
    assert mended.records["participation"]["agency_id"].tolist() == ["A2"]
