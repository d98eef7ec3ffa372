"""Records on one day, made ready for changes to be tried on them. This module keeps what every trial starts from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema.frames import Records
from geo.counts import scores_of
from geo.keys import Known
from geo.links import Ints, Links, place, sorted_distinct
from geo.scores import Evaluation
from geo.units import LEVELS, TAMBON, Areas

ROOM = 1 << 31
"""More than who is present: the number of an area times this, plus theirs, is of the pair."""
NEW, AGENCY = ROOM // 4, ROOM // 2
WORK = ("initiatives", "participation", "ties")
_END = np.iinfo(np.int64).max  # beyond every pair


class Spread(NamedTuple):
    """In how many tambon of a wider area somebody is present, by distinct `pairs` of the two; the last is in none."""

    pairs: Ints
    tambons: Ints

    @classmethod
    def of(cls, pairs: Ints) -> "Spread":
        """Count pairs of which each stands for one tambon."""
        found = place(pairs, ROOM * ROOM)
        return cls(np.append(found.keys, _END), np.append(np.bincount(found.place, minlength=len(found.keys)), 0))

    def find(self, pairs: Ints) -> Ints:
        """Return the number of tambon of each pair."""
        at = np.searchsorted(self.pairs, pairs)
        return np.where(self.pairs[at] == pairs, self.tambons[at], 0)


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
    def work(self) -> Known:
        """The ids of all records of work, to find others among."""
        return Known(self.before.world.initiatives.records)

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[Ints]]:
        """Row of the work that every row of a table names, once for each column that names work."""
        named = {"participation": ["initiative_id"], "ties": ["from_id", "to_id"]}
        found = {
            table: [self.work.place(self.records[table][name]) for name in names] for table, names in named.items()
        }
        return {"initiatives": [np.arange(len(self.records["initiatives"]))], **found}

    def rows(self, work: Collection[str], tables: Collection[str] = WORK) -> Records:
        """Return all rows of tables, each one of `WORK`, that name some records of work."""
        is_wanted = np.zeros(len(self.before.world.initiatives.ids) + 1, bool)
        is_wanted[self.work.place(list(work))] = True
        is_wanted[-1] = False  # unknown work
        is_named = {table: [is_wanted[named] for named in self._rows[table]] for table in tables}
        return {
            table: self.records[table].take(np.flatnonzero(np.logical_or.reduce(any_of)))
            for table, any_of in is_named.items()
        }

    @cached_property
    def present(self) -> Links:
        """Tambon, by area number, to who is present there; see `present_in`."""
        known = np.arange(len(self.before.world.initiatives))
        return Links.of(*present_in(self.before, known), owners=len(self.before.world.areas.codes), bound=ROOM)

    @cached_property
    def spread(self) -> Spread:
        """The same by the wider areas that the tambon lie in."""
        return Spread.of(pairs(self.before.world.areas, self.present.owner, self.present.members))


def stage_of(records: Records, before: Evaluation, themes: Collection[str] | None = None) -> Stage:
    """Make records ready for changes to be tried on them.

    Parameters
    ----------
    records, before, themes : the records, what `geo.scores.evaluate` made of them, and its filter.
    """
    return Stage(records, before, themes, dict(zip(LEVELS, scores_of(before.counts, LEVELS), strict=True)))


def pairs(areas: Areas, tambon: Ints, who: Ints) -> Ints:
    """Return numbers of wider areas, province and amphoe, paired with who is present in tambon of theirs."""
    wide = areas.within[:TAMBON, tambon]
    found: Ints = (wide * ROOM + who)[wide >= 0]
    return found


def present_in(evaluation: Evaluation, known: Ints) -> tuple[Ints, Ints]:
    """Return tambon, by area number, and who is present there, each pair once.

    Parameters
    ----------
    evaluation : of some records.
    known : number of each initiative, -1 new.

    Returns
    -------
    Open work has its number, new work one from `NEW` on; agencies are numbered from `AGENCY` on.
    """
    world, occupancy = evaluation.world, evaluation.occupancy
    tambons, agencies = world.footprint.tambons, max(len(world.agencies.ids), 1)
    is_open = (world.is_active & world.themes.is_in_scope)[tambons.owner]
    owner = tambons.owner[is_open]
    work = np.where(known[owner] < 0, NEW + owner, known[owner])
    here = world.areas.tambon[occupancy.cell_unit[occupancy.cell]]
    found = sorted_distinct(here * agencies + evaluation.blocks.node_agency[occupancy.node])
    who = np.concatenate([work, AGENCY + found % agencies])
    return np.concatenate([tambons.members[is_open], found // agencies]), who
