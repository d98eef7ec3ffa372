"""Frames to rows and back. This module moves records between pandas and an open connection."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.schema import SEPARATOR, TABLES, Table, typed
from data.store.changes import Changes
from data.store.plain import Cell, Row, read_link
from data.store.tables import LINKS, RECORD_KEY, RECORDS, is_list, primary


def read_table(connection: Connection, name: str) -> pd.DataFrame:
    """Return every record of a table, in the order of their keys."""
    return read_keyed(connection, name).reset_index(drop=True)


def read_keyed(connection: Connection, name: str) -> pd.DataFrame:
    """Return every record of a table by its key, in order."""
    table, stored = TABLES[name], RECORDS[name]
    names = list(stored.columns.keys())
    columns = list(zip(*connection.execute(sa.select(stored)).all(), strict=True)) or [()] * len(names)
    frame = pd.DataFrame(dict(zip(names, columns, strict=True)), dtype="object")
    frame = frame.set_index(primary(table), drop=False).sort_index()
    for column in table.columns:
        if is_list(column):
            frame[column.name] = _link_values(connection, LINKS[name, column.name]).reindex(frame.index)
    return typed(name, frame).set_axis(frame.index.rename(None), axis=0)


def keyed(name: str, rows: Mapping[str, Row]) -> pd.DataFrame:
    """Return records given as plain values as the typed frame of their table, by their keys."""
    frame = typed(name, pd.DataFrame(list(rows.values()), dtype="object"))
    return frame.set_axis(pd.Index(list(rows), dtype="object"), axis=0)


def _link_values(connection: Connection, link: sa.Table) -> "pd.Series[Any]":
    joined = read_link(connection, link)
    return pd.Series(joined.values(), index=pd.Index(joined, dtype="object"), dtype="object")


def write_changes(connection: Connection, name: str, changes: Changes) -> None:
    """Insert what is added, update what changes and delete what is removed in one table and its link tables."""
    table = TABLES[name]
    if len(changes.added):
        connection.execute(sa.insert(RECORDS[name]), _rows(table, changes.added))
    if len(changes.updated):
        _update(connection, table, _rows(table, changes.updated))
    for column in table.columns:
        if is_list(column):
            _write_link(connection, table, column.name, changes)
    _delete(connection, table, changes.removed.index.to_list())


def _delete(connection: Connection, table: Table, keys: list[str]) -> None:
    """Delete records and what hangs on their lists."""
    stored = RECORDS[table.name]
    columns = [LINKS[table.name, column.name].c.record for column in table.columns if is_list(column)]
    for column in [*columns, stored.c[primary(table)]] if keys else []:
        gone = sa.delete(column.table).where(column == sa.bindparam("gone"))
        connection.execute(gone, [{"gone": key} for key in keys])


def _rows(table: Table, frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {
        column.name: _values(frame[column.name], column.kind) for column in table.columns if not is_list(column)
    }
    if primary(table) == RECORD_KEY:
        columns[RECORD_KEY] = frame.index.to_list()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _values(values: "pd.Series[Any]", kind: str) -> list[Any]:
    """Return a column as Python values, None where unknown."""
    if kind in ("start", "end"):
        return [None if value is pd.NaT else value.date() for value in values]
    plain = values.astype("object").where(values.notna(), None).to_list()
    return [value if value is None else int(value) for value in plain] if kind in ("integer", "year") else plain


def _update(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    stored, key = RECORDS[table.name], primary(table)
    names = [name for name in rows[0] if name != key]
    if not names:
        return
    statement = (
        sa.update(stored)
        .where(stored.c[key] == sa.bindparam("the_record"))
        .values({name: sa.bindparam(f"new_{name}") for name in names})
    )
    connection.execute(
        statement, [{"the_record": row[key]} | {f"new_{name}": row[name] for name in names} for row in rows]
    )


def _write_link(connection: Connection, table: Table, name: str, changes: Changes) -> None:
    link = LINKS[table.name, name]
    stale = changes.updated.index.to_list()
    if stale:
        connection.execute(
            sa.delete(link).where(link.c.record == sa.bindparam("stale")), [{"stale": key} for key in stale]
        )
    frame = pd.concat([changes.added, changes.updated])
    values = frame[name].dropna().str.split(SEPARATOR).explode()
    if values.empty:
        return
    positions = values.groupby(level=0, sort=False).cumcount()
    connection.execute(
        sa.insert(link),
        [
            {"record": record, "position": position, "value": value}
            for record, position, value in zip(values.index, positions.to_list(), values.to_list(), strict=True)
        ],
    )


def plain_rows(table: str, frame: pd.DataFrame) -> Iterator[tuple[str, dict[str, Cell]]]:
    """Yield each record of a typed frame with the label it has there, as plain values, unknown ones left out."""
    columns = {}
    for column in TABLES[table].columns:
        values = _values(frame[column.name], column.kind)
        is_date = column.kind in ("start", "end")
        columns[column.name] = [day and day.isoformat() for day in values] if is_date else values
    for key, row in zip(frame.index, zip(*columns.values(), strict=True), strict=True):
        yield key, {name: value for name, value in zip(columns, row, strict=True) if value is not None}
