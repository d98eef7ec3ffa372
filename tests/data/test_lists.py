"""Lists of any layout, as Thai offices keep them."""

import time

import pandas as pd
import pytest
from small import SMALL

from data.errors import UsageError
from data.readers.corrections import corrections
from data.readers.forms import recognised
from data.readers.guesses import identifying, proposed
from data.readers.layouts import Layout
from data.readers.records import reading

HEAD = "ลำดับ,ชื่อโครงการ/กิจกรรม,หน่วยงานรับผิดชอบ,แหล่งทุน,อำเภอ,ตำบล,หมู่ที่,งบประมาณ (บาท),วันเริ่ม,สิ้นสุด,สถานะ,ละติจูด,ลองจิจูด"
TARGETS = {
    "ลำดับ": (),
    "ชื่อโครงการ/กิจกรรม": ("initiatives.title_th",),
    "หน่วยงานรับผิดชอบ": ("participation.accountable",),
    "แหล่งทุน": ("participation.funding",),
    "อำเภอ": ("place.amphoe",),
    "ตำบล": ("place.tambon",),
    "หมู่ที่": ("place.moo",),
    "งบประมาณ (บาท)": ("initiatives.budget_thb",),
    "วันเริ่ม": ("initiatives.start_date",),
    "สิ้นสุด": ("initiatives.end_date",),
    "สถานะ": ("initiatives.status",),
    "ละติจูด": ("initiatives.latitude",),
    "ลองจิจูด": ("initiatives.longitude",),
}
ROW = '1,ซ่อมฝาย,อบต.ท่าดี,กลุ่มผู้ใช้น้ำ,ลานสกา,ท่าดี,๑,"20,000 บาท",16 ก.พ. 2550,2551,กำลังดำเนินการ,8.5,99.8'


@pytest.fixture
def known(write):
    return reading(write(SMALL, "known")).records


@pytest.fixture
def took(write, known):
    """What a list of these lines says."""

    def _took(*lines, **options):
        file = write({"งานปี 2550": "\n".join(lines)}, "list") / "งานปี 2550.csv"
        return reading(file, known=options.pop("known", known), **options)

    return _took


def _told(problems):
    return [(one.table, one.row, one.column, one.code, one.value, one.suggestion) for one in problems]


def test_a_list_with_thai_headings_is_understood_without_a_word(took):
    found = took("แผนงานประจำปี 2550" + "," * 12, "", HEAD, ROW, ',รวม,,,,,,"20,000",,,,,')
    assert (found.form, found.problems) == ("table", [])
    assert found.layout.targets == TARGETS
    one = found.records["initiatives"].iloc[0]
    assert one[["title_th", "status", "areas", "budget_thb", "latitude", "longitude"]].tolist() == [
        "ซ่อมฝาย", "implementation", "80060101", 20000, 8.5, 99.8,
    ]  # fmt: skip
    assert [day.date().isoformat() for day in one[["start_date", "end_date"]]] == ["2007-02-16", "2008-12-31"]
    assert found.records["participation"][["agency_id", "role"]].to_numpy().tolist() == [
        ["A1", "accountable"],
        ["A2", "funding"],
    ]
    assert (found.rows["initiatives"].tolist(), found.rows["participation"].tolist()) == ([4], [4, 4])
    assert set(found.sources.values()) == {"งานปี 2550"}
    notes = _told(found.notes)
    assert ("initiatives", 5, "", "sum_row", "", "") in notes
    assert ("file", 3, "ลำดับ", "column_passed_over", "ลำดับ", "") in notes
    assert ("file", 3, "ตำบล", "column_read_as", "ตำบล", "place.tambon") in notes


