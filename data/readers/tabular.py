"""Lists of records that are not of our own form. This module reads them by a layout asked for, kept or found."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from data.errors import Problem, UsageError
from data.readers.files import Asked, RawFile
from data.readers.guesses import proposed
from data.readers.layouts import Layout, remembered
from data.readers.mapping import mapped, unique
from data.readers.own import Sheets
from data.readers.tables import MAX_COLUMNS, Sheet
from data.schema import SEPARATOR
from data.schema.sheets import BESIDE

HEAD_ROWS = 25
"""Headings are looked for in so many rows."""
SURE = 0.8
"""A guess of a lower score is not followed unasked."""

_FEWEST = 2
"""A guess of fewer headings is not followed unasked either."""

Finder = Callable[[Sheet, str], Layout | None]
"""Returns the layout of a sheet of one form and settles its headings; None, and nothing settled, for other forms."""


class Listed(NamedTuple):
    """The sheet that holds the records, and what its headings seem to mean."""

    sheet: Sheet
    layout: Layout


def find_list(sheets: Sheets, kind: str, finder: Finder) -> Listed | None:
    """Return the surest of the sheets that are of the finder's form; None where none is."""
    found = [Listed(sheet, layout) for sheet in sheets if (layout := finder(sheet, kind)) is not None]
    return max(found, key=lambda one: one.layout.score, default=None)


def table_layout(sheet: Sheet, kind: str) -> Layout | None:
    """Return the layout that a list probably has; its headings are the one of the first rows most like some."""
    best: tuple[float, int] | None = None
    for at, row in enumerate(sheet.rows[:HEAD_ROWS]):
        headings = unique([cell.strip() for cell in row])
        if sum(map(bool, headings)) < 2 or len(headings) > MAX_COLUMNS:
            continue
        guess = proposed(headings, (), kind)
        worth = sum(guess.scores.values())
        if best is None or worth > best[0]:
            best = worth, at
    if best is None:
        return None
    sheet.head(best[1])
    sheet.headings = unique(sheet.headings)
    return proposed(sheet.headings, sheet.rows[sheet.body_at :], kind)


def reader(finder: Finder) -> Callable[[Asked, Sheets], RawFile]:
    """Return the reader of lists of one form."""

    def read_list(asked: Asked, sheets: Sheets) -> RawFile:
        """Return the rows of the list by the layout asked for, else that remembered for its headings, else found.

        Raises
        ------
        UsageError
            No layout is sure enough to be followed unasked.
        """
        asked.reached(0, sum(len(sheet.rows) for sheet in sheets))
        kept = asked.layout or _kept(asked, sheets)
        found = _followed(sheets, kept) if kept else find_list(sheets, asked.kind or "initiatives", finder)
        if found is None:
            problems = [
                Problem("file", one.row, one.column, one.code, one.value, one.allowed)
                for sheet in sheets
                for one in sheet.problems
            ]
            return RawFile({}, problems=problems or [_nothing(sheets)])
        if finder is table_layout and not kept and (found.layout.score < SURE or len(found.layout.scores) < _FEWEST):
            raise _unsure(asked)
        raw = mapped(asked, found.sheet, found.layout)
        raw.sheets = {sheet.name: sheet for sheet in sheets}
        raw.notes[:0] = [*_passed_over(sheets, found.sheet), *([] if kept else explained(found))]
        return raw

    return read_list


def _nothing(sheets: Sheets) -> Problem:
    """Return why no sheet holds a list."""
    widest = max((len(sheet.headings) for sheet in sheets), default=0)
    if widest > MAX_COLUMNS:
        return Problem("file", 0, "", "too_many_columns", str(widest), f"<= {MAX_COLUMNS}")
    return Problem("file", 0, "", "empty_file", "")


def _heads(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that may hold the headings, and how they would be called."""
    yield sheet.heading_at, unique(sheet.headings)
    for at, row in enumerate(sheet.rows[:HEAD_ROWS]):
        yield at, unique([cell.strip() for cell in row])


def _kept(asked: Asked, sheets: Sheets) -> Layout | None:
    """Return the layout that is remembered for the headings of one of the sheets."""
    if not asked.known or "layouts" not in asked.known or asked.known["layouts"].empty:
        return None
    told = (headings for sheet in sheets for _, headings in _heads(sheet))
    return next((layout for headings in told if (layout := remembered(asked.known["layouts"], headings))), None)


def _followed(sheets: Sheets, layout: Layout) -> Listed | None:
    """Return the sheet with most of the headings that a layout reads, below the row that holds them."""
    wanted = {heading for heading, targets in layout.targets.items() if targets}
    found = [
        (len(wanted & set(headings)), -number, at, sheet)
        for number, sheet in enumerate(sheets)
        for at, headings in _heads(sheet)
        if sheet.heading_at >= 0
    ]
    if not found:
        return None
    _, _, at, sheet = max(found, key=lambda one: one[:2])
    if at != sheet.heading_at:
        sheet.head(at)
    return Listed(sheet, layout)


def _unsure(asked: Asked) -> UsageError:
    return UsageError(
        f"ไม่แน่ใจว่าคอลัมน์ใน {asked.path.name} คืออะไร บอกด้วย --kind หรือ --layout",
        f"it is not clear what the columns of {asked.path.name} are: say so with --kind or --layout",
    )


def _passed_over(sheets: Sheets, read: Sheet) -> Iterator[Problem]:
    for sheet in sheets:
        if sheet is not read and sheet.name.strip().lower() not in BESIDE and sheet.heading_at >= 0:
            yield Problem("file", 0, "", "unknown_file", sheet.name, read.name)


def explained(found: Listed) -> Iterator[Problem]:
    """Yield what each heading was taken for, as notes."""
    row = found.sheet.heading_at + 1
    for heading, targets in found.layout.targets.items():
        code = "column_read_as" if targets else "column_passed_over"
        yield Problem("file", row, heading, code, heading, "", SEPARATOR.join(targets))
