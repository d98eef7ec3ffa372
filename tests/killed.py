"""Work for processes of their own that are killed in the middle of it. This module is imported by such processes."""

import shutil
from multiprocessing.connection import Connection
from pathlib import Path

from data.readers.records import Reading, reading
from data.schema import typed
from data.store import Edit, open_store
from data.store.backup import back_up
from data.store.restore import restore
from data.store.single import record
from tests.small import SMALL


def small_records(folder: Path) -> Reading:
    """Return the least file set, read from a folder that is made in `folder`."""
    records = folder / "records"
    records.mkdir()
    for name, text in SMALL.items():
        (records / f"{name}.csv").write_text(text, encoding="utf-8")
    return reading(records)


def edit(url: str, _file: Path, told: Connection) -> None:
    """Count on in two records at once, and say each number once it is kept."""
    store = open_store(url)
    number = int(store.settings()["last"])
    while True:
        seen = record(store, "initiatives", "I1") or {}
        wanted = {"title_en": str(number + 1), "themes": "W1" if number % 2 else "W1;W2"}
        counted = Edit("settings", "last", {"value": str(number + 1)}, {"value": str(number)})
        store.edit([counted, Edit("initiatives", "I1", wanted, seen)], "killed", "edit")
        number += 1
        told.send(number)


def take_in(url: str, _file: Path, told: Connection) -> None:
    """Count on by imports of twenty records and the number."""
    store = open_store(url)
    number = int(store.settings()["last"])
    while True:
        number += 1
        codes = [f"J{number:06d}-{part}" for part in range(20)]
        records = {
            "initiatives": typed(
                "initiatives",
                {
                    "initiative_id": [*codes, "I1"],
                    "title_th": "ก",
                    "title_en": [*[None] * 20, str(number)],
                    "areas": "800601;8006",
                },
            ),
            "settings": typed("settings", {"key": ["last"], "value": [str(number)]}),
        }
        given = {"initiatives": ["title_en", "areas"], "settings": ["value"]}
        store.apply(records, "killed", "import", given)
        told.send(number)


def keep_copies(url: str, file: Path, told: Connection) -> None:
    """Make backups of a store in which others write, and say with which number each is at least."""
    store = open_store(url)
    while True:
        number = int(store.settings()["last"])
        back_up(store, file)
        told.send(number)


def put_back(url: str, file: Path, told: Connection) -> None:
    """Put a backup back, again and again, and say each."""
    while True:
        restore(url, file, "killed")
        told.send(0)


def bring_up(url: str, file: Path, told: Connection) -> None:
    """Open stores of the first shape, which brings them to the newest, and say each."""
    for number in range(10**6):
        target = Path(url).with_name(f"old-{number}.sqlite")
        shutil.copyfile(file, target)
        told.send(number)
        open_store(f"sqlite:///{target}")
