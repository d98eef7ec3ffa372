"""Single facts, asked without reading whole tables. This module answers what rights are decided by."""

from collections.abc import Collection

import sqlalchemy as sa

from data.store.dialect import reading
from data.store.plain import Cell, read_row
from data.store.store import Store
from data.store.tables import BATCH, CHANGE, RECORDS


def record(store: Store, table: str, key: str) -> dict[str, Cell] | None:
    """Return one record as plain values, unknown ones left out; None where there is none."""
    with reading(store.engine) as connection:
        return read_row(connection, table, key)


def last_change(store: Store, tables: Collection[str], at: int) -> int:
    """Return the newest version up to `at` that changed a record of one of `tables` (outlines too); 0 for none.

    A restore, which keeps no single changes, changes all.
    """
    changed = sa.select(CHANGE.c.batch).where(CHANGE.c.table.in_(list(tables)) & (CHANGE.c.batch <= at))
    restored = sa.select(BATCH.c.id).where((BATCH.c.id <= at) & ~sa.exists().where(CHANGE.c.batch == BATCH.c.id))
    with reading(store.engine) as connection:
        newest = connection.execute(changed.order_by(CHANGE.c.batch.desc()).limit(1)).scalar()
        return max(newest or 0, connection.execute(restored.order_by(BATCH.c.id.desc()).limit(1)).scalar() or 0)


def works_of(store: Store, agency_id: str, roles: Collection[str]) -> frozenset[str]:
    """Return the initiatives in which an agency takes part in one of `roles`; in any, where there are none."""
    parts = RECORDS["participation"]
    query = sa.select(parts.c.initiative_id).where(parts.c.agency_id == agency_id)
    query = query.where(parts.c.role.in_(list(roles))) if roles else query
    with reading(store.engine) as connection:
        return frozenset(connection.execute(query).scalars())


def proposals_of(store: Store, name: str) -> frozenset[str]:
    """Return the what-if proposals that somebody made."""
    made = RECORDS["proposals"]
    query = sa.select(made.c.proposal_id).where(made.c.made_by == name)
    with reading(store.engine) as connection:
        return frozenset(connection.execute(query).scalars())
