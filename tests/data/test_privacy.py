import io
import json
import re
import zipfile
from functools import cache

import pytest
from full import DAY, full_records
from small import SMALL

from data.commands.exports import FORMS, export_bytes
from data.commands.facts import shipped
from data.desk.rights import hidden
from data.readers.corrections import corrections, offered
from data.readers.records import reading
from data.schema import OFFICE, PRIVATE_TABLES, TABLES, AccountRole, Actor, Level
from data.schema.privacy import HIDDEN, without_numbers

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


_SIGNED_IN = ("viewer", "operator", "facilitator", "facilitator A1", "officer", "officer A1")
_UNSEEN = {"": PRIVATE_TABLES, **dict.fromkeys(_SIGNED_IN, ("hats", "accounts")), "office": ()}
"""Tables that each person may not see: a role, with or without an agency."""


def person(said):
    role, _, agency = said.partition(" ")
    return OFFICE if role == "office" else Actor("somsri", AccountRole(role), agency) if role else Actor()


@cache
def cells(table):
    """Cells of the full records of a table that no other table has, as any form writes them."""
    texts = {
        name: {str(value).removesuffix(" 00:00:00") for value in frame.to_numpy().ravel()}
        for name, frame in full_records().items()
    }
    others = "\n".join(text for name, told in texts.items() if name != table for text in told)
    return {text for text in texts[table] if text not in others and len(text) > 5 and re.search(r"\d", text)}


@cache
def leaves(form, unseen):
    """All that a person gets: the file, what is packed in it, and its metadata, as text."""
    _, content, told = export_bytes(full_records(), form, DAY, Level.VILLAGE, hidden=unseen)
    packed = [content]
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            packed = [archive.read(member) for member in archive.namelist()]
    return "\n".join(part.decode("utf-8", "replace") for part in packed) + json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("said", _UNSEEN)
def test_no_cell_that_a_person_may_not_see_leaves_in_any_form(form, said):
    unseen = hidden(person(said))
    assert unseen == set(_UNSEEN[said])
    told = leaves(form, unseen)
    for table in PRIVATE_TABLES:
        assert cells(table)
        found = {cell for cell in cells(table) if cell in told}
        assert bool(found) == (form in ("xlsx", "folder") and table not in unseen), (table, found)
