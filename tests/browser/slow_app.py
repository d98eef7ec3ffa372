"""A run that takes its time, in the app's own frame and configuration. This module is served by test_stop."""

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from pages.ui import routes  # noqa: E402 - the project's root has to be on the path first

app = st.App(Path(__file__).with_name("slow_page.py"), routes=routes.routes(), middleware=routes.middleware())
