"""Which form a file has, by what it holds more than by its name. This module finds its reader."""

from collections.abc import Callable, Mapping

from data.errors import FileError, UsageError
from data.readers.files import Asked, RawFile
from data.readers.iati import read_iati
from data.readers.own import Sheets, read_named, read_one, table_of
from data.readers.points import places_sheet, read_points
from data.readers.sheets import read_sheets
from data.readers.tables import Sheet, read_csv
from data.schema import TABLES, Label

FORMS: Mapping[str, Callable[[Asked, Sheets], RawFile]] = {
    "folder": read_named,
    "workbook": read_named,
    "csv": read_one,
    "iati": read_iati,
    "points": read_points,
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
        One CSV of which neither `asked.kind` nor its name nor its headings say the table.
    """
    path = asked.path
    if not path.exists():
        raise FileError(f"ไม่พบไฟล์ {path}", f"there is no file {path}")
    try:
        form, sheets = _opened(asked)
        if form not in FORMS:
            raise FileError(
                f"อ่านไฟล์ชนิดนี้ไม่ได้: {path.name} (อ่านได้: โฟลเดอร์ของ .csv, {_CAN_BE.thai})",
                f"files of this kind cannot be read: {path.name} (can be: a folder of .csv, {_CAN_BE.english})",
            )
        return form, FORMS[form](asked, sheets)
    except OSError as error:
        raise FileError(f"เปิด {path} ไม่ได้", f"{path} cannot be opened: {error.strerror}") from error


def _opened(asked: Asked) -> tuple[str, Sheets]:
    """Return the form of a file and, where it has any, its sheets."""
    path = asked.path
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv")
        return "folder", [read_csv(file.stem, file.read_bytes()) for file in files]
    with path.open("rb") as file:
        kind = _kind_of_bytes(file.read(_HEAD), path.suffix.lower())
    if kind == "workbook":
        return "workbook", [Sheet(name, rows) for name, rows in read_sheets(path).items()]
    if kind == "points":
        return kind, [places_sheet(path)]
    if kind != "csv":
        return kind, []
    sheet = read_csv(path.stem, path.read_bytes())
    return _form_of(sheet, asked), [sheet]


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


def _form_of(sheet: Sheet, asked: Asked) -> str:
    """Return the form of one sheet."""
    if asked.kind or sheet.name.strip().lower() in TABLES or table_of(sheet):
        return "csv"
    raise UsageError(
        f"ชื่อไฟล์ {asked.path.name} ไม่บอกว่าเป็นตารางใด ระบุ --kind เป็นหนึ่งใน {', '.join(TABLES)}",
        f"the name {asked.path.name} does not say which table it is: give --kind, one of {', '.join(TABLES)}",
    )
