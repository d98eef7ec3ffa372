"""The record that a decision to open new work became. This module ties the two when the record is kept."""

import json
from collections.abc import Sequence

from data.schema import Records, Way
from data.store import Edit


def became(known: Records, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that tie decisions to open new work to the records that `edits` make of their drafts.

    Parameters
    ----------
    known : at least ``decisions``.
    edits : what is about to be kept.
    """
    keys = {str(edit.after["initiative_id"]) for edit in added(edits) if edit.after}
    said = known["decisions"]
    open_new = said[(said["way"] == Way.OPEN_NEW) & said["initiative_id"].isna()]
    drafts = open_new["evidence"].map(draft_of)
    pairs = zip(open_new["decision_id"], drafts, strict=True)
    return [
        Edit("decisions", key, {"initiative_id": draft}, {"initiative_id": None})
        for key, draft in pairs
        if draft in keys
    ]


def added(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that put new work on record."""
    return [edit for edit in edits if edit.table == "initiatives" and not edit.record and edit.after]


def draft_of(evidence: object) -> str:
    """Return the key that the draft of a decision has, blank where its evidence names none.

    >>> draft_of('{"draft": "I-1"}'), draft_of(None), draft_of("[1]")
    ('I-1', '', '')
    """
    try:
        told = json.loads(evidence) if isinstance(evidence, str) else {}
    except ValueError:
        return ""
    return str(told.get("draft") or "") if isinstance(told, dict) else ""
