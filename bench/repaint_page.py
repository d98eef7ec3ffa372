"""The page that is measured: a button that asks for the next pattern, one map drawn in the way the address names.

Every pattern is new to the browser, so that Streamlit cannot answer with a message it has sent before.
"""

import folium
import numpy as np
import pandas as pd
import pydeck
import streamlit as st
from streamlit_folium import st_folium

from geo import maps, palettes
from geo.classify import Measure
from pages.ui import cache, mapview, words
from pages.ui.selection import Selection
from pages.ui.showing import Shown

KEYS = "012345678"
FILLS = dict(zip(KEYS, [fill for row in palettes.BIVARIATE for fill in row], strict=True))

st.set_page_config(layout="wide")
version = cache.register().version
level = cache.register().areas.loc[st.query_params.get("like", "800101"), "level"]
areas = cache.outlines(version, level)
pattern = st.session_state["pattern"] = st.session_state.get("pattern", 0) + st.button("next")
keys = pd.Series(
    [KEYS[(i * (pattern // len(KEYS) + 1) + pattern) % len(KEYS)] for i in range(len(areas))], index=areas.index
)


def ours() -> None:
    """Draw the app's own map."""
    numbers = {name: np.arange(len(areas)) + pattern for name in ("duplication", "integration", "agencies")}
    scores = pd.DataFrame({**numbers, "initiatives": 3, "duplication_state": "measured"}, index=areas.index)
    is_out = pd.Series(data=False, index=areas.index)
    shown = Shown(scores, keys, is_out, (15.0, 25.0), cache.Marks(pd.DataFrame(), "", b""), {})
    chosen = Selection(day=cache.register().default_day, level=level, measure=Measure.BIVARIATE)
    mapview.show(version, chosen, shown, words.speaker("th"))


def naive() -> None:
    """Draw folium.GeoJson in st_folium, as the manuals show it; scripts from this app, or it were blank."""
    ground = folium.Map(location=[8.4, 99.8], zoom_start=9, tiles=None)
    ground.default_js, ground.default_css = maps.ground().default_js, maps.ground().default_css
    drawn = areas[["geometry"]].assign(fill=keys.map(FILLS))
    folium.GeoJson(
        drawn, style_function=lambda area: {"fillColor": area["properties"]["fill"], "fillOpacity": 0.92, "weight": 1}
    ).add_to(ground)
    st_folium(ground, key="naive", height=720, use_container_width=True, returned_objects=[])


def deck() -> None:
    """Draw a GeoJsonLayer in st.pydeck_chart without a base map."""
    colours = keys.map(FILLS).map(lambda fill: [int(fill[i : i + 2], 16) for i in (1, 3, 5)])
    layer = pydeck.Layer(
        "GeoJsonLayer", areas[["geometry"]].assign(fill=colours), get_fill_color="fill", stroked=True
    )
    view = pydeck.ViewState(latitude=8.4, longitude=99.8, zoom=8)
    st.pydeck_chart(
        pydeck.Deck(layers=[layer], initial_view_state=view, map_provider=None, map_style=None), height=720
    )


{"ours": ours, "naive": naive, "deck": deck}[st.query_params.get("kind", "ours")]()
