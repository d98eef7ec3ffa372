"""The frame of every page: configuration, navigation, what stands beside it, and the edge of failures."""

import logging
import uuid

import streamlit as st

from data.errors import StoreError, trace_of
from data.store import default_name, urls
from data.store.location import OFFICE
from pages.ui import cache, controls, past, prose, selection, sidebar, turns, visit, watch, words

_LOG = logging.getLogger("songklong")


def _pages(say: words.Words) -> dict[str, list]:
    return {
        say("group_see"): [
            st.Page("see/province.py", title=say("page_province"), url_path="province", default=True),
            st.Page("see/area.py", title=say("page_area"), url_path="area"),
            st.Page("see/work.py", title=say("page_work"), url_path="work"),
            st.Page("see/coverage.py", title=say("page_coverage"), url_path="coverage"),
            st.Page("see/network.py", title=say("page_network"), url_path="network"),
            st.Page("see/hats.py", title=say("page_hats"), url_path="hats"),
        ],
        say("group_decide"): [
            st.Page("decide/duplication.py", title=say("page_duplication"), url_path="duplication"),
            st.Page("decide/whatif.py", title=say("page_whatif"), url_path="whatif"),
        ],
        say("group_act"): [
            st.Page("act/binoculars.py", title=say("page_binoculars"), url_path="binoculars"),
            st.Page("act/opening.py", title=say("page_opening"), url_path="opening"),
            st.Page("act/relay.py", title=say("page_relay"), url_path="relay"),
        ],
        say("group_keep"): [
            st.Page("keep/record.py", title=say("page_record"), url_path="record"),
            st.Page("keep/exchange.py", title=say("page_exchange"), url_path="exchange"),
            st.Page("keep/review.py", title=say("page_review"), url_path="review"),
            st.Page("keep/history.py", title=say("page_history"), url_path="history"),
            st.Page("keep/method.py", title=say("page_method"), url_path="method"),
            st.Page("keep/people.py", title=say("page_people"), url_path="people"),
        ],
    }


def _no_office() -> None:
    """Say how the office's register comes about, on a machine that has samples but no office yet."""
    say = words.speaker(selection.language())
    st.navigation(_pages(say), position="hidden")
    with st.sidebar:
        controls.register(OFFICE, say)
    prose.show(prose.heading(say("register_office")), prose.line(say("register_missing")))


def _run() -> None:
    if cache.lacks_office(selection.register_name(urls(), default_name())):
        _no_office()
        return
    now = visit.begin()
    page = st.navigation(_pages(now.say), expanded=True)
    if now.chosen.is_watch:
        watch.frame(now)
    else:
        sidebar.show(now, page.url_path)
    if now.register.is_invented:
        prose.show(prose.line(now.say("invented"), "invented"))
    if now.is_past:
        prose.show(past.banner(now))
    if now.is_past and page.url_path in past.CLOSED:
        prose.show(past.closed(now))
        return
    page.run()


def _fail(key: str, error: Exception) -> None:
    """Say that the page failed; what went wrong goes to the log alone, which visitors do not see."""
    log = uuid.uuid4().hex[:8]
    _LOG.error("page failed, log %s\n%s", log, trace_of(error))
    lines = (prose.line(words.speaker(lang)(key, log=log), "warn") for lang in words.LANGUAGES)
    prose.show(prose.heading(words.speaker("th")("product")), *lines)


st.set_page_config(page_title="ส่องกล้องนคร", layout="wide")
try:
    with turns.turn():
        _run()
except StoreError as error:
    cache.forget()
    _fail("store_failed", error)
except Exception as error:  # noqa: BLE001 - the page's edge: whatever fails becomes a sentence with a log id
    _fail("failed", error)
