"""From a filter's change to the repainted map, beside naive folium and pydeck. This module drives a real Chromium.

The clock starts at the click inside the page and stops at the first animation frame in which the areas show other
colours: fill attributes where the map is SVG, pixels where it is a canvas. Bytes are what the websocket carried.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Locator, Page

from bench import tilings
from tests.browser import province
from tests.browser.serving import chromium, closed_page, serving

ROUNDS, PAGES = 10, 8
"""Changes that are measured, and the most pages opened for them: under heavy maps Chromium at times stops to draw."""
ROOT = Path(__file__).resolve().parent.parent
PEERS = {"ours": "the app's map", "naive": "folium.GeoJson in st_folium", "deck": "st.pydeck_chart"}

_PROBE = """
function paths(root) {
  const found = [];
  for (const frame of root.querySelectorAll('iframe')) {
    if (frame.contentDocument) found.push(...frame.contentDocument.querySelectorAll('path.leaflet-interactive'));
  }
  return found;
}
function sheet(root) {
  for (const frame of root.querySelectorAll('iframe')) {
    const found = frame.contentDocument && frame.contentDocument.querySelector('.leaflet-overlay-pane canvas');
    if (found) return found;
  }
  return root.querySelector('canvas#deckgl-overlay, [data-testid="stDeckGlJsonChart"] canvas');
}
function colour() {
  const found = paths(document);
  if (found.length) return found.map((path) => path.getAttribute('fill')).join('');
  const canvas = sheet(document);
  if (!canvas || !canvas.width) return null;
  const small = document.createElement('canvas');
  small.width = small.height = 96;
  const pen = small.getContext('2d', { willReadFrequently: true });
  pen.drawImage(canvas, 0, 0, 96, 96);
  const data = pen.getImageData(0, 0, 96, 96).data;
  let sum = 0, drawn = 0;
  for (let i = 0; i < data.length; i += 1) { sum = (sum * 31 + data[i]) % 1000000007; drawn += data[i]; }
  return drawn ? String(sum) : null;
}
"""

_CHANGE = (
    _PROBE
    + """
return await new Promise((done) => {
  const before = colour(), begin = performance.now();
  let blank = 0, frames = 0;
  setTimeout(() => done(null), 15000);
  button.click();
  function look() {
    const now = colour();
    frames += 1;
    if (now === null) blank += 1;
    else if (now !== before) { done({ ms: performance.now() - begin, blank, frames }); return; }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
});
"""
)


class Round(NamedTuple):
    """One change: milliseconds to the repainted map, blank frames, bytes received, those of the largest."""

    ms: float
    blank: int
    received: float
    largest: float


def measure(page: Page, address: str, scene: "Scene", most: int) -> list[Round]:
    """Return that many changes of a scene on one page, after a first; fewer where one shows nothing in 15 seconds."""
    received: list[float] = []
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.webSocketFrameReceived", lambda event: received.append(_size(event)))
    page.goto(address)
    page.wait_for_function(f"() => {{ {_PROBE} return colour() !== null; }}", timeout=120_000)
    page.wait_for_timeout(2 * scene.rest_ms)
    rounds = []
    for i in range(most + 1):
        received.clear()
        seen = scene.press(page, i).evaluate(f"async (button) => {{ {_CHANGE} }}")
        if seen is None:
            break
        page.wait_for_timeout(scene.rest_ms)
        rounds.append(Round(seen["ms"], seen["blank"], sum(received), max(received)))
    return rounds[1:]


def _next(page: Page, _: int) -> Locator:
    return page.get_by_role("button", name="next", exact=True)


def _measure(page: Page, i: int) -> Locator:
    name = ("ซ้ำซ้อน", "บูรณาการ", "หน่วยงาน", "ซ้ำซ้อน × บูรณาการ")[i % 4]
    return (
        page.get_by_role("radio", name=name, exact=True).or_(page.get_by_role("button", name=name, exact=True)).first
    )


def _theme(page: Page, i: int) -> Locator:
    """Open the list of themes and return another one; the click that chooses it is what is timed."""
    page.get_by_role("combobox").first.click()
    return page.get_by_role("option").nth((i + 1) % 2 * 5)


def _size(event: dict) -> int:
    frame = event["response"]
    return len(frame["payloadData"]) * (3 / 4 if frame["opcode"] == 2 else 1)


def results() -> dict[str, dict[str, dict[str, float]]]:
    """Measure every page and every way to draw on one invented province, in one run."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        url = province.store(Path(folder))
        with serving(ROOT / "bench" / "repaint_app.py", url) as address:
            return {
                name: {kind: _measured(browser, f"{address}/?{scene.query}&kind={kind}", scene) for kind in PEERS}
                for name, scene in SCENES.items()
            }


def _measured(browser: Browser, address: str, scene: "Scene") -> dict[str, float]:
    """Return medians of the changes of a scene, how many frames were blank and how many pages had to be opened.

    Raises
    ------
    RuntimeError
        `PAGES` were not enough.
    """
    rounds: list[Round] = []
    pages = 0
    while len(rounds) < ROUNDS:
        if pages == PAGES:
            msg = f"{len(rounds)} changes were seen on {PAGES} pages of {address}"
            raise RuntimeError(msg)
        page, pages = closed_page(browser)[0], pages + 1
        try:
            rounds += measure(page, address, scene, ROUNDS - len(rounds))
        finally:
            page.close()
    ms, blank, received, largest = zip(*rounds, strict=True)
    return {
        "ms": statistics.median(ms),
        "kB": statistics.median(received) / 1000,
        "frame": statistics.median(largest) / 1000,
        "blank": sum(blank),
        "pages": pages,
    }


def lines_of(found: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """Return the table: how many times slower each peer is than the app's map on the same page."""
    lines = [
        "| page and change | map | change to repaint, ms | times the app's map | kB received | largest message, kB "
        "| blank frames | pages opened |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, ways in found.items():
        for kind, one in ways.items():
            times = one["ms"] / ways["ours"]["ms"]
            numbers = f"{one['ms']:.0f} | {times:.1f} | {one['kB']:.1f} | {one['frame']:.1f} | {one['blank']:.0f}"
            lines.append(f"| {name} | {PEERS[kind]} | {numbers} | {one['pages']:.0f} |")
    return lines


def main() -> int:
    """Measure and print; with --write keep the table in docs/bench-repaint.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    lines = lines_of(results())
    print("\n".join(lines))
    if arguments.write:
        about = (
            f"`python -m bench.repaint --write` made this page: medians of {ROUNDS} changes, all in one run,"
            " the maps of a page on the same areas. Aims: 4 times the app's map at 1,553 areas, 5 times at 7,425."
            " A page is opened anew where Chromium stops to draw."
        )
        text = f"# Filter change to repaint, every size\n\n{about}\n\n"
        target = ROOT / "docs" / "bench-repaint.md"
        target.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


class Scene(NamedTuple):
    """What is measured: the page by its query, what to press, and how long to let the slowest map come to rest."""

    query: str
    press: Callable[[Page, int], Locator]
    rest_ms: int = 1_500


SCENES = {
    **{
        f"a map alone, {count:,} areas": Scene(f"page=bare&size={size}", _next, 1_500 + count)
        for size, count in tilings.SIZES.items()
    },
    "landing page, measure changed": Scene("page=landing", _measure),
    "landing page, theme changed": Scene("page=landing", _theme),
}


if __name__ == "__main__":
    sys.exit(main())
