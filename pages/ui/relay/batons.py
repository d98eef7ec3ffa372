"""Batons about to drop and dropped, each with who could take it up and why. This module writes the cards."""

from collections.abc import Callable

import pandas as pd
from markupsafe import Markup

from data.desk.rights import may
from data.schema import Act, Role
from geo.counted import WHOLE
from geo.relay import Baton
from geo.takers import RULE
from pages.ui import calendar, cards, lists, prose, selection
from pages.ui.headline import amount, number
from pages.ui.register import values
from pages.ui.relay import held
from pages.ui.visit import Visit

_MOST = 6
"""Batons of each list unless whole lists are asked for."""
_FIRST = 3
"""Agencies named with their reasons before the others, which open on request."""
_EMPTY = Markup("")


def dropping(now: Visit) -> Markup:
    """Return the batons about to be dropped, the soonest first."""
    days = held.ahead()
    title = prose.heading(now.say("dropping_title", n=days), 2, "dropping")
    return title + _listed(now, held.dropping(now, days), now.say("dropping_none", n=days), _soon)


def dropped(now: Visit) -> Markup:
    """Return the batons dropped, the latest first."""
    title = prose.heading(now.say("dropped_title"), 2, "dropped")
    return title + _listed(now, held.dropped(now), now.say("dropped_none"), _late)


def takeable(now: Visit) -> Markup:
    """Return the batons of others that the chosen agency could take up, the best fitting first."""
    if not now.chosen.agency:
        return _EMPTY
    name = now.register.agency_name(now.chosen.agency, now.lang)
    title = prose.heading(now.say("takeable_title", name=name), 2, "takeable")
    legs, able = held.takeable(now, held.ahead())
    if able.empty:
        return title + prose.line(now.say("takeable_none"), "quiet")
    shown, more = lists.cut(now, list(able.index), _MOST)
    rows = list(legs.itertuples())
    parts = [
        _card(now, row, (_soon if row.state == Baton.DROPPING else _late)(now, row), able.loc[[at]])
        for at, row in ((at, rows[able.at[at, "leg"]]) for at in shown)
    ]
    return title + prose.line(now.say("takeable_note", n=number(len(able))), "quiet") + _EMPTY.join(parts) + more


def _listed(now: Visit, table: pd.DataFrame, none: str, when: Callable[[Visit, tuple], str]) -> Markup:
    if table.empty:
        return prose.line(none, "quiet")
    shown, more = lists.cut(now, list(table.itertuples()), _MOST)
    able = dict(tuple(held.able(now, table.iloc[: len(shown)]).groupby("leg")))
    count = held.promised(table)
    note = prose.line(now.say("promised_note", n=number(count)), "quiet") if count else _EMPTY
    return note + _EMPTY.join(_card(now, row, when(now, row), able.get(at)) for at, row in enumerate(shown)) + more


def _soon(now: Visit, row: tuple) -> str:
    if not row.days:
        return now.say("baton_today")
    return now.say("baton_ends", day=calendar.short(row.end.date(), now.lang), n=number(row.days))


def _late(now: Visit, row: tuple) -> str:
    if row.end.date() == now.chosen.day:
        return now.say("baton_today")
    key = "baton_lost_long" if row.months >= WHOLE else "baton_lost" if row.months else "baton_lost_now"
    day = calendar.short(row.end.date(), now.lang)
    return now.say(key, day=day, n=number(row.months), left=number(WHOLE - row.months))


def _card(now: Visit, row: tuple, when: str, able: pd.DataFrame | None) -> Markup:
    about = [place(now, row.tambon), themes(now, row.themes), holders(now, row.agencies, row.hosts, row.hands)]
    body = prose.line(prose.join([prose.strong(when), *about])) + promised(now, row.promised)
    body += _able(now, able, 0 if row.promised else _FIRST)
    return cards.card(lists.title(now, row.initiative_id), body, _ways(now, row.initiative_id))


def promised(now: Visit, joined: str) -> Markup:
    """Return which work is on record to take a baton up, whose it is and when it starts; nothing without."""
    return _EMPTY.join(prose.line(_promise(now, one)) for one in values(joined) if one)


