"""People who serve several agencies, as counts of tambon; who co-funds, co-acts and co-benefits by area and theme."""

import streamlit as st

from pages.ui import clock, controls, headline, prose, visit
from pages.ui.hats import partners, worn

now = visit.begin()
say, chosen = now.say, now.chosen

with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.area(now.register, chosen, say, "whole_province")
    controls.theme(now.register, chosen, say)
    controls.agency(now)
    clock.day(now)

parts = partners.chosen_parts(now)
prose.show(
    prose.heading(worn.sentence(now)),
    prose.line(headline.banner(now), "banner"),
    headline.refused(now),
    prose.line(partners.sentence(now, parts)),
    worn.worn(now),
    partners.by_area(now, parts),
    partners.by_theme(now, parts),
    partners.by_agency(now, parts),
)
controls.whole(now)
