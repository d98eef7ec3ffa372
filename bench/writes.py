"""Time to keep an edit against a bare SQLite insert. This module prints the ratio; ``--write`` keeps it."""

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.crowd import crowd, edits, inserts, missed, names_of, prepared

RESULT = Path(__file__).parents[1] / "docs" / "bench-writes.md"
_CROWDS = ((1, 1, 500), (5, 10, 100))


class Measured(NamedTuple):
    """What a crowd of writers took: seconds of each edit and of each bare insert, and what became of the edits."""

    writers: int
    edits: list[float]
    inserts: list[float]
    refused: int
    seconds: float


def measure(processes: int, threads: int, count: int) -> Measured:
    """Let writers edit a store, and as many insert with nothing but SQLite; raise where an edit is lost."""
    names = names_of(processes, threads)
    with tempfile.TemporaryDirectory() as folder:
        url, bare = f"sqlite:///{folder}/store.sqlite", Path(folder) / "bare.sqlite"
        store = prepared(url, names)
        with closing(sqlite3.connect(bare)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE mark (id INTEGER PRIMARY KEY, text TEXT)")
        plain = crowd(partial(inserts, bare, count), names)
        begun = time.perf_counter()
        told = crowd(partial(edits, url, count), names)
        took = time.perf_counter() - begun
        if lost := missed(store, told):
            raise SystemExit("\n".join(lost))
    return Measured(
        len(told) // count, [each.seconds for each in told], plain, sum(each.refused for each in told), took
    )


def _row(found: Measured) -> str:
    edit, bare = _shares(found.edits), _shares(found.inserts)
    cells = (
        f"{found.writers}",
        f"{len(found.edits):,}",
        *(f"{1000 * each:,.1f}" for each in (*edit, *bare)),
        f"{edit[1] / bare[1]:,.1f}",
        f"{found.refused:,}",
        f"{len(found.edits) / found.seconds:,.0f}",
    )
    return f"| {' | '.join(cells)} |"


def _shares(seconds: Sequence[float]) -> tuple[float, float, float]:
    """Return what half of the writes took at most, what 95 of 100 did, and what the longest took."""
    return statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1], max(seconds)


_TEXT = """\
# How long it takes to keep an edit

`python -m bench.writes --write` made this page: rights looked up, the cells compared with what the writer had seen, \
the record, its history and the seal written, all in one transaction; against an insert of one row with nothing but \
SQLite, by as many writers, with the same write-ahead log and a flush to the disk for each (`synchronous = FULL`). \
Fifty writers are five processes of ten threads, each of whom begins the next edit at once; every tenth edit is of \
one of five records that all share, where whoever is late is refused, looks again and repeats.

| writers | edits | p50 (ms) | p95 | longest | bare p50 | bare p95 | bare longest | ratio of p95 | refused \
| edits a second |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
{rows}

Every acknowledged edit was in the history as acknowledged, the history replayed to what is kept, and the seals and \
the database were whole. With fifty, a write waits for its turn behind the \
other forty-nine; the bare ones ask for it every few milliseconds, as the store does (SQLite itself asks those less \
often who wait longer: then most writes are quick, and some take many seconds).
"""


def report(found: Sequence[Measured]) -> str:
    """Return the page that tells what was measured."""
    return _TEXT.format(rows="\n".join(map(_row, found)))


def _main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--write", action="store_true")
    arguments = asked.parse_args()
    text = report([measure(*sizes) for sizes in _CROWDS])
    sys.stdout.write(text)
    if arguments.write:
        RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _main()
