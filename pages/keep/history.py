"""Every change of the register: who, when, why, before and after; taken back, and the register of a past day."""

import streamlit as st

from data.desk.rights import may
from data.schema import Act
from pages.ui import controls, headline, prose, session, visit
from pages.ui.history import asked as asking
from pages.ui.history import listing, opened, undo

now = visit.begin()
say = now.say

if not may(now.actor, Act.READ_HISTORY):
    prose.show(prose.heading(say("page_history")), prose.line(say("history_signed_in")))
    st.stop()

asked = asking.read(now)
above = session.take_told() + headline.refused(now)
if asked.batch:
    prose.show(above, opened.title(now, asked))
    if not now.is_past:
        undo.of_batch(now, asked)
    prose.show(opened.batch(now, asked))
elif asked.record:
    prose.show(above, opened.record_title(now, asked), opened.record(now, asked))
else:
    prose.show(above, prose.heading(listing.sentence(now, asked)), prose.line(say("history_note"), "quiet"))
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        listing.controls(now, asked)
        listing.past(now)
    if not now.is_past:
        undo.of_recent(now)
    prose.show(listing.listing(now, asked))
if not asked.batch:
    controls.whole(now)
