"""What holds integration back in an area, and what would help most. This module takes the index apart."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.counts import could_of
from geo.evidence import area_number, component_items
from geo.integration import COMPONENTS, RULE, IntegrationRule, index_of, integration, measured, shrunken
from geo.links import Floats, Ints
from geo.scores import Evaluation


@dataclass(frozen=True)
class Advice:
    """The index of an area taken apart.

    Attributes
    ----------
    integration : the index, NaN while not published; then there is neither weakest link nor step.
    bars : by component 1 to 6: ``x``, ``n``, ``rate`` (the province's), ``p`` (pulled towards it), ``is_measured``
        (in K), ``after`` (the index if one more did, the rates held; NaN where none is left or none counts).
    weakest : component of K with the lowest p.
    step : component whose next x raises the index most.
    items : the items of `step` that did not, or not wholly, count, with the columns of `component_items`.
    """

    integration: float
    bars: pd.DataFrame
    weakest: int | None
    step: int | None
    items: pd.DataFrame


def advice(evaluation: Evaluation, area_code: str, *, rule: IntegrationRule = RULE) -> Advice:
    """Name the weakest link of an area (of its tambon, for a village) and the step that would help most.

    Parameters
    ----------
    evaluation : from `geo.scores.evaluate`.
    area_code : a listed area.
    rule : weights and limits of the index.
    """
    number = area_number(evaluation, area_code)
    could = could_of(evaluation.counts, np.array([number]))
    bars = pd.DataFrame(
        {
            "x": could.x[0],
            "n": could.n[0],
            "rate": could.rates[0],
            "p": shrunken(*could[:3], rule=rule)[0],
            "is_measured": measured(could.n, could.rates)[0],
            "after": _after(*could[:3], rule=rule),
        },
        index=pd.Index(COMPONENTS, name="component"),
    )
    value = float(integration(*could, rule=rule).value[0])
    weakest, step = _choice(bars[bars["is_measured"] & (np.asarray(rule.weights) > 0)], value)
    items = component_items(evaluation, area_code)
    left = items[(items["component"] == step) & (items["x"] < items["n"])]
    return Advice(value, bars, weakest, step, left.reset_index(drop=True))


def _after(x: Floats, n: Ints, rates: Floats, *, rule: IntegrationRule) -> Floats:
    """Return the index of one area if one more of each component in turn did, as far as there is one more."""
    size = len(COMPONENTS)
    more, could, held = np.minimum(x + np.eye(size), n), np.repeat(n, size, axis=0), np.repeat(rates, size, axis=0)
    is_measured = measured(could, held)
    after = index_of(shrunken(more, could, held, rule=rule), is_measured, rule=rule)
    can_rise = np.diagonal(is_measured & (x < n))
    return np.where(can_rise, after, np.nan)


def _choice(bars: pd.DataFrame, value: float) -> tuple[int | None, int | None]:
    """Return the component with the lowest p and that with the highest index after, the first of equals."""
    if np.isnan(value):
        return None, None
    component, after = bars.index.to_numpy(int), bars["after"].to_numpy(float)
    weakest = int(component[bars["p"].to_numpy(float).argmin()])
    return weakest, None if np.isnan(after).all() else int(component[np.nanargmax(after)])
