"""What is known of one area, number by number with its records. This module writes the parts of the area's page."""

import pandas as pd
from markupsafe import Markup

from data.schema import DuplicationState, Level
from geo import advice, evidence
from geo.coordination import coordination
from pages.ui import headline, lists, prose, selection
from pages.ui.headline import number
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 40
"""Surplus fronts and counted items listed in one part unless whole lists are asked for."""
_EMPTY = Markup("")


def scores_of(now: Visit) -> pd.Series:
    """Return the scores of the chosen area."""
    return now.scores(Level(now.register.areas.at[now.chosen.area, "level"])).loc[now.chosen.area]


def sentence(now: Visit, row: pd.Series) -> str:
    """Return the area in one sentence."""
    name = now.register.place_name(now.chosen.area, now.lang)
    state = row["duplication_state"]
    if state == DuplicationState.NO_RECORD:
        return now.say("area_none", name=name)
    if state == DuplicationState.SINGLE_AGENCY:
        return now.say("area_single", name=name)
    return now.say("area_sentence", name=name, fronts=amount(row["fronts"]), surplus=amount(row["surplus"]))


def banner(now: Visit) -> Markup:
    """Return as of when, in which theme, who lives there and who governs it."""
    register, area = now.register, now.register.areas.loc[now.chosen.area]
    people = (number(area[name]) for name in ("population", "households"))
    profile = now.say("profile", **dict(zip(("population", "households"), people, strict=True)))
    covering = register.records["coverage"]
    codes = {now.chosen.area, area["parent"]} if area["level"] == Level.VILLAGE else {now.chosen.area}
    local = covering.loc[covering["area_code"].isin(codes), "agency_id"].unique()
    names = ", ".join(register.agency_name(code, now.lang) for code in local)
    theme = register.theme_name(now.chosen.theme, now.lang) if now.chosen.theme else ""
    parts = [now.when(), theme, profile if pd.notna(area["population"]) else ""]
    local_line = now.say("local_bodies", names=names) if names else ""
    return prose.join([*parts, local_line, now.say(now.outline_quality) if now.outline_quality else ""])


def figures(now: Visit, row: pd.Series) -> Markup:
    """Return the figures of the area, each with what it rests on."""
    say = now.say
    villages = headline.villages(now, row, now.chosen.area)
    low = say("at_least", low=number(row["duplication_low"], 2))
    has_record = row["duplication_state"] != DuplicationState.NO_RECORD
    return prose.figures(
        [
            prose.figure(say("figure_duplication"), headline.duplication(row, now), low if has_record else ""),
            prose.figure(say("figure_share"), number(row["duplication_share"] * 100, 0, "%"), villages),
            prose.figure(
                say("figure_integration"),
                headline.integration(row, now),
                say("measurable", n=int(row["integration_components"])),
            ),
            *(
                prose.figure(
                    say(f"figure_{name}"), number(row[name]) if has_record else say(DuplicationState.NO_RECORD)
                )
                for name in ("agencies", "initiatives")
            ),
        ]
    )


def fronts(now: Visit, row: pd.Series) -> Markup:
    """Return every surplus front with its records; their sum by the number of villages is D."""
    found = evidence.fronts(now.evaluation, now.chosen.area)
    surplus = found[found["surplus"] > 0]
    title = prose.heading(now.say("fold_fronts"), 2)
    if surplus.empty:
        return title + prose.line(now.say("fronts_unknown" if found.empty else "fronts_none"), "quiet")
    note = now.say(
        "fronts_note",
        surplus=amount(row["surplus"]),
        villages=number(row["villages"]),
        d=number(row["duplication"], 2),
    )
    parts = evidence.front_parts(now.evaluation, now.chosen.area)
    by_cell = dict(iter(parts.groupby(["area_code", "theme"])["records"]))
    shown, more = lists.cut(now, list(surplus.itertuples()), _MOST)
    links = coordination(now.evaluation, now.register.records, now.chosen.area, cells=surplus.head(len(shown)))
    tied = dict(iter(links.groupby(["area_code", "theme"])))
    folds = [
        _front(now, front, by_cell[front.area_code, front.theme], tied.get((front.area_code, front.theme)), at == 0)
        for at, front in enumerate(shown)
    ]
    return title + prose.line(note, "quiet") + _EMPTY.join(folds) + more


def _front(now: Visit, front: tuple, records: pd.Series, links: pd.DataFrame | None, is_open: bool) -> Markup:
    summary = now.say(
        "front_title",
        place=now.register.area_name(front.area_code, now.lang),
        theme=now.register.theme_name(front.theme, now.lang),
        m=front.m,
        surplus=amount(front.surplus),
    )
    ids = dict.fromkeys(code for field in records for code in values(field))
    return prose.fold(summary, lists.records(now, ids) + _links(now, front, links), is_open=is_open)


def _links(now: Visit, front: tuple, links: pd.DataFrame | None) -> Markup:
    """Return why a surplus is less than m - 1: every tie that is counted, with its records."""
    if links is None or links.empty:
        return _EMPTY
    total = now.say("front_sum", m=front.m, tied=amount(links["strength"].sum()), surplus=amount(front.surplus))
    return prose.line(total) + prose.listing(_link(now, link) for link in links.itertuples())


