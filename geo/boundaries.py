"""Outlines of areas as a layer without overlaps or gaps. This module checks, simplifies and dissolves such layers.

Every frame is indexed by area code, in WGS84; areas and lengths are measured in METRIC.
"""

from collections.abc import Collection
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.crs import METRIC, WGS84, require, to_metric
from geo.errors import GeoError

SCREEN_DEG = 0.0005
"""Tolerance of outlines for the screen: some 55 m here, two pixels when a tambon fills a window of 1,000."""

SLIVER_M2 = 10_000.0
"""Overlaps and gaps up to this (one hectare) are slips of digitising, closed; larger ones are a question of whose."""

SLIVER_WIDTH_M = 10.0
"""So are gaps this narrow, however long."""

FAR_M = 10_000.0
"""An area farther than this from its own reference point lies somewhere else."""

REPAIR_SHARE = 0.0001
"""A repair may change an area by this share; a larger change is a guess."""


@dataclass(frozen=True)
class Finding:
    """One thing wrong with a layer.

    Attributes
    ----------
    code : ``duplicate_key``, ``unknown_area``, ``missing_area``, ``not_polygon``, ``invalid_geometry``, ``overlap``,
        ``gap`` or ``elsewhere``.
    area_code : the area; blank for a gap.
    value : the size or the other area, in words.
    """

    code: str
    area_code: str
    value: str


def check_codes(codes: pd.Index, known: Collection[str]) -> list[Finding]:
    """List what is wrong with the codes of a layer that should hold each of `known` once, and nothing else.

    >>> [finding.code for finding in check_codes(pd.Index(["a", "a", "x"]), ["a", "b"])]
    ['duplicate_key', 'unknown_area', 'missing_area']
    """
    wanted = pd.Index(known)
    twice = codes[codes.duplicated()].unique()
    return [
        *(Finding("duplicate_key", code, code) for code in twice),
        *(Finding("unknown_area", code, code) for code in codes.difference(wanted)),
        *(Finding("missing_area", code, code) for code in wanted.difference(codes)),
    ]


def check_shapes(areas: gpd.GeoDataFrame, reference: gpd.GeoSeries) -> list[Finding]:
    """List what is wrong with the outlines of a layer.

    Parameters
    ----------
    areas : outlines in WGS84, indexed by area code; `repair` first what can be mended.
    reference : points in WGS84 by area code; an area far from its own point is somewhere else.
    """
    require(areas, WGS84)
    shapes = areas.geometry
    is_polygon = shapes.geom_type.isin(["Polygon", "MultiPolygon"]) & ~shapes.is_empty
    is_valid = shapes.is_valid
    metric = to_metric(shapes[is_polygon & is_valid])
    is_measurable = np.isfinite(metric.bounds).all(axis=1)
    sound = metric[is_measurable]
    reasons = shapes[is_polygon & ~is_valid].is_valid_reason()
    return [
        *(Finding("not_polygon", str(code), kind or "") for code, kind in shapes[~is_polygon].geom_type.items()),
        *(Finding("invalid_geometry", str(code), reason) for code, reason in reasons.items()),
        *(Finding("elsewhere", str(code), "") for code in metric.index[~is_measurable]),
        *elsewhere(sound, reference),
        *overlaps(sound),
        *gaps(sound),
    ]


def overlaps(shapes: gpd.GeoSeries) -> list[Finding]:
    """Pairs of areas (METRIC) that share more than a sliver of ground."""
    require(shapes, METRIC)
    polygons = shapes.to_numpy()
    one, other = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    pairs = pd.DataFrame({"one": one, "other": other})[one < other]
    shared = shapely.area(shapely.intersection(polygons[pairs["one"]], polygons[pairs["other"]]))
    is_other = shapes.index.to_numpy()[pairs["one"]] != shapes.index.to_numpy()[pairs["other"]]
    found = pairs.assign(m2=shared)[is_other & (shared > SLIVER_M2)].sort_values(["one", "other"])
    return [
        Finding("overlap", str(shapes.index[pair.one]), f"{shapes.index[pair.other]}: {pair.m2 / 1e6:.3f} km²")
        for pair in found.itertuples()
    ]


