"""Reviewing, taking back and looking into the past, in a real browser."""

import datetime
import re
import shutil

import pytest
from past import SECOND, begin, edit_at, noon
from small import SMALL

from data.desk import accounts, doors
from data.readers.records import reading
from data.schema import OFFICE
from data.store import Edit, Store, make_store, open_store
from data.store.location import sqlite_file
from pages.ui import calendar
from pages.ui.sitting import cookie_name
from tests.browser.serving import closed_page, serving
from tests.browser.shown import settle
from tests.browser.test_access import PHONE, WIDE, found_by_axe, resize
from tests.browser.test_access import SMALL as TARGETS

pytestmark = pytest.mark.browser
EVE = (SECOND - datetime.timedelta(days=1)).isoformat()
PASSWORD = "ข้าวต้มกับ ทะเลสาบ"
SERVED: dict[str, Store] = {}
"""The store behind each address."""


def office(store):
    """Make the account by which these tests sit at a register."""
    accounts.make_account(store, OFFICE, "somsri", {"role": "office", "name": "สมศรี"})
    accounts.set_password(store, OFFICE, "somsri", PASSWORD)


@pytest.fixture(scope="module")
def demo(demo_url, tmp_path_factory):
    """The demo in a store of this module's own."""
    copy = tmp_path_factory.mktemp("review") / "store.sqlite"
    with open_store(demo_url).engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(sqlite_file(demo_url), copy)
    store = open_store(f"sqlite:///{copy}")
    office(store)
    return store


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A small register of ten days: a work that was closed seven days ago."""
    folder = tmp_path_factory.mktemp("kept")
    for name, text in SMALL.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    store = make_store(f"sqlite:///{folder / 'store.sqlite'}")
    begin(store, reading(folder).records)
    before, after = ({"title_th": title} for title in ("ประปาภูเขา", "ประปาหมู่บ้านใหม่"))
    edit_at(store, noon(SECOND), Edit("initiatives", "I1", after, before), by="mana")
    office(store)
    return store


@pytest.fixture(scope="module")
def demo_app(demo):
    with serving(store=demo.url) as address:
        SERVED[address] = demo
        yield address


@pytest.fixture(scope="module")
def kept_app(kept):
    with serving(store=kept.url) as address:
        SERVED[address] = kept
        yield address


@pytest.fixture
def sit(browser):
    """Open a browser that somebody of the office has signed in with."""
    opened = []

    def _sit(app, size=WIDE):
        page, tried = closed_page(browser, *size)
        opened.append((page, tried))
        store = SERVED[app]
        token = doors.sign_in(store, "somsri", PASSWORD)
        page.context.add_cookies([{"name": cookie_name(store), "value": token, "url": app}])
        return page

    yield _sit
    for page, tried in opened:
        assert tried == []
        page.close()


def go(page, app, path):
    page.goto(app + path)
    settle(page)


@pytest.mark.parametrize(
    "path", ["/review", "/review?queue=uncoordinated", "/review?queue=hosts", "/history", "/history?batch=2"]
)
def test_axe_finds_nothing_and_every_target_is_large_for_who_is_signed_in(sit, demo_app, path):
    page = sit(demo_app, PHONE)
    go(page, demo_app, path)
    for size in (PHONE, WIDE):
        resize(page, size)
        assert found_by_axe(page) == [], size
        assert [line for frame in page.frames for line in frame.evaluate(TARGETS)] == [], size
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size


def test_axe_finds_nothing_in_what_asks_before_it_is_done(sit, demo_app):
    page = sit(demo_app, WIDE)
    go(page, demo_app, "/review?queue=uncoordinated")
    page.get_by_role("button", name="เสริมกัน ไม่ซ้ำ").first.click()
    page.get_by_role("textbox", name="เพราะอะไร").wait_for()
    for size in (WIDE, PHONE):
        resize(page, size)
        assert found_by_axe(page) == [], size
    go(page, demo_app, "/history?batch=2")
    page.get_by_role("button", name=re.compile("คืนค่าเดิมทั้งครั้ง")).click()
    page.get_by_role("button", name="ยืนยันคืนค่าเดิม").wait_for()
    for size in (PHONE, WIDE):
        resize(page, size)
        assert found_by_axe(page) == [], size


def test_what_is_refused_is_told_in_the_form_and_what_is_kept_beside_the_list(sit, demo_app):
    page = sit(demo_app, PHONE)
    go(page, demo_app, "/review?queue=hosts")
    item = page.locator('[class*="st-key-item-"]').nth(3)
    item.get_by_role("button", name="ไว้ภายหลัง", exact=True).click()
    form = page.get_by_role("dialog")
    form.get_by_role("textbox", name="เพราะอะไร").fill("ก" * 301)
    form.get_by_role("button", name="บันทึก", exact=True).click()
    settle(page)
    assert form.get_by_role("alert").inner_text() == "ข้อความยาว 301 ตัวอักษร เขียนได้ไม่เกิน 300 ตัวอักษร"
    form.get_by_role("textbox", name="เพราะอะไร").fill("รอประชุม")
    form.get_by_role("button", name="บันทึก", exact=True).click()
    settle(page)
    assert form.count() == 0
    told = page.get_by_role("status").get_by_text("บันทึกแล้ว").bounding_box()
    assert 0 <= told["y"] <= PHONE[1] - told["height"]


def test_a_double_is_joined_then_taken_back_and_waits_again(sit, demo, demo_app):
    page = sit(demo_app)
    go(page, demo_app, "/review?queue=doubles")
    assert "เหลือ 3" in page.locator(".queues li.marked").inner_text()
    assert "ถ้ารวมเป็นงานเดียวกัน: หน้างานซ้ำต่อหมู่บ้านของ ต." in page.locator(".effect").first.inner_text()
    page.get_by_role("button", name="เป็นงานเดียวกัน", exact=True).first.click()
    page.get_by_role("status").get_by_text("บันทึกแล้ว").wait_for()
    settle(page)
    assert "เหลือ 2" in page.locator(".queues li.marked").inner_text()
    page.get_by_role("status").get_by_role("link", name="ประวัติการแก้ไข").click()
    page.get_by_role("heading", name=re.compile("แก้ไขแล้ว")).wait_for()
    page.locator("tr", has_text="คิวทบทวน").first.get_by_role("link").first.click()
    page.get_by_role("heading", name=re.compile("การแก้ไขครั้งที่")).wait_for()
    assert "รายการเดียวกัน" in page.locator(".card").inner_text()
    page.get_by_role("button", name=re.compile("คืนค่าเดิมทั้งครั้ง")).click()
    page.get_by_role("textbox", name="เพราะอะไร").fill("กดผิด")
    page.get_by_role("textbox", name="เพราะอะไร").press("Tab")
    page.get_by_role("button", name="ยืนยันคืนค่าเดิม").click()
    page.get_by_role("status").get_by_text("คืนค่าเดิมแล้ว 1 รายการ").wait_for()
    head = demo.batches().iloc[0]
    assert (head["applied_by"], head["reason"]) == ("somsri", "กดผิด")
    go(page, demo_app, "/review?queue=doubles")
    assert "เหลือ 3" in page.locator(".queues li.marked").inner_text()
    assert demo.problems() == []


def test_a_past_day_is_chosen_seen_on_every_page_and_left_again(sit, kept_app):
    page = sit(kept_app)
    go(page, kept_app, "/history")
    page.get_by_role("combobox", name="ดูทะเบียน ณ สิ้นวันที่").click()
    page.get_by_role("option", name=calendar.short(SECOND, "th")).click()
    page.locator(".past").wait_for()
    go(page, kept_app, f"/work?work=I1&kept={EVE}")
    assert "ประปาภูเขา" in page.get_by_role("heading", level=1).inner_text()
    assert "ทะเบียนตามที่บันทึกไว้ ณ สิ้นวันที่" in page.locator(".past").inner_text()
    assert found_by_axe(page) == []
    go(page, kept_app, f"/review?kept={SECOND.isoformat()}")
    assert "หน้านี้ปิดอยู่" in page.get_by_role("heading", level=1).inner_text()
    go(page, kept_app, f"/work?work=I1&kept={EVE}")
    page.get_by_role("link", name="กลับสู่ปัจจุบัน").click()
    page.locator(".past").wait_for(state="detached")
    settle(page)
    assert "kept=" not in page.url
    assert "ประปาหมู่บ้านใหม่" in page.get_by_role("heading", level=1).inner_text()