@pytest.mark.parametrize(
    ("headings", "targets"),
    [
        ("Project Name|Lead Agency|Funder|Sub-district|Start date|End date|Budget|Status|Latitude|Longitude",
         "title_th accountable funding tambon start_date end_date budget_thb status latitude longitude"),
        ("1. ชื่อโครงการ|2. ผู้รับผิดชอบ|3. หมู่บ้าน|4. ครัวเรือน|5. รายละเอียด|6. กลุ่มเป้าหมาย",
         "title_th accountable village households description target_groups"),
        ("รหัสโครงการ|โครงการ|หน่วยงาน|ผู้รับผิดชอบ|รหัสตำบล|ข้อมูล ณ วันที่|ลิงก์",
         "initiative_id title_th accountable - code status_date source_url"),
        ("title_th|status|areas|themes|หน่วยดำเนินการ|พิกัด", "title_th status areas themes implementing point"),
        ("ชื่อโครงกาน|หนวยงานรับผิดชอบ|งบประมาน", "title_th accountable budget_thb"),
    ],
)  # fmt: skip
def test_headings_are_known_by_many_names(headings, targets):
    layout = proposed(headings.split("|"), [])
    found = [told[0].partition(".")[2] if told else "-" for told in layout.targets.values()]
    assert found == targets.split()
    assert layout.score > 0.8


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("ผู้รับผิดชอบ", ["นายสมชาย ใจดี", "น.ส.สมหญิง"]),
        ("วันเริ่ม", ["ดี", "มาก"]),
        ("ละติจูด", ["650000", "651000"]),
        ("สถานะ", ["ประชุมแล้วสองครั้ง", "รอผู้ใหญ่บ้าน"]),
        ("งบประมาณ", ["ตามแผน", "ยังไม่แจ้ง"]),
    ],
)
def test_a_column_whose_cells_do_not_fit_its_heading_is_not_read(heading, cells):
    assert proposed(["ชื่อโครงการ", heading], [["ก", cell] for cell in cells]).targets[heading] == ()


def test_a_row_has_the_same_id_again_whatever_its_headings_are_called_and_how_they_stand(took):
    first = took(HEAD, ROW)
    again = took(
        "สถานะ,ที่,โครงการ,เจ้าภาพ,ผู้ให้ทุน,หมู่,ต.,อ.,เริ่ม,lat,long",
        "แล้วเสร็จ,7, ซ่อมฝาย ,อบต.ท่าดี,กลุ่มผู้ใช้น้ำ,๑,ท่าดี,ลานสกา,16 ก.พ. 2550,8.5,99.8",
    )
    ids = [found.records["initiatives"]["initiative_id"].tolist() for found in (first, again)]
    assert ids[0] == ids[1]
    assert again.records["initiatives"]["status"].tolist() == ["closed"]


def test_what_tells_one_record_from_another_is_never_how_it_goes_on():
    targets = {"ก": ("initiatives.title_th",), "ข": ("participation.agency_id",), "ค": ("initiatives.status",)}
    assert identifying("initiatives", targets) == ("ก", "ข")
    assert identifying("initiatives", {**targets, "ง": ("initiatives.initiative_id",)}) == ()


def test_rows_that_say_the_same_are_one_record_with_a_note(took):
    found = took("ที่,โครงการ,ตำบล,หมู่", "1,ฝาย,ท่าดี,1", "2,ฝาย,ท่าดี,1", "2,ฝาย,ท่าดี,1", "3,ฝาย,ท่าดี,2")
    assert found.problems == []
    assert found.records["initiatives"]["areas"].tolist() == ["80060101", "80060102"]
    assert [(note.row, note.code) for note in found.notes if note.table == "initiatives"] == [
        (3, "repeated_row"),
        (4, "repeated_row"),
    ]


