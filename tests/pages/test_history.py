"""The page of changes: who may look, what it tells, and what can be taken back."""

import html
import re

import pytest
from past import FIRST, SECOND, THIRD, begin, edit_at, noon
from small import SMALL

from data.readers.records import reading
from data.schema import AccountRole, Status
from data.store import Edit, make_store, open_store
from pages.ui import calendar

PAGE = "keep/history.py"


def texts(app):
    return " ".join(part.body for part in app.main.get("html"))


def plain(app):
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", texts(app))).split())


def offers(app):
    return [block.proto.popover.label for block in app.main.get("popover")]


@pytest.fixture
def url(tmp_path):
    """A small register of ten days, in which an officer closed a work, and somebody renamed it."""
    for name, text in SMALL.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    store = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    begin(store, reading(tmp_path).records)
    changes = {"status": "closed", "start_date": None, "areas": "800601;800602"}
    before = {"status": "implementation", "start_date": "2007-02-16", "areas": "80060101"}
    edit_at(store, noon(SECOND), Edit("initiatives", "I1", changes, before), by="test-officer")
    part = {"initiative_id": "I2", "agency_id": "A1", "role": "funding", "co_fund": True, "amount_thb": 1500000.0}
    edit_at(store, noon(THIRD), Edit("participation", "", part), by="mana")
    return store.url


def batch_of(url, by):
    heads = open_store(url).batches()
    return str(heads["id"][heads["applied_by"] == by].iloc[0])


def initiative(url, key="I1"):
    return open_store(url).records()["initiatives"].set_index("initiative_id").loc[key]


def labels(app):
    return [button.label for button in app.main.button]


def press(app, label):
    return next(button for button in app.main.button if button.label == label).click().run()


def test_who_has_not_signed_in_reads_one_sentence_and_nothing_of_the_history(open_page, url):
    for parameters in ({}, {"batch": batch_of(url, "mana")}, {"table": "initiatives", "record": "I1"}):
        app = open_page(url, PAGE, **parameters)
        assert not app.exception
        assert plain(app) == "ประวัติการแก้ไข ประวัติการแก้ไขเปิดให้ผู้ที่ลงชื่อเข้าใช้แล้ว ลงชื่อได้จากแถบข้าง"
        assert not app.main.button
        assert not app.main.selectbox


def test_a_reader_sees_every_change_with_when_who_and_how_much_and_takes_none_back(open_page, sign_in, url):
    sign_in(url, AccountRole.VIEWER)
    app = open_page(url, PAGE)
    said = plain(app)
    assert re.search(r"แก้ไขแล้ว \d+ ครั้ง", said)
    assert f"{calendar.short(SECOND, 'th')} 12:00 น." in said
    assert "test-officer" in said
    assert "งาน แก้ 1" in said
    assert labels(app) == []
    assert "ใครมีส่วนในงานใด เพิ่ม 1" in said
    sign_in(url, AccountRole.OFFICER, "A1")
    named = plain(open_page(url, PAGE, batch=batch_of(url, "test-officer")))
    assert "สมศรี (test-officer)" in named  # two of this name are told apart
    sign_in(url, AccountRole.VIEWER)
    opened = open_page(url, PAGE, batch=batch_of(url, "mana"))
    assert "คืนค่าเดิมได้เฉพาะสิ่งที่ตนเองแก้" in plain(opened)
    assert labels(opened) == []


@pytest.mark.parametrize(("lang", "words"), [("th", "ทดลองบทบาท"), ("en", "trying a role")])
def test_an_account_made_to_try_a_role_is_said_to_be_one(open_page, sign_in, url, lang, words):
    account = {"account_id": "try-viewer", "name": "ผู้ทดลอง", "role": "viewer"}
    open_store(url).edit([Edit("accounts", "", account)], "try-viewer", "try")
    sign_in(url, AccountRole.OFFICE)
    app = open_page(url, PAGE, lang=lang)
    assert words in plain(app)
    assert not re.search(r"<td[^>]*><span>try</span>", "".join(part.body for part in app.get("html")))


def test_one_change_tells_each_cell_before_and_after_in_names_and_thai_days(open_page, sign_in, url):
    sign_in(url, AccountRole.VIEWER)
    said = plain(open_page(url, PAGE, batch=batch_of(url, "test-officer")))
    assert "สถานะ กำลังดำเนินการ → ปิดแล้ว" in said
    assert "วันเริ่ม 16 กุมภาพันธ์ 2550 → ไม่ทราบ" in said
    assert "พื้นที่ บ้านวังไทร ต.ท่าดี อ.ลานสกา → ต.ท่าดี อ.ลานสกา, ต.ลานสกา อ.ลานสกา" in said
    added = plain(open_page(url, PAGE, batch=batch_of(url, "mana")))
    assert "เพิ่ม ซ่อมฝาย · อบต.ท่าดี · ลงขัน" in added
    assert "เงินที่ลงขัน (บาท) 1,500,000" in added


