"""The store's tables, mirrors of the files' tables. This module is the only place that shapes the database."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from data.schema import TABLES, Column, Table
from data.schema.columns import Kind

METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

RECORD_KEY = "record_key"
"""Primary key of tables whose own key has several columns or blanks: the text of `data.schema.record_keys`."""

_TYPES: Mapping[Kind, type[sa.types.TypeEngine[Any]]] = {
    "start": sa.Date,
    "end": sa.Date,
    "number": sa.Double,
    "integer": sa.BigInteger,
    "year": sa.Integer,
    "boolean": sa.Boolean,
}


def is_list(column: Column) -> bool:
    """Whether `column` holds several values and so has a link table of its own."""
    return column.kind in ("codes", "texts")


def primary(table: Table) -> str:
    """Return the name of the primary key column of `table`."""
    return table.key[0] if len(table.key) == 1 else RECORD_KEY


def _foreign(target: str) -> sa.ForeignKey:
    """Return a foreign key that is looked at when the transaction ends, so that rows may come in any order."""
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")


def _refers(table: Table, column: Column) -> list[sa.ForeignKey]:
    """Return the foreign key of a column; an official area may come before its parent, so that one has none."""
    if not column.refers or (table.name, column.name) == ("areas", "parent"):
        return []
    return [_foreign(f"{column.refers}.{TABLES[column.refers].key[0]}")]


def _mirror(table: Table) -> sa.Table:
    own = [sa.Column(RECORD_KEY, sa.Text, primary_key=True)] if primary(table) == RECORD_KEY else []
    columns = [
        sa.Column(
            column.name,
            _TYPES.get(column.kind, sa.Text),
            *_refers(table, column),
            primary_key=column.name == primary(table),
            nullable=not column.required,
            index=bool(_refers(table, column)) or None,
        )
        for column in table.columns
        if not is_list(column)
    ]
    return sa.Table(table.name, METADATA, *own, *columns)


def _link(table: Table, column: Column) -> sa.Table:
    return sa.Table(
        f"{table.name}_{column.name}",
        METADATA,
        sa.Column("record", sa.Text, _foreign(f"{table.name}.{primary(table)}"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("value", sa.Text, *_refers(table, column), nullable=False, index=True),
    )


RECORDS: Mapping[str, sa.Table] = MappingProxyType({name: _mirror(table) for name, table in TABLES.items()})
"""Database table of each table of records."""

LINKS: Mapping[tuple[str, str], sa.Table] = MappingProxyType(
    {
        (table.name, column.name): _link(table, column)
        for table in TABLES.values()
        for column in table.columns
        if is_list(column)
    }
)
"""Link table of each column with several values, by table and column; order is kept."""

BOUNDARY = sa.Table(
    "boundary",
    METADATA,
    sa.Column("level", sa.Text, primary_key=True),
    sa.Column("area_code", sa.Text, primary_key=True),
    sa.Column("quality", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("full", sa.LargeBinary, nullable=False),
    sa.Column("screen", sa.LargeBinary, nullable=False),
)
"""Outlines as WKB in EPSG:4326: at full detail, and simplified for the screen."""

BATCH = sa.Table(
    "batch",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("applied_at", sa.DateTime, nullable=False),
    sa.Column("applied_by", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("added", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("unchanged", sa.Integer, nullable=False),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Column("seal", sa.Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
"""One row per change of the store, times in UTC; its highest id is the store's version.

Its seal is the digest of the seal before it, of itself and of its changes; blank on those older than the history.
"""

CHANGE = sa.Table(
    "change",
    METADATA,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("batch", sa.Integer, _foreign("batch.id"), nullable=False, index=True),
    sa.Column("table", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
    sa.Index("ix_change_table_record", "table", "record"),
    sqlite_autoincrement=True,
)
"""Every record that a batch added, changed or removed, whole, before and after, as JSON; rows are only ever added."""

SECRET = sa.Table(
    "secret",
    METADATA,
    sa.Column("account_id", sa.Text, primary_key=True),
    sa.Column("password", sa.Text),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("locked_until", sa.DateTime),
)
"""What proves that somebody is who they say, by account; in no export and no history."""

SITTING = sa.Table(
    "sitting",
    METADATA,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("account_id", sa.Text, nullable=False),
    sa.Column("started_at", sa.DateTime, nullable=False),
    sa.Column("expires_at", sa.DateTime, nullable=False),
)
"""Who is signed in, by the digest of the token that their browser holds; times in UTC."""

PASS_CODE = sa.Table(
    "pass_code",
    METADATA,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("agency_id", sa.Text),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("label", sa.Text),
    sa.Column("expires_at", sa.DateTime, nullable=False),
    sa.Column("used_at", sa.DateTime),
    sa.Column("account_id", sa.Text),
)
"""One-time codes of workshops by their digest, each with the account that it made when it was used."""

DRAFT = sa.Table(
    "draft",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("account_id", sa.Text, nullable=False),
    sa.Column("table", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
)
"""Forms that people have begun and not yet saved."""
