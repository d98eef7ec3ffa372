"""Before opening a new front: a draft, what is there already, what it would do, and the four ways on."""

import streamlit as st

from pages.ui import clock, controls, headline, prose, session, visit
from pages.ui.binoculars import looking
from pages.ui.opening import around, decided, deciding, drafting, ground
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
    controls.agency(now, who)
    controls.level(now.chosen, say)
    clock.day(now)
left, right = st.columns([0.45, 0.55], gap="medium")
with right:
    draft = drafting.sketch(asked, who)
steps = (draft.step,) if draft.is_placed else ()
with left:
    ground.show(asked, looking.of_all(now), draft)
if not steps:
    prose.show(prose.line(say("open_ask"), "quiet"), decided.past(now, who))
    st.stop()
found = around.around(now, draft, who)
with right:
    prose.show(
        prose.heading(say("open_effect"), 2, "effect"),
        prose.line(effects.sentence(now, steps, "open_doing")),
        effects.areas(now, steps, effects.villages(now, steps)),
        prose.line(say("open_effect_note"), "note"),
    )
prose.show(around.there(now, found, draft, who))
beside = around.capital(now, found) + around.contacts(now, found, who)
prose.show(prose.columns(around.alike(now, found, draft), beside))
deciding.deciding(now, who, draft, found)
prose.show(decided.past(now, who))
controls.whole(now)
