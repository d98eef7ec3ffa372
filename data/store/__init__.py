"""Everything the app knows, kept in one database. This module is its door: ``from data.store import open_store``."""

from data.store.changes import Changes
from data.store.edits import Edit, EditConflictError
from data.store.history import Batch
from data.store.location import default_name, default_url, init_url, office_url, urls
from data.store.pending import Clash
from data.store.store import Store, make_store, open_store

__all__ = [
    "Batch",
    "Changes",
    "Clash",
    "Edit",
    "EditConflictError",
    "Store",
    "default_name",
    "default_url",
    "init_url",
    "make_store",
    "office_url",
    "open_store",
    "urls",
]
