"""One area: its numbers, who works there on what and with whom, and the records with their sources."""

import streamlit as st

from pages.ui import clock, controls, headline, prose, selection, visit
from pages.ui.area import beside, components, fronts, grid, overview, profile, records, shares, sums, ties, timeline
from pages.ui.area.holdings import Holdings
from pages.ui.hats import worn

now = visit.begin()
say, chosen = now.say, now.chosen

with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.area(now.register, chosen, say)
    controls.theme(now.register, chosen, say)
    clock.day(now)
    overview.steps(now)
    if st.button(say("back_to_map")):
        st.switch_page("see/province.py", query_params=selection.link())

if not chosen.area:
    prose.show(prose.heading(say("area_choose")), headline.refused(now))
    st.stop()

held = Holdings(now)
prose.show(
    overview.paper(now),
    prose.heading(overview.sentence(now, held.scores)),
    prose.line(overview.banner(now), "banner"),
    headline.refused(now),
    overview.ways(now),
    overview.contents(now),
    overview.figures(now, held.scores),
    sums.sums(now, held.scores, held.advice),
)
taken_apart = components.components(now, held.scores, held.advice)
prose.show(prose.columns(fronts.fronts(now, held.scores), taken_apart + profile.profile(now)))
prose.show(grid.grid(now), timeline.timeline(now, held.spans), ties.of_area(now, held.records))
brought = (
    shares.shares(now, held.open_here) + shares.facilitators(now, held.open_here, held.open_now) + worn.of_tambon(now)
)
prose.show(prose.columns(beside.beside(now) + beside.parts(now), brought))
prose.show(records.records(now, held.initiatives), records.off_map(now, held.initiatives))
controls.whole(now)
