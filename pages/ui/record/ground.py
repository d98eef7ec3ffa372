"""The map of a form: villages to choose, a point to place. This module describes it and takes in what is pressed."""

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from data.schema import Level, Quality
from geo import palettes
from geo.classify import NO_RECORD
from pages.ui import mapdata, mapview, prose
from pages.ui.mapview import Event
from pages.ui.once import once
from pages.ui.record.sheet import MAP, Sheet
from pages.ui.visit import Visit

HEIGHT = 460
_FREE, _CHOSEN, _WITHIN = NO_RECORD, "1", "2"
_FILLS = {_FREE: "#f7f7f2", _CHOSEN: palettes.BIVARIATE[0][0], _WITHIN: palettes.BIVARIATE[1][0]}
_WORDS = {_CHOSEN: "class_chosen", _WITHIN: "class_within", _FREE: "class_free"}
_DECIMALS = 5
_TAMBON_DEPTH = 3
"""Areas from the province down to a tambon."""


def ground(now: Visit, sheet: Sheet) -> None:
    """Draw the switch between villages and point, the map, and the button that takes the point out."""
    key = f"{sheet.token} pick"
    st.session_state.setdefault(key, sheet.pick)
    picked = st.segmented_control(
        now.say("map_pick"),
        ["villages", "point"],
        format_func=lambda pick: now.say(f"pick_{pick}"),
        required=True,
        key=key,
    )
    sheet.pick = picked or "villages"
    mapview.draw(describe(now, sheet), key=MAP, height=HEIGHT, on_change=lambda: take(now, sheet, mapview.told(MAP)))
    prose.show(prose.line(now.say("map_form_note"), "note"))


def take(now: Visit, sheet: Sheet, event: Event | None) -> None:
    """Put what was pressed into the form."""
    if event is None:
        return
    if event.kind == "area" and event.id in now.register.areas.index:
        sheet.choose(event.id, _chains(now)[event.id][:-1])
    if event.kind == "point":
        place(sheet, event.id)


def place(sheet: Sheet, text: str) -> None:
    """Put the point that the map names, latitude first, into the form; what is no place on earth is left alone."""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        return
    if math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180:
        sheet.put("latitude", f"{latitude:.{_DECIMALS}f}")
        sheet.put("longitude", f"{longitude:.{_DECIMALS}f}")


def describe(now: Visit, sheet: Sheet) -> dict[str, Any]:
    """Return what the map's script is told (keys: ui/map/map.js)."""
    drawn = mapdata.ground(now.register.version, Level.VILLAGE)
    fills = _fills(now, sheet, drawn)
    description = {
        "areas": drawn.document,
        "points": "",
        "look": mapdata.document(_look(now)),
        "fills": "".join(fills),
        "singles": "00" * math.ceil(len(fills) / 8),
        "selected": -1,
        "coverage": [],
        "numbers": "",
        "counts": {key: fills.count(key) for key in _FILLS},
        "off": [],
        "qualities": list(drawn.qualities),
        "pick": sheet.pick,
        "spot": _spot(sheet),
        "focus": _focus(now, sheet, drawn),
    }
    return description | {"stamp": hashlib.sha256(json.dumps(description).encode()).hexdigest()[:12]}


def _fills(now: Visit, sheet: Sheet, drawn: mapdata.Ground) -> list[str]:
    """Return the class of every village: chosen itself, within an area chosen, or neither."""
    chosen = set(sheet.areas())
    if not chosen:
        return [_FREE] * len(drawn.order)
    chains = _chains(now)
    return [
        _CHOSEN if code in chosen else _FREE if chosen.isdisjoint(chains[code]) else _WITHIN for code in drawn.order
    ]


@once(most=4, key=lambda now: now.register.version)
def _chains(now: Visit) -> Mapping[str, tuple[str, ...]]:
    """Return every area with those around it, widest first and itself last."""
    parents = now.register.areas["parent"].to_dict()
    chains: dict[str, tuple[str, ...]] = {}
    for code in parents:
        chain = (code,)
        while isinstance(above := parents.get(chain[0]), str) and len(chain) <= len(Level):
            chain = (above, *chain)
        chains[code] = chain
    return chains


def _spot(sheet: Sheet) -> list[float] | None:
    """Return where the point of the form lies, latitude first; None where it has none."""
    try:
        found = [float(sheet.text(name)) for name in ("latitude", "longitude")]
    except ValueError:
        return None
    return found if all(map(math.isfinite, found)) else None


def _focus(now: Visit, sheet: Sheet, drawn: mapdata.Ground) -> list[int]:
    """Return the villages that the map frames: those of the tambon that were chosen by name."""
    chains = _chains(now)
    frames = {chains[code][:_TAMBON_DEPTH][-1] for code in sheet.focus if code in chains}
    return [at for at, code in enumerate(drawn.order) if not frames.isdisjoint(chains[code])] if frames else []


def _look(now: Visit) -> dict[str, Any]:
    kinds = {key: {"fill": fill, "label": now.say(_WORDS[key]), "hatch": []} for key, fill in _FILLS.items()}
    rows = [{"key": key, "label": now.say(word), "optional": True} for key, word in _WORDS.items()]
    return {
        "classes": kinds,
        "legend": {
            "title": now.say("legend_form"),
            "corners": [],
            "diamond": [],
            "rows": rows,
            "notes": [],
            "lines": [[name, now.say(f"line_{name}")] for name in Quality],
        },
        "tip": [],
        "words": {
            "map": now.say("map_form"),
            "reference": now.say("reference_point"),
            "zoomIn": now.say("zoom_in"),
            "zoomOut": now.say("zoom_out"),
        },
    }
