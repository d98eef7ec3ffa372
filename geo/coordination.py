"""What ties the agencies of a front together. This module names the record behind every tie that lowers a surplus."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter

import numpy as np
import pandas as pd

from data.schema import DEFAULT_TIE_LEVEL, SEPARATOR, Records, TieKind, typed
from geo.errors import GeoError
from geo.evidence import units_of
from geo.keys import place_among
from geo.links import Bools, Ints
from geo.scores import Evaluation
from geo.spanning import Edge, Link, tree
from geo.strengths import TYING_KINDS, meetings_of
from geo.ties import FULL

_FRONT = ["area_code", "theme"]
_RECORD = ["initiative_id", "from_id", "to_id", "kind", "level", "is_confirmed", "records"]
COLUMNS = [*_FRONT, "agency_id", "other_id", "strength", "reason", "through", *_RECORD]
_TYPES = dict.fromkeys(COLUMNS, "str") | {"strength": "float64", "level": "float64", "is_confirmed": "boolean"}


class Reason(StrEnum):
    """Why two agencies count as coordinated, the plainest first."""

    SHARED = "shared"
    TIE = "tie"
    COMPLEMENTARY = "complementary"
    PATH = "path"


def coordination(
    evaluation: Evaluation, records: Records, area_code: str, *, cells: pd.DataFrame | None = None
) -> pd.DataFrame:
    """List what lowers the surplus of an area's fronts: m - 1 less the strengths listed of a front is its surplus.

    They are the maximum spanning tree of METHOD 2 with the most direct ties; what nothing ties has no row.

    Parameters
    ----------
    evaluation, records : the records and what `geo.scores.evaluate` made of them.
    area_code : a listed area.
    cells : only these of its fronts, by ``area_code`` (unit) and ``theme``; None: all with two agencies or more.

    Returns
    -------
    The columns of `COLUMNS`, by front, the strongest first. ``reason`` says which of them are filled in:

    - ``shared``: both act in the active ``initiative_id`` somewhere in the tambon; ``records``: all its records;
    - ``tie``: strength is ``level`` (its ``kind``'s own where blank) / 5, halved where not ``is_confirmed``;
    - ``complementary``: a live review of the two, strength 1;
    - ``path``: ``through`` agencies of the tambon and theme that are not of this front; the record named is that of
      the weakest link on the way, ``records`` are those of all links.

    Raises
    ------
    GeoError
        If there is no such area, or the records are not those of the evaluation.

    Examples
    --------
    >>> from geo.scores import evaluate
    >>> work = {"initiative_id": ["I1", "I2"], "status": "implementation", "themes": "T1", "areas": "800101"}
    >>> parts = {"initiative_id": ["I1", "I2"], "agency_id": ["A1", "A2"], "role": "accountable"}
    >>> records = {
    ...     "areas": typed("areas", {"code": ["800101"]}), "initiatives": typed("initiatives", work),
    ...     "participation": typed("participation", parts),
    ...     "ties": typed("ties", {"from_id": ["I1"], "to_id": ["I2"], "kind": ["co_fund"]}),
    ... }
    >>> found = coordination(evaluate(records, pd.Timestamp("2007-02-16").date()), records, "800101")
    >>> found[["agency_id", "other_id", "strength", "reason", "kind", "level", "is_confirmed"]]
      agency_id other_id  strength reason     kind  level  is_confirmed
    0        A1       A2       0.2    tie  co_fund    2.0         False
    """
    wanted = _wanted(evaluation, area_code, cells)
    is_block = np.isin(np.arange(len(evaluation.blocks)), evaluation.occupancy.cell_block[wanted])
    links = links_of(evaluation, records, is_block)
    edges = list(_edges(evaluation, links, wanted))
    cells = evaluation.cells.iloc[[cell for cell, _ in edges]][_FRONT].astype("str")
    table = _listed(links, list(cells.itertuples(index=False, name=None)), [edge for _, edge in edges])
    return table.sort_values(_FRONT, kind="stable", ignore_index=True)


def _wanted(evaluation: Evaluation, area_code: str, cells: pd.DataFrame | None) -> Ints:
    """Return the cells of the area, by number, in which two agencies or more meet."""
    is_here: Bools = evaluation.cells["agencies"].to_numpy() >= 2
    is_here &= np.isin(evaluation.occupancy.cell_unit, units_of(evaluation, area_code))
    if cells is not None:
        asked, fronts = (pd.MultiIndex.from_frame(table[_FRONT].astype("str")) for table in (cells, evaluation.cells))
        is_here &= fronts.isin(asked)
    return np.flatnonzero(is_here)


def links_of(evaluation: Evaluation, records: Records, is_block: Bools) -> pd.DataFrame:
    """Return the strongest record that ties each pair of agencies in the blocks, and beside it their review.

    Returns
    -------
    One row per ``block`` and pair ``one``, ``other`` (agency_ids in order), and one more where the pair has a review:
    ``strength`` (tenths), ``reason`` and the record named as `coordination` does; ``carries``: False for a review.
    """
    found = pd.concat([_shared(evaluation, is_block), _tied(evaluation, records, is_block)]).astype(
        {name: _TYPES[name] for name in ("strength", "reason", *_RECORD)}
    )
    reason = found["reason"]
    found = found.assign(rank=reason.map(list(Reason).index), carries=reason != Reason.COMPLEMENTARY)
    by = ["block", "strength", "rank", "one", "other", *_RECORD]
    found = found.sort_values(by, ascending=[name != "strength" for name in by])
    return found.drop_duplicates(["block", "one", "other", "carries"], ignore_index=True)


def _shared(evaluation: Evaluation, is_block: Bools) -> pd.DataFrame:
    """Return the pairs of agencies that act in one active initiative."""
    world, blocks = evaluation.world, evaluation.blocks
    at = np.flatnonzero(world.is_active[blocks.presence.owner] & is_block[blocks.presence.members])
    pairs = _pairs(evaluation, at, at)
    number = blocks.presence.owner[at[pairs["row"]]]
    names = world.initiatives.names(number).reindex(number).reset_index(drop=True)
    return pairs.join(names).assign(reason=Reason.SHARED, strength=FULL)


def _tied(evaluation: Evaluation, records: Records, is_block: Bools) -> pd.DataFrame:
    """Return the pairs of agencies between whose initiatives a tie or a review is live."""
    world, blocks = evaluation.world, evaluation.blocks
    is_review = world.ties.is_kind(TieKind.COMPLEMENTARY)
    is_tying = world.ties.is_kind(*TYING_KINDS) & (world.ties.strength > 0)
    tie, giver_at, taker_at = meetings_of(world, blocks, is_review | is_tying)
    is_here = is_block[blocks.presence.members[giver_at]]
    pairs = _pairs(evaluation, giver_at[is_here], taker_at[is_here])
    tie = tie[is_here][pairs["row"]]
    named = _counted_ties(evaluation, records).iloc[tie].reset_index(drop=True)
    return pairs.join(named).assign(
        reason=np.where(is_review[tie], Reason.COMPLEMENTARY, Reason.TIE),
        strength=np.where(is_review[tie], FULL, world.ties.strength[tie]),
        records=named["from_id"] + SEPARATOR + named["to_id"],
    )


def _counted_ties(evaluation: Evaluation, records: Records) -> pd.DataFrame:
    """Return the rows of the table ``ties`` that the ties of the world are made of, in the same order."""
    frame, initiatives = records.get("ties", typed("ties")), evaluation.world.initiatives
    number = np.append(initiatives.number, -1)
    giver, taker = (number[place_among(frame[end], initiatives.records)] for end in ("from_id", "to_id"))
    is_counted = (giver >= 0) & (taker >= 0) & (giver != taker) & frame["kind"].isin(list(TieKind)).to_numpy()
    if is_counted.sum() != len(evaluation.world.ties):
        msg = f"`records` had {is_counted.sum()} ties that count, must be the {len(evaluation.world.ties)} evaluated"
        raise GeoError(msg)
    ties = pd.DataFrame(frame[is_counted])
    usual = ties["kind"].map(dict(DEFAULT_TIE_LEVEL)).astype("float64")
    level = ties["level"].fillna(usual).mask(ties["kind"] == TieKind.COMPLEMENTARY)
    return ties[["from_id", "to_id", "kind"]].assign(level=level, is_confirmed=ties["confirmed"].fillna(value=False))


def _pairs(evaluation: Evaluation, one_at: Ints, other_at: Ints) -> pd.DataFrame:
    """Return (row, block, one, other): two agencies, those of a presence row with those of the one beside it."""
    sides = [evaluation.blocks.nodes_of(at) for at in (one_at, other_at)]
    frames = [pd.DataFrame({"row": side.owner, "agency": _ids(evaluation, side.members)}) for side in sides]
    row, one, other = frames[0].merge(frames[1], on="row").query("agency_x != agency_y").to_numpy(object).T
    row = row.astype(np.int64)
    ends = {"one": np.minimum(one, other), "other": np.maximum(one, other)}
    return pd.DataFrame({"row": row, "block": evaluation.blocks.presence.members[one_at[row]], **ends})


def _ids(evaluation: Evaluation, nodes: Ints) -> pd.Index:
    return evaluation.world.agencies.ids[evaluation.blocks.node_agency[nodes]].astype(object)


def _edges(evaluation: Evaluation, links: pd.DataFrame, wanted: Ints) -> Iterator[tuple[int, Edge]]:
    """Yield the edges of every cell's tree with its number."""
    occupancy = evaluation.occupancy
    of_block = _by_block(links)
    agency = _ids(evaluation, occupancy.node)
    ends = np.searchsorted(occupancy.cell, [wanted, wanted + 1])
    for cell, start, end in zip(wanted.tolist(), *ends.tolist(), strict=True):
        for edge in tree(agency[start:end].tolist(), of_block.get(occupancy.cell_block[cell], [])):
            yield cell, edge


def _by_block(links: pd.DataFrame) -> Mapping[object, list[Link]]:
    rows = links.assign(row=links.index).groupby("block")[list(Link._fields)]
    return {block: [Link(*row) for row in own.itertuples(index=False, name=None)] for block, own in rows}


def between(evaluation: Evaluation, records: Records, pairs: pd.DataFrame) -> pd.DataFrame:
    """Say what ties two agencies most strongly in a tambon on a theme: their w~ of METHOD 2 and its record.

    Parameters
    ----------
    evaluation, records : as `coordination` is given them.
    pairs : ``area_code`` (tambon), ``theme``, ``agency_id`` and ``other_id`` in order, as of `geo.pairs.meetings`.

    Returns
    -------
    The columns of `COLUMNS`, one row per pair that anything ties at all, in their order; ``area_code`` is the tambon.
    """
    block, keys = _blocks(evaluation, pairs), pairs[[*_FRONT, "agency_id", "other_id"]].to_numpy(object).tolist()
    is_block = np.isin(np.arange(len(evaluation.blocks)), block)
    links = links_of(evaluation, records, is_block)
    of_block = _by_block(links)
    found = [
        ((area_code, theme), edge)
        for (area_code, theme, *both), at in zip(keys, block.tolist(), strict=True)
        for edge in tree(both, of_block.get(at, []))
    ]
    return _listed(links, [place for place, _ in found], [edge for _, edge in found])


def _blocks(evaluation: Evaluation, pairs: pd.DataFrame) -> Ints:
    """Return the block of each tambon and theme, -1 where there is none."""
    world, blocks = evaluation.world, evaluation.blocks
    keys = pd.MultiIndex.from_arrays([world.areas.codes[blocks.tambon], world.themes.codes[blocks.theme]])
    found: Ints = keys.get_indexer(pd.MultiIndex.from_frame(pairs[_FRONT])).astype(np.int64)
    return found


def _listed(links: pd.DataFrame, places: Sequence[tuple[str, str]], edges: Sequence[Edge]) -> pd.DataFrame:
    """Name the places, agencies and records of the edges."""
    records = links["records"].tolist()
    weakest = [min(edge.path, key=attrgetter("strength")).row for edge in edges]
    through = pd.Series([SEPARATOR.join(edge.stops[1:-1]) or None for edge in edges], dtype="str")
    paths = [SEPARATOR.join(records[link.row] for link in edge.path).split(SEPARATOR) for edge in edges]
    table = links.iloc[weakest].reset_index(drop=True)
    table = table.assign(
        area_code=[area_code for area_code, _ in places],
        theme=[theme for _, theme in places],
        agency_id=[edge.stops[0] for edge in edges],
        other_id=[edge.stops[-1] for edge in edges],
        strength=table["strength"] / FULL,
        reason=table["reason"].mask(through.notna(), Reason.PATH),
        through=through,
        records=[SEPARATOR.join(dict.fromkeys(path)) for path in paths],
    )
    return table[COLUMNS].astype(_TYPES)
