"""Every change of the store, in order and sealed. This module writes the history and tells what was when."""

import datetime
import hashlib
import itertools
import json
import operator
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.schema import TABLES, typed
from data.schema.privacy import hidden
from data.store.changes import Changes
from data.store.plain import OUTLINES, Row, outline_row, read_rows, row_of, row_text
from data.store.rows import keyed, plain_rows, read_keyed
from data.store.tables import BATCH, BOUNDARY, CHANGE

_AT_ONCE = 5_000


@dataclass(frozen=True)
class Batch:
    """One change of the store: by whom, from what, why; its number (the store's version since), when (UTC), how much.

    One that changes nothing is not kept: its number is that of the last change.
    """

    by: str
    source: str
    reason: str = ""
    number: int = 0
    applied_at: datetime.datetime | None = None
    added: int = 0
    changed: int = 0
    unchanged: int = 0


class Change(NamedTuple):
    """One record before and after; None where it was not, or is no more."""

    table: str
    record: str
    before: Row | None
    after: Row | None


def changes_of(found: Mapping[str, Changes]) -> Iterable[Change]:
    """Yield what the parts of a change do to each record."""
    for name, part in found.items():
        for key, row in plain_rows(name, part.added):
            yield Change(name, key, None, row)
        pairs = zip(plain_rows(name, part.before), plain_rows(name, part.updated), strict=True)
        for (key, before), (_, after) in pairs:
            yield Change(name, key, before, after)
        for key, row in plain_rows(name, part.removed):
            yield Change(name, key, row, None)


def keep(connection: Connection, begun: Batch, changes: Iterable[Change], *, is_restore: bool = False) -> Batch:
    """Keep a batch with its changes, sealed; one that changes nothing is not kept, unless it is a restore.

    Parameters
    ----------
    connection : a connection that writes, on which the changes were made.
    begun : the batch with by, source, reason and what stays unchanged; when it was made where that was not now.
    changes : what it did to each record.
    """
    rows = [_row(change) for change in changes]
    added = sum(row["before"] is None for row in rows)
    made_at = begun.applied_at or datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    number, previous = seal(connection)
    batch = replace(begun, number=number, applied_at=made_at, added=added, changed=len(rows) - added)
    batch = replace(batch, source=hidden(begun.source), reason=hidden(begun.reason))
    if not rows and not is_restore:
        return batch
    head = {name: getattr(batch, _FIELDS.get(name, name)) for name in _HEAD if name not in ("id", "seal")}
    made = connection.execute(sa.insert(BATCH).values(head)).inserted_primary_key
    batch = replace(batch, number=int(made[0]) if made else 0)
    for at in range(0, len(rows), _AT_ONCE):
        connection.execute(sa.insert(CHANGE), [{**row, "batch": batch.number} for row in rows[at : at + _AT_ONCE]])
    told_by = sealed(previous, {"id": batch.number, **head}, (tuple(row.values()) for row in rows))
    connection.execute(sa.update(BATCH).where(BATCH.c.id == batch.number).values(seal=told_by))
    return batch


_HEAD = tuple(column.name for column in BATCH.columns)
_FIELDS = {"applied_by": "by"}


def _row(change: Change) -> dict[str, str | None]:
    texts = {"before": row_text(change.before), "after": row_text(change.after)}
    return {"table": change.table, "record": change.record, **texts}


def sealed(previous: str, head: Mapping[str, object], changes: Iterable[tuple[object, ...]]) -> str:
    """Return the seal of a batch: the digest of the seal before it, of its head and of its changes."""
    digest = hashlib.sha256(previous.encode())
    told = [str(head[name]) for name in _HEAD if name != "seal"]
    for part in (told, *changes):
        digest.update(json.dumps(part, ensure_ascii=False).encode())
    return digest.hexdigest()


def baseline(connection: Connection) -> Iterable[Change]:
    """Yield every record and outline that is kept, as added: where the history of an older store begins."""
    for name in TABLES:
        for key, row in read_rows(connection, name).items():
            yield Change(name, key, None, row)
    for outline in connection.execute(sa.select(BOUNDARY)).mappings().all():
        key = f"{outline['level']}/{outline['area_code']}"
        yield Change(OUTLINES, key, None, outline_row(dict(outline)))


def problems(connection: Connection) -> list[str]:
    """Return where history was tampered with, or records were changed past it; nothing when both are whole."""
    return [*_broken_seals(connection), *_lost_heads(connection), *_strays(connection)]


