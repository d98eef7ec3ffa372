"""Records as one transaction will leave them. This module gathers what is done to each and writes it in the end."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from sqlalchemy.engine import Connection

from data.store.changes import Changes
from data.store.history import Change
from data.store.plain import OUTLINES, Cell, Row, read_row, read_rows, row_text, write_row
from data.store.rows import keyed, write_changes

MANY = 200
"""Records of one table from which on it is read and written whole."""


class Clash(NamedTuple):
    """One cell that somebody else changed meanwhile; a blank column stands for the record as a whole."""

    table: str
    record: str
    column: str
    before: Cell
    theirs: Cell
    mine: Cell


class Pending:
    """The edits of one transaction: what they do to each record, and what they run into."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.done: dict[tuple[str, str], tuple[Row | None, Row | None]] = {}
        self.clashes: list[Clash] = []
        self._whole: dict[str, dict[str, dict[str, Cell]]] = {}
        self._seen: dict[tuple[str, str], dict[str, Cell] | None] = {}

    def read_whole(self, table: str) -> None:
        """Read a table of which many records are wanted at once."""
        self._whole[table] = read_rows(self.connection, table)

    def read(self, table: str, key: str) -> dict[str, Cell] | None:
        """Return a record as these edits leave it so far."""
        if (table, key) in self.done:
            left = self.done[table, key][1]
            return None if left is None else dict(left)
        if table in self._whole:
            return self._whole[table].get(key)
        if (table, key) not in self._seen:
            self._seen[table, key] = read_row(self.connection, table, key)
        return self._seen[table, key]

    def write(self, table: str, key: str, row: Row | None) -> None:
        """Leave `row` under a key, to be kept in the end, and remember what stood there before all this."""
        before = self.done[table, key][0] if (table, key) in self.done else self.read(table, key)
        self.done[table, key] = before, row

    def keep(self) -> list[Change]:
        """Write what became of each record that is not as it was, and return it."""
        found = self.changes()
        for name, number in Counter(change.table for change in found).items():
            own = [change for change in found if change.table == name]
            if number < MANY or name == OUTLINES:
                for change in own:
                    write_row(self.connection, name, change.record, change.after, change.before)
            else:
                write_changes(self.connection, name, _as_changes(name, own))
        return found

    def changes(self) -> list[Change]:
        """Return what became of each record that is not as it was."""
        found = (Change(table, key, before, after) for (table, key), (before, after) in self.done.items())
        return [change for change in found if row_text(change.before) != row_text(change.after)]


def _as_changes(name: str, own: Sequence[Change]) -> Changes:
    """Return the changes of one table as they are written many at once."""
    added = {change.record: change.after for change in own if change.before is None and change.after}
    pairs = {change.record: (change.before, change.after) for change in own if change.before and change.after}
    gone = {change.record: change.before for change in own if change.after is None and change.before}
    before, after = ({key: pair[side] for key, pair in pairs.items()} for side in (0, 1))
    new, later, earlier, removed = (keyed(name, rows) for rows in (added, after, before, gone))
    return Changes(new, later, earlier, removed, cells=pd.DataFrame(), unchanged=0)
