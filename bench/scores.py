"""Time to score a province against the time to read its files. This module prints the ratio; ``--write`` keeps it."""

import argparse
import datetime as dt
import math
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from data.schema import Direction, Level, Outcome, Role, Sector, Status, TieKind
from data.schema.frames import Records, typed
from geo.scores import evaluate, score

DAY = dt.date(2007, 2, 16)
RESULT = Path(__file__).parents[1] / "docs" / "bench-scores.md"
TOPS, LEAVES = 10, 60
PROVINCES = [*range(80, 97), *range(10, 80)]
"""Codes of provinces, ours first."""
AIMS = {5_000: 10, 100_000: 5}
RUNS = {5_000: 25, 10_000: 15, 100_000: 7}
TITLE = "โครงการจัดการความรู้แก้จนเมืองนคร"
DESCRIPTION = (
    "ส่งเสริมให้ครัวเรือนในหมู่บ้านรวมกลุ่มเรียนรู้การทำบัญชีครัวเรือน วิสาหกิจชุมชน และการจัดการกองทุน "
    "โดยมีคุณอำนวยจากหลายหน่วยงานหนุนเสริมที่เวทีเรียนรู้ระดับหมู่บ้านและตำบล แล้วขยายผลสู่อำเภอ"
)


@dataclass(frozen=True)
class Size:
    """How many of each there are; `towns` of the tambon have no villages."""

    initiatives: int
    ties: int
    provinces: int = 1
    amphoe: int = 23
    tambon: int = 170
    towns: int = 5
    villages: int = 1553
    agencies: int = 100


def areas(size: Size) -> pd.DataFrame:
    """Give every province its amphoe, tambon and villages, as official codes."""
    provinces = [f"{code}" for code in PROVINCES[: size.provinces]]
    amphoe = _parts(provinces, size.amphoe)
    tambon = _parts(amphoe, size.tambon)
    villages = _parts(tambon[size.towns :], size.villages)
    return pd.DataFrame({"code": [*provinces, *amphoe, *tambon, *villages], "name_th": "บ้าน"})


def _parts(wholes: list[str], count: int) -> list[str]:
    return [f"{wholes[number % len(wholes)]}{number // len(wholes) + 1:02d}" for number in range(count)]


def themes() -> pd.DataFrame:
    """Make top-level themes with their leaves."""
    tops = [f"{number:02d}" for number in range(TOPS)]
    leaves = [f"{tops[number % TOPS]}{number // TOPS:02d}" for number in range(LEAVES)]
    return pd.DataFrame(
        {"code": tops + leaves, "parent": [None] * TOPS + [leaf[:2] for leaf in leaves], "name_th": "เรื่อง"}
    )


def agencies(rng: np.random.Generator, count: int) -> pd.DataFrame:
    """Make agencies of all sectors."""
    ids = [f"A{number:04d}" for number in range(count)]
    return pd.DataFrame({"agency_id": ids, "name_th": "หน่วยงาน", "sector": rng.choice(list(Sector), count)})


def initiatives(rng: np.random.Generator, size: int, codes: pd.Series, leaves: pd.Series) -> pd.DataFrame:
    """Make initiatives, most known at tambon level, with one or two themes and some blanks."""
    number = pd.Series(range(size)).astype(str)
    start = pd.Timestamp(DAY) - pd.to_timedelta(rng.integers(0, 1200, size), "D")
    end = pd.Series(start + pd.to_timedelta(rng.integers(365, 1800, size), "D")).where(rng.random(size) < 0.8)
    statuses = rng.choice([*Status], size, p=[0.06, 0.6, 0.08, 0.2, 0.03, 0.03])
    return pd.DataFrame(
        {
            "initiative_id": "I" + number.str.zfill(7),
            "title_th": TITLE + " " + number,
            "description": DESCRIPTION + " " + number,
            "status": pd.Series(statuses).where(rng.random(size) < 0.95),
            "status_date": pd.Timestamp(DAY) - pd.to_timedelta(rng.integers(0, 1200, size), "D"),
            "start_date": pd.Series(start).where(rng.random(size) < 0.9),
            "end_date": end,
            "outcome": pd.Series(rng.choice([*Outcome], size)).where(rng.random(size) < 0.3),
            "direction": pd.Series(rng.choice([*Direction], size)).where(rng.random(size) < 0.6),
            "themes": _one_or_two(rng, leaves, size, 0.35),
            "areas": _one_or_two(rng, _places(rng, codes, size), size, 0.4),
            "longitude": rng.uniform(99.3, 100.3, size).round(5),
            "latitude": rng.uniform(7.9, 9.3, size).round(5),
            "households": rng.integers(10, 300, size),
            "budget_thb": rng.integers(10, 5000, size) * 1000,
            "source_url": "https://example.org/" + number,
        }
    )


