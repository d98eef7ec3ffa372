"""The page of an area and of a record in a real browser: keys, links, boxes that scroll, paper, every width."""

import re

import pytest
from tambon import AREA, NEIGHBOUR

from tests.browser.serving import closed_page
from tests.browser.shown import settle

pytestmark = pytest.mark.browser

SMALL = """() => [...document.querySelectorAll('.ways :is(a, button), .contents a, .stMain .stButton button, summary')
    ]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24).map(e => e.textContent)"""
SIDEWAYS = "() => { const e = document.querySelector('.stMain'); return e.scrollWidth - e.clientWidth; }"


@pytest.fixture
def opened(browser):
    """Open a page of an app at a width; every page is closed at the end."""
    pages = []

    def _open(address, width=1366, height=900):
        page, tried = closed_page(browser, width, height)
        pages.append((page, tried))
        page.goto(address)
        page.get_by_role("heading", level=1).wait_for()
        if "/area" in address:
            page.locator("#part-off-map").wait_for()
        return page

    yield _open
    for page, tried in pages:
        assert tried == []
        page.close()


def until(page, condition):
    """Wait for a condition in the page, asked from outside: the page itself may not evaluate text."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never came true: {condition}")


def first_line(page):
    return page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("path", [f"/area?area={AREA}", "/area?area=8006", "/work?work=weir"])
def test_nothing_scrolls_sideways_and_nothing_to_press_is_small(opened, tambon_app, path):
    page = opened(tambon_app + path, 390)
    for width in (390, 1366, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        assert page.evaluate(SIDEWAYS) <= 0, width
        assert page.evaluate(SMALL) == [], width


def test_two_columns_stand_side_by_side_on_a_big_screen_and_one_on_a_phone(opened, tambon_app):
    for width, is_beside in ((1920, True), (390, False)):
        page = opened(f"{tambon_app}/area?area={AREA}", width)
        top = "document.getElementById('part-{}').getBoundingClientRect().top"
        is_level = f"{top.format('fronts')} === {top.format('components')}"
        page.wait_for_function(f"wanted => ({is_level}) === wanted", arg=is_beside)


def test_keys_lead_to_the_area_after_and_before(opened, tambon_app):
    page = opened(f"{tambon_app}/area?area={AREA}")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url(re.compile(f"area={NEIGHBOUR}"))
    page.get_by_role("heading", name=re.compile("ต.เขาพระบาท"), level=1).wait_for()
    page.keyboard.press("Shift+ArrowLeft")
    page.wait_for_url(re.compile(f"area={AREA}"))
    page.get_by_role("heading", name=re.compile("ต.การะเกด"), level=1).wait_for()


def test_a_link_turns_the_page_without_loading_all_anew_and_puts_the_reader_at_its_top(opened, tambon_app):
    page = opened(f"{tambon_app}/area?area={AREA}")
    page.evaluate("window.same = true")
    link = page.locator("#part-ties ~ table a", has_text="สวนโรงเรียนสมมติ").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/work.*work=garden"))
    page.get_by_role("heading", name="สวนโรงเรียนสมมติ", level=1).wait_for()
    until(page, "document.activeElement.tagName === 'H1'")
    assert page.evaluate("window.same")
    page.locator(".ways a", has_text="เขาพระบาท").click()
    page.wait_for_url(re.compile("/area.*area=80061201"))
    page.get_by_role("heading", name=re.compile("ต.เขาพระบาท"), level=1).wait_for()
    page.go_back()
    page.get_by_role("heading", name="สวนโรงเรียนสมมติ", level=1).wait_for()
    assert page.evaluate("window.same")


def test_the_contents_lead_to_each_part_by_key(opened, tambon_app):
    page = opened(f"{tambon_app}/area?area={AREA}")
    page.locator(".contents a", has_text="งานตามเวลา").focus()
    page.keyboard.press("Enter")
    until(page, "Math.abs(document.getElementById('part-timeline').getBoundingClientRect().top) < 200")
    assert first_line(page).startswith("ต.การะเกด")


def test_the_grid_scrolls_in_its_own_box_by_key_and_keeps_its_first_column(opened, invented_app):
    page = opened(f"{invented_app}/area?area=8009", 390, 844)
    box = page.get_by_role("region", name=re.compile("^หน่วยงานกับเรื่อง"))
    first = box.locator("tbody th").first
    before = first.bounding_box()["x"]
    box.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.scroll').scrollLeft > 60")
    assert first.bounding_box()["x"] == pytest.approx(before, abs=1.5)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.url.count("area=8009") == 1


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_the_link_of_the_view_is_copied_and_said_to_be_with_https_or_without(opened, tambon_app, has_clipboard):
    page = opened(f"{tambon_app}/area?area={AREA}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("window.kept = navigator.clipboard")
    if not has_clipboard:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    button = page.locator(".ways").get_by_role("button", name="คัดลอกลิงก์")
    button.click()
    page.locator(".ways").get_by_role("button", name="คัดลอกแล้ว").wait_for()
    sent = page.evaluate("window.kept.readText()")
    assert sent.startswith(page.url.partition("?")[0])
    assert {f"area={AREA}", "register=office"} <= set(sent.partition("?")[2].split("&"))


def test_on_paper_stands_one_document_with_all_parts_open_and_nothing_to_press(opened, tambon_app):
    page = opened(f"{tambon_app}/area?area={AREA}")
    page.evaluate("window.print = () => {}")
    sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert sheets >= 3, "the whole document has to reach paper, not one screen of it"
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".paper").inner_text().startswith("ส่องกล้องนคร")
    assert page.locator("details:not([open])").count() == 0
    for gone in ("stSidebar", "stHeader"):
        assert page.get_by_test_id(gone).locator("visible=true").count() == 0
    assert page.locator(".stMain button:visible, .contents:visible, .st-key-controls:visible").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() > 0


def test_the_bars_of_time_stand_where_their_dates_are(opened, tambon_app):
    page = opened(f"{tambon_app}/area?area={AREA}", 1920, 1080)
    lanes = {
        name: page.get_by_role("img", name=re.compile(f"^{name}:")).locator(".span").bounding_box()
        for name in ("สระเก่าสมมติ", "สระใหม่สมมติ")
    }
    day = page.locator(".timeline li .day").first.bounding_box()["x"]
    old_end = lanes["สระเก่าสมมติ"]["x"] + lanes["สระเก่าสมมติ"]["width"]
    assert old_end < lanes["สระใหม่สมมติ"]["x"] < day
    per_day = (day - old_end) / 91  # 31 March to 30 June
    assert lanes["สระใหม่สมมติ"]["x"] == pytest.approx(day - 46 * per_day, abs=2)


def test_a_title_found_by_typing_opens_the_record(opened, tambon_app):
    page = opened(f"{tambon_app}/work")
    page.get_by_role("combobox", name=re.compile("^.*งาน")).first.focus()
    page.keyboard.type("ทางระบาย")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("work=drain"))
    page.get_by_role("heading", name="ทางระบายน้ำสมมติ", level=1).wait_for()
