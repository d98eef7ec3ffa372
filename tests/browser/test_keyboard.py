"""Whole journeys by keyboard alone: no mouse is moved in this module, and the focus is always seen."""

import re

import pytest

from tests.browser.serving import closed_page
from tests.browser.shown import settle

pytestmark = pytest.mark.browser
_MOST = 140
"""Presses of Tab after which a reader has given up."""


@pytest.fixture
def page(browser, invented_app):
    opened, _ = closed_page(browser)
    opened.goto(invented_app)
    settle(opened)
    yield opened
    opened.close()


FOCUSED = """() => {
  let here = document.activeElement, frame = null;
  if (here.tagName === 'IFRAME') { frame = here; here = here.contentDocument.activeElement; }
  const style = here.ownerDocument.defaultView.getComputedStyle(here), box = here.getBoundingClientRect();
  const before = here.ownerDocument.defaultView.getComputedStyle(here, '::before');
  const rings = [style, before].filter((each) => each.outlineStyle !== 'none' && parseFloat(each.outlineWidth) >= 2);
  const label = here.labels && here.labels.length ? here.labels[0].innerText : '';
  return {
    tag: here.tagName, role: here.getAttribute('role') || '', inMap: Boolean(frame), href: here.href || '',
    name: (here.getAttribute('aria-label') || label || here.innerText || here.title || '').trim(),
    ring: rings.length > 0, shown: box.width > 0 && box.height > 0, cell: here.tagName === 'TD',
  };
}"""


def tab_to(page, is_it, key="Tab"):
    """Press Tab until the focus is on what is wanted; every stop on the way is seen."""
    for _ in range(_MOST):
        page.keyboard.press(key)
        here = page.evaluate(FOCUSED)
        if here["tag"] == "BODY" or here["cell"]:
            continue
        assert here["shown"], here
        if is_it(here):
            assert here["ring"], here
            return here
    raise AssertionError("the focus never came there")


def named(role, name):
    return lambda here: role in (here["role"], here["tag"].lower()) and name in here["name"]


def choose(page, name, text):
    """Choose in a box of choices by typing."""
    tab_to(page, named("combobox", name))
    page.keyboard.type(text)
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")


def pick(page, names, wanted):
    """Go to a row of buttons that stand for one choice and press the wanted one."""
    tab_to(page, lambda here: here["role"] == "radio" and here["name"] in names)
    for _ in names:
        if page.evaluate(FOCUSED)["name"] == wanted:
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")


def test_the_skip_link_is_first_and_leads_past_the_sidebar(page):
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["name"] == "ข้ามไปที่เนื้อหา"
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_measure_level_and_theme_are_changed_by_keys(page):
    pick(page, ["อำเภอ", "ตำบล", "หมู่บ้าน"], "อำเภอ")
    page.wait_for_url(re.compile("level=amphoe"))
    settle(page)
    choose(page, "เรื่อง", "เกษตร")
    page.wait_for_url(re.compile("theme="))
    settle(page)
    pick(page, ["ซ้ำซ้อน × บูรณาการ", "ซ้ำซ้อน", "สัดส่วนซ้ำ"], "สัดส่วนซ้ำ")
    page.wait_for_url(re.compile("measure=share"))
    settle(page)
    assert "level=amphoe" in page.url
    assert "theme=" in page.url


def test_a_colour_is_filtered_by_keys_in_the_maps_legend_and_the_map_can_be_left(page):
    tab_to(page, lambda here: here["inMap"] and here["tag"] == "BUTTON" and "ซ้ำมาก" in here["name"])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("off="))
    settle(page)
    tab_to(page, lambda here: not here["inMap"] and here["role"] == "tab")


def test_an_area_is_reached_through_the_search_then_a_record_and_its_source(page):
    tab_to(page, lambda here: here["tag"] == "INPUT" and "ค้นหา" in here["name"])
    page.keyboard.type("การะเกต")
    page.locator("[data-testid=stSidebar] a[href*='area=800611']").first.wait_for()
    tab_to(page, lambda here: "area=800611" in here["href"])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/area\?.*area=800611"))
    settle(page)
    record = tab_to(page, lambda here: "/work?" in here["href"])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/work\?.*work=inv-"))
    settle(page)
    assert page.get_by_role("heading", level=1).inner_text() == record["name"]
    source = tab_to(page, lambda here: here["href"].startswith("https://example.org/invented/"))
    assert source["tag"] == "A"


def enter_table(page):
    """Tab on from the heading of the table until the focus is in it."""
    tab_to(page, lambda here: here["role"] == "tab")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.testid") == "data-grid-canvas":
            return
    raise AssertionError("the table is not reached")


def test_a_row_of_the_table_is_opened_by_keys(page):
    enter_table(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    page.wait_for_url(re.compile(r"/area\?.*area=80\d{4}"))
    settle(page)


def test_the_table_does_not_hold_the_focus(page):
    enter_table(page)
    for _ in range(20):
        page.keyboard.press("Tab")
        if not page.evaluate("Boolean(document.activeElement.closest('[data-testid=stDataFrame], canvas'))"):
            return
    raise AssertionError("the table holds the focus")


def test_the_language_is_switched_by_keys(page):
    tab_to(page, lambda here: here["role"] == "radio" and here["name"] == "ไทย")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.locator("html[lang=en]").wait_for(state="attached")
    page.get_by_role("heading", level=1, name=re.compile("The province has")).wait_for()


@pytest.mark.parametrize("path", ["/", "/area?area=800611", "/method"])
def test_the_focus_is_seen_wherever_it_goes(browser, invented_app, path):
    page, _ = closed_page(browser)
    page.goto(invented_app + path)
    settle(page)
    seen = []
    for _ in range(70):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here["tag"] not in ("BODY", "TD", "CANVAS"):
            seen.append(here)
    assert len(seen) > 30
    assert [here for here in seen if not here["ring"]] == []
    page.close()
