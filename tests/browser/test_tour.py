"""A newcomer's tour of the demo: read the sentence, play a year, find a misspelt place, open it, reach a source.

With TOUR=FOLDER in the environment every step leaves a picture there.
"""

import os
import re
from pathlib import Path

import pytest

from tests.browser.serving import closed_page
from tests.browser.shown import fills, map_frame

pytestmark = pytest.mark.browser


def picture(page, name):
    if folder := os.environ.get("TOUR"):
        page.wait_for_timeout(800)
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png")


@pytest.mark.parametrize("size", [(1920, 1080), (390, 844)], ids=["wall", "phone"])
def test_a_newcomer_finds_the_way_from_the_sentence_to_a_source(browser, demo_app, size):
    page, tried = closed_page(browser, *size)
    page.goto(demo_app)
    _reads_the_sentence(page)
    _plays_a_year(page)
    _finds_a_misspelt_place(page)
    _reads_the_area(page)
    _reaches_the_source(page)
    assert tried == []
    page.close()


def _reads_the_sentence(page):
    map_frame(page)
    sentence = page.get_by_role("heading", level=1).inner_text()
    assert re.match(r"ทั้งจังหวัดมีหน้างานเปิดอยู่ [\d,]+ หน้างาน โดย \d+ หน่วยงาน", sentence)
    assert "ไม่ใช่ข้อมูลจริง" in page.locator(".invented").inner_text()
    assert page.locator(".figure .change").count() == 6
    picture(page, "1-sentence")


def _plays_a_year(page):
    page.locator('[data-test-script-state="notRunning"]').wait_for()
    before, address = fills(page), page.url
    year = page.get_by_role("combobox", name=re.compile("ปีงบประมาณ"))
    year.evaluate("box => box.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(300)
    year.click()
    page.get_by_role("option", name="2569", exact=True).click()
    page.wait_for_url(re.compile("day=2026-09-30"))
    page.get_by_role("button", name="เล่นทั้งปี").click()
    stop = page.get_by_role("button", name="หยุด").and_(page.get_by_test_id("stBaseButton-secondary"))
    stop.wait_for()
    seen = set()
    while stop.count():
        seen.add(page.url)
        if len(seen) == 4:
            picture(page, "2-playing")
        page.wait_for_timeout(100)
    page.wait_for_url(re.compile("day=2026-09-30"))
    assert len(seen) > 5, "a year has twelve months to see"
    assert page.url != address
    assert fills(page) != before


def _finds_a_misspelt_place(page):
    if page.viewport_size["width"] < 600:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("searchbox").fill("ปากพนง")
    hit = page.get_by_role("link", name="ต.ปากพนัง อ.ปากพนัง", exact=True)
    hit.wait_for()
    picture(page, "3-search")
    hit.click()
    page.wait_for_url(re.compile(r"/area\?.*area=801201"))


def _reads_the_area(page):
    page.get_by_role("heading", level=1, name=re.compile("ต.ปากพนัง อ.ปากพนัง")).wait_for()
    page.get_by_role("heading", name="หน้างานซ้ำที่ยังไม่ประสาน", level=2).wait_for()
    picture(page, "4-area")


def _reaches_the_source(page):
    source = page.locator("a[href^='https://example.org/demo/']:visible").first
    source.scroll_into_view_if_needed()
    picture(page, "5-source")
    assert source.get_attribute("target") == "_blank"
    assert "noopener" in source.get_attribute("rel")
