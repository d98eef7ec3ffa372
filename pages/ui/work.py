"""One record in full. This module writes the parts of its page."""

import pandas as pd
from markupsafe import Markup

from data.schema import SEPARATOR, Level, Role
from geo import contribution, involvement
from geo.joins import Standing
from geo.timeline import ties_touching
from pages.ui import calendar, lists, prose, selection
from pages.ui.area import profile
from pages.ui.area import ties as tied
from pages.ui.headline import amount, number
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 30
"""Cells listed unless whole lists are asked for."""
_EMPTY = Markup("")
_WHY = {
    Standing.ACTIVE: "why_active",
    Standing.UNCONFIRMED: "why_unconfirmed",
    Standing.NOT_STARTED: "why_not_started",
    Standing.ENDED: "why_ended",
    Standing.UNKNOWN_STATUS: "why_unknown",
}


def banner(now: Visit) -> Markup:
    """Return as of when, in which theme and from whose records."""
    theme = now.register.theme_name(now.chosen.theme, now.lang) if now.chosen.theme else ""
    return prose.join([now.when(), theme, now.register.title(now.lang)])


def paper(now: Visit) -> Markup:
    """Return the line that heads the page on paper."""
    title = now.register.title(now.lang) or now.say("office_register")
    return prose.paper(" · ".join([now.say("product"), now.say("page_work"), now.when(), title]))


def ways(now: Visit) -> Markup:
    """Return links to the areas of the record, and what can be done with the page."""
    places = values(_row(now)["areas"])
    return prose.row(
        [
            *(
                prose.page("area", selection.link(area=code), now.register.place_name(code, now.lang))
                for code in places
            ),
            prose.page(
                "history",
                selection.link(table="initiatives", record=now.chosen.work, batch="", change=""),
                now.say("work_history"),
            ),
            prose.page(
                "record", selection.link(edit="initiatives", entry=now.chosen.work), now.say("record_act_edit")
            ),
            prose.page("record", selection.link(edit="ties", entry=""), now.say("record_act_tie")),
            prose.button("copy", now.say("act_copy"), now.say("act_copied")),
            prose.button("print", now.say("act_print")),
        ]
    )


def standing(now: Visit) -> Markup:
    """Return how the record stands on the day and why, what it lacks, and what it is one with."""
    found = contribution.initiative(now.evaluation, now.chosen.work)
    words = lists.standing_words(now, found["standing"])
    why = now.say(
        _WHY.get(found["standing"], "why_stated"),
        status=now.say(stated) if isinstance(stated := _row(now)["status"], str) else now.say("unknown"),
        **{name: _long(now, found[column]) for name, column in _DATES.items()},
    )
    lacking = ", ".join(now.say(reason) for reason in values(found["incomplete"] or None))
    others = [code for code in values(found["records"]) if code != now.chosen.work]
    joined = prose.join((lists.title(now, code) for code in others), ", ")
    return _EMPTY.join(
        [
            prose.line(prose.join([prose.strong(now.say("work_standing", standing=words)), why], " ")),
            prose.line(now.say("work_lacks", what=lacking) if lacking else now.say("work_lacks_nothing"), "quiet"),
            prose.line(prose.join([now.say("work_joined"), joined], " ")) if others else _EMPTY,
        ]
    )


_DATES = {"known": "status_date", "start": "start", "end": "end"}


def _long(now: Visit, day: pd.Timestamp) -> str:
    return now.say("unknown") if pd.isna(day) else calendar.long(day.date(), now.lang)


def details(now: Visit) -> Markup:
    """Return every field of the record; what it does not say is said to be unknown."""
    row, register = _row(now), now.register
    themes = ", ".join(register.theme_name(code, now.lang) for code in values(row["themes"]))
    stated = {name: now.say(row[name]) if isinstance(row[name], str) else "" for name in _STATED}
    counted = {name: "" if pd.isna(row[name]) else amount(row[name]) for name in ("households", "budget_thb")}
    source = row["source_url"]
    pairs = [
        ("fact_description", row["description"] if isinstance(row["description"], str) else ""),
        ("fact_themes", themes),
        ("fact_places", _places(now)),
        ("fact_point", _point(row)),
        ("fact_start", _dated(now, "start_date")),
        ("fact_end", _dated(now, "end_date")),
        ("fact_status", prose.join([stated["status"], _known(now)])),
        ("fact_direction", stated["direction"]),
        ("fact_outcome", stated["outcome"]),
        ("fact_households", counted["households"]),
        ("fact_budget", counted["budget_thb"]),
        ("fact_target_groups", ", ".join(values(row["target_groups"]))),
    ]
    said = [(now.say(name), value or now.say("unknown")) for name, value in pairs]
    link = prose.link(source, str(source)) if prose.is_web(source) else now.say("no_source")
    return prose.heading(now.say("work_facts"), 2) + prose.facts([*said, (now.say("fact_source"), link)])


_STATED = ("status", "direction", "outcome")


