"""What a change does to every score. This module puts the touched tambon, evaluated anew, among all others."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pandas as pd

from geo.counts import Counts, scores_of
from geo.links import Bools, Ints, place
from geo.scores import Evaluation
from geo.stage import AGENCY, ROOM, Stage, pairs, present_in
from geo.tallies import tallies
from geo.units import LEVELS, TAMBON, Areas


@dataclass(frozen=True)
class Trial:
    """What a change does.

    Attributes
    ----------
    stage : what it was tried on.
    part : evaluation after the change of the touched tambon alone; areas are numbered as before, and all are among
        them, so that fronts, lists and cells of a touched tambon can be read from it as from a full evaluation. Rates
        of the province, and whatever lies in other tambon, cannot.
    known : number before the change of every initiative of `part`, -1: new or changed.
    is_touched : whether an area, by number, is a tambon in which changed work lies before or after.
    """

    stage: Stage
    part: Evaluation
    known: Ints
    is_touched: Bools

    @cached_property
    def touched(self) -> list[str]:
        """Codes of the touched tambon."""
        return [str(code) for code in self.part.world.areas.codes[self.is_touched]]

    @cached_property
    def scores(self) -> Mapping[str, pd.DataFrame]:
        """What `geo.scores.score` makes of every level after the change, equal to a full evaluation's."""
        return dict(zip(LEVELS, scores_of(self.counts, LEVELS), strict=True))

    def score(self, level: str) -> pd.DataFrame:
        """Return the scores of one level alone."""
        return scores_of(self.counts, [level])[0]

    def fronts(self) -> pd.DataFrame:
        """Return the cells whose surplus the change moves: ``area_code``, ``theme``, ``before`` and ``after`` (S)."""
        areas = self.part.world.areas
        keys = ["area_code", "theme"]
        sides = []
        for evaluation in (self.stage.before, self.part):
            is_here = self.is_touched[areas.tambon[evaluation.occupancy.cell_unit]]
            cells = evaluation.cells.loc[is_here, [*keys, "surplus"]].astype(dict.fromkeys(keys, "str"))
            sides.append(cells.set_index(keys)["surplus"])
        both = pd.concat(sides, axis=1, keys=["before", "after"]).fillna(0.0)
        return both[both["before"] != both["after"]].sort_index().reset_index()

    @cached_property
    def counts(self) -> Counts:
        """What every area holds after the change."""
        areas, was, now = self.part.world.areas, self.stage.before, self.part
        touched = np.flatnonzero(self.is_touched)
        more = now.sums.take(touched).minus(was.sums.take(touched))
        totals = was.counts.totals.plus(areas.within[: TAMBON + 1, touched], more)
        fronts = np.where(self.is_touched[areas.tambon], now.fronts, was.fronts)
        return Counts(areas, fronts, totals, cache(self._tally))

    def _tally(self, level: int) -> Mapping[str, Ints]:
        """Return what `geo.tallies.tallies` counts at a level after the change."""
        areas, before = self.part.world.areas, self.stage.before.counts.tally(level)
        if level < TAMBON:
            is_here = areas.level == level
            return {**before, **{name: before[name] + more * is_here for name, more in self._more.items()}}
        within = areas.within[TAMBON]
        is_felt = (within >= 0) & self.is_touched[within]
        now = tallies(self.part.world, self.part.blocks, self.part.occupancy, level)
        return {name: np.where(is_felt, now[name], values) for name, values in before.items()}

    @cached_property
    def _more(self) -> Mapping[str, Ints]:
        """By how much wider areas hold more: villages with a record add up, work and agencies count once."""
        name, areas, touched = "villages_recorded", self.part.world.areas, np.flatnonzero(self.is_touched)
        more = self.counts.tally(TAMBON)[name][touched] - self.stage.before.counts.tally(TAMBON)[name][touched]
        wide = areas.within[:TAMBON, touched]
        return {name: _added(wide.ravel(), np.tile(more, len(wide)), len(areas.codes)), **self._met(areas, touched)}

    def _met(self, areas: Areas, touched: Ints) -> Mapping[str, Ints]:
        """Return by how much more work and how many more agencies are present in wider areas."""
        links = self.stage.present.take(touched)
        was = pairs(areas, touched[links.owner], links.members)
        found = place(np.concatenate([was, pairs(areas, *present_in(self.part, self.known))]), ROOM * ROOM)
        size = len(found.keys)
        before = self.stage.spread.find(found.keys)
        after = before + np.bincount(found.place[len(was) :], minlength=size)
        after -= np.bincount(found.place[: len(was)], minlength=size)
        area, who = np.divmod(found.keys, ROOM)
        is_agency, more = who >= AGENCY, (after > 0) * 1 - (before > 0)
        sides = {"initiatives": ~is_agency, "agencies": is_agency}
        return {name: _added(area[is_side], more[is_side], len(areas.codes)) for name, is_side in sides.items()}


def _added(area: Ints, more: Ints, areas: int) -> Ints:
    """Add up by area; -1 is none."""
    total = np.zeros(areas + 1, np.int64)
    np.add.at(total, area, more)
    return total[:-1]
