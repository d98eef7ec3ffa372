"""What only a browser shows: colours, filters, links, two languages, and a network that stays closed."""

import datetime
import re

import pytest

from data.store import open_store
from geo import palettes
from tests.browser import province
from tests.browser.serving import closed_page
from tests.browser.shown import expected_fills, fills, inside, map_frame, press

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("level", ["tambon", "amphoe"])
def test_every_area_has_the_colour_of_its_scores_and_nothing_is_asked_of_the_outside(
    browser, invented_app, invented_url, level
):
    page, tried = closed_page(browser)
    page.goto(f"{invented_app}/?level={level}")
    map_frame(page)
    assert fills(page) == expected_fills(invented_url, province.DAY, level)
    page.wait_for_timeout(1_000)
    assert tried == []
    page.close()


def test_states_are_drawn_apart(browser, public_app, public_url):
    page, _ = closed_page(browser)
    page.goto(public_app)
    frame = map_frame(page)
    drawn = fills(page)
    assert drawn == expected_fills(public_url, datetime.date(2021, 12, 30))
    unrecorded = [code for code, fill in drawn.items() if fill == palettes.NO_RECORD]
    assert len(unrecorded) == 161
    slant = frame.locator(".leaflet-hatches-pane path").first.get_attribute("d")
    assert slant.count("M") >= len(unrecorded)
    dotted = frame.locator('path[data-code][stroke-dasharray="1 3"]')
    assert dotted.count() == 7
    assert frame.locator(".legend .stroke.approximate").count() == 1
    page.close()


def test_an_agency_shows_its_own_areas_its_stated_coverage_and_where_its_work_has_no_point(browser, public_app):
    page, _ = closed_page(browser)
    page.goto(f"{public_app}/?agency=lg-800107")
    frame = map_frame(page)
    assert set(fills(page).values()) == {palettes.FILTERED_OUT}, "it has no open work on that day"
    assert frame.locator(".leaflet-cover-pane path").count() >= 1
    assert "หน่วยงานนี้แจ้งว่าดูแล" in frame.locator(".legend").inner_text()
    assert "อยู่นอกตัวกรอง" in frame.locator(".legend").inner_text()
    page.goto(public_app)
    frame = map_frame(page)
    hollow = frame.locator(".mark.hollow").first
    hollow.hover()
    assert "ไม่มีพิกัดของงาน" in frame.locator(".leaflet-tooltip").inner_text()
    hollow.click()
    page.wait_for_url(re.compile(r"/area\?.*area=80\d{4,6}"))
    page.get_by_role("heading", level=1).wait_for()
    page.close()


def test_a_map_told_anew_while_its_outlines_are_on_their_way_has_painted_once_they_are_drawn(browser, invented_app):
    page, _ = closed_page(browser)
    held = []

    def pass_on(route):
        answer = route.fetch()
        if "rings" in answer.json():
            held.append((route, answer))
        else:
            route.fulfill(response=answer)

    page.route("**/map/data/*", pass_on)
    page.goto(invented_app)
    frame = page.frame_locator('iframe[src*="streamlit_folium"]')
    frame.locator(".cell").nth(8).click()
    page.wait_for_url(re.compile("off=8"))
    frame.locator('.cell[aria-pressed="false"]').wait_for()
    page.wait_for_timeout(1_000)
    assert frame.locator("body[data-painted]").count() == 0
    route, answer = held.pop()
    route.fulfill(response=answer)
    assert palettes.FILTERED_OUT in fills(page).values()
    assert held == [], "the outlines travel once"
    page.close()


