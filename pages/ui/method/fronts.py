"""From open work to S, step by step with the example's own records. This module writes that part of the page."""

import pandas as pd
from markupsafe import Markup

from data.schema import DEFAULT_TIE_LEVEL
from geo import evidence
from geo.completeness import Place, places_known
from geo.coordination import Reason, coordination
from geo.joins import UNCONFIRMED_AFTER_MONTHS, Standing
from geo.months import months_before_day
from geo.worked import example_fronts
from pages.ui import calendar, lists, prose
from pages.ui.method.example import Example, exact, sourced, total
from pages.ui.register import values
from pages.ui.visit import Visit

_EMPTY = Markup("")


def open_work(example: Example) -> Markup:
    """Return which work counts as open, and how many records do."""
    now, say = example.now, example.now.say
    limit = months_before_day(now.evaluation.world.day, UNCONFIRMED_AFTER_MONTHS)
    counts = now.standings.loc[now.standings["is_in_scope"], "standing"].value_counts()
    rows = [
        (lists.standing_words(now, kind), f"{counts[kind]:,}", say(_COUNTED.get(kind, "counted_no")))
        for kind in Standing
        if kind in counts
    ]
    active = places_known(now.evaluation)["active"]
    named = zip(("village", "tambon", "wide", "nowhere"), active.reindex(list(Place)), strict=True)
    places = {name: f"{count:,}" for name, count in named}
    head = [say(name) for name in ("column_standing", "column_records", "column_counted")]
    return _EMPTY.join(
        [
            prose.line(
                say("open_rule", limit=calendar.long(limit.item(), now.lang), months=UNCONFIRMED_AFTER_MONTHS)
            ),
            prose.line(say("open_unknown")),
            prose.table(head, rows) if rows else prose.line(say("none_on_record"), "quiet"),
            prose.line(say("open_sum", active=f"{active.sum():,}", **places), "formula"),
        ]
    )


_COUNTED = {
    Standing.ACTIVE: "counted_yes",
    Standing.UNCONFIRMED: "counted_ask",
    Standing.UNKNOWN_STATUS: "counted_never",
}


def cell(example: Example) -> Markup:
    """Return what a cell is, and one of the example's with its agencies."""
    shown = example_fronts(example.now.evaluation, example.fronts)
    here = [_agencies(example.now, front) for front in shown[shown["is_here"]].itertuples()]
    return prose.line(example.now.say("cell_rule")) + (_EMPTY.join(here) or _nothing(example))


def _agencies(now: Visit, front: tuple) -> Markup:
    """Return the agencies of a front with their initiatives; their number is m."""
    parts = evidence.front_parts(now.evaluation, front.area_code)
    own = parts[parts["theme"] == front.theme]
    rows = [
        (
            now.register.agency_name(row.agency_id, now.lang),
            sourced(now, row.initiative_id),
            now.say("to_tambon" if row.is_imprecise else "to_village"),
        )
        for row in own.itertuples()
    ]
    head = [now.say(name) for name in ("control_agency", "column_title", "column_precision")]
    return (
        prose.heading(now.say("cell_example", place=_place(now, front), theme=_theme(now, front)), 3)
        + prose.table(head, rows)
        + prose.line(now.say("cell_m", m=own["agency_id"].nunique()), "formula")
    )


def tree(example: Example) -> Markup:
    """Return how ties become W and W becomes S, for the example's front and, where it has no tie, another's."""
    now, say = example.now, example.now.say
    levels = ", ".join(f"{say(kind)} {level}" for kind, level in DEFAULT_TIE_LEVEL.items())
    rules = ("tree_strength", "tree_path", "tree_rule")
    parts = [prose.line(say(name)) for name in rules]
    parts.insert(1, prose.line(say("tree_levels", levels=levels)))
    shown = example_fronts(now.evaluation, example.fronts)
    parts += [_worked(now, front) for front in shown[shown["is_here"]].itertuples()] or [_nothing(example)]
    for front in shown[~shown["is_here"]].itertuples():
        parts += [prose.line(say("tree_elsewhere")), _agencies(now, front), _worked(now, front)]
    if not (shown["tied"] > 0).any():
        parts.append(prose.line(say("tree_no_tie"), "quiet"))
    return _EMPTY.join(parts)


def _worked(now: Visit, front: tuple) -> Markup:
    """Return the tree of one front: its ties, W and S."""
    only = pd.DataFrame({"area_code": [front.area_code], "theme": [front.theme]})
    links = coordination(now.evaluation, now.register.records, front.area_code, cells=only)
    title = now.say("cell_example", place=_place(now, front), theme=_theme(now, front))
    if links.empty:
        ties = prose.line(now.say("tree_alone" if front.m == 1 else "tree_untied", m=front.m), "quiet")
    else:
        head = [now.say(name) for name in ("column_pair", "column_tie", "column_strength")]
        ties = prose.table(head, [_tie(now, link) for link in links.itertuples()])
        ties += prose.line(f"W = {total(links['strength'])}", "formula")
    tied = exact(links["strength"].sum())
    surplus = now.say("tree_surplus", m=front.m, tied=tied, surplus=exact(front.surplus))
    return prose.heading(title, 3) + ties + prose.line(surplus, "formula")


def _tie(now: Visit, link: tuple) -> tuple[str, str, str]:
    register, lang = now.register, now.lang
    own, second = (link.initiative_id, "") if isinstance(link.initiative_id, str) else (link.from_id, link.to_id)
    is_shared = isinstance(link.initiative_id, str)
    key = "path_shared" if link.reason == Reason.PATH and is_shared else link.reason
    what = now.say(
        f"strength_{key}",
        title=register.title_of(own, lang),
        second=register.title_of(second, lang),
        kind=now.say(link.kind) if isinstance(link.kind, str) else "",
        through=", ".join(register.agency_name(code, lang) for code in values(link.through)),
    )
    pair = " – ".join(register.agency_name(code, lang) for code in (link.agency_id, link.other_id))
    return pair, what, _strength(now, link)


def _strength(now: Visit, link: tuple) -> str:
    """Return the strength of a tie, worked out from its level."""
    if pd.isna(link.level):
        return exact(link.strength)
    how = "strength_level" if link.is_confirmed else "strength_half"
    return now.say(how, level=exact(link.level), strength=exact(link.strength))


def _place(now: Visit, front: tuple) -> str:
    return now.register.place_name(front.area_code, now.lang)


def _theme(now: Visit, front: tuple) -> str:
    return now.register.theme_name(front.theme, now.lang)


def _nothing(example: Example) -> Markup:
    return prose.line(example.now.say("worked_nothing", name=example.name), "quiet") if example.code else _EMPTY
