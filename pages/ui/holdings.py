"""Every record of an area by how it stands, complete or not. This module lists what the numbers leave out, too."""

import pandas as pd
from markupsafe import Markup

from geo.joins import Standing
from geo.standing import initiatives_of
from pages.ui import lists, prose
from pages.ui.register import values
from pages.ui.visit import Visit

_EMPTY = Markup("")


def records(now: Visit) -> Markup:
    """Return the records with a footprint in the area, open ones first, then open work of the amphoe or province."""
    found = initiatives_of(now.evaluation, now.chosen.area)
    here, over = (found[found["reach"] == reach] for reach in ("footprint", "strip"))
    folds = [_standing(now, kind, here[here["standing"] == kind]) for kind in Standing]
    wide = [code for field in over.loc[over["standing"] == Standing.ACTIVE, "records"] for code in values(field)]
    return _EMPTY.join(
        [
            prose.heading(now.say("records_title"), 2),
            *(folds if len(here) else [prose.line(now.say("nothing_here"), "quiet")]),
            prose.heading(now.say("wide_title"), 2),
            lists.records(now, wide),
        ]
    )


def _standing(now: Visit, kind: Standing, own: pd.DataFrame) -> Markup:
    if own.empty:
        return _EMPTY
    why = {code: _lacks(now, row, code) for row in own.itertuples() for code in values(row.records)}
    summary = now.say("records_count", standing=lists.standing_words(now, kind), n=len(own))
    body = lists.records(now, why, why if any(why.values()) else None)
    return prose.fold(summary, body, is_open=kind is Standing.ACTIVE)


def _lacks(now: Visit, row: tuple, initiative_id: str) -> str:
    """Return what a record still lacks to be counted, or to be counted in its very village; blank if nothing."""
    missing = ", ".join(now.say(reason) for reason in values(row.incomplete or None))
    said = [now.say("missing", what=missing)] if missing else []
    if row.is_imprecise:
        said.append(now.say("imprecise_place"))
    if places := now.register.unplaced.get(initiative_id):
        said.append(now.say("unplaced_places", places=", ".join(places)))
    return " · ".join(said)