def test_pressing_a_colour_of_the_diamond_filters_map_and_table_and_can_be_sent_as_a_link(
    browser, invented_app, invented_url
):
    page, _ = closed_page(browser)
    page.goto(invented_app)
    frame = map_frame(page)
    wanted = expected_fills(invented_url, province.DAY)
    orange = palettes.BIVARIATE[2][2]
    count = list(wanted.values()).count(orange)
    assert count
    assert frame.locator(".cell").nth(8).inner_text() == str(count)
    frame.locator(".cell").nth(8).click()
    page.wait_for_url(re.compile("off=8"))
    frame.locator('.cell[aria-pressed="false"]').wait_for()
    _until(page, lambda drawn: orange not in drawn.values())
    assert list(fills(page).values()).count(palettes.FILTERED_OUT) == count
    other, _ = closed_page(browser)
    other.goto(page.url)
    map_frame(other)
    assert fills(other) == fills(page)
    other.close()
    page.close()


def test_the_numbers_of_the_tips_travel_when_the_first_area_is_pointed_at(browser, invented_app):
    page, _ = closed_page(browser)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/map/data/" in request.url else None)
    page.goto(invented_app)
    frame = map_frame(page)
    before = len(asked)
    page.mouse.move(*inside(page, "800611"))
    frame.locator(".area-tip", has_text=re.compile(r"หน้างานซ้ำ/หมู่บ้าน \d+\.\d\d")).wait_for()
    page.mouse.move(*inside(page, "800906"))
    frame.locator(".area-tip", has_text="ต.นาหลวงเสน").wait_for()
    assert len(asked) == before + 1
    page.close()


def test_changing_the_level_to_and_fro_leaves_one_sheet_and_areas_that_can_be_pressed(browser, invented_app):
    page, _ = closed_page(browser)
    page.goto(invented_app)
    frame = map_frame(page)
    for level, count in (("อำเภอ", 23), ("ตำบล", 170)):
        name = page.get_by_role("radio", name=level, exact=True)
        name.or_(page.get_by_role("button", name=level, exact=True)).first.click()
        _until(page, lambda drawn, count=count: len(drawn) == count)
    assert frame.locator(".leaflet-overlay-pane > svg").count() == 1
    assert frame.locator(".leaflet-hatches-pane > svg").count() == 1
    press(page, "800611")
    page.wait_for_url(re.compile("area=800611"))
    page.close()


def test_villages_are_painted_on_one_canvas_in_the_colours_of_their_scores_and_can_be_pressed(
    browser, invented_app, invented_url
):
    page, _ = closed_page(browser)
    page.goto(f"{invented_app}/?level=village")
    frame = map_frame(page)
    assert fills(page) == expected_fills(invented_url, province.DAY, "village")
    assert frame.locator("canvas").count() == 2, "areas and hatching"
    assert frame.locator(".leaflet-overlay-pane path, .leaflet-hatches-pane path").count() == 0
    village = open_store(invented_url).boundaries("village").loc["80061101"].geometry.representative_point()
    at = """(body, place) => {
        const { map, frameElement } = body.ownerDocument.defaultView, { x, y } = frameElement.getBoundingClientRect();
        map.setView(place, 15, { animate: false });
        const point = map.latLngToContainerPoint(place);
        return [x + point.x, y + point.y];
    }"""
    point = frame.locator("body").evaluate(at, [village.y, village.x])
    pixel = """(body, [x, y]) => {
        const canvas = body.ownerDocument.querySelector('.leaflet-overlay-pane canvas');
        const box = canvas.getBoundingClientRect();
        const outer = body.ownerDocument.defaultView.frameElement.getBoundingClientRect();
        const data = canvas.getContext('2d').getImageData(x - outer.x - box.x, y - outer.y - box.y, 1, 1).data;
        return [...data].slice(0, 3);
    }"""
    page.wait_for_timeout(500)
    fill = fills(page)["80061101"]
    assert frame.locator("body").evaluate(pixel, point) == pytest.approx(list(bytes.fromhex(fill[1:])), abs=2)
    page.mouse.move(*point)
    frame.locator(".area-tip", has_text="ต.การะเกด").wait_for()
    page.mouse.click(*point)
    page.wait_for_url(re.compile("area=80061101"))
    page.close()


