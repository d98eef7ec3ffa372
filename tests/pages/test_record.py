"""The form of one record, opened through the frame of all pages."""

import re
import shutil
from pathlib import Path

import pytest

from data.desk.parts import parts_of
from data.schema import AccountRole
from data.store import open_store
from data.store.drafts import drafts, keep_draft
from tests import stores, tambon

PAGE = "keep/record.py"


@pytest.fixture
def url(tmp_path, tambon_url):
    """A register of the tambon in which everything occurs, of this test's own."""
    for file in Path(tambon_url.removeprefix("sqlite:///")).parent.glob("store.*"):
        shutil.copy(file, tmp_path)
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


def texts(app):
    return " ".join(part.body for part in app.main.get("html"))


def field(app, label):
    found = [
        each for kind in ("text_input", "text_area", "selectbox", "multiselect") for each in getattr(app.main, kind)
    ]
    return next(each for each in found if each.label.startswith(label))


def press(app, label, at=0):
    return [each for each in app.main.button if each.label == label][at].click().run()


def one(url, table, **where):
    frame = open_store(url).records()[table]
    for name, value in where.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1
    return frame.iloc[0]


@pytest.mark.parametrize("table", ["initiatives", "agencies", "ties", "assets", "coverage"])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_form_opens_empty_in_both_languages(open_page, sign_in, url, table, lang):
    sign_in(url, "office")
    app = open_page(url, PAGE, edit=table, lang=lang)
    assert not app.exception
    assert [each.label for each in app.main.button if each.label in ("บันทึก", "Save")]
    assert "ขออภัย" not in texts(app)


@pytest.mark.parametrize(
    ("table", "entry"),
    [
        ("initiatives", "weir"),
        ("agencies", "irrigation"),
        ("ties", "weir|rice|co_work|2023-02-01"),
        ("assets", "group"),
    ],
)
def test_every_kind_of_record_opens_as_it_is_kept_and_saves_nothing_untouched(open_page, sign_in, url, table, entry):
    sign_in(url, "office")
    version = open_store(url).version()
    app = open_page(url, PAGE, edit=table, entry=entry)
    assert not app.exception
    press(app, "บันทึก")
    assert "ยังไม่มีอะไรเปลี่ยน" in texts(app)
    assert open_store(url).version() == version


def test_nothing_chosen_yet_says_what_can_be_chosen(open_page, sign_in, url):
    sign_in(url, "officer", "irrigation")
    app = open_page(url, PAGE)
    assert "งานของ โครงการชลประทานสมมติ ที่ยังเปิดอยู่" in texts(app)
    assert "entry=weir" in texts(app)
    press(app, "เพิ่มงาน")
    assert field(app, "หน่วยงาน (").value == "irrigation"


def test_what_the_address_names_and_is_no_more_is_said(open_page, sign_in, url):
    sign_in(url, "office")
    assert "ไม่มีระเบียนนี้แล้ว" in texts(open_page(url, PAGE, edit="initiatives", entry="nowhere-to-be-found"))
    assert "บันทึกหรือแก้ไขอะไร" in texts(open_page(url, PAGE, edit="accounts"))


def test_an_edit_is_saved_with_who_and_why_and_says_what_changed(open_page, sign_in, url):
    account = sign_in(url, "office")
    app = open_page(url, PAGE, edit="initiatives", entry="weir")
    field(app, "ชื่องาน (").set_value("ฝายใหม่").run()
    field(app, "วันเริ่ม").set_value("๒๕๖๖").run()
    assert "อ่านว่า 2566" in texts(app)
    field(app, "เหตุผล").set_value("ตามเอกสาร").run()
    press(app, "บันทึก")
    assert "บันทึก ฝายใหม่ แล้ว: ชื่องาน (ต้องมี), วันเริ่ม" in texts(app)
    assert one(url, "initiatives", initiative_id="weir")["title_th"] == "ฝายใหม่"
    assert one(url, "precision", record="weir")["precision"] == "year"
    last = open_store(url).batches().iloc[0]
    assert (last["applied_by"], last["source"], last["reason"]) == (account, "form", "ตามเอกสาร")


