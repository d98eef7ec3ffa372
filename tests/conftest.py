"""Stores that several tests read, each made once by the product's own commands."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import province

ROOT = Path(__file__).resolve().parents[1]


def command(url: str, *words: object) -> None:
    """Run ``python -m data`` on the store at `url`; fails with what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "data", *map(str, words)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def public_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The public record, as ``make run`` opens it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('public') / 'store.sqlite'}"
    command(url, "init", "--sample", "public")
    return url


@pytest.fixture(scope="session")
def invented_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An invented province with every state of the map."""
    folder = tmp_path_factory.mktemp("invented")
    url = f"sqlite:///{folder / 'store.sqlite'}"
    command(url, "init")
    command(url, "import", province.write(folder / "records", province.tables()))
    return url
