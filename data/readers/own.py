"""Files of our own form: a folder of CSVs, one CSV or the sheets of a workbook. This module finds their tables."""

from collections.abc import Collection

from rapidfuzz.distance import OSA

from data.errors import FileError, Problem
from data.readers.files import Asked, RawFile
from data.readers.tables import RawTable, Sheet, column_name, raw_table
from data.schema import TABLES
from data.schema.sheets import BESIDE

Sheets = list[Sheet]


def table_of(sheet: Sheet) -> str:
    """Return the one table that has all the headings of `sheet`, and whose needed columns it has; blank for none.

    >>> table_of(Sheet("titles", [["initiative_id", "title_th", "status"]]))
    'initiatives'
    """
    names = {column_name(heading) for heading in sheet.headings} - {""}
    found = [
        name
        for name, table in TABLES.items()
        if names <= set(table.names) and all(column.name in names for column in table.columns if column.required)
    ]
    return found[0] if len(found) == 1 else ""


def read_one(asked: Asked, sheets: Sheets) -> RawFile:
    """Return the one CSV as the table that is asked for, or that its name or its headings say."""
    (sheet,) = sheets
    name = sheet.name.strip().lower()
    return _raw_file(asked, [(asked.kind or (name if name in TABLES else table_of(sheet)), sheet)])


def read_named(asked: Asked, sheets: Sheets) -> RawFile:
    """Return each sheet whose name is a table's; a name close to one is a problem, any other but a notice a note."""
    named: dict[str, Sheet] = {}
    problems: list[Problem] = []
    notes: list[Problem] = []
    for sheet in sheets:
        table = sheet.name.strip().lower()
        if table in BESIDE:
            continue
        if table in named:
            problems.append(Problem("file", 0, "", "duplicate_file", sheet.name))
        elif table in TABLES:
            named[table] = sheet
        else:
            likely = min(TABLES, key=lambda known: OSA.distance(table, known))
            close = OSA.distance(table, likely) <= 2
            found = Problem("file", 0, "", "unknown_file", sheet.name, ", ".join(TABLES), likely if close else "")
            (problems if close else notes).append(found)
    if not named and not problems:
        raise FileError(f"ไม่มีตารางที่รู้จักในนี้ ({', '.join(TABLES)})", f"no known table is in here ({', '.join(TABLES)})")
    raw = _raw_file(asked, named.items())
    raw.sheets = {sheet.name: sheet for sheet in sheets}
    raw.problems, raw.notes = problems, notes
    return raw


def _raw_file(asked: Asked, named: Collection[tuple[str, Sheet]]) -> RawFile:
    tables: dict[str, RawTable] = {}
    raw = RawFile(tables, {sheet.name: sheet for _, sheet in named}, {table: sheet.name for table, sheet in named})
    for table, sheet in named:
        sheet.correct(asked.corrections, table)
        tables[table] = raw_table(table, sheet)
    return raw
