"""Every record of an area by how it stands, complete or not. This module lists what the numbers leave out, too."""

import pandas as pd
from markupsafe import Markup

from geo.joins import Standing
from geo.mentions import mentions
from pages.ui import lists, prose
from pages.ui.register import values
from pages.ui.visit import Visit

_EMPTY = Markup("")


def records(now: Visit, found: pd.DataFrame) -> Markup:
    """Return the records with a footprint in the area, open ones first, each with what it lacks."""
    here = found[found["reach"] == "footprint"]
    folds = [_standing(now, kind, here[here["standing"] == kind]) for kind in Standing]
    title = prose.heading(now.say("records_title"), 2, "records")
    return title + (_EMPTY.join(folds) if len(here) else prose.line(now.say("nothing_here"), "quiet"))


def off_map(now: Visit, found: pd.DataFrame) -> Markup:
    """Return what concerns the area and is painted on no map: wide work, and records that only mention its name."""
    is_wide = (found["reach"] == "strip") & (found["standing"] == Standing.ACTIVE)
    wide = [code for field in found.loc[is_wide, "records"] for code in values(field)]
    said = mentions(now.register.records, now.chosen.area)
    parts = [
        prose.heading(now.say("off_map_title"), 2, "off-map"),
        prose.heading(now.say("wide_title"), 3),
        lists.records(now, wide),
        prose.heading(now.say("mentions_title"), 3),
        prose.line(now.say("mentions_note"), "quiet") if len(said) else _EMPTY,
        lists.records(now, said["initiative_id"], dict(zip(said["initiative_id"], said["text"], strict=True))),
    ]
    return _EMPTY.join(parts)


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
