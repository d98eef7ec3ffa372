"""Scores as they would be after a change. This module evaluates anew only the tambon that changed work lies in."""

import datetime as dt
from collections.abc import Collection

import numpy as np
import pandas as pd

from data.schema.frames import Records
from geo.excerpts import excerpt, together
from geo.keys import Known
from geo.links import Bools, Ints, sorted_distinct
from geo.scores import evaluation_of
from geo.stage import Stage
from geo.ties import NO_TIES, Ties, joining, ties_of
from geo.trial import Trial
from geo.world import World, basis_of, world_of


def tried(stage: Stage, rows: Records, changed: Collection[str]) -> Trial:
    """Try a change.

    Ties bind within a tambon and theme, so only the tambon that changed work lies in before or after are evaluated;
    from the others only the provincial rates move, and with them the index.

    Parameters
    ----------
    stage : from `stage_of`.
    rows : after the change, all rows of ``initiatives``, ``participation`` and ``ties`` that name one of `changed`.
    changed : ids of every initiative of which a row of these tables differs, came or went; a tie is of both its ends.

    Examples
    --------
    Two agencies in one village on one theme; a tie takes their surplus front away.

    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> from geo.scores import evaluate
    >>> from geo.stage import stage_of
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
    >>> trial = tried(stage, {**stage.rows(["I1", "I2"]), "ties": tie}, ["I1", "I2"])
    >>> trial.touched, [float(table["surplus"].iloc[0]) for table in (stage.scores["tambon"], trial.score("tambon"))]
    (['800101'], [1.0, 0.4])
    """
    world = stage.before.world
    gone = _numbers(stage, changed)
    rows = _with_members(stage, rows, gone, changed)
    day = dt.date.fromisoformat(str(world.day))
    fresh = world_of(basis_of(_joined(rows), world), day, stage.themes)
    is_touched = np.zeros(len(world.areas.codes), bool)
    is_touched[world.footprint.tambons.take(gone).members] = True
    is_touched[fresh.footprint.tambons.members] = True
    kept = _kept(world, is_touched, gone)
    part = together(excerpt(world, kept, is_touched), fresh, _ties(stage, rows["ties"], fresh, kept))
    known = np.append(kept, np.full(len(fresh.initiatives), -1))
    return Trial(stage, evaluation_of(part), known, is_touched)


def _numbers(stage: Stage, changed: Collection[str]) -> Ints:
    """Return the initiatives that changed records are part of before the change."""
    rows = stage.work.place(list(changed))
    return sorted_distinct(stage.before.world.initiatives.number[rows[rows >= 0]])


def _with_members(stage: Stage, rows: Records, gone: Ints, changed: Collection[str]) -> Records:
    """Put rows of unchanged records beside them that were one initiative with changed ones."""
    initiatives = stage.before.world.initiatives
    is_gone = np.zeros(len(initiatives), bool)
    is_gone[gone] = True
    members = np.flatnonzero(is_gone[initiatives.number])
    others = {*initiatives.ids[members]}.difference(changed) if len(members) > len(gone) else ()
    if not others:
        return rows
    kept = dict(stage.rows(others))
    is_new = kept["ties"][["from_id", "to_id"]].isin(list(changed)).any(axis=1)
    kept["ties"] = kept["ties"][~is_new]
    return {name: pd.concat([rows[name], frame], ignore_index=True) for name, frame in kept.items()}


def _joined(rows: Records) -> Records:
    """Leave out the ties but those that join records: the others are read once all work has its number."""
    is_same = joining(rows["ties"])
    ties = {"ties": rows["ties"][is_same]} if is_same.any() else {}
    return {name: rows[name] for name in ("initiatives", "participation")} | ties


def _kept(world: World, is_touched: Bools, gone: Ints) -> Ints:
    """Return the other initiatives that lie in touched tambon."""
    tambons = world.footprint.tambons
    is_kept = np.zeros(len(world.initiatives), bool)
    is_kept[tambons.owner[is_touched[tambons.members]]] = True
    is_kept[gone] = False
    return np.flatnonzero(is_kept)


def _ties(stage: Stage, frame: pd.DataFrame, fresh: World, kept: Ints) -> Ties:
    """Read ties, their ends numbered as kept initiatives with fresh ones behind them."""
    if frame.empty:
        return NO_TIES
    initiatives = stage.before.world.initiatives
    place = np.full(len(initiatives) + 1, -1)
    place[kept] = np.arange(len(kept))
    known, other = np.append(fresh.initiatives.number + len(kept), -1), place[np.append(initiatives.number, -1)]
    ids = Known(fresh.initiatives.ids.tolist())
    ends = []
    for codes in (frame["from_id"], frame["to_id"]):
        row = ids.place(codes)
        ends.append(np.where(row >= 0, known[row], other[stage.work.place(codes)]))
    return ties_of(frame, *ends)
