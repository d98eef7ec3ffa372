from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from data.store import Store
from tests.browser import officers
from tests.browser.serving import chromium, serving

expect.set_options(timeout=30_000)  # a machine that runs all parts of the tests at once takes its time


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def invented_app(invented_url: str) -> Iterator[str]:
    """The address of the app on the invented province."""
    with serving(store=invented_url) as address:
        yield address


@pytest.fixture(scope="session")
def public_app(public_url: str) -> Iterator[str]:
    """The address of the app on the public record."""
    with serving(store=public_url) as address:
        yield address


@pytest.fixture(scope="session")
def tambon_app(tambon_url: str) -> Iterator[str]:
    """The address of the app on the tambon in which everything occurs."""
    with serving(store=tambon_url) as address:
        yield address


@pytest.fixture(scope="session")
def demo_app(demo_url: str) -> Iterator[str]:
    """The address of the app on the demo that ships."""
    with serving(store=demo_url) as address:
        yield address


@pytest.fixture(scope="module")
def officers_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A tambon with officers of three agencies, for the journeys of one file: they change what is there."""
    return officers.make(tmp_path_factory.mktemp("officers"))


@pytest.fixture(scope="module")
def officers_app(officers_store: Store) -> Iterator[str]:
    """The address of the app on the tambon of the officers."""
    with serving(store=officers_store.url) as address:
        yield address


@pytest.fixture
def seats(browser: Browser, officers_store: Store, officers_app: str) -> Iterator[officers.Seats]:
    """Browsers for officers to sit before."""
    with officers.seats(browser, officers_store, officers_app) as made:
        yield made
