"""The Excel template: what it offers, explains and shows, and that what is filled in comes in."""

import io
import re

import openpyxl
import pytest

from data.commands.facts import shipped
from data.readers.records import reading
from data.readers.values import read_value
from data.schema import LABELS, TABLES, column_label
from data.schema.sheets import BESIDE, EXAMPLES, GUIDE, LISTS
from data.store import make_store, open_store
from data.writers.template import ROWS, template_bytes
from data.writers.template_words import EXAMPLE, FILLED


@pytest.fixture(scope="module")
def content():
    return template_bytes(shipped("none"))


@pytest.fixture(scope="module")
def book(content):
    """The template, to be looked at only."""
    return openpyxl.load_workbook(io.BytesIO(content))


def names_of(sheet):
    return [cell.value.partition("\n")[2] for cell in sheet[1]]


def offered(book, table):
    """The list that each column of a table offers, and whether anything else is refused."""
    sheet = book[table]
    names = {cell.column_letter: cell.value.partition("\n")[2] for cell in sheet[1]}
    found = {}
    for rule in sheet.data_validations.dataValidation:
        letter = str(rule.sqref).partition(":")[0].rstrip("0123456789")
        assert rule.type == "list"
        assert str(rule.sqref) == f"{letter}2:{letter}{ROWS + 1}"
        found[names[letter]] = (rule.formula1, rule.showErrorMessage)
    return found


def cells_of(book, reference):
    sheet, cells = reference.split("!")
    return [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]


def test_it_opens_on_a_guide_and_has_every_table_that_people_fill_in(book):
    assert book.sheetnames == [GUIDE, *FILLED, EXAMPLES, LISTS]
    assert set(FILLED) <= set(TABLES)
    assert {GUIDE, EXAMPLES, LISTS} < set(BESIDE)
    lines = [row[0].value for row in book[GUIDE].iter_rows()]
    assert lines[0] == "วิธีกรอกแม่แบบส่องกล้องนคร"
    blank = lines.index(None)
    assert len(lines) == 2 * blank + 1
    assert all(max(line) >= "ก" for line in lines[:blank])
    assert lines[blank + 1] == "How to fill in this template"
    assert any("16 ก.พ. 2550" in line and "พ.ศ." in line for line in lines[:blank])


@pytest.mark.parametrize("table", FILLED)
def test_a_sheet_has_the_headings_of_its_table_in_thai_too_each_with_a_note_and_stays_in_sight(book, table):
    sheet = book[table]
    assert tuple(names_of(sheet)) == TABLES[table].names
    assert [cell.value.partition("\n")[0] for cell in sheet[1]] == [
        column_label(table, name).thai for name in TABLES[table].names
    ]
    for cell, column in zip(sheet[1], TABLES[table].columns, strict=True):
        assert any("ก" <= letter <= "๙" for letter in cell.comment.text)
        assert ("ต้องกรอก" in cell.comment.text) == column.required
        assert (cell.fill.fgColor.rgb == "FF2F5F8F") == column.required
        assert sheet.column_dimensions[cell.column_letter].width > 10
    assert sheet.freeze_panes == "B2"
    assert sheet.max_row == 1


