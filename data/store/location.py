"""Where the store is. This module is the one rule that commands and pages share."""

import os
import re
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from data.errors import StoreError

LOCAL = Path(__file__).resolve().parents[2] / "local"
"""Folder of everything this machine keeps."""

WAIT_S = 15.0
"""Seconds a writer waits for another; ``?timeout=`` in an SQLite URL sets another."""

OFFICE = "office"
STORES = (OFFICE, "demo", "public")
"""Stores of one machine by name, the one that is opened first, first."""


def store_file(name: str) -> Path:
    """Return the SQLite file of the store called `name`."""
    return LOCAL / f"{name}.sqlite"


def stated_url() -> str:
    """Return DATABASE_URL, blank when it is not set."""
    return os.environ.get("DATABASE_URL", "").strip()


def default_url() -> str:
    """Return DATABASE_URL, or else the first store that exists of office, demo and public; office if none does."""
    files = [store_file(name) for name in STORES]
    return stated_url() or file_url(next((file for file in files if is_there(file)), files[0]))


def urls() -> dict[str, str]:
    """Return the addresses of the stores a reader may turn to, by name: the office's and each sample's there is."""
    samples = {name: store_file(name) for name in STORES if name != OFFICE}
    return {OFFICE: office_url()} | {name: file_url(file) for name, file in samples.items() if is_there(file)}


def default_name() -> str:
    """Return the name of the store that is opened first."""
    return next((name for name, url in urls().items() if url == default_url()), OFFICE)


def office_url() -> str:
    """Return DATABASE_URL, or else the office's own store, there or not: what is imported lands in no sample."""
    return stated_url() or file_url(store_file(OFFICE))


def init_url(sample: str) -> str:
    """Return DATABASE_URL, or else the store that `init` makes for `sample`; ``none`` is the office's own."""
    return office_url() if sample == "none" else stated_url() or file_url(store_file(sample))


def is_there(file: Path) -> bool:
    """Whether `file` exists.

    Raises
    ------
    StoreError
        Nobody can say: its folder may not be looked into, or its name cannot be one.
    """
    try:
        return file.exists()
    except (OSError, ValueError) as error:
        name = file.name[:60]
        raise StoreError(f"เข้าถึงฐานข้อมูล {name} ไม่ได้", f"the store {name} cannot be reached") from error


def place(url: str) -> str:
    """Return where a store is as people may see it: its file as seen from the project, or host and database."""
    address, file = parsed(url), sqlite_file(url)
    if file is None:
        return f"{address.host or 'localhost'}/{address.database or ''}"
    whole, project = file.absolute(), LOCAL.parent
    return (whole.relative_to(project) if whole.is_relative_to(project) else file).as_posix()


def file_url(file: Path) -> str:
    """Return the URL of an SQLite file."""
    return URL.create("sqlite", database=str(file)).render_as_string()


def parsed(url: str) -> URL:
    """Return `url` taken apart, a plain ``postgresql`` one with the driver that is installed.

    Raises
    ------
    StoreError
        It is no URL, of a database other than SQLite (in a file) and PostgreSQL, or with a waiting time that is none.
    """
    try:
        found = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError("DATABASE_URL ไม่ใช่ที่อยู่ฐานข้อมูล", "DATABASE_URL is no database address") from None
    if found.drivername in ("postgresql", "postgres"):
        found = found.set(drivername="postgresql+psycopg")
    in_file = found.database not in (None, "", ":memory:")
    if found.drivername != "postgresql+psycopg" and not (
        found.drivername in ("sqlite", "sqlite+pysqlite") and in_file
    ):
        raise StoreError(
            f"DATABASE_URL ใช้ {found.drivername} ไม่ได้ (ใช้ได้: sqlite:///ไฟล์, postgresql+psycopg://…)",
            f"DATABASE_URL cannot be {found.drivername}; sqlite:///FILE or postgresql+psycopg://… can",
        )
    if found.get_backend_name() == "sqlite":
        wait_s(found)
    return found


def wait_s(address: URL) -> float:
    """Return how long a writer of the SQLite file of `address` waits for another before it gives up, in seconds."""
    stated = address.query.get("timeout", str(WAIT_S))
    text = stated if isinstance(stated, str) else " ".join(stated)
    if not re.fullmatch(r"\d{1,6}(\.\d+)?", text, re.ASCII):
        raise StoreError(
            f"timeout ใน DATABASE_URL เป็น {text[:40]} ไม่ได้ ต้องเป็นจำนวนวินาที เช่น 15",
            f"the timeout in DATABASE_URL cannot be {text[:40]}; a number of seconds such as 15 can",
        )
    return float(text)


def sqlite_file(url: str) -> Path | None:
    """Return the file of an SQLite `url`, None for PostgreSQL."""
    found = parsed(url)
    return Path(found.database or "") if found.get_backend_name() == "sqlite" else None


def key_file(url: str) -> Path:
    """Return the file of the key under which people are kept: beside the store."""
    file = sqlite_file(url)
    return file.with_suffix(".key") if file else LOCAL / "people.key"
