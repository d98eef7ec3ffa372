"""Records changed one by one, nobody's work lost. This module applies edits."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from data.errors import DataError
from data.schema import TABLES, base_key, numbered
from data.store.changes import is_date
from data.store.history import Change
from data.store.pending import Clash, Pending
from data.store.plain import OUTLINES, Cell, Row, row_text


@dataclass(frozen=True)
class Edit:
    """What somebody wants of one record.

    Attributes
    ----------
    table : name of its table.
    record : its key; blank to add one.
    after : the cells that are to be, by column; None to remove the record.
    before : the cells as they were when the form was opened; those that are to stay so are left to others.
    """

    table: str
    record: str
    after: Row | None
    before: Row | None = None


class EditConflictError(DataError):
    """Others changed the same cells meanwhile: nothing was changed, and each cell waits for a choice."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__(
            f"มีผู้อื่นแก้ข้อมูลเดียวกันไปแล้ว {len(clashes)} ช่อง ยังไม่มีสิ่งใดเปลี่ยน",
            f"somebody else changed the same data meanwhile ({len(clashes)} cells): nothing was changed",
        )
        self.clashes = tuple(clashes)


def apply_edits(connection: Connection, edits: Iterable[Edit]) -> list[Change]:
    """Carry out `edits` and return what they changed; see `data.store.Store.edit`.

    Raises
    ------
    EditConflictError
        Cells that others changed meanwhile, all of them.
    """
    desk = Pending(connection)
    for edit in edits:
        _carry_out(desk, edit)
    if desk.clashes:
        raise EditConflictError(desk.clashes)
    _forget_precision(desk)
    return desk.keep()


def _carry_out(desk: Pending, edit: Edit) -> None:
    kept = desk.read(edit.table, edit.record) if edit.record else None
    if not edit.record:
        _add(desk, edit.table, dict(edit.after or {}))
    elif kept is None:
        desk.clashes.append(Clash(edit.table, edit.record, "", None, None, None))
    elif edit.after is None:
        if clashes := _clashes(edit, kept, edit.before or {}, gone=True):
            desk.clashes += clashes
        else:
            remove(desk, edit.table, edit.record)
    else:
        mine = {name: value for name, value in edit.after.items() if value != (edit.before or {}).get(name)}
        desk.clashes += _clashes(edit, kept, mine)
        _change(desk, edit, {**kept, **mine})


def _clashes(edit: Edit, kept: Row, cells: Iterable[str], *, gone: bool = False) -> list[Clash]:
    """Return the cells that are neither as they were seen nor as they are to be."""
    before, after = edit.before or {}, edit.after or {}
    found = [
        Clash(edit.table, edit.record, name, before.get(name), kept.get(name), after.get(name)) for name in cells
    ]
    return [clash for clash in found if clash.theirs != clash.before and (gone or clash.theirs != clash.mine)]


def _change(desk: Pending, edit: Edit, wanted: Row) -> None:
    kept = desk.read(edit.table, edit.record) or {}
    row: dict[str, Cell] = {name: value for name, value in wanted.items() if value is not None}
    if row == kept:
        return
    if base_key(TABLES[edit.table], row) == base_key(TABLES[edit.table], kept):
        desk.write(edit.table, edit.record, row)
        return
    remove(desk, edit.table, edit.record)
    _add(desk, edit.table, row)


def _add(desk: Pending, table: str, row: dict[str, Cell]) -> None:
    base, number = base_key(TABLES[table], row), 1
    while (kept := desk.read(table, numbered(base, number))) is not None and TABLES[table].may_repeat:
        number += 1
    if kept is None:
        desk.write(table, numbered(base, number), row)
    elif row_text(kept) != row_text(row):
        desk.clashes.append(Clash(table, base, "", None, None, None))


def remove(desk: Pending, table: str, key: str) -> None:
    """Remove one record; of several that share a base key the last takes its place, so that numbers have no gap."""
    kept = desk.read(table, key)
    base, last = (base_key(TABLES[table], kept) if kept and table != OUTLINES else key), key
    number = 1
    while table != OUTLINES and TABLES[table].may_repeat and desk.read(table, numbered(base, number)) is not None:
        last, number = numbered(base, number), number + 1
    if last != key:
        desk.write(table, key, desk.read(table, last))
    _move_precision(desk, table, last, key)
    desk.write(table, last, None)


def _move_precision(desk: Pending, table: str, record: str, to: str) -> None:
    """Let what is known of the precision of dates follow its record to another key, or go where there is none."""
    for column in _dates(table):
        old, new = (_precision_key(table, key, column) for key in (record, to))
        moved = desk.read("precision", old)
        if desk.read("precision", new) is not None:
            desk.write("precision", new, None)
        if moved is not None and record != to:
            desk.write("precision", old, None)
            desk.write("precision", new, {**moved, "record": to})


def _forget_precision(desk: Pending) -> None:
    """Take out what was known of the precision of every date that changed without a word about it."""
    for change in desk.changes():
        if change.before is None or change.after is None:
            continue
        for column in _dates(change.table):
            key = ("precision", _precision_key(change.table, change.record, column))
            is_changed = change.before.get(column) != change.after.get(column)
            if is_changed and key not in desk.done and desk.read(*key) is not None:
                desk.write(*key, None)


@functools.cache
def _dates(table: str) -> tuple[str, ...]:
    """Return the columns of a table of records that hold dates."""
    columns = TABLES[table].columns if table in TABLES else ()
    return tuple(column.name for column in columns if is_date(table, column.name))


def _precision_key(table: str, record: str, column: str) -> str:
    return base_key(TABLES["precision"], {"table": table, "record": record, "column": column})
