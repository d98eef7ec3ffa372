from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.readers.dates import read_date

DAY = date(2007, 2, 16)
_THAI_MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()  # noqa: SIM905  (read as a row of months)


@pytest.mark.parametrize(
    "text",
    [
        "2007-02-16",
        "2550-02-16",
        "2007/2/16",
        "2007-02-16 00:00:00",
        "16/2/2550",
        "16-02-2550",
        "16.2.2550",
        "16/2/2007",
        "๑๖/๒/๒๕๕๐",
        "16 ก.พ. 2550",
        "16 ก.พ.2550",
        "16 กพ 2550",
        "16 กุมภาพันธ์ 2550",
        "16 กุมภาพันธ์ พ.ศ. 2550",
        "วันที่ ๑๖ เดือน กุมภาพันธ์ พ.ศ. ๒๕๕๐",
        "16 Feb 2007",
        "16 February 2550",
        "16th of February 2007",
        "Feb 16, 2007",
        "Fri, 16 Feb 2007",
        "16-ก.พ.-2550",
        "16ก.พ.2550",
        "16 2 2550",
        "2007.02.16",
        "20070216",
        "25500216",
        "๒๕๕๐-๐๒-๑๖",
        "ศุกร์ 16 ก.พ. 2550",
        "วันศุกร์ที่ ๑๖ กุมภาพันธ์ พุทธศักราช ๒๕๕๐",
        "16 กุมภาพันธ์ พศ 2550",
        "16 February B.E. 2550",
        "16/2/2550 00:00",
        "16/2/2007 12:00:00 AM",
        "16 ก.พ. 2550 เวลา 09.00 น.",
        "2007-02-16T00:00:00Z",
        "2007-02-16T23:30:00.123+07:00",
        "2007-02-16 08:30:00.123",
    ],
)
def test_a_day_is_read_in_every_form(text):
    assert read_date(text, at_end=False)[:4] == (DAY, "", "", "")


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2550", date(2007, 1, 1), date(2007, 12, 31), "year"),
        ("พ.ศ. ๒๕๕๐", date(2007, 1, 1), date(2007, 12, 31), "year"),
        ("2007", date(2007, 1, 1), date(2007, 12, 31), "year"),
        ("ก.พ. 2551", date(2008, 2, 1), date(2008, 2, 29), "month"),
        ("ก.พ. 50", date(2007, 2, 1), date(2007, 2, 28), "month"),
        ("กุมภาพันธ์ 2550", date(2007, 2, 1), date(2007, 2, 28), "month"),
        ("2/2550", date(2007, 2, 1), date(2007, 2, 28), "month"),
        ("2007-02", date(2007, 2, 1), date(2007, 2, 28), "month"),
    ],
)
def test_a_year_or_month_alone_is_its_first_day_at_a_start_and_its_last_at_an_end(text, first, last, precision):
    assert read_date(text, at_end=False)[:2] == (first, precision)
    assert read_date(text, at_end=True)[:2] == (last, precision)


