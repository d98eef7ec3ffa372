"""Agencies that meet in a front and are not coordinated. This module names the pairs behind every surplus."""

import numpy as np
import pandas as pd

from data.schema import SEPARATOR, TieKind
from geo.blocking import pairs_within
from geo.links import Ints
from geo.scores import Evaluation
from geo.strengths import meetings_of
from geo.ties import FULL

COLUMNS = ("from_id", "to_id", "area_code", "theme", "agencies", "initiatives", "strength", "cells", "weight")


def uncoordinated(evaluation: Evaluation) -> pd.DataFrame:
    """List the pairs of open initiatives whose agencies are tied less than fully where fronts are surplus.

    A review of such a pair as complementary speaks for all agencies of the one with all of the other, wherever both
    work on a theme in one tambon.

    Returns
    -------
    One row per pair, the weightiest first: ``from_id`` and ``to_id``, ``area_code`` (tambon) and ``theme`` where they
    weigh most, ``agencies`` and ``initiatives`` (all of these agencies there, joined by ``;``), ``strength`` (the
    least w~ of METHOD 2 between their agencies, 0 to 1), ``cells`` (how many surplus fronts they share) and
    ``weight`` (each times what is missing in strength).

    Examples
    --------
    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> from geo.scores import evaluate
    >>> work = {"initiative_id": ["I1", "I2"], "status": "implementation", "themes": "T1", "areas": "800101"}
    >>> parts = {"initiative_id": ["I1", "I2"], "agency_id": ["A1", "A2"], "role": "accountable"}
    >>> records = {"areas": typed("areas", {"code": ["800101"]}), "initiatives": typed("initiatives", work),
    ...     "participation": typed("participation", parts)}
    >>> found = uncoordinated(evaluate(records, dt.date(2007, 2, 16)))
    >>> found[["from_id", "to_id", "area_code", "agencies", "strength"]].to_numpy().tolist()
    [['I1', 'I2', '800101', 'A1;A2', 0.0]]
    """
    fronts = _heaviest_first(_fronts(evaluation))
    table = fronts.groupby(["from_id", "to_id"], sort=False).agg(
        area_code=("area_code", "first"),
        theme=("theme", "first"),
        agencies=("agencies", _united),
        initiatives=("initiatives", _united),
        strength=("strength", "min"),
        cells=("cells", "sum"),
        weight=("weight", "sum"),
    )
    return _heaviest_first(table.reset_index())[list(COLUMNS)]


def _heaviest_first(table: pd.DataFrame) -> pd.DataFrame:
    order = ["weight", "from_id", "to_id", "area_code", "theme"]
    return table.sort_values(order, ascending=[name != "weight" for name in order], ignore_index=True)


def _united(lists: "pd.Series[str]") -> str:
    return SEPARATOR.join(sorted(set(SEPARATOR.join(lists).split(SEPARATOR))))


def _fronts(evaluation: Evaluation) -> pd.DataFrame:
    """Return the pairs of agencies of each tambon and theme, with an open initiative of each, the first by id."""
    world, blocks = evaluation.world, evaluation.blocks
    pairs = _pairs(evaluation)
    block = blocks.node_block[pairs["one"]]
    agency = world.agencies.ids[blocks.node_agency].astype("str")
    work = _open_work(evaluation)
    own, other = (work.reindex(pairs[name]).reset_index(drop=True).astype("str") for name in ("one", "other"))
    first = [side.str.partition(SEPARATOR)[0] if len(side) else side for side in (own, other)]
    table = pd.DataFrame(
        {
            "area_code": world.areas.codes[blocks.tambon[block]],
            "theme": world.themes.codes[blocks.theme[block]],
            "from_id": np.minimum(*(side.to_numpy(object) for side in first)),
            "to_id": np.maximum(*(side.to_numpy(object) for side in first)),
            "agencies": agency[pairs["one"]] + SEPARATOR + agency[pairs["other"]],
            "initiatives": own.str.cat(other, sep=SEPARATOR),
            "strength": 1 - pairs["apart"] / FULL,
            "cells": pairs["cells"],
            "weight": pairs["cells"] * pairs["apart"] / FULL,
        }
    )
    by = ["from_id", "to_id", "area_code", "theme"]
    several = table.astype(dict.fromkeys(by, "str")).groupby(by)
    return several.agg(
        agencies=("agencies", _united),
        initiatives=("initiatives", _united),
        strength=("strength", "min"),
        cells=("cells", "max"),
        weight=("weight", "max"),
    ).reset_index()


def _pairs(evaluation: Evaluation) -> pd.DataFrame:
    """Return the pairs of nodes (``one``, ``other``) in surplus cells that are apart, by how much, in how many."""
    occupancy = evaluation.occupancy
    rows = np.flatnonzero(evaluation.cells["surplus"].to_numpy()[occupancy.cell] > 0)
    node = occupancy.node[rows]
    ends = node[pairs_within(np.arange(len(rows)), pd.Series(occupancy.cell[rows]), np.arange(len(rows)))]
    pairs = pd.DataFrame({"one": ends[:, 0], "other": ends[:, 1]})
    pairs = pairs.groupby(["one", "other"]).size().rename("cells").reset_index()
    apart = evaluation.strengths.distance(pairs["one"].to_numpy(), pairs["other"].to_numpy())
    is_reviewed = pd.MultiIndex.from_frame(pairs[["one", "other"]]).isin(reviewed(evaluation))
    return pairs.assign(apart=apart)[(apart > 0) & ~is_reviewed].reset_index(drop=True)


def reviewed(evaluation: Evaluation) -> list[tuple[int, int]]:
    """Return the pairs of nodes that a live review holds to complete each other, either way round."""
    world, blocks = evaluation.world, evaluation.blocks
    _, giver_at, taker_at = meetings_of(world, blocks, world.ties.is_kind(TieKind.COMPLEMENTARY))
    one, other = blocks.nodes_of(giver_at), blocks.nodes_of(taker_at)
    row, at = other.spread(one.owner)
    ends = list(zip(one.members[row].tolist(), other.members[at].tolist(), strict=True))
    return [*ends, *((b, a) for a, b in ends)]


def _open_work(evaluation: Evaluation) -> pd.Series:
    """Return the ids of the open initiatives of each node, in order, joined."""
    world, blocks = evaluation.world, evaluation.blocks
    initiative: Ints = blocks.presence.owner[blocks.stakes.owner]
    is_open = world.is_active[initiative]
    names = world.initiatives.names(initiative[is_open])["initiative_id"]
    ids = names.reindex(initiative[is_open]).to_numpy()
    frame = pd.DataFrame({"node": blocks.stakes.members[is_open], "id": ids}).sort_values(["node", "id"])
    return frame.groupby("node")["id"].agg(SEPARATOR.join)
