"""People taken out of a store for good, its history and drafts too. This module erases, and seals the history anew.

What the history says of somebody becomes what anybody could see before: one more of the people with so many hats in a
tambon, under a word by chance, without village, agency or role. All seals from there on are made anew, and the seal
that stood before is told in the change that the erasure is.
"""

import datetime
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.schema import TABLES
from data.store import dialect, history
from data.store.backup import part_beside, put, writing_to
from data.store.history import Batch, Change
from data.store.location import file_url
from data.store.plain import Row, delete_row, read_rows, row_of, row_text
from data.store.store import Store, open_store
from data.store.tables import BATCH, CHANGE, DRAFT, RECORDS

SOURCE = "erase"
"""What the history calls it."""
_WORD = "erased"


def last_heard(store: Store) -> dict[str, datetime.datetime]:
    """Return everybody of whom the store or its history holds anything, with when that last changed (UTC)."""
    query = sa.select(CHANGE.c.before, CHANGE.c.after, BATCH.c.applied_at).join(BATCH, CHANGE.c.batch == BATCH.c.id)
    found: dict[str, datetime.datetime] = {}
    with dialect.reading(store.engine) as connection:
        for *rows, moment in connection.execute(query.where(CHANGE.c.table == "hats").order_by(CHANGE.c.id)):
            for row in map(row_of, rows):
                if row and not str(row["person"]).startswith(_WORD):
                    found[str(row["person"])] = moment
    return found


def erase(store: Store, people: Collection[str], names: Collection[str], by: str) -> int:
    """Take people out of the store, its history and its drafts, in one transaction; return how many there were.

    Parameters
    ----------
    people : their pseudonyms.
    names : other words that stand for them: drafts in which one stands go too.
    by : who erases, kept with the change.

    Raises
    ------
    StoreError
        The store is locked, full or damaged; nothing is changed then.
    """
    with dialect.writing(store.engine) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
        told = [row for row in _told(connection) if _person(row) & set(people)]
        dropped = _drop_drafts(connection, [*people, *names])
        if told:
            _rewrite(connection, told, set(people), by)
    if told or dropped:
        _leave_no_trace(store)
    return len(set(people) & set().union(*map(_person, told)))


def _told(connection: Connection) -> list[sa.RowMapping]:
    query = sa.select(CHANGE).where(CHANGE.c.table == "hats").order_by(CHANGE.c.id)
    return list(connection.execute(query).mappings())


def _person(row: sa.RowMapping) -> set[str]:
    return {str(said["person"]) for said in (row_of(row["before"]), row_of(row["after"])) if said}


def _drop_drafts(connection: Connection, words: Collection[str]) -> int:
    held = [DRAFT.c.content.contains(word, autoescape=True) for word in words]
    return int(connection.execute(sa.delete(DRAFT).where(sa.or_(*held))).rowcount) if held else 0


def _rewrite(connection: Connection, told: list[sa.RowMapping], people: set[str], by: str) -> None:
    """Put words by chance in the place of people wherever the history tells of them, and tell that they are gone."""
    before = history.seal(connection)
    blank = _Blank(connection)
    gone = [key for key, row in read_rows(connection, "hats").items() if row["person"] in people]
    for row in told:
        texts = {side: row_text(blank.row(row_of(row[side]), people)) for side in ("before", "after")}
        record = blank.key(row["record"]) if _person(row) <= people else row["record"]
        connection.execute(sa.update(CHANGE).where(CHANGE.c.id == row["id"]).values(record=record, **texts))
    kept = read_rows(connection, "hats")
    for key in gone:
        delete_row(connection, TABLES["hats"], key)
    _seal_anew(connection, min(row["batch"] for row in told))
    changes = [Change("hats", blank.key(key), blank.row(kept[key], people), None) for key in gone]
    reason = f"{before[0]}:{before[1]}"
    history.keep(connection, Batch(by, SOURCE, reason), changes, is_restore=True)


class _Blank:
    """What stands in the place of people: a word by chance for each, each agency of theirs a number."""

    def __init__(self, connection: Connection) -> None:
        areas = RECORDS["areas"]
        known = connection.execute(sa.select(areas.c.code, areas.c.parent).where(areas.c.level == "village"))
        self._around = {code: parent for code, parent in known if parent}
        self._words: dict[tuple[str, str], str] = {}

    def _word(self, kind: str, of: str) -> str:
        return self._words.setdefault((kind, of), f"{_WORD}-{secrets.token_hex(8)}")

    def key(self, key: str) -> str:
        """Return the key that stands for that of a record."""
        return self._word("key", key)

    def row(self, row: Row | None, people: Collection[str]) -> Row | None:
        """Return a record without what tells of whom and where; the very same of others."""
        if row is None or row["person"] not in people:
            return row
        person, village = str(row["person"]), str(row["village_code"])
        return {
            "person": self._word("person", person),
            "village_code": self._around.get(village, village),
            "agency_id": self._word(person, str(row["agency_id"])),
        }


def _seal_anew(connection: Connection, first: int) -> None:
    """Seal every batch from one on as what it holds now; those older than the history stay without."""
    earlier = sa.select(BATCH.c.seal).where(BATCH.c.id < first).order_by(BATCH.c.id.desc()).limit(1)
    previous = str(connection.execute(earlier).scalar() or "")
    later = sa.select(BATCH).where(BATCH.c.id >= first).order_by(BATCH.c.id)
    for head in connection.execute(later).mappings().all():
        if not head["seal"]:
            continue
        previous = history.sealed(previous, dict(head), _changes(connection, head["id"]))
        connection.execute(sa.update(BATCH).where(BATCH.c.id == head["id"]).values(seal=previous))


def _changes(connection: Connection, batch: int) -> Iterator[tuple[object, ...]]:
    names = (CHANGE.c.table, CHANGE.c.record, CHANGE.c.before, CHANGE.c.after)
    query = sa.select(*names).where(CHANGE.c.batch == batch).order_by(CHANGE.c.id)
    return map(tuple, connection.execute(query))


def _leave_no_trace(store: Store) -> None:
    """Let the file of the store hold nothing of what it no longer says."""
    if store.engine.dialect.name == "sqlite":
        with dialect.refusing(store.engine), closing(store.engine.raw_connection()) as connection:
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                connection.cursor().execute(statement).fetchall()


def erase_in_file(file: Path, people: Collection[str], names: Collection[str], by: str, *, is_tried: bool) -> int:
    """Take people out of a backup, as `erase` does; the file is whole at every moment. Return how many there were.

    Parameters
    ----------
    is_tried : only count.

    Raises
    ------
    DataError
        The file is no backup of this program, is damaged, or cannot be written; it stays as it was.
    """
    with writing_to(file), part_beside(file) as part:
        shutil.copyfile(file, part)
        store = open_store(file_url(part))
        count = len(set(people) & last_heard(store).keys())
        if count and not is_tried:
            erase(store, people, names, by)
            store.engine.dispose()
            dialect.let_stand_alone(part)
            put(part, file)
    return count
