"""Every number on the map, for every area at once. This module is where records become scores."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, cached_property, partial

import numpy as np
import pandas as pd

from data.schema.frames import Records
from geo.blocks import Blocks, blocks_of
from geo.cells import Occupancy, occupancy_of, open_rows
from geo.components import Sums, components_of, sums_of
from geo.counted import Counted
from geo.counts import Counts, scores_of
from geo.integration import RULE, IntegrationRule
from geo.links import Floats
from geo.strengths import Strengths, tied
from geo.surplus import reviews_of, surplus_of
from geo.tallies import tallies
from geo.ties import FULL
from geo.units import TAMBON
from geo.world import Basis, World, basis_of, world_of


@dataclass(frozen=True)
class Evaluation:
    """Everything the records say on one day under one filter of themes; scores and evidence are read from it.

    Attributes
    ----------
    world, blocks, strengths, occupancy, components : what the records say, by number.
    surplus, surplus_low : S of every occupied cell, and S without imprecise footprints.
    sums : x and n of the components by tambon.
    """

    world: World
    blocks: Blocks
    strengths: Strengths
    occupancy: Occupancy
    surplus: Floats
    surplus_low: Floats
    components: tuple[Counted, ...]
    sums: Sums

    @cached_property
    def cells(self) -> pd.DataFrame:
        """One row per occupied cell: ``area_code`` (its unit), ``theme``, ``agencies`` (m) and both S."""
        world, occupancy = self.world, self.occupancy
        codes = pd.CategoricalDtype(world.areas.codes), pd.CategoricalDtype(world.themes.codes)
        unit, theme = world.areas.units[occupancy.cell_unit], self.blocks.theme[occupancy.cell_block]
        return pd.DataFrame(
            {
                "area_code": pd.Categorical.from_codes(unit, dtype=codes[0]),
                "theme": pd.Categorical.from_codes(theme, dtype=codes[1]),
                "agencies": np.bincount(occupancy.cell, minlength=len(unit)),
                "surplus": self.surplus,
                "surplus_low": self.surplus_low,
            }
        )

    @cached_property
    def counts(self) -> Counts:
        """What every area holds."""
        totals = self.sums.by(self.world.areas.within[: TAMBON + 1])
        tally = cache(partial(tallies, self.world, self.blocks, self.occupancy))
        return Counts(self.world.areas, self.fronts, totals, tally)

    @cached_property
    def fronts(self) -> Floats:
        """Of every unit, in a row each: occupied cells, the sum of S and that without imprecise ones, in tenths."""
        unit, units = self.occupancy.cell_unit, len(self.world.areas.units)
        tenths = (np.bincount(unit, part * FULL, units) for part in (self.surplus, self.surplus_low))
        return np.array([np.bincount(unit, minlength=units), *tenths])


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
    return evaluation_of(world_of(records if isinstance(records, Basis) else basis_of(records), day, themes))


def evaluation_of(world: World) -> Evaluation:
    """Do the same with records that are numbers already."""
    blocks, strengths = tied(world, blocks_of(world))
    rows = open_rows(world, blocks)
    occupancy = occupancy_of(blocks, rows)
    reviews = reviews_of(world, blocks, occupancy)
    components = components_of(world, blocks, strengths, rows)
    return Evaluation(
        world,
        blocks,
        strengths,
        occupancy,
        surplus_of(occupancy, strengths, reviews),
        surplus_of(occupancy.precise(), strengths, reviews),
        components,
        sums_of(components, len(world.areas.codes)),
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
    return scores_of(evaluation.counts, [level], rule=rule)[0]
