"""What steps do to every score. This module tries them on the register of the day and remembers the result."""

from dataclasses import replace

import numpy as np
import pandas as pd

from data.schema import Level
from geo import classify, maps
from geo.steps import carried_out, named
from geo.trial import Trial
from geo.units import TAMBON
from geo.whatif import tried
from pages.ui import cache, legend, mapdata, showing
from pages.ui.mapview import Shown
from pages.ui.once import once
from pages.ui.visit import Visit
from pages.ui.whatif.thinking import Steps

TOUCHED = "touched"
"""What the map calls the outline of an area that steps touch."""


def _tried(now: Visit, *what: object) -> tuple[object, ...]:
    return cache.records_of(now.register.version), now.chosen.day, now.chosen.theme, *what


@once(most=24, key=_tried)
def trial(now: Visit, found: Steps) -> Trial:
    """Return what the steps do."""
    then = carried_out(now.stage.rows(named(found)), found, now.chosen.day)
    return tried(now.stage, then.differing, then.changed)


def before(now: Visit, level: Level) -> pd.DataFrame:
    """Return the scores of a level as they are, by area code."""
    return now.stage.scores[level].set_index("area_code")


@once(most=96, key=_tried)
def then(now: Visit, found: Steps, level: Level) -> pd.DataFrame:
    """Return the scores of a level as they would be, by area code."""
    return trial(now, found).scores[level].set_index("area_code")


def shown(now: Visit, found: Steps) -> Shown:
    """Return what the map shows: the province as it would be, what steps touch outlined, the marks as they are."""
    content = showing.shown(now)
    if not found:
        return content
    level = Level(now.chosen.level)
    scores = then(now, found, level)
    keys = classify.classes(scores, now.chosen.measure, content.limits)
    order = mapdata.outlines(now.register.version, level).index
    numbers = mapdata.document(maps.numbers_document(scores.reindex(order), legend.TIP))
    outlined = dict.fromkeys(_felt(trial(now, found)), TOUCHED)
    is_out = keys.isin(now.chosen.off)
    return content._replace(scores=scores, keys=keys, is_out=is_out, numbers=numbers, coverage=outlined)


def _felt(trial: Trial) -> list[str]:
    """Return the touched tambon, their villages, and the amphoe and province around them."""
    ground = trial.part.world.areas
    tambon = ground.within[TAMBON]
    inside = np.flatnonzero((tambon >= 0) & trial.is_touched[tambon])
    around = ground.within[:TAMBON, trial.is_touched]
    return ground.codes[np.union1d(inside, around[around >= 0])].tolist()


def bivariate(now: Visit) -> Visit:
    """Return the visit with the map of both scores: counts of other kinds are not tried."""
    return replace(now, chosen=replace(now.chosen, measure=classify.Measure.BIVARIATE))
