"""The province on one map: what is open where, what repeats, what works together."""

import streamlit as st

from pages.ui import (
    clock,
    controls,
    headline,
    lists,
    mapview,
    news,
    prose,
    ranking,
    selection,
    showing,
    strip,
    visit,
)

now = visit.begin()
say, chosen = now.say, now.chosen
shown = showing.shown(now)

# The map is what a change is watched on: it is drawn first, wherever it stands on the page.
top = st.container()
choices = st.container(key="controls", horizontal=True, vertical_alignment="bottom")
left, right = st.columns([0.5, 0.5], gap="medium")
with left:
    controls.measure(chosen, say)
    event = mapview.show(chosen, shown, say)
with top:
    sentence, banner = prose.heading(headline.sentence(now)), prose.line(headline.banner(now), "banner")
    prose.show(sentence, banner, headline.refused(now), headline.figures(now))
with choices:
    controls.level(chosen, say)
    controls.theme(now.register, chosen, say)
    controls.agency(now)
    controls.more(now)
    clock.since(now)
    clock.slider(now)
    controls.clear(chosen, say)
with right:
    prose.show(strip.strip(now))
    level = say(f"level_{chosen.level}").capitalize()
    names = (
        say("tab_areas", level=level),
        *(say(f"tab_{name}") for name in ("week", "wide", "unconfirmed", "unplaced")),
    )
    areas, week, wide, unconfirmed, unplaced = st.tabs(names, on_change="rerun", key="tabs")
    picked = ""
    if areas.open:
        with areas:
            picked = ranking.show(now, shown)
    if week.open:
        with week:
            prose.show(news.week(now))
    if wide.open:
        with wide:
            prose.show(strip.listing(now))
    if unconfirmed.open:
        with unconfirmed:
            prose.show(prose.line(say("unconfirmed_note"), "quiet"), lists.unconfirmed(now))
    if unplaced.open:
        with unplaced:
            prose.show(prose.line(say("unplaced_note"), "quiet"), lists.unplaced(now))
    if not areas.open:
        controls.whole(now)
    prose.show(headline.method(now, shown.limits))

code = showing.area_of(event, shown) or picked
if code:
    st.switch_page("see/area.py", query_params=selection.link(area=code))
if event and event.kind == "class":
    selection.change(off=showing.toggled(chosen.off, event.id))
    st.rerun()
