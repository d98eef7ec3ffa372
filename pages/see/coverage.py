"""What agencies state to serve against where they work; gaps of a theme; where work from both ends meets."""

import streamlit as st

from pages.ui import clock, controls, headline, prose, visit
from pages.ui.coverage import gaps, meeting, stands

now = visit.begin()
say, chosen = now.say, now.chosen

with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.agency(now)
    controls.theme(now.register, chosen, say)
    controls.area(now.register, chosen, say, "whole_province")
    clock.day(now)

prose.show(
    prose.heading(stands.sentence(now)),
    prose.line(headline.banner(now), "banner"),
    headline.refused(now),
    stands.matrix(now),
)
prose.show(prose.columns(gaps.gaps(now), meeting.meeting(now)))
controls.whole(now)
