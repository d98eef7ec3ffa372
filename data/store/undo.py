"""Changes of the history taken back. This module puts records back as they were, over nobody's later work."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.store.edits import EditConflictError
from data.store.history import Change
from data.store.pending import MANY, Clash, Pending
from data.store.plain import OUTLINES, Cell, row_of, row_text
from data.store.tables import CHANGE

_AT_ONCE = 5_000
"""Numbers of changes asked for at once: databases take only so many values in one question."""


def take_back(connection: Connection, numbers: Iterable[int]) -> list[Change]:
    """Undo the changes with these numbers of the history, the latest first, and return what that changed.

    A cell is put back if it still is as the change left it; where another change came over it, all stays as it is.

    Raises
    ------
    EditConflictError
        Cells that were changed since, all of them.
    """
    undone = list(_changes(connection, sorted(numbers, reverse=True)))
    desk = Pending(connection)
    for name, number in Counter(change.table for change in undone).items():
        if number >= MANY and name != OUTLINES:
            desk.read_whole(name)
    for change in undone:
        _take_back(desk, change)
    if desk.clashes:
        raise EditConflictError(desk.clashes)
    return desk.keep()


def _changes(connection: Connection, latest_first: Sequence[int]) -> Iterator[Change]:
    """Yield the changes of these numbers in their order."""
    for at in range(0, len(latest_first), _AT_ONCE):
        is_next = CHANGE.c.id.in_(latest_first[at : at + _AT_ONCE])
        for row in connection.execute(sa.select(CHANGE).where(is_next).order_by(CHANGE.c.id.desc())).mappings().all():
            yield Change(row["table"], row["record"], row_of(row["before"]), row_of(row["after"]))


def _take_back(desk: Pending, change: Change) -> None:
    kept = desk.read(change.table, change.record)
    before, after = change.before or {}, change.after or {}
    whole = change.before is None or change.after is None
    touched = {**before, **after, **(kept or {})} if whole else {**before, **after}
    names = [name for name in touched if whole or before.get(name) != after.get(name)]
    found = [
        Clash(change.table, change.record, name, after.get(name), (kept or {}).get(name), before.get(name))
        for name in names
    ]
    clashes = [clash for clash in found if _text(clash.theirs) != _text(clash.before)]
    if clashes or (kept is None) != (change.after is None):
        desk.clashes += clashes or [Clash(change.table, change.record, "", None, None, None)]
    elif whole:
        desk.write(change.table, change.record, change.before)
    else:
        put_back = {**(kept or {}), **{name: before.get(name) for name in names}}
        desk.write(
            change.table, change.record, {name: value for name, value in put_back.items() if value is not None}
        )


def _text(value: Cell) -> str | None:
    return row_text({"": value})
