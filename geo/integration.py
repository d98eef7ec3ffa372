"""Do the people who work in an area work as one? This module makes the integration index of six components."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.schema import IntegrationState
from geo.links import Bools, Floats

COMPONENTS = range(1, 7)
X_COLUMNS, N_COLUMNS = ([f"{letter}{k}" for k in COMPONENTS] for letter in "xn")


@dataclass(frozen=True)
class IntegrationRule:
    """What people argue about in the index.

    Attributes
    ----------
    weights : of the components in their order; equal unless the user sets them.
    prior : strength of the pull towards the provincial rate, in items: keeps one lucky record from deciding.
    components, agencies, initiatives : least numbers that an area needs for its index to be published.
    """

    weights: Sequence[float] = (1, 1, 1, 1, 1, 1)
    prior: float = 4
    components: int = 3
    agencies: int = 2
    initiatives: int = 3


RULE = IntegrationRule()


def integration(counts: pd.DataFrame, rates: pd.DataFrame, *, rule: IntegrationRule = RULE) -> pd.DataFrame:
    """Say on a scale of 0 to 100 how far those who could work together did.

    ``p_k = (x + 4 pi_k) / (n + 4)`` and ``I = 100 exp(sum of w_k ln p_k / sum of w_k)`` over the components K
    with ``n > 0`` and ``0 < pi_k < 1``.

    Parameters
    ----------
    counts : by area_code: ``agencies``, ``initiatives`` and ``x1``, ``n1`` to ``x6``, ``n6``.
    rates : by area_code, columns 1 to 6: the province's rate ``pi_k``, NaN where nobody could.
    rule : weights and limits.

    Returns
    -------
    ``integration`` (NaN: not published), ``integration_state`` and ``integration_components`` (the size of K).

    Examples
    --------
    >>> counts = pd.DataFrame({"agencies": [2, 1], "initiatives": [3, 3]}, index=["800101", "800102"])
    >>> counts[X_COLUMNS], counts[N_COLUMNS] = 2, 4
    >>> rates = pd.DataFrame(0.5, index=counts.index, columns=list(COMPONENTS))
    >>> integration(counts, rates)
            integration integration_state  integration_components
    800101         50.0         published                       6
    800102          NaN      insufficient                       6
    """
    is_measured = measured(counts, rates)
    value = index_of(shrunken(counts, rates, rule=rule), is_measured, rule=rule)
    size = is_measured.sum(axis=1)
    is_published = (
        (size >= rule.components)
        & (counts["agencies"].to_numpy() >= rule.agencies)
        & (counts["initiatives"].to_numpy() >= rule.initiatives)
    )
    state = np.where(is_published, IntegrationState.PUBLISHED.value, IntegrationState.INSUFFICIENT.value)
    return pd.DataFrame(
        {
            "integration": np.where(is_published, value, np.nan),
            "integration_state": state,
            "integration_components": size,
        },
        index=counts.index,
    )


def measured(counts: pd.DataFrame, rates: pd.DataFrame) -> Bools:
    """Say which components are in K: someone could, and the province's rate is neither 0 nor 1."""
    rate = rates.to_numpy(float)
    is_measured: Bools = (counts[N_COLUMNS].to_numpy() > 0) & (rate > 0) & (rate < 1)
    return is_measured


def shrunken(counts: pd.DataFrame, rates: pd.DataFrame, *, rule: IntegrationRule = RULE) -> Floats:
    """Return ``p_k``: the area's rate pulled towards the province's."""
    x, n = counts[X_COLUMNS].to_numpy(float), counts[N_COLUMNS].to_numpy(float)
    pulled: Floats = (x + rule.prior * rates.to_numpy(float)) / (n + rule.prior)
    return pulled


def index_of(p: Floats, is_measured: Bools, *, rule: IntegrationRule = RULE) -> Floats:
    """Return the weighted geometric mean of the measured components, 0 to 100; NaN where none has weight."""
    weights = np.where(is_measured, np.asarray(rule.weights, float), 0)
    total = weights.sum(axis=1)
    logs = (weights * np.log(np.where(is_measured, p, 1))).sum(axis=1)
    mean: Floats = np.divide(logs, total, out=np.full(len(total), np.nan), where=total > 0)
    index: Floats = 100 * np.exp(mean)
    return index
