"""Points from files of features as initiatives. This module makes a sheet of the features and finds its columns."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from data.errors import Problem
from data.readers.areacodes import bare_code
from data.readers.files import Asked, RawFile
from data.readers.gathering import Gathered
from data.readers.geofiles import read_places
from data.readers.own import Sheets
from data.readers.spelling import nearest
from data.readers.tables import RawTable, Sheet, column_name, raw_table
from data.schema import TABLES, number_text, typed
from data.schema.sheets import exact, unguarded
from geo.crs import WGS84

_DBF_LETTERS = 10
"""A Shapefile keeps so many letters of the name of a column."""

_DECIMALS = 7
"""About a centimetre, where coordinates of another system are converted."""

_SAME = 0.51 * 10**-_DECIMALS
"""Degrees that rounding to so many decimals may move a point."""

_TABLE = "initiatives"
_REASON = "แฟ้มไม่บอกรหัสพื้นที่ที่รู้จัก"
_ALL_DECIMALS = 15
_OUTLINE = "area"
"""What our own GeoJSON calls the features that are the outlines beside its initiatives."""

_POINT = ["longitude", "latitude"]
_KINDS = (shapely.GeometryType.POINT, shapely.GeometryType.MULTIPOINT)
_ALLOWED = {"not_point": "Point", "out_of_range": "-180…180, -90…90"}


def places_sheet(path: Path) -> Sheet:
    """Return the features of a file as a sheet: a heading, then a row for each, its point in the last two columns.

    Raises
    ------
    FileError
        See `data.readers.geofiles.read_places`.
    """
    features = read_places(path)
    if "kind" in features:
        features = _without_outlines(features)
    features.index = pd.RangeIndex(2, len(features) + 2)
    names = [name for name in features.columns.drop("geometry") if column_name(name) not in _POINT]
    texts = features[names].fillna("").map(exact)
    rows = [[*names, *_POINT]]
    if features.crs is None and not features.geometry.isna().all():
        return Sheet(path.stem, rows, [Problem(path.stem, 0, "geometry", "unknown_crs", "", "EPSG:4326, EPSG:32647")])
    places, problems = single_points(features.set_crs(features.crs or WGS84), path.stem, needed=False)
    decimals = _DECIMALS if features.crs and features.crs.is_projected else _ALL_DECIMALS
    places = places.reindex(features.index)
    for name, values in zip(_POINT, (places.x, places.y), strict=True):
        texts[name] = values.round(decimals).map(number_text)
    return Sheet(path.stem, [*rows, *texts.astype("object").to_numpy().tolist()], problems)


def _without_outlines(features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Leave out the outlines beside initiatives, and the columns that only they fill."""
    work = features[features["kind"] != _OUTLINE]
    theirs = [name for name in work.columns[work.isna().all()] if name not in (*TABLES[_TABLE].names, "geometry")]
    return work.drop(columns=theirs)


def read_points(asked: Asked, sheets: Sheets) -> RawFile:
    """Return the features of a file as initiatives.

    Columns are ours by name, and one that holds codes of known areas stands for `areas`, with a note; the others are
    passed over, with a note. A feature whose area nobody knows is unplaced.
    """
    (sheet,) = sheets
    sheet.correct(asked.corrections, _TABLE)
    known = frozenset(asked.known["areas"]["code"]) if asked.known and "areas" in asked.known else frozenset()
    columns = own_columns(sheet.headings)
    coded = "" if "areas" in columns.values() else _code_heading(sheet, known)
    columns |= {coded: "areas"} if coded else {}
    raw = raw_table(_TABLE, _under(columns, sheet))
    raw.headings = {name: heading for heading, name in columns.items()}
    _keep_points(raw, (asked.known or {}).get(_TABLE, typed(_TABLE)))
    unplaced = _unplaced(raw, known if coded else frozenset())
    file = RawFile({_TABLE: raw, **unplaced}, {sheet.name: sheet}, {_TABLE: sheet.name})
    allowed = ", ".join(TABLES[_TABLE].names)
    file.notes += [
        Problem(_TABLE, 1, heading, "column_passed_over", heading, allowed, nearest(heading, TABLES[_TABLE].names))
        for heading in sheet.headings
        if heading not in columns
    ]
    file.notes += [Problem(_TABLE, 1, coded, "column_of_areas", coded)] if coded else []
    return file


