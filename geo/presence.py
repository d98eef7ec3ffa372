"""Which work is where on the day. This module reads standings and places from an evaluation."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from data.schema import SEPARATOR, Level
from geo.evidence import units_of
from geo.joins import STANDINGS
from geo.scores import Evaluation
from geo.units import LEVELS, TAMBON


def standings(evaluation: Evaluation) -> pd.DataFrame:
    """Return how every record stands on the day.

    Returns
    -------
    DataFrame by initiative_id: ``standing`` (a value of `geo.joins.Standing`, that of the joined initiative),
    ``is_in_scope`` (has a theme of the filter) and ``has_footprint`` (lies in some village or tambon).
    """
    world = evaluation.world
    number = world.initiatives.number
    return pd.DataFrame(
        {
            "standing": np.asarray(STANDINGS, dtype=object)[world.standing[number]],
            "is_in_scope": world.themes.is_in_scope[number],
            "has_footprint": (world.footprint.units.counts > 0)[number],
        },
        index=world.initiatives.records,
    )


def areas_of_work(evaluation: Evaluation, initiative_ids: pd.Index, level: Level) -> pd.Index:
    """Return the codes of the areas of a level in which one of these initiatives has a footprint."""
    world = evaluation.world
    wanted = np.zeros(len(world.initiatives), bool)
    wanted[world.initiatives.number[world.initiatives.records.isin(initiative_ids)]] = True
    units = world.footprint.units
    area = world.areas.unit_area(LEVELS.index(level))[units.members[wanted[units.owner]]]
    return world.areas.codes[np.unique(area[area >= 0])]


def areas_of_units(evaluation: Evaluation, unit_codes: Collection[str], level: Level) -> pd.Index:
    """Return the codes of the areas of a level in which some units lie."""
    areas = evaluation.world.areas
    unit = areas.unit[areas.codes.get_indexer(pd.Index(list(unit_codes)))]
    area = areas.unit_area(LEVELS.index(level))[unit[unit >= 0]]
    return areas.codes[np.unique(area[area >= 0])]


def towns_in(evaluation: Evaluation, area_code: str) -> int:
    """Return how many units of an area are tambon without villages, one unit each.

    Raises
    ------
    GeoError : no such area.
    """
    areas = evaluation.world.areas
    return int((areas.level[areas.units[units_of(evaluation, area_code)]] == TAMBON).sum())


def marks(records: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the points at which initiatives are drawn, of all of them.

    A record with a point of its own is drawn there. One without gets a mark at the reference point of each village
    and tambon it names (of the tambon, where the village has none); areas wider than a tambon get none, because
    such work is painted on no tambon.

    Returns
    -------
    DataFrame: ``initiative_id``, ``area_code`` (first place named, blank if none), ``latitude``, ``longitude``
    (degrees) and ``exact`` (whether the point is the record's own).
    """
    own = records["initiatives"][["initiative_id", "areas", "latitude", "longitude"]]
    areas = records["areas"].set_index("code")
    codes = own["areas"].dropna().str.split(SEPARATOR).explode()
    places = pd.DataFrame({"row": codes.index, "area_code": codes.to_numpy()}).join(areas[["level"]], on="area_code")
    first = places.drop_duplicates("row").set_index("row")["area_code"]
    has_point = own["latitude"].notna() & own["longitude"].notna()
    exact = own.assign(area_code=first)[has_point].assign(exact=True)
    near = places[places["level"].isin(LEVELS[TAMBON:]) & ~has_point.reindex(places["row"]).to_numpy(bool)]
    near = near.assign(initiative_id=own["initiative_id"].reindex(near["row"]).to_numpy(), exact=False)
    near = near.join(_reference_points(areas), on="area_code").dropna(subset=["latitude", "longitude"])
    columns = ["initiative_id", "area_code", "latitude", "longitude", "exact"]
    return pd.concat([exact[columns], near[columns]], ignore_index=True)


def _reference_points(areas: pd.DataFrame) -> pd.DataFrame:
    """Point of each area, its parent's where it has none."""
    points = areas[["latitude", "longitude"]]
    return points.fillna(points.reindex(areas["parent"]).set_axis(areas.index))
