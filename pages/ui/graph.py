"""Nodes and the lines between them drawn in HTML alone. This module draws them, each node a link with its words.

The lines are turned spans in a layer that is hidden from screen readers: what they say stands in the words of the
nodes. A node holds its own lines once more, which are seen while it is pointed at or has the focus.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

_NOTHING = Markup("")
_DENSE = 120
"""Lines above which all are drawn fainter, so that those of a node that is pointed at stand out."""
Point = tuple[float, float]


class Node(NamedTuple):
    """One node: where its mark stands, its classes of page.css, what stands in and under the mark, where it leads.

    ``full`` takes the place of ``name`` while the node is pointed at or has the focus. ``words`` say it all to those
    who do not see it and begin with ``mark`` and ``name``.
    """

    at: Point
    kind: str
    mark: str
    name: str
    full: str
    words: str
    address: Mapping[str, str]


class Line(NamedTuple):
    """A line between two nodes, by their places among the nodes; ``kind`` holds classes of page.css."""

    one: int
    other: int
    kind: str


class Zone(NamedTuple):
    """A part of the drawing with its name."""

    left: float
    width: float
    name: str


def graph(
    words: str, size: tuple[int, int], zones: Iterable[Zone], nodes: Sequence[Node], lines: Sequence[Line]
) -> Markup:
    """Return a drawing of a size in pixels that scrolls within its own box; `words` say what it is."""
    own: dict[int, list[Markup]] = {}
    for line in lines:
        for here, there in ((line.one, line.other), (line.other, line.one)):
            own.setdefault(here, []).append(_line((0, 0), _way(nodes[here].at, nodes[there].at), line.kind))
    named = (
        Markup('<span class="zone" style="left:{}px;width:{}px">{}</span>').format(zone.left, zone.width, zone.name)
        for zone in zones
    )
    drawn = (_line(nodes[line.one].at, _way(nodes[line.one].at, nodes[line.other].at), line.kind) for line in lines)
    return Markup(
        '<div class="scroll graph" role="region" aria-label="{}" tabindex="0">'
        '<div class="plane {}" style="width:{}px;height:{}px">{}<div aria-hidden="true">{}</div>'
        "<ul>{}</ul></div></div>"
    ).format(
        words,
        "dense" if len(lines) > _DENSE else "",
        *size,
        _NOTHING.join(named),
        _NOTHING.join(drawn),
        _NOTHING.join(_node(node, own.get(at, [])) for at, node in enumerate(nodes)),
    )


def sample(kind: str, words: str) -> Markup:
    """Return a mark or a line of a kind with what it means."""
    return Markup('<span><span class="{}" aria-hidden="true"></span>{}</span>').format(kind, words)


def legend(samples: Iterable[Markup]) -> Markup:
    """Return what marks and lines mean."""
    return Markup('<p class="legend quiet graph-legend">{}</p>').format(_NOTHING.join(samples))


def _node(node: Node, own: Sequence[Markup]) -> Markup:
    return Markup(
        '<li class="{}" style="left:{}px;top:{}px"><a href="?{}" target="_self" data-go="" aria-label="{}">'
        '<span class="own" aria-hidden="true">{}</span><span class="mark">{}</span>'
        '<span class="name">{}</span><span class="name full">{}</span></a></li>'
    ).format(
        node.kind,
        *map(_px, node.at),
        urlencode(node.address),
        node.words,
        _NOTHING.join(own),
        Markup("<span>{}</span>").format(node.mark),
        node.name,
        node.full,
    )


def _line(start: Point, way: Point, kind: str) -> Markup:
    length, angle = math.hypot(*way), math.degrees(math.atan2(way[1], way[0]))
    return Markup(
        '<span class="edge {}" style="left:{}px;top:{}px;width:{}px;transform:rotate({}deg)"></span>'
    ).format(kind, *map(_px, start), _px(length), round(angle, 2))


def _way(start: Point, end: Point) -> Point:
    return end[0] - start[0], end[1] - start[1]


def _px(value: float) -> float:
    return round(value, 1)
