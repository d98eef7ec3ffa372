"""What is typed and not saved yet. This module keeps it as somebody goes, offers it on return, and drops it."""

import datetime

import streamlit as st

from data.desk.parts import parts_of, parts_text
from data.errors import DataError
from data.schema import TABLES
from data.store.drafts import Draft, drafts, drop_draft, keep_draft
from pages.ui import cache, calendar, cards, prose, selection
from pages.ui.record import opening
from pages.ui.record.layout import NAME_COLUMN
from pages.ui.record.sheet import Sheet, close, replace_open
from pages.ui.visit import Visit

_MOST = 5


def kept(now: Visit, sheet: Sheet) -> None:
    """Keep the form of somebody who is signed in, where anything changed since, and say so."""
    account = now.actor.account_id
    if not account:
        return
    if not sheet.is_typed:
        prose.show(prose.line(now.say("draft_none"), "note"))
        return
    content = parts_text(sheet.parts)
    try:
        if content != sheet.kept:
            keep_draft(cache.store(now.register_name), account, sheet.table, sheet.key, content)
    except DataError as refused:
        prose.show(cards.refusal(now.lang, refused))
        return
    sheet.kept = content
    prose.show(prose.line(now.say("draft_kept", when=f"{_clock():%H:%M}"), "note"))


def found(now: Visit, table: str = "", record: str = "") -> list[Draft]:
    """Return the drafts of records of whoever is signed in, those of a table and record where they are named."""
    account = now.actor.account_id
    held = drafts(cache.store(now.register_name), account) if account else []
    held = [draft for draft in held if draft.table in TABLES]
    return [draft for draft in held if not table or (draft.table == table and (not record or draft.record == record))]


def offer(now: Visit, held: list[Draft]) -> None:
    """Offer drafts to go on with or to discard."""
    for draft in held[:_MOST]:
        when = calendar.local(draft.saved_at)
        said = f"{calendar.short(when.date(), now.lang)} {when:%H:%M}"
        prose.show(prose.line(now.say("draft_found", name=_name(now, draft), when=said), "done"))
        with st.container(horizontal=True, key=f"draft {draft.table} {draft.record}"):
            for word, act in (("draft_open", _open), ("draft_drop", _drop)):
                st.button(now.say(word), key=f"{word} {draft.table} {draft.record}", on_click=act, args=(now, draft))


def _clock() -> datetime.datetime:
    return calendar.local(datetime.datetime.now(datetime.UTC).replace(tzinfo=None))


def _name(now: Visit, draft: Draft) -> str:
    parts = parts_of(draft.content)
    column = NAME_COLUMN.get(draft.table, "")
    named = parts[0].texts.get(column, "") if parts else ""
    return (
        f"{now.say(f'record_new_{draft.table}')} · {named or now.say('draft_unnamed')}"
        if not (parts and parts[0].record)
        else now.say("record_edit", name=named or draft.record)
    )


def _open(now: Visit, draft: Draft) -> None:
    sheet = opening.of_draft(now, draft)
    if sheet is None:
        _drop(now, draft)
        return
    sheet.wanted = opening.wanted(now, sheet.table, sheet.record)
    replace_open(sheet)
    selection.change(edit=sheet.table, entry=sheet.record)


def _drop(now: Visit, draft: Draft) -> None:
    drop_draft(cache.store(now.register_name), now.actor.account_id, draft.table, draft.record)


def discard(now: Visit, sheet: Sheet) -> None:
    """Drop what is typed and its draft, and begin anew."""
    drop_draft(cache.store(now.register_name), now.actor.account_id, sheet.table, sheet.key)
    selection.change(entry=sheet.record)
    close()
