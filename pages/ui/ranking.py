"""The table beside the map: the same areas in the same colours' order. This module draws it and reads the choice."""

import pandas as pd
import streamlit as st

from data.schema import DuplicationState, IntegrationState
from data.schema.sheets import guarded
from geo import classify
from pages.ui import prose
from pages.ui.once import once
from pages.ui.showing import Shown
from pages.ui.visit import Visit

_HEIGHT = 500


def show(now: Visit, shown: Shown) -> str:
    """Draw the table of the areas within the filters and return the code of the row just chosen, or blank."""
    listed = rows(now, shown)
    if listed.empty:
        prose.show(prose.line(now.say("nothing_here"), "quiet"))
        return ""
    prose.show(prose.line(now.say("pick_row"), "quiet"))
    state = st.dataframe(
        listed,
        key=f"ranking {now.chosen.level}",
        height=_HEIGHT,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config=_columns(now, listed),
        placeholder="–",
        alt=now.say("tab_areas", level=now.say(now.chosen.level)),
    )
    chosen = state["selection"]["rows"]
    return str(listed.index[chosen[0]]) if chosen else ""


def rows(now: Visit, shown: Shown) -> pd.DataFrame:
    """Return what the table shows: most repeated first, town tambon and areas without record apart at the end."""
    listed = _all(now, shown)
    return listed[~shown.is_out.reindex(listed.index)]


@once(most=96, key=lambda now, _: (*now.dated, now.chosen.level))
def _all(now: Visit, shown: Shown) -> pd.DataFrame:
    """Return the table before anything is filtered away."""
    scores = shown.scores
    has_record = scores["duplication_state"] != DuplicationState.NO_RECORD
    is_town = scores.index.to_series().isin(now.register.towns)
    listed = pd.DataFrame(
        {
            "area": scores.index.map(now.register.names[now.lang].places).map(guarded),
            "duplication": scores["duplication"].where(has_record),
            "low": scores["duplication_low"].where(has_record),
            "integration": scores["integration"],
            "agencies": scores["agencies"].where(has_record),
            "initiatives": scores["initiatives"].where(has_record),
            "state": _state(now, scores, is_town),
        },
        index=scores.index,
    )
    order = pd.DataFrame(
        {"late": ~has_record, "town": is_town, "d": -listed["duplication"], "n": -listed["agencies"]}
    )
    return listed.loc[order.sort_values(["late", "town", "d", "n"], kind="stable").index]


def _state(now: Visit, scores: pd.DataFrame, is_town: pd.Series) -> pd.Series:
    """Say in words what a row's figures rest on: nothing or one agency, a town, places known only to the tambon."""
    states = {state: now.say(state) for state in DuplicationState if state != DuplicationState.MEASURED}
    notes = scores["duplication_state"].map(states).fillna("")
    is_silent = (notes == "") & (scores["integration_state"] != IntegrationState.PUBLISHED)
    marks = ((is_silent, "not_published"), (is_town, "town"), (classify.is_imprecise(scores), "imprecise"))
    for is_so, word in marks:
        notes = notes.where(~is_so, notes + " · " + now.say(word))
    return notes.str.removeprefix(" · ")


def _columns(now: Visit, listed: pd.DataFrame) -> dict[str, object]:
    say, config = now.say, st.column_config
    most = max(1.0, float(listed["duplication"].max()) if listed["duplication"].notna().any() else 1.0)
    return {
        "area": config.TextColumn(say("column_area"), width=214),
        "duplication": config.ProgressColumn(
            say("column_duplication"), format="%.2f", width=118, min_value=0, max_value=most, color="#d05f00"
        ),
        "low": config.NumberColumn(say("column_low"), format="%.2f", width=62),
        "integration": config.ProgressColumn(
            say("column_integration"), format="%.0f", width=100, min_value=0, max_value=100, color="#4788bd"
        ),
        "agencies": config.NumberColumn(say("column_agencies"), format="%d", width=64),
        "initiatives": config.NumberColumn(say("column_initiatives"), format="%d", width=46),
        "state": config.TextColumn(say("column_state"), width=126),
    }
