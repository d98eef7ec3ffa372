"""The pages that are measured: the landing page and a bare one, with the map drawn in the way the address names.

On the bare page every pattern is new to the browser, so that Streamlit cannot answer with a message sent before.
"""

import runpy
from collections.abc import Mapping
from pathlib import Path

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import pydeck
import streamlit as st
from streamlit_folium import st_folium

from bench import tilings
from data.schema import Level
from data.store.location import OFFICE
from geo import maps
from geo.classify import Measure
from pages.ui import cache, legend, mapdata, mapview, words
from pages.ui.mapview import Shown
from pages.ui.selection import Selection
from pages.ui.words import Words

LANDING = Path(__file__).resolve().parents[1] / "pages" / "see" / "province.py"
KEYS = "012345678n"


def naive(chosen: Selection, shown: Shown, say: Words) -> None:
    """Draw folium.GeoJson in st_folium, as the manuals show it; scripts from this app, or it were blank."""
    ground = folium.Map(location=[8.4, 99.8], zoom_start=9, tiles=None)
    ground.default_js, ground.default_css = maps.ground().default_js, maps.ground().default_css
    drawn = _outlines(chosen, shown)[["geometry"]].assign(fill=_fills(chosen, shown, say))
    folium.GeoJson(
        drawn, style_function=lambda area: {"fillColor": area["properties"]["fill"], "fillOpacity": 0.92, "weight": 1}
    ).add_to(ground)
    st_folium(ground, key="naive", height=mapview.HEIGHT, use_container_width=True, returned_objects=[])


def deck(chosen: Selection, shown: Shown, say: Words) -> None:
    """Draw a GeoJsonLayer in st.pydeck_chart without a base map."""
    colours = _fills(chosen, shown, say).map(lambda fill: [int(fill[i : i + 2], 16) for i in (1, 3, 5)])
    areas = _outlines(chosen, shown)[["geometry"]].assign(fill=colours)
    layer = pydeck.Layer("GeoJsonLayer", areas, get_fill_color="fill", stroked=True)
    view = pydeck.ViewState(latitude=8.4, longitude=99.8, zoom=8)
    chart = pydeck.Deck(layers=[layer], initial_view_state=view, map_provider=None, map_style=None)
    st.pydeck_chart(chart, height=mapview.HEIGHT)


def _outlines(chosen: Selection, shown: Shown) -> gpd.GeoDataFrame:
    sizes = (chosen.level, tilings.COUNTRY)
    return next(each.outlines for each in map(tilings.tiling, sizes) if each.ground.document == shown.ground.document)


def _fills(chosen: Selection, shown: Shown, say: Words) -> pd.Series:
    kinds: Mapping[str, Mapping[str, str]] = legend.classes_of(chosen.measure, shown.limits, say)
    return shown.keys.map({key: kind["fill"] for key, kind in kinds.items()})


WAYS = {"ours": mapview.show, "naive": naive, "deck": deck}


def bare(kind: str) -> None:
    """Draw one map of the size that the address names, and a button that asks for the next pattern."""
    size = st.query_params.get("size", Level.TAMBON)
    level = Level.TAMBON if size == tilings.COUNTRY else Level(size)
    chosen = Selection(day=cache.register(OFFICE).default_day, level=level, measure=Measure.BIVARIATE)
    ground = tilings.tiling(size).ground
    pattern = st.session_state["pattern"] = st.session_state.get("pattern", 0) + st.button("next")
    step = pattern // len(KEYS) + 1
    keys = pd.Series([KEYS[(i * step + pattern) % len(KEYS)] for i in range(len(ground.order))], index=ground.order)
    numbers = {name: np.arange(len(ground.order)) + pattern for name in ("duplication", "integration", "agencies")}
    scores = pd.DataFrame({**numbers, "initiatives": 3, "duplication_state": "measured"}, index=ground.order)
    is_out = pd.Series(data=False, index=ground.order)
    numbers = mapdata.document(maps.numbers_document(scores, legend.TIP))
    shown = Shown(ground, scores, keys, is_out, (15.0, 25.0), mapdata.Marks(pd.DataFrame(), "", b""), {}, numbers)
    WAYS[kind](chosen, shown, words.speaker("th"))


def landing(kind: str) -> None:
    """Run the landing page itself, its map drawn in another way."""
    own, mapview.show = mapview.show, WAYS[kind]
    try:
        runpy.run_path(str(LANDING))
    finally:
        mapview.show = own


st.set_page_config(layout="wide")
{"bare": bare, "landing": landing}[st.query_params.get("page", "bare")](st.query_params.get("kind", "ours"))
