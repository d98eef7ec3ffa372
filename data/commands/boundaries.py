"""Official outlines and points of villages for the store. This module checks what a file holds and keeps it."""

from itertools import pairwise

import geopandas as gpd
import pandas as pd

from data.commands.layers import TABLE, Layer, LayerFile, crs_problems, read_layer
from data.commands.points import away, keep_points, read_points
from data.commands.villages import ground_of
from data.desk.villages import Ground, Layers, village_layers
from data.errors import Problem
from data.schema import Level, Quality
from data.store import Batch, Store
from geo.boundaries import Finding, check_codes, check_shapes, close_slivers, dissolve, for_screen, repair
from geo.crs import WGS84

_DISSOLVED = (Level.TAMBON, Level.AMPHOE, Level.PROVINCE)


def read_boundaries(ground: Ground, file: LayerFile, level: str) -> tuple[gpd.GeoDataFrame | None, list[Problem]]:
    """Return the outlines or village points of a file, ready to keep, or every problem that they have.

    Parameters
    ----------
    ground : the areas that are known and their outlines.
    file : polygons, one for each area of the level (of villages: for any), or points of villages.

    Returns
    -------
    Outlines or points by area code and no problems, or None and the problems; their rows count features from 1.

    Raises
    ------
    FileError
        The file as a whole cannot be read.
    """
    layer, problems = read_layer(ground.areas, file, level)
    if layer is None:
        return None, problems
    if layer.is_points and level == Level.VILLAGE:
        return read_points(layer, ground)
    if layer.is_points:
        return None, [Problem(TABLE, 0, "geometry", "points", f"{len(layer.features):,}", "Polygon, MultiPolygon")]
    problems = _problems(layer, ground, level)
    return None if problems else _outlines(layer), problems


def are_points(found: gpd.GeoDataFrame) -> bool:
    """Whether these are points of villages, not outlines."""
    return bool(found.geom_type.eq("Point").all())


def keep_boundaries(store: Store, level: str, found: gpd.GeoDataFrame) -> Batch:
    """Put outlines in the place of those of `level`, and of all that is made from them; or keep points of villages.

    Levels above are dissolved, villages without an official outline divided anew. All are ready before the first is
    written. Official outlines of villages that are not given stay.
    """
    if are_points(found):
        return keep_points(store, found)
    ground = ground_of(store)
    if level == Level.VILLAGE:
        merged = pd.concat([found, ground.official.drop(found.index, errors="ignore")]).sort_index()
        layers = {level: village_layers(ground._replace(official=merged))}
    else:
        layers = _with_levels_above(level, found, ground.areas.set_index("code")["parent"])
    if level == Level.TAMBON:
        layers[Level.VILLAGE] = village_layers(ground._replace(tambon=layers[level]))
    return store.replace_layers(layers, source=str(found["source"].iloc[0]))


def _with_levels_above(level: str, full: gpd.GeoDataFrame, parents: pd.Series) -> dict[str, Layers]:
    layers: dict[str, Layers] = {level: (full, for_screen(full))}
    for below, above in pairwise(_DISSOLVED):
        if below in layers:
            layers[above] = (dissolve(layers[below][0], parents), dissolve(layers[below][1], parents))
    return layers


def _problems(layer: Layer, ground: Ground, level: str) -> list[Problem]:
    """Check codes and outlines; where the coordinates cannot be read as places, the codes alone."""
    findings = check_codes(pd.Index(layer.codes.dropna()), layer.known.index)
    problems = [*layer.blank_codes(), *crs_problems(layer.features)]
    strays: list[Problem] = []
    if not crs_problems(layer.features):
        findings += _misplaced(layer, ground)
        strays = _strays(layer, ground) if level == Level.VILLAGE else []
    passed = () if level in _DISSOLVED else ("gap", "missing_area")
    return problems + [layer.said(finding) for finding in findings if finding.code not in passed] + strays


def _misplaced(layer: Layer, ground: Ground) -> list[Finding]:
    """Check the outlines, those of villages together with the official ones that stay."""
    points = layer.known.dropna(subset=["longitude", "latitude"])
    reference = gpd.GeoSeries.from_xy(points["longitude"], points["latitude"], crs=WGS84)
    outlines = _coded(layer)
    staying = ground.official[["geometry"]][ground.official.index.isin(layer.known.index)]
    return check_shapes(pd.concat([outlines, staying.drop(outlines.index, errors="ignore")]), reference)


def _strays(layer: Layer, ground: Ground) -> list[Problem]:
    """Hold outlines of villages against those of their tambon."""
    is_sound = layer.features.is_valid & layer.codes.isin(layer.known.index)
    return away(layer, layer.features.geometry[is_sound].to_crs(WGS84), ground)


def _coded(layer: Layer) -> gpd.GeoDataFrame:
    """Return the outlines in WGS84 by area code, mended where that changes nothing to speak of."""
    is_coded = layer.codes.notna()
    areas = gpd.GeoDataFrame(geometry=layer.features.geometry[is_coded].to_crs(WGS84))
    return repair(areas.set_axis(pd.Index(layer.codes[is_coded], name="area_code")))


def _outlines(layer: Layer) -> gpd.GeoDataFrame:
    outlines = _coded(layer).sort_index().assign(quality=Quality.OFFICIAL.value, source=layer.source)
    return close_slivers(outlines[["quality", "source", "geometry"]])
