"""Changes in words: labels for columns, names for codes, Thai days. This module says what was and what is."""

import datetime
import re
from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from data.schema import LABELS, SEPARATOR, TABLE_LABELS, TABLES, AccountRole, column_label
from data.store.plain import OUTLINES, Cell, Row
from pages.ui import calendar, prose, selection
from pages.ui.once import once
from pages.ui.opening import evidence
from pages.ui.visit import Visit
from pages.ui.words import LANGUAGES

_LONGEST = 240
_SOURCES = (
    (re.compile(r"undo of batch (?P<n>\d+)"), "source_undo_batch"),
    (re.compile(r"undo of change \d+"), "source_undo_change"),
    (re.compile(r"undo of the last"), "source_undo_recent"),
    (re.compile(r"review (?P<queue>\w+)"), "source_review"),
    (re.compile(r"form"), "source_form"),
    (re.compile(r"relay"), "source_relay"),
    (re.compile(r"binoculars"), "source_binoculars"),
    (re.compile(r"what_if"), "source_what_if"),
    (re.compile(r"complements"), "source_complements"),
    (re.compile(r"request"), "source_request"),
    (re.compile(r"accounts"), "source_accounts"),
    (re.compile(r"try"), "source_try"),
    (re.compile(r"limits"), "source_limits"),
    (re.compile(r"made village"), "source_villages"),
    (re.compile(r"history begins"), "source_begin"),
    (re.compile(r"shipped .*"), "source_shipped"),
)
_NAMED = {("decisions", "seen"): "initiatives", ("decisions", "capital"): "assets"}
"""What codes stand for that need not be there any more."""
_EVIDENCE = ("decisions", "evidence")
_PROGRAM = ("init", "limits", "villages")


def moment(now: Visit, at: datetime.datetime) -> str:
    """Return a moment of the store as a day and a time in Thailand."""
    local = calendar.local(at)
    return now.say("moment", day=calendar.short(local.date(), now.lang), time=f"{local:%H:%M}")


def person(now: Visit, by: str) -> str:
    """Return who made a change, the program itself, and nobody, by their words; office and officers read names."""
    if by in _PROGRAM:
        return now.say("by_program")
    if by == "office":
        return now.say("by_command")
    names = _names(now) if now.actor.role in (AccountRole.OFFICE, AccountRole.OFFICER) else {}
    return names.get(by, by) or now.say("by_nobody")


@once(most=8, key=lambda now: now.register.version)
def _names(now: Visit) -> dict[str, str]:
    """Return what each account is called; of several that are called alike, with the account beside it."""
    frame = now.register.records["accounts"].dropna(subset=["name"])
    told = frame["name"].where(
        ~frame["name"].duplicated(keep=False), frame["name"] + " (" + frame["account_id"] + ")"
    )
    return dict(zip(frame["account_id"], told, strict=True))


def source(now: Visit, text: str) -> str:
    """Return by what means a change was made."""
    for pattern, key in _SOURCES:
        if found := pattern.fullmatch(text):
            gaps = found.groupdict()
            if "queue" in gaps:
                gaps["queue"] = now.say(f"queue_{gaps['queue']}")
            return now.say(key, **gaps)
    return text


def table(now: Visit, name: str) -> str:
    """Return what a table is called."""
    return TABLE_LABELS[name][LANGUAGES.index(now.lang)]


def column(now: Visit, name: str, column_name: str) -> str:
    """Return what a column of a table is called."""
    return column_label(name, column_name)[LANGUAGES.index(now.lang)]


def value(now: Visit, name: str, column_name: str, cell: Cell) -> str | Markup:
    """Return one cell in words; what is unknown is said to be."""
    if cell is None:
        return prose.quiet(now.say("unknown"))
    if name not in TABLES or column_name not in TABLES[name].names:
        return str(cell)[:_LONGEST]
    shape = TABLES[name].column(column_name)
    if isinstance(cell, bool):
        return now.say("share_yes" if cell else "share_no")
    if shape.kind == "year":
        return f"{cell:.0f}"
    if isinstance(cell, int | float):
        return f"{cell:,.6f}".rstrip("0").rstrip(".") if cell != int(cell) else f"{cell:,.0f}"
    if (name, column_name) == _EVIDENCE:
        return evidence.line(now, cell)
    refers = shape.refers or _NAMED.get((name, column_name))
    if refers:
        return ", ".join(_called(now, refers, code) for code in cell.split(SEPARATOR))
    return _text(now, shape.kind, cell)


