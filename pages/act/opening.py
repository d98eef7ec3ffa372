"""Before opening a new front: a draft, what is there already, what it would do, and the four ways on."""

import streamlit as st

from pages.ui import clock, controls, headline, mapview, prose, session, visit
from pages.ui.binoculars import looking
from pages.ui.opening import around, deciding, drafting
from pages.ui.whatif import effects, trying

asked = visit.begin()
now = trying.bivariate(looking.of_all_themes(asked))
say, chosen = now.say, now.chosen
who = looking.agency(now)

prose.show(
    session.take_told(),
    prose.heading(say("open_sentence")),
    prose.line(headline.banner(looking.of_all(now)), "banner"),
    headline.refused(now),
)
with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.agency(now)
    clock.day(now)
left, right = st.columns([0.45, 0.55], gap="medium")
with right:
    draft = drafting.sketch(asked, who)
steps = (draft.step,) if draft.is_placed else ()
with left:
    everyone = looking.of_all(now)
    mapview.show(everyone.chosen, trying.shown(everyone, steps), say)
if not steps:
    prose.show(prose.line(say("open_ask"), "quiet"), deciding.past(now, who))
    st.stop()
found = around.around(now, draft, who)
with right:
    prose.show(
        prose.heading(say("open_effect"), 2, "effect"),
        prose.line(effects.sentence(now, steps)),
        effects.areas(now, steps),
    )
prose.show(around.there(now, found))
prose.show(prose.columns(around.alike(now, found), around.capital(now, found) + around.contacts(now, found)))
deciding.deciding(now, who, draft, found)
prose.show(deciding.past(now, who))
controls.whole(now)
