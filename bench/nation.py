"""A nation in one machine: how long its scores take and how much memory. This module makes it, reads it, scores it.

Each step runs in a process of its own, so that peak memory is that step's alone. Linux and macOS only.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from bench.scores import DAY, Size, country, read_plain
from data.schema import TABLES, Level
from data.schema.frames import typed
from geo.scores import evaluate, score

NATION = Size(1_000_000, 500_000, provinces=77, amphoe=928, tambon=7_425, towns=200, villages=75_000, agencies=4_000)
RESULT = Path(__file__).parents[1] / "docs" / "bench-nation.md"
AIM_S, AIM_GB = 60, 6
_PER_GB = 2**20 if platform.system() == "Linux" else 2**30
"""Units of the peak in a GB: kilobytes on Linux, bytes on macOS."""


def make(folder: Path) -> None:
    """Write the nation's records as the CSVs of a folder."""
    for table, frame in country(NATION).items():
        frame.to_csv(folder / f"{table}.csv", index=False)


def read(folder: Path) -> None:
    """Read every file the way anyone would: the yardstick."""
    read_plain(folder)


def score_all(folder: Path) -> dict[str, float]:
    """Read, type, evaluate and score at all levels; returns the seconds of each."""
    began = time.perf_counter()
    records = {file.stem: typed(file.stem, _texts(file)) for file in sorted(folder.glob("*.csv"))}
    at_hand = time.perf_counter()
    evaluation = evaluate(records, DAY)
    evaluated = time.perf_counter()
    areas = sum(len(score(evaluation, level)) for level in Level)
    done = time.perf_counter()
    return {"type": at_hand - began, "evaluate": evaluated - at_hand, "score": done - evaluated, "areas": areas}


def _texts(file: Path) -> pd.DataFrame:
    """Read a file with all but its yes and no as text, so that codes keep their zeros."""
    texts = {column.name: "str" for column in TABLES[file.stem].columns if column.kind != "boolean"}
    return pd.read_csv(file, dtype=texts)


STEPS: dict[str, Callable[[Path], object]] = {"make": make, "read": read, "score": score_all}


def step(name: str, folder: Path) -> dict[str, float]:
    """Run one step in a process of its own; returns its seconds, its peak in GB and what it told."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.nation", "--step", name, str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _measured(name: str, folder: Path) -> dict[str, float]:
    began = time.perf_counter()
    told = STEPS[name](folder)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _PER_GB
    return {"seconds": seconds, "peak": peak, **(told if isinstance(told, dict) else {})}


def report(found: dict[str, dict[str, float]], bytes_read: int) -> str:
    """Set the figures out as a page in Markdown."""
    plain, own = found["read"], found["score"]
    scored = own["evaluate"] + own["score"]
    return "\n".join(
        [
            "# A nation in one machine",
            "",
            "`python -m bench.nation --write` made this page: "
            f"{NATION.provinces} provinces, {NATION.tambon:,} tambon, {NATION.villages:,} villages, "
            f"{NATION.agencies:,} agencies, {NATION.initiatives:,} initiatives and {NATION.ties:,} ties, "
            f"all invented, as CSV files of {bytes_read / 1e6:,.0f} MB; each step in a process of its own.",
            "",
            "| step | seconds | times reading the files | peak GB | aim |",
            "|---|---:|---:|---:|---|",
            f"| read the files (plain pandas) | {plain['seconds']:.1f} | 1.0 | {plain['peak']:.1f} | |",
            f"| read and type them | {own['type']:.1f} | {own['type'] / plain['seconds']:.1f} | | |",
            f"| evaluate | {own['evaluate']:.1f} | {own['evaluate'] / plain['seconds']:.1f} | | |",
            f"| score {own['areas']:,.0f} areas at four levels | {own['score']:.1f} "
            f"| {own['score'] / plain['seconds']:.1f} | | |",
            f"| evaluate and score | {scored:.1f} | {scored / plain['seconds']:.1f} | {own['peak']:.1f} "
            f"| ≤ {AIM_S} s, ≤ {AIM_GB} GB |",
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"keep the page in {RESULT.name}")
    parser.add_argument("--step", nargs=2, metavar=("STEP", "FOLDER"), help="one step alone, as the others start it")
    arguments = parser.parse_args()
    if arguments.step:
        print(json.dumps(_measured(arguments.step[0], Path(arguments.step[1]))))
        return
    with tempfile.TemporaryDirectory() as name:
        found = {each: step(each, Path(name)) for each in STEPS}
        page = report(found, sum(file.stat().st_size for file in Path(name).iterdir()))
    print(page)
    if arguments.write:
        RESULT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
