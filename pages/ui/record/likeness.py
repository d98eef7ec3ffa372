"""Open work that is like the work of a form. This module shows it while somebody types, and the ways to join."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.desk.parts import codes
from geo.joins import Standing
from geo.matching import SAME_LEAF, SAME_PARENT, Sketch, similar
from pages.ui import lists, prose
from pages.ui.once import once
from pages.ui.record.links import link
from pages.ui.record.sheet import Sheet
from pages.ui.visit import Visit

_MOST = 3
_WAYS = {"like_join": "co_work", "like_take": "handover_back", "like_build": "builds_on"}
_MATCHES = {SAME_LEAF: "like_same_theme", SAME_PARENT: "like_same_group"}


def likeness(now: Visit, sheet: Sheet) -> None:
    """Show what is like the work of a form that is new or changed, once it names a place and anything else."""
    title, themes, areas = (sheet.text(name) for name in ("title_th", "themes", "areas"))
    if not areas or not (title.strip() or themes) or (sheet.record and not sheet.is_typed):
        return
    tied = _tied(sheet)
    found = _similar(now, title, tuple(codes(themes)), tuple(codes(areas)))
    found = found[~found["initiative_id"].isin([*tied, sheet.key])]
    if tied - {sheet.key}:
        prose.show(prose.line(now.say("like_added"), "quiet"))
    if found.empty:
        prose.show(prose.line(now.say("like_none"), "quiet"))
        return
    with st.container(key="likeness"):
        prose.show(prose.heading(now.say("like_title", n=len(found)), 3))
        for hit in found.head(_MOST).itertuples():
            _hit(now, sheet, hit)


def _tied(sheet: Sheet) -> set[str]:
    return {sheet.parts[at].texts[end] for at in sheet.rows("ties") for end in ("from_id", "to_id")}


@once(most=64, key=lambda now, *sketch: (*now.dated, sketch))
def _similar(now: Visit, title: str, themes: Sequence[str], areas: Sequence[str]) -> pd.DataFrame:
    work, standing = now.register.records["initiatives"], now.standings["standing"]
    is_open = work["initiative_id"].map(standing) == Standing.ACTIVE
    sketch = Sketch(title, themes, areas)
    return similar(work[is_open], sketch, now.register.records["themes"], now.register.records["areas"])


def _hit(now: Visit, sheet: Sheet, hit: tuple) -> None:
    code = hit.initiative_id
    said = [now.agencies_of(code), now.say(_MATCHES[hit.theme_match]) if hit.theme_match in _MATCHES else ""]
    prose.show(prose.line(lists.title(now, code)) + prose.line(prose.join([*said, lists.period(now, code)]), "note"))
    with st.container(horizontal=True, key=f"like {sheet.token} {code}"):
        for word, way in _WAYS.items():
            st.button(now.say(word), key=f"{sheet.token} {word} {code}", on_click=link, args=(sheet, way, code))
