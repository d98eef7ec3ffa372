"""Records told one by one, by files that are no tables. This module gathers them into raw tables."""

import pandas as pd

from data.errors import Problem
from data.readers.files import RawFile
from data.readers.tables import RawTable
from data.schema import TABLES
from data.schema.sheets import exact


class Gathered:
    """Rows of text by table, each with its place in the file, and notes.

    Attributes
    ----------
    rows : (row of the file, cells by column) of each record, by table.
    """

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[int, dict[str, str]]]] = {}
        self._notes: list[Problem] = []

    def add(self, table: str, row: int, **cells: str) -> None:
        """Add a record to `table` that stands in this row of the file."""
        told = {column: exact(text) for column, text in cells.items()}
        self.rows.setdefault(table, []).append((row, told))

    def note(self, table: str, row: int, column: str, code: str, *said: str) -> None:
        """Note what is to be said of a row: the value seen, what is allowed, what was meant."""
        self._notes.append(Problem(table, row, column, code, *said))

    def raw_file(self) -> RawFile:
        """Return all of it as raw tables; a column that no record fills says nothing and is left out."""
        return RawFile({name: _raw_table(name, rows) for name, rows in self.rows.items()}, notes=self._notes)


def _raw_table(name: str, rows: list[tuple[int, dict[str, str]]]) -> RawTable:
    filled = {column for _, cells in rows for column, text in cells.items() if text}
    columns = [column.name for column in TABLES[name].columns if column.required or column.name in filled]
    cells = [[cells.get(column, "") for column in columns] for _, cells in rows]
    frame = pd.DataFrame(cells, index=[row for row, _ in rows], columns=columns, dtype="object")
    return RawTable(name, frame)
