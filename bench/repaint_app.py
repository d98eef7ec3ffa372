"""Three ways to recolour the same areas, one app. This module serves bench/repaint_page.py beside our own routes."""

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pages.ui import routes  # noqa: E402 - the project's root has to be on the path first

app = st.App(Path(__file__).with_name("repaint_page.py"), routes=routes.routes(), middleware=routes.middleware())