def _row(now: Visit) -> pd.Series:
    return now.register.initiatives.loc[now.chosen.work]


def _point(row: pd.Series) -> str:
    if pd.isna(row["latitude"]) or pd.isna(row["longitude"]):
        return ""
    return f"{row['latitude']:.5f}, {row['longitude']:.5f}"


def _places(now: Visit) -> Markup:
    """Return the places named, each a link to its page, and those that fit no code."""
    linked = [
        prose.page("area", selection.link(area=code), now.register.place_name(code, now.lang))
        for code in values(_row(now)["areas"])
    ]
    unplaced = now.register.unplaced.get(now.chosen.work, [])
    said = now.say("unplaced_places", places=", ".join(unplaced)) if unplaced else ""
    return prose.join([prose.join(linked, ", "), said])


def _dated(now: Visit, column: str) -> str:
    day = lists.day(now, now.chosen.work, column)
    precision = now.register.precision.get((now.chosen.work, column), "")
    return f"{day} ({now.say(f'precision_{precision}')})" if day and precision else day


def _known(now: Visit) -> str:
    day = lists.day(now, now.chosen.work, "status_date")
    return now.say("known_at", day=day) if day else ""


def agencies(now: Visit) -> Markup:
    """Return who takes part, in which role, sharing what."""
    rows = now.register.records["participation"]
    own = rows[rows["initiative_id"] == now.chosen.work]
    title = prose.heading(now.say("work_agencies"), 2)
    if own.empty:
        return title + prose.line(now.say("unknown"), "quiet")
    order = {role: at for at, role in enumerate(Role)}
    ordered = own.assign(at=own["role"].map(order).fillna(len(order))).sort_values("at", kind="stable")
    names = ["control_agency", "column_role", *(f"share_{share}" for share in involvement.SHARES), "column_amount"]
    rows = [_part(now, part) for part in ordered.itertuples()]
    return title + prose.table([now.say(name) for name in names], rows, is_dense=True)


def _part(now: Visit, part: tuple) -> list[str]:
    shares = [getattr(part, share) for share in involvement.SHARES]
    return [
        now.register.agency_name(part.agency_id, now.lang),
        now.say(part.role) if isinstance(part.role, str) else now.say("unknown"),
        *(now.say("unknown" if pd.isna(share) else "share_yes" if share else "share_no") for share in shares),
        now.say("unknown") if pd.isna(part.amount_thb) else amount(part.amount_thb),
    ]


def cells(now: Visit) -> Markup:
    """Return the cells that the record occupies, and where it is part of a surplus front."""
    found = contribution.cells_of(now.evaluation, now.chosen.work)
    title = prose.heading(now.say("work_cells"), 2)
    if found.empty:
        return title + prose.line(now.say("work_cells_none", why=now.say(_why_no_cell(now))), "quiet")
    surplus = int((found["surplus"] > 0).sum())
    shown, more = lists.cut(now, list(found.itertuples()), _MOST)
    names = ("column_area", "column_theme", "column_cell_m", "column_cell_surplus")
    rows = [
        [
            prose.page("area", selection.link(area=cell.area_code), now.register.area_name(cell.area_code, now.lang)),
            now.register.theme_name(cell.theme, now.lang),
            number(cell.m),
            amount(cell.surplus),
        ]
        for cell in shown
    ]
    line = prose.line(now.say("work_cells_line", cells=number(len(found)), surplus=number(surplus)))
    marked = [at for at, cell in enumerate(shown) if cell.surplus > 0]
    return title + line + prose.table([now.say(name) for name in names], rows, marked=marked) + more


def _why_no_cell(now: Visit) -> str:
    """Return the first reason for which a record stands in no cell."""
    found = contribution.initiative(now.evaluation, now.chosen.work)
    if found["standing"] != Standing.ACTIVE:
        return "cells_not_open"
    levels = {now.register.areas["level"].get(code) for code in values(found["areas"] or None)}
    if not levels & {Level.TAMBON, Level.VILLAGE}:
        return "cells_no_place"
    return (
        "cells_no_theme"
        if not now.standings.at[now.chosen.work, "is_in_scope"]
        or ("no_theme" in found["incomplete"].split(SEPARATOR))
        else "cells_no_agency"
    )


def ties(now: Visit) -> Markup:
    """Return every tie of the record, with the records it leads to."""
    found = ties_touching(now.register.records["ties"], [now.chosen.work], now.chosen.day)
    title = prose.heading(now.say("work_ties"), 2)
    return title + (tied.listed(now, found) if len(found) else prose.line(now.say("work_ties_none"), "quiet"))


def assets(now: Visit) -> Markup:
    """Return what the record left behind."""
    rows = now.register.records["assets"]
    own = rows[rows["initiative_id"] == now.chosen.work]
    title = prose.heading(now.say("work_assets"), 2)
    return title + (profile.assets(now, own) if len(own) else prose.line(now.say("work_assets_none"), "quiet"))
