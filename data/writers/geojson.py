"""Initiatives, and areas with their scores, for any web map. This module writes GeoJSON as RFC 7946 has it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from data.schema import SEPARATOR, TABLES
from data.writers.content import Content
from data.writers.files import NOTICE_SAID, replacing

DECIMALS = 7
"""Decimals of a degree: about a centimetre; RFC 7946 advises against more."""

_PLACED = ("longitude", "latitude")
_TAKING_PART = tuple(name for name in TABLES["participation"].names if name != "initiative_id")


def write_geojson(content: Content, file: Path) -> None:
    """Write initiatives, after the areas of the level asked for, as one FeatureCollection.

    An initiative without a point of its own has no geometry; the codes of its areas are a property.

    Raises
    ------
    FileError
        The file cannot be written; what it held before it still does.
    """
    features = [*_areas(content), *_initiatives(content)]
    whole = {"type": "FeatureCollection", **_about(content), **_bounds(features), "features": features}
    with replacing(file) as part:
        part.write_text(json.dumps(whole, ensure_ascii=False, allow_nan=False, separators=(",", ":")), "utf-8")


def _about(content: Content) -> dict[str, Any]:
    notice = {"notice": NOTICE_SAID._asdict()} if content.is_invented else {}
    return {**notice, "as_of": content.day.isoformat(), "invented": content.is_invented}


def _areas(content: Content) -> Iterator[dict[str, Any]]:
    if content.level is None:
        return
    areas = content.areas(content.level)
    shapes = shapely.orient_polygons(_rounded(areas.geometry.to_numpy()))
    for (code, row), shape in zip(areas.drop(columns="geometry").to_dict("index").items(), shapes, strict=True):
        properties = {"kind": "area", "area_code": code} | {str(name): _plain(value) for name, value in row.items()}
        yield _feature(f"area/{code}", shape, properties)


def _initiatives(content: Content) -> Iterator[dict[str, Any]]:
    table, frame = TABLES["initiatives"], content.table("initiatives")
    several = {column.name for column in table.columns if column.kind in ("codes", "texts")}
    dated, takers = content.stated_days("initiatives"), _takers(content)
    known = frame.assign(**dated, standing=frame["initiative_id"].map(content.standing))
    for row in known.to_dict("records"):
        properties = {
            str(name): _listed(value) if name in several else _plain(value)
            for name, value in row.items()
            if name not in _PLACED
        }
        point = [round(float(row[name]), DECIMALS) for name in _PLACED]
        shape = None if np.isnan(point).any() else shapely.Point(point)
        taking_part = takers.get(row["initiative_id"], [])
        yield _feature(
            f"initiative/{row['initiative_id']}", shape, {"kind": "initiative", **properties, "agencies": taking_part}
        )


def _takers(content: Content) -> Mapping[str, list[dict[str, Any]]]:
    """Return who takes part in each initiative, each with its names."""
    agencies = content.table("agencies").set_index("agency_id")[["name_th", "name_en", "sector"]]
    found: dict[str, list[dict[str, Any]]] = {}
    rows = content.table("participation").join(agencies, on="agency_id")
    for row in rows.to_dict("records"):
        wanted = (*_TAKING_PART[:1], "name_th", "name_en", "sector", *_TAKING_PART[1:])
        found.setdefault(row["initiative_id"], []).append({name: _plain(row[name]) for name in wanted})
    return found


def _feature(key: str, shape: Any, properties: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401  (any geometry)
    geometry = None if shape is None or shapely.is_empty(shape) else shapely.geometry.mapping(shape)
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties}


def _bounds(features: list[dict[str, Any]]) -> dict[str, list[float]]:
    shapes = [shapely.geometry.shape(one["geometry"]) for one in features if one["geometry"]]
    return {"bbox": shapely.total_bounds(shapes).tolist()} if shapes else {}


def _rounded(shapes: "np.ndarray[Any, Any]") -> Any:  # noqa: ANN401  (an array of geometries)
    return shapely.transform(shapes, lambda degrees: degrees.round(DECIMALS))


def _listed(value: object) -> list[str]:
    return value.split(SEPARATOR) if isinstance(value, str) else []


def _plain(value: object) -> object:
    """Return a value as JSON has it: unknown as null, whole numbers whole."""
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, np.generic):
        value = value.item()
    return int(value) if isinstance(value, float) and value.is_integer() else value