def test_a_legend_pressed_by_key_keeps_its_focus(browser, invented_app):
    page, _ = closed_page(browser)
    page.goto(invented_app)
    frame = map_frame(page)
    frame.locator('.row[data-key="n"]').focus()
    page.keyboard.press("Enter")
    frame.locator('.row[data-key="n"][aria-pressed="false"]').wait_for()
    assert frame.locator("body").evaluate("body => body.ownerDocument.activeElement.dataset.key") == "n"
    assert page.locator('iframe[src*="streamlit_folium"]').get_attribute("title").startswith("แผนที่")
    page.close()


def test_position_and_frame_survive_a_change_of_filter(browser, invented_app):
    page, _ = closed_page(browser)
    page.goto(invented_app)
    frame = map_frame(page)
    frame.locator("body").evaluate("body => { body.dataset.same = 'yes'; }")
    frame.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(800)
    place = """body => body.ownerDocument.querySelector('.leaflet-map-pane').style.transform
        + body.ownerDocument.querySelector('path[data-code]').getAttribute('d').slice(0, 40)"""
    before, colours = frame.locator("body").evaluate(place), fills(page)
    page.get_by_role("radio", name="ซ้ำซ้อน", exact=True).or_(
        page.get_by_role("button", name="ซ้ำซ้อน", exact=True)
    ).first.click()
    _until(page, lambda drawn: drawn != colours)
    assert frame.locator("body").get_attribute("data-same") == "yes"
    assert frame.locator("body").evaluate(place) == before
    page.close()


def test_a_reader_without_a_mouse_reaches_an_area_through_the_list(browser, invented_app):
    page, _ = closed_page(browser)
    page.goto(f"{invented_app}/area")
    box = page.get_by_role("combobox", name=re.compile("พื้นที่"))
    box.focus()
    page.keyboard.type("การะเกด")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("area=800611"))
    page.get_by_role("heading", name=re.compile("ต.การะเกด")).first.wait_for()
    page.close()


def test_a_link_to_an_area_opens_cold_in_english(browser, invented_app):
    page, tried = closed_page(browser)
    page.goto(f"{invented_app}/area?area=800611&lang=en")
    page.get_by_role("heading", name="Integration: six components").wait_for()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Tambon")
    assert tried == []
    page.close()


@pytest.mark.parametrize("path", ["/area", "/area?lang=en"])
def test_a_link_to_a_page_within_brings_our_look_script_and_language(browser, invented_app, path):
    page, _ = closed_page(browser)
    page.goto(f"{invented_app}{path}")
    page.get_by_role("heading", level=1).wait_for()
    assert page.locator("html").get_attribute("lang") == ("en" if "en" in path else "th")
    assert page.title() != "Streamlit"
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')")
    page.close()


def test_the_document_says_it_is_thai(browser, invented_app):
    page, _ = closed_page(browser)
    page.goto(invented_app)
    assert page.locator("html").get_attribute("lang") == "th"
    assert map_frame(page).locator("html").get_attribute("lang") == "th"
    page.close()


def test_going_to_an_area_and_back_keeps_the_selection(browser, invented_app):
    page, _ = closed_page(browser)
    page.goto(f"{invented_app}/?measure=duplication&theme=AGR")
    map_frame(page)
    before = fills(page)
    press(page, "800611")
    page.wait_for_url(re.compile("area=800611"))
    assert "theme=AGR" in page.url
    page.get_by_role("button", name="กลับไปที่แผนที่").click()
    page.wait_for_url(re.compile("measure=duplication"))
    map_frame(page)
    assert fills(page) == before
    page.close()


def _until(page, is_so, seconds=20):
    for _ in range(seconds * 5):
        if is_so(fills(page)):
            return
        page.wait_for_timeout(200)
    raise AssertionError("the map did not change as it should")
