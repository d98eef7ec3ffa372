"""Time to answer what if against evaluating everything anew, in one run. ``--write`` keeps the figures."""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bench.scores import DAY, province
from data.schema import Level, Move
from data.schema.frames import Records
from geo.counts import scores_of
from geo.scores import evaluate
from geo.stage import Stage, stage_of
from geo.steps import After, Step, carried_out, named
from geo.whatif import tried

RESULT = Path(__file__).parents[1] / "docs" / "bench-whatif.md"
SIZES = (2_500, 5_000, 10_000)
CHANGES, AIM = 40, 0.1


def steps(records: Records, rng: np.random.Generator) -> list[Step]:
    """Think of changes of every kind, of work and agencies taken at random."""
    work = records["initiatives"]
    agencies, places = records["agencies"]["agency_id"], records["areas"]["code"]
    villages = places[places.str.len() == 8]
    found = []
    for at in range(CHANGES):
        one, other = rng.choice(work["initiative_id"], 2, replace=False)
        agency, village = rng.choice(agencies), rng.choice(villages)
        theme = rng.choice(records["themes"]["code"])
        found.append(
            [
                Step(Move.ADD_TIE, one, other, tie_kind="co_work", level=3),
                Step(Move.SET_HOST, one, agency_id=agency),
                Step(Move.ADD_PARTNER, one, agency_id=agency),
                Step(Move.END_WORK, one),
                Step(Move.OPEN_WORK, agency_id=agency, themes=theme, areas=village),
            ][at % 5]
        )
    return found


def anew(records: Records, levels: Sequence[Level]) -> None:
    """Evaluate changed records and score some levels."""
    scores_of(evaluate(records, DAY).counts, levels)


def trying(stage: Stage, then: After, levels: Sequence[Level]) -> None:
    """Try the changed rows, and read the same scores."""
    scores_of(tried(stage, then.differing, then.changed).counts, levels)


def seconds(act: Callable[[], None]) -> float:
    """Return the processor time of one call: others work on the machine too."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def measure(count: int, levels: Sequence[Level]) -> tuple[float, float]:
    """Return the median seconds anew and by trying, turn by turn, of a province with that many initiatives."""
    records = province(count)
    stage = stage_of(records, evaluate(records, DAY))
    pairs = []
    for step in steps(records, np.random.default_rng(count)):
        whole = carried_out(records, [step], DAY).records
        rows = carried_out(stage.rows(named([step])), [step], DAY)
        trying(stage, rows, levels)  # what a stage keeps is made once
        pairs.append((seconds(lambda r=whole: anew(r, levels)), seconds(lambda r=rows: trying(stage, r, levels))))
    full, part = (statistics.median(times) for times in zip(*pairs, strict=True))
    return full, part


def report() -> str:
    """Set the figures out as a table in Markdown."""
    lines = [
        "# How long what if takes",
        "",
        f"`python -m bench.whatif --write` made this page: {CHANGES} changes of every kind (tie, host, partner, end,"
        " new work), each from the changed records to the scores: by trying it on the touched tambon, and by"
        " evaluating all records anew. Both take turns in one process; medians of processor time.",
        "",
        "| initiatives | scores read | anew (ms) | what if (ms) | what if / anew | aim |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for count in SIZES:
        for name, levels in (("of tambon", (Level.TAMBON,)), ("of all four levels", tuple(Level))):
            full, part = measure(count, levels)
            row = f"| {count:,} | {name} | {full * 1000:.1f} | {part * 1000:.1f} | {part / full:.3f} | ≤ {AIM} |"
            lines.append(row)
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"keep the table in {RESULT.name}")
    arguments = parser.parse_args()
    page = report()
    print(page)
    if arguments.write:
        RESULT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
