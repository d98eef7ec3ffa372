"""Many who edit at once, in threads of several processes. This module lets them and looks what became of it."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from data.desk.editing import Prepared, save
from data.errors import StoreError
from data.schema import AccountRole, Actor, typed
from data.store import Edit, EditConflictError, Store, make_store, open_store
from data.store.plain import row_text
from data.store.single import record
from tests.processes import processes

_SHARED = 5
_SHARED_EVERY = 10


class Told(NamedTuple):
    """One edit that was acknowledged: by whom, of what, what stood there before, and how long it took."""

    name: str
    batch: int
    record: str
    seen: str | None
    mark: str
    seconds: float
    refused: int
    waited: int


def names_of(count: int, threads: int) -> list[list[str]]:
    """Return the names of the writers of each of `count` processes."""
    return [[f"w{process}-{thread}" for thread in range(threads)] for process in range(count)]


def prepared(url: str, names: Iterable[Sequence[str]]) -> Store:
    """Make a store with a work of each writer's own and some that all share, all of one agency."""
    store = make_store(url)
    keys = [*chain.from_iterable(names), *(f"shared-{number}" for number in range(_SHARED))]
    parts = {"initiative_id": keys, "agency_id": "A1", "role": "accountable"}
    records = {
        "agencies": typed("agencies", {"agency_id": ["A1"], "name_th": ["อบต.ท่าดี"]}),
        "initiatives": typed("initiatives", {"initiative_id": keys, "title_th": "ฝาย"}),
        "participation": typed("participation", parts),
    }
    store.apply(records, "", "begin")
    return store


def crowd(write: Callable[[list[str]], list], names: Sequence[list[str]]) -> list:
    """Let each process write with as many threads as it has names, all at once; return what they tell."""
    with ProcessPoolExecutor(len(names), processes()) as pool:
        return list(chain.from_iterable(pool.map(write, names)))


def edits(url: str, count: int, names: list[str]) -> list[Told]:
    """Edit `count` times as each of `names`, now and then a record that all share."""
    with ThreadPoolExecutor(len(names)) as threads:
        return list(chain.from_iterable(threads.map(partial(_edits_of, url, count), names)))


def _edits_of(url: str, count: int, name: str) -> list[Told]:
    store, actor = open_store(url), Actor(name, AccountRole.OFFICER, "A1")
    chance = random.Random(name)
    told = []
    for number in range(1, count + 1):
        key = name if number % _SHARED_EVERY else f"shared-{chance.randrange(_SHARED)}"
        told.append(_edit(store, actor, key, f"{name}:{number}"))
    return told


def _edit(store: Store, actor: Actor, key: str, mark: str) -> Told:
    """Write a mark on a record; where somebody else was quicker, look what stands there now and try again."""
    refused = waited = 0
    while True:
        seen = record(store, "initiatives", key) or {}
        edit = Edit("initiatives", key, {**seen, "description": mark}, seen)
        begun = time.perf_counter()
        try:
            batch = save(store, actor, Prepared((edit,)))
        except EditConflictError:
            refused += 1
        except StoreError:
            waited += 1
        else:
            took = time.perf_counter() - begun
            return Told(actor.account_id, batch.number, key, seen.get("description"), mark, took, refused, waited)


def inserts(file: Path, count: int, names: list[str]) -> list[float]:
    """Insert `count` rows as each of `names` with nothing but SQLite, kept as safely, asked as often."""
    with ThreadPoolExecutor(len(names)) as threads:
        return list(chain.from_iterable(threads.map(partial(_inserts_of, file, count), names)))


def _inserts_of(file: Path, count: int, name: str) -> list[float]:
    took = []
    with closing(sqlite3.connect(file, timeout=0.005, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        for number in range(1, count + 1):
            begun = time.perf_counter()
            while not connection.in_transaction:
                with suppress(sqlite3.OperationalError):
                    connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO mark (text) VALUES (?)", (f"{name}:{number}",))
            connection.execute("COMMIT")
            took.append(time.perf_counter() - begun)
    return took


def missed(store: Store, told: Sequence[Told]) -> list[str]:
    """Return what is not as it was acknowledged; nothing when each edit is in the history and all of it replays."""
    changes = store.history()
    by_batch = {row.batch: row for row in changes.itertuples() if row.batch > 1}
    found = [] if len(by_batch) == len(told) else [f"{len(by_batch)} batches of {len(told)} edits"]
    for each in told:
        row = by_batch.get(each.batch)
        if row is None or (row.record, row.before.get("description"), row.after["description"]) != (
            each.record,
            each.seen,
            each.mark,
        ):
            found.append(f"{each.mark} is not in the history as it was acknowledged")
    return [*found, *_unlike(store, changes.iloc[::-1]), *store.problems()]


def _unlike(store: Store, changes) -> list[str]:
    """Replay the history of the works from its beginning, and return where it does not lead to what is kept."""
    left: dict[str, object] = {}
    found = []
    for row in changes[changes["table"] == "initiatives"].itertuples():
        if row_text(row.before) != row_text(left.get(row.record)):
            found.append(f"{row.record}: batch {row.batch} did not find what stood there")
        left[row.record] = row.after
    kept = {key: record(store, "initiatives", key) for key in left}
    return found + [key for key, row in left.items() if row_text(row) != row_text(kept[key])]
