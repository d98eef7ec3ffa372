"""One record in full: what it is, who and what it hangs together with, and what it adds to the numbers."""

import streamlit as st

from pages.ui import clock, controls, headline, prose, selection, visit, work
from pages.ui.opening import decided

now = visit.begin()
say, chosen = now.say, now.chosen

with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.work(now.register, chosen, say)
    controls.theme(now.register, chosen, say)
    clock.day(now)
    if st.button(say("back_to_map")):
        st.switch_page("see/province.py", query_params=selection.link())

if not chosen.work:
    prose.show(prose.heading(say("work_choose")), headline.refused(now))
    st.stop()

prose.show(
    work.paper(now),
    prose.heading(now.register.title_of(chosen.work, now.lang)),
    prose.line(work.banner(now), "banner"),
    headline.refused(now),
    work.ways(now),
    work.standing(now),
)
prose.show(prose.columns(work.details(now), work.agencies(now) + work.cells(now)))
prose.show(work.ties(now), work.assets(now), decided.of_work(now))
controls.whole(now)
