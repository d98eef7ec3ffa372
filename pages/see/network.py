"""Agencies and what ties them: both sides, groups that never meet, who carries most, facilitators."""

import streamlit as st

from pages.ui import clock, controls, headline, prose, visit
from pages.ui.network import apart, carrying, drawing, helping, opening, own, ties

now = visit.begin()
say, chosen = now.say, now.chosen

with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.area(now.register, chosen, say, "whole_province")
    controls.theme(now.register, chosen, say)
    opening.levels(now)
    controls.agency(now)
    clock.day(now)

prose.show(
    prose.heading(opening.sentence(now)),
    prose.line(headline.banner(now), "banner"),
    headline.refused(now),
    opening.contents(now),
)
prose.show(drawing.drawing(now), opening.method(now), own.own(now))
prose.show(ties.bridges(now))
prose.show(carrying.carrying(now), apart.groups(now))
prose.show(ties.ties(now))
prose.show(helping.helping(now))
controls.whole(now)
