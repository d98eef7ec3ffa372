from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import chromium, serving


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
