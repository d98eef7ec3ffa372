"""A file as its owner sees it and as raw tables. This module is what all readers of files are asked and answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import Problem
from data.readers.layouts import Layout
from data.readers.tables import RawTable, Sheet
from data.schema import Records

Corrections = Mapping[tuple[str, int, str], str]
"""New text of cells by table or sheet, row and column, each as a `Problem` names it."""

Progress = Callable[[int, int], None]
"""Told how many of how many rows are read; what it raises ends the reading."""


def in_silence(_done: int, _total: int) -> None:
    """Tell nobody how far the reading has come."""


@dataclass(frozen=True)
class Asked:
    """What a reader is asked for.

    Attributes
    ----------
    path : the file or folder.
    kind : the table of the records, blank when the file is to say it.
    known : records that the file may refer to (those of the store); None when it is the whole world.
    corrections : cells that are read as other text than they hold.
    on_progress : told how far the reading has come.
    layout : what the headings of a file of any layout mean; None when it is to be remembered or guessed.
    """

    path: Path
    kind: str = ""
    known: Records | None = None
    corrections: Corrections = field(default_factory=dict)
    on_progress: Progress = in_silence
    layout: Layout | None = None

    def reached(self, share: float, rows: int) -> None:
        """Tell that `share` of the work on so many rows is done."""
        self.on_progress(int(share * rows), rows)


@dataclass
class RawFile:
    """What a reader answers: the cells of each table as text, before anything is understood.

    Attributes
    ----------
    tables : raw tables by name; their index is the row of each record in its sheet.
    sheets : the cells as the owner sees them, by the name of sheet or file; none where the file holds no sheets.
    sources : name of the sheet or file that the records and problems of each table come from.
    problems, notes : what is wrong with the file as a whole, and what is to be said of it.
    layout : what its headings were taken to mean; None for files that need none.
    """

    tables: dict[str, RawTable]
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    layout: Layout | None = None
