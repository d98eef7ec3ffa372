"""Rules of drawing as QGIS 3 reads them. This module writes QML, the language of QGIS styles."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, tostring

Kind = Literal["marker", "line", "fill"]

VERSION = "3.22.0"
_GEOMETRY: Mapping[Kind, str] = {"marker": "0", "line": "1", "fill": "2"}
_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_ALWAYS = {"enabled": "1", "locked": "0"}
_WHOLE = {"alpha": "1", "clip_to_extent": "1", "force_rhr": "0"}


@dataclass(frozen=True)
class Pen:
    """One layer of a symbol.

    Attributes
    ----------
    name : class of symbol layer in QGIS.
    options : its settings as QGIS writes them; widths in millimetres.
    at : which of the passes over all features draws it, the first 0.
    inner : the line that a pattern repeats.
    """

    name: str
    options: Mapping[str, str]
    at: int = 0
    inner: "Pen | None" = None


@dataclass(frozen=True)
class Rule:
    """What is drawn of the features for which an expression holds, and what the legend says of it."""

    expression: str
    label: str
    pens: tuple[Pen, ...]


def rgba(colour: str) -> str:
    """Return a colour of `geo.palettes` as QGIS writes it.

    >>> rgba("#4788bd")
    '71,136,189,255'
    """
    return ",".join(str(part) for part in (*bytes.fromhex(colour.removeprefix("#")), 255))


def fill(colour: str) -> Pen:
    """Fill areas without outline."""
    return Pen("SimpleFill", {"color": rgba(colour), "style": "solid", "outline_style": "no"})


def hatch(colour: str, angle_deg: float) -> Pen:
    """Draw parallel lines in areas."""
    inner = line(colour, 0.2, "solid", 1)
    return Pen("LinePatternFill", {"angle": f"{angle_deg:g}", "distance": "1.6", "distance_unit": "MM"}, 1, inner)


def line(colour: str, width_mm: float, style: str, at: int = 0) -> Pen:
    """Draw a line, or the outline of areas; `style` is ``solid``, ``dash`` or ``dot``."""
    options = {
        "line_color": rgba(colour),
        "line_width": f"{width_mm:g}",
        "line_width_unit": "MM",
        "line_style": style,
    }
    return Pen("SimpleLine", {**options, "capstyle": "round", "joinstyle": "round"}, at)


def mark(colour: str, edge: str) -> Pen:
    """Draw a small disc."""
    options = {"name": "circle", "color": rgba(colour), "outline_color": rgba(edge), "outline_width": "0.3"}
    return Pen("SimpleMarker", {**options, "size": "2.2", "size_unit": "MM"})


def qml(kind: Kind, rules: Sequence[Rule]) -> str:
    """Return the style that draws every feature by all rules that hold for it, in passes.

    Parameters
    ----------
    kind : of the symbols: ``marker`` for points, ``line`` for lines, ``fill`` for areas.
    rules : from the first in the legend to the last.
    """
    root = Element("qgis", {"version": VERSION, "styleCategories": "Symbology"})
    levels = str(int(any(pen.at for rule in rules for pen in rule.pens)))
    of_renderer = {"type": "RuleRenderer", "symbollevels": levels, "enableorderby": "0", "forceraster": "0"}
    renderer = SubElement(root, "renderer-v2", of_renderer)
    listed = SubElement(renderer, "rules", {"key": _key(kind)})
    symbols = SubElement(renderer, "symbols")
    for at, rule in enumerate(rules):
        said = {"filter": rule.expression, "label": rule.label, "symbol": str(at)}
        SubElement(listed, "rule", {"key": _key(f"{kind}{at}{rule.expression}"), **said})
        _add_symbol(symbols, kind, str(at), rule.pens)
    for name, value in (("blendMode", "0"), ("featureBlendMode", "0"), ("layerOpacity", "1")):
        SubElement(root, name).text = value
    SubElement(root, "layerGeometryType").text = _GEOMETRY[kind]
    return _DOCTYPE + tostring(root, encoding="unicode")


def _key(text: str) -> str:
    return f"{{{uuid.uuid5(uuid.NAMESPACE_OID, text)}}}"


def _add_symbol(parent: Element, kind: Kind, name: str, pens: Sequence[Pen]) -> None:
    symbol = SubElement(parent, "symbol", {"type": kind, "name": name, **_WHOLE})
    for at, pen in enumerate(pens):
        layer = SubElement(symbol, "layer", {"class": pen.name, "pass": str(pen.at), **_ALWAYS})
        options = SubElement(layer, "Option", {"type": "Map"})
        for key, value in pen.options.items():
            SubElement(options, "Option", {"name": key, "value": value, "type": "QString"})
        for key, value in pen.options.items():  # what QGIS before 3.22 reads
            SubElement(layer, "prop", {"k": key, "v": value})
        if pen.inner:
            _add_symbol(layer, "line", f"@{name}@{at}", (pen.inner,))
