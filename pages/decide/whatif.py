"""What if: steps tried on a layer of one's own, with what they do to the map, the scores and the lists."""

import streamlit as st

from pages.ui import clock, controls, headline, mapview, prose, session, visit
from pages.ui.whatif import choosing, effects, keeping, thinking, trying

now = trying.bivariate(visit.begin())
say, chosen = now.say, now.chosen
found = thinking.steps(now)

prose.show(
    session.take_told(),
    prose.heading(effects.sentence(now, found)),
    prose.line(headline.banner(now), "banner"),
    prose.line(say("whatif_note_trial"), "quiet"),
    headline.refused(now),
)
with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.level(chosen, say)
    controls.theme(now.register, chosen, say)
    controls.area(now.register, chosen, say, "whole_province")
    clock.day(now)
left, right = st.columns([0.45, 0.55], gap="medium")
with right:
    choosing.adding(now)
    if found:
        prose.show(prose.heading(say("whatif_tried"), 2, "steps"))
        choosing.listing(now, found)
    prose.show(thinking.kept(now, found))
    if found:
        prose.show(effects.areas(now, found))
        keeping.keeping(now, found)
with left:
    mapview.show(chosen, trying.shown(now, found), say)
if found:
    prose.show(prose.heading(say("whatif_fronts"), 2, "fronts"), effects.fronts(now, found))
keeping.kept(now)
controls.whole(now)
