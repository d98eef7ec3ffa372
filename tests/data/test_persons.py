"""Names of people are found where they stand, kept out of everything that is stored, and nothing else is."""

import json
import re

import pytest
from small import SMALL

from data.__main__ import main
from data.commands.facts import shipped
from data.desk.importing import propose, take_in
from data.desk.learning import Lessons, remembering
from data.desk.parts import Part, parts_of, parts_text
from data.errors import trace_of
from data.readers.files import Asked
from data.readers.layouts import Layout
from data.readers.records import reading
from data.schema import OFFICE, TABLES, typed
from data.schema.privacy import HIDDEN, private
from data.store import Edit, make_store
from data.store.backup import back_up
from data.store.drafts import keep_draft

_NAMED = [
    "นายสมมติ นามสมมติ", "นาย สมมติ นามสมมติ", "นางสมมติ นามสมมติ", "นางสาวสมมติ นามสมมติ", "น.ส.สมมติ นามสมมติ",
    "น.ส. สมมติ ณ นครสมมติ", "ด.ช.สมมติ นามสมมติ", "ด.ญ. สมมติ นามสมมติ", "เด็กหญิงสมมติ นามสมมติ", "คุณสมมติ นามสมมติ",
    "ดร.สมมติ นามสมมติ", "ว่าที่ร้อยตรีสมมติ นามสมมติ", "นายแพทย์สมมติ นามสมมติ", "Mr. Sommut Namsommut", "Miss Sommut Namsommut",
    "ไลน์ไอดี: sommut99", "Line ID: sommut99", "sommut.n@gmail.com",
]  # fmt: skip
_AMONG = [
    "{}",
    "ถาม{}แล้ว ไม่มีใครทำ",
    "ได้พบ{}ที่เวที",
    "เนื่องจาก{}ลาออก",
    "โทรหา{}ก่อน",
    "หลังจาก{}",
    "ติดต่อ{}",
    "แปลงของ{} หมู่ที่ 3",
    "ผู้ใหญ่บ้าน {}",
    "ประธาน{}\nโทร 075-356531",
    "({})",
    "1.{},ข",
]
_NOBODY = [
    "นายกเทศมนตรีเมือง นครสมมติ", "นายก อบต.ท่าดี เปิดงาน", "นายอำเภอลานสกา เป็นประธาน", "นายกสมาคมผู้ใช้น้ำ ลุ่มน้ำปากพนัง",
    "นายทะเบียนสหกรณ์ ประจำจังหวัด", "นายแพทย์สาธารณสุขจังหวัด นครศรีธรรมราช", "นายช่างโยธา ประจำตำบล", "พัฒนายกระดับ คุณภาพชีวิต",
    "ชาวนายากจน ได้รับ", "ทนายความ อาสา", "คุณภาพน้ำ ปากพนัง", "คุณอำนวย ตำบล", "คุณกิจ คุณเอื้อ คุณลิขิต", "คุณธรรม จริยธรรม",
    "คุณค่า อาหาร", "บ้านนางหลง หมู่ที่ 1 ตำบลนางหลง", "ต.นางหลง ชะอวด", "นางหลง ชะอวด", "บ้านนายูง หมู่ 2", "วัดนางพระยา เมือง",
    "นางพยาบาล วิชาชีพ", "ผู้ใหญ่บ้านหมู่ที่ 3 ตำบลท่าดี", "กำนันตำบลท่าดี และสารวัตร", "มูลนิธิชัยพัฒนา โครงการพระราชดำริ",
    "น.ส.3 ก. เลขที่ 12", "เด็กชายและเด็กหญิงในตำบล", "Line: @songklong", "info@example.go.th",
    "line 12 of the table", "Ms Excel",
    "การทำนาย สภาพ อากาศ", "พัฒนางบประมาณ ตำบล ท่าดี", "ทุ่งนางาม สะอาด ตา",
    "เจ้านาย ใจดี มาก",
    "เจตนายก ระดับ งาน", "ขอบคุณชุมชน ทุกท่าน", "ขอคุณภาพ น้ำดี", "เป็นคุณแก่ ชุมชน",
    "มีคุณต่อ แผ่นดิน", "บริการที่คุณต้องการ ทราบ",
]  # fmt: skip


