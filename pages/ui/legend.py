"""What the colours mean, in words and counts. This module describes classes and legend to the map."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from data.schema import Extent, Quality
from geo import classify, palettes
from geo.classify import Measure
from pages.ui.words import Words

_RAMPS = {
    Measure.DUPLICATION: palettes.DUPLICATION,
    Measure.SHARE: palettes.DUPLICATION,
    Measure.INTEGRATION: palettes.INTEGRATION,
    Measure.AGENCIES: palettes.COUNT,
    Measure.INITIATIVES: palettes.COUNT,
    Measure.THEMES: palettes.COUNT,
    Measure.PEOPLE: palettes.PEOPLE,
}
_UNKNOWN = {Measure.INTEGRATION: "not_published", Measure.PEOPLE: "people_unknown"}
"""What is said of an area with a record but without this measure."""

_STEPS = ("low", "middle", "high")
TIP = {"duplication": 2, "integration": 0, "agencies": 0, "initiatives": 0}
"""Scores that the tip over an area shows, with their decimals."""

_CORNERS = ("corner_top", "corner_right", "corner_bottom", "corner_left")


def classes_of(measure: Measure, limits: Sequence[float], say: Words) -> dict[str, dict[str, Any]]:
    """Return fill, hatch and words of every class key of a measure."""
    made = _bivariate(say) if measure is Measure.BIVARIATE else _single(measure, limits, say)
    return made | {
        classify.NO_RECORD: _kind(palettes.NO_RECORD, say("class_none"), "slant"),
        classify.FILTERED_OUT: _kind(palettes.FILTERED_OUT, say("class_out")),
    }


def look_of(measure: Measure, limits: Sequence[float], say: Words) -> dict[str, Any]:
    """Return colours and words of the map for a measure: the same for every filter, day and reader."""
    kinds = classes_of(measure, limits, say)
    is_diamond = measure is Measure.BIVARIATE
    own = {
        "corners": [say(name) for name in _CORNERS],
        "diamond": [[str(3 * row + column) for column in range(3)] for row in range(3)] if is_diamond else [],
        "rows": _rows(kinds, measure, say),
        "notes": [*_limits(measure, limits, say), say("legend_filter"), say("legend_marks")],
    }
    return _look(kinds, own, say(f"measure_{measure}"), TIP, say)


_LINES = (*Quality, *Extent, "chosen", "touched")
"""Every kind of line that a map may draw."""


class Kind(NamedTuple):
    """One class that stands for a kind instead of a value: fill, the slants it wears, words."""

    fill: str
    hatch: tuple[str, ...]
    label: str


def look_of_kinds(kinds: Mapping[str, Kind], title: str, tip: Mapping[str, int], say: Words) -> dict[str, Any]:
    """Return colours and words of a map whose colours stand for kinds, by class key, in the order of its legend.

    `tip` holds what the tip over an area tells, with decimals; each is said by its column's word.
    """
    made = {key: _kind(kind.fill, kind.label, *kind.hatch) for key, kind in kinds.items()}
    made[classify.FILTERED_OUT] = _kind(palettes.FILTERED_OUT, say("class_out"))
    rows = [{"key": key, "label": kind.label} for key, kind in kinds.items()]
    out = {"key": classify.FILTERED_OUT, "label": say("class_out"), "optional": True}
    notes = [say("legend_filter"), say("legend_marks")]
    own = {"corners": [], "diamond": [], "rows": [*rows, out], "notes": notes}
    return _look(made, own, title, tip, say)


def _look(
    kinds: Mapping[str, Any], own: Mapping[str, Any], title: str, tip: Mapping[str, int], say: Words
) -> dict[str, Any]:
    return {
        "classes": kinds,
        "legend": {**own, "title": title, "lines": [[name, say(f"line_{name}")] for name in _LINES]},
        "tip": [[say(f"column_{name}"), digits] for name, digits in tip.items()],
        "words": {
            "map": say("map_name", measure=title),
            "reference": say("reference_point"),
            "zoomIn": say("zoom_in"),
            "zoomOut": say("zoom_out"),
        },
    }


def _limits(measure: Measure, limits: Sequence[float], say: Words) -> list[str]:
    """Say where low ends and high begins, on the map of two measures; a ramp says so in its rows."""
    if measure is not Measure.BIVARIATE:
        return []
    duplication = classify.BIVARIATE_DUPLICATION_BREAKS
    pairs = {"d": duplication, "i": limits}
    return [say("legend_limits", **{key: f"{low:g} · {high:g}" for key, (low, high) in pairs.items()})]


def _rows(kinds: Mapping[str, Any], measure: Measure, say: Words) -> list[dict[str, Any]]:
    wanted = {key: kind["label"] for key, kind in kinds.items() if measure is not Measure.BIVARIATE or key in "abc"}
    wanted[classify.NO_RECORD] = say("no_record_short")
    out = wanted.pop(classify.FILTERED_OUT, kinds[classify.FILTERED_OUT]["label"])
    rows: list[dict[str, Any]] = [{"key": key, "label": label} for key, label in wanted.items()]
    first = "a" if measure is Measure.BIVARIATE else "0"
    return [
        *rows,
        {"key": first, "label": say("class_single"), "single": True, "optional": True},
        {"key": classify.FILTERED_OUT, "label": out, "optional": True},
    ]


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
    if measure in _UNKNOWN:
        made[classify.INSUFFICIENT] = _kind(palettes.INSUFFICIENT[0], say(_UNKNOWN[measure]), "slant", "counter")
    return made


def _range(i: int, breaks: Sequence[float], say: Words) -> str:
    if i == len(breaks):
        return say("class_over", low=f"{breaks[-1]:,g}")
    if breaks[i] == 0:
        return say("class_zero")
    if i == 0:
        return say("class_first", high=f"{breaks[0]:,g}")
    return say("class_up_to", low=f"{breaks[i - 1]:,g}", high=f"{breaks[i]:,g}")
