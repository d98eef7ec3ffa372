"""Records from a file or folder of any form that is known. This module reads and checks a whole file set."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.errors import Problem
from data.readers.check import check
from data.readers.columns import Understood, understand
from data.readers.crowds import MOST_OFFERED, first
from data.readers.files import Asked, Corrections, Progress, RawFile, in_silence
from data.readers.forms import read_raw
from data.readers.layouts import Layout
from data.readers.tables import RawTable, Sheet
from data.schema import TABLES, Records, typed
from data.schema.privacy import hidden

_ORDER = {name: at for at, name in enumerate(("file", *TABLES))}


@dataclass(frozen=True)
class Reading:
    """A file set as understood.

    Attributes
    ----------
    records : the records of each table that the file set has.
    problems : everything that is wrong, of very many of one kind the first ones and how many more there are; nothing
        may be applied while there is any.
    notes : what could be read in several ways, with the reading taken, and files that were passed over.
    given : the columns that each table has in the file set; the others say nothing about their records.
    form : what the file was recognised as, one of `data.readers.forms.FORMS`.
    rows : the row of each record of each table in its sheet; 0 for what no one row says.
    sources : the sheet or file that each table comes from.
    sheets : the cells as the owner sees them, by sheet or file; none for forms without sheets.
    layout : what the headings were taken to mean; None for forms that need none.
    """

    records: Records
    problems: list[Problem]
    notes: list[Problem]
    given: Mapping[str, tuple[str, ...]]
    form: str
    rows: Mapping[str, npt.NDArray[np.int64]]
    sources: Mapping[str, str]
    sheets: Mapping[str, Sheet] = field(repr=False)
    layout: Layout | None = None


def read(
    path: Path, *, kind: str | None = None, known: Records | None = None
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Return the records at `path` and every problem they have; see `reading`."""
    found = reading(path, kind=kind, known=known)
    return dict(found.records), found.problems


def reading(
    path: Path,
    *,
    kind: str | None = None,
    known: Records | None = None,
    layout: Layout | None = None,
    corrections: Corrections | None = None,
    on_progress: Progress = in_silence,
) -> Reading:
    """Return what the files at `path` say, with all their problems in one pass.

    Parameters
    ----------
    path : a file or folder of one of `data.readers.forms.FORMS`.
    kind : the table of a single CSV that does not say it.
    known : records that the file set may refer to (those of the store); None when it is the whole world.
    layout : what the headings of a list that is not of our own form mean; None: as remembered in `known`, or guessed.
    corrections : other text for cells, by table or sheet, row and column as problems name them.
    on_progress : told how many of how many rows are done; what it raises ends the reading.

    Raises
    ------
    FileError
        There is nothing to read at `path`, or it cannot be opened at all.
    UsageError
        One CSV of which nothing says the table.
    """
    asked = Asked(Path(path), kind or "", known, corrections or {}, on_progress, layout)
    form, raw = read_raw(asked)
    return understood(form, raw, known, on_progress)


def understood(form: str, raw: RawFile, known: Records | None, on_progress: Progress = in_silence) -> Reading:
    """Return the records of `raw`, checked together; problems name columns as the file does."""
    read = [sheet for name, sheet in raw.sheets.items() if name in raw.sources.values()]
    rows = sum(len(sheet.rows) for sheet in read) or sum(len(table.frame) for table in raw.tables.values())
    cells = sum(table.frame.size for table in raw.tables.values())
    done = 0

    def tick(size: int) -> None:
        nonlocal done
        done += size
        on_progress(int(rows * (0.5 + 0.4 * done / max(cells, 1))), rows)

    found = {name: raw.tables[name] for name in TABLES if name in raw.tables}
    tables = {name: understand(table, partial(tick, len(table.frame))) for name, table in found.items()}
    _add_precision(tables)
    check(tables, known)
    on_progress(rows, rows)
    problems = raw.problems + [problem for table in tables.values() for problem in table.problems]
    notes = raw.notes + [note for table in tables.values() for note in table.notes]
    return Reading(
        {name: table.frame for name, table in tables.items()},
        sorted(_as_headed(first(problems), raw), key=_place),
        sorted(_as_headed(first(notes, MOST_OFFERED), raw), key=_place),
        {name: table.given for name, table in tables.items()},
        form,
        {name: table.rows for name, table in tables.items()},
        raw.sources,
        raw.sheets,
        raw.layout,
    )


def _as_headed(problems: list[Problem], raw: RawFile) -> list[Problem]:
    """Return problems under the headings of the file, without anything of people in what they say."""
    headings = {name: table.headings for name, table in raw.tables.items()}
    return [
        replace(
            problem,
            column=hidden(headings.get(problem.table, {}).get(problem.column, problem.column)),
            value=hidden(problem.value),
            suggestion=hidden(problem.suggestion),
        )
        for problem in problems
    ]


def _place(problem: Problem) -> tuple[int, int]:
    return _ORDER.get(problem.table, len(_ORDER)), problem.row


def _add_precision(tables: dict[str, Understood]) -> None:
    """Add what the dates themselves say of their precision to what the table of that name says."""
    found = [table.precision for table in tables.values() if len(table.precision)]
    if not found:
        return
    own = tables.get("precision") or understand(RawTable("precision", typed("precision")))
    stated = pd.concat([own.frame, *found], ignore_index=True)
    keep = ~stated.duplicated(["table", "record", "column"]) | (stated.index < len(own.frame))
    own.frame = typed("precision", stated[keep])
    own.rows = pd.Series(own.rows).reindex(range(len(own.frame)), fill_value=0).to_numpy()
    tables["precision"] = own


__all__ = ["Reading", "read", "reading", "typed", "understood"]