def test_cells_keep_codes_and_dates_as_they_are_typed(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    for table in FILLED:
        for dimension in book[table].column_dimensions.values():
            assert dimension.number_format == "@"


@pytest.mark.parametrize("table", FILLED)
def test_words_that_a_cell_offers_are_understood_as_the_values_meant(book, table):
    found = offered(book, table)
    for column in TABLES[table].columns:
        if column.kind == "enum":
            words = found[column.name][0].strip('"').split(",")
            assert [read_value(word, column).value for word in words] == list(column.allowed)
            assert words == [LABELS[value].thai for value in column.allowed]
        if column.kind == "boolean":
            assert [read_value(word, column).value for word in found[column.name][0].strip('"').split(",")] == [
                True,
                False,
            ]
        if column.kind in ("enum", "boolean"):
            assert found[column.name][1]


def test_codes_are_offered_with_names_by_which_they_are_found_and_several_may_be_typed(book):
    found, facts = offered(book, "initiatives"), shipped("none")
    areas, themes = (cells_of(book, found[name][0]) for name in ("areas", "themes"))
    agencies = cells_of(book, offered(book, "participation")["agency_id"][0])
    assert [one.partition(" · ")[0] for one in areas] == sorted(facts["areas"]["code"])
    assert [one.partition(" · ")[0] for one in themes] == sorted(facts["themes"]["code"])
    assert [one.partition(" · ")[0] for one in agencies] == sorted(facts["agencies"]["agency_id"])
    assert "80010601 · บ้านท่าไร่ · ท่าไร่ · เมืองนครศรีธรรมราช · นครศรีธรรมราช" in areas
    assert not found["areas"][1]
    assert offered(book, "ties")["from_id"][0] == f"initiatives!$A$2:$A${ROWS + 1}"
    column = TABLES["initiatives"].column("areas")
    assert read_value(";".join(areas[40:42]), column).value == ";".join(sorted(facts["areas"]["code"])[40:42])


def test_nothing_in_it_is_a_formula_or_a_link(book):
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert not any(sheet._hyperlinks for sheet in book)


def test_an_empty_template_holds_no_record_and_says_nothing_wrong(content, tmp_path):
    file = tmp_path / "แม่แบบ.xlsx"
    file.write_bytes(content)
    found = reading(file, known=shipped("none"))
    assert (found.problems, found.notes) == ([], [])
    assert not any(len(frame) for frame in found.records.values())


def filled(content, file):
    """Type the examples into the sheets they are examples of, one area as the list offers it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for table, records in EXAMPLE.items():
        names = names_of(book[table])
        for at, record in enumerate(records, start=2):
            for name, value in record.items():
                told = value.replace("80010601;", "80010601 · บ้านท่าไร่ · ท่าไร่;")
                book[table].cell(at, names.index(name) + 1, told.removesuffix(" (สมมติ)"))
    book.save(file)
    return file


def test_a_filled_template_comes_in_whole(content, tmp_path):
    found = reading(filled(content, tmp_path / "x.xlsx"), known=shipped("none"))
    assert found.problems == []
    assert {name: len(frame) for name, frame in found.records.items() if len(frame)} == {
        **{table: len(records) for table, records in EXAMPLE.items()},
        "precision": 4,
    }
    work = found.records["initiatives"].set_index("initiative_id")
    assert work.loc["ตย-001", ["status", "direction", "areas", "budget_thb"]].tolist() == [
        "implementation",
        "bottom_up",
        "80010601;80010602",
        250000,
    ]
    assert [str(day.date()) for day in work["start_date"]] == ["2023-10-01", "2021-01-01"]
    assert found.records["participation"]["role"].tolist() == ["accountable", "funding", "accountable"]
    assert found.records["participation"]["co_fund"].tolist()[1] is True


def test_examples_are_invented_and_stand_only_where_nothing_is_read(book):
    names = {"agencies": "name_th", "initiatives": "title_th", "assets": "name_th"}
    for table, name in names.items():
        assert all(record[name].endswith("(สมมติ)") for record in EXAMPLE[table])
    said = [cell.value for row in book[EXAMPLES].iter_rows() for cell in row if cell.value]
    assert "สมมติทั้งหมด" in said[0]
    for records in EXAMPLE.values():
        assert all(value in said for record in records for value in record.values())


def test_the_command_writes_it_and_the_filled_one_is_imported_once(url, run, tmp_path):
    make_store(url).apply(shipped("none"), "", "facts")
    said = run("template", tmp_path / "t.xlsx")
    assert (said.code, said.err) == (0, "")
    file = filled((tmp_path / "t.xlsx").read_bytes(), tmp_path / "filled.xlsx")
    said = run("import", file)
    assert (said.code, re.findall(r"\[[a-z_]+\]", said.err)) == (0, [])
    kept = open_store(url).records()
    assert len(kept["initiatives"]) == 2
    assert "0 added, 0 changed" in run("import", file).out


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize("name", ["t.csv", "t"])
def test_a_name_that_is_no_workbooks_is_refused(run, tmp_path, name):
    said = run("template", tmp_path / name)
    assert said.code == 2
    assert len(said.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())
