"""Looking through binoculars: open or lately ended work of others in which one's own function appears."""

import streamlit as st

from geo.sights import Sight
from pages.ui import clock, controls, headline, lists, mapview, prose, selection, session, visit
from pages.ui.binoculars import listing, looking, marking

now = visit.begin()
say, chosen = now.say, now.chosen
who = looking.agency(now)
found = looking.found(now, who) if who else None
said = looking.marks(now, who)
ours = None if found is None else looking.without_refused(found, said)
ties = looking.tied(now, who)
is_joined = None if ours is None else looking.is_joined(ours, ties, said)
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
    prose.show(listing.tied(now, int(is_joined.sum())))
    shown, more = lists.cut(now, list(rows.index), marking.AT_ONCE)
    explained = looking.explained(now, who, rows.loc[shown])
    for place, row in enumerate(explained.to_dict("records"), start=1):
        code = row["initiative_id"]
        mark = said.loc[code] if code in said.index else None
        prose.show(session.take_told(marking.SEEN, place))
        with st.container(border=True, key=f"seen {code}"):
            prose.show(listing.item(now, place, row, mark, ties))
            if marking.may_mark(now, who):
                marking.form(now, who, code, mark, place)
    prose.show(session.take_told(marking.SEEN))
    if now.actor.role is None:
        prose.show(prose.line(say("mark_sign_in"), "quiet"))
    prose.show(more, listing.refused(now, len(found) - len(ours)), listing.onward(now), listing.method(now))
    controls.whole(now)
with left:
    event = mapview.show(chosen, looking.shown(now, rows), say)
    prose.show(listing.unmapped(now, rows))
if event and event.kind == "record":
    st.switch_page("see/work.py", query_params=selection.link(work=event.id))
