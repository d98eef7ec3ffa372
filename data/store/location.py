"""Where the store is. This module is the one rule that commands and pages share."""

import os
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from data.errors import StoreError

LOCAL = Path(__file__).resolve().parents[2] / "local"
"""Folder of everything this machine keeps."""

OFFICE = "office"
STORES = (OFFICE, "demo", "public")
"""Stores of one machine by name, the one that is opened first, first."""


def store_file(name: str, local: Path = LOCAL) -> Path:
    """Return the SQLite file of the store called `name`."""
    return local / f"{name}.sqlite"


def default_url(local: Path = LOCAL) -> str:
    """Return DATABASE_URL, or else the first store that exists of office, demo and public; office if none does."""
    stated = os.environ.get("DATABASE_URL", "").strip()
    files = [store_file(name, local) for name in STORES]
    return stated or file_url(next((file for file in files if file.exists()), files[0]))


def init_url(sample: str, local: Path = LOCAL) -> str:
    """Return DATABASE_URL, or else the store that `init` makes for `sample`; ``none`` is the office's own."""
    stated = os.environ.get("DATABASE_URL", "").strip()
    return stated or file_url(store_file(OFFICE if sample == "none" else sample, local))


def file_url(file: Path) -> str:
    """Return the URL of an SQLite file."""
    return URL.create("sqlite", database=str(file)).render_as_string()


def parsed(url: str) -> URL:
    """Return `url` taken apart, a plain ``postgresql`` one with the driver that is installed.

    Raises
    ------
    StoreError
        It is no URL, or of a database other than SQLite (in a file) and PostgreSQL.
    """
    try:
        found = make_url(url)
    except ArgumentError:
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
    return found


def sqlite_file(url: str) -> Path | None:
    """Return the file of an SQLite `url`, None for PostgreSQL."""
    found = parsed(url)
    return Path(found.database or "") if found.get_backend_name() == "sqlite" else None


def key_file(url: str) -> Path:
    """Return the file of the key under which people are kept: beside the store."""
    file = sqlite_file(url)
    return file.with_suffix(".key") if file else LOCAL / "people.key"
