"""The approximate tambon cells that ship. This module builds them from published figures and the coast.

    SHARED_DIR=../shared python -m data.build.cells

Centroids and areas of the province's tambon and of those around it, and the village points known, go into
`geo.tessellation.fit_sites`; no polygon of a tambon does.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data import schema
from data.build.coast import COAST
from data.build.coast import SOURCE as COAST_SOURCE
from geo.crs import METRIC, WGS84, to_metric
from geo.tessellation import Figures, Floats, fit_sites, owners, trace

CELLS = COAST.with_name("cells.geojson")
SOURCE = "Fitted to centroids and areas (Royal Thai Survey Department / OCHA) and village points; coast Natural Earth"
PROVINCE = "80"
FIT_M, TRACE_M, SMOOTH_M, REACH_M = 500.0, 150.0, 300.0, 1_000.0
"""Grid of the fit, grid of the outlines, how far a simplified outline may stray, how far cells go out to sea."""
GRID = 1e-5
"""Degrees: five decimals, about a metre."""


@dataclass(frozen=True)
class Facts:
    """Codes of the areas in the order of the figures, and whether each is in the province."""

    codes: pd.Index
    is_ours: pd.Series
    figures: Figures


def facts(shared: Path) -> Facts:
    """Figures of the tambon of the province and around it."""
    text = {"code": str, "province_code": str, "village_code": str, "tambon_code": str}
    tambon = pd.read_csv(shared / "facts/tambon_reference.csv", dtype=text).set_index("code").sort_index()
    villages = pd.read_csv(shared / "facts/villages.csv", dtype=text).set_index("code")["tambon_code"]
    points = pd.read_csv(shared / "facts/village_points.csv", dtype=text).sort_values("village_code")
    is_ours = tambon["province_code"] == PROVINCE
    figures = Figures(
        centroids=_metres(tambon),
        areas_m2=tambon["area_km2"].to_numpy(float) * 1e6,
        is_open=~is_ours.to_numpy(),
        places=_metres(points),
        place_area=tambon.index.get_indexer(points["village_code"].map(villages)),
    )
    return Facts(tambon.index, is_ours, figures)


def _metres(places: pd.DataFrame) -> Floats:
    to_metres = Transformer.from_crs(WGS84, METRIC, always_xy=True)
    return np.stack(to_metres.transform(places["longitude"].to_numpy(), places["latitude"].to_numpy()), axis=1)


def coast(path: Path = COAST) -> gpd.GeoSeries:
    """Land of the province's surroundings, the mainland first."""
    features = json.loads(path.read_text())["features"]
    return gpd.GeoSeries([shape(feature["geometry"]) for feature in features], crs=WGS84)


def grid(ground: BaseGeometry, step_m: float, figures: Figures) -> Floats:
    """Points of a regular grid on `ground` about the areas of `figures`."""
    low, high = figures.centroids.min(axis=0) - 20_000, figures.centroids.max(axis=0) + 20_000
    across, up = np.meshgrid(*(np.arange(*ends, step_m) for ends in zip(low, high, strict=True)))
    points = np.stack([across.ravel(), up.ravel()], axis=1)
    shapely.prepare(ground)
    return points[shapely.contains_xy(ground, *points.T)]


def outlines(known: Facts, land: gpd.GeoSeries) -> gpd.GeoSeries:
    """Fitted cells of the province in METRIC, reaching out to sea, indexed by code: smooth, still a coverage."""
    ground = to_metric(land).union_all()
    sites = fit_sites(grid(ground, FIT_M, known.figures), known.figures, point_m2=FIT_M**2)
    points = grid(ground.buffer(REACH_M), TRACE_M, known.figures)
    owner = owners(points, sites, known.figures)
    is_ours = (owner >= 0) & known.is_ours.to_numpy()[owner]
    cells = trace(points[is_ours], owner[is_ours], TRACE_M)
    smooth = shapely.coverage_simplify(cells.to_numpy(), SMOOTH_M)
    return gpd.GeoSeries(smooth, index=known.codes[cells.index], crs=METRIC)


def faces(cells: gpd.GeoSeries, land: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Pieces into which borders and coast cut the land, with ``area_code`` (blank outside), ``land``."""
    borders = [*cells.to_crs(WGS84).boundary, *land.boundary]
    pieces = shapely.get_parts(shapely.polygonize([shapely.union_all(borders, grid_size=GRID)]))
    inside = shapely.point_on_surface(pieces)
    frame = gpd.GeoDataFrame({"area_code": "", "land": -1}, geometry=pieces, crs=WGS84, index=range(len(pieces)))
    for column, parts in (("area_code", cells.to_crs(WGS84)), ("land", land)):
        piece, part = shapely.STRtree(parts.to_numpy()).query(inside, predicate="within")
        frame.loc[piece, column] = parts.index.to_numpy()[part]
    return frame[frame["land"] >= 0]


def whole(pieces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give each island to the area with most of it, and each mainland piece cut off from its area to a neighbour."""
    size = to_metric(pieces.geometry).area
    largest = size.groupby([pieces["land"], pieces["area_code"]]).sum().sort_values().reset_index()
    holder = largest.drop_duplicates("land", keep="last").set_index("land")["area_code"]
    islands = pieces[pieces["land"] > 0]
    islands = islands.assign(area_code=islands["land"].map(holder))
    return pd.concat([_joined(pieces[pieces["land"] == 0]), islands]).dissolve("area_code", method="coverage")


def _joined(mainland: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One piece per area: its largest, with the strays of others along its border; the longest border takes."""
    pieces = mainland.dissolve("area_code", method="coverage").explode().reset_index()
    while True:
        size = to_metric(pieces.geometry).area
        is_stray = size < size.groupby(pieces["area_code"]).transform("max")
        if not is_stray.any():
            return pieces
        stray = pieces[is_stray].geometry.loc[size[is_stray].idxmin()]
        shared = shapely.length(shapely.intersection(pieces[~is_stray].geometry.to_numpy(), stray))
        pieces.loc[pieces.geometry == stray, "area_code"] = pieces.loc[~is_stray, "area_code"].iloc[shared.argmax()]
        pieces = pieces[["area_code", "geometry"]].dissolve("area_code", method="coverage").explode().reset_index()


def build(shared: Path) -> gpd.GeoDataFrame:
    """Approximate cells of the province: ``area_code``, ``quality``, ``source``, geometry in WGS84."""
    land = coast()
    cells = whole(faces(outlines(facts(shared), land), land)).drop(index="").sort_index()
    cells.geometry = shapely.normalize(cells.geometry.to_numpy())
    cells = cells.reset_index()[["area_code", "geometry"]]
    return cells.assign(quality=schema.Quality.APPROXIMATE.value, source=SOURCE)


def write(cells: gpd.GeoDataFrame, path: Path = CELLS) -> None:
    """Write the cells as GeoJSON, five decimals, one feature a line."""
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {"area_code": cell.area_code, "quality": cell.quality, "source": cell.source},
                "geometry": json.loads(shapely.to_geojson(cell.geometry)),
            }
        )
        for cell in cells.itertuples()
    ]
    head = f'{{"type": "FeatureCollection", "source": {json.dumps(f"{SOURCE}; {COAST_SOURCE}")}, "features": [\n'
    path.write_text(head + ",\n".join(lines) + "\n]}\n")


if __name__ == "__main__":
    write(build(Path(os.environ.get("SHARED_DIR", "../shared"))))
    print(f"{CELLS} written, {CELLS.stat().st_size:,} bytes")
