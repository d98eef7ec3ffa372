"""Layers with scores that QGIS opens coloured like the map. This module writes GeoPackages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from data.schema import LABELS, TABLE_LABELS, Label, Level
from data.schema.invented import NOTICE
from data.writers.content import Content
from data.writers.files import NOTICE_SAID, replacing
from data.writers.styles import area_styles, coverage_styles, initiative_styles, tie_styles
from geo.classify import Measure
from geo.crs import WGS84

GEOMETRY = "geom"
BESIDE = ("themes", "agencies", "participation", "indicators", "unplaced", "precision")
"""Tables that go along without geometry, for those that join them."""

_LEVELS: Mapping[str, Label] = {str(level): LABELS[level] for level in Level}
_NOTICE = Label("ข้อมูลสมมติ", "Invented")


def write_geopackage(content: Content, file: Path) -> None:
    """Write areas of every level with scores, initiatives, ties and coverage, styles for QGIS included.

    Raises
    ------
    FileError
        The file cannot be written; what it held before it still does.
    """
    with replacing(file, ".gpkg") as part:
        for level in Level:
            _write(content, part, level, content.areas(level).reset_index(), "MultiPolygon")
        _write(content, part, "initiatives", _initiatives(content), "Point")
        _write(content, part, "ties", _ties(content), "LineString")
        _write(content, part, "coverage", _coverage(content), "MultiPolygon")
        _write(content, part, "assets", _pointed(content.table("assets")), "Point")
        for name in BESIDE:
            _write(content, part, name, content.table(name))
        if content.is_invented:
            _write(content, part, NOTICE, pd.DataFrame({"th": [NOTICE_SAID.thai], "en": [NOTICE_SAID.english]}))
        _write_styles(part, _styles(content))


def _write(content: Content, file: Path, name: str, frame: pd.DataFrame, geometry: str | None = None) -> None:
    title = {**_LEVELS, **TABLE_LABELS}.get(name, _NOTICE)
    said = Label(f"ณ วันที่ {content.day}", f"as of {content.day}")
    if content.is_invented:
        said = Label(f"{NOTICE_SAID.thai} · {said.thai}", f"{NOTICE_SAID.english} {said.english}")
    pyogrio.write_dataframe(
        _with_days(frame),
        file,
        layer=str(name),
        driver="GPKG",
        append=file.exists(),
        use_arrow=True,
        geometry_type=geometry,
        promote_to_multi=geometry == "MultiPolygon",
        dataset_options={"VERSION": "1.2"} if not file.exists() else None,
        layer_options={
            "IDENTIFIER": f"{title.thai} | {title.english}",
            "DESCRIPTION": f"{said.thai} | {said.english}",
            **({"GEOMETRY_NAME": GEOMETRY} if geometry else {}),
        },
    )


def _with_days(frame: pd.DataFrame) -> pd.DataFrame:
    """Turn moments into days, which the format knows apart."""
    days = frame.columns[[kind.kind == "M" for kind in frame.dtypes]]
    return frame.assign(
        **{name: frame[name].map(pd.Timestamp.date, na_action="ignore").astype("object") for name in days}
    )


def _pointed(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """Give records their own points, none where they have none."""
    points = gpd.points_from_xy(frame["longitude"], frame["latitude"])
    known = (frame["longitude"].notna() & frame["latitude"].notna()).to_numpy()
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(points, index=frame.index).where(known, None), crs=WGS84)


def _initiatives(content: Content) -> gpd.GeoDataFrame:
    frame = content.table("initiatives")
    return _pointed(frame.assign(standing=frame["initiative_id"].map(content.standing)))


def _ties(content: Content) -> gpd.GeoDataFrame:
    """Draw each tie between the places of its two ends; none where one has no place or both have the same."""
    frame, places = content.table("ties"), content.places
    ends = [places.reindex(frame[end]) for end in ("from_id", "to_id")]
    pairs = [end[["longitude", "latitude"]].to_numpy(float) for end in ends]
    is_line = ~pd.isna(pairs[0] + pairs[1]).any(axis=1) & (pairs[0] != pairs[1]).any(axis=1)
    lines = pd.Series(None, index=frame.index, dtype="object")
    lines[is_line] = shapely.linestrings(np.stack([pair[is_line] for pair in pairs], axis=1))
    named = frame.assign(from_place=ends[0]["place"].to_numpy(), to_place=ends[1]["place"].to_numpy())
    return gpd.GeoDataFrame(named, geometry=gpd.GeoSeries(lines), crs=WGS84)


def _coverage(content: Content) -> gpd.GeoDataFrame:
    frame = content.table("coverage")
    agencies, areas = content.table("agencies").set_index("agency_id"), content.table("areas").set_index("code")
    named = frame.assign(
        agency_th=frame["agency_id"].map(agencies["name_th"]), area_th=frame["area_code"].map(areas["name_th"])
    )
    shapes = content.every_shape.reindex(frame["area_code"])
    return gpd.GeoDataFrame(named, geometry=shapes.to_numpy(), crs=WGS84)


def _styles(content: Content) -> dict[str, Mapping[str, str]]:
    areas = area_styles({measure: content.limits(measure) for measure in (Measure.BIVARIATE, Measure.INTEGRATION)})
    return {
        **{str(level): areas for level in Level},
        "initiatives": initiative_styles(),
        "ties": tie_styles(),
        "coverage": coverage_styles(),
    }


def _write_styles(file: Path, styles: Mapping[str, Mapping[str, str]]) -> None:
    """Write the table in which QGIS looks for styles; the first of each layer is the one it opens with."""
    rows: list[dict[str, Any]] = [
        {"f_table_name": layer, "styleName": name, "styleQML": text, "useAsDefault": at == 0}
        for layer, of_layer in styles.items()
        for at, (name, text) in enumerate(of_layer.items())
    ]
    now = pd.Timestamp.now(tz="UTC").floor("s")
    frame = pd.DataFrame(rows).assign(
        f_table_catalog="",
        f_table_schema="",
        f_geometry_column=GEOMETRY,
        styleSLD="",
        description="",
        owner="",
        ui=None,
        update_time=now,
    )
    pyogrio.write_dataframe(frame, file, layer="layer_styles", driver="GPKG", append=True, use_arrow=True)
