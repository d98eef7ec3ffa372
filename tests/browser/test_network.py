"""The drawing of the network by keyboard, and what only a browser can measure of it."""

import re

import pytest

from tests.browser.serving import closed_page, serving
from tests.browser.shown import settle
from tests.browser.test_access import PHONE, WIDE
from tests.browser.test_keyboard import FOCUSED, named, tab_to

pytestmark = pytest.mark.browser

OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.plane li')].map((each) => {
    const parts = [...each.querySelectorAll('.mark, .name:not(.full)')].map((part) => part.getBoundingClientRect());
    return { left: Math.min(...parts.map((part) => part.left)), right: Math.max(...parts.map((part) => part.right)),
      top: Math.min(...parts.map((part) => part.top)), bottom: Math.max(...parts.map((part) => part.bottom)) };
  });
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const over = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => meet(a, b)));
  const plane = document.querySelector('.plane').getBoundingClientRect();
  const out = boxes.filter((a) => a.left < plane.left || a.right > plane.right || a.top < plane.top
    || a.bottom > plane.bottom);
  return { count: boxes.length, over: over.length, out: out.length };
}"""

ENDS = """() => {
  const marks = [...document.querySelectorAll('.plane li .mark')].map((each) => each.getBoundingClientRect());
  const near = (x, y) => marks.some((m) => Math.hypot((m.left + m.right) / 2 - x, (m.top + m.bottom) / 2 - y) < 3);
  const plane = document.querySelector('.plane').getBoundingClientRect();
  return [...document.querySelectorAll('.plane > div > .edge')].filter((each) => {
    const style = each.style, x = plane.left + parseFloat(style.left), y = plane.top + parseFloat(style.top);
    const turn = parseFloat(style.transform.slice(7)) * Math.PI / 180, long = parseFloat(style.width);
    return !near(x, y) || !near(x + long * Math.cos(turn), y + long * Math.sin(turn));
  }).length;
}"""


@pytest.fixture
def page(browser):
    opened, _ = closed_page(browser)
    yield opened
    opened.close()


def test_an_agency_is_reached_by_keyboard_says_its_side_and_ties_and_opens_them(page, tambon_url):
    with serving(store=tambon_url) as app:
        page.goto(f"{app}/network?area=800611&least=1")
        settle(page)
        region = tab_to(page, named("region", "ภาพเครือข่าย"))
        assert re.search(r"ภาพเครือข่าย \d+ หน่วยงาน \d+ คู่ที่เชื่อมกัน", region["name"])
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        assert here["tag"] == "A"
        assert here["ring"]
        assert re.match(r"1 .* (ฝ่ายรัฐ|ฝ่ายประชาชน|ไม่อยู่ฝ่ายใด) เชื่อมกับ \d+ หน่วยงาน", here["name"])
        assert page.locator(".plane a:focus .full").is_visible()
        assert page.locator(".plane a:focus .own .edge").first.is_visible()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("agency="))
        own = page.locator("#part-own")
        own.wait_for()
        settle(page)
        assert own.inner_text() in here["name"]
        assert page.locator(".plane li.chosen").count() == 1


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_hundred_agencies_do_not_cover_each_other_and_every_line_ends_in_two_of_them(browser, demo_app, size):
    page, _ = closed_page(browser, *size)
    page.goto(f"{demo_app}/network")
    settle(page)
    found = page.evaluate(OVERLAPS)
    assert found["count"] > 100
    assert (found["over"], found["out"]) == (0, 0)
    assert page.evaluate(ENDS) == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
