"""Who brings what into the work of an area. This module counts shares and lists facilitators."""

from collections.abc import Collection

import pandas as pd
from markupsafe import Markup

from geo import involvement
from pages.ui import lists, prose
from pages.ui.headline import amount, number
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 20
"""Rows of one table unless whole lists are asked for."""
_EMPTY = Markup("")


def shares(now: Visit, open_here: Collection[str]) -> Markup:
    """Return who co-funds, co-acts and co-benefits in the open work here, by agency and by theme; unknown is said."""
    register = now.register
    parts = involvement.pieces(register.records["participation"], register.initiatives, open_here, _firsts(now))
    title = prose.heading(now.say("shares_title"), 2, "shares")
    if parts.empty:
        return title + prose.line(now.say("nothing_here"), "quiet")
    if parts[[*involvement.SHARES, "amount_thb"]].isna().all(axis=None):
        pairs = len(parts.drop_duplicates(["initiative_id", "agency_id"]))
        return title + prose.line(now.say("shares_all_unknown", n=number(pairs)), "quiet")
    by_agency = _table(now, involvement.shares(parts, "agency_id"), "control_agency")
    by_theme = _table(now, involvement.shares(parts, "theme"), "column_theme")
    return (
        title
        + prose.line(now.say("shares_note"), "quiet")
        + prose.fold(now.say("shares_by_agency"), by_agency, is_open=True)
        + prose.fold(now.say("shares_by_theme"), by_theme)
    )


def _firsts(now: Visit) -> "pd.Series[str]":
    return now.evaluation.world.initiatives.firsts


def _table(now: Visit, counted: pd.DataFrame, name: str) -> Markup:
    columns = [name, "column_pairs", *(f"share_{share}" for share in involvement.SHARES), "column_amount"]
    named = now.register.agency_name if name == "control_agency" else now.register.theme_name
    shown, more = lists.cut(now, list(counted.iterrows()), _MOST)
    rows = [
        [
            named(code, now.lang),
            number(row["parts"]),
            *(share(now, row, name) for name in involvement.SHARES),
            amount_of(now, row),
        ]
        for code, row in shown
    ]
    return prose.table([now.say(column) for column in columns], rows, is_dense=True) + more


def share(now: Visit, row: pd.Series, name: str) -> Markup:
    """Return how many are recorded as yes and how many are not known; all unknown shows no number of yes."""
    unknown, parts = row[f"{name}_unknown"], row["parts"]
    said = "" if unknown == parts else now.say("share_of", yes=number(row[f"{name}_yes"]), n=number(parts))
    silent = prose.quiet(now.say("share_unknown", n=number(unknown))) if unknown else ""
    return prose.join([said, silent])


def amount_of(now: Visit, row: pd.Series) -> Markup:
    """Return the sum of what is known, and of how many pairs it is not."""
    known = "" if pd.isna(row["amount_thb"]) else amount(row["amount_thb"])
    unknown = row["amount_unknown"]
    silent = prose.quiet(now.say("share_unknown", n=number(unknown))) if unknown else ""
    return prose.join([known, silent])


def facilitators(now: Visit, open_here: Collection[str], open_now: Collection[str]) -> Markup:
    """Return who facilitates open work here, with what they carry here and elsewhere."""
    found = involvement.facilitating(now.register.records["participation"], open_here, open_now, _firsts(now))
    title = prose.heading(now.say("facilitators_title"), 2, "facilitators")
    if found.empty:
        return title + prose.line(now.say("facilitators_none"), "quiet")
    shown, more = lists.cut(now, list(found.itertuples()), _MOST)
    names = ("control_agency", "column_carried", "column_elsewhere")
    rows = [
        [
            now.register.agency_name(row.agency_id, now.lang),
            prose.join((lists.title(now, code) for code in values(row.here)), ", "),
            now.say("n_initiatives", n=number(row.elsewhere)),
        ]
        for row in shown
    ]
    note = prose.line(now.say("facilitators_note"), "quiet")
    return title + note + prose.table([now.say(name) for name in names], rows) + more
