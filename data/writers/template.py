"""The Excel template that offices fill in: sheets of all tables, drop-down lists, notes, a guide and examples.

This module writes it; every cell is text, so that codes keep their zeros and dates stay as they are typed.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import xlsxwriter

from data.schema import LABELS, TABLE_LABELS, TABLES, Column, Records, column_label, typed
from data.schema.sheets import EXAMPLES, GUIDE, LISTS, NAMED, guarded
from data.writers import template_words as words
from data.writers.records import BOOK_OPTIONS

ROWS = 5000
"""Rows of each sheet that offer lists."""

_WIDE, _NARROW = 34, 16
_HEADING_HEIGHT = 44
_WIDE_KINDS = ("text", "texts", "url")
_LISTED = {"areas": ("code", "name_th"), "themes": ("code", "name_th"), "agencies": ("agency_id", "name_th")}
_OWN_ROWS = {"initiatives": "initiative_id"}
"""Tables whose codes are those that the template itself holds."""


class _Formats(NamedTuple):
    """How cells look."""

    text: Any
    heading: Any
    needed: Any
    title: Any
    wrapped: Any


def template_bytes(known: Records) -> bytes:
    """Return the template as the bytes of an .xlsx.

    Parameters
    ----------
    known : records whose areas, themes and agencies the lists offer: those of the store, or the shipped facts.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {**BOOK_OPTIONS, "in_memory": True}) as book:
        formats = _formats(book)
        _write_guide(book.add_worksheet(GUIDE), formats)
        sheets = {name: book.add_worksheet(name) for name in words.FILLED}
        _write_examples(book.add_worksheet(EXAMPLES), formats)
        ranges = _write_lists(book.add_worksheet(LISTS), known, formats)
        for name, sheet in sheets.items():
            _write_table(sheet, name, formats, ranges)
    return made.getvalue()


def _formats(book: Any) -> _Formats:  # noqa: ANN401  (xlsxwriter ships no types)
    text = {"num_format": "@", "font_name": "TH Sarabun New", "font_size": 15}
    heading = {**text, "bold": True, "border": 1, "border_color": "#c9c4b9", "text_wrap": True, "valign": "top"}
    return _Formats(
        book.add_format(text),
        book.add_format({**heading, "bg_color": "#f1efe9", "font_color": "#20262e"}),
        book.add_format({**heading, "bg_color": "#2f5f8f", "font_color": "#ffffff"}),
        book.add_format({**text, "bold": True, "font_size": 20}),
        book.add_format({**text, "text_wrap": True, "valign": "top"}),
    )


def _write_guide(sheet: Any, formats: _Formats) -> None:  # noqa: ANN401
    """Say everything in Thai, then again in English."""
    sheet.set_column(0, 0, 120)
    rows = [*(label.thai for label in words.GUIDE), "", *(label.english for label in words.GUIDE)]
    titles = {words.GUIDE[0].thai, words.GUIDE[0].english}
    for at, line in enumerate(rows):
        if line:
            sheet.write_string(at, 0, line, formats.title if line in titles else formats.wrapped)


def _write_table(sheet: Any, name: str, formats: _Formats, ranges: Mapping[str, str]) -> None:  # noqa: ANN401
    """Write the headings of a table, in Thai above the name, with a note on each, and offer lists below them."""
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, _HEADING_HEIGHT)
    for at, column in enumerate(TABLES[name].columns):
        is_wide = column.kind in _WIDE_KINDS or column.refers
        sheet.set_column(at, at, _WIDE if is_wide else _NARROW, formats.text)
        said = f"{column_label(name, column.name).thai}\n{column.name}"
        sheet.write_string(0, at, said, formats.needed if column.required else formats.heading)
        sheet.write_comment(0, at, words.note(name, column), {"x_scale": 2.2, "y_scale": 1.8, "font_size": 10})
        if offered := _offered(name, column, ranges):
            sheet.data_validation(1, at, ROWS, at, offered)


def _offered(table: str, column: Column, ranges: Mapping[str, str]) -> dict[str, Any]:
    """Return the list that the cells of a column offer, nothing for one without; several codes may be typed."""
    source: str | Sequence[str] = ""
    if column.kind == "enum":
        source = [LABELS[value].thai if value in LABELS else value for value in column.allowed]
    elif column.kind == "boolean":
        source = [words.YES, words.NO]
    elif column.refers:
        source = ranges.get(column.refers, "")
    if not source:
        return {}
    return {
        "validate": "list",
        "source": source,
        "ignore_blank": True,
        "show_error": column.kind in ("enum", "boolean"),
        "error_title": words.NOT_IN_LIST.thai,
        "error_message": f"{column_label(table, column.name).thai}: {words.CHOOSE.thai}",
    }


def _write_lists(sheet: Any, known: Records, formats: _Formats) -> dict[str, str]:  # noqa: ANN401
    """Write the codes and names of each table into a column of its own; return where they stand."""
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(_LISTED), 2 * _WIDE, formats.text)
    ranges = {table: f"={table}!$A$2:$A${ROWS + 1}" for table in _OWN_ROWS}
    for at, (table, (key, name)) in enumerate(_LISTED.items()):
        sheet.write_string(0, at, TABLE_LABELS[table].thai, formats.heading)
        rows = list(_named(table, known.get(table, typed(table))[[key, name, *_above(table)]]))
        for row, told in enumerate(rows, start=1):
            sheet.write_string(row, at, told, formats.text)
        letter = xlsxwriter.utility.xl_col_to_name(at)
        ranges[table] = f"='{LISTS}'!${letter}$2:${letter}${max(len(rows), 1) + 1}"
    return ranges


def _above(table: str) -> list[str]:
    return ["parent"] if "parent" in TABLES[table].names else []


def _named(table: str, frame: pd.DataFrame) -> Iterator[str]:
    """Yield each record in the order of codes: its code, its name, and the names of what it stands in."""
    rows = {row[0]: row for row in frame.astype("object").where(frame.notna(), "").itertuples(index=False, name=None)}
    for code in sorted(rows):
        chain, at = [str(code)], code
        while at in rows and len(chain) <= len(TABLES):
            chain.append(str(rows[at][1]))
            at = rows[at][2] if _above(table) else ""
        yield guarded(NAMED.join(chain))


def _write_examples(sheet: Any, formats: _Formats) -> None:  # noqa: ANN401
    """Write invented records of several tables one below the other; this sheet is no table and is never read."""
    sheet.write_string(0, 0, f"{words.INVENTED.thai} | {words.INVENTED.english}", formats.title)
    sheet.set_column(0, 20, _NARROW + 6, formats.text)
    row = 2
    for table, records in words.EXAMPLE.items():
        names, label = TABLES[table].names, TABLE_LABELS[table]
        sheet.write_string(row, 0, f"{table}: {label.thai} | {label.english}", formats.title)
        sheet.set_row(row + 1, _HEADING_HEIGHT)
        for at, name in enumerate(names):
            sheet.write_string(row + 1, at, f"{column_label(table, name).thai}\n{name}", formats.heading)
        for line, record in enumerate(records, start=row + 2):
            for name, cell in record.items():
                sheet.write_string(line, names.index(name), cell, formats.text)
        row += len(records) + 3
