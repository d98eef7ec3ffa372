"""One change in full, and all changes of one record. This module says what was and what is, cell by cell."""

import pandas as pd
from markupsafe import Markup

from data.store.changed import changes_about
from data.store.plain import OUTLINES
from pages.ui import cache, cards, lists, prose, selection
from pages.ui.history import asked as asking
from pages.ui.history import told
from pages.ui.history.asked import Asked
from pages.ui.once import once
from pages.ui.visit import Visit

_MOST, _FEW, _LARGE = 40, 6, 100
"""Records of one table that are shown of one change, and of a change of so many records that they are examples."""
_PARTS = {"initiatives": ("participation", "ties", "unplaced", "assets", "requests", "precision")}
"""Tables whose records are part of another's story."""
_EMPTY = Markup("")


@once(most=48)
def _of_batch(version: str, batch: int, table: str, most: int) -> pd.DataFrame:
    return cache.store_of(version).history(batches=[batch], table=table, most=most)


@once(most=48)
def _of_record(version: str, table: str, record: str) -> pd.DataFrame:
    store = cache.store_of(version)
    own = store.history(table=table, record=record)
    parts = changes_about(store, record, _PARTS[table]) if table in _PARTS else own.iloc[:0]
    both = pd.concat([own, parts]) if len(parts) else own
    return both[both["batch"] <= cache.number_of(version)].sort_values("id", ascending=False)


def head(now: Visit, asked: Asked) -> pd.Series:
    """Return the batch that is open."""
    heads = cache.batches(now.register.version)
    return heads[heads["id"] == asked.batch].iloc[0]


def title(now: Visit, asked: Asked) -> Markup:
    """Return when the change that is open was made, by whom, by what means and why, with the way back to the list."""
    found = head(now, asked)
    about = [
        told.moment(now, found["applied_at"]),
        told.person(now, found["applied_by"]),
        told.source(now, found["source"]),
        found["reason"] or now.say("no_reason"),
    ]
    back = prose.here(selection.link(batch="", change=""), now.say("history_back"))
    return prose.row([back]) + prose.heading(now.say("history_batch", n=asked.batch)) + prose.line(prose.join(about))


def batch(now: Visit, asked: Asked) -> Markup:
    """Return what the change that is open did to each record, table by table."""
    counts = asking.counts(now.register.version)
    rows = counts[counts["batch"] == asked.batch]
    is_large = rows[["added", "changed", "removed"]].to_numpy().sum() > _LARGE
    return _EMPTY.join(_table(now, asked, row, _FEW if is_large else _MOST) for row in rows.itertuples())


def _table(now: Visit, asked: Asked, row: tuple, most: int) -> Markup:
    name, total = row.table, row.added + row.changed + row.removed
    heading = prose.heading(told.table(now, name), 2)
    amount = prose.line(told.amounts(now, pd.DataFrame([row])), "quiet")
    if asking.is_hidden(now, name):
        return heading + amount + prose.line(now.say("history_hidden"), "quiet")
    if name == OUTLINES:
        return heading + amount + prose.line(now.say("outline_changed"), "quiet")
    found = _of_batch(now.register.version, asked.batch, name, most)
    more = total - len(found)
    rest = prose.line(now.say("history_more", n=f"{more:,}"), "quiet") if more > 0 else _EMPTY
    return heading + amount + _EMPTY.join(_change(now, change, asked) for change in found.itertuples()) + rest


def _change(now: Visit, change: tuple, asked: Asked, level: int = 3) -> Markup:
    name, before, after = change.table, change.before, change.after
    act = "amount_one_added" if before is None else "amount_one_removed" if after is None else "amount_one_changed"
    where = prose.here(
        selection.link(table=name, record=change.record, batch="", change=""), now.say("history_of_it")
    )
    alone = prose.here(selection.link(batch=str(change.batch), change=str(change.id)), now.say("undo_this"))
    is_it = (name, change.record) == (asked.table, asked.record)
    ways = ["" if is_it else where, alone if asked.may_undo and change.id != asked.change else ""]
    is_whole = before is None or after is None
    told_cells = told.cells(now, name, before, after)
    body = prose.fold(now.say("history_all_cells"), told_cells) if is_whole else told_cells
    heading = prose.join([prose.quiet(now.say(act)), told.record(now, name, change.record, after or before)], " ")
    return cards.card(heading, body, prose.row(ways), is_marked=change.id == asked.change, level=level)


def record(now: Visit, asked: Asked) -> Markup:
    """Return every change of one record and of what is part of it, the latest first."""
    if asking.is_hidden(now, asked.table):
        return prose.line(now.say("history_hidden"), "quiet")
    found = _of_record(now.register.version, asked.table, asked.record)
    heads = cache.batches(now.register.version).set_index("id")
    shown, more = lists.cut(now, list(found.itertuples()), _MOST)
    return _EMPTY.join(_step(now, change, heads.loc[change.batch], asked) for change in shown) + more


def _step(now: Visit, change: tuple, head: pd.Series, asked: Asked) -> Markup:
    when = prose.here(
        selection.link(batch=str(change.batch), change="", table="", record=""), told.moment(now, head["applied_at"])
    )
    who = [when, told.person(now, head["applied_by"]), told.source(now, head["source"]), head["reason"]]
    return prose.line(prose.join(who), "quiet") + _change(now, change, asked, 2)


def record_title(now: Visit, asked: Asked) -> Markup:
    """Return whose changes these are, with the way back to all."""
    found = _of_record(now.register.version, asked.table, asked.record)
    own = found[(found["table"] == asked.table) & (found["record"] == asked.record)]
    own = own.iloc[:0] if asking.is_hidden(now, asked.table) else own
    row = (own["after"].iloc[0] or own["before"].iloc[0]) if len(own) else {}
    back = prose.here(selection.link(table="", record=""), now.say("history_back"))
    name = told.record(now, asked.table, asked.record, row or {})
    about = prose.join([now.say("history_of"), told.table(now, asked.table)], " ")
    return prose.row([back]) + prose.heading(about) + prose.line(prose.strong(name))