def own_columns(headings: list[str]) -> dict[str, str]:
    """Return our column of each heading that names one, whole or as far as a Shapefile keeps it."""
    found: dict[str, str] = {}
    for heading in headings:
        name = column_name(heading)
        whole = [one for one in TABLES[_TABLE].names if one == name or (one[:_DBF_LETTERS] == name)]
        if len(whole) == 1 and whole[0] not in found.values():
            found[heading] = whole[0]
    return found


def _code_heading(sheet: Sheet, known: frozenset[str]) -> str:
    """Return the heading under which most cells are codes of known areas; blank where none are most."""
    best, most = "", 0
    for at, heading in enumerate(sheet.headings[: -len(_POINT)]):
        cells = [row[at] for row in sheet.rows[1:] if row[at]]
        coded = sum(bare_code(cell) in known for cell in cells)
        if coded > most and 2 * coded > len(cells):
            best, most = heading, coded
    return best


def _under(columns: dict[str, str], sheet: Sheet) -> Sheet:
    """Return the sheet with our columns only, under our names."""
    places = [at for at, heading in enumerate(sheet.headings) if heading in columns]
    headings = [columns[sheet.headings[at]] for at in places]
    return Sheet(sheet.name, [headings, *([row[at] for at in places] for row in sheet.rows[1:])], sheet.problems)


def _keep_points(raw: RawTable, kept: pd.DataFrame) -> None:
    """Leave points as they are kept where a file of fewer decimals says the same."""
    if not {"initiative_id", *_POINT} <= set(raw.frame):
        return
    ids = raw.frame["initiative_id"].map(unguarded)
    points = kept.drop_duplicates("initiative_id").set_index("initiative_id")[_POINT].reindex(ids)
    read = raw.frame[_POINT].apply(pd.to_numeric, errors="coerce")
    is_near = (np.abs(read.to_numpy() - points.to_numpy()) <= _SAME).all(axis=1)
    spelt = points.map(number_text).set_axis(raw.frame.index, axis=0)
    raw.frame = raw.frame.assign(**{name: raw.frame[name].where(~is_near, spelt[name]) for name in _POINT})


def _unplaced(raw: RawTable, known: frozenset[str]) -> dict[str, RawTable]:
    """Take what is no code of a known area, if any are `known`, out of `areas`; write places without one down."""
    frame, gathered = raw.frame, Gathered()
    if not {"initiative_id", *_POINT} <= set(frame):
        return {}
    stated = frame["areas"] if "areas" in frame else pd.Series("", index=frame.index)
    codes = stated.map(bare_code) if known else stated
    for row, one, longitude, latitude in frame[["initiative_id", *_POINT]].itertuples():
        if known and codes[row] not in known:
            codes[row] = ""
        place = stated[row] or ("" if "areas" in frame and not known else f"{latitude} {longitude}".strip())
        if not codes[row] and place:
            gathered.add("unplaced", row, initiative_id=one, place=place, reason=_REASON)
    if "areas" in frame:
        raw.frame = frame.assign(areas=codes)
    return gathered.raw_file().tables


def single_points(
    features: gpd.GeoDataFrame, table: str, *, needed: bool = True
) -> tuple[gpd.GeoSeries, list[Problem]]:
    """Return the points of features in WGS84, and a problem for each feature that has no single one.

    Parameters
    ----------
    features : features with a CRS, indexed by row.
    table : what problems name.
    needed : whether a feature without any geometry is a problem too; if not its point is None.
    """
    shapes = features.geometry.to_numpy()
    is_missing, is_empty = shapely.is_missing(shapes), shapely.is_empty(shapes)
    is_point = np.isin(shapely.get_type_id(shapes), _KINDS) & (shapely.get_num_geometries(shapes) <= 1)
    firsts = shapely.get_geometry(shapes, 0)
    firsts[is_empty | ~is_point] = None
    places = gpd.GeoSeries(firsts, index=features.index, crs=features.crs).to_crs(WGS84)
    across, up = np.abs(shapely.get_x(places.to_numpy())), np.abs(shapely.get_y(places.to_numpy()))
    faults = [is_missing, ~is_point, is_empty, ~((across <= 180) & (up <= 90))]
    codes = np.select(faults, ["missing_value" if needed else "", "not_point", "bad_number", "out_of_range"], "")
    problems = [
        Problem(
            table, int(features.index[at]), "geometry", str(codes[at]), _said(shapes[at]), _ALLOWED.get(codes[at], "")
        )
        for at in np.flatnonzero(codes != "")
    ]
    return places[codes == ""], problems


def _said(shape: BaseGeometry | None) -> str:
    return "" if shape is None else str(shape)[:60]
