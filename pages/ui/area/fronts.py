"""Where open work of an area repeats uncoordinated, front by front. This module lists what makes its duplication."""

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from geo import evidence
from geo.coordination import coordination
from geo.fronts import alike
from pages.ui import lists, prose, selection
from pages.ui.headline import amount, number
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 40
"""Surplus fronts listed unless whole lists are asked for; those of villages alike are one."""
_CELL = ["area_code", "theme"]
_EMPTY = Markup("")


def fronts(now: Visit, row: pd.Series) -> Markup:
    """Return every surplus front with its records; their sum by the number of villages is D."""
    found = evidence.fronts(now.evaluation, now.chosen.area)
    surplus = found[found["surplus"] > 0]
    title = prose.heading(now.say("fold_fronts"), 2, "fronts")
    if surplus.empty:
        return title + prose.line(now.say("fronts_unknown" if found.empty else "fronts_none"), "quiet")
    note = now.say(
        "fronts_note",
        surplus=amount(row["surplus"]),
        villages=number(row["villages"]),
        d=number(row["duplication"], 2),
    )
    together = alike(surplus, _tambon(now))
    shown, more = lists.cut(now, list(together.itertuples()), _MOST)
    pairs = prose.page("duplication", selection.link(at=""), now.say("pairs_of_area"))
    return title + prose.line(note, "quiet") + prose.row([pairs]) + _folds(now, shown) + more


def _tambon(now: Visit) -> pd.Series:
    """Return the tambon of each unit: its parent, itself where it is a town."""
    areas = now.register.areas
    return areas["parent"].where(areas["level"] == Level.VILLAGE, areas.index.to_series())


def _folds(now: Visit, shown: list[tuple]) -> Markup:
    """Return each front with its records and ties, told by the first of its villages."""
    firsts = pd.DataFrame(
        {"area_code": [values(one.area_codes)[0] for one in shown], "theme": [one.theme for one in shown]}
    )
    parts = evidence.front_parts(now.evaluation, now.chosen.area).merge(firsts, on=_CELL)
    by_cell = dict(iter(parts.groupby(_CELL)["records"]))
    links = coordination(now.evaluation, now.register.records, now.chosen.area, cells=firsts)
    tied = dict(iter(links.groupby(_CELL)))
    return _EMPTY.join(
        prose.fold(_summary(now, front), _body(now, front, by_cell[key], tied.get(key)), is_open=at == 0)
        for at, (front, key) in enumerate(zip(shown, firsts.itertuples(index=False, name=None), strict=True))
    )


def _summary(now: Visit, front: tuple) -> str:
    said = {
        "theme": now.register.theme_name(front.theme, now.lang),
        "m": front.m,
        "surplus": amount(front.surplus),
    }
    if front.units == 1:
        return now.say("front_title", place=now.register.area_name(front.area_codes, now.lang), **said)
    tambon = now.register.area_name(front.tambon, now.lang)
    return now.say("front_title_many", place=tambon, n=front.units, total=amount(front.total), **said)


def _body(now: Visit, front: tuple, records: pd.Series, links: pd.DataFrame | None) -> Markup:
    villages = ", ".join(now.register.area_name(code, now.lang) for code in values(front.area_codes))
    ids = dict.fromkeys(code for field in records for code in values(field))
    names = prose.line(villages, "quiet") if front.units > 1 else _EMPTY
    return names + lists.records(now, ids) + _links(now, front, links)


def _links(now: Visit, front: tuple, links: pd.DataFrame | None) -> Markup:
    """Return why a surplus is less than m - 1: every tie that is counted, with its records."""
    if links is None or links.empty:
        return _EMPTY
    total = now.say("front_sum", m=front.m, tied=amount(links["strength"].sum()), surplus=amount(front.surplus))
    return prose.line(total) + prose.listing(tied(now, link) for link in links.itertuples())


def tied(now: Visit, link: tuple) -> Markup:
    """Return why two agencies count as coordinated: the record that ties them, and how much it counts."""
    register, lang = now.register, now.lang
    own, second = (link.initiative_id, "") if isinstance(link.initiative_id, str) else (link.from_id, link.to_id)
    through = ", ".join(register.agency_name(code, lang) for code in values(link.through))
    said = now.say(
        f"link_{link.reason}",
        one="{one}",
        other="{other}",
        title="{title}",
        second="{second}",
        through="{through}",
        kind=now.say(link.kind) if isinstance(link.kind, str) else "",
        level="" if pd.isna(link.level) else number(link.level),
        confirmed=now.say("is_confirmed" if pd.notna(link.is_confirmed) and link.is_confirmed else "not_confirmed"),
        strength=amount(link.strength),
    )
    return prose.sentence(
        said,
        one=register.agency_name(link.agency_id, lang),
        other=register.agency_name(link.other_id, lang),
        title=lists.title(now, own),
        second=lists.title(now, second) if second else "",
        through=through,
    )
