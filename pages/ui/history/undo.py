"""Changes taken back, with a second look before. This module draws the way to do it and says what came of it."""

import datetime
from collections.abc import Callable, Mapping

import streamlit as st
from markupsafe import Markup

from data.desk.hindrances import Overwritten, Reference, UndoRefusedError
from data.desk.rights import may
from data.desk.undoing import RECENT, Undone, is_own, recent, undo_batch, undo_change, undo_since
from data.errors import DataError
from data.schema import Act, Actor
from data.store import Store
from data.store.single import record
from pages.ui import cache, cards, deeds, prose, selection, session
from pages.ui.history import opened, told
from pages.ui.history.asked import Asked
from pages.ui.visit import Visit

_EMPTY = Markup("")
Undo = Callable[[Store, Actor, str], Undone]


def of_batch(now: Visit, asked: Asked) -> None:
    """Draw the way to take back the change that is open, or the one record of it that is chosen."""
    head = opened.head(now, asked)
    if not may(now.actor, Act.UNDO, is_own=is_own(now.actor, head["applied_by"])):
        prose.show(prose.line(now.say("undo_not_yours"), "quiet"))
        return
    if asked.change:
        prose.show(prose.line(now.say("undo_one_note"), "quiet"))
        _confirm(
            now, now.say("undo_one"), lambda store, actor, why: undo_change(store, asked.change, actor, reason=why)
        )
        return
    everything = now.say("undo_batch", n=f"{int(head['added'] + head['changed']):,}")
    _confirm(now, everything, lambda store, actor, why: undo_batch(store, asked.batch, actor, reason=why))


def of_recent(now: Visit) -> None:
    """Draw the way to take back what was changed in the last minutes, where anything was."""
    since = _since()
    found = recent(cache.store(now.register_name), since, now.actor)
    if found.empty or not may(now.actor, Act.UNDO, is_own=True):
        return
    is_all = may(now.actor, Act.UNDO)
    names = ", ".join(dict.fromkeys(told.person(now, by) for by in found["applied_by"]))
    text = now.say("undo_recent_all" if is_all else "undo_recent_own", n=len(found), who=names)
    last = int(found["id"].max())
    _confirm(now, text, lambda store, actor, why: undo_since(store, since, actor, reason=why, last=last))


def _since() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None) - RECENT


def _confirm(now: Visit, text: str, undo: Undo) -> None:
    """Draw a button that asks why, and once more, before anything is taken back."""
    with st.popover(text):
        prose.show(prose.line(now.say("undo_sure")))
        deeds.sentence(now, "undo_reason", "undo reason")
        st.button(now.say("undo_confirm"), key="undo confirm", type="primary", on_click=_carry_out, args=(now, undo))


def _carry_out(now: Visit, undo: Undo) -> None:
    reason = str(st.session_state.get("undo reason", "")).strip()
    try:
        done = undo(cache.store(now.register_name), now.actor, reason)
    except UndoRefusedError as error:
        session.tell(refusal(now, error))
    except DataError as error:
        session.tell(cards.refusal(now.lang, error))
    else:
        selection.change(batch=str(done.batch.number), change="")
        said = cards.done(now.say("undo_done", n=f"{done.batch.added + done.batch.changed:,}"))
        session.tell(said + (cards.refusal(now.lang, done.problem) if done.problem else _EMPTY))


def refusal(now: Visit, error: UndoRefusedError) -> Markup:
    """Return what keeps a change from being taken back: which cells, changed by whom and when; which records."""
    lines = [
        *(_overwritten(now, cell) for cell in error.overwritten),
        *(_reference(now, "undo_held", each) for each in error.held),
        *(_reference(now, "undo_lost", each) for each in error.lost),
    ]
    return cards.alert(now.say("undo_refused")) + prose.listing(lines)


def _overwritten(now: Visit, cell: Overwritten) -> Markup:
    row = record(cache.store(now.register_name), cell.table, cell.record) or {}
    gaps = {
        "record": told.record(now, cell.table, cell.record, row),
        "who": told.person(now, cell.by),
        "when": told.moment(now, cell.at) if cell.at else now.say("unknown"),
    }
    if not cell.column:
        return _sentence(now, "undo_gone", gaps)
    gaps["column"] = told.column(now, cell.table, cell.column)
    gaps["was"] = told.value(now, cell.table, cell.column, cell.left)
    gaps["now"] = told.value(now, cell.table, cell.column, cell.now)
    return _sentence(now, "undo_overwritten", gaps)


def _reference(now: Visit, key: str, each: Reference) -> Markup:
    rows = (record(cache.store(now.register_name), *one) or {} for one in (each[:2], each[2:]))
    said, target = (
        told.record(now, name, code, row) for (name, code), row in zip((each[:2], each[2:]), rows, strict=True)
    )
    return _sentence(now, key, {"table": told.table(now, each.table), "record": said, "target": target})


def _sentence(now: Visit, key: str, gaps: Mapping[str, str | Markup]) -> Markup:
    return prose.sentence(now.say(key, **{gap: f"{{{gap}}}" for gap in gaps}), **gaps)