def _promise(now: Visit, initiative_id: str) -> Markup:
    standing = lists.standing_words(now, now.standings.at[initiative_id, "standing"])
    start = lists.day(now, initiative_id, "start_date")
    hosts = [agency for agency, role in now.register.parts.get(initiative_id, []) if role == Role.ACCOUNTABLE]
    names = ", ".join(now.register.agency_name(agency, now.lang) for agency in hosts)
    return prose.sentence(
        now.say("baton_promised", title="{title}", agency="{agency}", about="{about}"),
        title=lists.title(now, initiative_id),
        agency=names or now.agencies_of(initiative_id) or now.say("baton_nobody"),
        about=prose.join([standing, now.say("baton_starts", day=start) if start else now.say("open_start")]),
    )


def place(now: Visit, code: str) -> Markup:
    """Return a tambon as a link to its page, or that the work lies in none."""
    if not code:
        return prose.quiet(now.say("baton_nowhere"))
    return prose.page("area", selection.link(area=code), now.register.place_name(code, now.lang))


def themes(now: Visit, joined: str) -> str:
    """Return the names of themes."""
    return ", ".join(now.register.theme_name(code, now.lang) for code in values(joined) if code) or now.say("unknown")


def holders(now: Visit, agencies: str, hosts: str, hands: str) -> str:
    """Return who held a baton, the host first and named as such, and whose hands they are."""
    lead = set(values(hosts))
    names = [
        now.say("baton_host", name=now.register.agency_name(one, now.lang))
        if one in lead
        else now.register.agency_name(one, now.lang)
        for one in values(agencies)
        if one
    ]
    return " · ".join([", ".join(names) or now.say("baton_nobody"), now.say(hands)])


def _ways(now: Visit, initiative_id: str) -> Markup:
    """Return the way to record who took the baton over, for whoever may tie work."""
    if not may(now.actor, Act.ADD_TIE, is_own=True):
        return _EMPTY
    form = selection.link(edit="ties", entry="", work=initiative_id)
    return prose.page("record", form, now.say("baton_record"))


def _able(now: Visit, able: pd.DataFrame | None, first: int) -> Markup:
    """Return who could take a baton up, the first so many openly, the rest on request."""
    if able is None:
        return prose.line(now.say("takers_none"), "quiet") if first else _EMPTY
    said = [taker(now, row) for row in able.itertuples()]
    rest = said[first:]
    more = prose.fold(now.say("takers_more", n=number(len(rest))), prose.listing(rest)) if rest else _EMPTY
    return (prose.listing(said[:first]) if first else _EMPTY) + more


def taker(now: Visit, row: tuple) -> Markup:
    """Return an agency with its score and the reasons that make it, figures beside them."""
    say = now.say
    theme = now.register.theme_name(row.theme, now.lang)
    fit = ("same" if row.function == 1 else "alike") + ("" if row.is_stated else "_done")
    where = now.register.area_name(row.where, now.lang)
    reasons = [
        say(f"taker_{fit}", theme=theme, value=amount(row.function)),
        say(row.near, where=where, value=amount(row.nearness)),
        _free(now, row),
    ]
    name = now.register.agency_name(row.agency_id, now.lang)
    return prose.join([prose.strong(f"{name} {row.score:.2f}"), *reasons])


def _free(now: Visit, row: tuple) -> str:
    """Return how free the hands of an agency are, unknown where no work of it is on record."""
    if pd.isna(row.hands):
        return now.say("taker_free_unknown")
    hands = now.say("taker_hands", open=number(row.open), ending=number(row.ending), days=RULE.soon_days)
    return now.say("taker_free", hands=hands, value=f"{row.hands:.2f}")


def method(now: Visit) -> Markup:
    """Return how takers are ranked, so that every score can be worked out again."""
    return prose.fold(
        now.say("takers_how"), prose.line(now.say("takers_formula", h=amount(RULE.half_at), days=RULE.soon_days))
    )
