"""Items of the queues in words: what it is about, why it is listed, which records. This module writes them."""

from collections.abc import Callable, Mapping

import pandas as pd
from markupsafe import Markup

from data.desk.replies import TIES, mark_behind
from data.desk.review.queues import Queue
from data.desk.rights import Own, may
from data.schema import Act, RequestKind
from geo.doubles import Sign
from geo.hosting import Lack
from pages.ui import calendar, lists, prose, selection
from pages.ui.history import told
from pages.ui.review.looking import ids, places
from pages.ui.visit import Visit

_MOST = 5
_EMPTY = Markup("")
Item = pd.Series


def show(now: Visit, own: Own, queue: Queue, item: Item) -> Markup:
    """Return what an item is about: its heading, why it is listed, and its records with links to their forms."""
    heading, reasons = _SAID[queue](now, item)
    works = ids(item["initiatives"]) if queue is not Queue.REQUESTS else []
    rows = prose.listing(_work(now, own, one) for one in works[:_MOST]) if works else _EMPTY
    return prose.heading(heading, 3) + prose.line(prose.join(reasons)) + rows + _rest(now, own, works[_MOST:])


def _rest(now: Visit, own: Own, works: list[str]) -> Markup:
    if not works:
        return _EMPTY
    return prose.fold(now.say("item_more", n=len(works)), prose.listing(_work(now, own, one) for one in works))


def _work(now: Visit, own: Own, initiative_id: str) -> Markup:
    """Return one record in a line: title, agencies, when, how it stands; its form for whoever may edit it."""
    about = [now.agencies_of(initiative_id), lists.period(now, initiative_id), lists.status(now, initiative_id)]
    form = _EMPTY
    if may(own.actor, Act.EDIT_WORK, is_own=initiative_id in own.works):
        form = prose.page("record", selection.link(edit="initiatives", entry=initiative_id), now.say("act_edit"))
    said = prose.quiet(" · ".join(part for part in about if part))
    return prose.join([lists.title(now, initiative_id), said, form], " ")


def _place(now: Visit, code: str) -> Markup:
    return prose.page("area", selection.link(area=code), now.register.place_name(code, now.lang))


def _where(now: Visit, item: Item) -> Markup:
    """Return the place and the theme of an item, as far as it has them."""
    theme = now.register.theme_name(item["theme"], now.lang) if item["theme"] else ""
    return prose.join([_place(now, item["area_code"]) if item["area_code"] else "", theme])


def _titles(now: Visit, item: Item) -> Markup:
    return prose.join(now.register.title_of(one, now.lang) for one in ids(item["initiatives"])[:1])


def _double(now: Visit, item: Item) -> tuple[Markup, list[str]]:
    gaps = {
        "likeness": f"{item['likeness']:.0%}",
        "theme": now.register.theme_name(item["theme"], now.lang),
        "area": now.register.place_name(item["area_code"], now.lang),
    }
    return _titles(now, item), [now.say(Sign(sign), **gaps) for sign in ids(item["reasons"])]


def _pair(now: Visit, item: Item) -> tuple[Markup, list[str]]:
    said = now.say("item_fronts", cells=f"{item['cells']:.0f}", strength=f"{item['strength']:.1f}")
    return _where(now, item), [said]


def _host(now: Visit, item: Item) -> tuple[Markup, list[str]]:
    names = ", ".join(now.register.agency_name(one, now.lang) for one in ids(item["hosts"]))
    return _where(now, item), [now.say(Lack(item["lack"]), n=len(ids(item["units"])), hosts=names)]


def _silent(now: Visit, item: Item) -> tuple[Markup, list[str]]:
    day = calendar.short(item["status_date"].date(), now.lang)
    return _titles(now, item), [now.say("item_silent", months=f"{item['months']:.0f}", day=day)]