@pytest.mark.parametrize("said", _AMONG)
@pytest.mark.parametrize("name", _NAMED)
def test_who_is_named_is_found_however_it_is_written(name, said):
    code, hidden = private(said.format(name))
    assert code in ("private_name", "private_contact")
    assert HIDDEN in hidden
    assert not re.search("สมมติ|ommut", hidden)


@pytest.mark.parametrize("text", _NOBODY)
def test_offices_roles_places_and_words_that_begin_alike_are_nobody(text):
    assert private(text) == ("", text)


@pytest.mark.parametrize("sample", ["public", "demo", "none"])
def test_nothing_that_ships_is_taken_for_a_person(sample):
    for frame in shipped(sample).values():
        for name in frame.select_dtypes(["object", "str"]):
            texts = frame[name].dropna().unique()
            assert [text for text in texts if private(str(text))[0]] == []


def test_every_cell_of_any_kind_is_listed_and_never_repeated(write):
    files = {
        "initiatives": "initiative_id,title_th,status,budget_thb,source_url,target_groups\n"
        "1234567890121,ก,นายสมมติ นามสมมติ,081-234-5678,https://example.org/?x=sommut@gmail.com,ก;คุณสมมติ นามสมมติ\n",
        "participation": "initiative_id,agency_id\nI1,นางสาวสมมติ นามสมมติ\n",
        "areas": "code,name_th\n80060199,แปลงนายสมมติ นามสมมติ\n",
    }
    known = reading(write(SMALL, "all")).records
    found = reading(write(files), known=known)
    told = {
        (each.table, each.row, each.column, each.code) for each in found.problems if each.code.startswith("private")
    }
    assert told == {
        ("initiatives", 2, "initiative_id", "private_number"),
        ("initiatives", 2, "status", "private_name"),
        ("initiatives", 2, "budget_thb", "private_number"),
        ("initiatives", 2, "source_url", "private_contact"),
        ("initiatives", 2, "target_groups", "private_name"),
        ("participation", 2, "agency_id", "private_name"),
        ("areas", 2, "name_th", "private_name"),
    }
    said = str(found.problems) + str(found.notes)
    assert not re.search("สมมติ|ommut|1234567890121|234-5678", said)


def test_what_a_list_of_strangers_quotes_of_a_person_is_hidden_too(write, tmp_path):
    file = tmp_path / "รายการ.csv"
    file.write_text("ชื่อโครงการ,หน่วยงานรับผิดชอบ,ตำบล\nขุดสระ,นายสมมติ นามสมมติ,นางสมมติ นามสมมติ\n", encoding="utf-8")
    found = reading(file, known=reading(write(SMALL, "all")).records)
    assert found.problems
    assert "สมมติ" not in str(found.problems) + str(found.notes)


MARK, CITIZEN, MOBILE = "ซ่อนเร้น หาไม่พบ", "1234567890121", "0812345678"
_FORMS = (MARK, CITIZEN, MOBILE)


def leaks(folder):
    """Files under a folder that hold a name, citizen number or phone that was planted, in any usual encoding."""
    seen = [(file, file.read_bytes()) for file in folder.rglob("*") if file.is_file()]
    looked = [text.encode(coding) for text in _FORMS for coding in ("utf-8", "utf-16-le", "utf-16-be", "cp874")]
    looked += [json.dumps(text).strip('"').encode() for text in _FORMS]
    return sorted(file.name for file, content in seen if any(one in content for one in looked))


@pytest.fixture
def office(tmp_path, write):
    store = make_store(f"sqlite:///{tmp_path / 'store' / 'office.sqlite'}")
    store.apply({**reading(write(SMALL, "all")).records}, "somsri", "small")
    return store


