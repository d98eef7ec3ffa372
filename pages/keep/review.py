"""What wants a second look: nine queues, what settling each item does to the numbers, and the buttons that do it."""

import streamlit as st

from data.desk.review.queues import Queue
from data.desk.rights import may, own_of
from data.schema import Act
from pages.ui import clock, controls, headline, prose, session, visit
from pages.ui.review import acts, items, looking, overview, settled

now = visit.begin()
say, actor = now.say, now.actor

if not may(actor, Act.READ_HISTORY):
    prose.show(prose.heading(say("page_review")), prose.line(say("review_signed_in")))
    st.stop()

queues = [looking.held(now, queue) for queue in Queue]
chosen = looking.chosen_queue(queues)
held = next(each for each in queues if each.queue is chosen)
prose.show(
    headline.refused(now), prose.heading(overview.sentence(now, queues)), prose.line(say("review_note"), "quiet")
)
with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.agency(now)
    controls.area(now.register, now.chosen, say, "review_everywhere")
    clock.day(now)
left, right = st.columns([0.34, 0.66], gap="large")
with left:
    prose.show(overview.ways(now, queues, chosen))
with right:
    prose.show(overview.title(now, held))
    at = looking.page_of(len(held.items))
    own = own_of(now.register.records, actor)
    for place, (_, item) in enumerate(held.items.iloc[at : at + looking.AT_ONCE].iterrows()):
        prose.show(session.take_told(acts.ITEMS, place))
        with st.container(border=True, key=f"item {chosen} {item['subject']}"):
            prose.show(items.show(now, own, chosen, item), settled.sentence(now, chosen, item))
            acts.show(now, own, chosen, item, place)
    prose.show(session.take_told(acts.ITEMS))
    prose.show(overview.steps(now, held, at) if len(held.items) else overview.empty(now, held))
