"""Batons passed on, dropped and about to be, with who could take them up; and what projects left behind."""

import streamlit as st

from pages.ui import clock, controls, headline, prose, session, visit
from pages.ui.relay import batons, fates, lines, opening, ruins

now = visit.begin()
say, chosen = now.say, now.chosen

with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.area(now.register, chosen, say, "whole_province")
    controls.theme(now.register, chosen, say)
    controls.agency(now)
    opening.days(now)
    clock.day(now)

prose.show(
    prose.heading(opening.sentence(now)),
    prose.line(headline.banner(now), "banner"),
    headline.refused(now),
    opening.note(now),
    opening.contents(now),
    opening.figures(now),
)
prose.show(prose.columns(batons.dropping(now), batons.dropped(now)), batons.takeable(now), batons.method(now))
prose.show(lines.lines(now))
controls.whole(now)

found = ruins.left(now)
prose.show(ruins.head(now, found), fates.hindrance(now))
left, right = st.columns([0.3, 0.7], gap="large")
with left:
    prose.show(ruins.ways(now, found))
with right:
    for at, row in enumerate(found.rows.iloc[found.at : found.at + ruins.AT_ONCE].itertuples()):
        prose.show(session.take_told(fates.RUINS, at))
        with st.container(border=True, key=f"ruin {fates.key_of(row)}"):
            prose.show(ruins.item(now, row))
            fates.show(now, row, at)
    prose.show(session.take_told(fates.RUINS), ruins.steps(now, found))
