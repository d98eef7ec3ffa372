"""How every number comes about, worked through with the register's own records; words, sources, what is missing."""

import streamlit as st

from pages.ui import clock, controls, headline, prose, visit
from pages.ui.method import example, parts

now = visit.begin()
say, chosen = now.say, now.chosen

with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    controls.area(now.register, chosen, say, blank="method_largest")
    controls.theme(now.register, chosen, say)
    clock.day(now)

shown = example.example(now)
prose.show(
    prose.heading(say("method_title")),
    prose.line(headline.banner(now), "banner"),
    headline.refused(now),
    example.intro(shown),
    prose.book(say("contents"), {name: (say(f"section_{name}"), part(shown)) for name, part in parts.PARTS.items()}),
)
controls.whole(now)
