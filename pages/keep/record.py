"""One record by form: add it, edit it, ask others about it, with what is alike and a map beside it."""

import streamlit as st

from data.desk.rights import may
from data.schema import Act
from pages.ui import prose, selection, session, visit
from pages.ui.record import choosing, drafting, opening, reading, sheet
from pages.ui.record.form import form
from pages.ui.record.layout import KINDS

now = visit.begin()
say = now.say
table, entry = selection.form(KINDS)

with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    choosing.choosing(now, table, entry)

if not table:
    prose.show(prose.heading(say("record_title")), prose.line(say("record_intro"), "quiet"), session.take_told())
    if now.actor.role is None:
        prose.show(reading.sign_in(now))
    elif may(now.actor, Act.ADD_WORK, is_own=True):
        new = {"edit": "initiatives", "entry": ""}
        st.button(say("record_new_initiatives"), type="primary", on_click=selection.change, kwargs=new)
    drafting.offer(now, drafting.found(now))
    prose.show(choosing.own(now))
    st.stop()

opened = sheet.current(
    opening.wanted(now, table, entry), now.register.version, lambda: opening.begin(now, table, entry)
)
if opened is None:
    prose.show(prose.heading(say("record_title")), prose.line(say("record_gone"), "warn"), session.take_told())
    st.stop()

opened.told = session.take_told() or opened.told
prose.show(prose.heading(opening.title(now, opened)))
if (why := reading.hindrance(now, opened)) is not None:
    prose.show(opened.told, why, reading.reading(now, opened))
    st.stop()

held = [] if opened.is_typed else drafting.found(now, opened.table, opened.record)
drafting.offer(now, held)
if not (held and opened.record):
    form(now, opened)
