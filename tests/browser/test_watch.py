"""The wall: it fills the screen, follows the register by itself, and lets go again. And what stays in the browser."""

import re

import pandas as pd
import pytest

from tests.browser import province
from tests.browser.serving import closed_page, command, serving
from tests.browser.shown import expected_fills, fills, map_frame

pytestmark = pytest.mark.browser


@pytest.fixture
def own_store(tmp_path):
    """A store of this test's own, so that its records may change."""
    return province.store(tmp_path)


def test_the_wall_shows_a_changed_record_without_anyone_touching_it(browser, own_store, tmp_path):
    with serving(store=own_store) as address:
        page, tried = closed_page(browser)
        page.goto(address)
        map_frame(page)
        page.get_by_role("button", name="เต็มจอ เฝ้าดู").click()
        page.wait_for_url(re.compile("watch=1"))
        page.get_by_text("ตรวจล่าสุด").wait_for()
        assert not page.get_by_test_id("stSidebar").is_visible()
        assert not page.get_by_role("combobox").first.is_visible()
        map_frame(page)
        assert fills(page) == expected_fills(own_store, province.DAY)
        page.evaluate("() => { window.untouched = true; }")

        records = province.tables()["initiatives"]
        folder = tmp_path / "change"
        folder.mkdir()
        records.assign(areas="800101").head(40).to_csv(folder / "initiatives.csv", index=False)
        command(own_store, "import", folder)

        wanted = expected_fills(own_store, province.DAY)
        for _ in range(100):
            if fills(page) == wanted:
                break
            page.wait_for_timeout(200)
        assert fills(page) == wanted
        assert page.evaluate("() => window.untouched"), "the page has not been loaded again"
        page.get_by_role("button", name="ออกจากโหมดเฝ้าดู").click()
        page.get_by_test_id("stSidebar").wait_for(state="visible")
        assert "watch" not in page.url
        assert tried == []
        page.close()


def test_a_view_can_be_bookmarked_opened_again_and_let_go(browser, invented_app):
    page, _ = closed_page(browser)
    page.goto(f"{invented_app}/?measure=duplication&theme=AGR")
    map_frame(page)
    page.get_by_role("button", name="คั่นหน้านี้").click()
    mark = page.locator("[data-bookmarks] li a")
    assert mark.inner_text() == page.get_by_role("heading", level=1).inner_text()
    page.goto(invented_app)
    map_frame(page)
    mark.click()
    page.wait_for_url(re.compile("measure=duplication&theme=AGR"))
    map_frame(page)
    page.get_by_role("button", name=re.compile("เอาที่คั่นออก")).click()
    assert page.locator("[data-bookmarks] li").count() == 0
    page.close()


def test_leaving_the_wall_never_fills_the_screen(browser, invented_app):
    page, _ = closed_page(browser)
    page.goto(f"{invented_app}/?watch=1")
    map_frame(page)
    page.get_by_role("button", name="ออกจากโหมดเฝ้าดู").click()
    page.get_by_test_id("stSidebar").wait_for(state="visible")
    assert page.evaluate("() => document.fullscreenElement") is None
    page.close()


def test_a_store_that_breaks_under_the_wall_is_said_and_the_picture_stays(browser, own_store, tmp_path):
    with serving(store=own_store) as address:
        page, _ = closed_page(browser)
        page.goto(f"{address}/?watch=1")
        map_frame(page)
        before = fills(page)
        (tmp_path / "store.sqlite").rename(tmp_path / "away.sqlite")
        page.get_by_text("ติดต่อทะเบียนไม่ได้").wait_for()
        assert fills(page) == before
        (tmp_path / "away.sqlite").rename(tmp_path / "store.sqlite")
        page.get_by_text("ตรวจล่าสุด").wait_for()
        page.close()


def test_a_bookmark_that_leads_elsewhere_is_not_shown(browser, invented_app):
    page, _ = closed_page(browser)
    page.goto(invented_app)
    page.evaluate(
        """() => localStorage.setItem('songklong bookmarks', JSON.stringify([
            {name: 'x', address: 'javascript:alert(1)'}, {name: 'y', address: '//example.org/'},
            {name: '<img src=x onerror=alert(1)>', address: '/?level=amphoe'}, 7]))"""
    )
    page.reload()
    page.locator("[data-bookmarks] li").first.wait_for()
    assert page.locator("[data-bookmarks] li a").all_inner_texts() == ["<img src=x onerror=alert(1)>"]
    page.close()


def test_the_link_of_a_view_is_copied_whole(browser, invented_app):
    page, _ = closed_page(browser)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{invented_app}/?measure=share&level=amphoe")
    map_frame(page)
    page.get_by_role("button", name="คัดลอกลิงก์ของหน้านี้").click()
    page.get_by_role("button", name="คัดลอกลิงก์แล้ว").wait_for()
    sent = page.evaluate("() => navigator.clipboard.readText()")
    assert "measure=share" in sent
    assert f"day={province.DAY.isoformat()}" in sent
    assert "register=office" in sent
    other, _ = closed_page(browser)
    other.goto(sent)
    map_frame(other)
    assert fills(other) == fills(page)
    other.close()
    page.close()


def test_play_moves_the_map_month_by_month_by_itself(browser, invented_app, invented_url):
    page, _ = closed_page(browser)
    page.goto(f"{invented_app}/?day=2024-07-31")
    map_frame(page)
    page.get_by_role("button", name="เล่นทั้งปี").click()
    page.wait_for_url(re.compile("day=2024-08-31"))
    page.wait_for_url(re.compile("day=2024-09-30"))
    page.get_by_role("button", name="เล่นทั้งปี").wait_for()
    wanted = expected_fills(invented_url, pd.Timestamp("2024-09-30").date())
    for _ in range(50):
        if fills(page) == wanted:
            break
        page.wait_for_timeout(200)
    assert fills(page) == wanted
    page.close()


def test_a_misspelt_name_typed_into_the_search_box_leads_to_the_place(browser, invented_app):
    page, _ = closed_page(browser)
    page.goto(f"{invented_app}/?measure=duplication")
    box = page.get_by_role("searchbox")
    box.fill("การะเกต")
    link = page.get_by_role("link", name="ต.การะเกด อ.เชียรใหญ่").first
    link.wait_for()
    link.click()
    page.wait_for_url(re.compile("/area.*area=800611"))
    assert "measure=duplication" in page.url
    page.get_by_role("heading", name=re.compile("ต.การะเกด")).first.wait_for()
    page.close()
