"""A backup put in the place of what is kept. This module restores, also while the store is in use.

It is one transaction of the store that is there: it writes every row anew, so that whoever reads or writes meanwhile
sees the one state or the other, and it is a change of its own, whose number is above all numbers of both. Only a file
that SQLite itself finds damaged is set aside and another put in its place.
"""

import contextlib
import datetime
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.errors import DamagedError, FileError
from data.schema.invented import SETTING
from data.store import dialect, history, location
from data.store.backup import back_up, copy_rows, put
from data.store.history import Batch
from data.store.location import parsed, sqlite_file
from data.store.offer import damaged, offered
from data.store.store import Store, make_store
from data.store.tables import BATCH, METADATA

_LEAP = 1_000
"""Added to the last number that can be read of a damaged store: more may have been there."""


@dataclass(frozen=True)
class Restored:
    """What became of a restore.

    Attributes
    ----------
    batch : the change that it is.
    kept : the backup of what it replaced, to be put back in the same way; of a damaged store its file as it was. None
        where nothing was kept before.
    """

    batch: Batch
    kept: Path | None


def restore(url: str, file: Path, by: str, *, as_it_is: bool = False) -> Restored:
    """Put what the backup `file` holds in the place of all that the store at `url` holds, or where there is none yet.

    Everybody has to sign in anew, and codes of workshops are void. What was replaced is kept beside the store.

    Parameters
    ----------
    by : who restores, kept with the change.
    as_it_is : take a backup too whose history does not fit its records.

    Raises
    ------
    FileError
        `file` is no backup, damaged, changed by hand or of a newer program; nothing is changed then.
    StoreError
        The store is locked or full; nothing is changed then.
    """
    place = _beside(url)
    with offered(file, place) as offer:
        begun = Batch(by, f"restore {file.name}")
        broken = [] if as_it_is else offer.problems()
        if broken:
            raise damaged(file, broken[0])
        try:
            live = make_store(url)
            dialect.refuse_damage(live.engine)
            _refuse_mixing(live, offer, file)
        except DamagedError:
            if sqlite_file(url) is None:
                raise
            return _put_in_place(place, offer, begun)
        return _write_anew(live, offer, begun)


def _refuse_mixing(live: Store, offer: Store, file: Path) -> None:
    """Keep what is invented out of a store of real records, and the other way round."""
    is_invented, was_invented = (store.settings().get(SETTING) == "yes" for store in (offer, live))
    if is_invented != was_invented and len(live.records(["initiatives"])["initiatives"]):
        thai, english = ("ข้อมูลสมมติ", "invented records") if is_invented else ("ข้อมูลจริง", "real records")
        raise FileError(
            f"{file.name} เป็น{thai} แต่ฐานข้อมูล {live.place} ไม่ใช่ จึงไม่มีสิ่งใดเปลี่ยน",
            f"{file.name} holds {english} and the store {live.place} others: nothing was changed",
        )


def _beside(url: str) -> Path:
    """Return the file beside which all is kept that a restore makes."""
    return sqlite_file(url) or location.LOCAL / f"{parsed(url).database}.sqlite"


def _aside(place: Path, why: str) -> Path:
    """Return a name beside `place`, dated, that nothing has."""
    name = f"{place.stem}-{why}-{datetime.datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    names = [place.with_name(f"{name}{more}.sqlite") for more in ("", *(f"-{number}" for number in range(2, 100)))]
    return next(found for found in names if not found.exists())


def _write_anew(live: Store, offer: Store, begun: Batch) -> Restored:
    with dialect.writing(live.engine) as target:
        kept = _aside(_beside(live.url), "replaced") if live.version() else None
        if kept:
            back_up(live, kept)
        for table in reversed(METADATA.sorted_tables):
            target.execute(sa.delete(table))
        with dialect.reading(offer.engine) as source:
            copy_rows(source, target)
        return Restored(_begin_again(target, begun), kept)


def _begin_again(target: Connection, begun: Batch, least: int = 0) -> Batch:
    """Keep the restore as a change, and let all numbers to come be above those of what was replaced."""
    for table in ("batch", "change"):
        dialect.count_on(target, table, least)
    return history.keep(target, begun, (), is_restore=True)


def _put_in_place(file: Path, offer: Store, begun: Batch) -> Restored:
    """Put a file in the place of a damaged one, whose log goes aside with it: it is none of the new one's."""
    with dialect.writing(offer.engine) as target:
        batch = _begin_again(target, begun, _last_number(file) + _LEAP)
    aside = _aside(file, "damaged")
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            file.with_name(file.name + suffix).rename(aside.with_name(aside.name + suffix))
    part = sqlite_file(offer.url) or file
    dialect.let_stand_alone(part)
    dialect.make_file(part)
    put(part, file)
    return Restored(batch, aside)


def _last_number(file: Path) -> int:
    """Return the last number that can still be read of a damaged store, 0 if none can."""
    with contextlib.suppress(DamagedError), dialect.reading(dialect.engine(location.file_url(file))) as connection:
        return int(connection.execute(sa.select(sa.func.max(BATCH.c.id))).scalar() or 0)
    return 0
