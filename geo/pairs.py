"""Agencies two by two where they meet: in one village on one theme. This module says how much each pair repeats.

A pair whose agencies are tied by w~ (METHOD 2) leaves 1 - w~ of a front between them in every cell they share whose
S is above 0. Where S is 0 nothing repeats, however the two are tied: others of the cell or reviews tie all of it, and
nothing is missing there. These add up to how much the two have to talk about: who meets first is who has most of it.
"""

import numpy as np
import pandas as pd

from data.schema import SEPARATOR
from geo.evidence import unit_parts, units_of
from geo.links import Ints, runs
from geo.scores import Evaluation
from geo.ties import FULL
from geo.uncoordinated import reviewed

PAIR = ["agency_id", "other_id"]
PLACE = ["area_code", "theme"]


def meetings(evaluation: Evaluation, area_code: str = "") -> pd.DataFrame:
    """List where two agencies meet: every tambon and theme in which they share cells of an area.

    Parameters
    ----------
    area_code : a listed area; blank: all of them.

    Returns
    -------
    One row per tambon, theme and pair of agencies, what is missing most first: ``area_code`` (tambon), ``theme``,
    ``agency_id`` and ``other_id`` (in order), ``strength`` (w~ of METHOD 2 with reviews, 0 to 1), ``cells`` (units
    they share there), ``surplus_cells`` (those of them with S > 0) and ``missing`` (surplus cells times 1 - w~: what
    every list, sentence and sum of pairs counts).

    Examples
    --------
    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> from geo.scores import evaluate
    >>> work = {"initiative_id": ["I1", "I2"], "status": "implementation", "themes": "T1", "areas": "80010101"}
    >>> parts = {"initiative_id": ["I1", "I2"], "agency_id": ["A1", "A2"], "role": "accountable"}
    >>> records = {"areas": typed("areas", {"code": ["80010101"]}), "initiatives": typed("initiatives", work),
    ...     "participation": typed("participation", parts),
    ...     "ties": typed("ties", {"from_id": ["I1"], "to_id": ["I2"], "kind": ["co_fund"], "confirmed": [True]})}
    >>> met = meetings(evaluate(records, dt.date(2007, 2, 16)))
    >>> met[["area_code", "agency_id", "other_id", "strength", "missing"]]
      area_code agency_id other_id  strength  missing
    0    800101        A1       A2       0.4      0.6
    """
    world, blocks = evaluation.world, evaluation.blocks
    cell, one, other = _pairs(evaluation, area_code)
    is_surplus = evaluation.cells["surplus"].to_numpy()[cell] > 0
    nodes = len(blocks.node_block)
    order = np.argsort(one * nodes + other, kind="stable")
    one, other, is_surplus = one[order], other[order], is_surplus[order]
    first = np.flatnonzero(runs(one, other))
    cells = np.diff(np.append(first, len(one)))
    surplus = np.add.reduceat(is_surplus.astype(np.int64), first) if len(first) else first
    one, other = one[first], other[first]
    ids, block = world.agencies.ids, blocks.node_block[one]
    ends = np.sort(np.column_stack([blocks.node_agency[one], blocks.node_agency[other]]), axis=1)
    strength = _strength(evaluation, one, other)
    table = pd.DataFrame(
        {
            "area_code": world.areas.codes[blocks.tambon[block]].astype("str"),
            "theme": world.themes.codes[blocks.theme[block]].astype("str"),
            "agency_id": ids[ends[:, 0]].astype("str"),
            "other_id": ids[ends[:, 1]].astype("str"),
            "strength": strength,
            "cells": cells,
            "surplus_cells": surplus,
            "missing": surplus * (1 - strength),
        }
    )
    return _first(table, ["missing", "cells"], [*PLACE, *PAIR])


