"""Cells of villages inside their tambon. This module divides tambon among villages, the known points first.

A village whose point is known gets the ground nearer to it than to any other (Voronoi). One whose point is not known
gets an equal share of the tambon somewhere in it: its cell says that the village is there, not where.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.schema import Quality
from geo.boundaries import SLIVER_M2, SLIVER_WIDTH_M
from geo.crs import METRIC, WGS84, require, to_metric
from geo.errors import GeoError
from geo.power import Sites, borders, with_free_sites
from geo.tessellation import Floats

NEAR_M = 2_000.0
"""A point this far outside its tambon is taken at the nearest place inside; one farther away as not known."""

INSET_M = 100.0
"""Such a place lies this far inside the border, where the tambon is wide enough, so that its cell has breadth."""

APART_M = 20.0
"""A point this near to that of another village says no more where the village lies, and is taken as not known."""

GRID_DEG = 1e-5
"""Corners stand on a grid of five decimals, about a metre."""

_PLASTIC = np.array([0.7548776662466927, 0.5698402909980532])
"""Steps of an even sequence of points in a square (Roberts 2018): powers of 1 over the plastic number."""

_GROUND, _GROUND_EACH, _MOST_GROUND = 1_500, 200, 4_000_000
"""Points of a tambon on which shares are weighed, at least in all and for each village, and the most that are looked
at in the box around it."""


def village_cells(
    tambon: gpd.GeoDataFrame, villages: pd.DataFrame, official: gpd.GeoDataFrame | None = None
) -> gpd.GeoDataFrame:
    """Return the outline of every unit: each village, and each tambon without villages.

    Parameters
    ----------
    tambon : a coverage in WGS84, indexed by code, with ``quality``.
    villages : indexed by code, with ``parent``, ``longitude`` and ``latitude`` (NaN: not known).
    official : outlines of villages that are known, in WGS84, indexed by code, with ``quality`` and ``parent``; the
        others share what these leave.

    Returns
    -------
    Index ``area_code`` in order; ``quality`` (``official``, ``approximate`` where the point is known, ``schematic``
    where it is not; a tambon without villages has its own), geometry in WGS84. The cells of a tambon fill it and none
    crosses its border; borders are shared, corners on `GRID_DEG`. A village of no outlined tambon, or of one that
    official villages leave nothing of, has no row.

    Raises
    ------
    GeoError
        Outlines in another system, or outside what can be measured in METRIC.

    Examples
    --------
    >>> box = shapely.box(99, 8, 99.2, 8.1)
    >>> tambon = gpd.GeoDataFrame({"quality": ["official"]}, index=["800601"], geometry=[box], crs=WGS84)
    >>> known = {"longitude": [99.05, np.nan], "latitude": [8.05, np.nan]}
    >>> villages = pd.DataFrame({"parent": "800601", **known}, index=["80060101", "80060102"])
    >>> village_cells(tambon, villages)["quality"].to_dict()
    {'80060101': 'approximate', '80060102': 'schematic'}
    """
    return cut_cells(tambon, village_sites(tambon, villages, official), official)


def village_sites(
    tambon: gpd.GeoDataFrame, villages: pd.DataFrame, official: gpd.GeoDataFrame | None = None
) -> pd.DataFrame:
    """Return the site of every village without an official outline; parameters as for `village_cells`.

    Returns
    -------
    Index village code in order; ``tambon``, ``x`` and ``y`` (METRIC), ``weight`` (m²), ``is_known``.
    """
    rest = to_metric(_left(tambon, official)).sort_index()
    rest = rest[~rest.is_empty]
    if not np.isfinite(rest.bounds).all(axis=None):
        raise GeoError("outlines of tambon lay too far from the zone of EPSG:32647 to be measured")
    wanted = villages[villages["parent"].isin(rest.index)].sort_index()
    if official is not None:
        wanted = wanted.drop(official.index, errors="ignore")
    places = gpd.GeoSeries.from_xy(wanted["longitude"], wanted["latitude"], index=wanted.index, crs=WGS84)
    places = to_metric(places[wanted[["longitude", "latitude"]].notna().all(axis=1)])
    parts = [_sites_of(rest[code], own.index, places) for code, own in wanted.groupby("parent")]
    sites = pd.concat(parts).sort_index() if parts else _site_frame(pd.Index([], dtype="str"), Sites.none(), 0)
    return sites.assign(tambon=wanted["parent"])


def _left(tambon: gpd.GeoDataFrame, official: gpd.GeoDataFrame | None) -> gpd.GeoSeries:
    """Return what official villages leave of each tambon, slivers aside."""
    require(tambon, WGS84)
    if official is None:
        return tambon.geometry
    parts = tambon.geometry.difference(official.union_all()).explode()
    sizes = to_metric(parts)
    wide = parts[(sizes.area > SLIVER_M2) & ~sizes.buffer(-SLIVER_WIDTH_M / 2).is_empty]
    left = wide.groupby(level=0).agg(shapely.multipolygons).reindex(tambon.index)
    return gpd.GeoSeries(left.where(left.notna(), shapely.MultiPolygon()), crs=WGS84)


def _sites_of(outline: BaseGeometry, villages: pd.Index, places: gpd.GeoSeries) -> pd.DataFrame:
    origin = np.round(shapely.get_coordinates(outline.centroid)[0])
    near = shapely.transform(outline, lambda xy: xy - origin)
    known = _own_places(near, places[villages.intersection(places.index)].translate(*-origin))
    others = villages.difference(known.index)
    ground, point_m2 = _ground(near, max(_GROUND, _GROUND_EACH * len(villages)))
    if len(ground) < len(others):
        raise GeoError(f"the tambon of {others[0]} was too thin to hold {len(villages)} villages")
    sites = with_free_sites(ground, point_m2, shapely.get_coordinates(known.to_numpy()), len(others))
    return _site_frame(known.index.append(others), Sites(sites.centres + origin, sites.weights), len(known))


def _site_frame(villages: pd.Index, sites: Sites, known: int) -> pd.DataFrame:
    columns = {"x": sites.centres[:, 0], "y": sites.centres[:, 1], "weight": sites.weights}
    return pd.DataFrame(columns, index=villages).assign(is_known=np.arange(len(villages)) < known)


def _own_places(outline: BaseGeometry, places: gpd.GeoSeries) -> gpd.GeoSeries:
    """Places inside the outline, or moved there from near, without those that stand at another's."""
    near = places[places.distance(outline) <= NEAR_M]
    inset = outline.buffer(-INSET_M)
    inside = shapely.get_point(shapely.shortest_line(outline if inset.is_empty else inset, near.to_numpy()), 0)
    moved = gpd.GeoSeries(np.where(near.intersects(outline), near, inside), index=near.index)
    rounded = shapely.transform(moved.to_numpy(), lambda xy: np.round(xy, 3))
    one, other = shapely.STRtree(rounded).query(rounded, predicate="dwithin", distance=APART_M)
    return gpd.GeoSeries(rounded, index=near.index).drop(near.index[np.unique(other[one < other])])


