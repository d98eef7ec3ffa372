"""The two coordinate systems. This module is the edge at which a frame in the wrong one is refused."""

import geopandas as gpd

from geo.errors import GeoError

WGS84 = "EPSG:4326"
"""Longitude and latitude: what files, the store and the map hold."""

METRIC = "EPSG:32647"
"""UTM zone 47 north, metres: the only one in which anything is measured. Nakhon Si Thammarat lies within 1.4 degrees
of its central meridian, so lengths are true to 1 in 2,500."""


def require(areas: gpd.GeoDataFrame | gpd.GeoSeries, crs: str) -> None:
    """Refuse `areas` that are not in `crs`.

    Raises
    ------
    GeoError : the frame is in another system, or says none.

    >>> require(gpd.GeoSeries([], crs=WGS84), METRIC)
    Traceback (most recent call last):
    geo.errors.GeoError: CRS was EPSG:4326, must be EPSG:32647
    """
    if areas.crs is None or not areas.crs.equals(crs):
        seen = areas.crs.to_string() if areas.crs is not None else "not stated"
        raise GeoError(f"CRS was {seen}, must be {crs}")


def to_metric(areas: gpd.GeoSeries) -> gpd.GeoSeries:
    """Geometries in WGS84 as geometries in metres."""
    require(areas, WGS84)
    return areas.to_crs(METRIC)
