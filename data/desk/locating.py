"""Areas of initiatives of which a file tells the point alone. This module asks official outlines for them."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from data.errors import Problem
from data.readers.crowds import told
from data.readers.records import Reading
from data.schema import Level, Quality
from data.store import Store
from geo.crs import WGS84
from geo.locating import located


def with_areas(found: Reading, store: Store) -> Reading:
    """Return what points or a list say, with the area in which each initiative without one lies, and a note.

    Only official outlines are asked. An initiative that has areas in the store and none in the file keeps them; one
    that is kept without any stays so where a file of points has our own column of areas and leaves it blank.
    """
    is_list = found.layout is not None and "initiatives" in found.records
    if found.problems or not (found.form == "points" or is_list):
        return found
    initiatives = found.records["initiatives"]
    areas, ids = initiatives["areas"], initiatives["initiative_id"]
    kept = store.records(["initiatives"])["initiatives"].set_index("initiative_id")["areas"]
    is_told = "areas" in found.given["initiatives"]
    if not is_told:
        areas = ids.map(kept).astype("str")
    is_settled = ids.isin(kept.index) & (is_told and not is_list)
    lost = initiatives[areas.isna() & initiatives["longitude"].notna() & ~is_settled]
    inside = _inside(lost, store) if len(lost) else areas.iloc[:0]
    return _placed(found, areas.fillna(inside), inside) if len(inside) else found


def _inside(initiatives: pd.DataFrame, store: Store) -> "pd.Series[str]":
    points = gpd.GeoSeries(
        gpd.points_from_xy(initiatives["longitude"], initiatives["latitude"]), index=initiatives.index, crs=WGS84
    )
    codes = pd.Series(None, index=initiatives.index, dtype="str")
    for level in (Level.VILLAGE, Level.TAMBON):
        outlines = store.boundaries_full(level)
        codes = codes.fillna(located(points, outlines.geometry[outlines["quality"] == Quality.OFFICIAL]))
    return codes.dropna()


def _placed(found: Reading, areas: "pd.Series[str]", inside: "pd.Series[str]") -> Reading:
    """Return `found` with these areas; those found `inside` an outline are unplaced no more."""
    initiatives, rows = found.records["initiatives"], found.rows["initiatives"]
    records, row_of = {**found.records, "initiatives": initiatives.assign(areas=areas)}, {**found.rows}
    if "unplaced" in records:
        stays = ~records["unplaced"]["initiative_id"].isin(initiatives["initiative_id"][inside.index])
        records["unplaced"] = records["unplaced"][stays].reset_index(drop=True)
        row_of["unplaced"] = row_of["unplaced"][stays.to_numpy()]
    places = list(zip(np.asarray(inside.index), inside, strict=True))
    notes = told(lambda place: Problem("initiatives", int(rows[place[0]]), "areas", "located", place[1]), places)
    given = {**found.given, "initiatives": tuple(dict.fromkeys((*found.given["initiatives"], "areas")))}
    return replace(found, records=records, rows=row_of, notes=[*found.notes, *notes], given=given)
