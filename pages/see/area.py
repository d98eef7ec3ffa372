"""One area: its numbers, and the records with their sources that make them."""

import streamlit as st

from pages.ui import controls, dossier, holdings, prose, selection, visit

now = visit.begin()
say, chosen = now.say, now.chosen

with st.container(key="controls"):
    row = st.columns([4, 3, 2, 1.6], gap="medium", vertical_alignment="bottom")
with row[0]:
    controls.area(now.register, chosen, say)
with row[1]:
    controls.theme(now.register, chosen, say)
with row[2]:
    controls.day(now.register, chosen, say)
with row[3]:
    if st.button(say("back_to_map"), width="stretch"):
        st.switch_page("see/province.py", query_params=selection.link())

if not chosen.area:
    prose.show(prose.heading(say("area_choose")))
    st.stop()

scores = dossier.scores_of(now)
prose.show(
    prose.heading(dossier.sentence(now, scores)),
    prose.line(dossier.banner(now), "banner"),
    dossier.figures(now, scores),
)
left, right = st.columns([0.58, 0.42], gap="large")
with left:
    prose.show(dossier.fronts(now, scores), dossier.agencies(now))
with right:
    prose.show(dossier.components(now, scores))
prose.show(holdings.records(now))
