"""ส่องกล้องนคร: `streamlit run dashboard.py` starts the whole product. This module joins the pages and their routes."""

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from pages.ui import routes  # noqa: E402 - the project's root has to be on the path first

sys.setswitchinterval(0.001)  # what waits to send a message need not wait 5 ms for the run that works
app = st.App(ROOT / "pages" / "shell.py", routes=routes.routes(), middleware=routes.middleware())
