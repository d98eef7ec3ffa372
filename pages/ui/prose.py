"""Text on the page. This module is the only sink through which text of a record becomes HTML.

`show` takes Markup and nothing else; Markup grows here only from literal templates whose gaps are escaped. A test
walks the syntax tree of every page to see that no other sink is used.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from urllib.parse import urlencode, urlsplit

import streamlit as st
from markupsafe import Markup

_NOTHING = Markup("")
_FEW = 3
"""Characters of a value that is a mark instead of words."""
_STATUS = ("done", "warn")
"""Kinds of lines that say what became of something: read out when they come."""
_NARROW = 4
"""Columns that fit a phone; a table of more turns into cards where there is no room."""


def show(*parts: Markup) -> None:
    """Put `parts` on the page; nothing where all of them are blank.

    Raises
    ------
    TypeError : a part that is plain text, which would be read as HTML unescaped.
    """
    for part in parts:
        if not isinstance(part, Markup):
            raise TypeError(f"`part` was {type(part).__name__}, must be Markup")
    if joined := _NOTHING.join(parts):
        st.html(joined)


def heading(text: str | Markup, level: int = 1, anchor: str = "") -> Markup:
    """Return a heading of level 1 to 3; `anchor` is the name by which `contents` leads to it."""
    return _HEADINGS[level].format(Markup(' id="part-{}"').format(anchor) if anchor else _NOTHING, text)


_HEADINGS = {
    1: Markup("<h1{}>{}</h1>"),
    2: Markup("<h2{}>{}</h2>"),
    3: Markup("<h3{}>{}</h3>"),
}


def contents(name: str, items: Iterable[tuple[str, str]]) -> Markup:
    """Return links to the headings of a long page, by (anchor, text); `name` says what the list is."""
    links = (Markup('<li><a href="#part-{}">{}</a></li>').format(anchor, text) for anchor, text in items)
    return Markup('<nav class="contents" aria-label="{}"><ul>{}</ul></nav>').format(name, _NOTHING.join(links))


def columns(left: Markup, right: Markup) -> Markup:
    """Return two parts beside each other where there is room, one after the other where there is not."""
    return Markup('<div class="columns"><div>{}</div><div>{}</div></div>').format(left, right)


def facts(pairs: Iterable[tuple[str, str | Markup]]) -> Markup:
    """Return what is known, each with its name."""
    rows = (Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, value) for name, value in pairs)
    return Markup('<dl class="facts">{}</dl>').format(_NOTHING.join(rows))


def sentence(text: str, **gaps: str | Markup) -> Markup:
    """Return one of our sentences with text or markup in its named gaps; `text` itself never comes from a record.

    >>> sentence("{title} <", title=strong("ก"))
    Markup('<strong>ก</strong> &lt;')
    """
    return Markup("{}").format(text).format(**gaps)


def row(parts: Iterable[str | Markup]) -> Markup:
    """Return links and buttons in one row that wraps."""
    return Markup('<div class="ways">{}</div>').format(
        _NOTHING.join(Markup("<span>{}</span>").format(part) for part in parts if part)
    )


def paper(text: str) -> Markup:
    """Return a line that is seen on paper only."""
    return Markup('<p class="paper">{}</p>').format(text)


def line(text: str | Markup, kind: str = "") -> Markup:
    """Return a paragraph; `kind` is a class of page.css, such as ``quiet`` or ``banner``."""
    role = Markup(' role="status"') if kind in _STATUS else _NOTHING
    return Markup('<p class="{}"{}>{}</p>').format(kind, role, text)


def told(said: Markup) -> Markup:
    """Return what a button did, which the page's own script brings into view (ui/page/page.js)."""
    return Markup('<div data-told="">{}</div>').format(said)


def strong(text: str) -> Markup:
    """Return `text` set off."""
    return Markup("<strong>{}</strong>").format(text)


def quiet(text: str) -> Markup:
    """Return `text` set back."""
    return Markup('<span class="quiet">{}</span>').format(text)


def join(parts: Iterable[str | Markup], separator: str = " · ") -> Markup:
    """Return the non-empty `parts` with `separator` between them."""
    return Markup("{}").format(separator).join(part for part in parts if part)


def link(address: object, text: str) -> Markup:
    """Return a link to a web page in a new tab; `text` alone where the address is not http or https."""
    if not is_web(address):
        return Markup("{}").format(text)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a>').format(address, text)


def here(parameters: Mapping[str, str], text: str, said: str = "") -> Markup:
    """Return a link to this page with other parameters; `said` is read out in place of a text that is too short."""
    label = Markup(' aria-label="{}"').format(said) if said else _NOTHING
    return Markup('<a href="?{}" target="_self" data-go=""{}>{}</a>').format(urlencode(parameters), label, text)


def page(path: str, parameters: Mapping[str, str], text: str, part: str = "") -> Markup:
    """Return a link to another page of the app, or to a part of it; `path` is blank for the landing page."""
    address = Markup("./{}?{}").format(path, urlencode(parameters)) + (f"#{part}" if part else "")
    return Markup('<a href="{}" target="_self" data-go="">{}</a>').format(address, text)


def button(act: str, text: str, said: str = "") -> Markup:
    """Return a button that the page's own script answers (ui/page/page.js); `said` is what it says when done."""
    return Markup('<button type="button" data-act="{}" data-said="{}">{}</button>').format(act, said, text)


