"""One record as plain values. This module reads, writes and spells single records and outlines."""

import base64
import datetime
import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.schema import SEPARATOR, TABLES, Table
from data.store.tables import BOUNDARY, LINKS, RECORDS, is_list, primary

Cell = str | float | bool | None
"""Text, number or truth; dates are ISO text, several values one text with `SEPARATOR` between; None is unknown."""

Row = Mapping[str, Cell]
"""A record by column; what is unknown is left out or None."""

OUTLINES = "boundary"
"""Name under which the history keeps outlines; their record is the level, a slash, the area's code."""


def row_text(row: Row | None) -> str | None:
    """Return a record as the history keeps it: JSON without what is unknown; None for none.

    >>> row_text({"code": "80", "name_th": None, "population": 5.0})
    '{"code":"80","population":5}'
    """
    if row is None:
        return None
    known = {name: _whole(value) for name, value in row.items() if value is not None}
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _whole(value: Cell) -> Cell:
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def row_of(text: str | None) -> dict[str, Cell] | None:
    """Return the record that `text` of the history holds; None for none."""
    return None if text is None else dict(json.loads(text))


def read_row(connection: Connection, table: str, key: str) -> dict[str, Cell] | None:
    """Return one record or outline as plain values, unknown ones left out; None where there is none."""
    if table == OUTLINES:
        return _read_outline(connection, key)
    shape, stored = TABLES[table], RECORDS[table]
    found = connection.execute(sa.select(stored).where(stored.c[primary(shape)] == key)).mappings().first()
    if found is None:
        return None
    lists = [column.name for column in shape.columns if is_list(column)]
    return _plain(shape, {**found, **{name: _joined(connection, LINKS[table, name], key) for name in lists}})


def read_rows(connection: Connection, table: str) -> dict[str, dict[str, Cell]]:
    """Return every record of a table by its key, in order, as `read_row` gives each."""
    shape, stored = TABLES[table], RECORDS[table]
    found = {str(row[primary(shape)]): dict(row) for row in connection.execute(sa.select(stored)).mappings()}
    lists = [column.name for column in shape.columns if is_list(column)] if found else []
    for name in lists:
        for key, value in read_link(connection, LINKS[table, name]).items():
            found[key][name] = value
    return {key: _plain(shape, found[key]) for key in sorted(found)}


def read_link(connection: Connection, link: sa.Table) -> dict[str, str]:
    """Return the several values of each record that has any, as one text with `SEPARATOR` between."""
    parts = connection.execute(sa.select(link.c.record, link.c.value).order_by(link.c.record, link.c.position))
    found: dict[str, list[str]] = {}
    for record, value in parts.all():
        found.setdefault(record, []).append(value)
    return {record: SEPARATOR.join(values) for record, values in found.items()}


def _plain(shape: Table, row: Mapping[str, Any]) -> dict[str, Cell]:
    cells = {name: row[name] for name in shape.names if row.get(name) is not None}
    return {name: cell.isoformat() if isinstance(cell, datetime.date) else cell for name, cell in cells.items()}


def _joined(connection: Connection, link: sa.Table, key: str) -> str | None:
    values = connection.execute(sa.select(link.c.value).where(link.c.record == key).order_by(link.c.position))
    return SEPARATOR.join(values.scalars()) or None


def write_row(connection: Connection, table: str, key: str, row: Row | None, kept: Row | None) -> None:
    """Put one record or outline in the place of what is `kept` under its key; None where there is or will be none."""
    if table == OUTLINES:
        _write_outline(connection, key, row)
        return
    shape, stored = TABLES[table], RECORDS[table]
    if row is None:
        delete_row(connection, shape, key)
        return
    plain = [column for column in shape.columns if not is_list(column)]
    values = {column.name: _stored(row.get(column.name), column.kind) for column in plain} | {primary(shape): key}
    if kept is None:
        connection.execute(sa.insert(stored).values(values))
    else:
        connection.execute(sa.update(stored).where(stored.c[primary(shape)] == key).values(values))
    for name in (column.name for column in shape.columns if is_list(column)):
        if kept is not None and kept.get(name) == row.get(name):
            continue
        link = LINKS[table, name]
        connection.execute(sa.delete(link).where(link.c.record == key))
        parts = str(row.get(name) or "").split(SEPARATOR)
        links = [{"record": key, "position": at, "value": part} for at, part in enumerate(parts) if part]
        if links:
            connection.execute(sa.insert(link), links)


def _stored(value: Cell, kind: str) -> Any:  # noqa: ANN401  (whatever the column holds)
    if value is None:
        return None
    if kind in ("start", "end"):
        return datetime.date.fromisoformat(str(value))
    return int(value) if kind in ("integer", "year") else value


def delete_row(connection: Connection, table: Table, key: str) -> None:
    """Delete one record and what hangs on its lists."""
    for column in table.columns:
        if is_list(column):
            link = LINKS[table.name, column.name]
            connection.execute(sa.delete(link).where(link.c.record == key))
    stored = RECORDS[table.name]
    connection.execute(sa.delete(stored).where(stored.c[primary(table)] == key))


def outline_row(row: Mapping[str, Any]) -> dict[str, Cell]:
    """Return an outline of the store as plain values."""
    return {
        name: base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)
        for name, value in row.items()
    }


def _where(key: str) -> Any:  # noqa: ANN401  (a clause of SQLAlchemy)
    level, _, code = key.partition("/")
    return (BOUNDARY.c.level == level) & (BOUNDARY.c.area_code == code)


def _read_outline(connection: Connection, key: str) -> dict[str, Cell] | None:
    found = connection.execute(sa.select(BOUNDARY).where(_where(key))).mappings().first()
    return None if found is None else outline_row(dict(found))


def _write_outline(connection: Connection, key: str, row: Row | None) -> None:
    connection.execute(sa.delete(BOUNDARY).where(_where(key)))
    if row is not None:
        shapes = {name: base64.b64decode(str(row[name])) for name in ("full", "screen")}
        connection.execute(sa.insert(BOUNDARY).values({**row, **shapes}))
