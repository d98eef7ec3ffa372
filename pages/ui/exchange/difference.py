"""What a file would add and change. This module shows it table by table, old and new values side by side."""

from collections.abc import Mapping
from typing import TypeVar

import pandas as pd
from markupsafe import Markup

from data.schema import TABLE_LABELS, TABLES, column_label
from data.store import Changes
from pages.ui import calendar, prose
from pages.ui.headline import number
from pages.ui.visit import Visit

Part = TypeVar("Part")
_FIRST = ("initiatives", "participation")
_BESIDE = ("aliases", "layouts", "requests")
_MOST = 40
_SHOWN = 4
_LONGEST = 120


def difference(now: Visit, found: Mapping[str, Changes]) -> Markup:
    """Return the counts of every table, and below them the records and cells themselves."""
    names = [now.say(f"exchange_{name}") for name in ("added", "changed", "unchanged")]
    rows = [
        [table_name(now, name), *(number(n) for n in (len(part.added), len(part.updated), part.unchanged))]
        for name, part in told_first(found).items()
    ]
    counts = prose.table([now.say("column_table"), *names], rows, is_dense=True)
    return _asked(now, found) + counts + Markup("").join(_details(now, name, part) for name, part in found.items())


def _asked(now: Visit, found: Mapping[str, Changes]) -> Markup:
    """Return what other agencies would be asked, each kind of each agency in one line."""
    if "requests" not in found:
        return Markup("")
    works: dict[tuple[str, str], list[str]] = {}
    fresh = found["initiatives"].added["title_th"].dropna() if "initiatives" in found else {}
    for asked in found["requests"].added.itertuples(index=False):
        title = fresh.get(asked.initiative_id) or now.register.title_of(asked.initiative_id, now.lang)
        works.setdefault((asked.kind, asked.agency_id), []).append(title)
    lines = [
        now.say(f"exchange_asks_{kind}", agency=now.register.agency_name(agency, now.lang), works=_first_of(titles))
        for (kind, agency), titles in works.items()
    ]
    return Markup("").join(prose.line(line) for line in lines[:_MOST]) + _more(len(lines))


def _first_of(titles: list[str]) -> str:
    return ", ".join(f"“{title}”" for title in titles[:_SHOWN]) + (
        f" … {number(len(titles))}" if len(titles) > _SHOWN else ""
    )


def told_first(found: Mapping[str, Part]) -> dict[str, Part]:
    """Return tables with the work and who takes part in it first, without what dates say of their precision."""
    order = [name for name in (*_FIRST, *found) if name in found and name != "precision"]
    return {name: found[name] for name in order}


def in_short(now: Visit, found: Mapping[str, Changes]) -> str:
    """Return what would be added and changed in a few words, the work first."""
    told = {name: part for name, part in told_first(found).items() if name not in _BESIDE}
    counts = {
        "added": {name: len(part.added) for name, part in told.items()},
        "changed": {name: len(part.updated) for name, part in told.items()},
    }
    said = (
        now.say(f"exchange_in_short_{what}", counts=_counted(now, numbers))
        for what, numbers in counts.items()
        if any(numbers.values())
    )
    return " · ".join(said)


def _counted(now: Visit, numbers: Mapping[str, int]) -> str:
    parts = [f"{counted_name(now, name)} {number(count)}" for name, count in numbers.items() if count]
    return ", ".join(parts[:_SHOWN]) + (" …" if len(parts) > _SHOWN else "")


def table_name(now: Visit, table: str) -> str:
    """Return what a table is called."""
    return TABLE_LABELS[table][0 if now.lang == "th" else 1]


def counted_name(now: Visit, table: str) -> str:
    """Return what the records of a table are called behind whose name their number stands."""
    return now.say("exchange_taking_part") if table == "participation" else table_name(now, table)


def _details(now: Visit, name: str, part: Changes) -> Markup:
    shown = Markup("")
    if len(part.cells):
        title = now.say("exchange_changed_list", table=table_name(now, name), n=number(len(part.cells)))
        shown += prose.fold(title, _cells(now, name, part.cells), is_open=True)
    if len(part.added) and name != "precision":
        title = now.say("exchange_added_list", table=table_name(now, name), n=number(len(part.added)))
        shown += prose.fold(title, _added(now, name, part.added))
    return shown


def _cells(now: Visit, name: str, cells: pd.DataFrame) -> Markup:
    head = [now.say(f"column_{column}") for column in ("record", "column", "old", "new")]
    rows = [
        [cell.record, heading(now, name, cell.column), value(now, cell.old), value(now, cell.new)]
        for cell in cells.head(_MOST).itertuples(index=False)
    ]
    return prose.table(head, rows) + _more(len(cells))


def _added(now: Visit, name: str, added: pd.DataFrame) -> Markup:
    known = [column for column in TABLES[name].names if added[column].notna().any()][:_SHOWN]
    rows = [[value(now, cell) for cell in row] for row in added[known].head(_MOST).itertuples(index=False)]
    return prose.table([heading(now, name, column) for column in known], rows) + _more(len(added))


def _more(count: int) -> Markup:
    return prose.line(f"… {number(count - _MOST)}", "quiet") if count > _MOST else Markup("")


def heading(now: Visit, table: str, column: str) -> str:
    """Return what a column is called."""
    return column_label(table, column)[0 if now.lang == "th" else 1]


def value(now: Visit, cell: object) -> str:
    """Return one cell in words; unknown is said to be so."""
    if pd.isna(cell):  # type: ignore[call-overload]
        return now.say("unknown")
    if isinstance(cell, pd.Timestamp):
        return calendar.short(cell.date(), now.lang)
    if isinstance(cell, bool):
        return now.say("share_yes" if cell else "share_no")
    if isinstance(cell, float):
        return f"{cell:,.6g}"
    text = str(cell)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
