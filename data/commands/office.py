"""The store that files are imported into. This module opens the office's own, or makes it when there is none."""

from data.commands.init import make
from data.store import Store, office_url, open_store
from data.store.location import is_there, sqlite_file, stated_url


def open_office() -> Store | None:
    """Return the store that imports write to, None where the office has none yet.

    Raises
    ------
    StoreError
        DATABASE_URL names a store that is not there, or the store cannot be opened.
    """
    url = office_url()
    file = sqlite_file(url)
    return None if file and not stated_url() and not is_there(file) else open_store(url)


def make_office() -> Store:
    """Return the office's store made with the shipped facts, which is said."""
    make(office_url(), "none")
    return open_store(office_url())
