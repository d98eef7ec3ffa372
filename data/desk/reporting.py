"""What is wrong with a file, given back as that file. This module picks the form of the report."""

from collections.abc import Sequence
from pathlib import Path

from data.errors import Problem
from data.readers.records import Reading
from data.readers.tables import Sheet
from data.schema.sheets import PROBLEM_LIST
from data.writers.report import (
    Page,
    write_marked_csv,
    write_marked_folder,
    write_marked_workbook,
    write_problem_list,
)

_TEXTS = (".csv", ".tsv", ".txt")
_BOOKS = (".xlsx",)


def write_report(found: Reading, problems: Sequence[Problem], source: Path, folder: Path) -> Path:
    """Write what is wrong with a file into `folder` and return where.

    A CSV, a folder of them and a workbook come back as they are with one column more; of other files, and of those
    that have no row beside which anything could be said, all problems come as a list.

    Parameters
    ----------
    found : the file as it was read.
    problems : what is to be said: those of the reading, and what else keeps the file out.
    source : the file as the user has it; the report bears its name.

    Raises
    ------
    FileError
        The report cannot be written.
    """
    sheets = [sheet for name, sheet in found.sheets.items() if name != PROBLEM_LIST]
    pages = [(_page(found, sheet, problems), sheet.delimiter) for sheet in sheets]
    file, suffix = folder / f"{source.stem}-{PROBLEM_LIST}", source.suffix.lower()
    if pages and source.is_dir():
        write_marked_folder(pages, problems, file)
        return file
    if pages and suffix in _BOOKS:
        file = file.with_name(f"{file.name}.xlsx")
        write_marked_workbook([page for page, _ in pages], problems, file)
        return file
    file = file.with_name(f"{file.name}.csv")
    if len(pages) == 1 and pages[0][0].has_room and suffix in _TEXTS:
        write_marked_csv(*pages[0], file)
    else:
        write_problem_list(problems, file)
    return file


def _page(found: Reading, sheet: Sheet, problems: Sequence[Problem]) -> Page:
    own = [problem for problem in problems if sheet.name in (problem.table, found.sources.get(problem.table))]
    rest = [
        problem for problem in problems if problem.table not in found.sources and problem.table not in found.sheets
    ]
    is_first = sheet.name == next(iter(found.sheets))
    return Page(sheet.name, sheet.rows, sheet.headings, sheet.heading_at, [*own, *(rest if is_first else ())])
