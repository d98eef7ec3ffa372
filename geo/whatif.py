"""Scores as they would be after a change. This module evaluates anew only the tambon that changed work lies in."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.schema import SEPARATOR
from data.schema.frames import Records
from geo.components import Sums
from geo.duplication import duplication
from geo.integration import COMPONENTS, N_COLUMNS, X_COLUMNS, integration
from geo.keys import places_among
from geo.links import Bools, Floats, Ints, sorted_distinct
from geo.scores import Evaluation, evaluate, score
from geo.units import AMPHOE, LEVELS, PROVINCE, TAMBON, VILLAGE
from geo.world import basis_of

Values = NDArray[np.generic]
"""Values by area number."""
_ENDS = ("from_id", "to_id")
_WORK = [
    "initiative_id",
    "status",
    "status_date",
    "start_date",
    "end_date",
    "outcome",
    "direction",
    "themes",
    "areas",
]
_PARTS = ["initiative_id", "agency_id", "role"]
_INDEX = ("integration", "integration_state", "integration_components")


@dataclass(frozen=True)
class Stage:
    """Records on one day, made ready so that many changes can be tried on them.

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
        return {code: row for row, code in enumerate(self.records["initiatives"]["initiative_id"])}

    @cached_property
    def doer(self) -> Ints:
        """Row of the work of every participation, -1 unknown."""
        return self._rows_of(self.records["participation"]["initiative_id"])[0]

    @cached_property
    def ends(self) -> list[Ints]:
        """Rows of the work that every tie goes from and to, -1 unknown."""
        return self._rows_of(*(self.records["ties"][name] for name in _ENDS))

    def _rows_of(self, *columns: pd.Series) -> list[Ints]:
        return places_among(self.records["initiatives"]["initiative_id"], *columns)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Number of every area by its code."""
        return {code: place for place, code in enumerate(self.before.world.areas.codes)}

    @cached_property
    def pairs(self) -> "Mapping[str, Pairs]":
        """Which open work and which agency is in which tambon."""
        return {"initiatives": _works(self.before), "agencies": _agencies(self.before)}


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

    def counts(self, area: Ints) -> Ints:
        """Count who is in each area, each once, by a wider area of each tambon (-1: none)."""
        wide = area[self.tambon]
        keys = sorted_distinct((wide * self.bound + self.who)[wide >= 0])
        return np.bincount(keys // max(self.bound, 1), minlength=len(area))


@dataclass(frozen=True)
class Trial:
    """What a change does.

    Attributes
    ----------
    stage : what it was tried on.
    changed : ids of the work that the change is about.
    records : the work that lies in the touched tambon or changed, after the change.
    part : evaluation of these in the touched tambon alone; areas are numbered as before, and all are among them, so
        that fronts, lists and cells of a touched tambon can be read from it as from a full evaluation. Rates of the
        province, and whatever lies in other tambon, cannot.
    is_touched : whether an area, by number, is a tambon in which changed work lies before or after.
    """

    stage: Stage
    changed: frozenset[str]
    records: Records
    part: Evaluation
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
        depth = LEVELS.index(level)
        table = self.stage.scores[level]
        if table.empty:
            return table
        areas = self.part.world.areas
        listed = areas.listed(depth)
        known = {str(name): table[name].to_numpy(copy=True) for name in table}
        home = areas.within[min(depth, TAMBON), listed]
        for name, values in self._index.items():
            known[name] = values[home]
        is_anew = self.is_felt[listed]
        for name, values in self._fronts.items():
            known[name][is_anew] = values[listed[is_anew]]
        return pd.DataFrame(known)

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
    def _index(self) -> Mapping[str, Values]:
        """Return x, n and the index by area number, of provinces, amphoe and tambon."""
        areas, is_touched = self.part.world.areas, self.is_touched[:, None]
        was, now = self.stage.before.sums, self.part.sums
        sums = Sums(np.where(is_touched, now.credit, was.credit), np.where(is_touched, now.n, was.n))
        numbers = np.flatnonzero((areas.level >= PROVINCE) & (areas.level <= TAMBON))
        x, n = np.zeros(was.n.shape), np.zeros_like(was.n)
        for level in (PROVINCE, AMPHOE, TAMBON):
            own = numbers[areas.level[numbers] == level]
            wide = sums.by(areas.within[level])
            x[own], n[own] = wide.x[own], wide.n[own]
        rates = sums.by(areas.within[PROVINCE]).rate[areas.within[PROVINCE, numbers]]
        held = {name: self._held[name][numbers] for name in ("agencies", "initiatives")}
        counts = (
            held | dict(zip(X_COLUMNS, x[numbers].T, strict=True)) | dict(zip(N_COLUMNS, n[numbers].T, strict=True))
        )
        frame = pd.DataFrame(counts)
        index = integration(frame, pd.DataFrame(rates, columns=list(COMPONENTS)))
        known = {name: frame[name] for name in [*X_COLUMNS, *N_COLUMNS]} | {name: index[name] for name in index}
        return {str(name): _by_number(values, numbers, len(areas.codes)) for name, values in known.items()}

    @cached_property
    def _fronts(self) -> Mapping[str, Values]:
        """Return what an area holds and its duplication by area number, right where the change can be felt."""
        areas = self.part.world.areas
        size = len(areas.codes)
        unit, surplus, low = self._cells
        owner, at = [], []
        for level in range(len(LEVELS)):
            area = areas.unit_area(level)[unit]
            kept = np.flatnonzero((area >= 0) & (areas.level[area] == level) & self.is_felt[area])
            owner.append(area[kept])
            at.append(kept)
        cell = np.concatenate(at)
        cells = pd.DataFrame({"area_code": np.concatenate(owner), "surplus": surplus[cell], "surplus_low": low[cell]})
        felt = np.flatnonzero(self.is_felt)
        held = pd.DataFrame({name: values[felt] for name, values in self._held.items()}, index=felt)
        table = pd.concat([held, duplication(cells, held)], axis=1)
        return {str(name): _by_number(table[name], felt, size) for name in table}

    @cached_property
    def is_felt(self) -> Bools:
        """Whether an area, by number, is a touched tambon, lies in one or holds one."""
        areas = self.part.world.areas
        is_felt: Bools = self.is_touched[areas.within[TAMBON]] & (areas.within[TAMBON] >= 0)
        for level in (PROVINCE, AMPHOE):
            above = areas.within[level, self.is_touched]
            is_felt[above[above >= 0]] = True
        return is_felt

    @cached_property
    def _cells(self) -> tuple[Ints, Floats, Floats]:
        """Return the unit, S and S without imprecise footprints of every occupied cell."""
        tambon = self.part.world.areas.tambon
        before, after = self.stage.before, self.part
        is_kept = ~self.is_touched[tambon[before.occupancy.cell_unit]]
        is_new = self.is_touched[tambon[after.occupancy.cell_unit]]
        unit = np.append(before.occupancy.cell_unit[is_kept], after.occupancy.cell_unit[is_new])
        surplus, low = (
            np.append(before.cells[name].to_numpy()[is_kept], after.cells[name].to_numpy()[is_new])
            for name in ("surplus", "surplus_low")
        )
        return unit, surplus, low

    @cached_property
    def _held(self) -> Mapping[str, Ints]:
        """Return what `geo.tallies.tallies` counts by area number, each area at its own level."""
        areas, before = self.part.world.areas, self.stage.before
        found = {}
        for name in before.tallies[TAMBON]:
            by_level = [before.tallies[level][name].to_numpy(copy=True) for level in range(len(LEVELS))]
            for level in (TAMBON, VILLAGE):
                by_level[level][self.is_felt] = self.part.tallies[level][name].to_numpy()[self.is_felt]
            for level in (PROVINCE, AMPHOE):
                by_level[level] = self._wide(str(name), areas.within[level], by_level[TAMBON])
            found[str(name)] = np.choose(np.maximum(areas.level, 0), by_level)
        return found

    def _wide(self, name: str, area: Ints, tambon: Ints) -> Ints:
        """Count what wider areas hold: villages add up, work and agencies count once."""
        if name in self._pairs:
            return self._pairs[name].counts(area)
        return np.bincount(area[area >= 0], tambon[area >= 0], len(area)).astype(np.int64)

    @cached_property
    def _pairs(self) -> Mapping[str, Pairs]:
        """Which open work and which agency is in which tambon."""
        before, part = self.stage.before, self.part
        row, now = self.stage.row, part.world.initiatives
        number = np.append(before.world.initiatives.number, -1)
        was = number[[-1 if code in self.changed else row[code] for code in now.records]]
        work = np.full(len(now), len(before.world.initiatives))
        np.minimum.at(work, now.number, was)
        return {
            "initiatives": self.stage.pairs["initiatives"].instead(self.is_touched, _works(part), work),
            "agencies": self.stage.pairs["agencies"].instead(
                self.is_touched, _agencies(part), before.world.agencies.ids.get_indexer(part.world.agencies.ids)
            ),
        }


def _by_number(values: pd.Series, numbers: Ints, size: int) -> Values:
    """Spread values over all area numbers; what is not among `numbers` says nothing."""
    spread = np.empty(size, values.to_numpy().dtype)
    spread[numbers] = values.to_numpy()
    return spread


def _works(evaluation: Evaluation) -> Pairs:
    world = evaluation.world
    tambons = world.footprint.tambons
    is_open = (world.is_active & world.themes.is_in_scope)[tambons.owner]
    return Pairs(tambons.owner[is_open], tambons.members[is_open], len(world.initiatives))


def _agencies(evaluation: Evaluation) -> Pairs:
    occupancy, areas = evaluation.occupancy, evaluation.world.areas
    who = evaluation.blocks.node_agency[occupancy.node]
    return Pairs(who, areas.tambon[occupancy.cell_unit[occupancy.cell]], len(evaluation.world.agencies.ids))


def stage_of(records: Records, before: Evaluation, themes: Collection[str] | None = None) -> Stage:
    """Make records ready for changes to be tried on them.

    Parameters
    ----------
    records, before, themes : the records, what `geo.scores.evaluate` made of them, and its filter.
    """
    return Stage(records, before, themes, {str(level): score(before, level) for level in LEVELS})


def tried(stage: Stage, records: Records, changed: Collection[str]) -> Trial:
    """Try a change.

    Ties bind within a tambon and theme, so only the tambon that changed work lies in before or after are evaluated;
    from the others only the provincial rates move, and with them the index.

    Parameters
    ----------
    stage : from `stage_of`.
    records : ``initiatives``, ``participation`` and ``ties`` after the change, whole or only the rows of `changed`;
        areas, themes and agencies are those of the stage.
    changed : ids of every initiative of which a row of these tables differs, came or went; a tie is of both its ends.

    Examples
    --------
    Two agencies in one village on one theme; a tie takes their surplus front away.

    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> records = {
    ...     "areas": typed("areas", {"code": ["800101", "80010101"], "name_th": "ก"}),
    ...     "initiatives": typed("initiatives", {"initiative_id": ["I1", "I2"], "title_th": "ข",
    ...         "status": "implementation", "themes": "T1", "areas": "80010101"}),
    ...     "participation": typed("participation", {"initiative_id": ["I1", "I2"], "agency_id": ["A1", "A2"],
    ...         "role": "accountable"}),
    ...     "ties": typed("ties"),
    ... }
    >>> stage = stage_of(records, evaluate(records, dt.date(2007, 2, 16)))
    >>> tie = typed("ties", {"from_id": ["I1"], "to_id": "I2", "kind": "co_work", "level": 3, "confirmed": True})
    >>> trial = tried(stage, {**records, "ties": tie}, ["I1", "I2"])
    >>> trial.touched, [float(table["surplus"].iloc[0]) for table in (stage.scores["tambon"], trial.scores("tambon"))]
    (['800101'], [1.0, 0.4])
    """
    rows = _rows(records, changed)
    is_gone = np.zeros(len(stage.row) + 1, bool)
    is_gone[[stage.row.get(code, -1) for code in changed]] = True
    is_gone[-1] = False
    world = stage.before.world
    number, tambons = world.initiatives.number, world.footprint.tambons
    is_kept = np.zeros(len(world.initiatives), bool)
    is_kept[number[is_gone[:-1]]] = True
    is_touched = _named(stage, rows["initiatives"]["areas"])
    is_touched[tambons.members[is_kept[tambons.owner]]] = True
    is_kept[tambons.owner[is_touched[tambons.members]]] = True
    part = _with(stage, rows, np.append(is_kept[number], False) & ~is_gone)
    basis = basis_of(part, world.areas)
    here = replace(basis, footprint=basis.footprint.within(is_touched))
    after = evaluate(here, dt.date.fromisoformat(str(world.day)), themes=stage.themes)
    return Trial(stage, frozenset(changed), part, after, is_touched)


def _rows(records: Records, changed: Collection[str]) -> Records:
    """Return the rows of changed work, and the ties from or to it."""
    is_changed = {
        (table, name): records[table][name].isin(list(changed))
        for table, name in [("initiatives", "initiative_id"), ("participation", "initiative_id")]
        + [("ties", name) for name in _ENDS]
    }
    return {
        "initiatives": records["initiatives"][is_changed["initiatives", "initiative_id"]],
        "participation": records["participation"][is_changed["participation", "initiative_id"]],
        "ties": records["ties"][is_changed["ties", "from_id"] | is_changed["ties", "to_id"]],
    }


def _named(stage: Stage, areas: pd.Series) -> Bools:
    """Mark the tambon that a column of areas names, or of which it names a village."""
    codes = {code for named in areas.dropna() for code in named.split(SEPARATOR)}
    ground = stage.before.world.areas
    home = ground.within[TAMBON, [stage.place[code] for code in codes if code in stage.place]]
    is_named = np.zeros(len(ground.codes), bool)
    is_named[home[home >= 0]] = True
    return is_named


def _with(stage: Stage, rows: Records, stays: Bools) -> Records:
    """Return the records of the work that stays as it is, and the changed rows."""
    records = stage.records
    one, other = stage.ends
    kept = {"initiatives": stays[:-1], "participation": stays[stage.doer], "ties": stays[one] & stays[other]}
    columns = {"initiatives": _WORK, "participation": _PARTS, "ties": list(records["ties"])}
    part = {
        name: pd.concat([records[name][columns[name]].take(np.flatnonzero(is_kept)), rows[name][columns[name]]])
        for name, is_kept in kept.items()
    }
    return {**records, **{name: frame.reset_index(drop=True) for name, frame in part.items()}}
