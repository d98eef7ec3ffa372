"""The map as Leaflet sees it. This module is the only one that imports folium.

The page's frame is drawn once (`ground`); afterwards only a short description of what to paint travels (`paint`).
Outlines and points come by their own addresses (`areas_document`, `points_document`), named by their content.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import shapely
from folium.template import Template

from data.schema import DuplicationState
from geo.crs import WGS84, require
from geo.errors import GeoError

_ROOT = "../../map"
"""Where the app serves the map's files, seen from the frame that Streamlit gives the component."""

_DECIMALS = 5
"""Decimals of a degree kept in outlines: 1 m."""


class _Ground(folium.Map):
    """A map whose scripts and styles come from the app itself.

    The component takes links and script from the class; the page that folium would write beside them is never used.
    """

    default_js = [  # noqa: RUF012 - folium reads the attribute of this name
        ("leaflet", f"{_ROOT}/leaflet/leaflet.js"),
        ("markercluster", f"{_ROOT}/cluster/leaflet.markercluster.js"),
        ("songklong", f"{_ROOT}/own/map.js"),
    ]
    default_css = [  # noqa: RUF012 - folium reads the attribute of this name
        ("leaflet_css", f"{_ROOT}/leaflet/leaflet.css"),
        ("markercluster_css", f"{_ROOT}/cluster/MarkerCluster.css"),
        ("songklong_css", f"{_ROOT}/own/map.css"),
    ]

    def render(self, **_: object) -> str:
        """Write no page."""
        return ""


class _Start(folium.MacroElement):
    """Hands the Leaflet map to our script."""

    _template = Template(
        "{% macro script(this, kwargs) %}songklong.start({{ this._parent.get_name() }});{% endmacro %}"
    )


class _Paint(folium.FeatureGroup):
    """What is to be painted; on arrival our script repaints what is there and returns an empty group."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = songklong.paint({{ this.description }});"
        "{% endmacro %}"
    )

    def __init__(self, description: str) -> None:
        super().__init__()
        self.description = description

    def render(self, **_: object) -> str:
        """Write no page."""
        return ""


def script_json(value: object) -> str:
    r"""Return `value` as JSON that stays data inside a script, an HTML page and folium's templates.

    Examples
    --------
    >>> print(script_json({"name": "</script>$1`"}))
    {"name":"\u003c/script\u003e\u00241\u0060"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_UNSAFE)


_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&'`$\u2028\u2029"}


def ground() -> folium.Map:
    """Return the map that stays: no tiles, nothing drawn, our script started."""
    ground_map = _Ground(location=[8.4, 99.8], zoom_start=9, tiles=None, zoom_control=False, max_zoom=18)
    ground_map.options["maxZoom"] = 18
    ground_map.options["zoomSnap"] = 0.25
    ground_map.add_child(_Start())  # type: ignore[no-untyped-call]  # folium has no types
    return ground_map


def paint(description: Mapping[str, Any]) -> folium.FeatureGroup:
    """Return the layer that makes the drawn map show `description` (keys: see pages/ui/map/map.js)."""
    return _Paint(script_json(description))


def document(content: Mapping[str, Any]) -> tuple[str, bytes]:
    """Return `content` as JSON bytes with a name made of its hash: same content, same name."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return hashlib.sha256(body).hexdigest()[:20], body


def areas_document(
    areas: gpd.GeoDataFrame, borders: gpd.GeoDataFrame, hatches: Mapping[str, gpd.GeoSeries]
) -> dict[str, Any]:
    """Describe outlines for the screen.

    Parameters
    ----------
    areas : index area_code; columns name_th, name_en, quality, geometry (polygons, EPSG:4326).
    borders : outlines of the level above, drawn over the areas; column quality.
    hatches : hatch lines by name, each indexed like `areas`; an empty line where none fits.

    Returns
    -------
    dict with ``codes``, ``names`` (pairs Thai, English), ``quality``, ``rings``, ``hatch``, ``borders``, all in
    the order of `areas`; coordinates are [latitude, longitude] in degrees, five decimals.

    Raises
    ------
    GeoError : another CRS.
    """
    require(areas, WGS84)
    return {
        "codes": areas.index.tolist(),
        "names": areas[["name_th", "name_en"]].fillna("").to_numpy().tolist(),
        "quality": areas["quality"].tolist(),
        "rings": _coordinates(areas.geometry),
        "hatch": {name: _coordinates(lines.reindex(areas.index)) for name, lines in hatches.items()},
        "borders": [
            [ring, quality] for ring, quality in zip(_coordinates(borders.boundary), borders["quality"], strict=True)
        ],
    }


def points_document(points: pd.DataFrame) -> dict[str, Any]:
    """Describe the marks of initiatives.

    Parameters
    ----------
    points : columns initiative_id, title, agency, latitude, longitude (degrees), exact (bool: the record's own
        point; otherwise the reference point of one of its areas), area_code (where a click leads).
    """
    columns = ["initiative_id", "title", "agency", "latitude", "longitude", "exact", "area_code"]
    missing = [name for name in columns if name not in points]
    if missing:
        raise GeoError(f"`points` lacks the columns {missing}, must have {columns}")
    rounded = points[columns].round({"latitude": _DECIMALS, "longitude": _DECIMALS})
    return {"points": rounded.astype(object).where(rounded.notna(), "").to_numpy().tolist()}


def numbers_document(scores: pd.DataFrame, decimals: Mapping[str, int]) -> dict[str, Any]:
    """Describe the numbers that the tip over an area shows.

    Parameters
    ----------
    scores : scores in the order of the outlines; a row of NaN for an area that has none.
    decimals : the columns to show, each with its decimals.

    Returns
    -------
    dict with ``numbers``, one list per column; null where unknown, and where nothing is recorded (which counts of
    other kinds, without a ``duplication_state``, say by themselves).

    Examples
    --------
    >>> scores = pd.DataFrame({"duplication": [0.126, 0.0, None], "agencies": [3.0, 0.0, None],
    ...     "duplication_state": ["measured", "no_record", None]})
    >>> numbers_document(scores, {"duplication": 2, "agencies": 0})
    {'numbers': [[0.13, None, None], [3, None, None]]}
    """
    is_empty = pd.Series(False, index=scores.index)
    if "duplication_state" in scores:
        is_empty = scores["duplication_state"] == DuplicationState.NO_RECORD
    return {"numbers": [_rounded(scores[name].mask(is_empty), digits) for name, digits in decimals.items()]}


def _rounded(numbers: pd.Series, digits: int) -> list[float | None]:
    values = numbers.to_numpy(float).round(digits).tolist()
    return [None if math.isnan(value) else value if digits else int(value) for value in values]


def _coordinates(shapes: gpd.GeoSeries) -> list[Any]:
    return [_lines(shape) for shape in shapes]


def _lines(shape: shapely.Geometry | None) -> list[Any]:
    """Nested [latitude, longitude] lists: rings by polygon for areas, a list of lines for lines."""
    if shape is None or shapely.is_empty(shape):
        return []
    parts = shapely.get_parts(shape)
    if isinstance(parts[0], shapely.Polygon):
        return [[_flip(part.exterior), *(_flip(hole) for hole in part.interiors)] for part in parts]
    return [_flip(part) for part in parts]


def _flip(line: shapely.Geometry) -> Sequence[Sequence[float]]:
    pairs: list[list[float]] = shapely.get_coordinates(line)[:, ::-1].round(_DECIMALS).tolist()
    return pairs
