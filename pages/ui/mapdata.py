"""What maps draw, worked out once: outlines, numbers and marks, each found by the browser under a hashed name.

This module keeps what `pages.ui.cache` scores as documents for the map.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from data.schema import Level, Quality
from data.store.plain import OUTLINES
from data.store.single import last_change
from geo import hatch, maps, neighbours, placing
from geo.choice import Choice
from pages.ui import cache, documents, legend
from pages.ui.cache import WORKING, by_records
from pages.ui.once import once

HATCH_SPACING_M = 1_500
_HATCHES = {"slant": 45.0, "counter": -45.0}
_BORDERS = {Level.AMPHOE: Level.PROVINCE, Level.TAMBON: Level.AMPHOE, Level.VILLAGE: Level.TAMBON}


def boundaries(version: str, level: Level) -> gpd.GeoDataFrame:
    """Return the outlines of a level as they stood."""
    return cache.store_of(version).boundaries(level, cache.number_of(version))


@once(most=32)
def _ground_of(version: str) -> tuple[int, str]:
    """Return the state of the ground that a state of the store stands on: areas and outlines seldom change."""
    opened = cache.store_of(version)
    return last_change(opened, ("areas", OUTLINES), cache.number_of(version)), opened.url


@once(most=8, key=lambda version, level: (_ground_of(version), level))
def outlines(version: str, level: Level) -> gpd.GeoDataFrame:
    """Return the outlines of a level with names, in the order in which the map draws them."""
    drawn = boundaries(version, level)
    names = cache.names(version)
    return drawn.assign(**{f"name_{lang}": drawn.index.map(names[lang].places) for lang in names})


@once(most=2, key=lambda version: _ground_of(version))
def adjacent(version: str) -> pd.DataFrame:
    """Return every pair of neighbouring tambon; see `geo.neighbours.adjacent`."""
    return neighbours.adjacent(boundaries(version, Level.TAMBON))


@once(most=2, key=lambda version: _ground_of(version))
def official(version: str) -> gpd.GeoDataFrame:
    """Return the official outlines of all levels together."""
    return placing.official([outlines(version, level) for level in Level], Quality.OFFICIAL)


class Ground(NamedTuple):
    """What the map stands on: areas in the order they are drawn, qualities of outlines, the outlines' document."""

    order: pd.Index
    qualities: tuple[str, ...]
    document: str


def ground(version: str, level: Level) -> Ground:
    """Return the ground of a level."""
    drawn = outlines(version, level)
    return Ground(drawn.index, tuple(sorted(set(drawn["quality"]))), _kept(_outlines_document(version, level)))


@once(most=8, key=lambda version, level: (_ground_of(version), level), saying=WORKING)
def _outlines_document(version: str, level: Level) -> tuple[str, bytes]:
    areas = outlines(version, level)
    lines = {name: hatch.hatch(areas, spacing_m=HATCH_SPACING_M, angle_deg=angle) for name, angle in _HATCHES.items()}
    return maps.document(maps.areas_document(areas, boundaries(version, _BORDERS[level]), lines))


def numbers(version: str, day: datetime.date, theme: str, level: Level) -> str:
    """Return the name under which the browser finds the numbers of the tip over each area."""
    return _kept(_numbers(version, day, theme, level))


@once(most=96, key=by_records)
def _numbers(version: str, day: datetime.date, theme: str, level: Level) -> tuple[str, bytes]:
    scores = cache.scored(version, day, theme, level).reindex(outlines(version, level).index)
    return maps.document(maps.numbers_document(scores, legend.TIP))


@dataclass(frozen=True, eq=False)
class Marks:
    """The marks of one view: their frame, and the document that the browser finds them by."""

    frame: pd.DataFrame
    name: str
    body: bytes


View = tuple[str, datetime.date, str, Choice, str]
"""What marks depend on: version, day, theme, choice, language."""


def marks(view: View, make: Callable[[View], pd.DataFrame]) -> Marks:
    """Return the marks of a view, made by `make` the first time."""
    found = _marks(view, make)
    if found.name:
        documents.keep(found.name, found.body)
    return found


@once(most=64, key=lambda view, _: by_records(*view))
def _marks(view: View, make: Callable[[View], pd.DataFrame]) -> Marks:
    frame = make(view)
    return Marks(frame, *(maps.document(maps.points_document(frame)) if len(frame) else ("", b"")))


def document(content: Mapping[str, object]) -> str:
    """Return the name under which the browser finds `content`."""
    return _kept(maps.document(content))


def _kept(named: tuple[str, bytes]) -> str:
    return documents.keep(*named)