def test_the_list_is_narrowed_by_person_table_and_day(open_page, sign_in, url):
    sign_in(url, AccountRole.VIEWER)
    assert "แก้ไขแล้ว 1 ครั้ง" in plain(open_page(url, PAGE, by="mana"))
    assert "แก้ไขแล้ว 2 ครั้ง" in plain(open_page(url, PAGE, table="initiatives"))
    on = plain(open_page(url, PAGE, on=FIRST.isoformat()))
    assert "แก้ไขแล้ว 2 ครั้ง" in on
    assert "mana" not in on
    app = open_page(url, PAGE)
    next(box for box in app.main.selectbox if box.label == "ใครแก้").select("mana").run()
    assert app.query_params["by"] == "mana"


def test_the_history_of_one_record_tells_what_is_part_of_it_too_and_is_linked_from_its_page(open_page, sign_in, url):
    sign_in(url, AccountRole.VIEWER)
    said = plain(open_page(url, PAGE, table="initiatives", record="I2"))
    assert "ประวัติของ งาน ซ่อมฝาย" in said
    assert "mana" in said
    assert "อบต.ท่าดี · ลงขัน" in said
    assert "test-officer" not in said
    page = open_page(url, "see/work.py", work="I2")
    assert labels(page) == ["กลับไปที่แผนที่"]
    work = texts(page)
    assert 'href="./history?work=I2&amp;table=initiatives&amp;record=I2"' in work


def test_what_is_private_is_counted_and_shown_to_the_office_alone(open_page, sign_in, url):
    sign_in(url, AccountRole.VIEWER)
    heads = open_store(url).batches()
    batch = str(heads["id"][heads["source"] == "accounts"].iloc[0])
    said = plain(open_page(url, PAGE, batch=batch))
    assert "ผู้ใช้ เพิ่ม 1" in said
    assert "เปิดให้สำนักงานเท่านั้น" in said
    assert "สมศรี" not in said
    hidden = plain(open_page(url, PAGE, table="accounts", record="test-viewer"))
    assert "สมศรี" not in hidden
    sign_in(url, AccountRole.OFFICE)
    assert "สมศรี" in plain(open_page(url, PAGE, batch=batch))


def test_an_officer_takes_back_their_own_change_after_a_second_look_and_that_too(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICER, "A1")
    app = open_page(url, PAGE, batch=batch_of(url, "test-officer"))
    app.text_input(key="undo reason").input("กดผิด").run()
    app = press(app, "ยืนยันคืนค่าเดิม")
    assert not app.exception
    assert "คืนค่าเดิมแล้ว 1 รายการ" in plain(app)
    assert initiative(url)["status"] == Status.IMPLEMENTATION
    head = open_store(url).batches().iloc[0]
    assert (head["applied_by"], head["reason"]) == ("test-officer", "กดผิด")
    assert app.query_params["batch"] == str(head["id"])
    assert "คืนค่าเดิมของครั้งที่" in plain(app)
    app = press(app, "ยืนยันคืนค่าเดิม")
    assert initiative(url)["status"] == Status.CLOSED


def test_the_change_of_somebody_else_is_not_the_officers_to_take_back(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICER, "A1")
    app = open_page(url, PAGE, batch=batch_of(url, "mana"))
    assert "ยืนยันคืนค่าเดิม" not in labels(app)


