"""Hatching as geometry. This module draws parallel lines inside areas, because pattern fills fail on the map."""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.crs import METRIC, WGS84, require, to_metric
from geo.errors import GeoError

Shapes = NDArray[np.object_]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def hatch(areas: gpd.GeoDataFrame | gpd.GeoSeries, *, spacing_m: float, angle_deg: float) -> gpd.GeoSeries:
    """Parallel lines clipped to each area; lines of neighbours continue each other.

    Parameters
    ----------
    areas : polygons in WGS84, indexed by area code.
    spacing_m : distance between lines in metres, above 0.
    angle_deg : direction of the lines, counted from east to north.

    Returns
    -------
    MultiLineString by area code in WGS84; an area that falls between two lines gets one line through its inside.

    Raises
    ------
    GeoError : `areas` not in WGS84, or `spacing_m` not above 0.

    >>> square = gpd.GeoSeries([shapely.box(500_000, 0, 500_100, 100)], ["a"], crs=METRIC).to_crs(WGS84)
    >>> lines = hatch(square, spacing_m=25, angle_deg=0).to_crs(METRIC)
    >>> len(lines["a"].geoms), round(lines.length["a"])
    (4, 400)
    """
    require(areas, WGS84)
    if not spacing_m > 0:
        raise GeoError(f"`spacing_m` was {spacing_m}, must be above 0")
    level = _turned(to_metric(areas.geometry).to_numpy(), -angle_deg)
    lines = _turned(_level_lines(level, spacing_m), angle_deg)
    return gpd.GeoSeries(lines, index=areas.index, crs=METRIC).to_crs(WGS84)


def _turned(shapes: Shapes, angle_deg: float) -> Shapes:
    cos, sin = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    turned: Shapes = shapely.transform(shapes, lambda xy: xy @ np.array([[cos, sin], [-sin, cos]]))
    return turned


def _level_lines(shapes: Shapes, spacing_m: float) -> Shapes:
    """Lines along x at odd halves of the spacing, clipped to each shape."""
    left, bottom, right, top = shapely.bounds(shapes).T
    first, last = np.ceil(bottom / spacing_m - 0.5), np.floor(top / spacing_m - 0.5)
    counts = np.maximum(last - first + 1, 0).astype(int)
    owner = np.repeat(np.arange(len(shapes)), counts)
    nth = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    lines = _clipped(shapes, left, right, owner, (first[owner] + nth + 0.5) * spacing_m)
    missed = np.flatnonzero(shapely.is_empty(lines))
    inside = shapely.get_y(shapely.point_on_surface(shapes[missed]))
    lines[missed] = _clipped(shapes, left, right, missed, inside)[missed]
    return lines


def _clipped(shapes: Shapes, left: Floats, right: Floats, owner: Integers, height: Floats) -> Shapes:
    """For each shape, one MultiLineString of its level lines at `height`."""
    ends = np.stack([left[owner], height, right[owner], height], axis=1).reshape(-1, 2, 2)
    parts, of = shapely.get_parts(shapely.intersection(shapely.linestrings(ends), shapes[owner]), return_index=True)
    is_line = shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING
    drawn = np.full(len(shapes), shapely.MultiLineString(), dtype=object)
    shapely.multilinestrings(parts[is_line], indices=owner[of[is_line]], out=drawn)
    return drawn
