"""Agencies as nodes, what ties them as edges. This module draws no picture; it says who is tied to whom and where.

What ties two agencies in any tambon and theme ties them here: two of one group may never have met in one place.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema import Records
from geo.blocks import active_nodes
from geo.coordination import links_of
from geo.evidence import units_of
from geo.links import Bools, Ints, place
from geo.merging import merged
from geo.scores import Evaluation
from geo.ties import FULL

LEVELS = 5
"""Levels of a tie (Frey): strength times this."""
_SIDE = np.array(["neither", "state", "people"], dtype=object)
_PAIR = ["one", "other"]


class Network(NamedTuple):
    """Agencies of an area and what ties them.

    Attributes
    ----------
    agencies : by agency_id: ``side`` (``state``, ``people`` or ``neither``), ``places`` (tambon-themes in which it is
        at work on the day) and ``is_at_work``; one that is not only carries ties of past or coming work.
    ties : one row per pair ``one``, ``other``: ``level`` (strongest direct tie of METHOD 2, 0 to 5), ``strength``
        (the strongest w~ there is between the two in one place, 0 to 1), ``places`` (tambon-themes with a direct tie)
        and the record of the strongest: ``reason``, ``initiative_id`` (shared) or ``from_id``, ``to_id``, ``kind``.
    links : the direct ties place by place: ``block``, ``one``, ``other``, ``strength`` (0 to 1).
    """

    agencies: pd.DataFrame
    ties: pd.DataFrame
    links: pd.DataFrame


def network(evaluation: Evaluation, records: Records, area_code: str = "") -> Network:
    """Return the agencies of an area (for a village: its tambon; blank: everywhere) with the ties live there.

    Raises
    ------
    GeoError : no such area, or the records are not those of the evaluation.
    """
    world, blocks = evaluation.world, evaluation.blocks
    is_block = np.ones(len(blocks), bool)
    if area_code:
        is_block = np.isin(blocks.tambon, world.areas.tambon[units_of(evaluation, area_code)])
    found = links_of(evaluation, records, is_block)
    direct = found[found["carries"]]
    direct = direct.assign(strength=direct["strength"] / FULL)
    named = ["reason", "initiative_id", "from_id", "to_id", "kind"]
    best = direct.sort_values(["strength", "block"], ascending=[False, True], kind="stable").groupby(_PAIR)
    ties = best.agg(
        level=("strength", "max"),
        strength=("strength", "max"),
        places=("block", "nunique"),
        **{name: (name, _first) for name in named},
    )
    ties = ties.assign(level=ties["level"] * LEVELS, strength=_paths(evaluation, direct)).reset_index()
    order = ["level", "places", *_PAIR]
    ties = ties.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    links = direct[["block", *_PAIR, "strength"]].reset_index(drop=True)
    return Network(_agencies(evaluation, is_block), ties, links)


def groups(net: Network, least: float) -> "pd.Series[int]":
    """Say by agency_id which of them hang together by ties of at least a level; groups that share no number never do.

    The largest group is 0; an agency without such a tie is a group of its own.

    Examples
    --------
    >>> net = Network(pd.DataFrame(index=["A", "B", "C"]), pd.DataFrame({"one": ["B"], "other": ["C"], "level": 3.0}),
    ...     pd.DataFrame())
    >>> groups(net, 3).to_dict(), groups(net, 4).to_dict()
    ({'A': 1, 'B': 0, 'C': 0}, {'A': 0, 'B': 1, 'C': 2})
    """
    ties = net.ties[net.ties["level"] >= least]
    label = _labels(*_ends(net, ties), len(net.agencies))
    sizes = np.bincount(label, minlength=label.max(initial=-1) + 1)
    rank = np.argsort(np.argsort(-sizes, kind="stable"), kind="stable")
    return pd.Series(rank[label], index=net.agencies.index, name="group")


def bridges_between(net: Network, least: float) -> pd.DataFrame:
    """List the ties between the state side and the people's side, and say which of them nothing else replaces.

    Returns
    -------
    The rows of ``net.ties`` of at least a level that hold both sides, with ``is_only``: without it, its two agencies
    hang together no more.
    """
    ties = net.ties[net.ties["level"] >= least].reset_index(drop=True)
    one, other = _ends(net, ties)
    side = net.agencies["side"].to_numpy(dtype=object)
    is_across = ((side[one] == "state") & (side[other] == "people")) | (
        (side[one] == "people") & (side[other] == "state")
    )
    size = len(net.agencies)
    alone = []
    for at in np.flatnonzero(is_across):
        label = _labels(np.delete(one, at), np.delete(other, at), size)
        alone.append(bool(label[one[at]] != label[other[at]]))
    across = pd.DataFrame(ties[is_across])
    return across.assign(is_only=np.array(alone, dtype=bool)).reset_index(drop=True)


def splits(net: Network, least: float) -> "pd.Series[int]":
    """Count by agency_id how many more groups the others would be without it (articulation); 0 where none.

    Examples
    --------
    >>> ties = pd.DataFrame({"one": ["A", "A"], "other": ["B", "C"], "level": 3.0})
    >>> splits(Network(pd.DataFrame(index=["A", "B", "C"]), ties, pd.DataFrame()), 3).to_dict()
    {'A': 1, 'B': 0, 'C': 0}
    """
    one, other = _ends(net, net.ties[net.ties["level"] >= least])
    size = len(net.agencies)
    label = _labels(one, other, size)
    in_group = np.bincount(label, minlength=size)[label] if size else label
    before = int(label.max(initial=-1)) + 1
    more = []
    for agency in range(size):
        is_kept = (one != agency) & (other != agency)
        after = int(_labels(one[is_kept], other[is_kept], size).max(initial=-1))  # the agency is one label itself
        more.append(max(after - before, 0) if in_group[agency] > 1 else 0)
    return pd.Series(more, index=net.agencies.index, name="splits", dtype="int64")


def _agencies(evaluation: Evaluation, is_block: Bools) -> pd.DataFrame:
    world, blocks = evaluation.world, evaluation.blocks
    node = np.flatnonzero(is_block[blocks.node_block])
    agency, is_active = blocks.node_agency[node], active_nodes(world, blocks)[node]
    size = len(world.agencies.ids)
    places = np.bincount(agency[is_active], minlength=size)
    number = np.unique(agency)
    side = np.where(world.agencies.on_state_side, 1, np.where(world.agencies.on_peoples_side, 2, 0))
    return pd.DataFrame(
        {"side": _SIDE[side[number]], "places": places[number], "is_at_work": places[number] > 0},
        index=pd.Index(world.agencies.ids[number], name="agency_id"),
    )


def _paths(evaluation: Evaluation, direct: pd.DataFrame) -> "pd.Series[float]":
    """Return by pair the strongest w~ there is in any place where a direct tie of the two is live."""
    blocks, ids = evaluation.blocks, evaluation.world.agencies.ids
    keys = blocks.node_block * len(ids) + blocks.node_agency
    order = np.argsort(keys)
    block = direct["block"].to_numpy(dtype=np.int64)
    nodes = [
        order[np.searchsorted(keys[order], block * len(ids) + ids.get_indexer(pd.Index(direct[end])))]
        for end in _PAIR
    ]
    strength = 1 - evaluation.strengths.distance(*nodes) / FULL
    return direct.assign(strength=strength).groupby(_PAIR)["strength"].max()


def _first(values: pd.Series) -> object:
    return values.iloc[0]


def _ends(net: Network, ties: pd.DataFrame) -> tuple[Ints, Ints]:
    one, other = (net.agencies.index.get_indexer(pd.Index(ties[end])).astype(np.int64) for end in _PAIR)
    return one, other


def _labels(one: Ints, other: Ints, size: int) -> Ints:
    """Return the group of each of `size` nodes."""
    return place(merged(np.arange(size), one, other), size).place
