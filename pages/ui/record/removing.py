"""Taking the record of a form out of the register. This module asks why, and says what still refers to it."""

import streamlit as st

from data.desk.removal import remove
from data.errors import DataError
from data.store.drafts import drop_draft
from pages.ui import cache, cards, deeds, prose, selection, session
from pages.ui.record.saving import called, ways
from pages.ui.record.sheet import Sheet, close
from pages.ui.visit import Visit


def removing(now: Visit, sheet: Sheet) -> None:
    """Draw what removes a record that is kept."""
    if not sheet.record:
        return
    with st.expander(now.say("remove_open"), key=f"{sheet.token} remove"):
        prose.show(prose.line(now.say("remove_note"), "note"))
        reason = deeds.sentence(now, "remove_reason", f"{sheet.token} why")
        if st.button(now.say("remove_do"), key=f"{sheet.token} remove do"):
            _remove(now, sheet, reason)


def _remove(now: Visit, sheet: Sheet, reason: str) -> None:
    store = cache.store(now.register_name)
    try:
        batch = remove(store, now.actor, sheet.table, sheet.record, reason)
    except DataError as refused:
        prose.show(cards.refusal(now.lang, refused))
        return
    drop_draft(store, now.actor.account_id, sheet.table, sheet.key)
    session.tell(prose.line(now.say("saved_removed", name=called(now, sheet)), "done") + ways(now, sheet, batch))
    close()
    selection.change(entry="")
    st.rerun()
