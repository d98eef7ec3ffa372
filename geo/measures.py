"""Plain counts that colour the map beside the scores. This module adds themes and people per initiative."""

import numpy as np
import pandas as pd

from geo.scores import Evaluation
from geo.units import LEVELS

THEMES, PEOPLE = "themes", "population_per_initiative"


def with_counts(evaluation: Evaluation, scores: pd.DataFrame, level: str, population: pd.Series) -> pd.DataFrame:
    """Add what areas hold to their scores.

    Parameters
    ----------
    evaluation : what `scores` were read from.
    scores : by area code, all areas of `level`.
    population : persons by area code, NaN unknown.

    Returns
    -------
    The scores with ``themes`` (distinct leaf themes with open work in a cell) and ``population_per_initiative``
    (persons; NaN where the population is unknown or no initiative is open).
    """
    areas, blocks, occupancy = evaluation.world.areas, evaluation.blocks, evaluation.occupancy
    area = areas.unit_area(LEVELS.index(level))[occupancy.cell_unit]
    pairs = np.unique(np.stack([area, blocks.theme[occupancy.cell_block]])[:, area >= 0], axis=1)
    counts = pd.Series(np.bincount(pairs[0], minlength=len(areas.codes)), index=areas.codes)
    people = population.reindex(scores.index) / scores["initiatives"].where(scores["initiatives"] > 0)
    return scores.assign(**{THEMES: counts.reindex(scores.index), PEOPLE: people})