def test_rows_of_one_stated_id_are_joined_and_may_not_differ(took):
    head = "รหัสโครงการ,โครงการ,หน่วยงาน,ตำบล,หมู่,งบประมาณ"
    found = took(head, "P1,ฝาย,อบต.ท่าดี,ท่าดี,1,100", "P1,,กลุ่มผู้ใช้น้ำ,ท่าดี,2,", "P2,บ่อ,,ท่าดี,1,5")
    assert found.problems == []
    assert found.records["initiatives"][["initiative_id", "areas", "budget_thb"]].to_numpy().tolist() == [
        ["P1", "80060101;80060102", 100],
        ["P2", "80060101", 5],
    ]
    assert len(found.records["participation"]) == 2
    differing = took(head, "P1,ฝาย,,ท่าดี,1,100", "P1,ฝายใหม่,,ท่าดี,2,100")
    assert _told(differing.problems) == [("initiatives", 3, "โครงการ", "differing_rows", "ฝายใหม่", "ฝาย")]


@pytest.mark.parametrize(
    ("cells", "areas"),
    [
        ("ลานสกา,ท่าดี,,", "800601"),
        ("ลานสกา,,,", "8006"),
        ("ลานสกา,ท่าดี,บ้านใหม่,", "80060102"),
        ("อ.ลานสกา,ต.ท่าดี,บ้านใหม่,2", "80060102"),
        ("ลานสกา,ท่าดี,,หมู่ที่ ๒", "80060102"),
        ('ลานสกา,ท่าดี,,"1, 2"', "80060101;80060102"),
        ('ลานสกา,"ท่าดี,ลานสกา",,', "800601;800602"),
        (",800601,,", "800601"),
        (",ท่าดี,80060101,", "80060101"),
        ("-,-,-,-", ""),
    ],
)
def test_places_in_words_become_codes(took, cells, areas):
    found = took("โครงการ,หน่วยงาน,อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่", f"ฝาย,,{cells}")
    assert found.problems == []
    assert found.records["initiatives"]["areas"].fillna("").tolist() == [areas]


def test_a_code_of_a_tambon_with_a_village_beside_it_is_the_village(took):
    found = took("โครงการ,รหัสตำบล,หมู่ที่", "ก,800601,2", "ข,TH800602,", "ค,800601,9")
    assert found.records["initiatives"]["areas"].tolist()[:2] == ["80060102", "800602"]
    assert _told(found.problems) == [("initiatives", 4, "หมู่ที่", "unknown_area", "9", "800601")]


def test_a_place_spelt_nearly_so_is_taken_with_a_note_and_a_doubtful_one_is_asked_about(took):
    found = took("โครงการ,อำเภอ,ตำบล", "ก,ลานสกา,ท่าดิ", "ข,,ลานสก้า", "ค,,ท่าวัง")
    assert _told(found.problems)[0][:5] == ("initiatives", 3, "ตำบล", "unknown_area", "ลานสก้า")
    assert [(one.row, one.code) for one in found.problems] == [(3, "unknown_area"), (4, "unknown_area")]
    taken = [note for note in _told(found.notes) if note[3] == "read_as"]
    assert taken == [("initiatives", 2, "ตำบล", "read_as", "ท่าดิ", "800601")]
    assert all(0.9 <= note.confidence < 1 for note in found.notes if note.code == "read_as")


def test_a_tambon_and_what_may_be_its_amphoe_or_another_tambon_is_asked_about(took):
    found = took("โครงการ,ตำบล", 'ก,"ท่าดี, ลานสกา"')
    assert [one[3:] for one in _told(found.problems)] == [("unknown_area", "ท่าดี, ลานสกา", "800601 / 800602")]


def test_accepted_suggestions_mend_the_list(took):
    lines = ["โครงการ,หน่วยงาน,ตำบล,สถานะ", 'ก,"A2, อบต ท่าดิ",ท่าดี,ปิดด', "ข,กลุ่มผู้ใช้นำ,ท่าวัง,ปิด"]
    found = took(*lines)
    assert [(one.table, one.row, one.column) for one in found.problems if one.code == "unknown_agency"] == [
        ("participation", 2, "หน่วยงาน"),
        ("participation", 3, "หน่วยงาน"),
    ]
    chosen = {one: one.suggestion or "800602" for one in found.problems}
    again = took(*lines, corrections=corrections(found, chosen))
    assert again.problems == []
    assert again.records["initiatives"]["status"].tolist() == ["closed", "closed"]
    assert again.sheets["งานปี 2550"].rows[2][2] == "800602"


