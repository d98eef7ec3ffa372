"""Cells as their owner sees them into raw tables. This module names columns and counts rows as Excel does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from data.errors import Problem
from data.readers.crowds import told
from data.readers.spelling import nearest
from data.schema import TABLES
from data.schema.sheets import PROBLEM_HEADING

MAX_COLUMNS = 200
MAX_CELL = 32_000
"""The longest text a cell may hold; Excel's own limit is a little above."""

_MOST_ABOVE = 50
"""So many rows may stand above the headings."""


@dataclass
class Sheet:
    """One sheet or CSV as its owner sees it.

    Attributes
    ----------
    name : name of the sheet, or of the file without its ending.
    rows : the cells of every row from row 1 on, blank ones included.
    problems : what was wrong with the file itself.
    delimiter : what stands between the cells of a CSV.
    heading_at : place of the row of headings in `rows`, the first with text unless `head` says another; -1 for none.
    headings : the headings as they are written, without blanks around them.
    body_at : place of the first row of records.
    """

    name: str
    rows: list[list[str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    delimiter: str = ","
    heading_at: int = field(init=False)
    headings: list[str] = field(init=False)
    body_at: int = field(init=False)

    def __post_init__(self) -> None:
        self.rows = _without_report(self.rows)
        self.head(next((at for at, row in enumerate(self.rows) if any(cell.strip() for cell in row)), -1))

    def head(self, at: int, headings: Sequence[str] | None = None, body_at: int | None = None) -> None:
        """Take row `at` for the headings, or `headings` in its stead; records begin below it or at `body_at`."""
        cells = self.rows[at] if headings is None and at >= 0 else headings or []
        self.heading_at, self.headings = at, [cell.strip().strip("\ufeff") for cell in cells]
        self.body_at = at + 1 if body_at is None else body_at

    def correct(self, corrections: Mapping[tuple[str, int, str], str], *names: str) -> None:
        """Put the new text of corrected cells in; `names` are what corrections call this sheet beside its name."""
        places = {heading: at for at, heading in reversed(list(enumerate(self.headings)))}
        for (name, row, heading), text in corrections.items():
            if (
                name in (self.name, *names)
                and heading in places
                and (self.heading_at or 0) + 1 < row <= len(self.rows)
            ):
                cells = self.rows[row - 1]
                cells.extend([""] * (places[heading] + 1 - len(cells)))
                cells[places[heading]] = text


def _without_report(rows: list[list[str]]) -> list[list[str]]:
    """Leave out the column in which a report says what is wrong with each row."""
    at = next((row.index(PROBLEM_HEADING) for row in rows[:_MOST_ABOVE] if PROBLEM_HEADING in row), None)
    return rows if at is None else [[*row[:at], *row[at + 1 :]] for row in rows]


@dataclass
class RawTable:
    """Cells of one table as text, before anything is understood.

    Attributes
    ----------
    table : name of the table.
    frame : one text column per heading, blank where empty; the index counts rows with the heading as row 1.
    problems : what was wrong with the file itself.
    headings : what the file calls a column, where it is not its own name.
    """

    table: str
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    problems: list[Problem] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)


def raw_table(table: str, sheet: Sheet) -> RawTable:
    """Return the rows of `sheet` under the columns of `table`; rows of blanks are left out."""
    raw = RawTable(table, problems=[replace(problem, table=table) for problem in sheet.problems])
    if sheet.heading_at < 0:
        raw.problems += [] if sheet.problems else [Problem(table, 0, "", "empty_file", "")]
        return raw
    if len(sheet.headings) > MAX_COLUMNS:
        raw.problems.append(Problem(table, 0, "", "too_many_columns", str(len(sheet.headings)), f"<= {MAX_COLUMNS}"))
        return raw
    raw.frame, ragged = body(sheet)
    raw.problems += [replace(problem, table=table) for problem in ragged]
    return _headed(raw, sheet.headings)


def body(sheet: Sheet) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the records of `sheet` by place of their column, indexed by row; rows of blanks are left out.

    Rows that are longer or shorter than the headings are problems.
    """
    width = len(sheet.headings)
    numbered = [(at, row) for at, row in enumerate(sheet.rows[sheet.body_at :], start=sheet.body_at + 1) if any(row)]
    kept = [(at, row) for at, row in numbered if any(cell.strip() for cell in row)]
    wrong = [(at, len(row)) for at, row in kept if len(row) < width or any(cell.strip() for cell in row[width:])]
    ragged = told(lambda one: Problem(sheet.name, one[0], "", "ragged_row", str(one[1]), str(width)), wrong)
    cells = [(row + [""] * width)[:width] for _, row in kept]
    return pd.DataFrame(cells, index=[at for at, _ in kept], columns=range(width), dtype="object"), ragged


def column_name(heading: str) -> str:
    r"""Return the name of the column that a heading may stand for: its last line, as the template writes them.

    >>> column_name(" Name TH"), column_name("ชื่องาน\ntitle_th")
    ('name_th', 'title_th')
    """
    return heading.strip().rpartition("\n")[2].strip().lower().replace(" ", "_")


def _headed(raw: RawTable, heading: list[str]) -> RawTable:
    """Name the columns; drop nameless empty ones; say which names are unknown, double or missing."""
    names = [column_name(name) for name in heading]
    empty = {at for at, name in enumerate(names) if not name and not raw.frame[at].map(str.strip).any()}
    known = TABLES[raw.table].names
    seen: dict[str, int] = {}
    for at, name in enumerate(names):
        if at in empty:
            continue
        if name not in known:
            suggestion = nearest(name, known)
            raw.problems.append(
                Problem(raw.table, 1, heading[at], "unknown_column", heading[at], ", ".join(known), suggestion)
            )
        elif name in seen:
            raw.problems.append(Problem(raw.table, 1, heading[at], "duplicate_column", heading[at]))
        else:
            seen[name] = at
    for column in TABLES[raw.table].columns:
        if column.required and column.name not in seen:
            raw.problems.append(Problem(raw.table, 1, column.name, "missing_column", "", column.name))
    raw.frame = raw.frame[list(seen.values())].set_axis(list(seen), axis=1)
    raw.headings = {name: heading[at] for name, at in seen.items()}
    return raw
