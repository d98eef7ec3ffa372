"""A run that takes long says so and can be stopped by the reader."""

import shutil
from pathlib import Path

import pytest

from data.desk import accounts, doors
from data.schema import OFFICE
from data.store import open_store
from data.store.location import sqlite_file
from pages.ui.sitting import cookie_name
from tests.browser.serving import closed_page, serving
from tests.browser.shown import settle

pytestmark = pytest.mark.browser
PASSWORD = "ข้าวต้มกับ ทะเลสาบ"


def test_a_long_run_says_that_it_works_and_the_reader_can_stop_it(browser):
    with serving(Path(__file__).with_name("slow_app.py")) as address:
        page, _ = closed_page(browser)
        page.goto(address)
        page.get_by_text("กำลังคำนวณ").wait_for()
        stop = page.get_by_role("button", name="หยุด")
        stop.wait_for()
        stop.click()
        page.locator('[data-test-script-state="notRunning"]').wait_for(timeout=10_000)
        assert page.get_by_role("heading", name="ต้น").is_visible()
        assert page.get_by_role("heading", name="ปลาย").count() == 0
        page.close()


def test_a_large_file_that_is_being_taken_in_can_be_stopped_with_nothing_changed(browser, tambon_url, tmp_path):
    shutil.copyfile(sqlite_file(tambon_url), tmp_path / "store.sqlite")
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    accounts.make_account(store, OFFICE, "samnak", {"role": "office", "name": "สมศรี"})
    accounts.set_password(store, OFFICE, "samnak", PASSWORD)
    rows = "".join(f"Z{number},ฝายสมมติ {number},80061101;80061102\n" for number in range(40_000))
    (tmp_path / "initiatives.csv").write_text(f"initiative_id,title_th,areas\n{rows}", encoding="utf-8")
    before, works = store.version(), len(store.records(["initiatives"])["initiatives"])
    with serving(store=store.url) as app:
        page, tried = closed_page(browser)
        token = doors.sign_in(store, "samnak", PASSWORD)
        page.context.add_cookies([{"name": cookie_name(store), "value": token, "url": app}])
        page.goto(f"{app}/exchange")
        settle(page)
        page.locator('input[type="file"]').first.set_input_files(tmp_path / "initiatives.csv")
        page.get_by_text("กำลังอ่านไฟล์").wait_for(timeout=60_000)
        take_in = page.get_by_role("button", name="นำเข้า: เพิ่ม งาน 40,000")
        take_in.click(timeout=60_000)
        page.get_by_text("กำลังนำเข้า").wait_for()
        page.get_by_role("button", name="หยุด").click()
        page.locator('[data-test-script-state="notRunning"]').wait_for(timeout=30_000)
        assert (store.version(), len(store.records(["initiatives"])["initiatives"])) == (before, works)
        assert store.problems() == []
        page.close()
        assert tried == []