def test_an_agency_nobody_knows_is_new_only_where_the_layout_says_so(took, known):
    lines = ["โครงการ,หน่วยงาน", "ก,มูลนิธิใหม่", "ข,มูลนิธิ ใหม่", "ค,อบต.ท่าดี"]
    asked = took(*lines)
    assert [(one.row, one.code) for one in asked.problems] == [(2, "unknown_agency"), (3, "unknown_agency")]
    layout = Layout("initiatives", asked.layout.targets, makes=frozenset({"agencies"}))
    found = took(*lines, layout=layout)
    assert found.problems == []
    assert found.records["agencies"]["name_th"].tolist() == ["มูลนิธิใหม่"]
    assert found.rows["agencies"].tolist() == [2]
    assert [note[:5] for note in _told(found.notes)] == [
        ("agencies", 2, "หน่วยงาน", "new_agency", "มูลนิธิใหม่"),
        ("agencies", 3, "หน่วยงาน", "read_as", "มูลนิธิ ใหม่"),
    ]
    agencies = pd.concat([known["agencies"], found.records["agencies"]], ignore_index=True)
    later = took(*lines, layout=layout, known={**known, "agencies": agencies})
    assert "agencies" not in later.records


def test_several_agencies_and_themes_stand_in_one_cell(took):
    found = took("โครงการ,หน่วยงาน,ประเด็น", 'ก,"อบต.ท่าดี, กลุ่มผู้ใช้น้ำ",ฝาย;W1', "ข,A1;A2,ประปาหมู่บ้าน")
    assert found.problems == []
    assert len(found.records["participation"]) == 4
    assert found.records["initiatives"]["themes"].tolist() == ["W2;W1", "W1"]


def test_a_theme_nobody_knows_is_a_problem_under_its_own_heading(took):
    assert _told(took("โครงการ,ประเด็น", "ก,ฝาย", "ข,ฝาย์").problems) == [
        ("initiatives", 3, "ประเด็น", "unknown_theme", "ฝาย์", "W2")
    ]


def test_other_tables_have_layouts_too(took):
    found = took("ชื่อกลุ่ม,ประเภท,ตำบล,หมู่,ก่อตั้ง", "กลุ่มออมทรัพย์,กลุ่ม,ท่าดี,1,2550", kind="assets")
    assert found.problems == []
    assert found.records["assets"][["name_th", "kind", "area_code"]].to_numpy().tolist() == [
        ["กลุ่มออมทรัพย์", "group", "80060101"]
    ]
    served = took("หน่วยงาน,ตำบล", "อบต.ท่าดี,ท่าดี", kind="coverage")
    assert served.problems == []
    assert served.records["coverage"][["agency_id", "area_code"]].to_numpy().tolist() == [["A1", "800601"]]
    named = took("ชื่อหน่วยงาน,ภาคส่วน", "อบต.ท่าดี,ท้องถิ่น", "มูลนิธิใหม่,ngo", kind="agencies")
    assert named.problems == []
    assert named.records["agencies"]["agency_id"].tolist()[0] == "A1"


