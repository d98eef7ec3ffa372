"""How records hang together. This module lists ties, each with both records and how it stands on the day."""

from collections.abc import Collection

import pandas as pd
from markupsafe import Markup

from geo.timeline import TieState, ties_touching
from pages.ui import lists, prose
from pages.ui.headline import number
from pages.ui.visit import Visit

_MOST = 40
"""Ties listed unless whole lists are asked for."""
_COLUMNS = (
    "column_tied",
    "column_tie_kind",
    "column_tied_to",
    "column_level",
    "column_confirmed",
    "column_tie_state",
)


def of_area(now: Visit, initiative_ids: Collection[str]) -> Markup:
    """Return every tie that touches a record with a footprint in the area."""
    found = ties_touching(now.register.records["ties"], initiative_ids, now.chosen.day)
    title = prose.heading(now.say("ties_title"), 2, "ties")
    if found.empty:
        return title + prose.line(now.say("ties_none"), "quiet")
    live = int((found["state"] == TieState.LIVE).sum())
    note = now.say("ties_note", live=number(live), n=number(len(found)))
    return title + prose.line(note, "quiet") + listed(now, found)


def listed(now: Visit, found: pd.DataFrame) -> Markup:
    """Return ties as a table: from, kind, to, level, confirmed, and whether it holds on the day."""
    shown, more = lists.cut(now, list(found.itertuples()), _MOST)
    return prose.table([now.say(name) for name in _COLUMNS], [_cells(now, tie) for tie in shown]) + more


def _cells(now: Visit, tie: tuple) -> list[str | Markup]:
    level = "–" if pd.isna(tie.level) else number(tie.level)
    if pd.isna(tie.confirmed):
        confirmed = "tie_confirmed_unknown"
    else:
        confirmed = "tie_confirmed" if tie.confirmed else "tie_unconfirmed"
    return [
        _record(now, tie.from_id),
        now.say(tie.kind),
        _record(now, tie.to_id),
        now.say("level_usual", n=level) if tie.is_usual and level != "–" else level,
        now.say(confirmed),
        now.say(tie.state),
    ]


def _record(now: Visit, initiative_id: str) -> Markup:
    return prose.join(
        [lists.title(now, initiative_id), prose.quiet(now.agencies_of(initiative_id) or now.say("unknown"))], " — "
    )
