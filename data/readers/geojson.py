"""Outlines and points from GeoJSON. This module reads it with json alone: GDAL would follow what the file says."""

import json
import math
import re
from pathlib import Path
from typing import Any, NoReturn

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray

from data.errors import FileError
from data.schema import SEPARATOR

MAX_BYTES = 80 * 2**20
MAX_FEATURES = 200_000
_CRS_NAME = re.compile(r"[A-Za-z0-9:./_-]{1,80}")
"""Names of systems; definitions that programs for projections would follow are none."""

_LARGEST = 1e9
"""No coordinate in degrees or metres is larger."""

_OTHER_KINDS = {
    "LineString": shapely.LineString(),
    "MultiLineString": shapely.MultiLineString(),
    "GeometryCollection": shapely.GeometryCollection(),
}
"""Kinds that are neither outlines nor points: kept empty, for the check to name them."""


def read_geojson(path: Path) -> gpd.GeoDataFrame:
    """Return the features of a GeoJSON file: properties as text, polygons and points, the CRS stated or WGS84.

    A point whose coordinates are no numbers is empty.

    Raises
    ------
    FileError
        The file is too large, or no GeoJSON of features, or breaks off, or holds coordinates that cannot be.
    """
    document = _document(path)
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise FileError("ไม่ใช่ GeoJSON แบบ FeatureCollection", "no GeoJSON FeatureCollection")
    if len(features) > MAX_FEATURES:
        raise FileError(f"มีมากกว่า {MAX_FEATURES:,} รูป", f"more than {MAX_FEATURES:,} features")
    shapes = [_shape(number, feature) for number, feature in enumerate(features, start=1)]
    rows = [_texts(feature.get("properties")) for feature in features]
    return gpd.GeoDataFrame(pd.DataFrame(rows, dtype="str"), geometry=shapes, crs=_crs(document))


def _document(path: Path) -> dict[str, Any]:
    if path.stat().st_size > MAX_BYTES:
        raise FileError(f"แฟ้มใหญ่เกิน {MAX_BYTES:,} ไบต์", f"the file is larger than {MAX_BYTES:,} bytes")
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise FileError(
            f"อ่าน {path.name} เป็น GeoJSON ไม่ได้ หรือแฟ้มขาดกลางทาง",
            f"{path.name} cannot be read as GeoJSON, or breaks off in the middle",
        ) from error
    if not isinstance(document, dict):
        raise FileError("ไม่ใช่ GeoJSON", "no GeoJSON: it is not an object")
    return document


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _crs(document: dict[str, Any]) -> pyproj.CRS:
    """Return the CRS of the old ``crs`` member; without one GeoJSON is WGS84 (RFC 7946)."""
    stated = document.get("crs")
    if stated is None:
        return pyproj.CRS("OGC:CRS84")
    try:
        named = str(stated["properties"]["name"])
        return pyproj.CRS.from_user_input(named if _CRS_NAME.fullmatch(named) else "")
    except (pyproj.exceptions.CRSError, KeyError, TypeError) as error:
        raise FileError("ไม่รู้จักระบบพิกัดของแฟ้ม", f"the CRS of the file is not known: {str(stated)[:80]}") from error


def _texts(properties: object) -> dict[str, str | None]:
    if not isinstance(properties, dict):
        return {}
    texts = {str(name): _listed(value) if isinstance(value, list) else value for name, value in properties.items()}
    return {name: as_text(value) for name, value in texts.items() if not isinstance(value, dict | list)}


def _listed(values: list[Any]) -> Any:  # noqa: ANN401  (whatever the file holds)
    """Return several plain values as one field; a list of anything else as it is."""
    texts = [as_text(value) for value in values if not isinstance(value, dict | list)]
    return SEPARATOR.join(filter(None, texts)) if len(texts) == len(values) else values


def as_text(value: object) -> str | None:
    """Return a value as the text a user would write; None where there is none (what is not itself is none either).

    >>> as_text(800101.0), as_text(" TH800101 "), as_text(float("nan"))
    ('800101', 'TH800101', None)
    """
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return None if value is None or value != value else str(value).strip() or None


def _shape(number: int, feature: object) -> shapely.Geometry | None:
    geometry = feature.get("geometry") if isinstance(feature, dict) else {}
    if geometry is None:
        return None
    try:
        kind = geometry["type"]
        return _OTHER_KINDS[kind] if kind in _OTHER_KINDS else _points_or_polygons(kind, geometry)
    except (ValueError, TypeError, KeyError, shapely.errors.ShapelyError) as error:
        why = f": {error}" if type(error) is ValueError else ""
        raise FileError(f"รูปที่ {number} เสียหาย{why}", f"feature {number} is damaged{why}") from error


def _points_or_polygons(kind: object, geometry: dict[str, Any]) -> shapely.Geometry:
    coordinates = geometry["coordinates"]
    if kind == "Point":
        return _point(coordinates)
    if kind == "MultiPoint" and isinstance(coordinates, list):
        points = [_point(position) for position in coordinates]
        return shapely.MultiPoint([] if any(point.is_empty for point in points) else points)
    if kind == "Polygon":
        return _polygon(coordinates)
    if kind == "MultiPolygon" and isinstance(coordinates, list):
        return shapely.MultiPolygon([_polygon(rings) for rings in coordinates])
    raise ValueError(f"type {str(kind)[:40]}")


def _point(position: object) -> shapely.Point:
    numbers = position[:2] if isinstance(position, list) and len(position) <= 4 else []
    is_place = len(numbers) == 2 and all(
        type(number) in (int, float) and abs(number) < _LARGEST for number in numbers
    )
    return shapely.Point(numbers) if is_place else shapely.Point()


def _polygon(rings: object) -> shapely.Polygon:
    if not isinstance(rings, list):
        raise ValueError("rings")
    if not rings:
        return shapely.Polygon()
    shell, *holes = (_ring(ring) for ring in rings)
    return shapely.Polygon(shell, holes)


def _ring(positions: object) -> NDArray[np.float64]:
    ring = np.array(positions)
    if ring.ndim != 2 or ring.dtype.kind not in "fi" or not 2 <= ring.shape[1] <= 4:
        raise ValueError("coordinates")
    if len(ring) < 4 or not (ring[0] == ring[-1]).all():
        raise ValueError("ring not closed")
    if not np.isfinite(ring).all():
        raise ValueError("coordinates")
    return ring[:, :2].astype(float)
