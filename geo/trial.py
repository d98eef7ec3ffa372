"""What a change does to every score. This module puts the touched tambon, evaluated anew, among all others."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from geo.components import Sums
from geo.counts import Counts, scores_of
from geo.links import Bools, Ints, Links
from geo.scores import Evaluation
from geo.stage import PAIRED, SUMMED, Stage, present_in
from geo.tallies import tallies
from geo.units import AMPHOE, PROVINCE, TAMBON, VILLAGE


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

    def scores(self, level: str) -> pd.DataFrame:
        """Return the scores of every area of a level, equal to those of a full evaluation of the changed records.

        Returns
        -------
        The columns of ``SCORE_COLUMNS``, as `geo.scores.score` returns them.
        """
        return scores_of(self.counts, level)

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
        is_touched = self.is_touched[:, None]
        credit = np.where(is_touched, now.sums.credit, was.sums.credit)
        sums = Sums(credit, np.where(is_touched, now.sums.n, was.sums.n))
        fronts = np.where(self.is_touched[areas.tambon], now.fronts, was.fronts)
        return Counts(areas, fronts, sums, self._tallies)

    @property
    def _tallies(self) -> tuple[Mapping[str, Ints], ...]:
        """Return what `geo.tallies.tallies` counts after the change, level by level."""
        areas, before = self.part.world.areas, self.stage.before.counts.tallies
        is_felt = (areas.within[TAMBON] >= 0) & self.is_touched[areas.within[TAMBON]]
        found = list(before)
        for level in (TAMBON, VILLAGE):
            now = tallies(self.part.world, self.part.blocks, self.part.occupancy, level)
            found[level] = {name: np.where(is_felt, now[name], values) for name, values in before[level].items()}
        for level in (PROVINCE, AMPHOE):
            found[level] = self._wide(areas.within[level], found[TAMBON], before[level])
        return tuple(found)

    def _wide(self, area: Ints, tambon: Mapping[str, Ints], before: Mapping[str, Ints]) -> Mapping[str, Ints]:
        """Count what wider areas hold, where it can change: villages add up, work and agencies count once."""
        found = {name: values.copy() for name, values in before.items()}
        is_tambon = self.part.world.areas.level == TAMBON
        for wide in {*area[self.is_touched].tolist()} - {-1}:
            inside = np.flatnonzero(is_tambon & (area == wide))
            for name in SUMMED:
                found[name][wide] = tambon[name][inside].sum()
            for name in PAIRED:
                found[name][wide] = self._present(name, inside)
        return found

    def _present(self, name: str, tambon: Ints) -> int:
        """Count who is in some tambon after the change, each once."""
        is_touched = self.is_touched[tambon]
        was = self.stage.present[name].take(tambon[~is_touched]).members
        now = self._now[name].take(tambon[is_touched]).members
        known = self.known[now] if name == "initiatives" else now
        fresh = np.where(known < 0, np.iinfo(np.int64).max // 2 + now, known)
        return len(np.unique(np.append(was, fresh)))

    @cached_property
    def _now(self) -> Mapping[str, Links]:
        return {name: present_in(self.part, name) for name in PAIRED}
