"""Problems by the thousand: the first are told one by one, the others counted, and none is passed over."""

from collections import Counter

import pytest
from small import SMALL

from data.desk.reporting import write_report
from data.readers.crowds import MOST, MOST_OFFERED
from data.readers.records import reading
from data.schema.sheets import PROBLEM_HEADING
from data.writers.wording import worded

HEADING = "initiative_id,title_th,households,areas,themes\n"


def _counts(problems):
    told = Counter()
    for problem in problems:
        told[problem.column, problem.code] += problem.count
    return told


def _list(write, row, count):
    return reading(write({**SMALL, "initiatives": HEADING + "".join(row.format(at=at) for at in range(count))}))


def test_of_many_bad_cells_the_first_are_told_and_the_others_counted(write):
    found = _list(write, "X{at},ก,q{at},ไม่มีที่นี้{at},W1\n", 700)
    wrong = [one for one in found.problems if one.table == "initiatives"]
    assert _counts(wrong) == {("households", "bad_number"): 700, ("areas", "unknown_area"): 700}
    assert [one.row for one in wrong if one.column == "households" and not one.more] == [*range(2, MOST + 2)]
    (rest,) = [one for one in wrong if one.column == "households" and one.more]
    assert (rest.row, rest.value, rest.more) == (0, "", 700 - MOST)
    assert "และอีก 500 แห่งแบบเดียวกัน" in worded(rest).thai
    assert "and 500 more like this: this is not a number" in worded(rest).english


def test_what_can_be_mended_at_a_click_is_told_for_every_row_of_a_large_file(write):
    found = _list(write, "X{at},ก,5,800601,ฝาา\n", MOST_OFFERED)
    offered = [one for one in found.problems if one.column == "themes"]
    assert {one.suggestion for one in offered} == {"W2"}
    assert [one.row for one in offered] == [*range(2, MOST_OFFERED + 2)]


def test_beyond_that_they_are_counted_as_well(write):
    found = _list(write, "X{at},a\x07b,5,800601,ฝาา\n", MOST_OFFERED + 70)
    wrong = [one for one in found.problems if one.table == "initiatives"]
    assert set(_counts(wrong).values()) == {MOST_OFFERED + 70}
    assert sorted(one.more for one in wrong if one.more) == [70, 70]


@pytest.mark.parametrize("row", ["X,ก,5,800601,W1\n", "X{at},ก\n", "X{at},ก,5,80060199,W1\n"])
def test_rows_that_are_wrong_as_a_whole_are_counted_too(write, row):
    found = _list(write, row, 400)
    assert sum(one.count for one in found.problems if one.table == "initiatives") >= 399
    assert len(found.problems) <= 2 * MOST + 10


def test_half_points_are_told_where_the_other_half_cannot_be_read_and_that_was_not_told_either(write):
    text = "initiative_id,title_th,longitude,latitude\n" + "".join(f"X{at},ก,q,8\n" for at in range(400))
    found = reading(write({**SMALL, "initiatives": text}))
    assert ("longitude", "half_point") not in _counts(found.problems)


def test_notes_by_the_thousand_are_counted_too(write):
    found = reading(write({**SMALL, "ties": "from_id,to_id,kind\n" + "I1,I2,builds_on\n" * 5_900}))
    assert _counts(found.notes)["", "repeated_row"] == 5_899
    assert len(found.notes) == MOST_OFFERED + 1


def test_the_report_says_beside_the_first_row_how_many_more_there_are(write, tmp_path):
    source = write({"initiatives": HEADING + "".join(f"X{at},ก,q,,\n" for at in range(900))}) / "initiatives.csv"
    found = reading(source, known={})
    lines = write_report(found, found.problems, source, tmp_path).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].endswith(PROBLEM_HEADING)
    assert "และอีก 700 แห่งแบบเดียวกัน" in lines[1]
    assert sum("bad_number" in line for line in lines) == MOST


def test_rows_under_headings_that_are_all_unknown_are_no_error(write):
    found = reading(write({**SMALL, "initiatives": "what,ever\n1,2\n3,4\n"}))
    assert ("initiative_id", "missing_column") in _counts(found.problems)
    assert len(found.records["initiatives"]) == len(found.rows["initiatives"]) == 0
