"""What settling an item does to the scores. This module works it out exactly, from the records as they would be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.schema import TABLES, Level, Records, record_keys, typed
from data.store import Edit
from geo.stage import Stage
from geo.whatif import tried

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


def effect(stage: Stage, edits: Sequence[Edit], initiatives: Iterable[str]) -> Effect:
    """Return what edits would do to duplication and integration of the tambon that some initiatives lie in.

    Parameters
    ----------
    stage : the records on a day, all themes.
    edits : changes of these initiatives, of who takes part in them and of their ties.
    initiatives : ids of records; where they lie before and after counts.
    """
    changed = {*initiatives}.union(*map(_named, edits))
    rows = with_edits({**stage.records, **stage.rows(changed)}, edits)
    trial = tried(stage, {edit.table: rows[edit.table] for edit in edits}, changed)
    was, then = (
        table.set_index("area_code")[list(_SCORES)].reindex(trial.touched)
        for table in (stage.scores[Level.TAMBON], trial.score(Level.TAMBON))
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


def _named(edit: Edit) -> set[str]:
    """Return the ids of work that an edit names."""
    cells = {**(edit.before or {}), **(edit.after or {})}
    return {str(cells[name]) for name in ("initiative_id", "from_id", "to_id") if cells.get(name)}