def _places(rng: np.random.Generator, codes: pd.Series, size: int) -> pd.Series:
    by_length = {length: codes[codes.str.len() == length].to_numpy() for length in (4, 6, 8)}
    length = rng.choice([4, 6, 8], size, p=[0.05, 0.6, 0.35])
    place = pd.Series(rng.choice(by_length[8], size))
    for known in (4, 6):
        place[length == known] = rng.choice(by_length[known], (length == known).sum())
    return place


def _one_or_two(rng: np.random.Generator, values: pd.Series, size: int, share_of_two: float) -> pd.Series:
    first, second = (pd.Series(rng.choice(values, size)) for _ in range(2))
    return first.where(rng.random(size) >= share_of_two, first + ";" + second)


def participation(rng: np.random.Generator, ids: pd.Series, agency_ids: pd.Series) -> pd.DataFrame:
    """Let one to three agencies take part in each initiative."""
    rows = np.repeat(ids.to_numpy(), rng.integers(1, 4, len(ids)))
    roles = rng.choice([*Role], len(rows), p=[0.4, 0.4, 0.12, 0.08])
    agency = rng.choice(agency_ids.to_numpy(), len(rows))
    frame = pd.DataFrame({"initiative_id": rows, "agency_id": agency, "role": roles})
    return frame.drop_duplicates().assign(co_act=True)


def ties(rng: np.random.Generator, frame: pd.DataFrame, size: int) -> pd.DataFrame:
    """Tie so many pairs, most of them of one place."""
    near = frame.sort_values("areas")["initiative_id"].to_numpy()
    one = rng.integers(0, len(near) - 6, size)
    other = one + rng.integers(1, 6, size)
    kinds = rng.choice([*TieKind], size, p=[0.4, 0.15, 0.15, 0.12, 0.08, 0.04, 0.06])
    return pd.DataFrame(
        {
            "from_id": near[one],
            "to_id": near[other],
            "kind": kinds,
            "level": pd.Series(rng.integers(1, 6, size)).where(rng.random(size) < 0.7).astype("Int64"),
            "start_date": pd.Timestamp(DAY) - pd.to_timedelta(rng.integers(0, 1000, size), "D"),
            "confirmed": rng.random(size) < 0.6,
        }
    )


def province(count: int) -> Records:
    """Make the records of a province with that many initiatives, the same each time."""
    return country(Size(count, count // 2))


def country(size: Size) -> Records:
    """Make the records of one or more provinces, the same each time."""
    rng = np.random.default_rng(size.initiatives)
    places, subjects, actors = areas(size), themes(), agencies(rng, size.agencies)
    work = initiatives(rng, size.initiatives, places["code"], subjects["code"][TOPS:])
    tables = {
        "areas": places,
        "themes": subjects,
        "agencies": actors,
        "initiatives": work,
        "participation": participation(rng, work["initiative_id"], actors["agency_id"]),
        "ties": ties(rng, work, size.ties),
    }
    return {name: typed(name, frame) for name, frame in tables.items()}


def read_plain(folder: Path) -> dict[str, pd.DataFrame]:
    """Read every file the way anyone would: the yardstick."""
    return {path.stem: pd.read_csv(path) for path in sorted(folder.glob("*.csv"))}


def score_all(records: Records) -> None:
    """Evaluate once and score all levels."""
    evaluation = evaluate(records, DAY)
    for level in Level:
        score(evaluation, level)


def median_seconds(act: Callable[[], object], runs: int) -> float:
    """Return the median time of several runs after one to warm up."""
    act()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def measure(size: int) -> tuple[float, float]:
    """Return the seconds to read and to score a province with that many initiatives."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        records = province(size)
        for table, frame in records.items():
            frame.to_csv(folder / f"{table}.csv", index=False)
        return (
            median_seconds(lambda: read_plain(folder), RUNS[size]),
            median_seconds(lambda: score_all(records), RUNS[size]),
        )


def report(figures: dict[int, tuple[float, float]]) -> str:
    """Set the figures out as a table in Markdown."""
    lines = [
        "# How long the scores take",
        "",
        "`python -m bench.scores --write` made this page: records to all four levels of scores, against reading the"
        " same CSV files with plain `pandas.read_csv`, medians of several runs.",
        "",
        "| initiatives | ties | read (s) | score (s) | ratio | aim |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for size, (read, scored) in figures.items():
        aim = f"≤ {AIMS[size]}" if size in AIMS else ""
        lines.append(f"| {size:,} | {size // 2:,} | {read:.3f} | {scored:.3f} | {scored / read:.2f} | {aim} |")
    growth = math.log10(figures[100_000][1] / figures[10_000][1])
    lines += ["", f"From 10,000 to 100,000 initiatives the time grows with the power {growth:.2f} (aim ≤ 1.1)."]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"keep the table in {RESULT.name}")
    arguments = parser.parse_args()
    page = report({size: measure(size) for size in RUNS})
    print(page)
    if arguments.write:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
