"""The page of files: step by step into the register, and out of it again."""

import datetime

import pytest
from markupsafe import escape

from data.commands.exports import FORMS, LOSSES, export_bytes
from data.readers.forms import FORMS as READ
from data.readers.records import reading
from data.schema import AccountRole, typed
from data.schema.invented import SETTING
from data.store import make_store
from pages.ui.words.exchange import SAID
from tests.small import SMALL

EXCHANGE = "keep/exchange.py"


def texts(app):
    return " ".join(part.body for part in app.main.get("html"))


def labels(app, kind="button"):
    return [each.label for each in app.main.get(kind)]


def press(app, start):
    return next(button for button in app.main.button if button.label.startswith(start)).click().run()


def send(app, *files):
    return (
        app.main.file_uploader[0].set_value([(name, content.encode(), "text/csv") for name, content in files]).run()
    )


@pytest.fixture
def url(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    for name, text in SMALL.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    address = f"sqlite:///{tmp_path / 'store.sqlite'}"
    found = reading(folder)
    make_store(address).apply(found.records, "test", "small", found.given)
    return address


@pytest.fixture
def office(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    return open_page(url, EXCHANGE)


def test_who_has_not_signed_in_is_told_so_and_finds_no_way_in(open_page, url):
    app = open_page(url, EXCHANGE, way="in")
    assert not app.exception
    assert "ลงชื่อเข้าใช้ก่อน" in texts(app)
    assert not app.main.file_uploader


def test_a_file_goes_in_step_by_step(office, url):
    app = send(office, ("initiatives.csv", "initiative_id,title_th,status\nI1,ประปาใหม่,closd\nI9,ฝาย,ปิดแล้ว\n"))
    assert not app.exception
    assert "closd" in texts(app)
    app = press(app, "ใช้ “ปิดแล้ว” แทน “closd”")
    assert "ไม่มีจุดที่ต้องแก้" in texts(app)
    assert "ประปาภูเขา" in texts(app)
    assert "ประปาใหม่" in texts(app)
    app.main.text_input(key="import reason").input("ปรับปรุงประจำปี").run()
    app = press(app, "นำเข้า: เพิ่ม งาน 1 · เปลี่ยน งาน 1")
    assert not app.exception
    assert "นำเข้าแล้วเป็นครั้งที่" in texts(app)
    head = make_store(url).batches().iloc[0]
    assert (head["source"], head["reason"], head["added"], head["changed"]) == (
        "initiatives.csv",
        "ปรับปรุงประจำปี",
        1,
        1,
    )


def test_several_files_are_one_import(office):
    app = send(
        office,
        ("initiatives.csv", "initiative_id,title_th\nI9,ฝาย\n"),
        ("participation.csv", "initiative_id,agency_id,role\nI9,A1,เจ้าภาพ\n"),
    )
    assert not app.exception
    assert any(label == "นำเข้า: เพิ่ม งาน 1, หน่วยงานที่ร่วม 1" for label in labels(app))


def test_whatever_can_be_read_has_a_name():
    assert {f"form_{form}" for form in READ} <= set(SAID)


def test_a_4w_that_we_gave_out_comes_back_and_changes_nothing(office, url):
    name, content, _ = export_bytes(make_store(url), "hxl")
    app = send(office, (name, content.decode("utf-8-sig")))
    assert not app.exception
    assert "ตาราง 4W ที่เราส่งออกไว้" in texts(app)
    assert not [label for label in labels(app) if label.startswith("นำเข้า: ")]


def test_a_table_of_ones_own_is_read_by_its_headings(office, url):
    text = "ชื่อโครงการ,หน่วยงานรับผิดชอบ,ตำบล,อำเภอ,สถานะ\nขุดลอกคลอง,อบต.ท่าดี,ท่าดี,ลานสกา,กำลังดำเนินการ\n"
    app = send(office, ("รายการโครงการ.csv", text))
    assert not app.exception
    assert "ตารางของท่านเอง" in texts(app)
    app = press(app, "นำเข้า: เพิ่ม")
    kept = make_store(url).records(["initiatives"])["initiatives"].set_index("title_th")
    assert len(make_store(url).records(["layouts"])["layouts"])
    assert kept.at["ขุดลอกคลอง", "areas"] == "800601"


def test_a_misspelt_word_in_a_table_of_ones_own_is_asked_about_and_not_passed_over(office):
    app = send(office, ("งาน.csv", "ชื่อโครงการ,ตำบล,อำเภอ,สถานะ\nขุดลอกคลอง,ท่าดี,ลานสกา,กำลังดำเนินกาน\n"))
    assert not app.exception
    assert any(label.startswith("ใช้ “กำลังดำเนินการ” แทน “กำลังดำเนินกาน”") for label in labels(app))


def test_headings_that_nobody_can_be_sure_of_are_asked_about_first(office):
    app = send(office, ("x.csv", "ก,ข,ค\nฝาย,a,b\nถนน,c,d\n"))
    assert not app.exception
    assert "หัวตารางของท่านหมายถึงอะไร" in texts(app)
    assert not any(label.startswith("นำเข้า:") for label in labels(app))


@pytest.mark.parametrize("name", ["../../x.csv", "x" * 300 + ".csv", "<script>.xlsx"])
def test_names_and_contents_that_strangers_make_up_get_a_sentence(office, name):
    app = send(office, (name, "PK\x03\x04<script>alert(1)</script>"))
    assert not app.exception
    assert "/tmp" not in texts(app)


def test_an_officer_is_told_which_records_are_not_theirs(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICER, "A1")
    app = send(open_page(url, EXCHANGE), ("initiatives.csv", "initiative_id,title_th\nI2,ฝายใหม่\n"))
    assert not app.exception
    assert "<span>ฝายใหม่</span>" in texts(app)
    assert not any(label.startswith("นำเข้า:") for label in labels(app))


def test_a_file_without_work_says_whose_work_it_would_change(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICER, "A1")
    app = send(open_page(url, EXCHANGE), ("participation.csv", "initiative_id,agency_id,role\nI2,A1,implementing\n"))
    assert not app.exception
    assert "<span>ซ่อมฝาย · อบต.ท่าดี · ลงมือ</span>" in texts(app)
    assert not any(label.startswith("นำเข้า:") for label in labels(app))


def test_a_place_that_is_guessed_is_shown_openly_with_its_confidence_and_a_part_of_a_theme_is_offered(office):
    app = send(
        office, ("งาน.csv", "ชื่อโครงการ,ตำบล,อำเภอ,ประเด็นงาน\nขุดลอกคลอง,ท่าดิ,ลานสกา,ประปา\nขุดสระ,ท่าดี,ลานสกา,ฝาย\n")
    )
    assert not app.exception
    guessed = texts(app).partition("อ่านจากคำที่สะกดไม่ตรง 1 ค่า")[2].partition("<details")[0]
    assert all(told in guessed for told in ("ท่าดิ", "800601 ต.ท่าดี", " %"))
    app = press(app, "ใช้ “W1 ประปาหมู่บ้าน” แทน “ประปา”")
    assert any(label.startswith("นำเข้า: ") for label in labels(app))


def test_days_and_ranges_are_said_in_the_words_of_the_page(office):
    content = (
        "initiative_id,title_th,start_date,end_date,budget_thb\nI9,ฝาย,31/2/2569,2569,-5\nI8,ฝาย,2569,2570,ร้อย\n"
    )
    app = send(office, ("initiatives.csv", content))
    assert not app.exception
    assert any(label.startswith("ใช้ “28 ก\\.พ\\. 2569” แทน") for label in labels(app))
    assert all(told in texts(app) for told in ("0 ขึ้นไป", "ตัวเลข เช่น 1234.5", "16 ก.พ. 2550"))
    assert not [iso for iso in ("2026-02-28", "2007-02-16", "0..") if iso in texts(app)]


def test_an_officer_sees_whom_a_file_would_ask_to_be_host(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICER, "A1")
    app = send(
        open_page(url, EXCHANGE),
        ("initiatives.csv", "initiative_id,title_th\nI9,ฝาย\n"),
        ("participation.csv", "initiative_id,agency_id,role\nI9,A1,implementing\nI9,A2,เจ้าภาพ\n"),
    )
    assert not app.exception
    assert "จะขอให้ กลุ่มผู้ใช้น้ำ เป็นเจ้าภาพ: “ฝาย”" in texts(app)
    assert any(label.startswith("นำเข้า: ") for label in labels(app))


def offered(app):
    return [button.label for button in app.main.get("download_button")]


def prepare(app):
    app = app.main.button(key="export prepare").click().run()
    assert not app.exception
    return app


def test_every_form_says_what_it_leaves_out_before_it_is_made_and_then_comes_with_its_metadata(open_page, url):
    app = open_page(url, EXCHANGE)
    for form in FORMS:
        app = app.main.radio(key="control form").set_value(form).run()
        said = texts(app)
        missing = [loss.said.thai for loss in LOSSES[form] if not loss.is_whole]
        assert [str(escape(text)) in said for text in missing] == [True] * len(missing)
        assert "ไม่เปิดเผยแก่ท่าน: หมวกหลายใบ" in said
        assert offered(app) == ["ดาวน์โหลดแม่แบบ Excel"]
        app = prepare(app)
        assert "พร้อมแล้ว" in texts(app)
        first, *others = offered(app)
        assert first.startswith(f"ดาวน์โหลด {FORMS[form].name.thai} (")
        assert others == ["ดาวน์โหลดไฟล์กำกับ", "ดาวน์โหลดแม่แบบ Excel"]


def test_day_and_level_are_asked_where_a_form_depends_on_them_and_another_choice_is_another_file(open_page, url):
    app = open_page(url, EXCHANGE, form="geojson", outlines="tambon", day="2007-12-31")
    assert [box.value for box in app.main.selectbox] == [datetime.date(2007, 12, 31), "tambon"]
    app = prepare(app)
    assert "ณ วันที่ 31 ธันวาคม 2550" in texts(app)
    app = app.main.selectbox[1].set_value("village").run()
    assert offered(app) == ["ดาวน์โหลดแม่แบบ Excel"]
    app = app.main.radio(key="control form").set_value("xlsx").run()
    assert not app.main.selectbox


def test_whoever_has_signed_in_takes_more_away_and_the_office_everything(open_page, sign_in, url):
    sign_in(url, AccountRole.VIEWER)
    assert "ไม่เปิดเผยแก่ท่าน: หมวกหลายใบ, ผู้ใช้" in texts(open_page(url, EXCHANGE))
    sign_in(url, AccountRole.OFFICE)
    said = texts(open_page(url, EXCHANGE, way="out"))
    assert "ไม่เปิดเผย" not in said
    assert "ครบทุกอย่าง" in said


def test_of_an_invented_register_it_is_said_that_files_will_say_so(open_page, url):
    assert "ไฟล์จะบอกไว้ในตัวเอง" not in texts(open_page(url, EXCHANGE))
    make_store(url).apply({"settings": typed("settings", {"key": [SETTING], "value": ["yes"]})}, "test", "invented")
    assert "ไฟล์จะบอกไว้ในตัวเอง" in texts(open_page(url, EXCHANGE))
