"""Misspelt names against the register: found, taken unasked, taken wrongly, and how fast. ``--write`` keeps it."""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import geothai
import pandas as pd

from bench.misspellings import KINDS, slips
from data.commands.facts import shipped
from data.readers.agencies import Agencies
from data.readers.matches import BEHIND, SETTLED, Match, settled
from data.readers.places import Places
from data.schema import Level

RESULT = Path(__file__).parents[1] / "docs" / "names.md"
SEED = 2550
LANGUAGES = ("name_th", "name_en")
PROVINCE = "80"
SHORTEST = 5
"""Letters up to which an abbreviation is too short to be told from others when one of them is wrong."""
AGENCIES = {"name_th": "agency, th", "name_en": "agency, en", "short_name": "agency, abbreviated"}


@dataclass(frozen=True)
class Sort:
    """A sort of name: of which level, within a named area or alone, in which language."""

    said: str
    level: Level
    around: str
    language: str


SORTS = tuple(
    Sort(f"{said}, {language.removeprefix('name_')}", level, around, language)
    for said, level, around in (
        ("tambon, amphoe known", Level.TAMBON, "amphoe"),
        ("tambon alone", Level.TAMBON, ""),
        ("village, tambon known", Level.VILLAGE, "tambon"),
    )
    for language in LANGUAGES
)


@dataclass
class Tally:
    """What became of misspellings, by the kind of slip."""

    counts: Counter = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0

    def share(self, what: str, kind: str = "") -> float:
        """Return the share of the cases of a kind, or of all, of which `what` is true."""
        kinds = [kind] if kind else sorted({one for _, one in self.counts})
        return sum(self.counts[what, one] for one in kinds) / max(sum(self.counts["all", one] for one in kinds), 1)

    @property
    def size(self) -> int:
        """How many cases there were."""
        return sum(count for (what, _), count in self.counts.items() if what == "all")


def named(areas: pd.DataFrame, sort: Sort) -> pd.DataFrame:
    """Return the areas of a sort whose name no other bears within what is known: only those can be told by it."""
    there = areas[areas["level"] == sort.level].dropna(subset=[sort.language])
    within = ["parent", sort.language] if sort.around else [sort.language]
    return there[~there.duplicated(within, keep=False)]


def ask(places: Places, areas: pd.DataFrame, sort: Sort) -> Callable[[str, str], list[Match]]:
    """Return how a misspelling of an area of a sort is looked up."""
    names = areas.set_index("code")[sort.language]

    def _find(typed: str, code: str) -> list[Match]:
        around = {sort.around: names[code[:-2]]} if sort.around else {}
        return places.find(typed, level=sort.level, **around)

    return _find


def tally(names: Sequence[tuple[str, str]], find: Callable[[str, str], list[Match]], times: int) -> Tally:
    """Look up so many misspellings of each kind of every name, the same each time."""
    chance, result = random.Random(SEED), Tally()
    typed = [(code, name, kind, text) for code, name in names for kind, text in slips(chance, name, times)]
    begun = time.perf_counter()
    found = [find(text, code) for code, _, _, text in typed]
    result.seconds = time.perf_counter() - begun
    for (code, name, kind, text), matches in zip(typed, found, strict=True):
        taken = settled(matches)
        result.counts["all", kind] += 1
        result.counts["first", kind] += bool(matches) and matches[0].code == code
        result.counts["taken", kind] += taken is not None
        result.counts["wrong", kind] += taken not in (None, code)
        result.wrong += [(text, name)] if taken not in (None, code) else []
    return result


def tally_sort(places: Places, areas: pd.DataFrame, sort: Sort, times: int) -> Tally:
    """Look up misspellings of every area of a sort."""
    there = named(areas, sort)
    names = list(zip(there["code"], there[sort.language], strict=True))
    return tally(names, ask(places, areas, sort), times)


def tally_agencies(agencies: Agencies, register: pd.DataFrame, column: str, times: int) -> Tally:
    """Look up misspellings of every agency by one of its names that no other bears."""
    there = register.dropna(subset=[column])
    there = there[~there[column].duplicated(keep=False)]
    if column == "short_name":
        there = there[there[column].str.len() > SHORTEST]
    names = list(zip(there["agency_id"], there[column], strict=True))
    return tally(names, lambda typed, _: agencies.find(typed), times)


