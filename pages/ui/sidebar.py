"""What stands beside every page: search, language, register, bookmarks. This module draws it."""

import streamlit as st
from markupsafe import Markup

from pages.ui import cache, controls, prose, selection, sitting, watch
from pages.ui.doors import PEOPLE
from pages.ui.finding import Found
from pages.ui.people.posts import post
from pages.ui.visit import Visit


def show(now: Visit, page: str) -> None:
    """Draw the sidebar; `page` is the address of the page beside it."""
    with st.sidebar:
        _search(now)
        controls.language(now.chosen, now.say)
        controls.register(now.register_name, now.say, now.register.title(now.lang))
        prose.show(prose.bookmarks(now.say, {"register": now.register_name, "day": now.chosen.day.isoformat()}))
        watch.button(now)
        prose.show(_who(now, page))


def _who(now: Visit, page: str) -> Markup:
    """Return who is signed in, with the way out; or the way in."""
    say, person = now.say, now.person
    if not person.actor.role:
        return prose.line(prose.page(PEOPLE, selection.link(**{"from": page}), say("sign_in")), "who")
    name = prose.page(PEOPLE, selection.link(), prose.join([person.name, say(person.actor.role)]))
    way_out = Markup("") if sitting.is_known_outside() else post(now, "out", say("sign_out"), to=page)
    return prose.line(name, "who") + way_out


@st.fragment
def _search(now: Visit) -> None:
    """Draw the search box and what it finds; typing runs this part alone."""
    text = st.text_input(
        now.say("search"), key="search", type="search", live=True, placeholder=now.say("search_hint"), max_chars=80
    )
    if text:
        prose.show(_found(now, text))


def _found(now: Visit, text: str) -> Markup:
    hits = cache.names_index(now.register.version).find(text)
    if not hits:
        return prose.line(now.say("search_none"), "quiet")
    return prose.listing(_hit(now, kind, code) for kind, code in hits)


def _hit(now: Visit, kind: Found, code: str) -> Markup:
    register, lang = now.register, now.lang
    if kind is Found.AREA:
        link = prose.page("area", selection.link(area=code), register.place_name(code, lang))
    elif kind is Found.AGENCY:
        link = prose.page("", selection.link(agency=code), register.agency_name(code, lang))
    else:
        link = prose.page("work", selection.link(work=code), register.title_of(code, lang))
    return prose.join([link, prose.quiet(now.say(f"found_{kind}"))], " ")
