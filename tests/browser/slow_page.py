"""A page that works for half a minute. This module is the script of slow_app."""

import time

import streamlit as st

from pages.ui.cache import WORKING
from pages.ui.once import once


@once(most=1, saying=WORKING)
def _slowly():
    for _ in range(300):
        st.session_state["step"] = time.sleep(0.1)


st.title("ต้น")
_slowly()
st.title("ปลาย")