def test_the_office_takes_back_one_record_of_a_change(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    store = open_store(url)
    edits = [Edit("initiatives", key, {"households": 5}, {"households": None}) for key in ("I1", "I2")]
    batch = store.edit(edits, "mana", "form")
    change = store.history(batches=[batch.number], record="I2")["id"].iloc[0]
    app = open_page(url, PAGE, batch=str(batch.number), change=str(change))
    assert "เลือกไว้หนึ่งรายการ" in plain(app)
    assert texts(app).count('class="card marked"') == 1
    press(app, "ยืนยันคืนค่าเดิม")
    assert (initiative(url)["households"], str(initiative(url, "I2")["households"])) == (5, "nan")


def test_what_stands_in_the_way_is_said_with_who_and_when(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    store = open_store(url)
    store.edit([Edit("initiatives", "I1", {"status": "cancelled"}, {"status": "closed"})], "mana", "form")
    app = press(open_page(url, PAGE, batch=batch_of(url, "test-officer")), "ยืนยันคืนค่าเดิม")
    said = plain(app)
    assert "ยังคืนค่าเดิมไม่ได้ ไม่มีสิ่งใดเปลี่ยน" in said
    assert "ประปาภูเขา : สถานะ เปลี่ยนต่อจาก “ปิดแล้ว” เป็น “ยกเลิก” แล้ว โดย mana เมื่อ" in said
    added = store.edit([Edit("initiatives", "", {"initiative_id": "I9", "title_th": "ฝายใหม่"})], "mana", "form")
    part = {"initiative_id": "I9", "agency_id": "A1", "role": "accountable"}
    store.edit([Edit("participation", "", part)], "mana", "form")
    app = press(open_page(url, PAGE, batch=str(added.number)), "ยืนยันคืนค่าเดิม")
    assert "ใครมีส่วนในงานใด “ฝายใหม่ · อบต.ท่าดี · เจ้าภาพ” ยังอ้างถึง “ ฝายใหม่ ”" in plain(app)


def test_the_last_minutes_can_be_taken_back_and_for_the_office_those_of_everybody(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICER, "A1")
    store = open_store(url)
    store.edit([Edit("initiatives", "I1", {"households": 5}, {"households": None})], "test-officer", "form")
    store.edit([Edit("initiatives", "I2", {"households": 7}, {"households": None})], "mana", "form")
    app = open_page(url, PAGE)
    assert offers(app) == ["คืนค่าเดิมของ 5 นาทีที่ผ่านมา (ที่ท่านแก้ 1 ครั้ง)"]
    press(app, "ยืนยันคืนค่าเดิม")
    assert (str(initiative(url)["households"]), initiative(url, "I2")["households"]) == ("nan", 7)


def test_in_the_past_there_is_the_history_up_to_that_day_and_no_way_to_change_it(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    app = open_page(url, PAGE, kept=SECOND.isoformat())
    assert "แก้ไขแล้ว 3 ครั้ง" in plain(app)
    assert offers(app) == []
    opened = open_page(url, PAGE, kept=SECOND.isoformat(), batch=batch_of(url, "test-officer"))
    assert "ยืนยันคืนค่าเดิม" not in labels(opened)
    assert "เฉพาะรายการนี้" not in plain(opened)


def test_the_past_is_chosen_among_the_days_of_keeping(open_page, sign_in, url):
    sign_in(url, AccountRole.VIEWER)
    app = open_page(url, PAGE)
    box = next(box for box in app.main.selectbox if box.label == "ดูทะเบียน ณ สิ้นวันที่")
    assert box.options == ["ปัจจุบัน", *(calendar.short(day, "th") for day in (THIRD, SECOND, FIRST))]
    box.select(SECOND.isoformat()).run()
    assert app.query_params["kept"] == SECOND.isoformat()
    assert "ทะเบียนตามที่บันทึกไว้ ณ สิ้นวันที่" in texts(app)


@pytest.mark.parametrize(
    "junk",
    [
        {"batch": "999999"},
        {"batch": "-1"},
        {"batch": "1", "change": "x" * 400},
        {"table": "secret", "record": "x"},
        {"table": "initiatives", "record": "<script>x</script>"},
        {"by": "<b>", "on": "2026-99-99"},
    ],
)
def test_what_the_address_cannot_mean_breaks_nothing(open_page, sign_in, url, junk):
    sign_in(url, AccountRole.OFFICE)
    app = open_page(url, PAGE, **junk)
    assert not app.exception
    assert "ขออภัย" not in texts(app)
    assert "<script>" not in texts(app)


def test_text_of_records_is_shown_as_text(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    hostile = "<img src=x onerror=alert(1)>"
    edits = [Edit("initiatives", "I1", {"title_th": hostile}, {"title_th": "ประปาภูเขา"})]
    batch = open_store(url).edit(edits, hostile, hostile, reason=hostile)
    for parameters in ({}, {"batch": str(batch.number)}, {"table": "initiatives", "record": "I1"}):
        app = open_page(url, PAGE, **parameters)
        assert hostile not in texts(app)
        assert "&lt;img" in texts(app)


def test_english_is_one_switch_away(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    said = plain(open_page(url, PAGE, lang="en", batch=batch_of(url, "test-officer")))
    assert "Status Implementation → Closed" in said
    assert offers(open_page(url, PAGE, lang="en", batch="3")) == ["Take back the whole change (1 records)"]
