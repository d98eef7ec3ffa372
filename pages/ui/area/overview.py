"""One area at a glance: its sentence, its figures, and the ways on. This module opens the page of an area."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.desk.rights import may
from data.schema import Act, DuplicationState, Level
from geo.neighbours import beside
from pages.ui import headline, prose, selection
from pages.ui.headline import amount, number
from pages.ui.visit import Visit

_STEPS = {"area_previous": "Shift+Left", "area_next": "Shift+Right"}
"""Keys that lead to the area before and after."""

_PARTS = {
    "fronts": "fold_fronts",
    "components": "contents_components",
    "profile": "profile_title",
    "grid": "grid_title",
    "timeline": "timeline_title",
    "ties": "ties_title",
    "beside": "beside_title",
    "parts": "parts_title",
    "shares": "shares_title",
    "facilitators": "facilitators_title",
    "hats": "hats_title",
    "records": "records_title",
    "off-map": "off_map_title",
}
"""Parts of the page in their order, by the anchor of their heading."""


def steps(now: Visit) -> None:
    """Draw the buttons that lead to the area before and after, at the same level in the order of codes."""
    codes = beside(now.register.areas, now.chosen.area) if now.chosen.area else ("", "")
    for (word, key), code in zip(_STEPS.items(), codes, strict=True):
        st.button(
            now.say(word),
            key=f"step {word}",
            shortcut=key,
            disabled=not code,
            on_click=selection.change,
            kwargs={"area": code},
        )


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
    """Return as of when, in which theme, whose records and which outlines."""
    theme = now.register.theme_name(now.chosen.theme, now.lang) if now.chosen.theme else ""
    outlines = now.say(now.outline_quality) if now.outline_quality else ""
    return prose.join([now.when(), theme, now.register.title(now.lang), outlines])


def ways(now: Visit) -> Markup:
    """Return links to the areas around and beside this one, and what can be done with the page."""
    previous, following = beside(now.register.areas, now.chosen.area)
    around = [prose.join((_to(now, code) for code in now.register.around(now.chosen.area)), " › ")]
    around += [
        prose.join([now.say(word), _to(now, code)], " ")
        for word, code in (("before_is", previous), ("after_is", following))
        if code
    ]
    here = {"area": now.chosen.area, "entry": ""}
    is_reviewed = may(now.actor, Act.READ_HISTORY)
    acts = [
        prose.page("network", selection.link(area=now.chosen.area), now.say("network_way")),
        prose.page("record", selection.link(edit="initiatives", **here), now.say("record_act_add_here")),
        prose.page("record", selection.link(edit="assets", **here), now.say("record_act_asset_here")),
        *([prose.page("review", selection.link(**here), now.say("review_act_here"))] if is_reviewed else []),
        prose.button("copy", now.say("act_copy"), now.say("act_copied")),
        prose.button("print", now.say("act_print")),
    ]
    return prose.row([*around, *acts])


def contents(now: Visit) -> Markup:
    """Return links to the parts of the page."""
    areas, code = now.register.areas, now.chosen.area
    left_out = set() if (areas["parent"] == code).any() else {"parts"}
    if areas.at[code, "level"] == Level.PROVINCE:
        left_out.add("beside")
    if areas.at[code, "level"] not in (Level.TAMBON, Level.VILLAGE):
        left_out.add("hats")
    shown = [(anchor, now.say(word)) for anchor, word in _PARTS.items() if anchor not in left_out]
    return prose.contents(now.say("contents_area"), shown)


def paper(now: Visit) -> Markup:
    """Return the line that heads the page on paper: which area, as of when, whose records."""
    title = now.register.title(now.lang) or now.say("office_register")
    name = now.register.place_name(now.chosen.area, now.lang)
    return prose.paper(" · ".join([now.say("product"), name, now.when(), title]))


def figures(now: Visit, row: pd.Series) -> Markup:
    """Return the figures of the area, each with what it rests on."""
    say = now.say
    has_record = row["duplication_state"] != DuplicationState.NO_RECORD
    low = say("at_least", low=number(row["duplication_low"], 2)) if has_record else ""
    villages = headline.villages(now, row, now.chosen.area)
    measurable = say("measurable", n=int(row["integration_components"]))
    counts = {
        name: number(row[name]) if has_record else say(DuplicationState.NO_RECORD)
        for name in ("agencies", "initiatives")
    }
    return prose.figures(
        [
            prose.figure(say("figure_duplication"), headline.duplication(row, now), low),
            prose.figure(say("figure_share"), number(row["duplication_share"] * 100, 0, "%"), villages),
            prose.figure(say("figure_integration"), headline.integration(row, now), measurable),
            *(prose.figure(say(f"figure_{name}"), value) for name, value in counts.items()),
        ]
    )


def _to(now: Visit, code: str) -> Markup:
    return prose.here(selection.link(area=code), now.register.area_name(code, now.lang))
