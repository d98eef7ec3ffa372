"""Do the people who work in an area work as one? This module makes the integration index of six components."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from data.schema import IntegrationState
from geo.links import Bools, Floats, Ints

COMPONENTS = range(1, 7)
X_COLUMNS, N_COLUMNS = ([f"{letter}{k}" for k in COMPONENTS] for letter in "xn")
_STATES = pd.array([IntegrationState.INSUFFICIENT.value, IntegrationState.PUBLISHED.value], dtype="str")


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


class Integration(NamedTuple):
    """The integration index by area.

    Attributes
    ----------
    value : 0 to 100, NaN where not published.
    is_published : whether the area has enough for an index.
    components : how many could be measured (the size of K).
    """

    value: Floats
    is_published: Bools
    components: Ints


def integration(
    x: Floats, n: Ints, rates: Floats, agencies: Ints, initiatives: Ints, *, rule: IntegrationRule = RULE
) -> Integration:
    """Say on a scale of 0 to 100 how far those who could work together did.

    ``p_k = (x + 4 pi_k) / (n + 4)`` and ``I = 100 exp(sum of w_k ln p_k / sum of w_k)`` over the components K
    with ``n > 0`` and ``0 < pi_k < 1``.

    Parameters
    ----------
    x, n : who did and who could; one row per area, one column per component.
    rates : the same of the province's rate ``pi_k``, NaN where nobody could.
    agencies, initiatives : of each area.
    rule : weights and limits.

    Examples
    --------
    >>> x, n, rates = np.full((2, 6), 2.0), np.full((2, 6), 4), np.full((2, 6), 0.5)
    >>> found = integration(x, n, rates, np.array([2, 1]), np.array([3, 3]))
    >>> found.value, found.is_published, found.components
    (array([50., nan]), array([ True, False]), array([6, 6]))
    """
    is_measured = measured(n, rates)
    size = is_measured.sum(axis=1)
    is_published = (size >= rule.components) & (agencies >= rule.agencies) & (initiatives >= rule.initiatives)
    value = index_of(shrunken(x, n, rates, rule=rule), is_measured, rule=rule)
    return Integration(np.where(is_published, value, np.nan), is_published, size)


def states(is_published: Bools) -> ExtensionArray:
    """Return the values of ``integration_state``."""
    return _STATES.take(is_published.astype(np.int64))


def measured(n: Ints, rates: Floats) -> Bools:
    """Say which components are in K: someone could, and the province's rate is neither 0 nor 1."""
    is_measured: Bools = (n > 0) & (rates > 0) & (rates < 1)
    return is_measured


def shrunken(x: Floats, n: Ints, rates: Floats, *, rule: IntegrationRule = RULE) -> Floats:
    """Return ``p_k``: the area's rate pulled towards the province's."""
    pulled: Floats = (x + rule.prior * rates) / (n + rule.prior)
    return pulled


def index_of(p: Floats, is_measured: Bools, *, rule: IntegrationRule = RULE) -> Floats:
    """Return the weighted geometric mean of the measured components, 0 to 100; NaN where none has weight."""
    weights = np.where(is_measured, np.asarray(rule.weights, float), 0)
    total = weights.sum(axis=1)
    logs = (weights * np.log(np.where(is_measured, p, 1))).sum(axis=1)
    mean: Floats = np.divide(logs, total, out=np.full(len(total), np.nan), where=total > 0)
    index: Floats = 100 * np.exp(mean)
    return index
