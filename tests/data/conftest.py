from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from data.__main__ import main
from data.store import Store, make_store


class Said(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a store of this test's own, not made yet."""
    address = f"sqlite:///{tmp_path / 'store.sqlite'}?timeout=0.3"
    monkeypatch.setenv("DATABASE_URL", address)
    return address


@pytest.fixture
def store(url: str) -> Store:
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
    """Run one command as the command line would."""

    def _run(*words: object) -> Said:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return _run
