"""How QGIS is to draw our layers. This module says in QGIS's rules what the map of the app shows."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from data.schema import LABELS, DuplicationState, Extent, IntegrationState, Label, Quality
from data.writers.content import CLASSES
from data.writers.qml import Pen, Rule, fill, hatch, line, mark, qml
from geo import palettes
from geo.classify import (
    BIVARIATE_DUPLICATION_BREAKS,
    DUPLICATION_BREAKS,
    INSUFFICIENT,
    NO_RECORD,
    Measure,
)
from geo.joins import Standing

Limits = Mapping[Measure, Sequence[float]]
"""Limits of the integration index on the map of two measures and on its own."""

TITLES = {
    "map_class": Label("ซ้ำซ้อน × บูรณาการ", "Duplication × integration"),
    "duplication_class": Label("ซ้ำซ้อน", "Duplication"),
    "integration_class": Label("บูรณาการ", "Integration"),
}
"""Name of the style that each column of class keys has."""

_LINES = {Quality.OFFICIAL: "solid", Quality.APPROXIMATE: "dash", Quality.SCHEMATIC: "dot"}
_SLANT, _COUNTER = hatch(palettes.HATCH, 45), hatch(palettes.HATCH, -45)
_DUPLICATION, _INTEGRATION = Label("หน้างานซ้ำต่อหมู่บ้าน", "surplus fronts per village"), Label("บูรณาการ", "integration")


def area_styles(limits: Limits) -> dict[str, str]:
    """Return the styles of a layer of areas by name, the one to open with first."""
    colours = {
        "map_class": [*_bivariate(limits[Measure.BIVARIATE]), *_greys()],
        "duplication_class": _ramp("duplication_class", palettes.DUPLICATION, (DUPLICATION_BREAKS, _DUPLICATION)),
        "integration_class": [
            *_ramp("integration_class", palettes.INTEGRATION, (limits[Measure.INTEGRATION], _INTEGRATION)),
            _state("integration_class", INSUFFICIENT, IntegrationState.INSUFFICIENT, (_SLANT, _COUNTER)),
        ],
    }
    return {
        _both(TITLES[column]): qml("fill", [*colours[column], *_states(column), *_outlines()]) for column in CLASSES
    }


def initiative_styles() -> dict[str, str]:
    """Return the style of the points of initiatives."""
    pens = {"=": mark(palettes.INK, palettes.AREA_LINE), "<>": mark(palettes.HATCH, palettes.AREA_LINE)}
    said = {"=": Label("งานที่เปิดอยู่", "open work"), "<>": Label("งานอื่นในทะเบียน", "other work on record")}
    rules = [Rule(f"\"standing\" {sign} '{Standing.ACTIVE}'", _both(said[sign]), (pens[sign],)) for sign in pens]
    return {_both(Label("งาน", "Initiatives")): qml("marker", rules)}


def tie_styles() -> dict[str, str]:
    """Return the style of ties: whole lines once both sides have confirmed them."""
    rules = [
        Rule(f"{known} = {value}", _both(label), (line(palettes.INK, 0.4, style),))
        for known, value, label, style in (
            ('"confirmed"', "true", Label("ยืนยันแล้ว", "confirmed"), "solid"),
            ('coalesce("confirmed", false)', "false", Label("ยังไม่ยืนยัน", "not confirmed"), "dash"),
        )
    ]
    return {_both(Label("ความเชื่อมโยง", "Ties")): qml("line", rules)}


def coverage_styles() -> dict[str, str]:
    """Return the style of the areas that agencies say they serve."""
    lines = (
        (f"\"extent\" = '{Extent.COMPLETE}'", LABELS[Extent.COMPLETE], "solid"),
        (f"\"extent\" = '{Extent.PARTIAL}'", LABELS[Extent.PARTIAL], "dash"),
        ('"extent" IS NULL', Label("ไม่ระบุว่าทั้งหมดหรือบางส่วน", "extent not stated"), "dot"),
    )
    rules = [
        Rule(expression, _both(label), (line(palettes.COVERAGE_LINE, 0.6, style),))
        for expression, label, style in lines
    ]
    return {_both(Label("พื้นที่ที่หน่วยงานแจ้งว่าดูแล", "Areas that agencies say they serve")): qml("fill", rules)}


def _bivariate(limits: Sequence[float]) -> list[Rule]:
    columns, rows = _ranges(BIVARIATE_DUPLICATION_BREAKS), _ranges(limits)
    return [
        _rule("map_class", str(3 * row + column), _pair(columns[column], rows[2 - row]), (fill(colour),))
        for row, colours in enumerate(palettes.BIVARIATE)
        for column, colour in enumerate(colours)
    ]


def _greys() -> list[Rule]:
    state = LABELS[IntegrationState.INSUFFICIENT]
    return [
        _rule(
            "map_class",
            key,
            Label(f"{state.thai} · {_DUPLICATION.thai} {said}", f"{state.english}, {_DUPLICATION.english} {said}"),
            (fill(colour), _SLANT, _COUNTER),
        )
        for key, colour, said in zip("abc", palettes.INSUFFICIENT, _ranges(BIVARIATE_DUPLICATION_BREAKS), strict=True)
    ]


def _pair(duplication: str, integration: str) -> Label:
    thai = f"{_DUPLICATION.thai} {duplication} · {_INTEGRATION.thai} {integration}"
    return Label(thai, f"{_DUPLICATION.english} {duplication}, {_INTEGRATION.english} {integration}")


def _ramp(column: str, colours: Sequence[str], scale: tuple[Sequence[float], Label]) -> list[Rule]:
    breaks, name = scale
    return [
        _rule(column, str(at), Label(f"{name.thai} {said}", f"{name.english} {said}"), (fill(colour),))
        for at, (colour, said) in enumerate(zip(colours, _ranges(breaks), strict=True))
    ]


def _states(column: str) -> list[Rule]:
    """Areas without record are hatched; where one agency works alone the outline is dotted."""
    single = f"\"duplication_state\" = '{DuplicationState.SINGLE_AGENCY}'"
    return [
        _state(column, NO_RECORD, DuplicationState.NO_RECORD, (_SLANT,)),
        Rule(single, _both(LABELS[DuplicationState.SINGLE_AGENCY]), (line(palettes.INK, 0.5, "dot", 3),)),
    ]


def _state(column: str, key: str, state: str, hatches: tuple[Pen, ...]) -> Rule:
    colour = palettes.NO_RECORD if key == NO_RECORD else palettes.INSUFFICIENT[0]
    return _rule(column, key, LABELS[state], (fill(colour), *hatches))


def _outlines() -> list[Rule]:
    return [
        Rule(
            f"\"boundary_quality\" = '{quality}'",
            _both(LABELS[quality]),
            (line(palettes.PARENT_LINE, 0.2, style, 2),),
        )
        for quality, style in _LINES.items()
    ]


def _rule(column: str, key: str, label: Label, pens: tuple[Pen, ...]) -> Rule:
    return Rule(f"\"{column}\" = '{key}'", _both(label), pens)


def _both(label: Label) -> str:
    return f"{label.thai} | {label.english}"


def _ranges(breaks: Sequence[float]) -> list[str]:
    """Say each class by its ends.

    >>> _ranges((0.25, 1.0))
    ['≤ 0.25', '0.25–1', '> 1']
    """
    first = "0" if breaks[0] == 0 else f"≤ {breaks[0]:g}"
    return [first, *(f"{low:g}–{high:g}" for low, high in pairwise(breaks)), f"> {breaks[-1]:g}"]
