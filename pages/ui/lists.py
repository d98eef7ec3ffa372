"""Records as tables, each with its source. This module lists what stands behind and beside the map."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import pandas as pd
from markupsafe import Markup

from data.schema import Status
from geo.joins import Standing
from pages.ui import calendar, prose, selection
from pages.ui.register import values
from pages.ui.visit import Visit

Item = TypeVar("Item")

_MOST = 60
"""Rows of one list unless whole lists are asked for."""


def records(now: Visit, initiative_ids: Iterable[str], why: dict[str, str] | None = None) -> Markup:
    """Return the records with agencies, themes, places, time, status and source; `why` adds a last column."""
    listed = list(initiative_ids)
    if not listed:
        return prose.line(now.say("nothing_here"), "quiet")
    names = ["column_title", "column_agency", "column_theme", "column_places", "column_when", "column_status"]
    head = [now.say(name) for name in [*names, *(["column_why"] if why else [])]]
    shown, rest = cut(now, listed, _MOST)
    rows = [[*_cells(now, code), *([why.get(code, "")] if why else [])] for code in shown]
    return prose.table(head, rows) + rest


def cut(now: Visit, items: Sequence[Item], most: int) -> tuple[Sequence[Item], Markup]:
    """Return the first of `items`, or all where whole lists are asked for, and the line that says how many follow."""
    more = len(items) - most
    if more > 0:
        now.long.append(len(items))
    if more <= 0 or now.chosen.is_whole:
        return items, Markup("")
    return items[:most], prose.line(now.say("listed_more", n=more), "quiet")


def title(now: Visit, initiative_id: str) -> Markup:
    """Return the title of a record, a link to all of it."""
    return prose.page("work", selection.link(work=initiative_id), now.register.title_of(initiative_id, now.lang))


def _cells(now: Visit, initiative_id: str) -> list[str | Markup]:
    register, row = now.register, now.register.initiatives.loc[initiative_id]
    source = (
        prose.link(row["source_url"], now.say("source_link"))
        if prose.is_web(row["source_url"])
        else prose.quiet(now.say("no_source"))
    )
    places = [register.place_name(code, now.lang) for code in values(row["areas"])]
    return [
        prose.join([title(now, initiative_id), source], " — "),
        now.agencies_of(initiative_id) or now.say("unknown"),
        ", ".join(register.theme_name(code, now.lang) for code in values(row["themes"])) or now.say("unknown"),
        ", ".join(places) or now.say("unknown"),
        period(now, initiative_id),
        status(now, initiative_id),
    ]


def period(now: Visit, initiative_id: str) -> str:
    """Return from when to when, as exactly as the source knows."""
    start, end = (day(now, initiative_id, column) for column in ("start_date", "end_date"))
    parts = [now.say("since", day=start) if start else "", now.say("until", day=end) if end else ""]
    return " ".join(part for part in parts if part) or now.say("unknown")


def status(now: Visit, initiative_id: str) -> str:
    """Return how the record stands on the day, its stated status and when that was known."""
    row = now.register.initiatives.loc[initiative_id]
    known = day(now, initiative_id, "status_date")
    stated = now.say(row["status"]) if isinstance(row["status"], str) else ""
    standing = str(now.standings.at[initiative_id, "standing"])
    said = standing_words(now, standing)
    is_plain = standing == Standing.ACTIVE and row["status"] == Status.IMPLEMENTATION
    parts = [said, "" if is_plain or said == stated else stated, now.say("known_at", day=known) if known else ""]
    return " · ".join(part for part in parts if part)


def standing_words(now: Visit, standing: str) -> str:
    """Return how a record stands, in words; what its status says already is said by that."""
    return now.say(_STANDING_WORDS.get(standing, standing))


_STANDING_WORDS = {
    Standing.ACTIVE: "standing_active",
    Standing.UNCONFIRMED: "standing_unconfirmed",
    Standing.UNKNOWN_STATUS: "standing_unknown",
    Standing.NOT_STARTED: "standing_not_started",
    Standing.ENDED: "standing_ended",
}


def unconfirmed(now: Visit) -> Markup:
    """Return work to ask about: no end known, last heard of long ago."""
    return records(now, now.listed(Standing.UNCONFIRMED))


def unplaced(now: Visit) -> Markup:
    """Return work that names no place, or one that no official code fits, with the reason."""
    areas = now.register.initiatives["areas"].reindex(now.listed(""))
    chosen = areas.index[areas.isna() | areas.index.isin(list(now.register.unplaced))]
    why = {code: ", ".join(now.register.unplaced.get(code, [now.say("unknown")])) for code in chosen}
    return records(now, chosen, why)


def day(now: Visit, initiative_id: str, column: str) -> str:
    """Return a date of a record as exactly as the source knows it; blank where it does not."""
    stated = now.register.initiatives.at[initiative_id, column]
    if pd.isna(stated):
        return ""
    precision = now.register.precision.get((initiative_id, column), "")
    return calendar.short(stated.date(), now.lang, precision)