def test_a_new_status_is_known_from_today_on(open_page, sign_in, url):
    sign_in(url, "office")
    app = open_page(url, PAGE, edit="initiatives", entry="weir")
    was = field(app, "ทราบสถานะเมื่อ").value
    field(app, "สถานะ").set_value("closed").run()
    assert re.fullmatch(r"\d{1,2}/\d{1,2}/25\d\d", field(app, "ทราบสถานะเมื่อ").value)
    assert field(app, "ทราบสถานะเมื่อ").value != was


def test_an_officer_begins_as_host_and_asks_another_agency_that_is_named_as_host(open_page, sign_in, url):
    sign_in(url, "officer", "irrigation")
    app = open_page(url, PAGE, edit="initiatives", area=tambon.VILLAGE)
    field(app, "ชื่องาน (").set_value("คูน้ำใหม่").run()
    assert field(app, "หน่วยงาน (").value == "irrigation"
    press(app, "เพิ่มหน่วยงาน")
    added = [each for each in app.main.selectbox if each.label.startswith("หน่วยงาน (")][-1]
    added.set_value("municipality").run()
    [each for each in app.main.selectbox if each.label == "บทบาท"][-1].set_value("accountable").run()
    assert "เทศบาลสมมติ เป็นหน่วยงานอื่น เมื่อบันทึกจะส่งคำขอ" in texts(app)
    press(app, "บันทึก")
    assert "ขอให้ เทศบาลสมมติ รับเป็นเจ้าภาพ" in texts(app)
    assert "รอ เทศบาลสมมติ รับเป็นเจ้าภาพ" in texts(app)
    made = one(url, "initiatives", title_th="คูน้ำใหม่")
    assert made["areas"] == tambon.VILLAGE
    assert one(url, "participation", initiative_id=made["initiative_id"])["agency_id"] == "irrigation"
    press(app, "ถอนคำขอนี้")
    assert open_store(url).records()["requests"].empty


def test_who_gives_their_own_agency_away_is_told_before_and_at_the_refusal_how_to_ask_the_other(
    open_page, sign_in, url
):
    sign_in(url, "officer", "irrigation")
    app = open_page(url, PAGE, edit="initiatives", area=tambon.VILLAGE)
    field(app, "ชื่องาน (").set_value("คูน้ำใหม่").run()
    field(app, "หน่วยงาน (").set_value("municipality").run()
    said = texts(app)
    assert "เพิ่มหน่วยงานของท่านเป็นผู้ลงมือก่อน แล้วระบบจะขอให้ เทศบาลสมมติ เป็นเจ้าภาพ" in said
    assert "เมื่อบันทึกจะส่งคำขอ" not in said
    press(app, "บันทึก")
    assert "เพิ่มหน่วยงานของท่านเป็นผู้ลงมือ แล้วระบบจะขอให้ เทศบาลสมมติ เป็นเจ้าภาพ" in texts(app)
    press(app, "เพิ่มหน่วยงาน")
    [each for each in app.main.selectbox if each.label.startswith("หน่วยงาน (")][-1].set_value("irrigation").run()
    [each for each in app.main.selectbox if each.label == "บทบาท"][-1].set_value("implementing").run()
    assert "เทศบาลสมมติ เป็นหน่วยงานอื่น เมื่อบันทึกจะส่งคำขอ" in texts(app)
    press(app, "บันทึก")
    assert "ขอให้ เทศบาลสมมติ รับเป็นเจ้าภาพ" in texts(app)


def test_a_tie_to_others_work_is_asked_about_and_shown_as_waiting(open_page, sign_in, url):
    sign_in(url, "officer", "irrigation")
    app = open_page(url, PAGE, edit="initiatives", entry="weir")
    press(app, "เพิ่มความเชื่อมโยง")
    field(app, "เชื่อมกันอย่างไร").set_value("handover_back").run()
    field(app, "กับงานใด").set_value("old-pond").run()
    press(app, "บันทึก")
    assert "รอ กลุ่มผู้ใช้น้ำสมมติ ยืนยันความเชื่อมโยง “ส่งไม้ต่อ” กับ สระเก่าสมมติ" in texts(app)
    kept = one(url, "ties", from_id="old-pond", to_id="weir")
    assert kept["kind"] == "handover"
    assert kept["confirmed"] is not True


