"""What repeats, pair by pair: who should meet first, what a tie would save, what was reviewed as complementary."""

import streamlit as st

from pages.ui import clock, controls, headline, mapview, prose, session, visit
from pages.ui.duplication import fronts, meeting, opening, places, reviewing, reviews

now = visit.begin()
say, chosen = now.say, now.chosen

with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.area(now.register, chosen, say, "whole_province")
    controls.theme(now.register, chosen, say)
    controls.agency(now)
    opening.other(now)
    clock.day(now)
    opening.clear(now)

prose.show(
    prose.heading(opening.sentence(now)),
    prose.line(headline.banner(now), "banner"),
    headline.refused(now),
    prose.line(say("pairs_note"), "quiet"),
    opening.contents(now),
)
left, right = st.columns([0.42, 0.58], gap="medium")
with right:
    prose.show(meeting.first(now), places.places(now))
with left:
    controls.level(chosen, say)
    content = opening.shown(now)
    event = mapview.show(opening.of_duplication(now).chosen, content, say)
prose.show(meeting.matrix(now), fronts.head(now), reviewing.hindrance(now))

for at, pair in enumerate(fronts.shown(now)):
    prose.show(session.take_told(reviewing.PAIRS, at))
    with st.container(border=True, key=f"pair {reviewing.key_of(pair)}"):
        prose.show(fronts.item(now, pair))
        reviewing.marking(now, pair, at)
prose.show(session.take_told(reviewing.PAIRS), fronts.steps(now))

found = reviews.live(now)
prose.show(reviews.head(now, found))
shown, more = reviews.cut(now, found)
concerned = reviewing.concerned(now, shown)
for at, row in enumerate(shown):
    against, ends = reviews.objections(now, row), (row.from_id, row.to_id)
    prose.show(session.take_told(reviewing.REVIEWS, at))
    with st.container(border=True, key=f"review {row.key}"):
        prose.show(reviews.item(now, row, against))
        reviewing.objecting(now, ends, concerned[ends], against["agency_id"], at)
prose.show(session.take_told(reviewing.REVIEWS), more)
controls.whole(now)
opening.follow(now, event, content)
