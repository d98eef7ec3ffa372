"""One area: its numbers, and the records with their sources that make them."""

import streamlit as st

from pages.ui import clock, controls, dossier, headline, holdings, prose, selection, visit

now = visit.begin()
say, chosen = now.say, now.chosen

with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.area(now.register, chosen, say)
    controls.theme(now.register, chosen, say)
    clock.day(now)
    if st.button(say("back_to_map")):
        st.switch_page("see/province.py", query_params=selection.link())

if not chosen.area:
    prose.show(prose.heading(say("area_choose")), headline.refused(now))
    st.stop()

scores = dossier.scores_of(now)
prose.show(
    prose.heading(dossier.sentence(now, scores)),
    prose.line(dossier.banner(now), "banner"),
    headline.refused(now),
    dossier.figures(now, scores),
)
left, right = st.columns([0.58, 0.42], gap="large")
with left:
    prose.show(dossier.fronts(now, scores), dossier.agencies(now))
with right:
    prose.show(dossier.components(now, scores), dossier.parts(now))
prose.show(holdings.records(now))
controls.whole(chosen, say)