def test_nothing_of_a_person_reaches_any_file_of_the_store_by_any_way(office, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("data.__main__.LOCAL", tmp_path / "store")
    monkeypatch.setenv("DATABASE_URL", office.url)
    text = f"แปลงของนาย{MARK} บัตร {CITIZEN} โทร {MOBILE}"
    hats = typed("hats", {"person": [f"นาย{MARK}", CITIZEN], "village_code": "80060101", "agency_id": "A1"})
    office.apply({"hats": hats}, "somsri", f"นาย{MARK}.xlsx", reason=text)
    office.edit([Edit("hats", "", {"person": MARK, "village_code": "80060102", "agency_id": "A1"})], "somsri", "form")
    office.edit(
        [Edit("initiatives", "I1", {"description": text}, {"description": None})], "somsri", text, reason=text
    )
    number = office.version()
    office.undo(office.history(batches=[number])["id"].tolist(), "somsri", "undo", reason=text)
    form = parts_text([Part("initiatives", {"title_th": "ก", "description": text})])
    assert parts_of(form)[0].texts["title_th"] == "ก"
    keep_draft(office, "somsri", "initiatives", "x", form)
    files = tmp_path / "sent"
    files.mkdir()
    (files / "initiatives.csv").write_text(f"initiative_id,title_th,description\nI9,ก,{text}\n", encoding="utf-8")
    (files / "hats.csv").write_text(f"person,village_code,agency_id\n{MARK},9,A1\n", encoding="utf-8")
    assert main(["import", str(files)]) == 1
    (files / "initiatives.csv").unlink()
    (files / "hats.csv").write_text(f"person,village_code,agency_id\n{MARK},80060101,A1\n", encoding="utf-8")
    assert main(["import", str(files), "--dry-run"]) == 0
    assert main(["import", str(files)]) == 0
    listed = tmp_path / "sent.csv"
    listed.write_text(f"นาย{MARK},ชื่อโครงการ,ตำบล\nก,ขุดสระ,ท่าดี\n", encoding="utf-8")
    learned = propose(office, OFFICE, Asked(files))
    layout = Layout("initiatives", {f"นาย{MARK}": ("initiatives.description",)})
    lessons = Lessons([(f"นาย{MARK}", "A1")], layout, [f"นาย{MARK}"])
    assert set(remembering(office, OFFICE, learned, lessons).reading.records) == set(learned.reading.records)
    take_in(office, OFFICE, learned, f"{CITIZEN}.csv")
    monkeypatch.setattr("data.commands.imports.propose", lambda *_a, **_k: int(text))
    assert main(["import", str(files)]) == 1
    back_up(office, tmp_path / "store" / "backup" / "office.sqlite")
    assert (tmp_path / "store" / "log").exists()
    assert leaks(tmp_path / "store") == []
    said = capsys.readouterr()
    assert not any(one in said.out + said.err for one in _FORMS)
    assert office.problems() == []
    assert office.records(["hats"])["hats"]["person"].str.startswith("person-").all()
    (tmp_path / "store" / "planted.txt").write_text(MARK, encoding="utf-16-le")
    assert leaks(tmp_path / "store") == ["planted.txt"]


def test_a_log_says_where_it_went_wrong_and_nothing_that_was_said():
    try:
        try:
            int(MARK)
        except ValueError as error:
            raise KeyError(MARK) from error
    except KeyError as error:
        told = trace_of(error)
    assert "test_a_log_says_where" in told
    assert told.index("ValueError") < told.index("KeyError")


def test_people_may_stand_where_they_are_what_the_column_is_about():
    of_people = {
        (table.name, column.name) for table in TABLES.values() for column in table.columns if column.is_of_people
    }
    assert of_people == {("hats", "person"), ("accounts", "account_id"), ("accounts", "name"), ("accounts", "email")}
