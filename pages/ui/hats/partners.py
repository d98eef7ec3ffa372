"""Who co-funds, co-acts and co-benefits in open work, by area and by theme. This module writes the lists."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from geo import involvement, partners
from geo.units import LEVELS
from pages.ui import lists, prose, selection
from pages.ui.area import shares
from pages.ui.coverage import stands
from pages.ui.headline import number
from pages.ui.visit import Visit

_MOST = 10
"""Rows of one table unless whole lists are asked for."""
_NAMED, _TITLED = 3, 3
"""Agencies named in one cell, titles in one cell."""


def chosen_parts(now: Visit) -> pd.DataFrame:
    """Return what each agency shares in the work that the reader's filters leave, area and theme among them."""
    register, firsts = now.register, now.evaluation.world.initiatives.firsts
    ids = now.listed(now.chosen.choice.standing)
    if now.chosen.area:
        level = LEVELS.index(register.areas.at[now.chosen.area, "level"])
        here = partners.placed(register.initiatives, now.evaluation.world.areas, level, firsts)
        ids = ids[firsts[ids].isin(here.loc[here["area_code"] == now.chosen.area, "initiative_id"])]
    return involvement.pieces(register.records["participation"], register.initiatives, ids, firsts)


def sentence(now: Visit, parts: pd.DataFrame) -> str:
    """Return how much is on record of who shares what; what nobody said is said."""
    pairs = parts.drop_duplicates(["initiative_id", "agency_id"])
    if pairs.empty:
        return now.say("partners_none")
    said = pairs[list(involvement.SHARES)]
    if said.isna().all(axis=None):
        return now.say("shares_all_unknown", n=number(len(pairs)))
    counts = {name: number((said[name] == 1).sum()) for name in involvement.SHARES}
    works, agencies = pairs["initiative_id"].nunique(), pairs["agency_id"].nunique()
    silent = number(said.isna().all(axis=1).sum())
    return now.say(
        "partners_sentence", pairs=number(len(pairs)), works=number(works), agencies=number(agencies), silent=silent,
        **counts,
    )  # fmt: skip


def by_agency(now: Visit, parts: pd.DataFrame) -> Markup:
    """Return each agency with its open work, what it shares there, and the amounts that are known."""
    title = prose.heading(now.say("partners_agencies"), 2, "agencies")
    if parts.empty:
        return title + prose.line(now.say("nothing_here"), "quiet")
    table = involvement.shares(parts, "agency_id")
    yes = table[[f"{share}_yes" for share in involvement.SHARES]].sum(axis=1)
    table = table.assign(yes=yes).sort_values(["yes", "parts"], ascending=False, kind="stable")
    works = partners.works(parts, now.register.initiatives.index)
    shown, more = lists.cut(now, list(table.iterrows()), _MOST)
    names = ["control_agency", "column_initiatives", *(f"share_{share}" for share in involvement.SHARES)]
    head = [now.say(name) for name in [*names, "column_amount"]]
    rows = [
        [
            now.register.agency_name(code, now.lang),
            _titles(now, works[code]),
            *(shares.share(now, row, name) for name in involvement.SHARES),
            shares.amount_of(now, row),
        ]
        for code, row in shown
    ]
    return title + prose.line(now.say("partners_agencies_note"), "quiet") + prose.table(head, rows) + more


def by_area(now: Visit, parts: pd.DataFrame) -> Markup:
    """Return who shares what in each amphoe, or in each tambon of the chosen one; wider work stands by itself."""
    codes = stands.columns(now)
    level = now.register.areas.at[codes[0], "level"] if codes else Level.AMPHOE
    world = now.evaluation.world
    where = partners.placed(now.register.initiatives, world.areas, LEVELS.index(level), world.initiatives.firsts)
    rows = parts.merge(where, on="initiative_id")
    title = prose.heading(now.say("partners_areas"), 2, "areas")
    name = partial(now.register.place_name, lang=now.lang)
    return title + _named(now, rows, "area_code", "area", name)


def by_theme(now: Visit, parts: pd.DataFrame) -> Markup:
    """Return who shares what on each theme."""
    title = prose.heading(now.say("partners_themes"), 2, "themes")
    return title + _named(now, parts, "theme", "theme", partial(now.register.theme_name, lang=now.lang))


def _named(now: Visit, rows: pd.DataFrame, by: str, choose: str, name: "partial[str]") -> Markup:
    if rows.empty:
        return prose.line(now.say("nothing_here"), "quiet")
    counted, found = involvement.shares(rows, by), partners.who(rows, by)
    agencies = dict(iter(found.groupby([by, "share"])[["agency_id", "works"]]))
    shown, more = lists.cut(now, list(counted.iterrows()), _MOST)
    first = now.say("column_area" if choose == "area" else "column_theme")
    head = [first, *(now.say(f"share_{share}") for share in involvement.SHARES)]
    body = [
        [
            prose.here(selection.link(**{choose: code}), name(code)),
            *(_who(now, agencies.get((code, share)), row[f"{share}_unknown"]) for share in involvement.SHARES),
        ]
        for code, row in shown
    ]
    return prose.line(now.say(f"partners_{choose}_note"), "quiet") + prose.table(head, body) + more


def _who(now: Visit, agencies: pd.DataFrame | None, unknown: int) -> Markup:
    """Return the agencies with most work first, how many more there are, and how many pairs nobody spoke of."""
    listed = [] if agencies is None else list(agencies.itertuples(index=False))
    named = [
        now.say("partners_one", name=now.register.agency_name(row.agency_id, now.lang), n=number(row.works))
        for row in listed[:_NAMED]
    ]
    rest = len(listed) - _NAMED
    more = now.say("partners_more", n=number(rest)) if rest > 0 else ""
    silent = prose.quiet(now.say("share_unknown", n=number(unknown))) if unknown else ""
    return prose.join([prose.join([*named, more], ", "), silent]) or Markup("{}").format(now.say("partners_nobody"))


def _titles(now: Visit, codes: Sequence[str]) -> Markup:
    """Return the first few initiatives of an agency, and how many more there are."""
    first = [lists.title(now, code) for code in codes[:_TITLED]]
    rest = len(codes) - _TITLED
    more = prose.quiet(now.say("partners_works", n=number(rest))) if rest > 0 else ""
    return prose.join([*first, more], ", ")
