"""No text leaves as a formula, in whatever sheet, and every text comes back as it was."""

import csv
import io
from itertools import cycle

import pytest
from full import DAY, full_records
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from data.desk.reporting import write_report
from data.readers.records import reading
from data.readers.values import read_value
from data.schema import TABLES, typed
from data.schema.columns import Column
from data.schema.sheets import exact, guarded, unguarded
from data.writers.content import Content
from data.writers.forms import FORMS
from data.writers.records import write_folder, write_table
from data.writers.report import safe
from data.writers.template import template_bytes

LIVE = tuple("=+-@\t\r\n＝＋－＠")
ATTACKS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''-1", "=HYPERLINK(1)", '=cmd|" /C calc"!A0', "-2+3+cmd", "＝1", "+66 75",
    "=\"a,b\"\n=1",
)  # fmt: skip
_TEXT = st.text(st.sampled_from([*LIVE, *"'1ก, \"|"]), max_size=6)
_NUMBERS = ("number", "integer", "year")


def is_live(cell):
    """Whether a spreadsheet would run a cell that is no number."""
    return cell.startswith(LIVE) and cell.strip("+-.,0123456789e \t\r\n") != ""


@given(_TEXT)
def test_a_guarded_text_is_no_formula_and_is_read_as_it_was(text):
    assert not guarded(text).startswith(LIVE)
    assert unguarded(guarded(text)) == text
    assert unguarded(exact(text)) == text


@given(_TEXT)
def test_a_cell_of_somebodys_own_file_is_safe_in_the_report_and_means_what_it_meant(cell):
    assert not is_live(safe(cell).lstrip(" "))
    assert not safe(cell).startswith(("\t", "\r", "\n"))
    assert safe(safe(cell)) == safe(cell)
    for kind in ("text", "number"):
        assert read_value(safe(cell), Column("x", kind)).value == read_value(cell, Column("x", kind)).value


def attacked():
    """Full records in which every text that is no key, name or number begins like a formula, each kind of them."""
    records, attacks = full_records(), cycle(ATTACKS)
    of_one_line = cycle([attack for attack in ATTACKS if "\n" not in attack])
    for name, table in TABLES.items():
        for column in table.columns:
            if (
                column.kind in ("text", "texts", "url")
                and column.name not in table.key
                and name not in ("precision", "settings")
            ):
                records[name][column.name] = [
                    next(of_one_line if column.kind == "texts" else attacks) for _ in records[name].index
                ]
    return {name: typed(name, frame) for name, frame in records.items()}


def cells_of(path):
    """Every cell of what was written, as a spreadsheet has it."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    for file in files:
        if file.suffix == ".xlsx":
            book = CalamineWorkbook.from_path(file)
            for name in book.sheet_names:
                yield from (str(cell) for row in book.get_sheet_by_name(name).to_python() for cell in row)
        else:
            text = io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")
            yield from (cell for row in csv.reader(text) for cell in row)


@pytest.mark.parametrize("form", ["folder", "xlsx", "hxl"])
def test_every_sheet_of_an_export_is_free_of_formulas_and_comes_back_the_same(form, tmp_path):
    records = attacked()
    path = tmp_path / f"x{FORMS[form].suffix}"
    FORMS[form].write(Content(records, DAY), path)
    cells = list(cells_of(path))
    assert [cell for cell in cells if is_live(cell)] == []
    assert len({cell for cell in cells if cell.startswith("'")}) == len(ATTACKS)
    found = reading(path, known={name: records[name] for name in ("areas", "themes")})
    assert found.problems == []
    for name in ("initiatives", "ties", "assets") if form != "hxl" else ("initiatives",):
        assert found.records[name].equals(records[name]), name


def test_a_report_on_a_file_of_attacks_holds_none_and_reads_the_same(tmp_path):
    write_folder(attacked(), tmp_path / "x")
    lines = [
        ["initiative_id", "title_th", "areas"],
        *([f"I{at}", text, "nowhere"] for at, text in enumerate(ATTACKS)),
    ]
    source = tmp_path / "initiatives.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    found = reading(source, known=full_records())
    report = write_report(found, found.problems, source, tmp_path / "out")
    assert [cell for cell in cells_of(report) if is_live(cell)] == []
    again = reading(report, kind="initiatives", known=full_records())
    assert again.records["initiatives"].equals(found.records["initiatives"])


def test_the_lists_of_the_template_offer_no_formula(tmp_path):
    records = attacked()
    records["agencies"] = typed("agencies", {"agency_id": ["=1+1", "A2"], "name_th": ["ก", "=1+1"]})
    (tmp_path / "x.xlsx").write_bytes(template_bytes(records))
    assert [cell for cell in cells_of(tmp_path / "x.xlsx") if is_live(cell)] == []
    book = load_workbook(tmp_path / "x.xlsx")
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_codes_of_a_table_of_scores_are_no_formulas(tmp_path):
    write_table(typed("themes", {"code": ["=1+1"], "name_th": ["ก"]})[["code"]], tmp_path / "s.csv")
    assert (tmp_path / "s.csv").read_text("utf-8") == "code\n'=1+1\n"
