"""Records on one day, made ready for changes to be tried on them. This module keeps what every trial starts from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data.schema.frames import Records
from geo.keys import place_among
from geo.links import Bools, Ints, distinct, place
from geo.scores import Evaluation, score
from geo.units import LEVELS

SUMMED, PAIRED = ("villages", "villages_recorded"), ("initiatives", "agencies")
"""What `geo.tallies.tallies` counts: what is in one area of a level, and what may be in several."""


@dataclass(frozen=True)
class Pairs:
    """Who is in which tambon (area); `bound` is above every one."""

    who: Ints
    tambon: Ints
    bound: int

    def instead(self, is_touched: Bools, now: "Pairs", known: Ints) -> "Pairs":
        """Put what is in some tambon now in place of what was; `known` numbers them as before, -1: new."""
        is_kept, is_now = ~is_touched[self.tambon], is_touched[now.tambon]
        number = np.where(known < 0, self.bound + np.arange(len(known)), known)
        who = np.append(self.who[is_kept], number[now.who[is_now]])
        return Pairs(who, np.append(self.tambon[is_kept], now.tambon[is_now]), self.bound + len(known))

    def counts(self, area: Ints, is_wanted: Bools) -> Ints:
        """Count who is in each of some areas, each once, by a wider area of each tambon (-1: none); elsewhere 0."""
        wide = area[self.tambon]
        is_here = (wide >= 0) & is_wanted[wide]
        here, bound = place(wide[is_here], len(area)), max(self.bound, 1)
        keys = distinct(here.place * bound + self.who[is_here], len(here.keys) * bound)
        found = np.zeros(len(area), np.int64)
        found[here.keys] = np.bincount(keys // bound, minlength=len(here.keys))
        return found


@dataclass(frozen=True)
class Stage:
    """What a change is tried on.

    Attributes
    ----------
    records, before, themes : the records, what `geo.scores.evaluate` made of them, and its filter.
    scores : what `geo.scores.score` makes of every level.
    """

    records: Records
    before: Evaluation
    themes: Collection[str] | None
    scores: Mapping[str, pd.DataFrame]

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Row of every record of work by its id."""
        return {code: row for row, code in enumerate(self.before.world.initiatives.records)}

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[Ints]]:
        """Row of the work that every row of a table names, once for each column that names work."""
        ids, tables = self.before.world.initiatives.records, self.records
        named = {"participation": ["initiative_id"], "ties": ["from_id", "to_id"]}
        found = {table: [place_among(tables[table][name], ids) for name in names] for table, names in named.items()}
        return {"initiatives": [np.arange(len(ids))], **found}

    def rows(self, work: Collection[str]) -> Records:
        """Return all rows of ``initiatives``, ``participation`` and ``ties`` that name some records of work."""
        wanted = np.array([self.row[code] for code in work if code in self.row], np.int64)
        is_named = {table: [np.isin(named, wanted) for named in columns] for table, columns in self._rows.items()}
        return {
            table: self.records[table].take(np.flatnonzero(np.logical_or.reduce(any_of)))
            for table, any_of in is_named.items()
        }

    @cached_property
    def pairs(self) -> Mapping[str, Pairs]:
        """Which open work and which agency is in which tambon."""
        return {name: pairs_of(self.before, name) for name in PAIRED}


def stage_of(records: Records, before: Evaluation, themes: Collection[str] | None = None) -> Stage:
    """Make records ready for changes to be tried on them.

    Parameters
    ----------
    records, before, themes : the records, what `geo.scores.evaluate` made of them, and its filter.
    """
    return Stage(records, before, themes, {str(level): score(before, level) for level in LEVELS})


def pairs_of(evaluation: Evaluation, name: str) -> Pairs:
    """Say which open work (``initiatives``) or which ``agencies`` are in which tambon."""
    world, occupancy = evaluation.world, evaluation.occupancy
    if name == "initiatives":
        tambons = world.footprint.tambons
        is_open = (world.is_active & world.themes.is_in_scope)[tambons.owner]
        return Pairs(tambons.owner[is_open], tambons.members[is_open], len(world.initiatives))
    tambon = world.areas.tambon[occupancy.cell_unit[occupancy.cell]]
    return Pairs(evaluation.blocks.node_agency[occupancy.node], tambon, len(world.agencies.ids))