def bookmarks(say: Callable[..., str], view: Mapping[str, str]) -> Markup:
    """Return the place where the page's own script keeps the reader's bookmarks, with the words it needs.

    `view` holds parameters that an address may leave out, and that a kept or sent one names all the same.
    """
    words = {name: say(f"bookmark_{name}") for name in ("title", "add", "remove", "copy", "copied")}
    return Markup(
        '<div class="bookmarks" data-bookmarks data-title="{title}" data-add="{add}" data-remove="{remove}"'
        ' data-copy="{copy}" data-copied="{copied}" data-view="{view}"></div>'
    ).format(**words, view=urlencode(view))


def watching() -> Markup:
    """Return the sign by which page.css takes away what stands around the page."""
    return Markup("<span data-watching></span>")


def jump(anchor: str, text: str) -> Markup:
    """Return a link to a part of this page."""
    return Markup('<a href="#{}">{}</a>').format(anchor, text)


def book(name: str, parts: Mapping[str, tuple[str, Markup]]) -> Markup:
    """Return parts, each a title and a body by its anchor, beside a table of contents called `name`."""
    items = (Markup("<li>{}</li>").format(jump(anchor, title)) for anchor, (title, _) in parts.items())
    sections = (
        Markup('<section id="{}"><h2>{}</h2>{}</section>').format(anchor, *part) for anchor, part in parts.items()
    )
    return Markup('<div class="book"><nav aria-label="{}"><h2>{}</h2><ol>{}</ol></nav><div>{}</div></div>').format(
        name, name, _NOTHING.join(items), _NOTHING.join(sections)
    )


def terms(items: Iterable[tuple[str, str, str]]) -> Markup:
    """Return words with what they mean: (anchor, word, sentence)."""
    pairs = (Markup('<div id="{}"><dt>{}</dt><dd>{}</dd></div>').format(*item) for item in items)
    return Markup('<dl class="terms">{}</dl>').format(_NOTHING.join(pairs))


def is_web(address: object) -> bool:
    """Whether `address` is the text of an http or https address with a host."""
    if not isinstance(address, str):
        return False
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def chips(items: Iterable[Markup]) -> Markup:
    """Return short links side by side."""
    return Markup('<span class="chips">{}</span>').format(_NOTHING.join(items))


def listing(items: Iterable[str | Markup]) -> Markup:
    """Return an unordered list."""
    return Markup("<ul>{}</ul>").format(_NOTHING.join(Markup("<li>{}</li>").format(item) for item in items))


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str | Markup]],
    caption: str = "",
    *,
    marked: Collection[int] = (),
    is_dense: bool = False,
) -> Markup:
    """Return a table; on a narrow screen each row becomes a card whose cells say their heading.

    `marked` rows, by their place, stand out; a table `is_dense` whose cells are mostly numbers: it fits half a page.
    """
    top = _NOTHING.join(Markup('<th scope="col">{}</th>').format(name) for name in head)
    body = _NOTHING.join(
        Markup("<tr{}>{}</tr>").format(
            Markup(' class="marked"') if at in marked else _NOTHING,
            _NOTHING.join(
                Markup('<td data-label="{}"><span>{}</span></td>').format(name, cell)
                for name, cell in zip(head, cells, strict=True)
            ),
        )
        for at, cells in enumerate(rows)
    )
    said = Markup("<caption>{}</caption>").format(caption) if caption else _NOTHING
    kind = "records" if len(head) <= _NARROW else "records dense" if is_dense else "records wide"
    return Markup('<table class="{}">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(
        kind, said, top, body
    )


def figure(label: str, value: str, note: str = "", change: Markup = _NOTHING) -> Markup:
    """Return one figure: what it is, the number, what it rests on, and how it changed."""
    kind = "value" if any(char.isdigit() for char in value) or len(value) < _FEW else "value words"
    return Markup(
        '<div class="figure"><div class="label">{}</div><div class="{}">{}</div>{}<div class="note">{}</div></div>'
    ).format(label, kind, value, change, note)


def change(said: str, direction: str = "", meaning: str = "") -> Markup:
    """Return how a figure changed; `direction` is ``up``, ``down`` or blank, `meaning` the accent it is drawn in."""
    return Markup('<div class="change {} {}">{}</div>').format(direction, meaning, said)


def figures(items: Iterable[Markup]) -> Markup:
    """Return figures side by side, two to a row on a phone."""
    return Markup('<div class="figures">{}</div>').format(_NOTHING.join(items))


def bar(label: str, share: float, value: str, note: str = "") -> Markup:
    """Return a bar of `share` (0 to 1; NaN draws an empty track) with its words; without a label its value leads."""
    width = 0 if math.isnan(share) else round(100 * min(max(share, 0), 1), 1)
    if not label:
        return Markup(
            '<span class="bar bare"><span class="value">{}</span><span class="track">'
            '<span class="fill" style="width:{}%"></span></span><span class="note">{}</span></span>'
        ).format(value, width, note)
    return Markup(
        '<span class="bar"><span>{}</span><span class="track"><span class="fill" style="width:{}%"></span></span>'
        '<span class="value">{}</span><span class="note">{}</span></span>'
    ).format(label, width, value, note)


def fold(summary: str | Markup, body: Markup, *, is_open: bool = False) -> Markup:
    """Return a part that opens on request."""
    if is_open:
        return Markup("<details open><summary>{}</summary>{}</details>").format(summary, body)
    return Markup("<details><summary>{}</summary>{}</details>").format(summary, body)