def test_places_without_a_code_are_kept_a_line_each(open_page, sign_in, url):
    sign_in(url, "office")
    app = open_page(url, PAGE, edit="initiatives", entry="weir")
    field(app, "สถานที่ที่ยังไม่พบรหัส").set_value("ท่าเก่า\n\nบ้านริมคลอง").run()
    press(app, "บันทึก")
    kept = open_store(url).records()["unplaced"]
    assert sorted(kept.loc[kept["initiative_id"] == "weir", "place"]) == ["ท่าเก่า", "บ้านริมคลอง"]


def test_similar_open_work_of_the_tambon_appears_and_can_be_joined(open_page, sign_in, url):
    sign_in(url, "officer", "irrigation")
    app = open_page(url, PAGE, edit="initiatives", area=tambon.VILLAGE)
    assert "งานคล้ายกัน" not in texts(app)
    field(app, "ชื่องาน (").set_value("ทางระบายน้ำ").run()
    assert "1 งานคล้ายกันที่เปิดอยู่ในตำบลนี้: ร่วมด้วยไหม" in texts(app)
    press(app, "ร่วมเป็นภาคี")
    assert "ใส่ความเชื่อมโยงไว้ในแบบแล้ว" in texts(app)
    assert field(app, "กับงานใด").value == "drain"
    assert field(app, "เชื่อมกันอย่างไร").value == "co_work"


def test_every_problem_is_said_at_once_and_at_its_field(open_page, sign_in, url):
    sign_in(url, "office")
    app = open_page(url, PAGE, edit="initiatives", entry="weir")
    field(app, "ชื่องาน (").set_value("").run()
    field(app, "วันสิ้นสุด").set_value("32/13/2567").run()
    field(app, "ลองจิจูด").set_value("100.1").run()
    press(app, "บันทึก")
    assert "ยังบันทึกไม่ได้ มี 3 จุดที่ต้องแก้" in texts(app)
    assert texts(app).count("ช่องนี้ต้องมีค่า") == 2
    field(app, "ชื่องาน (").set_value("ฝาย").run()
    field(app, "วันสิ้นสุด").set_value("ธ.ค. 67").run()
    field(app, "ละติจูด").set_value("8.1").run()
    press(app, "บันทึก")
    assert "บันทึก ฝาย แล้ว" in texts(app)


def test_a_removal_asks_why_and_says_what_refers_to_the_record(open_page, sign_in, url):
    sign_in(url, "office")
    app = open_page(url, PAGE, edit="initiatives", entry="weir")
    press(app, "ลบ")
    assert "บอกเหตุผลที่ลบก่อน" in texts(app)
    field(app, "เหตุผลที่ลบ").set_value("ซ้ำ").run()
    press(app, "ลบ")
    assert "ยังลบไม่ได้ เพราะยังมีที่อ้างถึง: ทุนเดิม 1 (กลุ่มออมน้ำสมมติ), ความเชื่อมโยง 1 (ฝายสมมติ ↔ นาแปลงใหญ่สมมติ)" in texts(app)
    app = open_page(url, PAGE, edit="assets", entry="hall")
    field(app, "เหตุผลที่ลบ").set_value("รื้อแล้ว").run()
    press(app, "ลบ")
    assert "ลบ ศาลาสมมติ แล้ว" in texts(app)
    assert "hall" not in set(open_store(url).records()["assets"]["asset_id"])


@pytest.mark.parametrize(
    ("role", "agency", "entry", "why"),
    [
        ("", "", "weir", "ลงชื่อเข้าใช้เพื่อบันทึก"),
        ("viewer", "", "weir", "สิทธิ์ผู้อ่านยังแก้งานไม่ได้"),
        ("officer", "users", "weir", "ได้เฉพาะที่เป็นของหน่วยงานตนเอง"),
        ("facilitator", "users", "weir", "ได้เฉพาะที่เป็นของหน่วยงานตนเอง"),
    ],
)
def test_who_may_not_change_a_record_reads_it_and_is_told_why(open_page, sign_in, url, role, agency, entry, why):
    if role:
        sign_in(url, role, agency)
    app = open_page(url, PAGE, edit="initiatives", entry=entry)
    assert why in texts(app)
    assert "ฝายสมมติ" in texts(app)
    assert not app.main.text_input
    assert "บันทึก" not in [each.label for each in app.main.button]


