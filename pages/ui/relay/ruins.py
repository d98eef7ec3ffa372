"""What projects left behind, by kind: since when, with what, and what was decided. This module lists it."""

from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from data.desk.parts import key_of
from data.desk.rights import hidden, may
from data.schema import Act
from geo.ruins import Ruin
from pages.ui import calendar, lists, paging, prose, selection
from pages.ui.headline import number
from pages.ui.history import told
from pages.ui.register import values
from pages.ui.relay import held
from pages.ui.relay.batons import place
from pages.ui.visit import Visit

AT_ONCE = 6
DECIDED = "decided"
"""The part of the list with ruins whose fate is decided, beside one for each kind."""
_EMPTY = Markup("")


class Left(NamedTuple):
    """The part of the ruins that is shown: its name, its rows from where on, and how many each part has."""

    part: str
    rows: pd.DataFrame
    at: int
    counts: dict[str, int]


def left(now: Visit) -> Left:
    """Return the ruins of the part that the address names, else of the first that has any."""
    table = held.left(now).merge(_fates(now), on=["table", "record"], how="left")
    is_decided = table["fate"].notna()
    parts = {str(kind): table[(table["kind"] == kind) & ~is_decided] for kind in Ruin}
    parts |= {DECIDED: table[is_decided]} if "ruins" not in hidden(now.actor) else {}
    named = selection.asked("ruin", [*parts])
    part = named or next((name for name, rows in parts.items() if len(rows)), str(Ruin.ABANDONED))
    return Left(
        part, parts[part], paging.place(len(parts[part]), AT_ONCE), {name: len(rows) for name, rows in parts.items()}
    )


def _fates(now: Visit) -> pd.DataFrame:
    """Return what was decided of ruins, as far as the reader may see it."""
    found = now.register.records["ruins"]
    found = found.iloc[:0] if "ruins" in hidden(now.actor) else found
    return found[["table", "record", "fate", "agency_id", "reason", "decided_by", "decided_on"]]


def head(now: Visit, found: Left) -> Markup:
    """Return the heading, how many ruins there are, and why some may be told of nothing decided."""
    title = prose.heading(now.say("ruins_title"), 2, "ruins")
    total = sum(found.counts.values())
    if not total:
        return title + prose.line(now.say("ruins_none"), "quiet")
    if DECIDED not in found.counts:
        return title + prose.line(now.say("ruins_all", n=number(total)))
    waiting = total - found.counts[DECIDED]
    return title + prose.line(now.say("ruins_sentence", n=number(total), waiting=number(waiting)))


def ways(now: Visit, found: Left) -> Markup:
    """Return every part with how many ruins it has."""
    rows = (
        Markup("<li{}>{}<span>{}</span></li>").format(
            Markup(' class="marked"') if part == found.part else "",
            prose.here(selection.link(ruin=part, at=""), now.say(f"part_{part}")),
            now.say("ruins_count", n=number(count)),
        )
        for part, count in found.counts.items()
    )
    return Markup('<nav class="queues" aria-label="{}"><ul>{}</ul></nav>').format(
        now.say("ruins_parts"), _EMPTY.join(rows)
    )


def item(now: Visit, row: tuple) -> Markup:
    """Return one ruin: what it is, since when, where, whose, what it left, and what was decided."""
    since = _since(now, row)
    where = prose.join((place(now, code) for code in values(row.tambons) if code), ", ")
    about = [prose.strong(now.say(row.kind)), since, where or prose.quiet(now.say("baton_nowhere")), _whose(now, row)]
    assets = prose.line(prose.join([now.say("ruin_assets"), _assets(now, row)], " ")) if row.assets else _EMPTY
    return prose.heading(_name(now, row), 3) + prose.line(prose.join(about)) + assets + _decided(now, row)


def _since(now: Visit, row: tuple) -> str:
    """Return since when it is a ruin; of an idle thing, where nobody knows that, since when there is one."""
    if pd.notna(row.since):
        day = row.since.date()
        return now.say("ruin_ends" if day > now.chosen.day else "ruin_since", day=calendar.short(day, now.lang))
    made = now.register.assets["since"].get(row.record) if row.table == "assets" else None
    there = now.say("ruin_made", day=calendar.short(made.date(), now.lang)) if pd.notna(made) else ""
    return " · ".join(part for part in (now.say("ruin_since_unknown"), there) if part)


def _name(now: Visit, row: tuple) -> Markup:
    if row.table == "initiatives":
        return lists.title(now, row.record)
    return _asset(now, row.record)


def _asset(now: Visit, asset_id: str) -> Markup:
    form = selection.link(edit="assets", entry=asset_id)
    return prose.page("record", form, str(now.register.assets["name_th"].get(asset_id, asset_id)))


def _whose(now: Visit, row: tuple) -> str:
    assets = now.register.assets
    work = row.record if row.table == "initiatives" else assets["initiative_id"].get(row.record)
    return now.agencies_of(work) if isinstance(work, str) else ""


def _assets(now: Visit, row: tuple) -> Markup:
    states = now.register.assets["state"]

    def one(asset_id: str) -> Markup:
        state = states.get(asset_id)
        said = f"({now.say(state if isinstance(state, str) else 'unknown')})"
        return prose.join([_asset(now, asset_id), said], " ")

    return prose.join((one(asset_id) for asset_id in values(row.assets)), ", ")


def _decided(now: Visit, row: tuple) -> Markup:
    """Return who decided what and why, and the way to all that was decided before."""
    if pd.isna(row.fate):
        return _EMPTY
    key = key_of("ruins", {"table": row.table, "record": row.record})
    agency = now.register.agency_name(row.agency_id, now.lang) if isinstance(row.agency_id, str) else ""
    day = "" if pd.isna(row.decided_on) else calendar.short(row.decided_on.date(), now.lang)
    by = told.person(now, row.decided_by if isinstance(row.decided_by, str) else "")
    said = now.say("ruin_decided", fate=now.say(row.fate), agency=agency, reason=row.reason, by=by, day=day)
    ways = [prose.page("history", selection.link(table="ruins", record=key), now.say("page_history"))]
    if row.table == "initiatives" and may(now.actor, Act.EDIT_WORK, is_own=True):
        ways.append(prose.page("record", selection.link(edit="initiatives", entry=row.record), now.say("act_edit")))
    return prose.line(prose.join([said, *ways]), "done")


def steps(now: Visit, found: Left) -> Markup:
    """Return which ruins of how many are shown, with the ways to those before and after."""
    return paging.steps(now, len(found.rows), found.at, AT_ONCE)