def _pairs(evaluation: Evaluation, area_code: str) -> tuple[Ints, Ints, Ints]:
    """Return (cell, node, node) for every two agencies of a cell of the area."""
    occupancy = evaluation.occupancy
    rows = np.arange(len(occupancy.cell))
    if area_code:
        rows = np.flatnonzero(np.isin(occupancy.cell_unit[occupancy.cell], units_of(evaluation, area_code)))
    cell, node = occupancy.cell[rows], occupancy.node[rows]
    behind = np.searchsorted(cell, cell, side="right") - np.arange(len(cell)) - 1
    one = np.repeat(np.arange(len(cell)), behind)
    other = one + np.arange(len(one)) - np.repeat(np.cumsum(behind) - behind, behind) + 1
    return cell[one], node[one], node[other]


def _strength(evaluation: Evaluation, one: Ints, other: Ints) -> "np.typing.NDArray[np.float64]":
    """Return w~ of pairs of nodes; 1 where a live review holds the two to complete each other."""
    strength = 1 - evaluation.strengths.distance(one, other) / FULL
    ends = pd.MultiIndex.from_arrays([one, other])
    strength[ends.isin(reviewed(evaluation))] = 1
    return strength


def _first(table: pd.DataFrame, most: list[str], then: list[str]) -> pd.DataFrame:
    return table.sort_values([*most, *then], ascending=[*[False] * len(most), *[True] * len(then)], ignore_index=True)


def who_meets(met: pd.DataFrame, held: "pd.Series[int]") -> pd.DataFrame:
    """Say who should meet first: of every pair, in how many cells and how far apart.

    Parameters
    ----------
    met : from `meetings`.
    held : how many cells each agency is in, from `held_cells`.

    Returns
    -------
    One row per pair, who should meet first on top: ``agency_id``, ``other_id``, ``cells`` (shared), ``missing`` (in
    those of them with S > 0), ``tied`` (cells - missing: the sum of w~ over the cells, each whose S is 0 counted as
    1), ``strength`` (mean of w~ over all of them), ``surplus_cells``, ``tambon`` and ``themes`` (how many), ``own``
    and ``others`` (cells each is in) and ``overlap`` (METHOD 6: 1 less half the sum of the absolute differences of
    their shares over cells; each agency is shared out evenly over its cells, as D counts it once in each, so that it
    is ``cells`` by the larger of ``own`` and ``others``).

    Examples
    --------
    >>> met = pd.DataFrame({"area_code": ["t", "u"], "theme": "T1", "agency_id": "A", "other_id": "B",
    ...     "strength": [0.5, 0.0], "cells": [2, 1], "surplus_cells": [2, 1], "missing": [1.0, 1.0]})
    >>> who_meets(met, pd.Series({"A": 3, "B": 6}))[["cells", "tied", "missing", "overlap"]].to_numpy().tolist()
    [[3.0, 1.0, 2.0, 0.5]]
    """
    several = met.assign(strength=met["cells"] * met["strength"]).groupby(PAIR, sort=False)
    table = several.agg(
        cells=("cells", "sum"),
        strength=("strength", "sum"),
        missing=("missing", "sum"),
        surplus_cells=("surplus_cells", "sum"),
        tambon=("area_code", "nunique"),
        themes=("theme", "nunique"),
    ).reset_index()
    own, others = (table[name].map(held).astype("int64") for name in PAIR)
    table = table.assign(
        strength=table["strength"] / table["cells"],
        tied=table["cells"] - table["missing"],
        own=own,
        others=others,
        overlap=table["cells"] / np.maximum(own, others),
    )
    return _first(table.round({"missing": 9, "tied": 9}), ["missing", "cells"], PAIR)


def held_cells(evaluation: Evaluation, area_code: str = "") -> "pd.Series[int]":
    """Count the cells of an area that each agency is in, by agency_id; a blank area is all of them."""
    occupancy = evaluation.occupancy
    agency = evaluation.blocks.node_agency[occupancy.node]
    if area_code:
        agency = agency[np.isin(occupancy.cell_unit[occupancy.cell], units_of(evaluation, area_code))]
    ids = evaluation.world.agencies.ids
    return pd.Series(np.bincount(agency, minlength=len(ids)), index=ids)


