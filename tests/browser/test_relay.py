"""Taking a ruin up by keyboard alone, in a real browser."""

import shutil

import pytest

from data.desk import accounts
from data.schema import OFFICE, Fate
from data.store import open_store
from data.store.location import sqlite_file
from tests.browser.serving import closed_page, serving
from tests.browser.shown import settle
from tests.browser.test_access import found_by_axe
from tests.browser.test_keyboard import named, tab_to

pytestmark = pytest.mark.browser
PASSWORD = "ข้าวต้มกับ ทะเลสาบ"


@pytest.fixture
def store(tambon_url, tmp_path):
    """A copy of the register of one tambon, with an officer of the water users."""
    copy = tmp_path / "store.sqlite"
    shutil.copy(sqlite_file(tambon_url), copy)
    store = open_store(f"sqlite:///{copy}")
    accounts.make_account(store, OFFICE, "somsri", {"role": "officer", "agency_id": "users", "name": "สมศรี"})
    accounts.set_password(store, OFFICE, "somsri", PASSWORD)
    return store


def test_a_ruin_is_taken_up_by_keyboard_and_says_who_decided(browser, store):
    with serving(store=store.url) as app:
        page, tried = closed_page(browser)
        page.goto(f"{app}/people")
        settle(page)
        page.get_by_label("ชื่อผู้ใช้").fill("somsri")
        page.get_by_label("รหัสผ่าน").fill(PASSWORD)
        page.get_by_label("รหัสผ่าน").press("Enter")
        page.locator(".stSidebar .who").get_by_text("สมศรี").wait_for(state="attached")
        page.goto(f"{app}/relay?ruin=ruin_forgotten")
        settle(page)
        tab_to(page, named("button", "ตัดสินใจ"))
        page.keyboard.press("Enter")
        page.get_by_role("textbox", name="เพราะอะไร").wait_for()
        assert found_by_axe(page) == []
        tab_to(page, named("input", "เพราะอะไร"))
        page.keyboard.type("ชาวบ้านยังใช้อยู่")
        page.keyboard.press("Enter")
        settle(page)
        tab_to(page, named("button", "บันทึก"))
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_text("บันทึกแล้ว").wait_for()
        settle(page)
        kept = store.records(["ruins"])["ruins"]
        assert kept[["record", "fate", "agency_id"]].to_numpy().tolist() == [["silent", Fate.TAKE_UP, "users"]]
        tab_to(page, named("a", "ตัดสินใจแล้ว"))
        page.keyboard.press("Enter")
        page.locator(".done", has_text="เพราะ ชาวบ้านยังใช้อยู่ (สมศรี").wait_for()
        assert tried == []
        page.close()
