"""What the page of duplication tells of: who meets where, who should first. This module works it out once."""

from collections.abc import Hashable, Mapping
from typing import NamedTuple

import pandas as pd

from data.schema import Level
from geo import pairs, savings
from geo.coordination import between
from geo.pairs import PAIR
from pages.ui import cache, selection
from pages.ui.once import once
from pages.ui.visit import Visit


def other(now: Visit) -> str:
    """Return the second agency that the address names, blank for none."""
    return selection.asked("other", now.register.known["agency"])


def agencies(now: Visit) -> list[str]:
    """Return the agencies that are chosen: none, one or two."""
    return [*dict.fromkeys(one for one in (now.chosen.agency, other(now)) if one)]


def _dated(now: Visit) -> tuple[Hashable, ...]:
    return cache.records_of(now.register.version), now.chosen.day, now.chosen.theme


@once(most=24, key=lambda now: (*_dated(now), now.chosen.area), saying=cache.WORKING)
def met(now: Visit) -> pd.DataFrame:
    """Return where which agencies meet in the chosen area, within the theme."""
    return pairs.meetings(now.evaluation, now.chosen.area)


@once(most=24, key=lambda now: (*_dated(now), now.chosen.area))
def held(now: Visit) -> "pd.Series[int]":
    """Return how many cells of the chosen area each agency is in."""
    return pairs.held_cells(now.evaluation, now.chosen.area)


@once(most=24, key=lambda now: (*_dated(now), now.chosen.area))
def everybody(now: Visit) -> pd.DataFrame:
    """Return every pair of agencies that meets, who should meet first on top."""
    return pairs.who_meets(met(now), held(now))


def who(now: Visit) -> pd.DataFrame:
    """Return the pairs of the chosen agencies, who should meet first on top."""
    return _own(now, everybody(now))


def fronts(now: Visit) -> pd.DataFrame:
    """Return the pairs behind the surplus fronts of the chosen agencies, tambon by tambon and theme by theme."""
    found = both(now)
    return found[found["missing"] > 0].reset_index(drop=True)


def both(now: Visit) -> pd.DataFrame:
    """Return where the chosen agencies meet, tied or not."""
    return _own(now, met(now))


def _own(now: Visit, table: pd.DataFrame) -> pd.DataFrame:
    for one in agencies(now):
        table = table[(table[PAIR] == one).any(axis=1)]
    return table.reset_index(drop=True)


def surplus(now: Visit) -> float:
    """Return the surplus fronts of the chosen area, or of all of it."""
    area = now.chosen.area
    if not area:
        return float(now.scores(Level.TAMBON)["surplus"].sum())
    scores = now.scores(Level(now.register.areas.at[area, "level"]))
    return float(scores["surplus"].get(area, 0.0))


@once(most=24, key=lambda now: (*_dated(now), now.chosen.area, *agencies(now)))
def places(now: Visit) -> pd.DataFrame:
    """Return the cells that the chosen agencies share, with the work of either side."""
    return pairs.shared_cells(now.evaluation, both(now), now.chosen.area)


def alike(now: Visit) -> pd.DataFrame:
    """Return those cells, the villages that say the same put together."""
    return pairs.together(places(now))


class Part(NamedTuple):
    """Some of the pairs behind surplus fronts: their cells by place in `rows`, and what ties the two now if anything.

    ``why`` is by tambon, theme and both agencies.
    """

    rows: pd.DataFrame
    cells: Mapping[int, pd.DataFrame]
    why: Mapping[tuple[str, ...], tuple]


@once(most=48, key=lambda now, at, count: (*_dated(now), now.chosen.area, *agencies(now), at, count))
def part(now: Visit, at: int, count: int) -> Part:
    """Return some of the pairs behind the surplus fronts, from a place in their list on."""
    rows = fronts(now).iloc[at : at + count]
    if rows.empty:
        return Part(rows, {}, {})
    cells = pairs.shared_cells(now.evaluation, rows, now.chosen.area)
    tied = between(now.evaluation, now.register.records, rows)
    why = {(row.area_code, row.theme, row.agency_id, row.other_id): row for row in tied.itertuples()}
    return Part(rows, dict(tuple(cells.groupby("at"))), why)


@once(most=512, key=lambda now, one, other, level: (*_dated(now), one, other, level), saying=cache.WORKING)
def saved(now: Visit, one: str, other: str, level: int) -> float:
    """Return the surplus fronts that would go if two initiatives were tied at a level."""
    return savings.saved(now.stage, one, other, level)