def _lost_heads(connection: Connection) -> Iterable[str]:
    """Yield the batches that are gone from over their changes."""
    lost = sa.select(CHANGE.c.batch).distinct().where(CHANGE.c.batch.not_in(sa.select(BATCH.c.id)))
    for number in connection.execute(lost.order_by(CHANGE.c.batch)).scalars():
        yield f"change: batch {number} is gone"


def _broken_seals(connection: Connection) -> Iterable[str]:
    previous = ""
    heads = connection.execute(sa.select(BATCH).order_by(BATCH.c.id)).mappings().all()
    columns = (BATCH.c.id, CHANGE.c.id, CHANGE.c.table, CHANGE.c.record, CHANGE.c.before, CHANGE.c.after)
    told = sa.select(*columns).select_from(BATCH.outerjoin(CHANGE, CHANGE.c.batch == BATCH.c.id))
    told = told.order_by(BATCH.c.id, CHANGE.c.id).execution_options(yield_per=_AT_ONCE)
    parts = itertools.groupby(map(tuple, connection.execute(told)), key=operator.itemgetter(0))
    for head, (_, rows) in zip(heads, parts, strict=True):
        own = (row[2:] for row in rows if row[1] is not None)
        is_of_history = bool(previous or head["seal"])
        if is_of_history and head["seal"] != sealed(previous, dict(head), own):
            yield f"batch {head['id']}: its seal does not fit what it holds"
        previous = head["seal"]


def _strays(connection: Connection) -> Iterable[str]:
    """Yield the records that are not as the history left them."""
    newest = sa.select(sa.func.max(CHANGE.c.id)).group_by(CHANGE.c.table, CHANGE.c.record)
    rows = connection.execute(
        sa.select(CHANGE.c.table, CHANGE.c.record, CHANGE.c.after).where(CHANGE.c.id.in_(newest))
    )
    left = {(table, key): after for table, key, after in rows}
    for change in baseline(connection):
        told = left.pop((change.table, change.record), None)
        if told != row_text(change.after):
            yield f"{change.table} {change.record}: not as the history left it"
    for (table, key), after in left.items():
        if after is not None:
            yield f"{table} {key}: gone without a word in the history"


def told(
    connection: Connection, batches: Collection[int] | None, table: str, record: str, most: int | None
) -> pd.DataFrame:
    """Return single changes as `Store.history` tells them."""
    query = sa.select(CHANGE).order_by(CHANGE.c.id.desc()).limit(most)
    query = query if batches is None else query.where(CHANGE.c.batch.in_([int(number) for number in batches]))
    query = query.where(CHANGE.c.table == table) if table else query
    query = query.where(CHANGE.c.record == record) if record else query
    rows = [(*row[:-2], row_of(row.before), row_of(row.after)) for row in connection.execute(query)]
    return pd.DataFrame(rows, columns=list(CHANGE.columns.keys()), dtype="object")


def seal(connection: Connection) -> tuple[int, str]:
    """Return the number and the seal of the last batch; 0 and a blank before there is any."""
    found = connection.execute(sa.select(BATCH.c.id, BATCH.c.seal).order_by(BATCH.c.id.desc()).limit(1)).first()
    return (int(found[0]), str(found[1])) if found else (0, "")


def earlier(connection: Connection, names: Iterable[str], number: int) -> dict[str, pd.DataFrame]:
    """Return tables as they stood after batch `number`: what is kept now, with every later change taken back."""
    return {name: _table_at(connection, name, number) for name in names}


def _first_since(connection: Connection, table: str, number: int) -> dict[str, Row | None]:
    """Return the records that changed after batch `number`, as they were at it."""
    later = (CHANGE.c.table == table) & (CHANGE.c.batch > number)
    first = sa.select(sa.func.min(CHANGE.c.id)).where(later).group_by(CHANGE.c.record)
    rows = connection.execute(sa.select(CHANGE.c.record, CHANGE.c.before).where(CHANGE.c.id.in_(first)))
    return {key: row_of(before) for key, before in rows}


def _table_at(connection: Connection, name: str, number: int) -> pd.DataFrame:
    frame = read_keyed(connection, name)
    was = _first_since(connection, name, number)
    if not was:
        return frame.reset_index(drop=True)
    restored = keyed(name, {key: row for key, row in was.items() if row is not None})
    kept = frame[~frame.index.isin(list(was))]
    return typed(name, pd.concat([part for part in (kept, restored) if len(part)] or [kept]).sort_index())


def outlines_since(connection: Connection, level: str, number: int) -> dict[str, Row | None]:
    """Return the outlines of a level that changed after batch `number`, as they were at it, by area code."""
    found = _first_since(connection, OUTLINES, number)
    return {key.partition("/")[2]: row for key, row in found.items() if key.startswith(f"{level}/")}
