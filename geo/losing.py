"""What would be left without the ties of one agency. This module takes them out of the records.

The agency stays at work where it is: only what ties it to others goes. What it does with others in one initiative
becomes an initiative of its own beside theirs, and no tie leads to or from what is its own. Reviews stay: that two
pieces of work complete each other is no tie of those who do them.
"""

from typing import NamedTuple

import pandas as pd

from data.schema import ACTING_ROLES, Records, TieKind
from geo.errors import GeoError
from geo.scores import Evaluation
from geo.stage import Stage
from geo.trial import Trial
from geo.whatif import tried

_ENDS = ["from_id", "to_id"]
_WORK = {"initiatives": ["initiative_id"], "participation": ["initiative_id"], "ties": _ENDS}
_STAYING = (TieKind.SAME_RECORD, TieKind.COMPLEMENTARY)


class Loosed(NamedTuple):
    """Records in which one agency has no tie, and the ids of all work that this touches."""

    records: Records
    changed: frozenset[str]


def lost(stage: Stage, agency_id: str) -> Trial:
    """Try the loss of an agency's ties: what every score would be, the agency being at work as before.

    Parameters
    ----------
    stage : from `geo.stage.stage_of`.
    """
    records, changed = without_ties(stage.before, stage.records, agency_id)
    rows = {
        table: records[table][records[table][names].isin(list(changed)).any(axis=1)] for table, names in _WORK.items()
    }
    return tried(stage, rows, changed)


def without_ties(evaluation: Evaluation, records: Records, agency_id: str) -> Loosed:
    """Return the records without what ties an agency to others.

    Parameters
    ----------
    evaluation, records : the records and what `geo.scores.evaluate` made of them.

    Raises
    ------
    GeoError : no such agency in the evaluation.

    Examples
    --------
    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> from geo.scores import evaluate, score
    >>> records = {
    ...     "areas": typed("areas", {"code": ["800101", "80010101"], "name_th": "ก"}),
    ...     "initiatives": typed("initiatives", {"initiative_id": ["I1"], "title_th": "ข", "status": "implementation",
    ...         "themes": "T1", "areas": "80010101"}),
    ...     "participation": typed("participation", {"initiative_id": "I1", "agency_id": ["A1", "A2"],
    ...         "role": "accountable"}),
    ...     "ties": typed("ties"),
    ... }
    >>> day = dt.date(2007, 2, 16)
    >>> after = without_ties(evaluate(records, day), records, "A1").records
    >>> [float(score(evaluate(each, day), "tambon")["surplus"].iloc[0]) for each in (records, after)]
    [0.0, 1.0]
    """
    if agency_id not in evaluation.world.agencies.ids:
        msg = f"`agency_id` was {agency_id!r}, must be one of the agencies of the evaluation"
        raise GeoError(msg)
    number = dict(zip(evaluation.world.initiatives.ids, evaluation.world.initiatives.number, strict=True))
    parts, ties, works = records["participation"], records["ties"], records["initiatives"]
    acting = parts[parts["role"].isin(list(ACTING_ROLES)) & parts["initiative_id"].isin(number)]
    is_own = acting["agency_id"] == agency_id
    of = acting["initiative_id"].map(number)
    own, others = set(of[is_own]), set(of[~is_own])
    copies = _copies([code for code, one in number.items() if one in own & others], number)
    alone = [code for code, one in number.items() if one in own - others]
    moved = acting.index[is_own & acting["initiative_id"].isin(copies)]
    is_cut = ties[_ENDS].isin(alone).any(axis=1) & ~ties["kind"].isin(list(_STAYING))
    after = {
        "initiatives": [works, _renamed(works[works["initiative_id"].isin(copies)], copies, ["initiative_id"])],
        "participation": [parts.drop(index=moved), _renamed(parts.loc[moved], copies, ["initiative_id"])],
        "ties": [ties[~is_cut], *(added := _staying(ties, copies))],
    }
    touched = pd.concat([ties.loc[is_cut, _ENDS], *(rows[_ENDS] for rows in added)]).to_numpy().ravel()
    frames = {name: pd.concat(made, ignore_index=True) for name, made in after.items()}
    frames = {name: frame.astype(records[name].dtypes.to_dict()) for name, frame in frames.items()}
    return Loosed({**records, **frames}, frozenset({*copies, *copies.values(), *alone, *touched}))


def _copies(shared: list[str], known: "dict[str, int]") -> dict[str, str]:
    """Return by record the id of its copy, none of which is known."""
    mark = "'"
    while any(f"{code}{mark}" in known for code in shared):
        mark += "'"
    return {code: f"{code}{mark}" for code in shared}


def _staying(ties: pd.DataFrame, copies: dict[str, str]) -> list[pd.DataFrame]:
    """Return what joins and reviews say of the copies: joined to each other alone, reviewed like the originals."""
    joins = ties[(ties["kind"] == TieKind.SAME_RECORD) & ties[_ENDS].isin([*copies]).all(axis=1)]
    found = [_renamed(joins, copies, _ENDS)]
    reviews = ties[ties["kind"] == TieKind.COMPLEMENTARY]
    for ends in ([_ENDS[0]], [_ENDS[1]], _ENDS):
        found.append(_renamed(reviews[reviews[ends].isin([*copies]).all(axis=1)], copies, ends))
    return found


def _renamed(rows: pd.DataFrame, copies: dict[str, str], ends: list[str]) -> pd.DataFrame:
    return rows.assign(**{name: rows[name].map(copies) for name in ends})
