"""A user's own file with what is wrong beside each row, or a list of that. This module writes problem reports."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from data.errors import FileError, Problem
from data.schema import Label
from data.schema.sheets import PROBLEM_HEADING, PROBLEM_LIST, guarded
from data.writers.files import replacing
from data.writers.records import BOOK_OPTIONS
from data.writers.wording import one_line, said_of, worded

_LIST_HEADINGS = (
    Label("ตาราง", "table"),
    Label("แถว", "row"),
    Label("คอลัมน์", "column"),
    Label("รหัสปัญหา", "code"),
    Label("ค่าที่พบ", "value"),
    Label("ใช้ได้", "allowed"),
    Label("น่าจะหมายถึง", "suggestion"),
    Label("ปัญหา", "problem in Thai"),
    Label("ปัญหา (อังกฤษ)", "problem in English"),
)
_WHOLE = Label("ทั้งแผ่น", "the whole sheet")
_BLANKS = ("\t", "\r", "\n")
_NUMBER = re.compile(r"\s*[+-]?[\d.,]*\s*")
_LONGEST = 32_000
_LONGEST_NAME = 31
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_WIDTH = 80
_TINT = {"bg_color": "#ffe2b8"}
_SAID = {"text_wrap": True, "valign": "top"}


@dataclass(frozen=True)
class Page:
    """One sheet or CSV of a user with the problems of its rows.

    Attributes
    ----------
    name : of the sheet.
    rows : the cells as the user has them.
    headings : what its columns are called, from the left.
    heading_at : place of the row of headings in `rows`.
    problems : of this sheet; those of no row go beside the first one.
    """

    name: str
    rows: Sequence[Sequence[str]]
    headings: Sequence[str]
    heading_at: int
    problems: Sequence[Problem]

    @property
    def has_room(self) -> bool:
        """Whether there is a row beside which something can be said."""
        return 0 <= self.heading_at < len(self.rows) - 1

    def remarks(self) -> dict[int, str]:
        """Return what is said beside each row, by its place."""
        said: dict[int, list[str]] = {}
        for problem in self.problems:
            place = problem.row - 1
            is_row = self.heading_at < place < len(self.rows)
            where = Label(problem.column, problem.column) if is_row else _WHOLE
            line = " | ".join(
                f"{at}: {words}" if at else words for at, words in zip(where, worded(problem), strict=True)
            )
            said.setdefault(place if is_row else self.heading_at + 1, []).append(line)
        return {place: one_line(" • ".join(lines), _LONGEST) for place, lines in said.items()}

    def marked(self) -> set[tuple[int, int]]:
        """Return row and column of the cells that have a problem."""
        columns = {heading: at for at, heading in reversed(list(enumerate(self.headings)))}
        return {(problem.row - 1, columns[problem.column]) for problem in self.problems if problem.column in columns}


def safe(cell: str) -> str:
    r"""Return a cell so that no spreadsheet takes it for a formula; numbers, and what is safe already, stay.

    >>> safe("=1+1"), safe("\t-5"), safe("ท่าดี")
    ("'=1+1", '-5', 'ท่าดี')
    """
    bare = cell.lstrip()
    if bare == guarded(bare) or bare.startswith("'"):
        return bare if cell[:1] in _BLANKS else cell
    return bare if _NUMBER.fullmatch(bare) else guarded(bare)


def write_marked_csv(page: Page, delimiter: str, file: Path) -> None:
    """Write a CSV with one column more, in UTF-8 with the mark by which Excel knows it.

    Raises
    ------
    FileError
        The file cannot be written; what it held before it still does.
    """
    with replacing(file) as part, part.open("w", encoding="utf-8-sig", newline="") as text:
        csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(_with_remarks(page))


def write_marked_folder(pages: Iterable[tuple[Page, str]], problems: Iterable[Problem], folder: Path) -> None:
    """Write each CSV of a folder, with its delimiter, and all problems as a list beside them."""
    for page, delimiter in pages:
        write_marked_csv(page, delimiter, folder / f"{page.name}.csv")
    write_problem_list(problems, folder / f"{PROBLEM_LIST}.csv")


def write_marked_workbook(pages: Iterable[Page], problems: Sequence[Problem], file: Path) -> None:
    """Write the sheets of a workbook with one column more, cells with a problem tinted, and all problems as a list.

    Every cell is text: no formula, no link.

    Raises
    ------
    FileError
        The file cannot be written; what it held before it still does.
    """
    with replacing(file) as part, xlsxwriter.Workbook(str(part), BOOK_OPTIONS) as book:
        tint, said = book.add_format(_TINT), book.add_format(_SAID)
        for page in pages:
            sheet, marked, width = book.add_worksheet(_sheet_name(page.name, book)), page.marked(), _width(page)
            sheet.set_column(width, width, _WIDTH)
            sheet.freeze_panes(page.heading_at + 1, 0)
            for row, at in marked:
                sheet.write_blank(row, at, None, tint)
            for row, cells in enumerate(_with_remarks(page)):
                formats = {at: tint for at in range(width) if (row, at) in marked} | {width: said}
                _write_row(sheet, row, cells, formats)
        listed = book.add_worksheet(PROBLEM_LIST)
        for row, cells in enumerate(_as_list(problems)):
            _write_row(listed, row, cells, {})


def write_problem_list(problems: Iterable[Problem], file: Path) -> None:
    """Write problems as a table of their own, for files that are no tables.

    Raises
    ------
    FileError
        The file cannot be written; what it held before it still does.
    """
    with replacing(file) as part, part.open("w", encoding="utf-8-sig", newline="") as text:
        csv.writer(text, lineterminator="\r\n").writerows(_as_list(problems))


def _as_list(problems: Iterable[Problem]) -> list[list[str]]:
    rows = [[f"{thai} | {english}" for thai, english in _LIST_HEADINGS]]
    for found in problems:
        said = said_of(found)
        cells = (found.table, str(found.row or ""), found.column, found.code, found.value, found.allowed)
        rows.append([safe(cell) for cell in (*cells, found.suggestion, *said)])
    return rows


def _width(page: Page) -> int:
    """Return how many columns the user's rows have."""
    return max((len(row) for row in page.rows), default=0)


def _sheet_name(name: str, book: Any) -> str:  # noqa: ANN401  (xlsxwriter ships no types)
    """Return a name that a sheet of a book can have; one that is no name for Excel is left to the book."""
    taken = {PROBLEM_LIST, *(sheet.get_name().lower() for sheet in book.worksheets())}
    size = len(name.encode("utf-16-le")) // 2
    return name if 0 < size <= _LONGEST_NAME and not _NO_NAME.search(name) and name.lower() not in taken else ""


def _with_remarks(page: Page) -> Iterable[list[str]]:
    width, remarks = _width(page), page.remarks()
    for at, row in enumerate(page.rows):
        said = PROBLEM_HEADING if at == page.heading_at else remarks.get(at, "")
        yield [*(safe(cell) for cell in row), *[""] * (width - len(row)), safe(said)]


def _write_row(sheet: Any, row: int, cells: Sequence[str], formats: Mapping[int, Any]) -> None:  # noqa: ANN401  (xlsxwriter ships no types)
    for at, cell in enumerate(cells):
        if cell and sheet.write_string(row, at, cell[:_LONGEST], formats.get(at)):
            raise FileError("ข้อมูลใหญ่เกินกว่า .xlsx จะเก็บได้ ใช้ .csv แทน", "too much for an .xlsx: use a .csv")
