"""Points of villages from a file. This module checks them and keeps them with the records of the areas."""

import geopandas as gpd
import pandas as pd

from data.commands.layers import TABLE, Layer, crs_problems
from data.commands.villages import settle_villages
from data.desk.villages import Ground
from data.errors import Problem
from data.readers.points import single_points
from data.schema import Quality, typed
from data.store import Batch, Store
from geo.boundaries import Finding, check_codes
from geo.crs import to_metric

AWAY_M = 1_000.0
"""A point this far outside the official outline of its tambon is a village of another."""

_DECIMALS = 6
"""About a tenth of a metre."""


def read_points(layer: Layer, ground: Ground) -> tuple[gpd.GeoDataFrame | None, list[Problem]]:
    """Return the points of villages by code, in WGS84, with ``source``, or every problem that they have.

    A point is held against the outline of its tambon only where that is official: approximate ones are themselves
    wrong for about a quarter of the area.
    """
    findings = check_codes(pd.Index(layer.codes.dropna()), layer.known.index)
    problems = [*layer.blank_codes(), *(layer.said(found) for found in findings if found.code != "missing_area")]
    if layer.features.crs is None:
        return None, problems + crs_problems(layer.features)
    places, faults = single_points(layer.features, TABLE)
    coded = places[layer.codes[places.index].isin(layer.known.index)]
    problems += faults + away(layer, coded, ground)
    points = coded.set_axis(pd.Index(layer.codes[coded.index], name="code"))
    return None if problems else gpd.GeoDataFrame(
        {"source": layer.source}, index=points.index, geometry=points
    ), problems


def away(layer: Layer, places: gpd.GeoSeries, ground: Ground) -> list[Problem]:
    """Return a problem for each of these features (WGS84, by row) far outside the official outline of its tambon."""
    tambon = ground.tambon[0]
    official = tambon.geometry[tambon["quality"] == Quality.OFFICIAL]
    parent = layer.codes[places.index].map(layer.known["parent"])
    held = parent[parent.isin(official.index)]
    outlines = to_metric(official[held]).set_axis(held.index)
    away_m = to_metric(places[held.index]).distance(outlines)
    return [
        layer.said(Finding("away", layer.codes[row], f"{m / 1e3:.1f} km"), int(row))
        for row, m in away_m[away_m > AWAY_M].items()
    ]


def keep_points(store: Store, points: gpd.GeoDataFrame) -> Batch:
    """Put points in the place of those of their villages, and make the outlines of villages anew."""
    places = {"longitude": points.geometry.x.round(_DECIMALS), "latitude": points.geometry.y.round(_DECIMALS)}
    frame = typed("areas", pd.DataFrame({"code": points.index, **places}))
    batch = store.apply({"areas": frame}, "", str(points["source"].iloc[0]), {"areas": ["longitude", "latitude"]})
    settle_villages(store)
    return batch