def strangers(areas: pd.DataFrame, language: str) -> list[str]:
    """Return the names of the tambon of all other provinces that no tambon here bears."""
    own = set(areas[language].dropna())
    others = (
        tambon
        for province in geothai.provinces()
        if province.code != PROVINCE
        for amphoe in geothai.districts(province.code)
        for tambon in geothai.subdistricts(amphoe.code)
    )
    return sorted({getattr(tambon, language) for tambon in others} - own)


def lines(said: str, result: Tally) -> Iterator[str]:
    """Set out what became of a sort of name: all kinds of slip together, then each."""
    for kind in ("", *KINDS):
        shares = (f"{100 * result.share(what, kind):.2f}" for what in ("first", "taken"))
        wrong = f"{100 * result.share('wrong', kind):.3f}"
        count = result.size if not kind else result.counts["all", kind]
        speed = "" if kind else f"{1000 * result.seconds / result.size:.2f}"
        cells = ("" if kind else f"**{said}**", kind or "all", f"{count:,}", *shares, wrong, speed)
        yield f"| {' | '.join(cells)} |"


def stranger_lines(places: Places, areas: pd.DataFrame) -> Iterator[str]:
    """Set out how many names of elsewhere are taken for one of here."""
    amphoe = areas[areas["level"] == Level.AMPHOE]
    chance = random.Random(SEED)
    for language in LANGUAGES:
        names = strangers(areas, language)
        alone = sum(places.settle(name, level=Level.TAMBON) is not None for name in names)
        said = [chance.choice(amphoe[language].to_list()) for _ in names]
        within = sum(
            places.settle(name, level=Level.TAMBON, amphoe=around) is not None
            for name, around in zip(names, said, strict=True)
        )
        shares = f"{100 * alone / len(names):.3f} | {100 * within / len(names):.3f}"
        yield f"| {language.removeprefix('name_')} | {len(names):,} | {shares} |"


def report(areas: pd.DataFrame, register: pd.DataFrame) -> str:
    """Measure all and set it out in Markdown."""
    places = Places(areas)
    tallies = {sort.said: tally_sort(places, areas, sort, 6 if sort.level == Level.TAMBON else 2) for sort in SORTS}
    known = Agencies(register)
    tallies |= {said: tally_agencies(known, register, column, 5) for column, said in AGENCIES.items()}
    page = [
        "# How misspelt names are found",
        "",
        "`python -m bench.names --write` made this page: every name of the province, and of the agencies of its"
        " public record, with one letter wrong, seed"
        f" {SEED}. First: the right code stands first. Taken: a code is taken unasked, at a confidence of {SETTLED}"
        f" or more and with no other name within {BEHIND} letters behind it; wrong: it is another one. What is not"
        " taken is only suggested. Names that others bear within what is known are left out: they are several"
        " answers, never one.",
        "",
        "| name | slip | cases | first % | taken % | wrong % | ms each |",
        "|---|---|---:|---:|---:|---:|---:|",
        *(line for said, result in tallies.items() for line in lines(said, result)),
        "",
        "Every one that was taken wrongly is typed exactly as another name is spelt: "
        + "; ".join(f"{typed} (meant: {name})" for result in tallies.values() for typed, name in result.wrong)
        + ".",
        "",
        "## Names of elsewhere",
        "",
        "The names of the tambon of all other provinces, looked up here as a tambon: how many of these strangers are"
        " taken for one of ours, alone and with an amphoe of ours beside them.",
        "",
        "| language | names | taken % alone | taken % within an amphoe |",
        "|---|---:|---:|---:|",
        *stranger_lines(places, areas),
    ]
    return "\n".join(page) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"keep the tables in {RESULT.name}")
    arguments = parser.parse_args()
    records = shipped("public")
    page = report(records["areas"], records["agencies"])
    print(page)
    if arguments.write:
        RESULT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
