"""Looking through binoculars: open or lately ended work of others in which one's own function appears."""

import streamlit as st

from geo.sights import Sight
from pages.ui import clock, controls, headline, mapview, prose, selection, session, visit
from pages.ui.binoculars import items, listing, looking, marking

now = visit.begin()
say, chosen = now.say, now.chosen
who = looking.agency(now)
found = looking.found(now, who) if who else None
said = looking.marks(now, who)
ours = None if found is None else looking.without_refused(found, said)
ties = looking.tied(now, who)
is_joined = None if ours is None else looking.is_joined(ours, ties)
rows = ours if ours is None or looking.with_tied() else ours[~is_joined]

prose.show(
    prose.heading(listing.sentence(now, who, rows)),
    prose.line(headline.banner(looking.of_all(now)), "banner"),
    headline.refused(now),
)
with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.agency(now, who)
    controls.area(now.register, chosen, say, "whole_province")
    controls.theme(now.register, chosen, say)
    controls.host(now)
    controls.one_of("time", looking.time(), {str(kind): say(kind) for kind in Sight}, say)
    clock.day(now)
if rows is None:
    prose.show(listing.start(now))
    st.stop()
left, right = st.columns([0.45, 0.55], gap="medium")
with right:
    apart, drawing = looking.apart(ours[is_joined], said), items.Items(now, who, said, ties)
    prose.show(listing.tied(now, int(is_joined.sum()), len(apart)), listing.order(now, rows))
    prose.show(drawing.draw(rows))
    drawing.draw_apart(apart, len(rows))
    prose.show(session.take_told(marking.SEEN))
    if now.actor.role is None:
        prose.show(prose.line(say("mark_sign_in"), "quiet"))
    prose.show(listing.refused(now, len(found) - len(ours)), listing.onward(now), listing.method(now))
    controls.whole(now)
with left:
    event = mapview.show(chosen, looking.shown(now, rows), say)
    prose.show(listing.unmapped(now, rows))
if event and event.kind == "record":
    st.switch_page("see/work.py", query_params=selection.link(work=event.id))
