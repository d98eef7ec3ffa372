"""Forms that people have begun and not yet saved. This module keeps, finds and drops them."""

import datetime
from typing import NamedTuple

import sqlalchemy as sa

from data.store.dialect import reading, writing
from data.store.store import Store
from data.store.tables import DRAFT


class Draft(NamedTuple):
    """One form begun: of which record (its key, also one that is to be added), what it holds, kept when (UTC)."""

    table: str
    record: str
    content: str
    saved_at: datetime.datetime


def keep_draft(store: Store, account_id: str, table: str, record: str, content: str) -> None:
    """Keep what somebody has typed so far in the form of one record, in place of what was kept before."""
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    held = {"content": content, "saved_at": now}
    own = {"id": f"{account_id}|{table}|{record}", "account_id": account_id, "table": table, "record": record}
    with writing(store.engine) as connection:
        if not connection.execute(sa.update(DRAFT).where(DRAFT.c.id == own["id"]).values(held)).rowcount:
            connection.execute(sa.insert(DRAFT).values(own | held))


def drafts(store: Store, account_id: str) -> list[Draft]:
    """Return every form that somebody has begun, the latest first."""
    columns = (DRAFT.c.table, DRAFT.c.record, DRAFT.c.content, DRAFT.c.saved_at)
    query = sa.select(*columns).where(DRAFT.c.account_id == account_id).order_by(DRAFT.c.saved_at.desc())
    with reading(store.engine) as connection:
        return [Draft(*row) for row in connection.execute(query).all()]


def drop_draft(store: Store, account_id: str, table: str, record: str) -> None:
    """Forget a form that was saved, or is not wanted any more."""
    with writing(store.engine) as connection:
        connection.execute(sa.delete(DRAFT).where(DRAFT.c.id == f"{account_id}|{table}|{record}"))
