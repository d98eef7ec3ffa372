"""What agencies state to serve against where they work; gaps of a theme; where work from both ends meets."""

import streamlit as st

from pages.ui import clock, controls, headline, mapview, prose, selection, visit
from pages.ui.coverage import gaps, matrix, meeting, painted, stands, themes, works

now = stands.leveled(visit.begin())
say, chosen = now.say, now.chosen

prose.show(
    prose.heading(stands.sentence(now)),
    prose.line(headline.banner(stands.of_all(now)), "banner"),
    headline.refused(now),
    stands.contents(now),
)
with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.level(chosen, say, stands.LEVELS)
    controls.agency(now)
    controls.theme(now.register, chosen, say)
    controls.area(now.register, chosen, say, "whole_province")
    clock.day(now)
    controls.clear(chosen, say)
prose.show(works.works(now))
left, right = st.columns([0.45, 0.55], gap="medium")
with left:
    event = mapview.show(chosen, painted.shown(now), say)
with right:
    if chosen.agency:
        prose.show(themes.themes(now))
    else:
        prose.show(gaps.gaps(now) if chosen.theme else painted.areas(now))
prose.show(matrix.head(now))
matrix.control(now)
prose.show(matrix.matrix(now))
prose.show(meeting.meeting(now))
last, missing = gaps.gaps(now), meeting.missing(now)
if chosen.theme and not chosen.agency:
    prose.show(missing)
else:
    prose.show(prose.columns(missing, last) if missing else last)
controls.whole(now)
if changes := painted.pressed(now, event):
    selection.change(**changes)
    st.rerun()
