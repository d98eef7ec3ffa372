"""Pages opened through their frame, as Streamlit itself would run them."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"


@pytest.fixture
def open_page(monkeypatch):
    """Open a page on a store at an address' parameters."""

    def _open(url, page="", **parameters):
        monkeypatch.setenv("DATABASE_URL", url)
        st.cache_resource.clear()
        app = AppTest.from_file(str(SHELL), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name] = value
        if page:
            app.switch_page(page)
        return app.run()

    yield _open
    st.cache_resource.clear()