def _text(now: Visit, kind: str, cell: str) -> str | Markup:
    if kind == "enum" and cell in LABELS:
        return now.say(cell)
    if kind in ("start", "end"):
        return calendar.long(datetime.date.fromisoformat(cell), now.lang)
    if kind == "url":
        return prose.link(cell, cell[:_LONGEST])
    shown = ", ".join(cell.split(SEPARATOR)) if kind == "texts" else cell
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]} …"


def _called(now: Visit, refers: str, code: str) -> str:
    """Return the name of what a code stands for, the code itself where it is no more."""
    named = {
        "areas": now.register.place_name,
        "themes": now.register.theme_name,
        "agencies": now.register.agency_name,
        "initiatives": now.register.title_of,
        "assets": lambda asset, _: str(now.register.assets["name_th"].get(asset, asset)),
    }
    return named[refers](code, now.lang) if refers in named else code


def record(now: Visit, name: str, key: str, row: Row) -> Markup:
    """Return which record it is, in words; one that is there still as a link to its page."""
    if name == "initiatives":
        title = str(row.get("title_th") or key)
        is_there = key in now.register.initiatives.index
        return prose.page("work", selection.link(work=key), title) if is_there else prose.join([title])
    if name == OUTLINES:
        level, _, code = key.partition("/")
        return prose.join([now.say(f"level_{level}"), now.register.place_name(code, now.lang)], " ")
    if name == "areas":
        return prose.join([now.register.place_name(key, now.lang)])
    if name == "precision" and row.get("table") == "initiatives":
        title = record(now, "initiatives", str(row.get("record")), {})
        return prose.join([title, column(now, "initiatives", str(row.get("column")))])
    said = [value(now, name, one, row.get(one)) for one in _NAMING.get(name, TABLES[name].key) if row.get(one)]
    return prose.join(said) or prose.join([key])


_NAMING: Mapping[str, tuple[str, ...]] = {
    "themes": ("name_th",),
    "agencies": ("name_th",),
    "assets": ("name_th",),
    "ties": ("from_id", "kind", "to_id"),
    "indicators": ("indicator", "year", "area_code"),
    "requests": ("kind", "initiative_id", "agency_id"),
    "accounts": ("account_id", "name"),
    "precision": ("table", "record", "column"),
}
"""The columns by which a record is called; its key where nothing else is said."""


def cells(now: Visit, name: str, before: Row | None, after: Row | None) -> Markup:
    """Return each cell that changed: what it was and what it is; all that is known of a record that came or went."""
    old, new = before or {}, after or {}
    if name == OUTLINES:
        return prose.line(now.say("outline_changed"), "quiet")
    names = [one for one in TABLES[name].names if old.get(one) != new.get(one)]
    if before is None or after is None:
        return prose.facts((column(now, name, one), value(now, name, one, (old | new)[one])) for one in names)
    return prose.facts(
        (column(now, name, one), turned(value(now, name, one, old.get(one)), value(now, name, one, new.get(one))))
        for one in names
    )


def turned(was: str | Markup, became: str | Markup) -> Markup:
    """Return what something was and what it became, as a reader sees and hears it."""
    return Markup('<del>{}</del> <span aria-hidden="true">→</span> <ins>{}</ins>').format(was, became)


def amounts(now: Visit, rows: pd.DataFrame) -> str:
    """Return how much of what a batch added, changed and removed, from its rows of `data.store.changed.touched`."""
    said = []
    for row in rows.itertuples():
        parts = [now.say(f"amount_{act}", n=f"{n:,}") for act in _ACTS if (n := getattr(row, act))]
        said.append(f"{table(now, row.table)} {' '.join(parts)}")
    return " · ".join(said)


_ACTS = ("added", "changed", "removed")
