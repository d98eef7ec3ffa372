"""What the colours mean, in words and counts. This module describes classes and legend to the map."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data.schema import DuplicationState, Quality
from geo import classify, palettes
from geo.classify import Measure
from pages.ui.words import Words

_RAMPS = {
    Measure.DUPLICATION: palettes.DUPLICATION,
    Measure.SHARE: palettes.DUPLICATION,
    Measure.INTEGRATION: palettes.INTEGRATION,
    Measure.AGENCIES: palettes.COUNT,
    Measure.INITIATIVES: palettes.COUNT,
}
_STEPS = ("low", "middle", "high")
_CORNERS = ("corner_top", "corner_right", "corner_bottom", "corner_left")


def classes_of(measure: Measure, limits: Sequence[float], say: Words) -> dict[str, dict[str, Any]]:
    """Return fill, hatch and words of every class key of a measure."""
    made = _bivariate(say) if measure is Measure.BIVARIATE else _single(measure, limits, say)
    return made | {
        classify.NO_RECORD: _kind(palettes.NO_RECORD, say("class_none"), "slant"),
        classify.FILTERED_OUT: _kind(palettes.FILTERED_OUT, say("class_out")),
    }


def legend_of(
    keys: pd.Series, scores: pd.DataFrame, kinds: Mapping[str, Any], measure: Measure, say: Words
) -> dict[str, Any]:
    """Return the legend: the diamond or the ramp, and the states, each with the number of its areas."""
    counts = keys.value_counts().to_dict()
    is_diamond = measure is Measure.BIVARIATE
    single = int((scores["duplication_state"] == DuplicationState.SINGLE_AGENCY).sum())
    return {
        "title": say(f"measure_{measure}"),
        "corners": [say(name) for name in _CORNERS],
        "diamond": [[str(3 * row + column) for column in range(3)] for row in range(3)] if is_diamond else [],
        "counts": counts,
        "rows": _rows(counts, kinds, measure, say, single),
        "notes": [say("legend_filter")],
    }


def lines_of(outlines: pd.DataFrame, say: Words) -> list[list[str]]:
    """Return a legend line for every quality of outline that is drawn."""
    return [[str(quality), say(quality)] for quality in Quality if (outlines["quality"] == quality).any()]


def _rows(
    counts: Mapping[str, int], kinds: Mapping[str, Any], measure: Measure, say: Words, single: int
) -> list[dict[str, Any]]:
    if measure is Measure.BIVARIATE:
        wanted = {key: say("class_insufficient", d=say(step)) for key, step in zip("abc", _STEPS, strict=True)}
    else:
        wanted = {key: kind["label"] for key, kind in kinds.items()}
    wanted[classify.NO_RECORD] = say("no_record_short")
    wanted.pop(classify.FILTERED_OUT, None)
    rows = [{"key": key, "label": label, "count": counts.get(key, 0)} for key, label in wanted.items()]
    first = "a" if measure is Measure.BIVARIATE else "0"
    if single:
        rows.append({"key": first, "label": say("class_single"), "count": single, "single": True})
    return rows


def _kind(fill: str, label: str, *hatch: str) -> dict[str, Any]:
    return {"fill": fill, "label": label, "hatch": list(hatch)}


def _bivariate(say: Words) -> dict[str, dict[str, Any]]:
    cells = {
        str(3 * row + column): _kind(fill, say("class_bivariate", d=say(_STEPS[column]), i=say(_STEPS[2 - row])))
        for row, fills in enumerate(palettes.BIVARIATE)
        for column, fill in enumerate(fills)
    }
    greys = {
        key: _kind(fill, say("class_insufficient", d=say(step)), "slant", "counter")
        for key, fill, step in zip("abc", palettes.INSUFFICIENT, _STEPS, strict=True)
    }
    return cells | greys


def _single(measure: Measure, limits: Sequence[float], say: Words) -> dict[str, dict[str, Any]]:
    breaks = classify.breaks_of(measure, limits)
    labels = [_range(i, breaks, say) for i in range(len(breaks) + 1)]
    made = {str(i): _kind(fill, label) for i, (fill, label) in enumerate(zip(_RAMPS[measure], labels, strict=True))}
    if measure is Measure.INTEGRATION:
        made[classify.INSUFFICIENT] = _kind(palettes.INSUFFICIENT[0], say("not_published"), "slant", "counter")
    return made


def _range(i: int, breaks: Sequence[float], say: Words) -> str:
    if i == len(breaks):
        return say("class_over", low=f"{breaks[-1]:g}")
    if breaks[i] == 0:
        return say("class_zero")
    if i == 0:
        return say("class_first", high=f"{breaks[0]:g}")
    return say("class_up_to", low=f"{breaks[i - 1]:g}", high=f"{breaks[i]:g}")