def _vague(now: Visit, item: Item) -> tuple[Markup, list[str]]:
    figures = {"high": f"{item['duplication']:.2f}", "low": f"{item['duplication_low']:.2f}"}
    return _where(now, item), [now.say("item_vague", **figures)]


def _astray(now: Visit, item: Item) -> tuple[Markup, list[str]]:
    area = now.register.place_name(item["area_code"], now.lang)
    return _titles(now, item), [now.say("item_astray", area=area, distance=f"{item['distance_m'] / 1000:,.1f}")]


def _unplaced(now: Visit, item: Item) -> tuple[Markup, list[str]]:
    note = item["note"] if isinstance(item["note"], str) else ""
    names = ", ".join(now.register.place_name(code, now.lang) for code in suggested(now, item))
    likely = now.say("item_suggested", places=names) if names else now.say("item_not_suggested")
    return _titles(now, item), [now.say(f"item_{item['reasons']}", place=item["place"]), note, likely]


def suggested(now: Visit, item: Item) -> list[str]:
    """Return the codes of the areas that a place may mean, the likeliest first."""
    return [match.code for match in places(now.register.version).find(str(item["place"]))]


def _unheard(now: Visit, item: Item) -> tuple[Markup, list[str]]:
    agency = now.register.agencies.loc[item["agencies"]]
    contact = " · ".join(part for part in (agency["office_phone"], agency["office_email"]) if isinstance(part, str))
    said = [now.say("item_unheard", n=f"{item['number']:.0f}", open=f"{item['open']:.0f}")]
    name = prose.join([now.register.agency_name(item["agencies"], now.lang)])
    return name, [*said, now.say("item_contact", contact=contact) if contact else ""]


def _request(now: Visit, item: Item) -> tuple[Markup, list[str]]:
    """Return who asks whom for what, and since when."""
    title = now.register.title_of
    gaps = {
        "who": _asker(now, item["asked_by"] if isinstance(item["asked_by"], str) else ""),
        "agency": now.register.agency_name(item["agency_id"], now.lang),
        "one": title(item["initiative_id"], now.lang),
    }
    mark = mark_behind(now.register.records, item)
    if item["kind"] == RequestKind.TIE:
        gaps |= {"other": title(item["other_id"], now.lang), "kind": now.say(item["tie_kind"])}
    if item["kind"] == RequestKind.INTENT:
        way = next(way for way, kind in TIES.items() if kind == item["tie_kind"])
        asks = "" if mark is None else now.register.agency_name(mark["agency_id"], now.lang)
        gaps |= {"way": now.say(f"mark_{way}"), "asks": asks or gaps["who"]}
    key = _REQUESTED[item["kind"]]
    day = "" if pd.isna(item["asked_on"]) else calendar.short(item["asked_on"].date(), now.lang)
    said = "" if mark is None else now.say("item_request_said", sentence=mark["sentence"])
    return prose.join([now.say(key, **gaps)]), [said, day]


def _asker(now: Visit, account: str) -> str:
    """Return for which agency somebody asks, and who it is; of the office the person alone."""
    agency = now.register.records["accounts"].set_index("account_id")["agency_id"].get(account)
    person = told.person(now, account)
    return f"{now.register.agency_name(agency, now.lang)} ({person})" if isinstance(agency, str) else person


_REQUESTED = {
    RequestKind.TIE: "item_request_tie",
    RequestKind.HOST: "item_request_host",
    RequestKind.INTENT: "item_request_intent",
}
_SAID: Mapping[Queue, Callable[[Visit, Item], tuple[Markup, list[str]]]] = {
    Queue.DOUBLES: _double,
    Queue.UNCOORDINATED: _pair,
    Queue.HOSTS: _host,
    Queue.UNCONFIRMED: _silent,
    Queue.VAGUE: _vague,
    Queue.ASTRAY: _astray,
    Queue.UNPLACED: _unplaced,
    Queue.UNHEARD: _unheard,
    Queue.REQUESTS: _request,
}
