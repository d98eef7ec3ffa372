"""Stores that several tests read, each made once by the product's own commands."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import postgres, stores, tambon
from tests.browser import province
from tests.depth import IS_LONG

settings.register_profile("the same each time", derandomize=True, database=None, deadline=None)
settings.load_profile("the same each time")
gc.set_threshold(20_000, 20, 20)  # a tenth of the time of page tests went into looking for garbage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what only ``make long`` runs."""
    for item in items:
        if item.get_closest_marker("long") and not IS_LONG:
            item.add_marker(pytest.mark.skip(reason="in `make long`"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """The folder of the socket of a PostgreSQL that runs as long as the tests do."""
    with postgres.running() as folder:
        yield folder


@pytest.fixture(scope="session")
def public_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The public record, as ``make run`` opens it."""
    return stores.shipped(tmp_path_factory.mktemp("public") / "store.sqlite", "public")


@pytest.fixture(scope="session")
def invented_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An invented province with every state of the map."""
    return province.store(tmp_path_factory.mktemp("invented"))


@pytest.fixture(scope="session")
def tambon_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A register of one tambon in which everything that its page tells occurs."""
    return tambon.store(tmp_path_factory.mktemp("tambon"))


@pytest.fixture(scope="session")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The invented province that ships."""
    return stores.shipped(tmp_path_factory.mktemp("demo") / "store.sqlite", "demo")
