"""Every reader reaches everything: axe finds nothing, targets are large, narrow, enlarged and still screens hold."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.serving import closed_page
from tests.browser.shown import settle, until

pytestmark = pytest.mark.browser
SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE = (1920, 1080), (390, 844)
ADDRESSES = {
    "province": "/",
    "area": "/area?area=800611",
    "work": "/work?work=demo-0001",
    "coverage": "/coverage?theme=AGR&area=8006",
    "coverage, whole": "/coverage",
    "coverage of an agency": "/coverage?agency=demo-academic-tapi&area=800101&cells=villages",
    "network": "/network?area=8006&agency=demo-academic-tapi",
    "network, whole": "/network",
    "hats": "/hats?area=8006",
    "relay": "/relay?area=8006",
    "binoculars": "/binoculars?agency=demo-academic-tapi",
    "opening": "/opening?agency=demo-academic-tapi&area=800101&theme=SOC-POV",
    "duplication": "/duplication?area=8006",
    "whatif": "/whatif?area=8006",
    "method": "/method",
    "exchange": "/exchange",
    "people": "/people",
    "history": "/history",
    "review": "/review",
    "record": "/record?edit=initiatives&entry=demo-0001",
    "record, none chosen": "/record",
    "area, none chosen": "/area",
    "work, none chosen": "/work",
    "wall": "/?watch=1",
}
"""An address of every page of the navigation, and of what looks otherwise."""


@pytest.fixture
def open_at(browser, demo_app):
    """Open an address of the demo and wait until nothing moves."""
    pages = []

    def _open(path, size=WIDE, **media):
        page, _ = closed_page(browser, *size)
        pages.append(page)
        page.emulate_media(**media)
        page.goto(demo_app + path)
        settle(page)
        return page

    yield _open
    for page in pages:
        page.close()


def found_by_axe(page):
    """What axe finds in the page and the frames in it, as lines that name rule, place and reason."""
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
    report = page.evaluate("tags => axe.run({ runOnly: tags, resultTypes: ['violations'] })", TAGS)
    assert len(report["passes"]) > 15, "axe has to have looked"
    return [
        f"{rule['id']}: {node['target']} {(node['any'] + node['all'] + node['none'])[0]['message']}"
        for rule in report["violations"]
        for node in rule["nodes"]
    ]


def test_every_page_of_the_navigation_is_looked_at():
    assert set(re.findall(r'url_path="(\w+)"', SHELL.read_text(encoding="utf-8"))) <= set(ADDRESSES)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_in_what_opens(open_at, size):
    page = open_at("/", size)
    for tab in page.get_by_role("tab").all():
        tab.click()
        settle(page)
        assert found_by_axe(page) == [], tab.inner_text()
    page.get_by_role("button", name=re.compile("ตัวกรองเพิ่ม")).click()
    page.get_by_role("combobox", name="เจ้าภาพ").wait_for()
    assert found_by_axe(page) == []


@pytest.mark.parametrize("name", ["area", "work", "method"])
def test_axe_finds_nothing_where_every_part_is_open(open_at, name):
    page = open_at(ADDRESSES[name])
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert found_by_axe(page) == []


SMALL = """() => {
  const wanted = 'a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=radio], '
    + '[role=slider], [tabindex]:not([tabindex="-1"])';
  const seen = (each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !each.closest('[inert], [aria-hidden=true]');
  const target = (each) => each.closest('label, .stSlider [role=group]')
    || each.closest(':is(.stSelectbox, .stMultiSelect) > div:last-child') || each;
  const beside = document.querySelector('[data-testid=stSidebar][data-collapsed=true]');
  return [...document.querySelectorAll(wanted)].filter(seen)
    .filter((each) => !(beside && beside.contains(each)) && each.dataset.testid !== 'stSkipToContent')
    .map((each) => [each, target(each).getBoundingClientRect()])
    .filter(([each, box]) => box.width && box.height && (box.width < 24 || box.height < 24))
    .map(([each, box]) => `${each.outerHTML.slice(0, 120)} ${box.width} x ${box.height}`);
}"""
"""Targets under 24 CSS px: an input's is its label or box, a slider's its track; the skip link has its own test."""


def test_the_skip_link_is_large_once_it_is_seen(open_at):
    page = open_at("/")
    page.keyboard.press("Tab")
    box = page.locator('[data-testid="stSkipToContent"]:focus').bounding_box()
    assert box["width"] >= 24
    assert box["height"] >= 24


CUT = """() => {
  const main = document.querySelector('[data-testid=stMain]'), edge = document.documentElement.clientWidth + 1;
  const scrolls = (each) => each.closest('.scroll, [role=tablist], [data-testid=stDataFrame], thead');
  const text = [...main.querySelectorAll('h1, h2, h3, p, li, td, dd, dt, summary, button, .value, .note, label')]
    .filter((each) => each.checkVisibility() && !scrolls(each) && each.getBoundingClientRect().right > edge);
  return [document.documentElement.scrollWidth <= innerWidth && main.scrollWidth <= main.clientWidth,
          text.map((each) => each.outerHTML.slice(0, 100))];
}"""
"""Whether the page stands within its width, and which text does not; tables with a scroller of their own may."""


BLACK = """() => getComputedStyle(document.querySelector('.stApp')).backgroundColor
  .match(/[0-9]+/g).slice(0, 3).every((part) => part < 64)"""


@pytest.mark.parametrize(
    ("lang", "day", "night", "narrow"),
    [("th", WIDE, PHONE, (960, 540)), ("en", PHONE, WIDE, (320, 640))],
    ids=["thai", "english"],
)
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_holds_by_day_and_by_night_for_eyes_fingers_and_screen_readers(
    open_at, name, lang, day, night, narrow
):
    """Thai by day and by night at either size; English, whose words are of other lengths, by night alone for axe."""
    path = ADDRESSES[name]
    page = open_at(f"{path}{'&' if '?' in path else '?'}lang={lang}", day, color_scheme="light")
    assert page.locator("html").get_attribute("lang") == lang
    assert_held(page, name, day)
    assert lang == "en" or found_by_axe(page) == []
    page.emulate_media(color_scheme="dark")
    until(page, page, BLACK)
    resize(page, night)
    assert_held(page, name, night)
    assert found_by_axe(page) == []
    resize(page, narrow)
    assert_whole(page, name, narrow)


def resize(page, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    settle(page)


def assert_held(page, name, size):
    assert [line for frame in page.frames for line in frame.evaluate(SMALL)] == []
    assert_whole(page, name, size)


def assert_whole(page, name, size):
    assert name == "wall" or page.evaluate(CUT) == [True, []], size


def test_the_document_speaks_the_readers_language_after_a_switch_too(open_at):
    page = open_at("/method")
    assert page.get_by_role("navigation", name="หน้าต่าง ๆ").count() == 1
    page.get_by_role("radio", name="English").click()
    page.locator("html[lang=en]").wait_for(state="attached")
    settle(page)
    assert page.get_by_role("navigation", name="App pages").count() == 1
    assert page.locator('[data-testid="stSkipToContent"]').inner_text() == "Skip to main content"
    page.get_by_role("radio", name="ไทย").click()
    page.locator("html[lang=th]").wait_for(state="attached")
    settle(page)
    assert page.locator('[data-testid="stSkipToContent"]').inner_text() == "ข้ามไปที่เนื้อหา"


MOVING = """() => [...document.querySelectorAll('*')].filter((each) => {
  const style = getComputedStyle(each), long = (text) => text.split(',').some((part) => parseFloat(part) > 0);
  return long(style.transitionDuration) && style.transitionProperty !== 'none' || style.animationName !== 'none';
}).map((each) => each.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("name", ["province", "area", "method"])
def test_nothing_moves_for_who_asks_for_stillness(open_at, name):
    page = open_at(ADDRESSES[name], reduced_motion="reduce")
    assert [line for frame in page.frames for line in frame.evaluate(MOVING)] == []


AT_THE_TOP = "() => Math.abs(document.getElementById('{}')?.getBoundingClientRect().top ?? 1000) < 120"


def test_a_link_to_a_part_of_the_method_page_opens_there(open_at):
    page = open_at("/method#components")
    until(page, page, AT_THE_TOP.format("components"))


def test_a_link_from_another_page_to_a_part_of_the_method_page_opens_there(open_at):
    page = open_at(ADDRESSES["binoculars"])
    page.locator("details", has=page.get_by_role("link", name="คิดความคล้ายอย่างไร", include_hidden=True)).first.click()
    page.get_by_role("link", name="คิดความคล้ายอย่างไร").first.click()
    until(page, page, AT_THE_TOP.format("likeness"))
    assert page.evaluate("document.activeElement.id") == "likeness"