def test_a_layout_is_remembered_by_its_headings(took, known):
    layout = Layout(
        "initiatives",
        {"A": ("initiatives.title_th",), "B": ("place.text", "initiatives.description"), "C": ()},
        {"participation.accountable": "A1", "initiatives.status": "closed"},
        ("A",),
        "x-",
        frozenset({"agencies"}),
    )
    records = layout.to_records("ของเรา", "A1", ["C", "A", "B"])
    assert Layout.from_records(records, "ของเรา") == Layout(**{**layout.__dict__, "name": "ของเรา"})
    found = took("A,B,C", "ฝาย,บ้านใหม่ ต.ท่าดี,?", known={**known, "layouts": records})
    assert (found.problems, found.layout.name) == ([], "ของเรา")
    one = found.records["initiatives"].iloc[0]
    assert one["initiative_id"].startswith("x-")
    assert one[["status", "areas", "description"]].tolist() == ["closed", "80060102", "บ้านใหม่ ต.ท่าดี"]
    assert found.records["participation"]["agency_id"].tolist() == ["A1"]
    with pytest.raises(UsageError, match="layout"):
        Layout.from_records(records, "ของเขา")


@pytest.mark.parametrize(
    ("table", "targets", "makes"),
    [
        ("initiative", {}, ()),
        ("initiatives", {"a": ("initiatives.titel",)}, ()),
        ("initiatives", {"a": ("assets.kind",)}, ()),
        ("initiatives", {}, ("areas",)),
    ],
)
def test_a_layout_that_names_what_is_not_there_is_refused(table, targets, makes):
    with pytest.raises(UsageError, match="must be one of"):
        Layout(table, targets, makes=frozenset(makes))


def test_a_heading_that_the_layout_has_and_the_file_has_not_is_a_problem(took):
    layout = Layout("initiatives", {"ชื่อ": ("initiatives.title_th",), "หมู่": ("place.moo",)})
    assert _told(took("ชื่อ,บ้าน", "ก,ข", layout=layout).problems) == [("file", 1, "หมู่", "missing_column", "", "")]


def test_nobody_follows_a_layout_that_is_not_sure_but_it_is_offered(took, write):
    lines = ["a,b,c", "1,2,3"]
    with pytest.raises(UsageError, match="--layout"):
        took(*lines)
    form, listed = recognised(write({"x": "\n".join(lines)}) / "x.csv")
    assert (form, listed.layout.targets, listed.layout.score) == ("table", {"a": (), "b": (), "c": ()}, 0)


def test_two_headings_of_one_name_are_told_apart(took):
    layout = Layout("initiatives", {"ชื่อ": ("initiatives.title_th",), "ชื่อ (2)": ("participation.accountable",)})
    found = took("ชื่อ,ชื่อ", "ก,อบต.ท่าดี", "ข,ไม่รู้จัก", layout=layout)
    assert [(one.row, one.column) for one in found.problems] == [(3, "ชื่อ (2)")]


def test_a_file_that_breaks_off_says_so_and_a_list_without_rows_is_empty(took):
    assert {one.code for one in took("โครงการ,ตำบล", '"ก,ท่าดี').problems} == {"broken_quotes"}
    empty = took("โครงการ,ตำบล")
    assert (empty.problems, len(empty.records["initiatives"])) == ([], 0)


class _StoppedError(Exception):
    pass


def test_a_long_list_tells_how_far_it_is_and_can_be_stopped(took):
    lines = [HEAD, *(ROW.replace("ซ่อมฝาย", f"งาน {at}") for at in range(5000))]
    told = []
    found = took(*lines, on_progress=lambda done, total: told.append((done, total)))
    assert len(found.records["initiatives"]) == 5000
    assert {total for _, total in told} == {5001}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (5001, 5001)

    def stop(done, _total):
        if done:
            raise _StoppedError

    with pytest.raises(_StoppedError):
        took(*lines, on_progress=stop)


def test_what_no_heading_says_the_layout_may_say_of_every_row(took):
    targets = {"โครงการ": ("initiatives.title_th",), "ม.": ("place.moo",)}
    layout = Layout("initiatives", targets, {"place.tambon": "ท่าดี", "participation.accountable": "อบต.ท่าดี"})
    found = took("โครงการ,ม.", "ก,1", "ข,", layout=layout)
    assert found.problems == []
    assert found.records["initiatives"]["areas"].tolist() == ["80060101", "800601"]
    assert found.records["participation"]["agency_id"].tolist() == ["A1", "A1"]