def _link(now: Visit, link: tuple) -> str:
    register, lang = now.register, now.lang
    own, second = (link.initiative_id, "") if isinstance(link.initiative_id, str) else (link.from_id, link.to_id)
    through = ", ".join(register.agency_name(code, lang) for code in values(link.through))
    return now.say(
        f"link_{link.reason}",
        one=register.agency_name(link.agency_id, lang),
        other=register.agency_name(link.other_id, lang),
        title=register.title_of(own, lang),
        second=register.title_of(second, lang),
        through=through,
        kind=now.say(link.kind) if isinstance(link.kind, str) else "",
        level="" if pd.isna(link.level) else number(link.level),
        confirmed=now.say("is_confirmed" if link.is_confirmed is True else "not_confirmed"),
        strength=amount(link.strength),
    )


def agencies(now: Visit) -> Markup:
    """Return which agencies are at work in the area, on which themes, in how many villages."""
    parts = evidence.front_parts(now.evaluation, now.chosen.area)
    title = prose.heading(now.say("agencies_title"), 2)
    if parts.empty:
        return title + prose.line(now.say("nothing_here"), "quiet")
    rows = [
        (
            now.register.agency_name(agency, now.lang),
            ", ".join(now.register.theme_name(code, now.lang) for code in own["theme"].unique()),
            number(own["area_code"].nunique()),
            number(own["initiative_id"].nunique()),
        )
        for agency, own in parts.groupby("agency_id")
    ]
    names = ("control_agency", "column_theme", "front_unit", "column_initiatives")
    return title + prose.table([now.say(name) for name in names], rows)


def parts(now: Visit) -> Markup:
    """Return the areas within, each a link to its own page, most repeated first; nothing for a village."""
    areas = now.register.areas
    inside = areas.index[areas["parent"] == now.chosen.area]
    if not len(inside):
        return _EMPTY
    scores = now.scores(Level(areas.at[inside[0], "level"])).reindex(inside)
    ordered = scores.sort_values("duplication", ascending=False, kind="stable")
    rows = [
        (
            prose.here(selection.link(area=code), now.register.area_name(code, now.lang)),
            headline.duplication(row, now),
            headline.integration(row, now),
            number(row["agencies"]) if row["duplication_state"] != DuplicationState.NO_RECORD else "–",
        )
        for code, row in ordered.iterrows()
    ]
    names = ("column_area", "column_duplication", "column_integration", "column_agencies")
    title = prose.heading(now.say("parts_title"), 2) + prose.line(now.say("parts_note"), "quiet")
    return title + prose.table([now.say(name) for name in names], rows)


def components(now: Visit, row: pd.Series) -> Markup:
    """Return the index taken apart: six bars with x of n and their records, the weakest link, the best step."""
    found = advice.advice(now.evaluation, now.chosen.area)
    items = evidence.component_items(now.evaluation, now.chosen.area)
    parts = [prose.heading(now.say("components_title"), 2), prose.line(_index(now, row))]
    if found.weakest is not None:
        parts.append(prose.line(now.say("weakest", component=now.say(f"component_{found.weakest}"))))
    if found.step is not None:
        value = number(found.bars.at[found.step, "after"])
        parts.append(prose.line(now.say("best_step", component=now.say(f"component_{found.step}"), value=value)))
    for k, bar in found.bars.iterrows():
        parts.append(_component(now, int(k), bar, items[items["component"] == k]))
    return _EMPTY.join(parts)


def _index(now: Visit, row: pd.Series) -> str:
    if pd.isna(row["integration"]):
        return now.say("index_insufficient")
    said = now.say("index_line", value=number(row["integration"]))
    area = now.register.areas.loc[now.chosen.area]
    if area["level"] == Level.VILLAGE:
        said += f" · {now.say('village_of_tambon', name=now.register.area_name(area['parent'], now.lang))}"
    return said


def _component(now: Visit, k: int, bar: pd.Series, items: pd.DataFrame) -> Markup:
    name = now.say(f"component_{k}")
    if bar["n"] == 0:
        return prose.bar(name, float("nan"), "–", now.say("component_none"))
    counted = now.say("component_x", x=amount(bar["x"]), n=number(bar["n"]))
    note = "" if bar["is_measured"] else now.say("component_outside")
    shown, more = lists.cut(now, list(items.sort_values("x", kind="stable").itertuples()), _MOST)
    body = prose.listing(_item(now, item) for item in shown) + more
    return prose.fold(prose.bar(name, bar["x"] / bar["n"], counted, note), body)


def _item(now: Visit, item: tuple) -> Markup:
    place = item.area_code if isinstance(item.area_code, str) else item.tambon
    said = (
        now.say("component_item_yes")
        if item.x == 1
        else now.say("component_item_part", x=number(item.x, 2))
        if item.x > 0
        else now.say("component_item_no")
    )
    theme = now.register.theme_name(item.theme, now.lang) if isinstance(item.theme, str) else ""
    titles = prose.join((_sourced(now, code) for code in values(item.initiatives)), ", ")
    return prose.join([prose.strong(said), now.register.area_name(place, now.lang), theme, titles])


def _sourced(now: Visit, initiative_id: str) -> Markup:
    """Return the title of a record, a link to its source where it has one."""
    return prose.link(
        now.register.initiatives.at[initiative_id, "source_url"], now.register.title_of(initiative_id, now.lang)
    )


def amount(value: float) -> str:
    """Return a count that may be graded: whole where it is whole, else with what it needs up to two decimals.

    >>> amount(3.0), amount(1.4), amount(5812.0)
    ('3', '1.4', '5,812')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")
