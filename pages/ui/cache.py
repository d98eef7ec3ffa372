"""What is worked out once and shown many times. This module holds every cache; keys are scalars and the version."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import streamlit as st

from data.schema import Level
from data.store import Store, default_url, open_store
from geo import hatch, maps, presence, scores
from pages.ui import documents
from pages.ui.register import Register

HATCH_SPACING_M = 1_500
_HATCHES = {"slant": 45.0, "counter": -45.0}
_BORDERS = {Level.AMPHOE: Level.PROVINCE, Level.TAMBON: Level.AMPHOE}


@st.cache_resource(show_spinner=False, max_entries=4)
def _store(url: str) -> Store:
    return open_store(url)


def store() -> Store:
    """Return the store that is open now: the office's, once there is one."""
    return _store(default_url())


def register() -> Register:
    """Return the records as they are now."""
    opened = store()
    return _register(f"{opened.url} {opened.version()}")


@st.cache_resource(show_spinner=False, max_entries=2)
def _register(version: str) -> Register:
    opened = store()
    return Register(version, opened.records(), opened.settings())


@st.cache_resource(show_spinner=False, max_entries=48)
def evaluation(version: str, day: datetime.date, theme: str) -> scores.Evaluation:
    """Return everything the scores of a day rest on, restricted to `theme` unless it is blank."""
    return scores.evaluate(_register(version).records, day, themes=(theme,) if theme else None)


@st.cache_resource(show_spinner=False, max_entries=48)
def standings(version: str, day: datetime.date, theme: str) -> pd.DataFrame:
    """Return how every record stands on a day."""
    return presence.standings(evaluation(version, day, theme))


@st.cache_resource(show_spinner=False, max_entries=96)
def scored(version: str, day: datetime.date, theme: str, level: Level) -> pd.DataFrame:
    """Return the scores of a day by area code."""
    return scores.score(evaluation(version, day, theme), level).set_index("area_code")


@st.cache_resource(show_spinner=False, max_entries=8)
def outlines(version: str, level: Level) -> gpd.GeoDataFrame:
    """Return the outlines of a level with names, in the order in which the map draws them."""
    drawn = store().boundaries(level)
    names = _register(version).names
    return drawn.assign(**{f"name_{lang}": drawn.index.map(names[lang].places) for lang in names})


def outlines_document(version: str, level: Level) -> str:
    """Return the name under which the browser finds the outlines of a level."""
    return documents.keep(*_outlines_document(version, level))


@st.cache_resource(show_spinner=False, max_entries=8)
def _outlines_document(version: str, level: Level) -> tuple[str, bytes]:
    areas = outlines(version, level)
    lines = {name: hatch.hatch(areas, spacing_m=HATCH_SPACING_M, angle_deg=angle) for name, angle in _HATCHES.items()}
    return maps.document(maps.areas_document(areas, store().boundaries(_BORDERS[level]), lines))


@dataclass(frozen=True, eq=False)
class Marks:
    """The marks of one choice: their frame, and the document that the browser finds them by."""

    frame: pd.DataFrame
    name: str
    body: bytes


Choice = tuple[str, datetime.date, str, str, str]
"""What marks depend on: version, day, theme, agency, language."""


def marks(choice: Choice, make: Callable[[Choice], pd.DataFrame]) -> Marks:
    """Return the marks of a choice, made by `make` the first time."""
    found = _marks(choice, make)
    if found.name:
        documents.keep(found.name, found.body)
    return found


@st.cache_resource(show_spinner=False, max_entries=64)
def _marks(choice: Choice, _make: Callable[[Choice], pd.DataFrame]) -> Marks:
    frame = _make(choice)
    return Marks(frame, *(maps.document(maps.points_document(frame)) if len(frame) else ("", b"")))


def document(content: Mapping[str, object]) -> str:
    """Return the name under which the browser finds `content`."""
    return documents.keep(*maps.document(content))


def forget() -> None:
    """Drop the open store and all that came from it, so that the next run opens it anew."""
    st.cache_resource.clear()