def test_a_draft_is_kept_while_typing_offered_on_return_and_gone_once_saved_or_dropped(open_page, sign_in, url):
    account = sign_in(url, "office")
    app = open_page(url, PAGE, edit="initiatives")
    assert drafts(open_store(url), account) == []
    field(app, "ชื่องาน (").set_value("ยังไม่เสร็จ").run()
    assert "เก็บร่างไว้แล้ว" in texts(app)
    kept = drafts(open_store(url), account)
    assert [parts_of(each.content)[0].texts["title_th"] for each in kept] == ["ยังไม่เสร็จ"]
    app = open_page(url, PAGE)
    assert "มีร่างที่ยังไม่บันทึก: เพิ่มงาน · ยังไม่เสร็จ" in texts(app)
    press(app, "เปิดร่าง")
    assert field(app, "ชื่องาน (").value == "ยังไม่เสร็จ"
    assert texts(app).count("แต่งานนี้ยังไม่นับใน D") == 3
    press(app, "บันทึก")
    assert "งานนี้ยังไม่นับใน D จนกว่าจะมี: ประเด็นงาน, พื้นที่, สถานะ, เจ้าภาพหรือผู้ลงมือ" in texts(app)
    assert drafts(open_store(url), account) == []
    assert one(url, "initiatives", title_th="ยังไม่เสร็จ")["initiative_id"] == kept[0].record


def test_a_draft_of_a_record_waits_to_be_opened_or_dropped_before_the_form_is(open_page, sign_in, url):
    account = sign_in(url, "office")
    app = open_page(url, PAGE, edit="initiatives", entry="weir")
    field(app, "ชื่องาน (").set_value("ฝายในร่าง").run()
    app = open_page(url, PAGE, edit="initiatives", entry="weir")
    assert not app.main.text_input
    press(app, "ทิ้งร่าง")
    assert field(app, "ชื่องาน (").value == "ฝายสมมติ"
    assert drafts(open_store(url), account) == []


def test_a_draft_that_cannot_be_read_is_dropped_and_one_of_others_is_never_seen(open_page, sign_in, url):
    account = sign_in(url, "office")
    store = open_store(url)
    keep_draft(store, account, "initiatives", "x", "[{]")
    keep_draft(store, "somebody-else", "initiatives", "y", "[]")
    app = open_page(url, PAGE)
    assert texts(app).count("มีร่างที่ยังไม่บันทึก") == 1
    press(app, "เปิดร่าง")
    assert not app.exception
    assert [each.record for each in drafts(store, "somebody-else")] == ["y"]
    assert drafts(store, account) == []


def test_on_the_demo_a_new_name_carries_the_mark_and_real_agencies_are_not_offered(open_page, sign_in, tmp_path):
    url = stores.shipped(tmp_path / "demo.sqlite", "demo")
    sign_in(url, "office")
    app = open_page(url, PAGE, edit="assets")
    field(app, "ชื่อทุนเดิม").set_value("ลานตากปลา").run()
    field(app, "ชนิด").set_value("place").run()
    press(app, "บันทึก")
    assert "ลานตากปลา (สมมติ)" in open_store(url).records()["assets"]["name_th"].tolist()
    app = open_page(url, PAGE, edit="coverage")
    assert all(option.endswith(("(สมมติ)", "เลือก")) for option in field(app, "หน่วยงาน (").options)


def test_the_pages_of_a_record_and_of_an_area_lead_to_the_form(open_page, url):
    assert "./record?work=weir&amp;edit=initiatives&amp;entry=weir" in texts(
        open_page(url, "see/work.py", work="weir")
    )
    assert "record?area=800611&amp;edit=initiatives" in texts(open_page(url, "see/area.py", area="800611"))


def test_no_role_is_left_without_a_word(open_page, sign_in, url):
    for role in AccountRole:
        sign_in(url, role, "irrigation" if role in ("officer", "facilitator") else "")
        app = open_page(url, PAGE, edit="initiatives")
        assert not app.exception
        assert ("บันทึก" in [each.label for each in app.main.button]) == (role != AccountRole.VIEWER)
