"""Work for a process of its own. This module is imported by such processes only."""

from data.schema import typed
from data.store import open_store


def apply_many(url: str, name: str, count: int) -> None:
    """Apply `count` batches of one initiative each."""
    store = open_store(url)
    for number in range(count):
        row = {"initiative_id": [f"{name}-{number}"], "title_th": ["ก"]}
        store.apply({"initiatives": typed("initiatives", row)}, name, "crowd")
