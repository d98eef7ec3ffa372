"""Areas to draw: the province's tambon, its villages, and a country's tambon made up. This module lays them out."""

from functools import cache
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely

from data.schema import Level, Quality
from data.store.location import OFFICE
from geo import hatch, maps
from geo.crs import WGS84
from pages.ui import cache as kept
from pages.ui import documents, mapdata

COUNTRY = "country"
SIZES = {Level.TAMBON: 170, Level.VILLAGE: 1_553, COUNTRY: 7_425}
_MIDDLE, _REACH = (100.5, 13.5), (2.6, 6.0)
"""Degrees: where the made-up country lies and how far it reaches."""

_STEP = 0.012
"""Degrees between the points of an outline: some twenty points each, as official outlines have on a screen."""


class Tiling(NamedTuple):
    """Outlines as the store gives them, and the ground that the map is told of."""

    outlines: gpd.GeoDataFrame
    ground: mapdata.Ground


def tiling(size: str) -> Tiling:
    """Return the areas of a size."""
    if size == COUNTRY:
        made, name, body = _country()
        return Tiling(made, mapdata.Ground(made.index, (str(Quality.OFFICIAL),), documents.keep(name, body)))
    version, level = kept.register(OFFICE).version, Level(size)
    return Tiling(mapdata.outlines(version, level), mapdata.ground(version, level))


@cache
def _country() -> tuple[gpd.GeoDataFrame, str, bytes]:
    """Make Voronoi cells of random points in an ellipse, with hatching; no borders above them."""
    rng = np.random.default_rng(7)
    angle, radius = rng.uniform(0, 2 * np.pi, SIZES[COUNTRY]), np.sqrt(rng.uniform(0, 1, SIZES[COUNTRY]))
    points = np.stack([np.cos(angle), np.sin(angle)], axis=1) * radius[:, None] * _REACH + _MIDDLE
    edge = shapely.affinity.scale(shapely.Point(_MIDDLE).buffer(1, 64), *_REACH)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=edge))
    shapes = shapely.segmentize(shapely.intersection(cells, edge), _STEP)
    codes = [f"{number:06d}" for number in range(len(shapes))]
    names = {"name_th": "ตำบล", "name_en": "Tambon", "quality": str(Quality.OFFICIAL)}
    made = gpd.GeoDataFrame(names, index=codes, geometry=shapes, crs=WGS84)
    lines = {"slant": hatch.hatch(made, spacing_m=mapdata.HATCH_SPACING_M * 4, angle_deg=45.0)}
    return made, *maps.document(maps.areas_document(made, made.iloc[:0], lines))
