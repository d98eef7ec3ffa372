"""Scores as they would be after a change. This module evaluates anew only the tambon that changed work lies in."""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema.frames import Records
from geo.excerpts import excerpt, together
from geo.keys import Known
from geo.links import Bools, Ints, sorted_distinct
from geo.roster import agencies_of
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
    rows : of ``initiatives``, ``participation`` and ``ties`` after the change, all rows that name one of `changed`;
        a table in which nothing differs may be left out, and takes no time then, unless a row of it names new work.
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
    >>> trial = tried(stage, {"ties": tie}, ["I1", "I2"])
    >>> trial.touched, [float(table["surplus"].iloc[0]) for table in (stage.scores["tambon"], trial.score("tambon"))]
    (['800101'], [1.0, 0.4])
    """
    world = stage.before.world
    gone = _numbers(stage, changed)
    fresh = _fresh(stage, rows, gone, changed)
    is_touched = np.zeros(len(world.areas.codes), bool)
    is_touched[world.footprint.tambons.take(gone).members] = True
    if fresh.world is not None:
        is_touched[fresh.world.footprint.tambons.members] = True
    kept = _kept(world, is_touched, gone)
    if fresh.world is None:
        part = _same(stage, fresh, kept, gone, is_touched)
    else:
        part = together(excerpt(world, kept, is_touched), fresh.world, _ties(stage, fresh.world, fresh.ties, kept))
    known = np.append(kept, np.full(len(part.initiatives) - len(kept), -1))
    return Trial(stage, evaluation_of(part), known, is_touched)


class _Fresh(NamedTuple):
    """Changed work as numbers, and as rows who takes part in it and its ties; None where one stays as it is."""

    world: World | None
    parts: pd.DataFrame | None
    ties: pd.DataFrame | None


def _numbers(stage: Stage, changed: Collection[str]) -> Ints:
    """Return the initiatives that changed records are part of before the change."""
    rows = stage.work.place(list(changed))
    return sorted_distinct(stage.before.world.initiatives.number[rows[rows >= 0]])


def _fresh(stage: Stage, rows: Records, gone: Ints, changed: Collection[str]) -> _Fresh:
    """Read what differs of changed work, and keep the numbers of what does not."""
    world, parts, ties = stage.before.world, rows.get("participation"), rows.get("ties")
    members = _members(world, gone)
    if len(members) > len(gone) or (ties is not None and joining(ties).any()):
        rows = _with_members(stage, {**stage.rows(changed), **rows}, members, changed)
        return _Fresh(_read(stage, {**rows, "ties": rows["ties"][joining(rows["ties"])]}), None, rows["ties"])
    if "initiatives" not in rows:
        return _Fresh(None, parts, ties)
    if parts is None and len(gone) < len(changed):  # new work, in which nobody takes part
        parts = stage.rows(changed, ["participation"])["participation"]
    known = {} if parts is None else {"participation": parts}
    fresh = _read(stage, {"initiatives": rows["initiatives"], **known})
    if parts is None:
        before = world.initiatives.number[stage.work.place(fresh.initiatives.ids.tolist())]
        fresh = replace(fresh, agencies=world.agencies.take(before))
    return _Fresh(fresh, None, ties)


def _read(stage: Stage, rows: Records) -> World:
    """Turn changed work into numbers; but for ties that join records, its ties are read once all has a number."""
    world = stage.before.world
    return world_of(basis_of(rows, world), dt.date.fromisoformat(str(world.day)), stage.themes)


def _members(world: World, gone: Ints) -> Ints:
    """Return the records of initiatives."""
    is_gone = np.zeros(len(world.initiatives), bool)
    is_gone[gone] = True
    return np.flatnonzero(is_gone[world.initiatives.number])


def _with_members(
    stage: Stage, rows: dict[str, pd.DataFrame], members: Ints, changed: Collection[str]
) -> dict[str, pd.DataFrame]:
    """Put rows of unchanged records beside them that were one initiative with changed ones."""
    others = {*stage.before.world.initiatives.ids[members]}.difference(changed)
    if not others:
        return rows
    kept = dict(stage.rows(others))
    is_new = kept["ties"][["from_id", "to_id"]].isin(list(changed)).any(axis=1)
    kept["ties"] = kept["ties"][~is_new]
    return {name: pd.concat([rows[name], frame], ignore_index=True) for name, frame in kept.items()}


def _kept(world: World, is_touched: Bools, gone: Ints) -> Ints:
    """Return the other initiatives that lie in touched tambon."""
    tambons = world.footprint.tambons
    is_kept = np.zeros(len(world.initiatives), bool)
    is_kept[tambons.owner[is_touched[tambons.members]]] = True
    is_kept[gone] = False
    return np.flatnonzero(is_kept)


def _same(stage: Stage, fresh: _Fresh, kept: Ints, gone: Ints, is_touched: Bools) -> World:
    """Return the work of touched tambon where changed work differs in nothing but who takes part and its ties."""
    world, both = stage.before.world, np.append(kept, gone)
    part, size = excerpt(world, both, is_touched), len(kept)
    place = np.full(len(world.initiatives) + 1, -1)
    place[both] = np.arange(len(both))
    number = place[np.append(world.initiatives.number, -1)]
    if fresh.parts is not None:
        doer = np.maximum(number[stage.work.place(fresh.parts["initiative_id"])] - size, -1)
        parts = agencies_of(world.agencies, fresh.parts, doer, len(gone))
        part = replace(part, agencies=world.agencies.take(kept).then(parts))
    if fresh.ties is not None:
        ends = (number[stage.work.place(fresh.ties[end])] for end in ("from_id", "to_id"))
        others = part.ties.only((part.ties.giver < size) & (part.ties.taker < size))
        part = replace(part, ties=others.then(ties_of(fresh.ties, *ends)))
    return part


def _ties(stage: Stage, fresh: World, frame: pd.DataFrame | None, kept: Ints) -> Ties:
    """Return the ties of changed work, their ends numbered as kept initiatives with fresh ones behind them."""
    world, initiatives = stage.before.world, fresh.initiatives
    place = np.full(len(world.initiatives) + 1, -1)
    place[kept] = np.arange(len(kept))
    if frame is None:
        row = stage.work.place(initiatives.ids.tolist())
        if (row < 0).all():  # new work alone
            return NO_TIES
        place[world.initiatives.number[row[row >= 0]]] = initiatives.number[row >= 0] + len(kept)
        ties = world.ties.renumbered(place)
        return ties.only((ties.giver >= len(kept)) | (ties.taker >= len(kept)))
    if frame.empty:
        return NO_TIES
    known, other = np.append(initiatives.number + len(kept), -1), place[np.append(world.initiatives.number, -1)]
    ids = Known(initiatives.ids.tolist())
    ends = []
    for codes in (frame["from_id"], frame["to_id"]):
        row = ids.place(codes)
        ends.append(np.where(row >= 0, known[row], other[stage.work.place(codes)]))
    return ties_of(frame, *ends)
