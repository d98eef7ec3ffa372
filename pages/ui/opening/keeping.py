"""What is typed before a new front and not decided yet. This module keeps it for who has signed in."""

import json
from collections.abc import Collection, Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from data.errors import DataError
from data.schema.privacy import hidden
from data.store.drafts import drafts, drop_draft, keep_draft
from pages.ui import cache, cards, privacy, prose, session
from pages.ui.visit import Visit

TABLE = "opening"
"""Under which drafts are kept, where forms of records name their table."""
_TEXTS = ("open title", "open text", "open start_date", "open end_date")
_LISTS = ("open themes", "open areas")
_FIELDS = (*_TEXTS, *_LISTS, "open host")
_OF_DECISION = ("open reason", "open looked", "open work")
Said = Mapping[str, str | list[str]]


def begin(now: Visit, who: str, leaves: Sequence[str]) -> None:
    """Fill the fields in where they are drawn anew: with what was kept, else with what the address says."""
    if "open title" in st.session_state and session.sketched().get("register") == now.register_name:
        return
    theme, area = now.chosen.theme, now.chosen.area
    asked = {
        "open themes": [theme] if theme in leaves else [],
        "open areas": [area] if area else [],
        "open host": who,
    }
    kept = _kept(now)
    was = kept.get("asked")
    is_other = any(asked[name] and not (isinstance(was, dict) and was.get(name) == asked[name]) for name in _LISTS)
    allowed = {
        "open themes": leaves,
        "open areas": now.register.areas.index,
        "open host": now.register.agencies.index,
    }
    st.session_state.update(dict.fromkeys(_TEXTS, "") | (asked if is_other or not kept else _read(kept, allowed)))
    session.note_sketch({"register": now.register_name, "asked": asked, "kept": ""})


def _kept(now: Visit) -> dict[str, object]:
    account = now.actor.account_id
    held = drafts(cache.store(now.register_name), account) if account else []
    try:
        said = json.loads(next((draft.content for draft in held if draft.table == TABLE), "{}"))
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _read(kept: Mapping[str, object], allowed: Mapping[str, Collection[str]]) -> Said:
    """Return what was kept, without codes that are no more."""
    texts = {name: str(kept.get(name) or "") for name in _TEXTS}
    codes = {name: found if isinstance(found := kept.get(name), list) else [] for name in _LISTS}
    lists = {name: [code for code in codes[name] if code in allowed[name]] for name in _LISTS}
    host = str(kept.get("open host") or "")
    return {**texts, **lists, "open host": host if host in allowed["open host"] else ""}


def kept(now: Visit) -> Markup:
    """Keep what the fields say where anything was typed or changed, and return what is said of that."""
    account, known = now.actor.account_id, session.sketched()
    if not account:
        return prose.line(now.say("open_not_kept"), "note")
    said: dict[str, object] = {name: st.session_state.get(name) or "" for name in _FIELDS}
    asked = known.get("asked")
    begun = dict.fromkeys(_TEXTS, "") | (asked if isinstance(asked, dict) else {})
    if all(said[name] == (begun[name] or "") for name in _FIELDS):
        return prose.line(now.say("open_kept_none"), "note")
    texts = {name: hidden(str(said[name])) for name in _TEXTS}
    content = json.dumps({**said, **texts, "asked": asked}, ensure_ascii=False, sort_keys=True)
    if content != known.get("kept"):
        try:
            keep_draft(cache.store(now.register_name), account, TABLE, "", content)
        except DataError as refused:
            return cards.refusal(now.lang, refused)
        session.note_sketch({**known, "kept": content})
    return prose.line(now.say("open_kept"), "note") + privacy.told(now, *(str(said[name]) for name in _TEXTS))


def drop(now: Visit) -> None:
    """Forget what was typed: it is decided."""
    drop_draft(cache.store(now.register_name), now.actor.account_id, TABLE, "")
    for name in (*_FIELDS, *_OF_DECISION):
        st.session_state.pop(name, None)


def areas() -> list[str]:
    """Return the places that the draft names."""
    return list(st.session_state.get("open areas") or [])


def put_areas(codes: list[str]) -> None:
    """Let the draft name other places, before its fields are drawn."""
    st.session_state["open areas"] = codes
