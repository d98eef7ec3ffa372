"""What settling an item does to the scores. This module works it out exactly, from the records as they would be."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.schema import TABLES, Records, record_keys, typed
from data.store import Edit
from geo.keys import place_among
from geo.scores import Evaluation, evaluate, score
from geo.units import LEVELS, TAMBON

_SCORES = ("duplication", "duplication_low", "integration")


@dataclass(frozen=True)
class Effect:
    """What edits do to the tambon that they change most, and to how many others they do something.

    Attributes
    ----------
    area_code : the tambon; blank where nothing changes anywhere that the records concerned lie.
    before, after : its ``duplication``, ``duplication_low`` and ``integration``; NaN: not published.
    others : how many more tambon of these records change.
    """

    area_code: str
    before: Mapping[str, float]
    after: Mapping[str, float]
    others: int = 0


def with_edits(records: Records, edits: Iterable[Edit]) -> dict[str, pd.DataFrame]:
    """Return records as they would be after edits, of which none clashes with what is kept."""
    found = dict(records)
    for edit in edits:
        found[edit.table] = _edited(found[edit.table], edit)
    return found


def _edited(frame: pd.DataFrame, edit: Edit) -> pd.DataFrame:
    if not edit.record:
        return pd.concat(
            [frame, typed(edit.table, {name: [cell] for name, cell in (edit.after or {}).items()})], ignore_index=True
        )
    at = record_keys(TABLES[edit.table], frame) == edit.record
    if edit.after is None:
        return frame[~at].reset_index(drop=True)
    cells = typed(edit.table, {name: [cell] for name, cell in edit.after.items()})
    changed = frame.copy()
    for name in edit.after:
        changed.loc[at, name] = cells[name].iloc[0]
    return changed


def effect(
    before: Evaluation,
    records: Records,
    edits: Iterable[Edit],
    day: datetime.date,
    initiatives: Iterable[str],
) -> Effect:
    """Return what edits would do to duplication and integration of the tambon that some initiatives lie in.

    Parameters
    ----------
    before : what `evaluate` made of `records` on that day, all themes.
    initiatives : ids of records; where they lie before and after counts.
    """
    named = list(initiatives)
    after = evaluate(with_edits(records, edits), day)
    codes = _tambon(before, named) | _tambon(after, named)
    was, then = (
        score(each, LEVELS[TAMBON]).set_index("area_code")[list(_SCORES)].reindex(sorted(codes))
        for each in (before, after)
    )
    moved = (then - was).abs().fillna(0) + (then.isna() != was.isna()) * 100
    is_moved = moved.gt(1e-9).any(axis=1)
    if not is_moved.any():
        return Effect("", {}, {})
    order = moved[is_moved].sort_values(["duplication", "integration"], ascending=False, kind="stable")
    first = str(order.index[0])
    return Effect(first, _said(was, first), _said(then, first), int(is_moved.sum()) - 1)


def _said(scores: pd.DataFrame, code: str) -> dict[str, float]:
    return dict(zip(_SCORES, scores.loc[[code]].to_numpy(float)[0].tolist(), strict=True))


def _tambon(evaluation: Evaluation, initiatives: Sequence[str]) -> set[str]:
    """Return the tambon in which initiatives have a footprint."""
    world = evaluation.world
    row = place_among(pd.Series(initiatives, dtype="str"), pd.Index(world.initiatives.records))
    number = np.unique(world.initiatives.number[row[row >= 0]])
    at = world.footprint.tambons.spread(number)[1]
    return {str(code) for code in world.areas.codes[np.unique(world.footprint.tambons.members[at])]}