def _ground(outline: BaseGeometry, count: int) -> tuple[Floats, float]:
    """About so many points spread evenly over the outline, on no line together, and the ground each stands for."""
    low, high = np.split(shapely.bounds(outline), 2)
    around = min(int(count * (high - low).prod() / outline.area), _MOST_GROUND)
    points = low + (high - low) * (np.arange(1, around + 1)[:, None] * _PLASTIC % 1)
    shapely.prepare(outline)
    inside = np.round(points[shapely.contains_xy(outline, *points.T)], 3)
    return inside, outline.area / max(len(inside), 1)


def cut_cells(
    tambon: gpd.GeoDataFrame, sites: pd.DataFrame, official: gpd.GeoDataFrame | None = None
) -> gpd.GeoDataFrame:
    """Return the outline of every unit, cut between `sites`; else as `village_cells`."""
    require(tambon, WGS84)
    known = tambon.iloc[:0].assign(parent="") if official is None else official
    lines = [*tambon.boundary, *known.boundary, *_cuts(_left(tambon, official), sites)]
    pieces = shapely.get_parts(shapely.polygonize([shapely.union_all(lines, grid_size=GRID_DEG)]))
    faces = gpd.GeoDataFrame({"tambon": _holders(pieces, tambon.geometry), "unit": ""}, geometry=pieces, crs=WGS84)
    is_unit = ~faces["tambon"].isin([*sites["tambon"], *known["parent"]])
    faces["unit"] = faces["tambon"].where(is_unit, _owners(faces, sites))
    in_known = _holders(pieces, known.geometry)
    faces["unit"] = faces["unit"].where(in_known == "", in_known)
    cells = _without_slivers(faces).dissolve("unit", method="coverage").sort_index().rename_axis("area_code")
    quality = sites["is_known"].map({True: Quality.APPROXIMATE.value, False: Quality.SCHEMATIC.value}).astype("str")
    quality = pd.concat([quality, known["quality"], tambon["quality"][~tambon.index.isin(faces["tambon"][~is_unit])]])
    shapes = gpd.GeoSeries(shapely.normalize(cells.geometry.to_numpy()), index=cells.index, crs=WGS84)
    return gpd.GeoDataFrame({"quality": quality.reindex(cells.index)}, geometry=shapes)


