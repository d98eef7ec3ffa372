"""From a filter's change to the repainted map, beside naive folium and pydeck. This module drives a real Chromium.

The clock starts at the click inside the page and stops at the first animation frame in which the areas show other
colours: fill attributes where the map is SVG, pixels where it is WebGL. Bytes are what the websocket carried.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.browser import province
from tests.browser.serving import chromium, closed_page, serving

ROUNDS = 10
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
function colour() {
  const found = paths(document);
  if (found.length) return found.map((path) => path.getAttribute('fill')).join('');
  const canvas = document.querySelector('canvas#deckgl-overlay, [data-testid="stDeckGlJsonChart"] canvas');
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
  button.click();
  function look() {
    const now = colour();
    frames += 1;
    if (now === null) blank += 1;
    else if (now !== before) { done({ ms: performance.now() - begin, blank, frames }); return; }
    if (performance.now() - begin > 15000) { done({ ms: NaN, blank, frames }); return; }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
});
"""
)


def measure(page: Page, address: str, press: Callable[[Page, int], Locator]) -> dict[str, float]:
    """Return medians of `ROUNDS` changes; `press` finds the button of each."""
    received: list[float] = []
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.webSocketFrameReceived", lambda event: received.append(_size(event)))
    page.goto(address)
    page.wait_for_function(f"() => {{ {_PROBE} return colour() !== null; }}", timeout=120_000)
    page.wait_for_timeout(3_000)
    rounds, sizes, largest = [], [], []
    for i in range(ROUNDS + 1):
        received.clear()
        rounds.append(press(page, i).evaluate(f"async (button) => {{ {_CHANGE} }}"))
        page.wait_for_timeout(1_500)
        sizes.append(sum(received))
        largest.append(max(received))
    return {
        "ms": statistics.median(one["ms"] for one in rounds[1:]),
        "kB": statistics.median(sizes[1:]) / 1000,
        "frame": statistics.median(largest[1:]) / 1000,
        "blank": sum(one["blank"] for one in rounds[1:]),
    }


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
                name: {
                    kind: measure(closed_page(browser)[0], f"{address}/?page={page}&kind={kind}", press)
                    for kind in PEERS
                }
                for name, (page, press) in PAGES.items()
            }


def lines_of(found: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """Return the table: how many times slower each peer is than the app's map on the same page."""
    lines = [
        "| page and change | map | change to repaint, ms | times the app's map | kB received | largest message, kB "
        "| blank frames |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, ways in found.items():
        for kind, one in ways.items():
            times = one["ms"] / ways["ours"]["ms"]
            numbers = f"{one['ms']:.0f} | {times:.1f} | {one['kB']:.1f} | {one['frame']:.1f} | {one['blank']:.0f}"
            lines.append(f"| {name} | {PEERS[kind]} | {numbers} |")
    return lines


def main() -> int:
    """Measure and print; with --write keep the table in docs/bench-repaint.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    lines = lines_of(results())
    print("\n".join(lines))
    if arguments.write:
        about = f"Median of {ROUNDS} changes, all in one run on the same areas."
        text = f"# Filter change to repaint, 170 tambon\n\n{about}\n\n"
        target = ROOT / "docs" / "bench-repaint.md"
        target.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


PAGES = {
    "a map alone, next pattern": ("bare", _next),
    "landing page, measure changed": ("landing", _measure),
    "landing page, theme changed": ("landing", _theme),
}


if __name__ == "__main__":
    sys.exit(main())
