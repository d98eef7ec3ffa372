import io
import zipfile

import pandas as pd
import pytest
import xlsxwriter

from data.errors import FileError
from data.readers.records import read


def _book(file, sheets):
    with xlsxwriter.Workbook(str(file)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return file


def test_a_workbook_is_read_with_codes_as_text_and_dates_as_dates(tmp_path):
    file = tmp_path / "records.xlsx"
    with xlsxwriter.Workbook(str(file), {"default_date_format": "d/m/yyyy"}) as book:
        areas = book.add_worksheet("areas")
        areas.write_row(0, 0, ["code", "name_th", "population"])
        areas.write_row(3, 0, [800601.0, "ท่าดี", 1234])
        initiatives = book.add_worksheet("Initiatives")
        initiatives.write_row(0, 0, ["initiative_id", "title_th", "start_date", "areas"])
        initiatives.write_row(1, 0, [7, "ก"])
        initiatives.write_datetime(1, 2, pd.Timestamp("2007-02-16").to_pydatetime())
        initiatives.write_number(1, 3, 800601)
        book.add_worksheet("Sheet3")
    records, problems = read(file)
    assert problems == []
    assert records["areas"].iloc[0][["code", "level", "population"]].tolist() == ["800601", "tambon", 1234]
    assert records["initiatives"]["initiative_id"].tolist() == ["7"]
    assert records["initiatives"]["start_date"].tolist() == [pd.Timestamp("2007-02-16")]


def test_rows_of_a_sheet_are_counted_as_excel_counts_them(tmp_path):
    file = _book(tmp_path / "x.xlsx", {"themes": [["code", "name_th"], [], ["W", "น้ำ"], ["W", "ดิน"]]})
    assert [(problem.row, problem.code) for problem in read(file)[1]] == [(4, "duplicate_key")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a zip", b"code,name_th\nA,x\n"])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    file = tmp_path / "x.xlsx"
    file.write_bytes(content)
    with pytest.raises(FileError, match="xlsx"):
        read(file)


def _zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"xl/worksheets/sheet1.xml": b"0" * 40_000_000}, "too large unpacked .at most 20,971,520 bytes"),
        ({f"xl/{at}.xml": b"" for at in range(600)}, "600 parts, at most 500 can be"),
        ({"xl/worksheets/sheet1.xml": b'<c r="XFD1048576"><v>1</v></c>'}, "too wide or too long"),
        ({"readme.txt": b"no workbook"}, "damaged"),
    ],
)
def test_a_bomb_is_refused_before_it_is_opened(tmp_path, members, words):
    file = tmp_path / "x.xlsx"
    file.write_bytes(_zipped(members))
    with pytest.raises(FileError, match=words):
        read(file)


def test_half_a_workbook_is_refused(tmp_path):
    file = _book(tmp_path / "x.xlsx", {"themes": [["code", "name_th"], ["W", "น้ำ"]]})
    whole = file.read_bytes()
    for share in (0.2, 0.5, 0.9):
        file.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(FileError):
            read(file)