def _local(own: pd.DataFrame) -> tuple[Sites, Floats]:
    """Sites of one tambon about an origin of their own."""
    centres = own[["x", "y"]].to_numpy()
    origin = np.round(centres.mean(axis=0))
    return Sites(centres - origin, own["weight"].to_numpy()), origin


def _cuts(rest: gpd.GeoSeries, sites: pd.DataFrame) -> NDArray[np.object_]:
    """Borders between the sites of each tambon, within what official villages leave of it."""
    bounds = to_metric(rest.envelope).bounds
    reach_m = np.hypot(bounds["maxx"] - bounds["minx"], bounds["maxy"] - bounds["miny"])
    found = []
    for code, own in sites.groupby("tambon"):
        local, origin = _local(own)
        ends = borders(local, float(reach_m[code])) + origin
        found.append(gpd.GeoSeries(shapely.linestrings(ends), index=[code] * len(ends), crs=METRIC))
    if not found:
        return np.array([], dtype=object)
    lines = pd.concat(found).to_crs(WGS84)
    return np.asarray(shapely.intersection(lines.to_numpy(), rest[lines.index].to_numpy()))


def _holders(pieces: NDArray[np.object_], areas: gpd.GeoSeries) -> NDArray[np.object_]:
    """Code of the area that each piece lies in, blank for none."""
    codes = np.full(len(pieces), "", dtype=object)
    piece, area = shapely.STRtree(areas.to_numpy()).query(shapely.point_on_surface(pieces), predicate="within")
    codes[piece] = areas.index.to_numpy()[area]
    return codes


def _owners(faces: gpd.GeoDataFrame, sites: pd.DataFrame) -> pd.Series:
    """Village that each face belongs to by the sites of its tambon, blank for none."""
    inner = faces.representative_point().to_crs(METRIC)
    points = np.stack([inner.x, inner.y], axis=1)
    units = pd.Series("", index=faces.index, dtype="str")
    for code, at in faces.groupby("tambon").indices.items():
        own = sites[sites["tambon"] == code]
        if len(own):
            local, origin = _local(own)
            units.iloc[at] = own.index.to_numpy()[local.owners(points[at] - origin)]
    return units


def _without_slivers(faces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give each sliver cut off from its unit to the neighbour in its tambon with the longest border."""
    shapes = to_metric(faces.geometry)
    area_m2 = shapes.area
    is_part = (faces["unit"] == "") | (area_m2 < area_m2.groupby(faces["unit"]).transform("max"))
    is_part &= faces["tambon"] != ""
    is_sliver = is_part & ((area_m2 <= SLIVER_M2) | shapes.where(is_part).buffer(-SLIVER_WIDTH_M / 2).is_empty)
    whole = faces[~is_sliver & (faces["unit"] != "")]
    slivers = faces[is_sliver]
    near = slivers.sjoin(whole, predicate="intersects", lsuffix="of", rsuffix="to")
    near = near[near["tambon_of"] == near["tambon_to"]]
    beside = whole.geometry[near["index_to"]].to_numpy()
    edge = shapely.length(shapely.intersection(near.geometry.to_numpy(), beside))
    best = near.assign(edge=edge).sort_values(["edge", "unit_to"])["unit_to"].groupby(level=0).last()
    units = faces["unit"].copy()
    units[best.index] = best
    return faces[["geometry"]].assign(unit=units)[units != ""]
