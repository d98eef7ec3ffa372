"""Features of a file with the area each is of. This module reads them and says what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd

from data.errors import Problem
from data.readers.areacodes import bare_codes, code_column
from data.readers.geofiles import read_outlines
from geo.boundaries import Finding

TABLE = "boundaries"
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
        "away": "≤ 1 km",
        "points": "Polygon, MultiPolygon",
    }
)


@dataclass(frozen=True)
class LayerFile:
    """A file of features and how to read it.

    Attributes
    ----------
    path : GeoJSON, GeoPackage or zipped Shapefile.
    code_column : column of the area codes, ``TH800101`` or ``800101``; None finds it.
    name_column : column of names, used only to suggest the code of an area that is not known.
    only_known : pass over features of areas that are not in the store, as in a file of the whole country.
    source : where the features come from, in words; blank: the name of the file.
    """

    path: Path
    code_column: str | None = None
    name_column: str | None = None
    only_known: bool = False
    source: str = ""


@dataclass(frozen=True)
class Layer:
    """Features of a file, rows counted from 1 as QGIS does, with the code and name of each.

    Attributes
    ----------
    known : the areas of the level, indexed by code.
    """

    features: gpd.GeoDataFrame
    codes: pd.Series
    column: str
    names: pd.Series
    known: pd.DataFrame
    source: str

    @property
    def is_points(self) -> bool:
        """Whether what has a place at all is a point."""
        kinds = self.features.geometry.dropna().geom_type
        return bool(len(kinds)) and bool(kinds.isin(["Point", "MultiPoint"]).all())

    def said(self, finding: Finding, row: int = 0) -> Problem:
        """Return what is wrong with an area as a problem of a feature, or else of the last one of its code."""
        rows = self.codes.index[self.codes == finding.area_code]
        row = row or (int(rows[-1]) if len(rows) else 0)
        is_code = finding.code in ("duplicate_key", "unknown_area", "missing_area")
        name = self.known["name_th"].get(finding.area_code, "")
        value = " ".join(dict.fromkeys(part for part in (finding.area_code, name, finding.value) if part))
        suggestion = self._namesake(row) if finding.code == "unknown_area" else ""
        column = self.column if is_code else "geometry"
        return Problem(TABLE, row, column, finding.code, value, _ALLOWED.get(finding.code, ""), suggestion)

    def blank_codes(self) -> list[Problem]:
        """Return a problem for each feature without a code."""
        return [
            Problem(TABLE, int(row), self.column, "missing_value", "") for row in self.codes.index[self.codes.isna()]
        ]

    def _namesake(self, row: int) -> str:
        """Return the code of the one area named as the feature is, blank where none or several are."""
        name = self.names[row]
        same = self.known.index[(self.known["name_th"] == name) | (self.known["name_en"] == name)]
        return str(same[0]) if len(same) == 1 else ""


def read_layer(areas: pd.DataFrame, file: LayerFile, level: str) -> tuple[Layer | None, list[Problem]]:
    """Return the features of a file with their codes, or the columns that it lacks.

    Raises
    ------
    FileError
        The file as a whole cannot be read.
    """
    known = areas[areas["level"] == level].set_index("code")
    features = read_outlines(file.path, list(known.index), only=file.only_known)
    column = file.code_column or code_column(features, known.index)
    if problems := _column_problems(features, column, file.name_column):
        return None, problems
    counted = features.set_axis(pd.RangeIndex(1, len(features) + 1))
    names = counted[file.name_column] if file.name_column else pd.Series(np.nan, counted.index, dtype="str")
    codes = bare_codes(counted[column], known.index)
    return Layer(counted, codes, column, names, known, file.source or file.path.name), []


def _column_problems(features: gpd.GeoDataFrame, code_column: str, name_column: str | None) -> list[Problem]:
    seen = ", ".join(map(str, features.columns.drop("geometry")))[:400]
    asked = [name for name in (code_column, name_column) if name is not None]
    missing = [name for name in asked if name not in features.columns]
    return [Problem(TABLE, 0, name or "--code", "missing_column", "", seen) for name in missing]


def crs_problems(features: gpd.GeoDataFrame) -> list[Problem]:
    """Return what keeps the coordinates from being read as places at all."""
    seen = features.crs.to_string()[:100] if features.crs is not None else ""
    if features.crs is None:
        return [Problem(TABLE, 0, "geometry", "unknown_crs", "", "EPSG:4326, EPSG:32647, …")]
    bounds = features.total_bounds
    if features.crs.is_geographic and (bounds[:2] < _DEGREES[:2]).any() | (bounds[2:] > _DEGREES[2:]).any():
        edges = ", ".join(f"{edge:.0f}" for edge in bounds)
        return [Problem(TABLE, 0, "geometry", "unknown_crs", f"{seen}: {edges}", "-180…180, -90…90")]
    return []
