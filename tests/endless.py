"""Work for a process of its own that a test may kill. This module is imported by such processes only."""

from multiprocessing.connection import Connection

from data.schema import typed
from data.store import open_store


def apply_forever(url: str, first: int, acknowledged: Connection) -> None:
    """Apply batches of twenty initiatives and one setting, and say the number of each once it is kept."""
    store = open_store(url)
    for number in range(first, 10**6):
        codes = [f"I{number}-{part}" for part in range(20)]
        records = {
            "initiatives": typed("initiatives", {"initiative_id": codes, "title_th": "ก", "areas": "800601;8006"}),
            "settings": typed("settings", {"key": ["last"], "value": [str(number)]}),
        }
        store.apply(records, "", "kill")
        acknowledged.send(number)


def apply_many(url: str, name: str, count: int) -> None:
    """Apply `count` batches of one initiative each."""
    store = open_store(url)
    for number in range(count):
        row = {"initiative_id": [f"{name}-{number}"], "title_th": ["ก"]}
        store.apply({"initiatives": typed("initiatives", row)}, name, "crowd")
