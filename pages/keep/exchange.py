"""Files into the register, read, mended and compared step by step, and out of it in every form."""

import streamlit as st

from data.desk.rights import may
from data.schema import Act
from pages.ui import prose, selection, session, visit
from pages.ui.exchange import intake, sending

WAYS = {"in": intake.show, "out": sending.show}

now = visit.begin()
prose.show(prose.heading(now.say("exchange_title")), session.take_told())
first = "in" if may(now.actor, Act.IMPORT, is_own=True) else "out"
way = selection.asked("way", WAYS) or first
st.segmented_control(
    now.say("exchange_way"),
    [*WAYS],
    format_func=lambda name: now.say(f"exchange_{name}"),
    required=True,
    label_visibility="collapsed",
    **selection.control("way", way, str),
)
WAYS[way](now)
