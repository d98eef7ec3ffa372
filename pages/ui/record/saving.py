"""The end of a form: saving, what was asked of others, what others changed meanwhile. This module carries it out."""

from typing import NoReturn

import streamlit as st
from markupsafe import Markup

from data.desk.editing import Prepared, prepare, resolved, save
from data.desk.parts import Part, key_of
from data.errors import DataError, Problem
from data.readers.values import read_value
from data.schema import ACTING_ROLES, TABLES, RequestKind, Role
from data.schema.headings import TABLE_LABELS
from data.store import Batch, EditConflictError
from data.store.drafts import drop_draft
from pages.ui import cache, cards, deeds, mapdata, prose, selection, session
from pages.ui.record import clashing, drafting
from pages.ui.record.fields import label, problem
from pages.ui.record.layout import COUNTED, NAME_COLUMN
from pages.ui.record.sheet import Sheet, close
from pages.ui.visit import Visit

HISTORY = "history"
"""Address of the page on which a change is seen and taken back."""


def saving(now: Visit, sheet: Sheet) -> None:
    """Draw the line that saves: what is to be mended, what is to be looked at again, the button, the draft."""
    with st.container():
        is_warned = _told(now, sheet)
    with st.container(key="saving", horizontal=True, vertical_alignment="bottom"):
        sheet.reason = deeds.sentence(now, "form_save_reason", f"{sheet.token} reason")
        word = "form_save_all_the_same" if is_warned else "form_save"
        if st.button(now.say(word), key=f"{sheet.token} save", type="primary"):
            attempt(now, sheet, is_warned=is_warned)
        if sheet.is_typed:
            st.button(
                now.say("form_discard"), key=f"{sheet.token} discard", on_click=drafting.discard, args=(now, sheet)
            )
    drafting.kept(now, sheet)


def _told(now: Visit, sheet: Sheet) -> bool:
    """Say what became of the last attempt; return whether only warnings stand in its way."""
    if not sheet.is_typed:
        prose.show(sheet.told)
    if sheet.prepared is None:
        return False
    if faults := sheet.prepared.problems:
        prose.show(prose.line(now.say("form_save_problems", n=len(faults)), "warn"))
        prose.show(prose.listing(_fault(now, one) for one in faults))
    for one in sheet.prepared.warnings:
        prose.show(prose.line(now.say("form_save_warned", what=problem(now, one), how=one.value), "warn"))
    return bool(sheet.prepared.warnings)


def _fault(now: Visit, one: Problem) -> Markup:
    return prose.join(
        [prose.strong(label(now, one.table, one.column) if one.column else ""), problem(now, one)], ": "
    )


def attempt(now: Visit, sheet: Sheet, *, is_warned: bool) -> None:
    """Try to save; what stands in the way is said on the form, which keeps all that was typed."""
    known = cache.register(now.register_name).records
    prepared = prepare(sheet.said(), now.actor, known, mapdata.official(now.register.version))
    sheet.prepared = prepared
    if prepared.problems or (prepared.warnings and not is_warned):
        st.rerun()
    if not prepared.edits:
        _finish(now, sheet, prose.line(now.say("form_save_nothing"), "done"))
    try:
        batch = save(cache.store(now.register_name), now.actor, prepared, reason=sheet.reason)
    except EditConflictError as met:
        clashing.meet(now, sheet, met)
        st.rerun()
    except DataError as refused:
        prose.show(cards.refusal(now.lang, refused))
        return
    _finish(now, sheet, _said(now, sheet, prepared, batch))


def settle(now: Visit, sheet: Sheet) -> None:
    """Let somebody choose where others changed the same fields, and save as chosen.

    Where somebody was quicker once more, the choice begins anew on what is kept now.
    """
    choices = clashing.clashing(now, sheet)
    if choices is None:
        return
    parts = resolved(sheet.said(), cache.register(now.register_name).records, sheet.clashes, choices)
    if not parts or parts[0].table != sheet.table:
        _finish(now, sheet, prose.line(now.say("record_gone"), "done"))
    sheet.clashes, sheet.parts, sheet.token = (), parts, f"{sheet.token}+"
    attempt(now, sheet, is_warned=True)


