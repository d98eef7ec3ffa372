"""Takes official outlines into the store. This module is ``python -m data boundaries import``."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd

from data.errors import Problem
from data.readers.dates import arabic_digits
from data.readers.geofiles import read_outlines
from data.schema import Level, Quality
from data.store import Batch, Store
from geo.boundaries import Finding, check_codes, check_shapes, close_slivers, dissolve, for_screen, repair
from geo.crs import WGS84

_TABLE = "boundaries"
_DISSOLVED = (Level.TAMBON, Level.AMPHOE, Level.PROVINCE)
_DEGREES = (-180.0, -90.0, 180.0, 90.0)
_ALLOWED: Mapping[str, str] = MappingProxyType(
    {
        "duplicate_key": "หนึ่งรูปต่อหนึ่งพื้นที่ / one feature for each area",
        "unknown_area": "รหัสพื้นที่ในฐานข้อมูล / codes of areas in the store",
        "missing_area": "ทุกพื้นที่ของระดับนี้ / every area of the level",
        "not_polygon": "Polygon, MultiPolygon",
        "overlap": "≤ 0.01 km²",
        "gap": "≤ 0.01 km²",
        "elsewhere": "≤ 10 km",
    }
)


@dataclass(frozen=True)
class _Layer:
    """Features of a file, rows counted from 1 as QGIS does, with the code of each."""

    features: gpd.GeoDataFrame
    codes: pd.Series
    column: str
    names: pd.Series


def read_boundaries(
    areas: pd.DataFrame, path: Path, level: str, code_column: str | None = None, name_column: str | None = None
) -> tuple[gpd.GeoDataFrame | None, list[Problem]]:
    """Return the outlines of a file, ready to keep, or every problem that they have.

    Parameters
    ----------
    areas : records of the areas that are known.
    path : GeoJSON, GeoPackage or zipped Shapefile of polygons, one for each area of the level.
    code_column : column of the area codes, ``TH800101`` or ``800101``; None finds it.
    name_column : column of names, used only to suggest the code of an area that is not known.

    Returns
    -------
    Outlines by area code and no problems, or None and the problems found; their rows count features from 1.

    Raises
    ------
    FileError
        The file as a whole cannot be read.
    """
    known = areas[areas["level"] == level].set_index("code")
    features = read_outlines(path)
    column = code_column or _code_column(features, known.index)
    if problems := _point_problems(features) or _column_problems(features, column, name_column):
        return None, problems
    layer = _layer(features, known.index, column, name_column)
    problems = _problems(layer, known, level)
    return None if problems else _outlines(layer, path.name), problems


def keep_boundaries(store: Store, level: str, full: gpd.GeoDataFrame) -> Batch:
    """Put outlines in the place of those of `level`, and of each level above that is dissolved from it.

    All are ready before the first is written.
    """
    parents = store.records()["areas"].set_index("code")["parent"]
    layers = {level: (full, for_screen(full))}
    for below, above in pairwise(_DISSOLVED):
        if below in layers:
            layers[above] = tuple(dissolve(part, parents) for part in layers[below])
    return store.replace_layers(layers, source=str(full["source"].iloc[0]))


def _point_problems(features: gpd.GeoDataFrame) -> list[Problem]:
    """Return the one problem of a file of nothing but points."""
    kinds = features.geometry.dropna().geom_type
    if kinds.empty or not kinds.isin(["Point", "MultiPoint"]).all():
        return []
    return [Problem(_TABLE, 0, "geometry", "points", f"{len(kinds):,}", _ALLOWED["not_polygon"])]


def _codes(column: pd.Series, known: pd.Index) -> pd.Series:
    """Return the codes as the store writes them: ``TH800101`` and ``๘๐๐๑๐๑`` are 800101."""
    digits = column.map(arabic_digits, na_action="ignore").astype("str")
    bare = digits.str.replace(r"^[Tt][Hh](?=\d+$)", "", regex=True)
    return column.where(column.isin(known), bare)


def _code_column(features: gpd.GeoDataFrame, known: pd.Index) -> str:
    """Return the column with the most codes of known areas, else of any; blank where no column has any."""
    columns = features.columns.drop("geometry")
    digits = len(str(known[0])) if len(known) else 6
    likely = {
        str(name): (
            int(_codes(features[name], known).isin(known).sum()),
            int(features[name].str.fullmatch(rf"(?:TH)?\d{{{digits}}}").fillna(False).sum()),
        )
        for name in columns
    }
    best = max(likely, key=lambda name: likely[name], default="")
    return best if best and any(likely[best]) else ""


def _column_problems(features: gpd.GeoDataFrame, code_column: str, name_column: str | None) -> list[Problem]:
    seen = ", ".join(map(str, features.columns.drop("geometry")))[:400]
    asked = [name for name in (code_column, name_column) if name is not None]
    missing = [name for name in asked if name not in features.columns]
    return [Problem(_TABLE, 0, name or "--code", "missing_column", "", seen) for name in missing]


def _layer(features: gpd.GeoDataFrame, known: pd.Index, column: str, name_column: str | None) -> _Layer:
    counted = features.set_axis(pd.RangeIndex(1, len(features) + 1))
    names = counted[name_column] if name_column else pd.Series(np.nan, counted.index, dtype="str")
    return _Layer(counted, _codes(counted[column], known), column, names)


def _problems(layer: _Layer, known: pd.DataFrame, level: str) -> list[Problem]:
    """Check codes and outlines; where the coordinates cannot be read as places, the codes alone."""
    blank = layer.codes.index[layer.codes.isna()]
    problems = [Problem(_TABLE, int(row), layer.column, "missing_value", "") for row in blank]
    findings = check_codes(pd.Index(layer.codes.dropna()), known.index)
    unplaceable = _crs_problems(layer.features)
    problems += unplaceable
    if not unplaceable:
        points = known.dropna(subset=["longitude", "latitude"])
        reference = gpd.GeoSeries.from_xy(points["longitude"], points["latitude"], crs=WGS84)
        findings += check_shapes(_coded(layer), reference)
    tiles = level in _DISSOLVED
    return problems + [_said(finding, layer, known) for finding in findings if tiles or finding.code != "gap"]


def _crs_problems(features: gpd.GeoDataFrame) -> list[Problem]:
    seen = features.crs.to_string()[:100] if features.crs is not None else ""
    if features.crs is None:
        return [Problem(_TABLE, 0, "geometry", "unknown_crs", "", "EPSG:4326, EPSG:32647, …")]
    bounds = features.total_bounds
    if features.crs.is_geographic and (bounds[:2] < _DEGREES[:2]).any() | (bounds[2:] > _DEGREES[2:]).any():
        edges = ", ".join(f"{edge:.0f}" for edge in bounds)
        return [Problem(_TABLE, 0, "geometry", "unknown_crs", f"{seen}: {edges}", "-180…180, -90…90")]
    return []


def _coded(layer: _Layer) -> gpd.GeoDataFrame:
    """Return the outlines in WGS84 by area code, mended where that changes nothing to speak of."""
    is_coded = layer.codes.notna()
    areas = gpd.GeoDataFrame(geometry=layer.features.geometry[is_coded].to_crs(WGS84))
    return repair(areas.set_axis(pd.Index(layer.codes[is_coded], name="area_code")))


def _said(finding: Finding, layer: _Layer, known: pd.DataFrame) -> Problem:
    rows = layer.codes.index[layer.codes == finding.area_code]
    row = int(rows[-1]) if len(rows) else 0
    is_code = finding.code in ("duplicate_key", "unknown_area", "missing_area")
    name = known["name_th"].get(finding.area_code, "")
    value = " ".join(dict.fromkeys(part for part in (finding.area_code, name, finding.value) if part))
    suggestion = _namesake(layer.names[row], known) if finding.code == "unknown_area" else ""
    column = layer.column if is_code else "geometry"
    return Problem(_TABLE, row, column, finding.code, value, _ALLOWED.get(finding.code, ""), suggestion)


def _namesake(name: object, known: pd.DataFrame) -> str:
    """Return the code of the one area so named, blank where none or several are."""
    same = known.index[(known["name_th"] == name) | (known["name_en"] == name)]
    return str(same[0]) if len(same) == 1 else ""


def _outlines(layer: _Layer, source: str) -> gpd.GeoDataFrame:
    outlines = _coded(layer).sort_index().assign(quality=Quality.OFFICIAL.value, source=source)
    return close_slivers(outlines[["quality", "source", "geometry"]])
