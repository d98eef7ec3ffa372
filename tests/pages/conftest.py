"""Pages opened through their frame, as Streamlit itself would run them."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import cache

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"


@pytest.fixture
def open_page(monkeypatch):
    """Open a page on a store at an address' parameters."""

    def _open(url, page="", **parameters):
        monkeypatch.setenv("DATABASE_URL", url)
        cache.forget()
        app = AppTest.from_file(str(SHELL), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name] = value
        if page:
            app.switch_page(page)
        return app.run()

    yield _open
    cache.forget()
