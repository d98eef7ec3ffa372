"""From scores to classes of colour. This module says which class an area falls into and why it may have none."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

import numpy as np
import pandas as pd

from data.schema import DuplicationState, IntegrationState
from geo.errors import GeoError
from geo.measures import PEOPLE, THEMES

DUPLICATION_BREAKS = (0.0, 0.25, 0.5, 1.0, 2.0)
"""Surplus fronts per village: upper ends of the classes, fixed over time; a sixth class holds more."""

BIVARIATE_DUPLICATION_BREAKS = (0.25, 1.0)
SHARE_BREAKS = (0.0, 0.1, 0.2, 0.35, 0.5)
COUNT_BREAKS = (1.0, 3.0, 6.0, 12.0)
PEOPLE_BREAKS = (500.0, 1000.0, 2000.0, 4000.0)
"""Persons per open initiative: upper ends; a tambon of the province has some 9,000 people."""
DEFAULT_TERCILES = (15.0, 25.0)
"""Limits of I on the bivariate map until a province has its own: the index is usually between 10 and 40."""
DEFAULT_QUINTILES = (10.0, 15.0, 20.0, 30.0)
LIMITS_NEED = 10
"""Published areas below which a province's own quantiles say too little to fix limits by."""


class Measure(StrEnum):
    """What the areas are coloured by."""

    BIVARIATE = "bivariate"
    DUPLICATION = "duplication"
    SHARE = "share"
    INTEGRATION = "integration"
    AGENCIES = "agencies"
    INITIATIVES = "initiatives"
    THEMES = "themes"
    PEOPLE = "people"


NO_RECORD, INSUFFICIENT, FILTERED_OUT = "n", "i", "x"
"""Class keys that stand for a state instead of a value. Values have the keys 0, 1, 2 …; on the bivariate map key
3 × row + column, and a, b, c for duplication alone where the index is not published."""


def class_index(values: pd.Series, breaks: Sequence[float]) -> pd.Series:
    """Class of each value: the first whose upper end is not below it, the last class holding what is more.

    Parameters
    ----------
    values : float, NaN unknown.
    breaks : upper ends, ascending.

    Returns
    -------
    Series of float, 0 .. len(breaks); NaN where unknown.

    Raises
    ------
    GeoError : breaks that do not ascend.

    Examples
    --------
    >>> class_index(pd.Series([0.0, 0.25, 3.0, None]), DUPLICATION_BREAKS).tolist()
    [0.0, 1.0, 5.0, nan]
    """
    if any(high <= low for low, high in pairwise(breaks)):
        raise GeoError(f"`breaks` were {tuple(breaks)}, must ascend")
    index = np.searchsorted(np.asarray(breaks, dtype=float), values.to_numpy(dtype=float), side="left")
    return pd.Series(index, index=values.index, dtype=float).where(values.notna())


def integration_limits(integration: pd.Series, parts: int) -> tuple[float, ...] | None:
    """Quantiles of the published indices that cut them into `parts` classes, rounded to whole numbers.

    Returns None where fewer than `LIMITS_NEED` areas are published, or where rounding makes two limits one.

    Examples
    --------
    >>> integration_limits(pd.Series(range(10, 41)), 3)
    (20.0, 30.0)
    """
    published = integration.dropna()
    if len(published) < LIMITS_NEED:
        return None
    limits = tuple(float(x) for x in published.quantile(np.arange(1, parts) / parts).round())
    return limits if len(set(limits)) == parts - 1 else None


def kept_limits(settings: Mapping[str, str], measure: Measure) -> Sequence[float]:
    """Return the limits of I that a register keeps for a measure, or the usual ones until it has some.

    >>> kept_limits({"integration_limits_3": "12|18"}, Measure.BIVARIATE), kept_limits({}, Measure.INTEGRATION)
    ((12.0, 18.0), (10.0, 15.0, 20.0, 30.0))
    """
    usual = DEFAULT_TERCILES if measure is Measure.BIVARIATE else DEFAULT_QUINTILES
    kept = settings.get(f"integration_limits_{len(usual) + 1}", "")
    try:
        found = tuple(float(part) for part in kept.split("|"))
    except ValueError:
        return usual
    return found if len(found) == len(usual) and sorted(set(found)) == list(found) else usual


def classes(scores: pd.DataFrame, measure: Measure, limits: Sequence[float]) -> pd.Series:
    """Class key of each area for a measure.

    Parameters
    ----------
    scores : frame with the columns of SCORES.csv, one row per area; and those of `geo.measures.with_counts` for
        the last two measures.
    measure : what to colour by.
    limits : upper ends of the classes of I: two on the bivariate map, four for the index alone; else unused.

    Returns
    -------
    Series of str on the index of `scores`: keys as described beside `NO_RECORD`.
    """
    if measure is Measure.BIVARIATE:
        keys = _bivariate(scores, limits)
    elif measure is Measure.INTEGRATION:
        keys = _keys(class_index(scores["integration"], limits), INSUFFICIENT)
    else:
        column, breaks = _SINGLE[measure]
        keys = _keys(class_index(scores[column], breaks), INSUFFICIENT)
    return keys.mask(scores["duplication_state"] == DuplicationState.NO_RECORD, NO_RECORD)


_SINGLE = {
    Measure.DUPLICATION: ("duplication", DUPLICATION_BREAKS),
    Measure.SHARE: ("duplication_share", SHARE_BREAKS),
    Measure.AGENCIES: ("agencies", COUNT_BREAKS),
    Measure.INITIATIVES: ("initiatives", COUNT_BREAKS),
    Measure.THEMES: (THEMES, COUNT_BREAKS),
    Measure.PEOPLE: (PEOPLE, PEOPLE_BREAKS),
}


def breaks_of(measure: Measure, limits: Sequence[float]) -> Sequence[float]:
    """Upper ends of the classes that a measure is drawn in; `limits` are those of the index."""
    return limits if measure in (Measure.BIVARIATE, Measure.INTEGRATION) else _SINGLE[measure][1]


def is_imprecise(scores: pd.DataFrame) -> pd.Series:
    """Whether D and its lower end fall into different classes: better records of place pay most there."""
    high = class_index(scores["duplication"], DUPLICATION_BREAKS)
    low = class_index(scores["duplication_low"], DUPLICATION_BREAKS)
    return (high != low) & scores["duplication"].notna()


def _keys(index: pd.Series, missing: str) -> pd.Series:
    return index.map("{:.0f}".format, na_action="ignore").astype("str").fillna(missing)


def _bivariate(scores: pd.DataFrame, limits: Sequence[float]) -> pd.Series:
    column = class_index(scores["duplication"], BIVARIATE_DUPLICATION_BREAKS)
    row = 2 - class_index(scores["integration"], limits)
    published = scores["integration_state"] == IntegrationState.PUBLISHED
    letters = column.map({0.0: "a", 1.0: "b", 2.0: "c"}).astype("str").fillna(NO_RECORD)
    return _keys(3 * row + column, INSUFFICIENT).where(published, letters)
