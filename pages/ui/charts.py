"""Grids, bars of years and time lines drawn in HTML alone. This module draws them, each with its words."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

_NOTHING = Markup("")


class Year(NamedTuple):
    """One bar: what stands under it, its share of the highest (0 to 1), and what stands over it; blank for a gap."""

    name: str
    share: float
    value: str


class Onward(NamedTuple):
    """What becomes of a row at its end: a line on to a place, in shares of the width, with a mark at it.

    ``kind`` is a class of page.css.
    """

    to: float
    kind: str


class Span(NamedTuple):
    """One row of a time line, in shares of its width.

    ``kind`` is a class of page.css; ``words`` say the row in full to those who do not see it; a start or end that is
    not known is drawn as going on.
    """

    title: Markup
    left: float
    right: float
    kind: str
    words: str
    is_started: bool
    is_ended: bool
    onward: Onward | None = None


class Axis(NamedTuple):
    """Ticks of a time line and its day, each with its place in shares of the width."""

    ticks: Sequence[tuple[float, str]]
    day: float
    day_name: str


def years(bars: Iterable[Year], words: str) -> Markup:
    """Return one bar a year; `words` say the same to those who do not see them."""
    drawn = (
        Markup(
            '<span class="year"><span class="over">{}</span><span class="column" style="height:{}px"></span>'
            '<span class="under">{}</span></span>'
        ).format(bar.value, round(56 * bar.share), bar.name)
        for bar in bars
    )
    return Markup('<div class="years" role="img" aria-label="{}">{}</div>').format(words, _NOTHING.join(drawn))


def grid(caption: str, head: Sequence[str], rows: Iterable[tuple[str | Markup, Sequence[Markup]]]) -> Markup:
    """Return a wide table that scrolls within its own box, its first column in place; keys reach the box too."""
    top = _NOTHING.join(Markup('<th scope="col">{}</th>').format(name) for name in head)
    body = _NOTHING.join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, _NOTHING.join(cells)) for name, cells in rows
    )
    return Markup(
        '<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="grid"><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(caption, caption, top, body)


def cell(value: str | Markup = "", note: str = "", mark: str = "", *, is_marked: bool = False) -> Markup:
    """Return one cell of a grid: a number, a quiet note under it, and a mark in words where it stands out."""
    return Markup('<td class="{}">{}{}{}</td>').format(
        "marked" if is_marked else "",
        value,
        Markup('<span class="note">{}</span>').format(note) if note else _NOTHING,
        Markup('<span class="mark">{}</span>').format(mark) if mark else _NOTHING,
    )


class Load(NamedTuple):
    """One piece of work on its way to the line: its name, what is said of it, and whether it is met there."""

    name: Markup
    note: str | Markup
    is_met: bool


class Waist(NamedTuple):
    """What comes to a line from above and from below: its title, both loads, and what is said at the line.

    ``kind`` is a class of page.css.
    """

    title: Markup
    down: Sequence[Load]
    up: Sequence[Load]
    kind: str
    said: str


def waists(parts: Iterable[Waist], down: str, up: str, nothing: str) -> Markup:
    """Return loads from above and from below, those that are met joined at the line between, the others held apart.

    `down` and `up` name the two sides, `nothing` is said of a side without a load.
    """
    columns = (
        Markup('<li class="{}"><h3>{}</h3>{}<p class="line">{}</p>{}</li>').format(
            part.kind,
            part.title,
            _side(part.down, "down", down, nothing),
            part.said,
            _side(part.up, "up", up, nothing),
        )
        for part in parts
    )
    return Markup('<ol class="waists">{}</ol>').format(_NOTHING.join(columns))


def _side(loads: Sequence[Load], kind: str, name: str, nothing: str) -> Markup:
    if not loads:
        return Markup('<p class="side {} none">{}: {}</p>').format(kind, name, nothing)
    items = (
        Markup('<li class="{}">{}<span class="note">{}</span></li>').format(
            "met" if load.is_met else "apart", load.name, load.note
        )
        for load in loads
    )
    return Markup('<div class="side {}"><span class="label">{}</span><ul>{}</ul></div>').format(
        kind, name, _NOTHING.join(items)
    )


class Facing(NamedTuple):
    """One small drawing of two sides at a line, each in shares of the highest: what is met there, what is apart."""

    name: Markup
    down: tuple[float, float]
    up: tuple[float, float]
    kind: str
    said: str


def facings(tiles: Iterable[Facing]) -> Markup:
    """Return small drawings side by side, each with its words."""
    drawn = (
        Markup(
            '<li class="{}"><span class="draw" aria-hidden="true"><span class="side down">{}</span>'
            '<span class="side up">{}</span></span>{}<span class="note">{}</span></li>'
        ).format(tile.kind, _stack(*tile.down), _stack(*tile.up), tile.name, tile.said)
        for tile in tiles
    )
    return Markup('<ul class="facings">{}</ul>').format(_NOTHING.join(drawn))


def _stack(met: float, apart: float) -> Markup:
    """Return what is met, which reaches the line, and what is apart, further out."""
    blocks = (("met", met), ("apart", apart))
    return _NOTHING.join(
        Markup('<span class="{}" style="height:{}px"></span>').format(kind, max(round(_TALLEST * share), 3))
        for kind, share in blocks
        if share > 0
    )


_TALLEST = 40
"""Pixels of the highest side of a small drawing."""


def parted(parts: Iterable[tuple[str, float]], words: str) -> Markup:
    """Return one bar in parts, each (kind, share of the width); `words` say the same to those who do not see it."""
    drawn = _NOTHING.join(
        Markup('<span class="{}" style="width:{}%"></span>').format(kind, _percent(share)) for kind, share in parts
    )
    return Markup('<span class="parted" role="img" aria-label="{}">{}</span>').format(words, drawn)


def timeline(axis: Axis, spans: Iterable[Span | str], kind: str = "") -> Markup:
    """Return spans under one axis, with a line at the day; text among them heads those that follow.

    `kind` is a class of page.css.
    """
    ticks = _NOTHING.join(
        Markup('<span class="tick" style="left:{}%">{}</span>').format(_percent(at), name) for at, name in axis.ticks
    )
    day = Markup('<span class="day" style="left:{}%"></span>').format(_percent(axis.day))
    side = "tick today left" if axis.day > 0.5 else "tick today"
    named = Markup('<span class="{}" style="left:{}%">{}</span>').format(side, _percent(axis.day), axis.day_name)
    rows = _NOTHING.join(_span(span, day) if isinstance(span, Span) else _head(span) for span in spans)
    return Markup(
        '<div class="timeline {}"><div class="axis" aria-hidden="true"><span></span>'
        '<span class="lane">{}{}</span></div><ul>{}</ul></div>'
    ).format(kind, ticks, named, rows)


def legend(kinds: Iterable[tuple[str, str]], marks: Iterable[tuple[str, str]] = ()) -> Markup:
    """Return what the bars of a time line mean, and the marks at their ends, by (kind, words)."""
    bars = (Markup('<span><span class="span {}"></span>{}</span>').format(kind, words) for kind, words in kinds)
    ends = (Markup('<span><span class="onward {}"></span>{}</span>').format(kind, words) for kind, words in marks)
    return Markup('<p class="legend quiet">{}{}</p>').format(_NOTHING.join(bars), _NOTHING.join(ends))


def _head(text: str) -> Markup:
    return Markup('<li class="group"><h3>{}</h3></li>').format(text)


def _span(span: Span, day: Markup) -> Markup:
    kind = span.kind + ("" if span.is_started else " before") + ("" if span.is_ended else " after")
    bar = Markup('<span class="span {}" style="left:{}%;width:{}%"></span>').format(
        kind, _percent(span.left), _percent(max(span.right - span.left, 0.004))
    )
    return Markup(
        '<li><span class="name">{}</span><span class="lane" role="img" aria-label="{}">{}{}{}</span></li>'
    ).format(span.title, span.words, bar, _onward(span), day)


def _onward(span: Span) -> Markup:
    if span.onward is None:
        return _NOTHING
    return Markup('<span class="onward {}" style="left:{}%;width:{}%"></span>').format(
        span.onward.kind, _percent(span.right), _percent(span.onward.to - span.right)
    )


def _percent(share: float) -> float:
    return round(100 * min(max(share, 0), 1), 2)
