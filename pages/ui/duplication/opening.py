"""How much repeats between whom, in one sentence and a map. This module opens the page of duplication."""

from dataclasses import replace

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.schema import Level
from geo import presence
from geo.classify import Measure
from geo.evidence import units_of
from pages.ui import controls, prose, selection, showing
from pages.ui.duplication import held
from pages.ui.headline import amount, number
from pages.ui.mapview import Event, Shown
from pages.ui.visit import Visit


def other(now: Visit) -> None:
    """Draw the choice of the second agency."""
    names = now.register.names[now.lang].agencies
    controls.one_of("other", held.other(now), {one: names[one] for one in _names(now)}, now.say)


def _names(now: Visit) -> list[str]:
    return [one for one in now.register.agencies_by_name[now.lang] if one != now.chosen.agency]


def of_duplication(now: Visit) -> Visit:
    """Return the visit with the map of duplication."""
    return replace(now, chosen=replace(now.chosen, measure=Measure.DUPLICATION))


def sentence(now: Visit) -> str:
    """Return how much repeats, between how many pairs, and who should meet first."""
    name, found = where(now), held.who(now)
    apart = found[found["missing"] > 0]
    if not held.held(now).sum():
        return now.say("pairs_no_record", name=name)
    if found.empty:
        return now.say(_nobody(now), name=name, who=_who(now))
    if len(held.agencies(now)) > 1 or len(apart):
        return _first(now, name, apart if len(apart) else found)
    word = "pairs_all_tied_of" if held.agencies(now) else "pairs_all_tied"
    return now.say(word, name=name, who=_who(now), n=number(len(found)))


def _nobody(now: Visit) -> str:
    """Return why there is no pair: one agency alone here, or these do not meet."""
    if int((held.held(now) > 0).sum()) == 1:
        return "pairs_single"
    return "pairs_never_meet" if held.agencies(now) else "pairs_nobody_meets"


def _first(now: Visit, name: str, apart: pd.DataFrame) -> str:
    row = next(apart.itertuples())
    one, other = (now.register.agency_name(code, now.lang) for code in (row.agency_id, row.other_id))
    said = {"name": name, "one": one, "other": other, "cells": number(row.cells), "missing": amount(row.missing)}
    if len(held.agencies(now)) > 1:
        return now.say("pairs_both", **said, tied=amount(row.tied))
    if own := held.agencies(now):
        partner = other if row.agency_id == own[0] else one
        return now.say("pairs_of_one", **said, who=_who(now), partner=partner, n=number(len(apart)))
    return now.say("pairs_sentence", **said, surplus=amount(held.surplus(now)), n=number(len(apart)))


def _who(now: Visit) -> str:
    return now.say("pairs_and").join(now.register.agency_name(code, now.lang) for code in held.agencies(now))


def where(now: Visit) -> str:
    """Return the name of the chosen area, or that it is all of it."""
    area = now.chosen.area
    return now.register.place_name(area, now.lang) if area else now.say("whole_province")


def contents(now: Visit) -> Markup:
    """Return links to the parts of the page."""
    parts = [
        ("first", now.say("pairs_first")),
        *(
            [("places", now.say("pairs_places"))]
            if len(held.agencies(now)) > 1
            else [("matrix", now.say("pairs_matrix"))]
        ),
        ("fronts", now.say("pairs_fronts")),
        ("reviews", now.say("pairs_reviews")),
    ]
    return prose.contents(now.say("contents_area"), parts)


def clear(now: Visit) -> None:
    """Draw the button that takes the agencies off, where any are chosen."""
    if held.agencies(now):
        st.button(now.say("pairs_clear"), on_click=selection.change, kwargs={"agency": "", "other": "", "at": ""})


def shown(now: Visit) -> Shown:
    """Return what the map shows: duplication in the chosen area, of two agencies only where they meet."""
    content = showing.shown(of_duplication(now))._replace(coverage={})
    units = _units(now)
    if units is None:
        return content
    places = presence.areas_of_units(now.evaluation, units, Level(now.chosen.level))
    return content._replace(is_out=content.is_out | ~content.keys.index.isin(places))


def follow(now: Visit, event: Event | None, content: Shown) -> None:
    """Turn to the area that was pressed on the map, or take a class of its legend off or on."""
    code = showing.area_of(event, content)
    if code:
        selection.change(area=code, at="")
    elif event and event.kind == "class":
        selection.change(off=showing.toggled(now.chosen.off, event.id))
    else:
        return
    st.rerun()


def _units(now: Visit) -> list[str] | None:
    """Return the units that the page tells of; None for all of them."""
    if len(held.agencies(now)) > 1:
        return [*held.places(now)["unit"].unique()]
    if not now.chosen.area:
        return None
    areas = now.evaluation.world.areas
    return [*areas.codes[areas.units[units_of(now.evaluation, now.chosen.area)]]]
