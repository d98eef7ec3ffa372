"""What a column may hold and what a table is. This module is the grammar of all files."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "id",
    "code",
    "codes",
    "text",
    "texts",
    "enum",
    "start",
    "end",
    "number",
    "integer",
    "year",
    "boolean",
    "url",
]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name : column name in files, frames and the store.
    kind : ``id`` own key; ``code``/``codes`` one or several keys of table ``refers``; ``text``/``texts``;
        ``enum`` one of ``allowed``; ``start`` a date whose year or month alone means its first day; ``end`` the
        same with its last day; ``number``, ``integer`` within ``low``..``high``; ``year`` (CE); ``boolean``; ``url``.
    is_of_people : names, numbers and addresses of people are what it is for; nowhere else may they stand.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    refers: str = ""
    allowed: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    is_of_people: bool = False


@dataclass(frozen=True)
class Table:
    """One table of records: its columns in file order and the columns that make its key.

    Where records `may_repeat` a key, the second and further ones are told apart by their number.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    may_repeat: bool = False

    def column(self, name: str) -> Column:
        """Return the column called `name`."""
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in file order."""
        return tuple(column.name for column in self.columns)
