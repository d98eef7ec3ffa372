"""The map on the page. This module makes the one st_folium call and reads what the reader did on the map."""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
from streamlit_folium import st_folium

from data.schema import DuplicationState
from geo import classify, maps
from pages.ui import cache, legend, selection
from pages.ui.selection import Selection
from pages.ui.words import Words

HEIGHT = 632
"""Pixels: the tall province whole beside its list on a screen of 1080."""


class Event(NamedTuple):
    """What the reader pressed: an ``area``, a ``record`` or a ``class`` of the legend, and its id."""

    kind: str
    id: str


class Shown(NamedTuple):
    """What the map shows: scores and class keys by area, what is filtered away, marks, the agency's coverage."""

    scores: pd.DataFrame
    keys: pd.Series
    is_out: pd.Series
    limits: Sequence[float]
    points: cache.Marks
    coverage: Mapping[str, str]


def show(version: str, chosen: Selection, shown: Shown, say: Words) -> Event | None:
    """Draw the map and return what the reader has just pressed, None when nothing new."""
    told = st_folium(
        maps.ground(),
        key="map",
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=maps.paint(describe(version, chosen, shown, say)),
    )
    return _event((told or {}).get("last_active_drawing"))


def describe(version: str, chosen: Selection, shown: Shown, say: Words) -> dict[str, Any]:
    """Return what the map's script is told, areas in the order of the outlines (keys: ui/map/map.js)."""
    outlines = cache.outlines(version, chosen.level)
    order = outlines.index
    keys = shown.keys.mask(shown.is_out, classify.FILTERED_OUT).reindex(order, fill_value=classify.NO_RECORD)
    look = legend.look_of(chosen.measure, shown.limits, say) | {"lang": int(chosen.lang == "en")}
    qualities = sorted(set(outlines["quality"]))
    description = {
        "areas": cache.outlines_document(version, chosen.level),
        "points": shown.points.name,
        "look": cache.document(look),
        "fills": "".join(keys),
        "singles": _places(shown.scores["duplication_state"].reindex(order) == DuplicationState.SINGLE_AGENCY),
        "selected": int(order.get_indexer([chosen.area])[0]),
        "coverage": [[int(order.get_loc(code)), extent] for code, extent in shown.coverage.items() if code in order],
        "values": _values(shown.scores.reindex(order)),
        "counts": shown.keys.value_counts().to_dict(),
        "off": list(chosen.off),
        "qualities": [*qualities, *sorted(set(shown.coverage.values()))],
    }
    return description | {"stamp": hashlib.sha256(json.dumps(description).encode()).hexdigest()[:12]}


def _places(flags: pd.Series) -> list[int]:
    return [int(i) for i in flags.to_numpy().nonzero()[0]]


def _values(scores: pd.DataFrame) -> list[list[float | None]]:
    """Values for the tip over an area; unknown is null, and where nothing is recorded no number is shown."""
    is_empty = scores["duplication_state"] == DuplicationState.NO_RECORD
    rows = []
    for name, digits in legend.TIP.items():
        rounded = scores[name].astype(float).mask(is_empty).round(digits)
        rows.append([None if math.isnan(value) else value if digits else int(value) for value in rounded])
    return rows


def _event(drawing: object) -> Event | None:
    """Read what the frame sent; it is as foreign as anything from a browser."""
    told = drawing.get("properties") if isinstance(drawing, dict) else None
    if not isinstance(told, dict) or not selection.is_new(str(told.get("event", ""))):
        return None
    return Event(str(told.get("kind", "")), str(told.get("id", "")))
