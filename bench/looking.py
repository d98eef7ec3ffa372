"""Time of what the pages ask of binoculars: a look, a filter, likeness to a draft. ``--write`` keeps the figures."""

import argparse
from pathlib import Path

import numpy as np

from bench.scores import DAY, Size, country, median_seconds
from data.schema import typed
from geo import binoculars, sights
from geo.binoculars import Wanted
from geo.grams import plain
from geo.matching import Sketch, similar
from geo.scores import evaluate

RESULT = Path(__file__).parents[1] / "docs" / "bench-looking.md"
SIZE, RUNS, AT_ONCE = 5_000, 7, 12
AGENCY, AIM = "A0001", 0.3


def times() -> dict[str, float]:
    """Return the seconds of each thing that a page asks, as `pages.ui.binoculars.looking` puts it together."""
    records = country(Size(SIZE, SIZE // 2))
    agencies = records["agencies"].assign(functions="0001;0102")
    records = {**records, "agencies": typed("agencies", agencies), "coverage": typed("coverage")}
    evaluation, view = evaluate(records, DAY), binoculars.view_of(records)
    areas = evaluation.world.areas
    work = records["initiatives"]
    first = work.iloc[0]
    place, area = str(first["areas"]).split(";")[0], str(first["areas"])[:4]
    themes = tuple(str(first["themes"]).split(";"))
    inside = areas.inside(int(areas.codes.get_loc(area)))
    is_open = evaluation.world.is_active[evaluation.world.initiatives.number]

    def look() -> None:
        wanted = binoculars.wanted_by(records, view, AGENCY, DAY)
        kind = sights.sights(evaluation, records["participation"], AGENCY)
        listed(wanted, np.asarray(kind != ""))

    def listed(wanted: Wanted, among: np.ndarray) -> None:
        found = binoculars.ranked(view, wanted, among, records["themes"])
        own = sights.own_places(evaluation, AGENCY)
        sights.reasons(view, wanted, found.head(AT_ONCE), records, own)

    known = binoculars.wanted_by(records, view, AGENCY, DAY)
    kind = np.asarray(sights.sights(evaluation, records["participation"], AGENCY) != "")

    def narrow() -> None:
        here = np.isin(view.areas.codes, areas.codes[inside])
        listed(known, kind & sights.lies_within(view, np.flatnonzero(here)))

    def by_form() -> None:
        similar(work[is_open], Sketch(str(first["title_th"]), themes, (place,)), records["themes"], records["areas"])

    def by_match() -> None:
        near = binoculars.nearness(view, view.areas.codes.get_indexer([place]).tolist(), None)
        binoculars.ranked(view, Wanted([plain(str(first["title_th"]))], themes, near), is_open, records["themes"])

    acts = {
        "binoculars: an agency looks, 12 works with reasons": look,
        "binoculars: the same agency, another area": narrow,
        "record form: what is like the draft (`geo.matching.similar`)": by_form,
        "record form, were it the match of binoculars (`geo.binoculars.ranked`)": by_match,
    }
    return {name: median_seconds(act, RUNS) for name, act in acts.items()}


def report(seconds: dict[str, float]) -> str:
    """Set the figures out as a table in Markdown."""
    lines = [
        f"# What the pages wait for at {SIZE:,} initiatives",
        "",
        f"`python -m bench.looking --write` made this page: median of {RUNS} runs, evaluation and view made before,"
        f" as the pages keep them. Aim: {AIM:g} s.",
        "",
        "| what is asked | seconds | share of the aim |",
        "|---|---:|---:|",
        *(f"| {name} | {each:.3f} | {each / AIM:.2f} |" for name, each in seconds.items()),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"keep the table in {RESULT.name}")
    arguments = parser.parse_args()
    page = report(times())
    print(page)
    if arguments.write:
        RESULT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
