import pytest
from small import SMALL

from data.errors import FileError, UsageError
from data.readers.records import reading


def test_a_file_is_what_it_holds_whatever_its_name(write):
    folder = write({"งานปี64": SMALL["initiatives"], "ทั้งหมด": SMALL["areas"]})
    found = reading(folder / "งานปี64.csv", known=reading(write(SMALL, "all")).records)
    assert (found.form, found.problems, len(found.records["initiatives"])) == ("csv", [], 2)
    assert reading(write(SMALL, "all")).form == "folder"
    with pytest.raises(UsageError, match="--kind"):
        reading(folder / "ทั้งหมด.csv")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.pdf", b"%PDF-1.7"),
        ("areas.csv", b"SQLite format 3\0" + bytes(100)),
        ("areas.csv", b'{"type": "FeatureCollection"}'),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ],
)
def test_a_file_of_no_known_form_is_refused(write, name, content):
    with pytest.raises((FileError, UsageError)):
        reading(write({name: content}) / name)


def test_every_record_says_its_row_and_its_file(write):
    found = reading(write({"งาน": "initiative_id,title_th,start_date\nI1,ก,\n\nI2,ข,2550\n"}) / "งาน.csv")
    assert found.rows["initiatives"].tolist() == [2, 4]
    assert found.rows["precision"].tolist() == [0]
    assert found.sources == {"initiatives": "งาน"}
    assert found.sheets["งาน"].rows[3] == ["I2", "ข", "2550"]


def test_a_suggestion_put_in_as_a_correction_mends_the_cell(write):
    file = write({"ties": " From ID ,to_id,kind\nI1,I2,co_wrk\n"}) / "ties.csv"
    known = reading(write(SMALL, "all")).records
    (problem,) = reading(file, known=known).problems
    where = (problem.table, problem.row, problem.column)
    assert where == ("ties", 2, "kind")
    mended = reading(file, known=known, corrections={where: problem.suggestion})
    assert mended.problems == []
    assert mended.records["ties"]["kind"].tolist() == ["co_work"]


def test_problems_call_a_column_as_the_file_does(write):
    file = write({"ties": " From ID ,to_id,kind\nI9,I2,co_work\n"}) / "ties.csv"
    known = reading(write(SMALL, "all")).records
    (problem,) = reading(file, known=known).problems
    assert (problem.row, problem.column, problem.value) == (2, "From ID", "I9")
    assert reading(file, known=known, corrections={("ties", 2, "From ID"): "I1"}).problems == []
    assert reading(file, known=known, corrections={("ties", 7, "x"): "I1", ("areas", 2, "From ID"): "I1"}).problems