def gaps(shapes: gpd.GeoSeries) -> list[Finding]:
    """Holes between areas (METRIC) that are wider than a sliver, with a point inside each."""
    require(shapes, METRIC)
    whole = shapely.get_parts(shapely.union_all(shapes.to_numpy()))
    rings = [ring for polygon in whole if polygon.geom_type == "Polygon" for ring in polygon.interiors]
    holes = gpd.GeoSeries(shapely.polygons(rings) if rings else [], crs=METRIC)
    wide = holes[(holes.area > SLIVER_M2) & ~holes.buffer(-SLIVER_WIDTH_M / 2).is_empty]
    points = wide.representative_point().to_crs(WGS84)
    return [
        Finding("gap", "", f"{area_m2 / 1e6:.3f} km² ({point.y:.5f}, {point.x:.5f})")
        for area_m2, point in zip(wide.area, points, strict=True)
    ]


def elsewhere(shapes: gpd.GeoSeries, reference: gpd.GeoSeries) -> list[Finding]:
    """Areas (METRIC) that lie far from their own reference point (WGS84)."""
    require(shapes, METRIC)
    points = to_metric(reference).reindex(shapes.index[~shapes.index.duplicated()])
    once = shapes[~shapes.index.duplicated()]
    away_m = once.distance(points)
    return [Finding("elsewhere", str(code), f"{m / 1e3:.0f} km") for code, m in away_m[away_m > FAR_M].items()]


def repair(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Mend invalid outlines where that changes the area by at most `REPAIR_SHARE`; leave the others as they are."""
    require(areas, WGS84)
    is_broken = ~areas.is_valid & areas.geom_type.isin(["Polygon", "MultiPolygon"])
    before = areas.geometry[is_broken]
    after = gpd.GeoSeries([_polygons(shape) for shape in before.make_valid()], index=before.index, crs=WGS84)
    area_m2 = to_metric(after).area
    is_same = (area_m2 > 0) & ((to_metric(before).area - area_m2).abs() <= REPAIR_SHARE * area_m2)
    mended = areas.geometry.to_numpy().copy()
    mended[np.flatnonzero(is_broken)[is_same]] = after.to_numpy()[is_same]
    return areas.set_geometry(gpd.GeoSeries(mended, index=areas.index, crs=WGS84))


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.union_all([part for part in parts if part.geom_type == "Polygon"])


def close_slivers(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Make slips between neighbours exact borders; a layer that already is a coverage comes back as it is."""
    require(areas, WGS84)
    shapes = areas.geometry.to_numpy()
    if shapely.coverage_is_valid(shapes):
        return areas
    metres = to_metric(areas.geometry).to_numpy()
    clean = shapely.coverage_clean(  # type: ignore[attr-defined] # types-shapely stops at 2.1
        metres, gap_width=SLIVER_WIDTH_M
    )
    return areas.set_geometry(gpd.GeoSeries(clean, index=areas.index, crs=METRIC).to_crs(WGS84))


def simplify_coverage(areas: gpd.GeoDataFrame, *, tolerance_deg: float = SCREEN_DEG) -> gpd.GeoDataFrame:
    """Outlines with fewer corners; borders between neighbours stay shared.

    Raises
    ------
    GeoError : the layer has overlaps or borders that do not match (see `close_slivers`).

    >>> squares = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], crs=WGS84)
    >>> simplify_coverage(squares).geom_equals(squares).tolist()
    [True, True]
    """
    require(areas, WGS84)
    shapes = areas.geometry.to_numpy()
    if not shapely.coverage_is_valid(shapes):
        raise GeoError("borders of neighbours did not match, must be a coverage: close_slivers first")
    return areas.set_geometry(
        gpd.GeoSeries(shapely.coverage_simplify(shapes, tolerance_deg), index=areas.index, crs=WGS84)
    )


def dissolve(areas: gpd.GeoDataFrame, parents: pd.Series) -> gpd.GeoDataFrame:
    """Outlines of the parents, indexed by their codes; every other column is the first child's.

    Parameters
    ----------
    areas : a coverage in WGS84, indexed by area code.
    parents : parent code by area code.

    Raises
    ------
    GeoError : an area has no parent.
    """
    require(areas, WGS84)
    parent = parents.reindex(areas.index)
    if parent.isna().any():
        raise GeoError(f"parent of {list(areas.index[parent.isna()])} was blank, must be an area code")
    whole = areas.sort_index().dissolve(
        parent.sort_index().to_numpy(dtype=object), method="coverage", aggfunc="first"
    )
    return whole.rename_axis(areas.index.name)[areas.columns]


def for_screen(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Outlines for the map: simplified, five decimals (about a metre) where that breaks none."""
    simple = simplify_coverage(areas)
    shapes: NDArray[np.object_] = shapely.transform(simple.geometry.to_numpy(), lambda xy: np.round(xy, 5))
    is_whole = shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)
    return simple.set_geometry(gpd.GeoSeries(shapes, index=areas.index, crs=WGS84)) if is_whole else simple
