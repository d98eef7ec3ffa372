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
from geo.links import Ints, Links, place
from geo.scores import Evaluation
from geo.units import LEVELS, TAMBON, Areas

SUMMED, PAIRED = ("villages", "villages_recorded"), ("initiatives", "agencies")
"""What `geo.tallies.tallies` counts: what is in one area of a level, and what may be in several."""

ROOM = 1 << 31
"""More than there are areas, initiatives or agencies: the number of one times this, plus another, is of the pair."""


class Spread(NamedTuple):
    """In how many tambon of a wider area somebody is present: by distinct `pairs` of the two, in order."""

    pairs: Ints
    tambons: Ints

    @classmethod
    def of(cls, pairs: Ints) -> "Spread":
        """Count pairs of which each stands for one tambon."""
        found = place(pairs, ROOM * ROOM)
        return cls(found.keys, np.bincount(found.place, minlength=len(found.keys)))

    def find(self, pairs: Ints) -> Ints:
        """Return the number of tambon of each pair."""
        at = np.searchsorted(self.pairs, pairs)
        is_there = np.append(self.pairs, -1)[at] == pairs
        return np.where(is_there, np.append(self.tambons, 0)[at], 0)


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

    def rows(self, work: Collection[str]) -> Records:
        """Return all rows of ``initiatives``, ``participation`` and ``ties`` that name some records of work."""
        is_wanted = np.zeros(len(self.before.world.initiatives.ids) + 1, bool)
        is_wanted[self.work.place(list(work))] = True
        is_wanted[-1] = False  # unknown work
        is_named = {table: [is_wanted[named] for named in columns] for table, columns in self._rows.items()}
        return {
            table: self.records[table].take(np.flatnonzero(np.logical_or.reduce(any_of)))
            for table, any_of in is_named.items()
        }

    @cached_property
    def present(self) -> Mapping[str, Links]:
        """Tambon, by area number, to the open work and to the agencies there."""
        return {name: present_in(self.before, name) for name in PAIRED}

    @cached_property
    def spread(self) -> Mapping[str, Spread]:
        """The same by the wider areas that the tambon lie in."""
        areas = self.before.world.areas
        return {name: Spread.of(pairs(areas, links.owner, links.members)) for name, links in self.present.items()}


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


def present_in(evaluation: Evaluation, name: str) -> Links:
    """Link every tambon, by area number, to the open work (``initiatives``) or the ``agencies`` there."""
    world, occupancy, size = evaluation.world, evaluation.occupancy, len(evaluation.world.areas.codes)
    if name == "initiatives":
        tambons = world.footprint.tambons
        is_open = (world.is_active & world.themes.is_in_scope)[tambons.owner]
        owner, here = tambons.owner[is_open], tambons.members[is_open]
        return Links.of(here, owner, owners=size, bound=max(len(world.initiatives), 1))
    here = world.areas.tambon[occupancy.cell_unit[occupancy.cell]]
    agency = evaluation.blocks.node_agency[occupancy.node]
    return Links.of(here, agency, owners=size, bound=max(len(world.agencies.ids), 1))
