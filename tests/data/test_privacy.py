import pytest
from small import SMALL

from data.commands.facts import shipped
from data.readers.corrections import corrections, offered
from data.readers.privacy import HIDDEN, without_numbers
from data.readers.records import reading
from data.schema import TABLES

_WITH_CHECK = ["1234567890121", "1-2345-67890-12-1", "1 2345 67890 12 1", "๑๒๓๔๕๖๗๘๙๐๑๒๑", "เลขบัตร1234567890121"]
_MOBILES = [
    "0812345678", "081-234-5678", "08 1234 5678", "๐๘๑๒๓๔๕๖๗๘", "+66812345678", "+66 (0)81 234 5678",
    "0066 81 234 5678", "โทร.0612345678", "(095-1234567)",
]  # fmt: skip
_OTHERS = [
    "1234567890122", "9786161234567", "075-356-531", "0812345", "ปี 2550-2551 งบ 1,234,567.89 บาท", "I0812345678",
    "a1b2-0812345678-c3", "https://example.org/1", "80030304", "99.9712345, 8.4212345", "12/345678 หมู่ 9", "",
]  # fmt: skip


@pytest.mark.parametrize("text", [*_WITH_CHECK, *_MOBILES])
def test_numbers_of_people_are_found_however_they_are_written(text):
    hidden = without_numbers(f"ติดต่อ {text} ได้")
    assert HIDDEN in hidden
    assert sum(letter.isdigit() for letter in hidden) == 0


@pytest.mark.parametrize("text", _OTHERS)
def test_other_numbers_stay(text):
    assert without_numbers(text) == text


def test_a_number_of_a_person_in_any_text_is_a_problem_that_does_not_repeat_it(write):
    files = {
        "initiatives": "initiative_id,title_th,description,target_groups\nI1,ก,โทร 081-234-5678,ก;0812345678\n",
        "ties": "from_id,to_id,kind,note\nI1,I1,co_work,1234567890121\n",
        "agencies": "agency_id,name_th,office_phone\nA1,ก,081-234-5678\nA2,ข,1234567890121\n",
        "hats": "person,village_code,agency_id\n1234567890121,80060101,A1\n",
    }
    known = reading(write(SMALL, "all")).records
    found = reading(write(files), known=known)
    told = [problem for problem in found.problems if problem.code == "private_number"]
    assert [(problem.table, problem.row, problem.column) for problem in told] == [
        ("agencies", 3, "office_phone"),
        ("initiatives", 2, "description"),
        ("initiatives", 2, "target_groups"),
        ("ties", 2, "note"),
    ]
    assert {problem.value for problem in told} == {HIDDEN}
    assert not any("1234567" in str(problem) or "5678" in str(problem) for problem in found.problems)


def test_one_click_takes_the_number_out_and_leaves_the_rest(write):
    files = {"initiatives": "initiative_id,title_th,description\nI1,ก,โทร 081-234-5678 ถามได้\n"}
    known = reading(write(SMALL, "all")).records
    found = reading(write(files), known=known)
    mended = reading(write(files), known=known, corrections=corrections(found, offered(found.problems)))
    assert mended.problems == []
    assert mended.records["initiatives"]["description"].tolist() == ["โทร ••• ถามได้"]


@pytest.mark.parametrize("sample", ["public", "demo"])
def test_nothing_that_ships_holds_a_number_of_a_person(sample):
    for name, frame in shipped(sample).items():
        for column in TABLES[name].columns:
            if column.kind in ("text", "texts"):
                texts = frame[column.name].dropna()
                assert texts.map(lambda text: without_numbers(text, has_phones=True) == text).all()
