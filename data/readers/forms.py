"""Which form a file has, by what it holds more than by its name. This module finds its reader."""

from collections.abc import Callable, Mapping
from pathlib import Path

from data.errors import FileError
from data.readers.csvfile import MAX_BYTES, read_csv
from data.readers.files import Asked, RawFile
from data.readers.hxl import hxl_layout
from data.readers.hxl_own import is_own as is_own_4w
from data.readers.hxl_own import read_own as read_own_4w
from data.readers.iati import read_iati
from data.readers.kobo import kobo_layout
from data.readers.own import Sheets, read_named, read_one, table_of
from data.readers.points import own_columns, places_sheet, read_points
from data.readers.sheets import read_sheets
from data.readers.tables import Sheet, column_name
from data.readers.tabular import SURE, Finder, Listed, find_list, reader, table_layout
from data.schema import TABLES, Label

FINDERS: Mapping[str, Finder] = {"hxl": hxl_layout, "kobo": kobo_layout, "table": table_layout}
"""What finds the layout of each form of list, those that are told by sure marks first."""


def read_places(asked: Asked, sheets: Sheets) -> RawFile:
    """Return points as our own columns tell them; those that bear other names, as a list of any layout."""
    is_own = {"initiative_id", "title_th"} <= set(own_columns(sheets[0].headings).values()) and not asked.layout
    found = None if is_own else find_list(sheets, "initiatives", table_layout)
    is_list = asked.layout or (found and found.layout.score >= SURE)
    return _READ_LIST(asked, sheets) if is_list else read_points(asked, sheets)


_READ_LIST = reader(table_layout)

FORMS: Mapping[str, Callable[[Asked, Sheets], RawFile]] = {
    "folder": read_named,
    "workbook": read_named,
    "csv": read_one,
    "iati": read_iati,
    "points": read_places,
    "4w": read_own_4w,
    **{form: reader(finder) for form, finder in FINDERS.items()},
}
"""The reader of each form; those of files without sheets open `Asked.path` themselves and are given none."""

_TEXTS = (".csv", ".tsv", ".txt")
_BY_NAME = {".xlsx": "workbook", ".xml": "iati"} | dict.fromkeys((".json", ".geojson", ".gpkg", ".zip"), "points")
_HEAD = 4096
_CAN_BE = Label(
    ".csv, .xlsx, IATI .xml, จุดใน .geojson .gpkg หรือ .zip ของ Shapefile",
    ".csv, .xlsx, IATI .xml, points in .geojson, .gpkg or a .zip of a Shapefile",
)


def read_raw(asked: Asked) -> tuple[str, RawFile]:
    """Return the form of the file at `asked.path` and its cells.

    Raises
    ------
    FileError
        There is nothing to read there, it cannot be opened at all, or it has no form that can be read.
    UsageError
        A list whose layout nobody says and no guess is sure of.
    """
    path = asked.path
    if not path.exists():
        raise FileError(f"ไม่พบไฟล์ {path.name}", f"there is no file {path.name}")
    try:
        form, sheets = _opened(asked)
        if form not in FORMS:
            raise FileError(
                f"อ่านไฟล์ชนิดนี้ไม่ได้: {path.name} (อ่านได้: โฟลเดอร์ของ .csv, {_CAN_BE.thai})",
                f"files of this kind cannot be read: {path.name} (can be: a folder of .csv, {_CAN_BE.english})",
            )
        return form, FORMS[form](asked, sheets)
    except OSError as error:
        raise FileError(f"เปิด {path.name} ไม่ได้", f"{path.name} cannot be opened: {error.strerror}") from error


def recognised(path: Path, kind: str = "") -> tuple[str, Listed | None]:
    """Return the form of a file and, of one that needs a layout, the sheet that holds its records and a likely one.

    Raises
    ------
    FileError
        As in `read_raw`.
    """
    form, sheets = _opened(Asked(path, kind))
    finder = table_layout if form == "points" else FINDERS.get(form)
    return form, find_list(sheets, kind or "initiatives", finder) if finder else None


def _opened(asked: Asked) -> tuple[str, Sheets]:
    """Return the form of a file and, where it has any, its sheets."""
    path = asked.path
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv")
        return "folder", [read_csv(file.stem, _bytes(file)) for file in files]
    with path.open("rb") as file:
        kind = _kind_of_bytes(file.read(_HEAD), path.suffix.lower())
    if kind == "workbook":
        sheets = [Sheet(name, rows) for name, rows in read_sheets(path).items()]
        return _form_of(sheets, asked) or "workbook", sheets
    if kind == "points":
        return kind, [places_sheet(path)]
    if kind != "csv":
        return kind, []
    sheet = read_csv(path.stem, _bytes(path))
    return _form_of([sheet], asked) or "csv", [sheet]


def _bytes(path: Path) -> bytes:
    """Return what a file of text holds, if that is not too much to look at."""
    if path.stat().st_size > MAX_BYTES:
        raise FileError(f"{path.name} ใหญ่เกิน {MAX_BYTES:,} ไบต์", f"{path.name} is larger than {MAX_BYTES:,} bytes")
    return path.read_bytes()


def _kind_of_bytes(head: bytes, suffix: str) -> str:
    """Return what a file is by its first bytes, else by the ending of its name; blank when neither says.

    >>> _kind_of_bytes(b"SQLite format 3", ".csv"), _kind_of_bytes(b"a,b", ".csv"), _kind_of_bytes(b"%PDF", ".pdf")
    ('points', 'csv', '')
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"SQLite format 3"):
        return "points"
    if head.startswith(b"PK\x03\x04") and suffix not in _BY_NAME:
        return "workbook"
    if start.startswith(b"<") and b"<iati-activities" in head:
        return "iati"
    if start.startswith(b"{") and b"FeatureCollection" in head:
        return "points"
    return "csv" if suffix in _TEXTS else _BY_NAME.get(suffix, "")


def _form_of(sheets: Sheets, asked: Asked) -> str:
    """Return the form of a list that is not of our own form; blank where it is, or nothing is there to be read."""
    if not asked.layout and any(is_own_4w(sheet, asked.known) for sheet in sheets):
        return "4w"
    if any(hxl_layout(sheet) for sheet in sheets):
        return "hxl"
    if not sheets or any(_is_own(sheet, asked.kind) for sheet in sheets):
        return ""
    kind = asked.kind or "initiatives"
    return next(form for form, finder in FINDERS.items() if form == "table" or find_list(sheets, kind, finder))


def _is_own(sheet: Sheet, kind: str) -> bool:
    """Whether a sheet is a table of ours by its name, its headings, or most of them where the table is asked for."""
    name = sheet.name.strip().lower()
    if not kind:
        return name in TABLES or bool(table_of(sheet))
    names = [column_name(heading) for heading in sheet.headings if heading]
    return 2 * sum(name in TABLES[kind].names for name in names) >= len(names)
