"""What the map must show, worked out from the records without the app, and how to read what it shows."""

import datetime

from playwright.sync_api import Frame, FrameLocator, Page

from data.store import open_store
from geo import classify, palettes
from geo.scores import evaluate, score


def expected_fills(url: str, day: datetime.date, level: str = "tambon") -> dict[str, str]:
    """Return the bivariate colour of every area, from the store's records through the scores of METHOD."""
    store = open_store(url)
    scores = score(evaluate(store.records(), day), level).set_index("area_code")
    kept = store.settings().get("integration_limits_3")
    limits = tuple(float(part) for part in kept.split("|")) if kept else classify.DEFAULT_TERCILES
    keys = classify.classes(scores, classify.Measure.BIVARIATE, limits)
    colours = {str(3 * row + column): palettes.BIVARIATE[row][column] for row in range(3) for column in range(3)}
    colours |= dict(zip("abc", palettes.INSUFFICIENT, strict=True)) | {"n": palettes.NO_RECORD}
    return keys.map(colours).to_dict()


def map_frame(page: Page) -> FrameLocator:
    """Return the map's frame, once it has painted."""
    frame = page.frame_locator('iframe[src*="streamlit_folium"]')
    frame.locator("body[data-painted]").wait_for(timeout=60_000)
    return frame


def until(page: Page, frame: Page | Frame, is_so: str) -> None:
    """Wait until a function of the page says so; asked again and again, as the page's policy forbids to be told."""
    for _ in range(100):
        if frame.evaluate(is_so):
            return
        page.wait_for_timeout(100)
    raise AssertionError(is_so)


def settle(page: Page) -> None:
    """Wait until Streamlit has run, every frame has its look and, where there is a map, it has painted.

    A field may be drawn and filled in only a moment later: ask what it holds with ``expect``, which waits.
    """
    page.get_by_role("heading", level=1).first.wait_for(timeout=60_000)
    page.wait_for_timeout(300)  # what was pressed reaches the server first
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=60_000)
    if page.locator('iframe[src*="streamlit_folium"]').count():
        map_frame(page)
    for frame in page.frames:
        until(page, frame, "() => [...document.querySelectorAll('link[rel=stylesheet]')].every((each) => each.sheet)")
    until(page, page.main_frame, "() => !document.querySelector('[data-stale=true]')")
    page.wait_for_timeout(700)


def fills(page: Page) -> dict[str, str]:
    """Return the colour of every area drawn, by code."""
    script = """body => {
        const drawn = body.ownerDocument.defaultView.songklong.drawn();
        for (const path of body.ownerDocument.querySelectorAll('path[data-code]')) {
            if (path.getAttribute('fill') !== drawn[path.dataset.code]) throw new Error(path.dataset.code);
        }
        return drawn;
    }"""
    return map_frame(page).locator("body").evaluate(script)


def press(page: Page, code: str) -> None:
    """Click into the inside of an area of the map, wherever its outline lies on the screen."""
    page.mouse.click(*inside(page, code))


def inside(page: Page, code: str) -> tuple[float, float]:
    """Return where on the screen an area of the map lies open to the mouse, scrolled into view."""
    path = map_frame(page).locator(f'path[data-code="{code}"]')
    page.locator('iframe[src*="streamlit_folium"]').evaluate("frame => frame.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(300)
    point = path.evaluate(
        """path => {
            const box = path.getBBox(), matrix = path.getScreenCTM(), point = path.ownerSVGElement.createSVGPoint();
            for (let step = 1; step < 40; step += 1) for (let at = 1; at < step; at += 1) {
                point.x = box.x + box.width * at / step; point.y = box.y + box.height * ((at * 7) % step) / step;
                if (!path.isPointInFill(point)) continue;
                const seen = point.matrixTransform(matrix);
                const around = [[0, 0], [3, 0], [-3, 0], [0, 3], [0, -3]];
                if (around.every(([x, y]) => document.elementFromPoint(seen.x + x, seen.y + y) === path)) {
                    return { x: seen.x, y: seen.y };
                }
            }
            return null;
        }"""
    )
    assert point, f"{code} is covered everywhere"
    frame = page.locator('iframe[src*="streamlit_folium"]').bounding_box()
    return frame["x"] + point["x"], frame["y"] + point["y"]