def shared_cells(evaluation: Evaluation, met: pd.DataFrame, area_code: str = "") -> pd.DataFrame:
    """List the cells that stand behind some meetings, with the work of either side.

    Parameters
    ----------
    met : rows of `meetings`.
    area_code : the area that they were asked of.

    Returns
    -------
    One row per meeting and unit, in the order of the meetings: ``at`` (the row's place among them), ``unit``,
    ``theme``, ``agency_id``, ``other_id``, ``strength``, ``is_surplus`` (whether S > 0 there), ``works`` and
    ``other_works`` (ids joined by ``;``).
    """
    areas = evaluation.world.areas
    units = np.arange(len(areas.units)) if not area_code else units_of(evaluation, area_code)
    tambon = areas.codes.get_indexer(pd.Index(met["area_code"].unique()))
    units = units[np.isin(areas.tambon[units], tambon)]
    parts = (
        unit_parts(evaluation, units).rename(columns={"area_code": "unit"}).astype({"unit": "str", "theme": "str"})
    )
    number = areas.codes.get_indexer(pd.Index(parts["unit"]))
    parts["area_code"] = areas.codes[areas.tambon[areas.unit[number]]].astype("str")
    rows = met[[*PLACE, *PAIR, "strength"]].reset_index(drop=True).rename_axis("at").reset_index()
    keys = ["at", "unit"]
    sides = [_works(rows, parts, name, to) for name, to in (("agency_id", "works"), ("other_id", "other_works"))]
    both = pd.concat(sides, axis=1, join="inner").reset_index()
    found = both.merge(rows, on="at").merge(_surplus(evaluation, units), on=["unit", "theme"])
    named = found[[*keys, "theme", *PAIR, "strength", "is_surplus", "works", "other_works"]]
    return named.sort_values(keys, ignore_index=True)


def _surplus(evaluation: Evaluation, units: Ints) -> pd.DataFrame:
    """Return whether S > 0 in each cell of some units, by unit and theme."""
    cells = evaluation.cells[np.isin(evaluation.occupancy.cell_unit, units)]
    named = {"unit": cells["area_code"].astype("str"), "theme": cells["theme"].astype("str")}
    return pd.DataFrame({**named, "is_surplus": cells["surplus"] > 0})


def together(cells: pd.DataFrame) -> pd.DataFrame:
    """Put the cells of a meeting together that say the same, so that they are read once.

    Parameters
    ----------
    cells : from `shared_cells`.

    Returns
    -------
    The columns of the cells with ``units`` (joined by ``;``) and ``cells`` (how many) in the place of ``unit``.

    Examples
    --------
    >>> cells = pd.DataFrame({"at": 0, "unit": ["v1", "v2", "v3"], "theme": "T1", "agency_id": "A", "other_id": "B",
    ...     "strength": 0.5, "works": ["I1", "I1", "I3"], "other_works": "I2"})
    >>> together(cells)[["units", "cells", "works"]].to_numpy().tolist()
    [['v1;v2', 2, 'I1'], ['v3', 1, 'I3']]
    """
    alike = cells.groupby([name for name in cells if name != "unit"], sort=False)["unit"]
    return alike.agg(units=SEPARATOR.join, cells="size").reset_index()


def _works(rows: pd.DataFrame, parts: pd.DataFrame, name: str, to: str) -> "pd.Series[str]":
    """Return the work of one side of each row, by row and unit."""
    own = rows.rename(columns={name: "side"})[["at", *PLACE, "side"]]
    found = own.merge(parts.rename(columns={"agency_id": "side"}), on=[*PLACE, "side"])
    distinct = found[["at", "unit", "initiative_id"]].drop_duplicates().sort_values("initiative_id")
    return distinct.groupby(["at", "unit"])["initiative_id"].agg(SEPARATOR.join).rename(to)
