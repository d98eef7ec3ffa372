"""The map on the page. This module makes the one st_folium call and reads what the reader did on the map."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from streamlit_folium import st_folium

from data.schema import DuplicationState
from geo import classify, maps
from pages.ui import legend, mapdata, session
from pages.ui.selection import Selection
from pages.ui.words import Words

HEIGHT = 632
"""Pixels: the tall province whole beside its list on a screen of 1080."""


class Event(NamedTuple):
    """What the reader pressed: an ``area``, a ``record`` or a ``class`` of the legend, and its id, or a ``point``."""

    kind: str
    id: str


class Shown(NamedTuple):
    """What the map shows: scores and class keys by area, what is filtered away, marks, the agency's coverage.

    The ground it stands on comes first, then the document of the numbers in its tips. ``look``, from
    `legend.look_of_kinds`, is said where the colours stand for something else than a measure; ``frame`` are areas
    that the map comes near to, none: all.
    """

    ground: mapdata.Ground
    scores: pd.DataFrame
    keys: pd.Series
    is_out: pd.Series
    limits: Sequence[float]
    points: mapdata.Marks
    coverage: Mapping[str, str]
    numbers: str
    look: Mapping[str, Any] | None = None
    frame: Sequence[str] = ()


def show(chosen: Selection, shown: Shown, say: Words) -> Event | None:
    """Draw the map and return what the reader has just pressed, None when nothing new."""
    return draw(describe(chosen, shown, say))


def draw(
    description: Mapping[str, Any],
    key: str = "map",
    height: int = HEIGHT,
    on_change: Callable[[], None] | None = None,
) -> Event | None:
    """Draw the map that `description` tells (keys: ui/map/map.js) and return what has just been pressed.

    Parameters
    ----------
    description : what the map's script is told.
    key : name of this map in the session.
    height : pixels.
    on_change : called before the run that a press on the map begins; it finds the press by `told`.
    """
    found = st_folium(
        maps.ground(),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=maps.paint(description),
        on_change=on_change,
    )
    return None if on_change else _event((found or {}).get("last_active_drawing"))


def told(key: str) -> Event | None:
    """Return what was pressed on the map called `key`, where a press has begun this run."""
    found = session.map_state(key)
    return _event(found.get("last_active_drawing")) if isinstance(found, dict) else None


def describe(chosen: Selection, shown: Shown, say: Words) -> dict[str, Any]:
    """Return what the map's script is told, areas in the order of the outlines (keys: ui/map/map.js)."""
    order = shown.ground.order
    keys = shown.keys.mask(shown.is_out, classify.FILTERED_OUT).reindex(order, fill_value=classify.NO_RECORD)
    look = {**(shown.look or legend.look_of(chosen.measure, shown.limits, say)), "lang": int(chosen.lang == "en")}
    is_single = shown.scores["duplication_state"].reindex(order) == DuplicationState.SINGLE_AGENCY
    is_single &= shown.look is None
    description = {
        "areas": shown.ground.document,
        "points": shown.points.name,
        "look": mapdata.document(look),
        "fills": "".join(keys),
        "singles": np.packbits(is_single, bitorder="little").tobytes().hex(),
        "selected": int(order.get_indexer([chosen.area])[0]),
        "coverage": [[int(order.get_loc(code)), extent] for code, extent in shown.coverage.items() if code in order],
        "numbers": shown.numbers,
        "focus": [int(order.get_loc(code)) for code in shown.frame if code in order],
        "counts": shown.keys.value_counts().to_dict(),
        "off": list(chosen.off),
        "qualities": [*shown.ground.qualities, *sorted(set(shown.coverage.values()))],
    }
    return description | {"stamp": hashlib.sha256(json.dumps(description).encode()).hexdigest()[:12]}


def _event(drawing: object) -> Event | None:
    """Read what the frame sent; it is as foreign as anything from a browser."""
    told = drawing.get("properties") if isinstance(drawing, dict) else None
    if not isinstance(told, dict) or not session.is_new(str(told.get("event", ""))):
        return None
    return Event(str(told.get("kind", "")), str(told.get("id", "")))
