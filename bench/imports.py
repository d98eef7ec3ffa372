"""Time of an import, to the difference and into the register. This module prints it; ``--write`` keeps it.

Each size runs in a process of its own, so that its memory is its own too.
"""

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.scores import province
from data.desk.importing import Proposal, propose, settle, take_in
from data.readers.files import Asked
from data.schema import OFFICE
from data.store import Store, make_store
from data.writers.records import write_folder

RESULT = Path(__file__).parents[1] / "docs" / "bench-imports.md"
_SIZES = (1_400, 5_000, 28_500)
"""Initiatives; with who takes part and ties 5,000, 17,500 and 100,000 rows."""


class Measured(NamedTuple):
    """What an import took, in seconds and MB (`memory` above what the program takes itself)."""

    rows: int
    compared: float
    told: int
    applied: float
    moments: int
    settled: float
    again: float
    memory: float


class _CancelledError(Exception):
    pass


def measure(size: int) -> Measured:
    """Import a province into a store that has its areas, themes and agencies; cancel it in the middle first."""
    records = province(size)
    ground = {name: records[name] for name in ("areas", "themes", "agencies")}
    told: list[int] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_folder({**records, **{name: frame.iloc[:0] for name, frame in ground.items()}}, folder / "records")
        store = make_store(f"sqlite:///{folder / 'store.sqlite'}")
        store.apply(ground, "", "ground")
        asked = Asked(folder / "records", on_progress=lambda done, _: told.append(done))
        del records, ground
        before, begun = _peak(), time.perf_counter()
        found = propose(store, OFFICE, asked)
        compared, read = time.perf_counter() - begun, len(told)
        _cancel(store, found)
        begun = time.perf_counter()
        batch = take_in(store.telling(lambda done, _: told.append(done)), OFFICE, found, "bench")
        applied, memory, moments = time.perf_counter() - begun, _peak() - before, len(told) - read
        begun = time.perf_counter()
        settle(store)
        settled = time.perf_counter() - begun
        begun = time.perf_counter()
        if propose(store, OFFICE, asked).is_new:
            raise SystemExit("the same file again would change something")
        again = time.perf_counter() - begun
    return Measured(batch.added, compared, read, applied, moments, settled, again, memory)


def _cancel(store: Store, found: Proposal) -> None:
    """Cancel an import where it is three quarters done, and make sure that nothing changed."""

    def stop(done: int, total: int) -> None:
        if done > 0.75 * total:
            raise _CancelledError

    version = store.version()
    try:
        take_in(store.telling(stop), OFFICE, found, "cancelled")
    except _CancelledError:
        if store.version() == version and not len(store.records(["initiatives"])["initiatives"]):
            return
    raise SystemExit("an import that was cancelled changed something")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_TEXT = """\
# How long an import takes

`python -m bench.imports --write` made this page: a folder of CSVs with initiatives, who takes part and ties, all \
invented, into a store that has the areas, themes and agencies of a province. Aims at 5,000 rows: 5 s to the \
difference, 5 s to apply. Settled: outlines and limits of classes, after the change is kept. Again: the same file \
once more, to the finding that it changes nothing. Memory: the most above what the program takes itself.

| rows | to the difference (s) | told | to apply (s) | told | settled (s) | again (s) | memory (MB) |
|---:|---:|---:|---:|---:|---:|---:|---:|
{rows}

Told: how often the reader hears how far it is. Each import was first cancelled with three quarters applied, and \
nothing was changed.
"""


def report(found: Sequence[Measured]) -> str:
    """Return the page that tells what was measured."""
    rows = (
        f"| {one.rows:,} | {one.compared:.1f} | {one.told} | {one.applied:.1f} | {one.moments} | {one.settled:.1f} | "
        f"{one.again:.1f} | {one.memory:,.0f} |"
        for one in found
    )
    return _TEXT.format(rows="\n".join(rows))


def _main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--write", action="store_true")
    arguments = asked.parse_args()
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as one_by_one:
        text = report(one_by_one.map(measure, _SIZES, chunksize=1))
    sys.stdout.write(text)
    if arguments.write:
        RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _main()