def test_the_command_follows_a_layout_kept_or_in_a_file(store, run, write):
    assert run("import", write(SMALL)).code == 0
    folder = write({"งาน": "A;B\nฝาย;มูลนิธิใหม่\n", "ผัง": "layout,heading,target\nผัง,A,initiatives.title_th\n"
                    "ผัง,B,participation.accountable\nผัง,(new),agencies\n"}, "list")  # fmt: skip
    assert run("import", folder / "งาน.csv").code == 2
    assert run("import", folder / "งาน.csv", "--layout", "ผัง").code == 2
    dry = run("import", folder / "งาน.csv", "--layout", folder / "ผัง.csv", "--dry-run")
    assert dry.code == 0
    assert "initiatives: 1 added" in dry.out
    assert "[new_agency]" in dry.err
    assert run("import", folder / "ผัง.csv", "--kind", "layouts").code == 0
    assert run("import", folder / "งาน.csv", "--layout", "ผัง").code == 0
    assert "มูลนิธิใหม่" in store.records()["agencies"]["name_th"].tolist()


def test_of_very_many_notes_the_command_says_the_first_and_how_many_more(store, run, write):
    assert run("import", write(SMALL)).code == 0
    file = write({"งาน": "โครงการ,ตำบล\n" + "ฝาย,ท่าดี\n" * 101}, "list") / "งาน.csv"
    said = run("import", file)
    assert said.code == 0
    assert said.err.count("note: initiatives row") == 50
    assert "50 more [repeated_row]" in said.err
    assert len(store.records()["initiatives"]) == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"a" * 400_000, "cell_too_long"),
        (",".join(f"ชื่อ{at}" for at in range(10_000)).encode() + b"\n1\n", "too_many_columns"),
        ("โครงการ,ตำบล\nก,\0".encode(), "null_bytes"),
        ("โครงการ,ตำบล,x\nก,ข\n".encode(), "ragged_row"),
        (("โครงการ,ตำบล\nก," + " " * 31_000 + "x" + "(" * 900).encode(), "unknown_area"),
        (("โครงการ,งบประมาณ\nก,1" + " " * 31_000 + "x\nข,1\nค,1\n").encode(), "bad_number"),
        (("โครงการ,หน่วยงาน\nก," + "x " * 15_000).encode(), "unknown_agency"),
        (("โครงการ,หน่วยงาน," + "(" * 100_000 + "\nก,ข,ค\n").encode(), "unknown_agency"),
        (("โครงการ,พิกัด\nก,8.5 99.8\nข,8.5 99.8\nค," + "1 " * 15_000 + "\n").encode(), "not_point"),
        (('โครงการ,ตำบล\nก,"' + "ไม่มีที่นี่," * 3_000 + '"\n').encode(), "unknown_area"),
        (b"\xff\xfe\x00", "bad_encoding"),
        (("โครงการ,ตำบล\n" + "<script>alert(1)</script>,ท่าดี\n" * 3).encode(), ""),
    ],
)  # fmt: skip
def test_a_hostile_list_is_answered_at_once(write, known, content, code):
    file = write({"x.csv": content}) / "x.csv"
    began = time.process_time()
    found = reading(file, known=known)
    assert time.process_time() - began < 2
    assert code in {one.code for one in found.problems} if code else found.problems == []


def test_a_sheet_full_of_different_headings_is_answered_at_once(write, known):
    rows = [[f"หัวข้อที่ {at} ของแถว {row}" for at in range(200)] for row in range(30)]
    file = write({"x.csv": "\n".join(",".join(row) for row in rows)}) / "x.csv"
    began = time.process_time()
    with pytest.raises(UsageError):
        reading(file, known=known)
    assert time.process_time() - began < 2
