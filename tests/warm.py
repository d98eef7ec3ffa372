"""All that is killed, done once. This module is imported by the process that the killed ones are forked from.

A process that begins with everything imported and prepared is killed in the middle of its work, not of its beginning.
"""

import shutil
import tempfile
from pathlib import Path

from data.store import Edit, make_store, migrate, open_store
from data.store.backup import back_up
from data.store.restore import restore
from tests.killed import small_records


def _do_all(folder: Path) -> None:
    store = make_store(f"sqlite:///{folder / 'store.sqlite'}")
    store.apply(small_records(folder).records, "", "warm")
    store.edit([Edit("initiatives", "I1", {"title_en": "1"}, {})], "", "warm")
    file = folder / "backup.sqlite"
    back_up(store, file)
    restore(store.url, file, "")
    old = folder / "old.sqlite"
    migrate.make_at(old, "0001")
    shutil.copyfile(old, folder / "other.sqlite")
    open_store(f"sqlite:///{folder / 'other.sqlite'}")


with tempfile.TemporaryDirectory() as _folder:
    _do_all(Path(_folder))
