"""Every number on the map, for every area at once. This module is where records become scores."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema import SCORE_COLUMNS
from data.schema.frames import Records
from geo.blocks import Blocks, blocks_of
from geo.cells import Occupancy, occupancy_of
from geo.components import Sums, components_of, sums_of
from geo.counted import Counted
from geo.duplication import duplication
from geo.errors import GeoError
from geo.integration import COMPONENTS, N_COLUMNS, RULE, X_COLUMNS, IntegrationRule, integration
from geo.strengths import Strengths, tied
from geo.surplus import reviews_of, surplus_of
from geo.tallies import tallies
from geo.units import LEVELS, PROVINCE, TAMBON
from geo.world import Basis, World, basis_of, world_of


@dataclass(frozen=True)
class Evaluation:
    """Everything the records say on one day under one filter of themes; scores and evidence are read from it.

    Attributes
    ----------
    cells : one row per occupied cell: ``area_code`` (its unit), ``theme``, ``agencies`` (m), ``surplus`` (S) and
        ``surplus_low`` (S without imprecise footprints).
    world, blocks, strengths, occupancy, components : the same by number.
    sums : x and n of the components by tambon.
    tallies : villages, initiatives and agencies of all areas, by the place of their level in `LEVELS`.
    """

    world: World
    blocks: Blocks
    strengths: Strengths
    occupancy: Occupancy
    cells: pd.DataFrame
    components: tuple[Counted, ...]
    sums: Sums
    tallies: tuple[pd.DataFrame, ...]


def evaluate(records: Records | Basis, day: dt.date, *, themes: Collection[str] | None = None) -> Evaluation:
    """Do all the work that scores and evidence rest on, once.

    Parameters
    ----------
    records : typed frames by table name; a missing one has no rows; ``areas`` is the whole world. Who asks for many
        days gives what `geo.world.basis_of` made of them.
    day : the as-of date.
    themes : codes to keep in all sums, a top-level one with its children; None: all.

    Examples
    --------
    >>> from data.schema.frames import typed
    >>> records = {
    ...     "areas": typed("areas", {"code": ["800101", "80010101", "80010102"], "name_th": "ก"}),
    ...     "initiatives": typed("initiatives", {"initiative_id": ["I1", "I2"], "title_th": "ข",
    ...         "status": "implementation", "themes": "T1", "areas": ["80010101", "80010101"]}),
    ...     "participation": typed("participation", {"initiative_id": ["I1", "I2"], "agency_id": ["A1", "A2"],
    ...         "role": "accountable"}),
    ... }
    >>> evaluation = evaluate(records, dt.date(2007, 2, 16))
    >>> score(evaluation, "tambon")[["area_code", "villages", "surplus", "duplication", "integration_state"]]
      area_code  villages  surplus  duplication integration_state
    0    800101         2      1.0          0.5      insufficient
    """
    world = world_of(records if isinstance(records, Basis) else basis_of(records), day, themes)
    blocks, strengths = tied(world, blocks_of(world))
    occupancy = occupancy_of(world, blocks)
    components = components_of(world, blocks, strengths)
    return Evaluation(
        world,
        blocks,
        strengths,
        occupancy,
        _cells(world, blocks, strengths, occupancy),
        components,
        sums_of(components, len(world.areas.codes)),
        tuple(tallies(world, blocks, occupancy, level) for level in range(len(LEVELS))),
    )


def score(evaluation: Evaluation, level: str, *, rule: IntegrationRule = RULE) -> pd.DataFrame:
    """Return the scores of every listed area of a level, by area_code.

    Parameters
    ----------
    evaluation : from `evaluate`.
    level : ``province``, ``amphoe``, ``tambon`` or ``village``; a tambon without villages is its own village.
    rule : weights of the integration index.

    Returns
    -------
    The columns of ``SCORE_COLUMNS``; NaN is blank. A village carries its tambon's integration, x and n.

    Raises
    ------
    GeoError
        If there is no such level.
    """
    if level not in LEVELS:
        msg = f"`level` was {level!r}, must be one of {', '.join(LEVELS)}"
        raise GeoError(msg)
    depth = LEVELS.index(level)
    areas, cell_unit = evaluation.world.areas, evaluation.occupancy.cell_unit
    listed = areas.listed(depth)
    counts = evaluation.tallies[depth].loc[listed]
    area_of_cell = areas.unit_area(depth)[cell_unit]
    is_listed = np.isin(area_of_cell, listed)
    fronts = duplication(evaluation.cells[is_listed].assign(area_code=area_of_cell[is_listed]), counts)
    could = could_of(evaluation, depth)
    index = integration(could.counts, could.rates, rule=rule)
    known = {"area_code": areas.codes[listed]}
    for part in (could.counts, counts, fronts, index):  # counts after could: of the village, not its tambon
        known |= {str(name): part[name].array for name in part}
    return pd.DataFrame({name: known[name] for name in SCORE_COLUMNS})


class Could(NamedTuple):
    """What the integration index of areas is made of, by area number.

    Attributes
    ----------
    counts : ``agencies``, ``initiatives``, ``x1``, ``n1`` to ``x6``, ``n6``; those of its tambon for a village.
    rates : the province's rate of each component, NaN where nobody could.
    """

    counts: pd.DataFrame
    rates: pd.DataFrame


def could_of(evaluation: Evaluation, depth: int) -> Could:
    """Gather x, n and the provincial rates for the listed areas of a level, given by its place in `LEVELS`."""
    areas = evaluation.world.areas
    listed, level = areas.listed(depth), min(depth, TAMBON)
    home = areas.within[level, listed]
    sums = evaluation.sums.by(areas.within[level])
    province = areas.within[PROVINCE]
    tally = evaluation.tallies[level]
    counts = {name: tally[name].to_numpy()[home] for name in ("agencies", "initiatives")}
    counts |= dict(zip(X_COLUMNS, sums.x[home].T, strict=True)) | dict(zip(N_COLUMNS, sums.n[home].T, strict=True))
    rates = evaluation.sums.by(province).rate[province[home]]
    return Could(pd.DataFrame(counts, index=listed), pd.DataFrame(rates, index=listed, columns=list(COMPONENTS)))


def _cells(world: World, blocks: Blocks, strengths: Strengths, occupancy: Occupancy) -> pd.DataFrame:
    reviews = reviews_of(world, blocks, occupancy)
    surplus = surplus_of(occupancy, strengths, reviews)
    codes = pd.CategoricalDtype(world.areas.codes), pd.CategoricalDtype(world.themes.codes)
    unit, theme = world.areas.units[occupancy.cell_unit], blocks.theme[occupancy.cell_block]
    low = surplus_of(occupancy.precise(), strengths, reviews)
    return pd.DataFrame(
        {
            "area_code": pd.Categorical.from_codes(unit, dtype=codes[0]),
            "theme": pd.Categorical.from_codes(theme, dtype=codes[1]),
            "agencies": np.bincount(occupancy.cell, minlength=len(unit)),
            "surplus": surplus,
            "surplus_low": low,
        }
    )
