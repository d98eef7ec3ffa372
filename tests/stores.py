"""Stores that the product's own commands made, each once for all tests of a day, copied wherever a test wants one.

What was made is kept by the hash of all it is made from: a change to the product, to what ships or to the records
here makes it anew. A store that a test is about (its ``init``, its first import) is not taken from here.
"""

import datetime
import functools
import hashlib
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.browser.serving import command

ROOT = Path(__file__).resolve().parents[1]
_KEPT = ROOT / ".pytest_cache" / "stores"
_MADE_FROM = ("data", "geo", "requirements.txt", "tests/browser/province.py", "tests/tambon.py")

_DAY_S = 24 * 60 * 60


def shipped(file: Path, sample: str = "none") -> str:
    """Copy the store that ``init`` makes of a sample to `file`; returns its address."""
    return copied(file, sample, lambda url: command(url, "init", "--sample", sample))


def copied(file: Path, name: str, make: Callable[[str], None]) -> str:
    """Copy the store called `name`, made by `make` where it is not kept yet, to `file`; returns its address."""
    kept = _KEPT / _key() / f"{name}.sqlite"
    _make_once(kept, make)
    file.parent.mkdir(parents=True, exist_ok=True)
    for suffix in (".sqlite", ".key"):
        if (made := kept.with_suffix(suffix)).exists():
            shutil.copyfile(made, file.with_suffix(suffix))
    return f"sqlite:///{file}"


def _make_once(kept: Path, make: Callable[[str], None]) -> None:
    """Make a store in a folder of its own and put it in its place; who wants the same one meanwhile waits."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(kept.with_suffix(".lock"), timeout=250, isolation_level=None) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if not kept.exists():
            _forget_old()
            with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
                made = Path(folder) / kept.name
                make(f"sqlite:///{made}")
                assert not Path(f"{made}-wal").exists(), "who made it has written all of it into one file"
                if made.with_suffix(".key").exists():
                    made.with_suffix(".key").replace(kept.with_suffix(".key"))
                made.replace(kept)
        lock.execute("COMMIT")
    lock.close()


def _forget_old() -> None:
    for folder in _KEPT.iterdir():
        if folder.stat().st_mtime < time.time() - _DAY_S:
            shutil.rmtree(folder, ignore_errors=True)


@functools.cache
def _key() -> str:
    """Tell apart what stores are made from: the program, what ships, the records of tests, Python and the day."""
    told = hashlib.sha256(f"{sys.version} {datetime.datetime.now().astimezone().date()}".encode())
    for path in map(ROOT.joinpath, _MADE_FROM):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                told.update(f"{file.relative_to(ROOT)} {file.stat().st_size} ".encode() + file.read_bytes())
    return told.hexdigest()[:16]
