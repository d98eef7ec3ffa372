"""What changed, asked without reading it all. This module counts changes and finds whose they are."""

import json
from collections.abc import Collection

import pandas as pd
import sqlalchemy as sa

from data.store.dialect import reading
from data.store.history import Change
from data.store.plain import row_of
from data.store.store import Store
from data.store.tables import BATCH, CHANGE

_AT_ONCE = 5_000


def touched(store: Store, table: str = "", record: str = "", batch: int = 0) -> pd.DataFrame:
    """Count what each batch did to each table, the latest first.

    Parameters
    ----------
    table, record : name of a table and key of a record; blank for all.
    batch : number of a batch; 0 for all.

    Returns
    -------
    ``batch``, ``table``, ``added``, ``changed`` and ``removed``.
    """
    counts = {
        "added": sa.case((CHANGE.c.before.is_(None), 1), else_=0),
        "removed": sa.case((CHANGE.c.after.is_(None), 1), else_=0),
        "changed": sa.case((CHANGE.c.before.is_not(None) & CHANGE.c.after.is_not(None), 1), else_=0),
    }
    sums = [sa.func.sum(count).label(name) for name, count in counts.items()]
    query = sa.select(CHANGE.c.batch, CHANGE.c.table, *sums).group_by(CHANGE.c.batch, CHANGE.c.table)
    query = query.where(CHANGE.c.table == table) if table else query
    query = query.where(CHANGE.c.record == record) if record else query
    query = query.where(CHANGE.c.batch == batch) if batch else query
    with reading(store.engine) as connection:
        rows = connection.execute(query.order_by(CHANGE.c.batch.desc(), CHANGE.c.table)).all()
    return pd.DataFrame(rows, columns=["batch", "table", *counts]).astype(dict.fromkeys(counts, "int64"))


def seal_of(store: Store, batch: int) -> str:
    """Return the seal of one batch: equal seals stand for equal histories up to it; blank where there is none."""
    with reading(store.engine) as connection:
        return str(connection.execute(sa.select(BATCH.c.seal).where(BATCH.c.id == batch)).scalar() or "")


def tables_between(store: Store, earlier: int, later: int) -> frozenset[str]:
    """Return the tables that changed after one batch and up to another."""
    is_between = (CHANGE.c.batch > earlier) & (CHANGE.c.batch <= later)
    with reading(store.engine) as connection:
        return frozenset(connection.execute(sa.select(CHANGE.c.table).where(is_between).distinct()).scalars())


def changes_about(store: Store, record: str, tables: Collection[str]) -> pd.DataFrame:
    """Return the changes of records that name another, before or after, with the columns of `Store.history`.

    Parameters
    ----------
    record : its key.
    tables : tables in which a column holds that key alone.
    """
    spelt = json.dumps(record, ensure_ascii=False)
    told = [column.contains(f":{spelt}", autoescape=True) for column in (CHANGE.c.before, CHANGE.c.after)]
    query = sa.select(CHANGE).where(CHANGE.c.table.in_(list(tables)) & sa.or_(*told)).order_by(CHANGE.c.id.desc())
    with reading(store.engine) as connection:
        rows = connection.execute(query).all()
    whole = [(*row[:-2], row_of(row.before), row_of(row.after)) for row in rows]
    return pd.DataFrame(whole, columns=list(CHANGE.columns.keys()), dtype="object")


def last_changed(store: Store, tables: Collection[str], at: int, unless_by: Collection[str]) -> pd.DataFrame:
    """Return when the records of some tables last changed, those that are gone too.

    Parameters
    ----------
    at : the version up to which changes count.
    unless_by : whose changes do not count.

    Returns
    -------
    ``table``, ``record`` (its key) and ``applied_at`` (UTC).
    """
    counted = BATCH.c.applied_by.not_in(list(unless_by)) & (BATCH.c.id <= at) & CHANGE.c.table.in_(list(tables))
    newest = sa.func.max(BATCH.c.applied_at).label("applied_at")
    query = sa.select(CHANGE.c.table, CHANGE.c.record, newest).join(BATCH, CHANGE.c.batch == BATCH.c.id)
    with reading(store.engine) as connection:
        rows = connection.execute(query.where(counted).group_by(CHANGE.c.table, CHANGE.c.record)).all()
    return pd.DataFrame(rows, columns=["table", "record", "applied_at"]).astype({"applied_at": "datetime64[us]"})


def numbers_of(store: Store, batches: Collection[int]) -> list[int]:
    """Return the numbers of all changes of some batches."""
    query = sa.select(CHANGE.c.id).where(CHANGE.c.batch.in_([int(number) for number in batches]))
    with reading(store.engine) as connection:
        return [int(number) for number in connection.execute(query.order_by(CHANGE.c.id)).scalars()]


def givers(store: Store, numbers: Collection[int]) -> frozenset[str]:
    """Return by whom the changes with these numbers were made."""
    found: set[str] = set()
    with reading(store.engine) as connection:
        for part in _parts(numbers):
            query = sa.select(BATCH.c.applied_by).join(CHANGE, CHANGE.c.batch == BATCH.c.id)
            found |= set(connection.execute(query.where(CHANGE.c.id.in_(part)).distinct()).scalars())
    return frozenset(found)


def changes_with(store: Store, numbers: Collection[int]) -> dict[int, Change]:
    """Return the changes with these numbers, whole."""
    found: dict[int, Change] = {}
    with reading(store.engine) as connection:
        for part in _parts(numbers):
            for row in connection.execute(sa.select(CHANGE).where(CHANGE.c.id.in_(part))).mappings():
                change = Change(row["table"], row["record"], row_of(row["before"]), row_of(row["after"]))
                found[int(row["id"])] = change
    return found


def _parts(numbers: Collection[int]) -> list[list[int]]:
    """Return the numbers in order, in parts that every database takes in one question."""
    order = sorted(int(number) for number in numbers)
    return [order[at : at + _AT_ONCE] for at in range(0, len(order), _AT_ONCE)]
