"""What one initiative adds to the numbers of where it is. This module finds the cells that it occupies."""

import numpy as np
import pandas as pd

from geo.errors import GeoError
from geo.scores import Evaluation
from geo.standing import details


def initiative(evaluation: Evaluation, initiative_id: str) -> pd.Series:
    """Return how the initiative of a record stands: the columns of `geo.standing.details`, and its joined dates.

    Returns
    -------
    Series with, besides, ``start``, ``end`` and ``status_date`` (NaT unknown) of all its records together.

    Raises
    ------
    GeoError
        If there is no such record.
    """
    initiatives = evaluation.world.initiatives
    number = _number(evaluation, initiative_id)
    dates = {name: pd.Timestamp(getattr(initiatives, name)[number]) for name in ("start", "end", "status_date")}
    row = details(evaluation.world, np.array([number])).iloc[0]
    whole: pd.Series = pd.concat([row, pd.Series(dates, dtype=object)])
    return whole


def cells_of(evaluation: Evaluation, initiative_id: str) -> pd.DataFrame:
    """Return the cells that an open initiative occupies: its villages by its themes; none where it counts nowhere.

    Returns
    -------
    One row per unit and theme: ``area_code``, ``theme``, ``m`` (agencies there) and ``surplus``, most surplus first.
    """
    world = evaluation.world
    number = _number(evaluation, initiative_id)
    one = np.array([number])
    units = world.footprint.units.members[world.footprint.units.spread(one)[1]]
    themes = world.themes.links.members[world.themes.links.spread(one)[1]]
    occupancy, blocks = evaluation.occupancy, evaluation.blocks
    acts = bool(world.is_active[number]) and world.agencies.acting.counts[number] > 0
    is_own = np.isin(occupancy.cell_unit, units) & np.isin(blocks.theme[occupancy.cell_block], themes) & acts
    cells = evaluation.cells[is_own].rename(columns={"agencies": "m"})
    table = cells.astype({"area_code": "str", "theme": "str"})[["area_code", "theme", "m", "surplus"]]
    return table.sort_values(["surplus", "area_code", "theme"], ascending=[False, True, True], ignore_index=True)


def _number(evaluation: Evaluation, initiative_id: str) -> int:
    initiatives = evaluation.world.initiatives
    row = int(pd.Index(initiatives.records).get_indexer(pd.Index([initiative_id]))[0])
    if row < 0:
        msg = f"`initiative_id` was {initiative_id!r}, must be one of the {len(initiatives.records)} on record"
        raise GeoError(msg)
    return int(initiatives.number[row])
