"""Very many damaged files, read by as many processes as there are processors. This module writes the figures down.

``python -m fuzzing --files 20000 --out docs/fuzz.md``; ``--case "csv 17"`` writes and reads the file of one case.
"""

import argparse
import functools
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from fuzz import Told, forked, fuzz, grown, written
from fuzz_seeds import seeds
from small import SMALL

from data.readers.records import reading
from data.store import Store, make_store

_BATCH = 100
_HEAD = """# Damaged files

Files that were sound are damaged by chance and read as an import reads them: {files:,} of {forms} forms in this run.
`make fuzz` makes them anew and writes this page; the test run reads the first {test:,} of them.

A file is changed up to six times: bits flipped, pieces cut, repeated or moved, NULs and marks of formats put in,
text in another encoding; or, knowing what it is, cells, rows, headings, elements, attributes, values, members of
archives and tables of databases, filled with texts that programs have fallen over (formulas, scripts, paths, numbers
and dates that cannot be, 40,000 letters). Each is recognised, read and checked and every problem put in words; every
fifth goes on to the difference to a register or to the report, and is read again with all that was suggested. Nothing
may raise but a refusal in two languages, name a folder of the server, or take more than 5 s of a processor.

| form | files | refused with words | read with problems | read clean | ended the process apart | slowest (s) |
|---|--:|--:|--:|--:|--:|--:|
"""
_TEST_FILES = 2_000


@functools.cache
def kept() -> Store:
    """A store that holds a few records."""
    folder = Path(tempfile.mkdtemp(prefix="kept"))
    for name, text in SMALL.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    store = make_store(f"sqlite:///{folder / 'store.sqlite'}")
    found = reading(folder)
    store.apply(found.records, "", "", found.given)
    return store


def batch(form: str, start: int, stop: int) -> tuple[str, Told]:
    """Read a batch of cases in this process."""
    with forked():
        return form, fuzz(form, range(start, stop), kept())


def run(files: int, processes: int) -> Iterator[dict[str, Told]]:
    """Read so many files, the same number of each form; give the totals after every batch."""
    each = -(-files // len(seeds()))
    totals = {form: Told() for form in seeds()}
    with ProcessPoolExecutor(processes) as pool:
        batches = [
            pool.submit(batch, form, start, min(start + _BATCH, each))
            for start in range(0, each, _BATCH)
            for form in seeds()
        ]
        for one in batches:
            form, told = one.result()
            totals[form] = totals[form].with_more(told)
            for case, fault in told.faults.items():
                sys.stderr.write(f"{case}\n{fault}\n")
            yield totals


def page(totals: dict[str, Told]) -> str:
    """Return the figures as a page."""
    files = sum(told.files for told in totals.values())
    lines = [_HEAD.format(files=files, forms=len(totals), test=_TEST_FILES)]
    for form, told in totals.items():
        cells = (told.files, told.refused, told.problems, told.clean, told.killed)
        lines.append(f"| {form} | {' | '.join(f'{cell:,}' for cell in cells)} | {told.slowest[0]:.1f} |\n")
    faults = Counter({form: len(told.faults) for form, told in totals.items()})
    lines.append(f"\nErrors that nobody caught, words that were missing, files that took longer: {faults.total()}.\n")
    return "".join(lines)


def main() -> int:
    """Read as many files as are asked for; 1 if any of them did what none may do."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--files", type=int, default=20_000)
    asked.add_argument("--processes", type=int, default=os.cpu_count())
    asked.add_argument("--case", default="")
    asked.add_argument("--out", type=Path)
    told = asked.parse_args()
    if told.case:
        form, _, number = told.case.partition(" ")
        source = written(Path(tempfile.mkdtemp()) / "case", grown(form, int(number)))
        sys.stdout.write(f"{source}\n{batch(form, int(number), int(number) + 1)[1]}\n")
        return 0
    for totals in run(told.files, told.processes):
        if told.out:
            told.out.write_text(page(totals), encoding="utf-8")
    sys.stdout.write(page(totals))
    return int(any(one.faults for one in totals.values()))


if __name__ == "__main__":
    sys.exit(main())
