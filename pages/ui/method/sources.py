"""Where facts, dates and method come from. This module writes that part of the method page."""

import pandas as pd
from markupsafe import Markup

from data.commands import facts
from pages.ui import cache, calendar, lists, prose
from pages.ui.method.example import Example
from pages.ui.visit import Visit
from pages.ui.words.sources import LITERATURE, REGISTRY_THAI

_EMPTY = Markup("")
_MOST = 20
"""Changes of the register listed unless whole lists are asked for."""


def shipped(example: Example) -> Markup:
    """Return the registry of the shipped facts."""
    now = example.now
    names = ("file", "source", "source_date", "licence", "quality", "rows")
    rows = [
        (row.file, *(_said(now, getattr(row, name)) for name in names[1:-1]), f"{int(row.rows):,}")
        for row in facts.registry().itertuples()
    ]
    head = [now.say(f"column_{name}") for name in names]
    return prose.line(now.say("sources_note")) + prose.table(head, rows)


def _said(now: Visit, text: str) -> str:
    return REGISTRY_THAI.get(text, text) if now.lang == "th" else text


def dates(example: Example) -> Markup:
    """Return how recent the records are, and when the register changed."""
    now, say = example.now, example.now.say
    changes = cache.batches(now.register.version)
    figures = [
        _date(now, "dates_status", "status_date"),
        _date(now, "dates_start", "start_date"),
        _date(now, "dates_earliest", "start_date", is_first=True),
        prose.figure(
            say("dates_imported"),
            _moment(now, changes["applied_at"].max()),
            say("dates_change", n=f"{len(changes):,}"),
        ),
    ]
    return prose.figures(figures) + _changes(now, changes)


def _date(now: Visit, key: str, column: str, *, is_first: bool = False) -> Markup:
    """Return the latest or first date of a column as exactly as it is known, and how many records have one."""
    dates = now.register.initiatives[column]
    known = dates.dropna().sort_values(kind="stable")
    shown = now.say("dates_none")
    if len(known):
        at = 0 if is_first else -1
        precision = now.register.precision.get((str(known.index[at]), column), "")
        shown = calendar.short(known.iloc[at].date(), now.lang, precision)
    return prose.figure(now.say(key), shown, now.say("dates_of", n=f"{len(known):,}", total=f"{len(dates):,}"))


def _moment(now: Visit, moment: pd.Timestamp) -> str:
    if pd.isna(moment):
        return now.say("dates_none")
    local = calendar.local(moment.to_pydatetime())
    return f"{calendar.short(local.date(), now.lang)} {local:%H:%M}"


def _changes(now: Visit, changes: pd.DataFrame) -> Markup:
    if changes.empty:
        return _EMPTY
    shown, more = lists.cut(now, list(changes.itertuples()), _MOST)
    rows = [(_moment(now, row.applied_at), row.source, f"{row.added:,}", f"{row.changed:,}") for row in shown]
    head = [now.say(f"column_{name}") for name in ("time", "from", "added", "changed")]
    return prose.fold(now.say("dates_batches"), prose.table(head, rows) + more)


def literature(example: Example) -> Markup:
    """Return what the method builds on."""
    return prose.listing(
        prose.join([prose.strong(example.now.say(purpose)), citation]) for purpose, citation in LITERATURE
    )
