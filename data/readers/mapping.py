"""Rows of any layout into raw tables of records. This module follows a layout and says what it took otherwise."""

from dataclasses import replace

import pandas as pd

from data.errors import Problem
from data.readers.cells import Cells
from data.readers.crowds import told
from data.readers.files import Asked, RawFile
from data.readers.layouts import Layout
from data.readers.linking import Links
from data.readers.locating import area_column, located
from data.readers.merging import ids_of, merged
from data.readers.tables import MAX_COLUMNS, RawTable, Sheet
from data.schema import TABLES

_POINT = ("longitude", "latitude")
_Values = dict[str, "pd.Series[str]"]


def mapped(asked: Asked, sheet: Sheet, layout: Layout) -> RawFile:
    """Return the rows of `sheet` as raw tables, each record under the row that first tells it.

    Parameters
    ----------
    asked : what the reader was asked for; names are held against what it knows.
    sheet : the rows, their headings settled.
    layout : what the headings mean.
    """
    sheet.headings = unique(sheet.headings)
    sheet.correct(asked.corrections, *TABLES)
    raw = RawFile({}, {sheet.name: sheet}, problems=_unreadable(sheet, layout), layout=layout)
    if not raw.problems:
        cells = Cells(sheet, layout)
        asked.reached(0.1, len(sheet.rows))
        _take(asked, cells, raw)
        raw.problems[:0] = [replace(problem, table="file") for problem in sheet.problems] + cells.problems
        raw.notes[:0] = cells.notes
    raw.sources = dict.fromkeys(("file", *TABLES), sheet.name)
    return raw


def unique(headings: list[str]) -> list[str]:
    """Return the headings so that no two are the same: the second of the same name is called ``name (2)``.

    >>> unique(["บ้าน", "", "บ้าน"])
    ['บ้าน', '', 'บ้าน (2)']
    """
    seen: dict[str, int] = {}
    found = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        found.append(heading if seen[heading] == 1 or not heading else f"{heading} ({seen[heading]})")
    return found


def _unreadable(sheet: Sheet, layout: Layout) -> list[Problem]:
    """Return why no row can be read at all."""
    if len(sheet.headings) > MAX_COLUMNS:
        return [Problem("file", 0, "", "too_many_columns", str(len(sheet.headings)), f"<= {MAX_COLUMNS}")]
    row = sheet.heading_at + 1
    lost = [heading for heading, targets in layout.targets.items() if targets and heading not in sheet.headings]
    return [
        *(Problem("file", row, heading, "missing_column", "", heading) for heading in lost),
        *(Problem(layout.table, row, "", "missing_column", "", target) for target in layout.missing),
    ]


def _take(asked: Asked, cells: Cells, raw: RawFile) -> None:
    """Make all tables of the rows."""
    table, known, size = (
        TABLES[cells.layout.table],
        asked.known or {},
        sum(len(one.rows) for one in raw.sheets.values()),
    )
    headings = _headings(cells)
    told = {column.name: cells.column(column) for column in table.columns}
    values: _Values = {name: texts for name, texts in told.items() if texts is not None}
    links = Links(cells, known, raw)
    ids = _ids(cells, values, links)
    asked.reached(0.2, size)
    for column in table.columns:
        if column.refers in links.tables and column.refers != table.name and column.name in values:
            values[column.name] = links.coded(column.refers, headings.get(column.name, ""), values[column.name])
    asked.reached(0.3, size)
    areas = located(cells, ids, known.get("areas"), raw)
    if areas is not None:
        own = values.get(area_column(table.name), areas)
        values[area_column(table.name)] = own.where(own != "", areas)
    asked.reached(0.4, size)
    if table.name == "initiatives" and ids is not None:
        links.participate(ids)
    links.add_new()
    frame = pd.DataFrame({name: values[name] for name in table.names if name in values}, index=cells.frame.index)
    raw.tables[table.name] = RawTable(table.name, _joined(frame, ids, cells, raw), headings=headings)


def _headings(cells: Cells) -> dict[str, str]:
    """Return what the file calls each column of the layout's table, the first heading where several tell it."""
    table, points = TABLES[cells.layout.table], cells.layout.headings("place.point")
    named = {column.name: cells.layout.headings(f"{table.name}.{column.name}") for column in table.columns}
    own = {name: found[0] for name, found in named.items() if found}
    return (dict.fromkeys(_POINT, points[0]) if points else {}) | own


def _joined(frame: pd.DataFrame, ids: "pd.Series[str] | None", cells: Cells, raw: RawFile) -> pd.DataFrame:
    """Return one row for each record; rows that are one although no column states their id are noted."""
    table = TABLES[cells.layout.table]
    if ids is None:
        return frame
    if not cells.layout.headings(f"{table.name}.{table.key[0]}"):
        again = ids.index[ids.duplicated()].tolist()
        raw.notes += told(lambda row: Problem(table.name, int(row), "", "repeated_row", ""), again)
    joined, differing = merged(frame, ids, table.name, _headings(cells))
    raw.problems += differing
    return joined


def _ids(cells: Cells, values: _Values, links: Links) -> "pd.Series[str] | None":
    """Return the id of each row and put it among its values; None for tables whose records have none."""
    table = TABLES[cells.layout.table]
    key = table.column(table.key[0])
    if key.kind != "id":
        return None
    ids = ids_of(cells.frame, cells.layout)
    if key.name not in values and "name_th" in values:
        known = [links.known(table.name, name) for name in values["name_th"]]
        ids = pd.Series([old or new for old, new in zip(known, ids, strict=True)], index=ids.index, dtype="object")
    values[key.name] = ids
    return ids