def _finish(now: Visit, sheet: Sheet, said: Markup) -> NoReturn:
    """Forget the draft, say what became of it, and open the record as it is now.

    What a run does to the page may end it where others wait; what has to be done all the same is done before.
    """
    close()
    session.tell(said)
    drop_draft(cache.store(now.register_name), now.actor.account_id, sheet.table, sheet.key)
    selection.change(entry=_key(sheet))
    st.rerun()


def _key(sheet: Sheet) -> str:
    first = sheet.parts[0]
    return sheet.key if len(TABLES[sheet.table].key) == 1 else key_of(sheet.table, {**first.seen, **_values(first)})


def _values(part: Part) -> dict[str, str | None]:
    """Return the key of a record as it will be, as far as its texts say it; dates are read."""
    shape = TABLES[part.table]
    return {
        name: read_value(part.texts[name], shape.column(name)).value for name in shape.key if name in part.touched
    }


def _said(now: Visit, sheet: Sheet, prepared: Prepared, batch: Batch) -> Markup:
    """Return what was saved, what others were asked, and the ways on."""
    name = called(now, sheet)
    changed = dict.fromkeys(
        _what(now, edit.table, edit.after) for edit in prepared.edits if edit.table != "precision"
    )
    what = ", ".join(each for each in changed if each)
    said = now.say("saved_changed", name=name, what=what) if sheet.record else now.say("saved_added", name=name)
    for kind, word in ((RequestKind.HOST, "saved_asked_host"), (RequestKind.TIE, "saved_asked_tie")):
        if asked := prepared.asked(kind):
            said += now.say(word, names=", ".join(now.register.agency_name(agency, now.lang) for agency in asked))
    lacks = _uncounted(now, sheet, prepared)
    word = prose.line(now.say("saved_uncounted", what=", ".join(lacks)), "warn") if lacks else Markup("")
    return prose.line(said, "done") + word + ways(now, sheet, batch)


def _uncounted(now: Visit, sheet: Sheet, prepared: Prepared) -> list[str]:
    """Return what work that was saved lacks to count; a host that was only asked is none yet."""
    if sheet.table != "initiatives":
        return []
    asked = {(agency, Role.ACCOUNTABLE) for agency in prepared.asked(RequestKind.HOST)}
    parts = {(row["agency_id"], row["role"]) for row in (sheet.parts[at].texts for at in sheet.rows("participation"))}
    lacks = [label(now, sheet.table, column) for column in COUNTED if not sheet.text(column)]
    is_acted = any(role in ACTING_ROLES for _, role in parts - asked)
    return lacks if is_acted else [*lacks, now.say("saved_acting")]


def _what(now: Visit, table: str, after: object) -> str:
    """Return what an edit changes, in a few words."""
    if table == "requests":
        return ""
    if table in NAME_COLUMN and isinstance(after, dict):
        return ", ".join(label(now, table, name) for name in after)
    return TABLE_LABELS[table][now.lang == "en"]


def called(now: Visit, sheet: Sheet) -> str:
    """Return what the record of a form is called."""
    column = NAME_COLUMN.get(sheet.table)
    return (sheet.text(column) if column else "") or TABLE_LABELS[sheet.table][now.lang == "en"]


def ways(now: Visit, sheet: Sheet, batch: Batch) -> Markup:
    """Return links to the record, the map and the change in the history."""
    undo = prose.page(HISTORY, selection.link(batch=str(batch.number)), now.say("saved_undo"))
    if sheet.table != "initiatives":
        return prose.row([undo])
    opened = prose.page("work", selection.link(work=sheet.key), now.say("saved_open"))
    return prose.row([opened, prose.page("", selection.link(), now.say("saved_map")), undo])
