"""Pages opened through their frame, as Streamlit itself would run them."""

import functools
import secrets
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime import context
from streamlit.testing.v1 import AppTest

from data.desk import accounts, doors
from data.schema import OFFICE
from data.store import open_store
from data.store.accounts import Doors
from data.store.single import record
from pages.ui import sitting

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"


@pytest.fixture(scope="session", autouse=True)
def _packages_looked_through_once():
    """AppTest looks for components in every installed package at every run: three quarters of its time."""
    with pytest.MonkeyPatch.context() as patch:
        scan = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(autouse=True)
def cookies(monkeypatch):
    """What the browser before the page holds; AppTest has no browser of its own."""
    held = {}
    monkeypatch.setattr(context, "_get_client_context", lambda: SimpleNamespace(cookies=held, headers=[]))
    return held


@pytest.fixture
def sign_in(cookies):
    """Sit before the pages of a store as a new account of a role; returns its name.

    The sitting is one as signing in makes it; hashing a password twice would take as long as most tests.
    """

    def _sign_in(url, role, agency=""):
        store, account = open_store(url), f"test-{role}"
        if record(store, "accounts", account) is None:
            accounts.make_account(store, OFFICE, account, {"role": role, "agency_id": agency, "name": "สมศรี"})
        token, now = secrets.token_urlsafe(32), doors.now_utc()
        Doors(store).sit(doors.digest(token), account, now + doors.SITTING, now)
        cookies[sitting.cookie_name(store)] = token
        return account

    return _sign_in


@pytest.fixture
def open_page(monkeypatch):
    """Open a page on a store at an address' parameters."""

    def _open(url, page="", **parameters):
        monkeypatch.setenv("DATABASE_URL", url)
        app = AppTest.from_file(str(SHELL), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name] = value
        if page:
            app.switch_page(page)
        return app.run()

    return _open