@pytest.mark.parametrize(
    ("text", "problem", "suggestion"),
    [
        ("31/2/2550", "impossible_date", "2007-02-28"),
        ("29/2/2550", "impossible_date", "2007-02-28"),
        ("0/1/2550", "impossible_date", ""),
        ("2007-13-01", "impossible_date", ""),
        ("2/16/2007", "impossible_date", "2007-02-16"),
        ("3/4/50", "ambiguous_date", "2007-04-03"),
        ("16/2/50", "ambiguous_date", "2007-02-16"),
        ("Feb 50", "ambiguous_date", "2007-02"),
        ("01-Jan-26", "ambiguous_date", "2026-01-01"),
        ("1/2/26", "ambiguous_date", "2026-02-01"),
        ("02/50", "ambiguous_date", "2007-02"),
        ("พ.ศ. 50", "ambiguous_date", "2007"),
        ("ค.ศ. 2550", "ambiguous_date", "2007"),
        ("พ.ศ. 2007", "ambiguous_date", "2007"),
        ("39129", "ambiguous_date", "2007-02-16"),
        ("237456", "ambiguous_date", "2007-02-16"),
        ("16022550", "ambiguous_date", "2007-02-16"),
        ("ต้นปี 2550", "ambiguous_date", "2007"),
        ("กลางเดือน ก.พ. 50", "ambiguous_date", "2007-02"),
        ("5 พฤษจิกายน 2550", "bad_date", "2007-11-05"),
        ("กุมภาพันธุ์ 2550", "bad_date", "2007-02"),
        ("ไตรมาส 1/2569", "bad_date", ""),
        ("ปัจจุบัน", "bad_date", ""),
        ("ปีงบประมาณ", "bad_date", ""),
        ("2550-02-16T99:00:00Z", "bad_date", ""),
        ("2300", "bad_date", ""),
        ("2701", "bad_date", ""),
        ("16/2/2300", "bad_date", ""),
        ("เร็ว ๆ นี้", "bad_date", ""),
        ("16 กพพ 2550", "bad_date", "2007-02-16"),
        ("50", "ambiguous_date", "2007"),
    ],
)
def test_what_is_no_date_or_several_is_a_problem_with_the_likely_one(text, problem, suggestion):
    read = read_date(text, at_end=False)
    assert (read.value, read.problem, read.suggestion) == (None, problem, suggestion)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ปีงบประมาณ 2569", "2025-10-01", "2026-09-30"),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๙", "2025-10-01", "2026-09-30"),
        ("ปีงบฯ 2569", "2025-10-01", "2026-09-30"),
        ("ปีงบ 69", "2025-10-01", "2026-09-30"),
        ("งบปี 2569", "2025-10-01", "2026-09-30"),
        ("FY2026", "2025-10-01", "2026-09-30"),
        ("ปีงบประมาณ 2567-2569", "2023-10-01", "2026-09-30"),
    ],
)
def test_the_year_of_a_budget_is_asked_about_with_its_first_and_last_day(text, first, last):
    assert read_date(text, at_end=False)[2:4] == ("fiscal_year", first)
    assert read_date(text, at_end=True)[2:4] == ("fiscal_year", last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("16/2/2550 - 20/3/2550", "2007-02-16", "2007-03-20"),
        ("16-20/2/2550", "2007-02-16", "2007-02-20"),
        ("1-15 ก.พ. 2550", "2007-02-01", "2007-02-15"),
        ("16 ก.พ. ถึง 3 มี.ค. 2550", "2007-02-16", "2007-03-03"),
        ("ม.ค.-มี.ค. 2550", "2007-01", "2007-03"),
        ("ม.ค. – มี.ค. 50", "2007-01", "2007-03"),
        ("2549-2551", "2006", "2008"),
        ("2549-50", "2006", "2007"),
        ("2549/50", "2006", "2007"),
    ],
)
def test_of_two_dates_in_one_cell_the_first_is_suggested_at_a_start_and_the_last_at_an_end(text, first, last):
    assert read_date(text, at_end=False)[2:4] == ("ambiguous_date", first)
    assert read_date(text, at_end=True)[2:4] == ("ambiguous_date", last)


def test_an_hour_of_elsewhere_that_is_of_the_next_day_here_is_said():
    read = read_date("2007-02-15T17:00:00.000Z", at_end=False)
    assert (read.value, read.note) == (DAY, "2007-02-16")


@pytest.mark.parametrize("text", ["ก.พพ. 50", "Feb 50", "ต้นปี 2550", "2549-2551", "ปีงบ 69", "39129", "ค.ศ. 2550"])
@pytest.mark.parametrize("at_end", [False, True])
def test_every_suggestion_reads_as_it_was_meant(text, at_end):
    suggestion = read_date(text, at_end=at_end).suggestion
    read = read_date(suggestion, at_end=at_end)
    assert read.value
    assert (read.problem, read.note, read.text) == ("", "", suggestion)


@pytest.mark.parametrize("text", ["3/4/2007", "16 ก.พ. 50", "ก.พ. 50", "1-ม.ค.-69"])
def test_a_reading_taken_among_several_is_said(text):
    read = read_date(text, at_end=False)
    assert read.note == read.value.isoformat()


def test_buddhist_years_go_from_2400_to_2700():
    assert read_date("2400", at_end=False).value == date(1857, 1, 1)
    assert read_date("2700", at_end=False).value == date(2157, 1, 1)


@given(st.dates(date(1858, 1, 1), date(2157, 12, 31)))
def test_every_day_is_read_back_from_each_of_its_thai_forms(day):
    year = day.year + 543
    thai_digits = str(year).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    for text in (
        day.isoformat(),
        f"{day.day}/{day.month}/{year}",
        f"{day.day} {_THAI_MONTHS[day.month - 1]} {year}",
        f"{day.day} {_THAI_MONTHS[day.month - 1]} {thai_digits}",
    ):
        assert read_date(text, at_end=False)[:4] == (day, "", "", "")


@given(st.text(max_size=30))
def test_no_text_whatever_breaks_the_reading(text):
    read = read_date(text, at_end=True)
    assert (read.value is None) == bool(read.problem)
