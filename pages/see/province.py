"""The province on one map: what is open where, what repeats, what works together."""

import streamlit as st

from pages.ui import controls, headline, lists, mapview, prose, ranking, selection, showing, visit

now = visit.begin()
say, chosen = now.say, now.chosen
shown = showing.shown(now)

# The map is what a change is watched on: it is drawn first, wherever it stands on the page.
top = st.container()
choices = st.container(key="controls", horizontal=True, vertical_alignment="bottom")
left, right = st.columns([0.49, 0.51], gap="medium")
with left:
    event = mapview.show(now.register.version, chosen, shown, say)
with top:
    sentence, banner = prose.heading(headline.sentence(now)), prose.line(headline.banner(now), "banner")
    prose.show(sentence, banner, headline.refused(now), headline.figures(now))
with choices:
    controls.measure(chosen, say)
    controls.level(chosen, say)
    controls.theme(now.register, chosen, say)
    controls.agency(now.register, chosen, say)
    controls.day(now.register, chosen, say)
    controls.clear(chosen, say)
with right:
    names = (
        say("tab_areas", level=say(f"level_{chosen.level}").capitalize()),
        say("tab_wide"),
        say("tab_unconfirmed"),
    )
    areas, wide, unconfirmed, unplaced = st.tabs((*names, say("tab_unplaced")))
    with areas:
        picked = ranking.show(now, shown)
    with wide:
        prose.show(prose.line(say("wide_note"), "quiet"), lists.wide(now))
    with unconfirmed:
        prose.show(prose.line(say("unconfirmed_note"), "quiet"), lists.unconfirmed(now))
    with unplaced:
        prose.show(prose.line(say("unplaced_note"), "quiet"), lists.unplaced(now))
    controls.lists(chosen, say)
    prose.show(headline.method(now, shown.limits))

code = showing.area_of(event, shown) or picked
if code:
    st.switch_page("see/area.py", query_params=selection.link(area=code))
if event and event.kind == "class":
    selection.change(off=showing.toggled(chosen.off, event.id))
    st.rerun()
