"""Surplus fronts as pairs: who repeats whom, how the two are tied, what a tie would save. This module says it."""

from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from data.desk.rights import may
from data.schema import Act, TieKind
from geo.savings import LEVELS
from pages.ui import lists, paging, prose, selection
from pages.ui.area.fronts import tied
from pages.ui.duplication import held, meeting
from pages.ui.duplication.places import units, works
from pages.ui.headline import amount, number
from pages.ui.register import values
from pages.ui.visit import Visit

AT_ONCE = 4
"""Pairs shown at once: what their ties would save is worked out for these alone."""
_MOST = 4
"""Possible ties of one pair that are tried unless whole lists are asked for."""
_EMPTY = Markup("")


class Pair(NamedTuple):
    """One pair of agencies in a tambon on a theme: its meeting, its cells, and what ties the two now, if anything."""

    row: tuple
    cells: pd.DataFrame
    why: tuple | None

    @property
    def ties(self) -> list[tuple[str, str]]:
        """Return the initiatives of the one and of the other between which there might be a tie."""
        ones, others = (
            dict.fromkeys(code for ids in self.cells[name] for code in values(ids))
            for name in ("works", "other_works")
        )
        return [(one, other) for one in ones for other in others if one != other]


def shown(now: Visit) -> list[Pair]:
    """Return the pairs of the part of the list that the address names."""
    part = held.part(now, paging.place(len(held.fronts(now)), AT_ONCE), AT_ONCE)
    return [
        Pair(row, part.cells[place], part.why.get((row.area_code, row.theme, row.agency_id, row.other_id)))
        for place, row in enumerate(part.rows.itertuples())
    ]


def head(now: Visit) -> Markup:
    """Return the heading and what the list is."""
    title = prose.heading(now.say("pairs_fronts"), 2, "fronts")
    found = held.fronts(now)
    if found.empty:
        return title + prose.line(now.say("pairs_fronts_none"), "quiet")
    said = now.say("pairs_fronts_note", n=number(len(found)), missing=amount(float(found["missing"].sum())))
    return title + prose.line(said, "quiet")


def steps(now: Visit) -> Markup:
    """Return which pairs of how many are shown, with the ways to those before and after."""
    count = len(held.fronts(now))
    return paging.steps(now, count, paging.place(count, AT_ONCE), AT_ONCE)


def item(now: Visit, pair: Pair) -> Markup:
    """Return one pair: who, on what, where, with what work, how tied, and what each possible tie would save."""
    row = pair.row
    one, other = (now.register.agency_name(code, now.lang) for code in (row.agency_id, row.other_id))
    title = prose.here(meeting.to_pair(row.agency_id, row.other_id), now.say("pairs_two", one=one, other=other))
    theme = prose.strong(now.register.theme_name(row.theme, now.lang))
    place = prose.page("area", selection.link(area=row.area_code), now.register.place_name(row.area_code, now.lang))
    apart = now.say("pairs_apart", missing=amount(row.missing), cells=number(row.cells))
    return (
        prose.heading(title, 3)
        + prose.line(prose.join([theme, place, apart]))
        + prose.line(_villages(now, pair), "quiet")
        + _work(now, one, _works(pair, "works"))
        + _work(now, other, _works(pair, "other_works"))
        + _tied(now, pair)
        + _ties(now, pair)
    )


def _work(now: Visit, name: str, joined: str) -> Markup:
    return prose.line(prose.join([now.say("pairs_work_of", name=name), works(now, joined)], ": "))


def _villages(now: Visit, pair: Pair) -> str:
    return units(now, pair.row.area_code, [*pair.cells["unit"]])


def _works(pair: Pair, side: str) -> str:
    return ";".join(dict.fromkeys(code for ids in pair.cells[side] for code in values(ids)))


def _tied(now: Visit, pair: Pair) -> Markup:
    """Return how strongly the two are tied now, and why."""
    said = now.say("pairs_now", said=meeting.strength(now, pair.row.strength))
    if pair.why is None:
        return prose.line(said)
    return prose.line(prose.join([said, tied(now, pair.why)], ": "))


def _ties(now: Visit, pair: Pair) -> Markup:
    """Return what each possible tie would save, with the ways to try it and to record it."""
    ties, more = lists.cut(now, pair.ties, _MOST)
    if not ties:
        return _EMPTY
    head = [now.say("pairs_tie"), *(now.say(f"pairs_saved_{level}") for level in LEVELS), now.say("pairs_ways")]
    return prose.table(head, [_tie(now, *both) for both in ties], now.say("pairs_saves")) + more


def _tie(now: Visit, one: str, other: str) -> list[str | Markup]:
    titles = (now.register.title_of(code, now.lang) for code in (one, other))
    saved = [now.say("pairs_saves_n", n=amount(held.saved(now, one, other, level))) for level in LEVELS]
    return [" ↔ ".join(titles), *saved, prose.row(_ways(now, one, other))]


def _ways(now: Visit, one: str, other: str) -> list[Markup]:
    tie = {"work": one, "other": other, "kind": str(TieKind.CO_WORK), "agency": "", "at": ""}
    tried = selection.link(**tie, move="add_tie", tie_level="3")
    ways = [prose.page("whatif", tried, now.say("pairs_try"))]
    if may(now.actor, Act.ADD_TIE, is_own=True) and not now.is_past:
        form = selection.link(**tie, edit="ties", entry="")
        ways.append(prose.page("record", form, now.say("pairs_record")))
    return ways
