"""Facilitators (คุณอำนวย) with the work and the batons they carry. This module lists them, the most loaded first."""

import pandas as pd
from markupsafe import Markup

from geo.watch import DROPPING_DAYS
from pages.ui import calendar, lists, prose, selection
from pages.ui.headline import number
from pages.ui.network import known
from pages.ui.network.ties import who
from pages.ui.relay.batons import place
from pages.ui.relay.lines import became
from pages.ui.visit import Visit

_MOST = 12
_LEGS = 40
_COUNTS = ("load", "works", "tambon", "dropping", "dropped", "passed")


def helping(now: Visit) -> Markup:
    """Return each facilitator with its load and how its batons lie."""
    title = prose.heading(now.say("network_part_facilitators"), 2, "facilitators")
    found = known.helping(now)
    if found.loads.empty:
        return title + prose.line(now.say("network_helping_none", name=known.name(now)), "quiet")
    shown, more = lists.cut(now, list(found.loads.iterrows()), _MOST)
    head = [now.say("network_column_facilitator"), *(now.say(f"network_column_{name}") for name in _COUNTS)]
    rows = [[who(now, str(agency)), *(number(row[name]) for name in _COUNTS)] for agency, row in shown]
    note = prose.line(now.say("network_helping_note", n=number(len(found.loads)), days=DROPPING_DAYS), "quiet")
    of_agency = dict(iter(found.legs.groupby("agency_id", sort=False)))
    folds = (_legs(now, str(agency), of_agency[agency]) for agency, _ in shown)
    way = prose.line(prose.page("relay", selection.link(agency=""), now.say("relay_way")))
    return title + note + prose.table(head, rows) + more + Markup("").join(folds) + way


def _legs(now: Visit, agency: str, legs: pd.DataFrame) -> Markup:
    shown, more = lists.cut(now, list(legs.itertuples()), _LEGS)
    names = ("column_area", "column_title", "column_end", "column_became")
    rows = [
        [
            place(now, leg.tambon),
            lists.title(now, leg.initiative_id),
            _end(now, leg),
            became(now, leg),
        ]
        for leg in shown
    ]
    summary = now.say(
        "network_helps", name=now.register.agency_name(agency, now.lang), n=number(legs["initiative_id"].nunique())
    )
    return prose.fold(summary, prose.table([now.say(name) for name in names], rows) + more)


def _end(now: Visit, leg: tuple) -> str:
    return now.say("open_end") if pd.isna(leg.end) else calendar.short(leg.end.date(), now.lang)
