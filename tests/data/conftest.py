import secrets
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from data.__main__ import main
from data.commands.progress import READING, TAKING_IN
from data.store import Store, dialect, location, make_store, migrate
from tests import postgres

SLOWLY = (READING.words, TAKING_IN.words)


class Said(NamedTuple):
    code: int
    out: str
    err: str


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests of the store that are so marked on either database."""
    if "url" in metafunc.fixturenames and metafunc.definition.get_closest_marker("both_databases"):
        metafunc.parametrize("url", ("sqlite", "postgresql"), indirect=True)


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a store of this test's own, not made yet: an SQLite file or a database of PostgreSQL."""
    if getattr(request, "param", "sqlite") == "sqlite":
        address = f"sqlite:///{tmp_path / 'store.sqlite'}?timeout=0.3"
        monkeypatch.setenv("DATABASE_URL", address)
        yield address
        return
    with postgres.database(request.getfixturevalue("postgres_server"), secrets.token_hex(4)) as address:
        monkeypatch.setenv("DATABASE_URL", address)
        monkeypatch.setattr(location, "LOCAL", tmp_path)
        yield address
        dialect.engine(address).dispose()


@pytest.fixture
def postgres_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database of PostgreSQL, where writers wait for each other as long as in the product."""
    with postgres.database(request.getfixturevalue("postgres_server"), secrets.token_hex(4)) as address:
        patient = address.partition("&options")[0]
        yield patient
        dialect.engine(patient).dispose()


@pytest.fixture
def store(url: str) -> Store:
    if file := location.sqlite_file(url):
        migrate.make_at(file, migrate.newest())
    return make_store(url)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write files of text or bytes into a folder."""

    def _write(files: Mapping[str, str | bytes], name: str = "records") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for table, content in files.items():
            file = folder / (table if "." in table else f"{table}.csv")
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return _write


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run one command as the command line would; how far rows are, which only slow machines say, is left out."""

    def _run(*words: object) -> Said:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        lines = said.err.splitlines(keepends=True)
        return Said(code, said.out, "".join(line for line in lines if not line.startswith(SLOWLY)))

    return _run
