"""A run that takes long says so and can be stopped by the reader."""

from pathlib import Path

import pytest

from tests.browser.serving import closed_page, serving

pytestmark = pytest.mark.browser


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
