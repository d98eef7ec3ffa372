"""Work that comes up from villages and down from above, at the tambon. This module says where the two meet."""

from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import SEPARATOR, Direction
from geo.counted import WHOLE
from geo.joins import DIRECTIONS
from geo.scores import Evaluation

COMPONENT = 6
"""Convergence at the tambon, as METHOD section 3 numbers it."""
SIDES = {"up": Direction.BOTTOM_UP, "down": Direction.TOP_DOWN}
_CELL = ["area_code", "theme"]


class Meeting(StrEnum):
    """How work from the villages and work from above stand to each other in a tambon.

    ``meets``: some of it shares a group of agencies. ``misses``: both are open on one theme, and none shares a group.
    ``apart``: both are open, on different themes. ``up_only``, ``down_only``: only one of them is on record.
    """

    MEETS = "meets"
    MISSES = "misses"
    APART = "apart"
    UP_ONLY = "up_only"
    DOWN_ONLY = "down_only"


def directed(evaluation: Evaluation) -> pd.DataFrame:
    """List the open work with a direction, theme by theme in every tambon: what component 6 counts.

    Returns
    -------
    One row per ``area_code`` (tambon), ``theme`` and ``initiative_id`` (the first of its records), with ``side``
    (``up`` from the villages, ``down`` from above) and ``met`` (whether one of its agencies shares a group with one
    of opposite work there). As many rows as n of the component, as many met as its x.
    """
    world, items = evaluation.world, evaluation.components[COMPONENT - 1]
    names = world.initiatives.names(items.initiative)["initiative_id"]
    is_up = world.initiatives.direction[items.initiative] == DIRECTIONS.index(SIDES["up"])
    table = pd.DataFrame(
        {
            "area_code": world.areas.codes[items.tambon].astype("str"),
            "theme": world.themes.codes[items.theme].astype("str"),
            "initiative_id": names.reindex(items.initiative).to_numpy(),
            "side": np.where(is_up, "up", "down"),
            "met": items.credit == WHOLE,
        }
    )
    return table.sort_values([*_CELL, "side", "initiative_id"], ignore_index=True)


def places(rows: pd.DataFrame) -> pd.DataFrame:
    """Gather directed work by tambon and theme, those first where most of it misses each other.

    Parameters
    ----------
    rows : from `directed`.

    Returns
    -------
    One row per ``area_code`` and ``theme``: ``up``, ``down``, ``up_met``, ``down_met`` (initiatives), ``meeting`` (a
    value of `Meeting`; ``apart`` says nothing of one theme) and ``up_ids``, ``down_ids`` (joined by ``;``, NaN none).
    """
    table = _counted(rows, _CELL)
    for side in SIDES:
        ids = rows[rows["side"] == side].groupby(_CELL)["initiative_id"].agg(SEPARATOR.join)
        table[f"{side}_ids"] = ids.astype("str").reindex(table.index)
    missed = table[["up", "down"]].min(axis=1).where(table["meeting"] == Meeting.MISSES, 0)
    order = np.argsort(-missed.to_numpy(), kind="stable")
    return table.iloc[order].reset_index()


def by_area(rows: pd.DataFrame, areas: "pd.Series[str]") -> pd.DataFrame:
    """Count directed work by area.

    Parameters
    ----------
    rows : from `directed`.
    areas : by tambon code, the area to count it in: itself, its amphoe or its province.

    Returns
    -------
    By that area's code: ``up``, ``down``, ``up_met``, ``down_met`` (once per initiative, theme and tambon, as the
    component counts) and ``meeting`` (a value of `Meeting`).

    Examples
    --------
    >>> rows = pd.DataFrame({"area_code": ["1", "1", "2"], "theme": "T", "initiative_id": ["I1", "I2", "I1"],
    ...     "side": ["up", "down", "up"], "met": [True, True, False]})
    >>> by_area(rows, pd.Series({"1": "1", "2": "2"})).to_numpy().tolist()
    [[1, 1, 1, 1, 'meets'], [1, 0, 0, 0, 'up_only']]
    """
    found = _counted(rows.assign(area_code=rows["area_code"].map(areas)).dropna(subset="area_code"), ["area_code"])
    both = _counted(rows, _CELL).reset_index()
    both = both[(both["up"] > 0) & (both["down"] > 0)]
    missing = found.index.isin(both["area_code"].map(areas))
    is_apart = (found["meeting"] == Meeting.MISSES) & ~missing
    return found.assign(meeting=found["meeting"].mask(is_apart, str(Meeting.APART)))


def _counted(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Count the work of both sides by key, and say how they stand; ``misses`` wherever both are and none has met."""
    flags = {side: rows["side"] == side for side in SIDES}
    flags |= {f"{side}_met": flags[side] & rows["met"] for side in SIDES}
    table = pd.DataFrame({**rows[keys], **flags}).groupby(keys)[list(flags)].sum()
    has_up, has_down = table["up"] > 0, table["down"] > 0
    has_met = table["up_met"] + table["down_met"] > 0
    known = [has_met, has_up & has_down, has_up]
    stand = np.select(known, [Meeting.MEETS, Meeting.MISSES, Meeting.UP_ONLY], Meeting.DOWN_ONLY)
    return table.assign(meeting=stand.astype(object))
