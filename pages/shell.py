"""The frame of every page: configuration, navigation, language, and the edge where a failure becomes a sentence."""

import logging
import uuid

import streamlit as st

from data.errors import StoreError
from pages.ui import cache, controls, prose, visit, words

_LOG = logging.getLogger("songklong")


def _sidebar(now: visit.Visit) -> None:
    with st.sidebar:
        controls.language(now.chosen, now.say)
        title = now.register.title(now.lang) or now.say("office_register")
        prose.show(prose.line(now.say("register"), "label"), prose.line(title))


def _run() -> None:
    now = visit.begin()
    say = now.say
    pages = {
        say("group_see"): [
            st.Page("see/province.py", title=say("page_province"), url_path="province", default=True),
            st.Page("see/area.py", title=say("page_area"), url_path="area"),
        ]
    }
    page = st.navigation(pages, expanded=True)
    _sidebar(now)
    page.run()


def _fail(key: str) -> None:
    """Say that the page failed; what went wrong goes to the log alone, which visitors do not see."""
    log = uuid.uuid4().hex[:8]
    _LOG.exception("page failed, log %s", log)
    lines = (prose.line(words.speaker(lang)(key, log=log), "warn") for lang in words.LANGUAGES)
    prose.show(prose.heading(words.speaker("th")("product")), *lines)


st.set_page_config(page_title="ส่องกล้องนคร", layout="wide")
try:
    _run()
except StoreError:
    cache.forget()
    _fail("store_failed")
except Exception:  # noqa: BLE001 - the page's edge: whatever fails becomes a sentence with a log id
    _fail("failed")
