"""Many readers at once on the landing page. This module loads a real server over its own websocket and reports.

Every reader changes one filter every 6 s, at a moment of its own, for 3 minutes; the readers are one process beside
the server's on the same processors. A change is done when its run has finished; the clock starts when the reader
wanted it. Memory and processor time are read from /proc: Linux only.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.viewer import Change, Viewer
from tests.browser.serving import command, started

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "docs" / "bench-viewers.md"
SESSIONS = (50, 100)
EVERY_S, LAST_S, JOIN_S, SAMPLE_S = 6.0, 180.0, 20.0, 15.0
AIM_MS, AIM_MB = 500, 3
WARM = 250
"""Changes of one reader before the measurement: more than any cache keeps."""

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Use:
    """What a process has used so far: resident memory in MB, processor time in seconds."""

    memory_mb: float
    cpu_s: float

    @classmethod
    def of(cls, pid: int) -> "Use":
        """Read the use of a process."""
        status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return cls(int(status["VmRSS"].split()[0]) / 1024, (int(fields[11]) + int(fields[12])) / TICKS)


@dataclass(frozen=True)
class Outcome:
    """What a load came to: every change, documents' seconds, memory over time, processor shares."""

    sessions: int
    opened: list[Change]
    changes: list[Change]
    documents: list[float]
    before: Use
    curve: list[tuple[float, float]]
    server_share: float
    load_share: float


async def load(address: str, pid: int, sessions: int, seconds: float) -> Outcome:
    """Open that many sessions and let each change filters for that long."""
    chance = random.Random(sessions)
    await _warm(address, chance)
    before = Use.of(pid)
    viewers = [Viewer(address, random.Random(chance.random())) for _ in range(sessions)]
    opened = await asyncio.gather(*(_join(viewer, JOIN_S * at / sessions) for at, viewer in enumerate(viewers)))
    joined, own, begun = Use.of(pid), Use.of(os.getpid()), time.perf_counter()
    curve = [(0.0, joined.memory_mb)]
    watching = asyncio.create_task(_watch(pid, curve, begun))
    runs = await asyncio.gather(
        *(_read(viewer, begun + chance.uniform(0, EVERY_S), begun + seconds) for viewer in viewers)
    )
    watching.cancel()
    lasted, after, own_after = time.perf_counter() - begun, Use.of(pid), Use.of(os.getpid())
    await asyncio.gather(*(viewer.close() for viewer in viewers))
    return Outcome(
        sessions,
        list(opened),
        [change for run in runs for change in run],
        [one for viewer in viewers for one in viewer.documents.values()],
        before,
        [*curve, (lasted, after.memory_mb)],
        (after.cpu_s - joined.cpu_s) / lasted,
        (own_after.cpu_s - own.cpu_s) / lasted,
    )


async def _warm(address: str, chance: random.Random) -> None:
    """Let one reader go before, so that what is cached for all is not counted as a session's."""
    viewer = Viewer(address, chance)
    await viewer.open()
    for _ in range(WARM):
        await viewer.change(time.perf_counter())
    await viewer.close()


async def _join(viewer: Viewer, wait: float) -> Change:
    await asyncio.sleep(wait)
    return await viewer.open()


async def _read(viewer: Viewer, due: float, end: float) -> list[Change]:
    changes = []
    while due < end:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        changes.append(await viewer.change(due))
        due += EVERY_S
    return changes


async def _watch(pid: int, curve: list[tuple[float, float]], begun: float) -> None:
    while True:
        await asyncio.sleep(SAMPLE_S)
        curve.append((time.perf_counter() - begun, Use.of(pid).memory_mb))


def lines_of(outcomes: list[Outcome]) -> Iterator[str]:
    """Set the figures out as a page in Markdown."""
    yield "# Many viewers on the landing page"
    yield ""
    yield (
        f"`python -m bench.viewers --write` made this page: sessions that each change a filter every {EVERY_S:.0f} s"
        f" (theme, agency, measure or day, at a moment of their own) for {LAST_S:.0f} s on the real landing page with"
        f" 170 tambon, over the app's own websocket; the load is another process on the same {os.cpu_count()}"
        f" processors. Aim at 50: 95 of 100 changes within {AIM_MS} ms, {AIM_MB} MB a session, no error."
    )
    yield ""
    yield "| sessions | changes | errors | p50 ms | p95 ms | p99 ms | longest ms | messages | kB | MB a session |"
    yield "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    for one in outcomes:
        seconds = [change.seconds * 1000 for change in one.changes]
        p50, p95, p99 = np.percentile(seconds, [50, 95, 99])
        errors = sum(bool(change.problem) for change in [*one.opened, *one.changes])
        messages = np.mean([change.messages for change in one.changes])
        size = np.mean([change.size for change in one.changes]) / 1000
        yield (
            f"| {one.sessions} | {len(seconds):,} | {errors} | {p50:.0f} | {p95:.0f} | {p99:.0f} | {max(seconds):.0f}"
            f" | {messages:.0f} | {size:.1f} | {(one.curve[-1][1] - one.before.memory_mb) / one.sessions:.2f} |"
        )
    yield ""
    yield (
        "Messages and kB (as compressed on the wire) are those of one change. MB a session: the server's resident"
        " memory at the end, less what it was before the sessions came, when one reader had filled the caches."
    )
    for one in outcomes:
        yield ""
        yield f"## {one.sessions} sessions"
        yield ""
        first, fetch = ([x * 1000 for x in each] for each in ([c.seconds for c in one.opened], one.documents))
        yield (
            f"Opening the page: p50 {np.median(first):.0f} ms, longest {max(first):.0f} ms. Documents of the map:"
            f" {len(fetch):,} fetched, p95 {np.percentile(fetch, 95):.0f} ms. Processors used: server"
            f" {one.server_share:.2f}, load {one.load_share:.2f}."
        )
        yield ""
        yield "| changed | changes | p50 ms | p95 ms |"
        yield "|---|---:|---:|---:|"
        for name in sorted({change.name for change in one.changes}):
            part = [change.seconds * 1000 for change in one.changes if change.name == name]
            yield f"| {name} | {len(part)} | {np.median(part):.0f} | {np.percentile(part, 95):.0f} |"
        yield ""
        memory = ", ".join(f"{at:.0f} s {mb:.0f}" for at, mb in one.curve)
        yield f"Resident memory of the server, MB: {one.before.memory_mb:.0f} before; {memory}."
        problems = sorted({change.problem for change in [*one.opened, *one.changes] if change.problem})
        yield from (f"\nProblem: {problem}" for problem in problems[:10])


def demo(folder: Path) -> str:
    """Make a store of the demo in `folder`; returns its address."""
    url = f"sqlite:///{folder / 'demo.sqlite'}"
    command(url, "init", "--sample", "demo")
    return url


def main() -> int:
    """Load the server and print; with --write keep the page in docs/bench-viewers.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--sessions", type=int, nargs="+", default=SESSIONS)
    parser.add_argument("--seconds", type=float, default=LAST_S)
    parser.add_argument("--store", help="address of the store; without it, one of the demo is made")
    arguments = parser.parse_args()
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        store = arguments.store or demo(Path(folder))
        for sessions in arguments.sessions:
            with started(store=store) as (address, pid):
                outcomes.append(asyncio.run(load(address, pid, sessions, arguments.seconds)))
    page = "\n".join(lines_of(outcomes)) + "\n"
    print(page)
    if arguments.write:
        RESULT.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
