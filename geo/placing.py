"""Whether a point lies where its record says it works. This module measures how far outside it is."""

import math
from collections.abc import Mapping, Sequence
from itertools import takewhile

import geopandas as gpd
import pandas as pd
import shapely

from data.schema import SEPARATOR, Level
from geo.crs import WGS84, to_metric

NEAR_M = 100.0
"""Metres outside that say nothing: outlines for the screen are simplified by half of it, phones err by the rest."""


def outside_m(
    point: tuple[float, float], codes: Sequence[str], parents: Mapping[str, str], outlines: gpd.GeoDataFrame
) -> float:
    """Return how many metres a point lies outside all of some areas.

    Parameters
    ----------
    point : longitude and latitude in degrees.
    codes : the areas that its record names.
    parents : code of the area around each area.
    outlines : official outlines of any levels, EPSG:4326, index area_code. An area without one is held against the
        nearest area around it that has one; approximate outlines are wrong for a quarter of the ground, so that
        nothing is held against them.

    Returns
    -------
    Metres; 0 inside or on the edge; NaN where nothing can be said: no areas, or one that lies in no official outline.

    Examples
    --------
    >>> square = gpd.GeoDataFrame(geometry=[shapely.box(99, 8, 99.01, 8.01)], index=["800101"], crs=WGS84)
    >>> outside_m((99.005, 8.005), ["80010101"], {"80010101": "800101"}, square)
    0.0
    >>> round(outside_m((99.02, 8.005), ["800101"], {}, square), -2), outside_m((0, 0), ["800102"], {}, square)
    (1100.0, nan)
    """
    held = [next((code for code in _around(start, parents) if code in outlines.index), "") for start in codes]
    if not held or not all(held):
        return math.nan
    shapes = to_metric(outlines.geometry.loc[sorted(set(held))])
    place = gpd.GeoSeries([shapely.Point(point)], crs=WGS84).to_crs(shapes.crs).iloc[0]
    return float(shapes.distance(place).min())


def astray(work: pd.DataFrame, parents: Mapping[str, str], outlines: gpd.GeoDataFrame) -> pd.DataFrame:
    """List the records whose point lies outside all areas that they name, the farthest first.

    Parameters
    ----------
    work : ``initiative_id``, ``longitude``, ``latitude`` and ``areas`` (codes joined by ``;``).
    parents, outlines : as for `outside_m`: official outlines alone.

    Returns
    -------
    ``initiative_id``, ``area_code`` (the area it is nearest to of those it is held against) and ``distance_m``, only
    rows of more than `NEAR_M`.

    Examples
    --------
    >>> square = gpd.GeoDataFrame(geometry=[shapely.box(99, 8, 99.01, 8.01)], index=["800101"], crs=WGS84)
    >>> work = pd.DataFrame({"initiative_id": ["I1", "I2"], "longitude": [99.005, 99.02], "latitude": 8.005,
    ...     "areas": "80010101"})
    >>> astray(work, {"80010101": "800101"}, square)[["initiative_id", "area_code"]].to_numpy().tolist()
    [['I2', '800101']]
    """
    placed = work.dropna(subset=["longitude", "latitude", "areas"]).reset_index(drop=True)
    codes = placed["areas"].str.split(SEPARATOR).explode()
    held = {code: next((each for each in _around(code, parents) if each in outlines.index), "") for code in codes}
    against = codes.map(held)
    against = against[(against != "").groupby(level=0).transform("all")]
    points = gpd.GeoSeries.from_xy(placed["longitude"], placed["latitude"], crs=WGS84)
    shapes = to_metric(outlines.geometry)
    there = points.to_crs(shapes.crs).to_numpy()[against.index]
    away = shapely.distance(there, shapes.loc[against].to_numpy())
    found = pd.DataFrame({"at": against.index, "area_code": against.to_numpy(), "distance_m": away})
    near = found.sort_values(["at", "distance_m", "area_code"]).drop_duplicates("at")
    far = near[near["distance_m"] > NEAR_M].astype({"area_code": "str"})
    named = far.assign(initiative_id=placed["initiative_id"].to_numpy()[far["at"]])
    order = ["distance_m", "initiative_id"]
    columns = ["initiative_id", "area_code", "distance_m"]
    return named[columns].sort_values(order, ascending=[False, True], ignore_index=True)


def _around(code: str, parents: Mapping[str, str]) -> Sequence[str]:
    """Return an area and those around it, at most as many as there are levels."""
    chain = [code]
    for _ in Level:
        chain.append(parents.get(chain[-1], ""))
    return list(takewhile(lambda each: isinstance(each, str) and each, chain))


def official(layers: Sequence[gpd.GeoDataFrame], quality: str) -> gpd.GeoDataFrame:
    """Return the outlines of one quality of several levels together."""
    kept = [layer.loc[layer["quality"] == quality, ["geometry"]] for layer in layers]
    found = [layer for layer in kept if len(layer)]
    return gpd.GeoDataFrame(pd.concat(found), crs=WGS84) if found else gpd.GeoDataFrame(geometry=[], crs=WGS84)
