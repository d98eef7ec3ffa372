"""The one reader and writer of the database. This module is the store as pages and commands see it."""

import copy
import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data.schema import TABLES, Records
from data.store import dialect, history, migrate
from data.store.applying import Tell, apply_records, compared, in_silence
from data.store.changes import Changes
from data.store.edits import Edit, apply_edits
from data.store.history import Batch, keep
from data.store.location import default_url, is_there, key_file, place, sqlite_file
from data.store.outlines import read_outlines, replace_outlines
from data.store.people import edit_without_names, pseudonym, without_names
from data.store.rows import read_table
from data.store.tables import BATCH, RECORDS
from data.store.undo import take_back


class Store:
    """Records, outlines and settings kept in one database; cheap to open, safe to share between threads.

    Attributes
    ----------
    url : where it is, a password included: not for showing.
    place : where it is, for showing.
    engine : its connections, for the other modules of `data.store`.
    """

    def __init__(self, url: str, people_key: Path) -> None:
        self.url = url
        self.place = place(url)
        self.engine: Engine = dialect.engine(url)
        self._people_key = people_key
        self._tell: Tell = in_silence

    def telling(self, tell: Tell) -> "Store":
        """Return the same store, whose `apply` tells how far it is; what `tell` raises ends it, nothing changed."""
        other = copy.copy(self)
        other._tell = tell
        return other

    def version(self) -> int:
        """Return a number that grows with every change of the store."""
        with dialect.reading(self.engine) as connection:
            return _version(connection)

    def version_at(self, moment: datetime.datetime) -> int:
        """Return the version that stood at `moment` (UTC, without a zone); 0 before the first."""
        with dialect.reading(self.engine) as connection:
            newest = sa.select(sa.func.coalesce(sa.func.max(BATCH.c.id), 0)).where(BATCH.c.applied_at <= moment)
            return int(connection.execute(newest).scalar_one())

    def records(self, names: Collection[str] = TABLES, at: int | None = None) -> dict[str, pd.DataFrame]:
        """Return the records of these tables, or of all, as typed frames as they stand at one moment.

        Parameters
        ----------
        names : names of tables.
        at : the version whose records are wanted; None for the newest. Versions older than the history show what
            was kept when it began.
        """
        with dialect.reading(self.engine) as connection:
            if at is None or at >= _version(connection):
                return {name: read_table(connection, name) for name in names}
            return history.earlier(connection, names, at)

    def has_records(self) -> bool:
        """Whether anything at all is kept."""
        with dialect.reading(self.engine) as connection:
            return any(connection.execute(sa.select(table).limit(1)).first() for table in RECORDS.values())

    def settings(self) -> dict[str, str]:
        """Return the settings by key, blank ones left out."""
        with dialect.reading(self.engine) as connection:
            frame = read_table(connection, "settings").dropna()
        return dict(zip(frame["key"], frame["value"], strict=True))

    def difference(self, records: Records, given: Mapping[str, Sequence[str]] | None = None) -> dict[str, Changes]:
        """Return what applying `records` would add and change, by table; see `data.store.changes.changes`."""
        with dialect.reading(self.engine) as connection:
            return compared(connection, without_names(records, self._people_key), given)

    def apply(
        self,
        records: Records,
        by: str,
        source: str,
        given: Mapping[str, Sequence[str]] | None = None,
        *,
        reason: str = "",
    ) -> Batch:
        """Add `records` and change those of the same key, all in one transaction.

        Parameters
        ----------
        records : checked records; those of the store that are not named stay.
        by, source, reason : who applies them, where they come from and why, kept with the batch.
        given : the columns that speak, by table, blanks included; the others leave what is kept. None: all.

        Raises
        ------
        StoreError
            The store is locked, full or damaged, or the records do not fit together; nothing is changed then.
        """
        nameless = without_names(records, self._people_key)
        with dialect.writing(self.engine) as connection:
            made, unchanged = apply_records(connection, nameless, given, self._tell)
            return keep(connection, Batch(by, source, reason, unchanged=unchanged), made)

    def edit(self, edits: Iterable[Edit], by: str, source: str, *, reason: str = "") -> Batch:
        """Carry out edits of single records, all in one transaction.

        A cell that others changed since it was seen is never written over; cells that only one side changed go
        together.

        Parameters
        ----------
        edits : checked edits; see `data.store.edits.Edit`.
        by, source, reason : who edits, by what means and why, kept with the batch.

        Raises
        ------
        EditConflictError
            Cells were changed by others meanwhile; nothing is changed then.
        StoreError
            The store is locked, full or damaged, or the records do not fit together; nothing is changed then.
        """
        nameless = [edit_without_names(edit, self._people_key) for edit in edits]
        with dialect.writing(self.engine) as connection:
            return keep(connection, Batch(by, source, reason), apply_edits(connection, nameless))

    def undo(self, numbers: Collection[int], by: str, source: str, *, reason: str = "") -> Batch:
        """Take back the changes with these numbers of the history, all in one transaction, which is a change too.

        Raises
        ------
        EditConflictError
            Cells were changed since; nothing is changed then.
        StoreError
            Other records refer to one that would go; nothing is changed then.
        """
        with dialect.writing(self.engine) as connection:
            return keep(connection, Batch(by, source, reason), take_back(connection, numbers))

    def batches(self) -> pd.DataFrame:
        """Return every change of the store, the latest first."""
        with dialect.reading(self.engine) as connection:
            rows = connection.execute(sa.select(BATCH).order_by(BATCH.c.id.desc())).all()
        return pd.DataFrame(rows, columns=list(BATCH.columns.keys()))

    def history(
        self,
        *,
        batches: Collection[int] | None = None,
        table: str = "",
        record: str = "",
        most: int | None = None,
    ) -> pd.DataFrame:
        """Return single changes, the latest first: ``id``, ``batch``, ``table``, ``record``, ``before``, ``after``.

        Parameters
        ----------
        batches : numbers of batches; None for all.
        table, record : name of a table and key of a record; blank for all.
        most : how many at most; None for all.

        Returns
        -------
        ``before`` and ``after`` are records as plain values by column, None where there was none.
        """
        with dialect.reading(self.engine) as connection:
            return history.told(connection, batches, table, record, most)

    def boundaries(self, level: str, at: int | None = None) -> gpd.GeoDataFrame:
        """Return the outlines of a level simplified for the screen: index ``area_code``, EPSG:4326."""
        with dialect.reading(self.engine) as connection:
            return read_outlines(connection, level, "screen", at)

    def boundaries_full(self, level: str) -> gpd.GeoDataFrame:
        """Return the outlines of a level at full detail: index ``area_code``, EPSG:4326."""
        with dialect.reading(self.engine) as connection:
            return read_outlines(connection, level, "full")

    def replace_layers(
        self,
        layers: Mapping[str, tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]],
        by: str = "",
        source: str = "boundaries",
    ) -> Batch:
        """Put the outlines of several levels in the place of all that were kept of them, in one transaction.

        Parameters
        ----------
        layers : by level the same areas at full detail and simplified for the screen: index ``area_code``, columns
            ``quality`` and ``source``, any CRS.
        by, source : who gives them and where they come from, kept with the batch.
        """
        with dialect.writing(self.engine) as connection:
            found, unchanged = replace_outlines(connection, layers)
            return keep(connection, Batch(by, f"{source} {', '.join(layers)}", unchanged=unchanged), found)

    def problems(self) -> list[str]:
        """Return what is broken in the database, or was changed past its history; nothing when it is sound."""
        with dialect.reading(self.engine) as connection:
            return dialect.integrity(connection) or history.problems(connection)

    def pseudonym(self, name: str) -> str:
        """Return the pseudonym under which somebody stands in this store; a pseudonym stays as it is."""
        return pseudonym(name, self._people_key)

    def seal(self) -> tuple[int, str]:
        """Return the number and the seal of the last batch."""
        with dialect.reading(self.engine) as connection:
            return history.seal(connection)

    def shape(self) -> str:
        """Return the version of the store's tables."""
        with dialect.reading(self.engine) as connection:
            return migrate.version(connection) or ""


def _version(connection: Connection) -> int:
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(BATCH.c.id), 0))).scalar_one())


def open_store(url: str | None = None) -> Store:
    """Return the store at `url`, or the one that `default_url` names.

    Raises
    ------
    StoreError
        There is none yet, or it is locked, damaged, unreachable or of a newer program.
    """
    address = url or default_url()
    file = sqlite_file(address)
    if file and not is_there(file):
        raise dialect.missing(file)
    store = Store(address, key_file(address))
    migrate.ensure(dialect.engine(address))
    return store


def make_store(url: str, people_key: Path | None = None) -> Store:
    """Return the store at `url`, its tables made where there were none.

    Parameters
    ----------
    url : address of the store.
    people_key : file of the key of pseudonyms, where it is not to lie beside `url`.
    """
    file = sqlite_file(url)
    if file and (not is_there(file) or not file.stat().st_size):
        dialect.make_file(file)
    migrate.ensure(dialect.engine(url), make=True)
    return Store(url, people_key or key_file(url))
