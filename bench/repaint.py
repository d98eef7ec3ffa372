"""From a filter's change to the repainted map, beside naive folium and pydeck. This module drives a real Chromium.

The clock starts at the click inside the page and stops at the first animation frame in which a probed area shows its
new colour: a fill attribute where the map is SVG, a pixel where it is WebGL. Bytes are what the websocket carried.
"""

import argparse
import statistics
import sys
from pathlib import Path

from tests.browser.serving import browser_page, serving

ROUNDS = 10
ROOT = Path(__file__).resolve().parent.parent
PEERS = ("ours", "naive", "deck")

PROBED = 5
"""Which of the areas drawn is watched."""

_PROBE = """
const INDEX = PROBED;
function paths(root) {
  const found = [];
  for (const frame of root.querySelectorAll('iframe')) {
    if (frame.contentDocument) found.push(...frame.contentDocument.querySelectorAll('path.leaflet-interactive'));
  }
  return found;
}
function colour() {
  const found = paths(document);
  if (found.length > INDEX) return found[INDEX].getAttribute('fill');
  const canvas = document.querySelector('canvas#deckgl-overlay, [data-testid="stDeckGlJsonChart"] canvas');
  if (!canvas || !canvas.width) return null;
  const small = document.createElement('canvas');
  small.width = small.height = 64;
  const pen = small.getContext('2d', { willReadFrequently: true });
  pen.drawImage(canvas, canvas.width / 2 - 32, canvas.height / 2 - 32, 64, 64, 0, 0, 64, 64);
  const data = pen.getImageData(0, 0, 64, 64).data;
  let sum = 0;
  for (let i = 0; i < data.length; i += 1) sum = (sum * 31 + data[i]) % 1000000007;
  return data[3] ? String(sum) : null;
}
""".replace("PROBED", str(PROBED))

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
    if (performance.now() - begin > 60000) { done({ ms: NaN, blank, frames }); return; }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
});
"""
)


def measure(page, address: str, kind: str) -> dict[str, float]:
    """Return medians of `ROUNDS` changes of one way to draw."""
    received: list[int] = []
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.webSocketFrameReceived", lambda event: received.append(_size(event)))
    page.goto(f"{address}/?kind={kind}")
    page.wait_for_function(f"() => {{ {_PROBE} return colour() !== null; }}", timeout=120_000)
    page.wait_for_timeout(3_000)
    rounds, sizes = [], []
    button = page.get_by_role("button", name="next", exact=True)
    for _ in range(ROUNDS + 1):
        received.clear()
        rounds.append(button.evaluate(f"async (button) => {{ {_CHANGE} }}"))
        page.wait_for_timeout(1_500)
        sizes.append(sum(received))
    return {
        "ms": statistics.median(one["ms"] for one in rounds[1:]),
        "kB": statistics.median(sizes[1:]) / 1000,
        "blank": sum(one["blank"] for one in rounds[1:]),
    }


def _size(event: dict) -> int:
    frame = event["response"]
    return len(frame["payloadData"]) * (3 / 4 if frame["opcode"] == 2 else 1)


def main() -> int:
    """Measure and print; with --write keep the table in docs/bench-repaint.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with serving(ROOT / "bench" / "repaint_app.py") as address, browser_page() as page:
        results = {kind: measure(page, address, kind) for kind in PEERS}
    lines = [
        "| way to draw | change to repaint, ms | ratio | kB on the wire | blank frames |",
        "|---|---|---|---|---|",
    ]
    for kind, found in results.items():
        ratio = found["ms"] / results["ours"]["ms"]
        lines.append(f"| {kind} | {found['ms']:.0f} | {ratio:.1f} | {found['kB']:.1f} | {found['blank']:.0f} |")
    print("\n".join(lines))
    if arguments.write:
        target = ROOT / "docs" / "bench-repaint.md"
        target.write_text("# Filter change to repaint, 170 tambon\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
