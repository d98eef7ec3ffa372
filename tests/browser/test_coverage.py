"""Stated coverage in a real browser: the matrix by keyboard, the map by kinds, the work that meets at a line."""

import re
from datetime import date

import pytest

from data.schema import Level
from data.store import open_store
from geo import coverage, palettes, stances
from geo.scores import evaluate
from tests.browser.serving import closed_page
from tests.browser.shown import fills, map_frame, press, settle
from tests.browser.test_access import SMALL, found_by_axe
from tests.browser.test_keyboard import named, tab_to

pytestmark = pytest.mark.browser
AGENCY = "demo-academic-tapi"
KINDS = {
    "both": palettes.STANCE["joint"],
    "stated": palettes.STANCE["declared"],
    "working": palettes.STANCE["undeclared"],
}


@pytest.fixture
def page(browser, demo_app):
    opened, _ = closed_page(browser)
    opened.emulate_media(reduced_motion="reduce")  # marks on their way lie over each other
    opened.goto(f"{demo_app}/coverage?area=8006&agency={AGENCY}")
    settle(opened)
    yield opened
    opened.close()


def test_a_cell_of_the_matrix_is_reached_by_keyboard_and_its_work_appears(page):
    tab_to(page, named("a", "หน่วยงานกับพื้นที่"))
    page.keyboard.press("Enter")
    cell = tab_to(page, lambda here: here["tag"] == "A" and re.match(r"[0-9]+: .* ใน ต\.", here["name"]))
    count, names = cell["name"].split(": ", 1)
    agency, area = names.split(" ใน ต.")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=re.compile(f"งานของ {re.escape(agency)} ใน ต.{re.escape(area)}")).wait_for()
    settle(page)
    works = page.locator("#part-works ~ table").first.locator("tbody tr")
    assert works.count() == int(count)
    assert works.first.is_visible()
    assert found_by_axe(page) == []
    tab_to(page, named("a", "ทุกหน่วยงานในพื้นที่นี้"))
    page.keyboard.press("Enter")
    page.locator("#part-works").wait_for(state="detached")


def test_the_map_tells_where_an_agency_states_and_works_and_a_press_chooses_the_area(page, demo_app, demo_url):
    page.goto(f"{demo_app}/coverage?agency={AGENCY}")
    settle(page)
    store = open_store(demo_url)
    records, day = store.records(), date.fromisoformat(store.settings()["opening_as_of"])
    evaluation = evaluate(records, day)
    functions = records["agencies"].set_index("agency_id")["functions"]
    said = coverage.stated(records["coverage"], functions, evaluation.world.areas, Level.TAMBON, day)
    table = stances.stances(said, stances.working(evaluation, Level.TAMBON)).query("agency_id == @AGENCY")
    own = table.set_index("area_code")["stance"]
    assert fills(page) == {code: KINDS[own[code]] if code in own else palettes.NO_RECORD for code in fills(page)}
    legend = map_frame(page).locator(".legend")
    row = legend.get_by_role("button", name="บอกว่าดูแล และมีบันทึกงาน")
    assert row.locator(".count").inner_text() == f"{(own == 'both').sum()}"
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    assert frame.locator(".mark").count() > 0
    assert frame.evaluate(SMALL) == []
    bounds = store.boundaries(Level.TAMBON).loc[own.index[own == "both"]].bounds
    code = ((bounds["maxx"] - bounds["minx"]) * (bounds["maxy"] - bounds["miny"])).idxmax()
    press(page, code)
    page.wait_for_url(re.compile(f"area={code}"))
    page.locator("#part-works").wait_for()


WIDEST = """() => Math.max(...[...document.querySelectorAll('path[data-code^="8006"]')]
  .map((path) => path.getBoundingClientRect().width))"""


def test_the_map_comes_near_to_the_amphoe_that_is_chosen(page, demo_app):
    near = map_frame(page).locator("body").evaluate(WIDEST)
    page.goto(f"{demo_app}/coverage?agency={AGENCY}")
    settle(page)
    assert near > 2 * map_frame(page).locator("body").evaluate(WIDEST)


def test_a_kind_is_filtered_by_its_legend(page):
    map_frame(page).locator(".legend").get_by_role("button", name="บอกว่าดูแล ยังไม่มีบันทึกงาน").click()
    page.wait_for_url(re.compile("off=S"))
    settle(page)
    assert KINDS["stated"] not in fills(page).values()
    assert KINDS["both"] in fills(page).values()


BOXES = """() => [...document.querySelectorAll('.waists > li')].map((each) => {
  const line = each.querySelector('.line').getBoundingClientRect();
  const of = (side, kind) => [...each.querySelectorAll(`.side.${side} li.${kind}`)]
    .map((box) => box.getBoundingClientRect());
  return { line: [line.top, line.bottom],
    down: [of('down', 'met').map((box) => box.bottom), of('down', 'apart').map((box) => box.bottom)],
    up: [of('up', 'met').map((box) => box.top), of('up', 'apart').map((box) => box.top)] };
})"""


def test_what_is_met_touches_the_line_and_what_is_not_keeps_away_from_it(browser, demo_app):
    page, _ = closed_page(browser)
    page.goto(f"{demo_app}/coverage?area=800603&lists=whole")
    settle(page)
    drawn = page.evaluate(BOXES)
    assert any(each["down"][0] and each["up"][0] for each in drawn)
    assert any(each["down"][1] or each["up"][1] for each in drawn)
    for each in drawn:
        top, bottom = each["line"]
        for met, apart, edge in ((*each["down"], top), (*each["up"], bottom)):
            assert not met or min(abs(one - edge) for one in met) < 1
            assert all(abs(one - edge) > 10 for one in apart)
    page.close()
