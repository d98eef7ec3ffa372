"""The one reader and writer of the database. This module is the store as pages and commands see it."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data.schema import TABLES, Records, typed
from data.store import dialect, migrate
from data.store.changes import Changes, changes, lost_precision
from data.store.location import default_url, is_there, key_file, place, sqlite_file
from data.store.matching import matched
from data.store.people import without_names
from data.store.rows import forget_precision, read_table, write_changes
from data.store.tables import BATCH, BOUNDARY, RECORDS

_CRS = "EPSG:4326"


@dataclass(frozen=True)
class Batch:
    """One change of the store: its number (the store's version since), when (UTC), by whom, from what, how much.

    One that changes nothing is not kept: its number is that of the last change.
    """

    number: int
    applied_at: datetime.datetime
    by: str
    source: str
    added: int
    changed: int
    unchanged: int


class Store:
    """Records, outlines and settings kept in one database; cheap to open, safe to share between threads.

    Attributes
    ----------
    url : where it is, a password included: not for showing.
    place : where it is, for showing.
    """

    def __init__(self, url: str, people_key: Path) -> None:
        self.url = url
        self.place = place(url)
        self._engine: Engine = dialect.engine(url)
        self._people_key = people_key

    def version(self) -> int:
        """Return a number that grows with every change of the store."""
        with dialect.reading(self._engine) as connection:
            return _version(connection)

    def records(self, names: Collection[str] = TABLES) -> dict[str, pd.DataFrame]:
        """Return the records of these tables, or of all, as typed frames as they stand at one moment."""
        with dialect.reading(self._engine) as connection:
            return {name: read_table(connection, name) for name in names}

    def has_records(self) -> bool:
        """Whether anything at all is kept."""
        with dialect.reading(self._engine) as connection:
            return any(connection.execute(sa.select(table).limit(1)).first() for table in RECORDS.values())

    def settings(self) -> dict[str, str]:
        """Return the settings by key, blank ones left out."""
        with dialect.reading(self._engine) as connection:
            frame = read_table(connection, "settings").dropna()
        return dict(zip(frame["key"], frame["value"], strict=True))

    def difference(self, records: Records, given: Mapping[str, Sequence[str]] | None = None) -> dict[str, Changes]:
        """Return what applying `records` would add and change, by table; see `data.store.changes.changes`."""
        nameless = without_names(records, self._people_key)
        with dialect.reading(self._engine) as connection:
            kept = {name: read_table(connection, name) for name in nameless}
        return changes(matched(nameless, kept, given), kept, given)

    def apply(
        self, records: Records, by: str, source: str, given: Mapping[str, Sequence[str]] | None = None
    ) -> Batch:
        """Add `records` and change those of the same key, all in one transaction.

        Parameters
        ----------
        records : checked records; those of the store that are not named stay.
        by, source : who applies them and where they come from, kept with the batch.
        given : the columns that speak, by table, blanks included; the others leave what is kept. None: all.

        Raises
        ------
        StoreError
            The store is locked, full or damaged, or the records do not fit together; nothing is changed then.
        """
        nameless = without_names(records, self._people_key)
        with dialect.writing(self._engine) as connection:
            kept = {name: read_table(connection, name) for name in nameless}
            keyed = matched(nameless, kept, given)
            found = changes(keyed, kept, given)
            forget_precision(connection, lost_precision(found, keyed.get("precision", typed("precision"))))
            for name, part in found.items():
                write_changes(connection, name, part)
            counts = _counts(found.values())
            return _batch(connection, by, source, counts, is_kept=any(counts[:2]))

    def batches(self) -> pd.DataFrame:
        """Return every change of the store, the latest first."""
        with dialect.reading(self._engine) as connection:
            rows = connection.execute(sa.select(BATCH).order_by(BATCH.c.id.desc())).all()
        return pd.DataFrame(rows, columns=list(BATCH.columns.keys()))

    def boundaries(self, level: str) -> gpd.GeoDataFrame:
        """Return the outlines of a level simplified for the screen: index ``area_code``, EPSG:4326."""
        return self._outlines(level, "screen")

    def boundaries_full(self, level: str) -> gpd.GeoDataFrame:
        """Return the outlines of a level at full detail: index ``area_code``, EPSG:4326."""
        return self._outlines(level, "full")

    def _outlines(self, level: str, detail: str) -> gpd.GeoDataFrame:
        with dialect.reading(self._engine) as connection:
            columns = (BOUNDARY.c.area_code, BOUNDARY.c.quality, BOUNDARY.c.source, BOUNDARY.c[detail])
            query = sa.select(*columns).where(BOUNDARY.c.level == level).order_by(BOUNDARY.c.area_code)
            rows = connection.execute(query).all()
        frame = pd.DataFrame(rows, columns=["area_code", "quality", "source", "geometry"])
        shapes = shapely.from_wkb(frame.pop("geometry").to_numpy(dtype="object"))
        return gpd.GeoDataFrame(frame.astype("str").set_index("area_code"), geometry=shapes, crs=_CRS)

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
        rows = [
            row
            for level, (full, screen) in layers.items()
            for row in _outline_rows(level, full.to_crs(_CRS), screen.to_crs(_CRS))
        ]
        with dialect.writing(self._engine) as connection:
            of_levels = BOUNDARY.c.level.in_([str(level) for level in layers])
            kept = connection.execute(sa.select(BOUNDARY).where(of_levels)).mappings().all()
            is_new = {frozenset(row.items()) for row in kept} != {frozenset(row.items()) for row in rows}
            if is_new:
                connection.execute(sa.delete(BOUNDARY).where(of_levels))
            if is_new and rows:
                connection.execute(sa.insert(BOUNDARY), rows)
            counts = (len(rows), 0, 0) if is_new else (0, 0, len(rows))
            return _batch(connection, by, f"{source} {', '.join(layers)}", counts, is_kept=is_new)

    def problems(self) -> list[str]:
        """Return what the database finds broken in itself, nothing when it is sound."""
        with dialect.reading(self._engine) as connection:
            return dialect.integrity(connection)

    def shape(self) -> str:
        """Return the version of the store's tables."""
        with dialect.reading(self._engine) as connection:
            return migrate.version(connection) or ""


def _version(connection: Connection) -> int:
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(BATCH.c.id), 0))).scalar_one())


def _counts(found: Collection[Changes]) -> tuple[int, int, int]:
    """Return how many records are added, changed and left alone."""
    return (
        sum(len(part.added) for part in found),
        sum(len(part.updated) for part in found),
        sum(part.unchanged for part in found),
    )


def _batch(connection: Connection, by: str, source: str, counts: tuple[int, int, int], *, is_kept: bool) -> Batch:
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    if not is_kept:
        return Batch(_version(connection), now, by, source, *counts)
    row = dict(zip(BATCH.columns.keys()[1:], (now, by, source, *counts), strict=True))
    number = connection.execute(sa.insert(BATCH).values(row)).inserted_primary_key
    return Batch(int(number[0]) if number else 0, now, by, source, *counts)


def _outline_rows(level: str, full: gpd.GeoDataFrame, screen: gpd.GeoDataFrame) -> list[dict[str, object]]:
    screen = screen.loc[full.index]
    columns = (
        full.index.astype("str"),
        full["quality"].astype("str"),
        full["source"].astype("str"),
        full.geometry.to_wkb(),
        screen.geometry.to_wkb(),
    )
    names = ("area_code", "quality", "source", "full", "screen")
    return [{"level": str(level), **dict(zip(names, row, strict=True))} for row in zip(*columns, strict=True)]


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
