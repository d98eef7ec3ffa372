"""The page before a new front, opened through its frame."""

import json
import re

import pytest

from data.desk.parts import parts_of
from data.store import Edit, make_store, open_store
from data.store.drafts import drafts
from tests import tambon

PAGE = "act/opening.py"


def plain(app):
    said = " ".join(part.body for part in app.get("html"))
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", said))


def by_key(boxes, key):
    return next(box for box in boxes if box.key == key)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_draft_with_theme_and_place_says_who_is_there_what_it_does_and_whom_to_call(open_page, tambon_url, lang):
    app = open_page(tambon_url, PAGE, agency="users", area=tambon.VILLAGE, theme="WAT-FLD", lang=lang)
    assert not app.exception
    said = plain(app)
    words = {
        "th": [
            "3 หน่วยงาน 2 งาน เปิดอยู่",
            "ถ้าเปิดงานนี้ หน้างานซ้ำที่ยังไม่ประสานเพิ่มขึ้น 1 ใน 1 ตำบล",
            "0.08 → 0.17",
            "ควรโทรหาใคร",
        ],
        "en": [
            "3 agencies with 2 works open",
            "With this work opened, surplus fronts rise by 1 in 1 tambon",
            "0.08 → 0.17",
            "Whom to call",
        ],
    }
    assert [each for each in words[lang] if each not in said] == []
    assert ("โครงการชลประทานสมมติ" if lang == "th" else "Invented Irrigation Project") in said


def test_opening_new_unlocks_after_a_look_and_is_kept_with_the_figures_and_a_form_filled_in(
    open_page, sign_in, tmp_path
):
    url = tambon.store(tmp_path)
    account = sign_in(url, "officer", "users")
    app = open_page(url, PAGE, area=tambon.VILLAGE, theme="WAT-FLD")
    by_key(app.radio, "open way").set_value("open_new")
    app.run()
    assert "เปิดใหม่ได้เมื่อดูงานข้างบนแล้วและใส่ชื่องาน" in plain(app)
    by_key(app.text_input, "open title").input("ทำนบใหม่สมมติ")
    app.run()
    assert by_key(app.button, "open decide").disabled
    assert "เปิดใหม่ได้เมื่อดูงานข้างบนแล้ว " in plain(app)
    by_key(app.checkbox, "open looked").check()
    app.run()
    assert not by_key(app.button, "open decide").disabled
    by_key(app.button, "open decide").click()
    app.run()
    store = open_store(url)
    assert store.records(("decisions",))["decisions"].empty
    by_key(app.text_area, "open reason").input("ไม่มีใครทำทำนบ")
    by_key(app.button, "open decide").click()
    app.run()
    assert not app.exception
    kept = store.records(("decisions",))["decisions"].iloc[0]
    assert (kept["agency_id"], kept["way"], kept["reason"]) == ("users", "open_new", "ไม่มีใครทำทำนบ")
    assert {"weir", "drain"} <= set(kept["seen"].split(";"))
    figures = json.loads(kept["evidence"])["tambon"]["800611"]
    assert (figures["before"]["surplus"], figures["after"]["surplus"]) == (1.0, 2.0)
    village = json.loads(kept["evidence"])["village"][tambon.VILLAGE]
    assert (village["before"]["duplication"], village["after"]["duplication"]) == (1.0, 2.0)
    form = parts_of(drafts(store, account)[0].content)
    assert (form[0].texts["title_th"], form[0].texts["areas"]) == ("ทำนบใหม่สมมติ", tambon.VILLAGE)
    assert "ไม่มีใครทำทำนบ" in plain(app)
    assert by_key(app.multiselect, "open areas").value == []
    told = plain(open_page(url, "keep/history.py", table="decisions", record=kept["decision_id"]))
    assert "บ้านเกาะทวด ต.การะเกด อ.เชียรใหญ่ : หน้างานซ้ำ/หมู่บ้าน 1.00 → 2.00" in told
    assert "ฝายสมมติ" in told
    assert "tambon" not in told


def test_names_and_numbers_of_people_reach_no_draft_and_whoever_typed_them_is_told(open_page, sign_in, tmp_path):
    url = tambon.store(tmp_path)
    account = sign_in(url, "officer", "users")
    app = open_page(url, PAGE, area=tambon.VILLAGE, theme="WAT-FLD")
    by_key(app.text_input, "open title").input("ติดต่อ นายสมมติ นามสมมติ โทร 081-234-5678")
    app.run()
    assert "เก็บเป็น ••• แทน" in plain(app)
    kept = drafts(open_store(url), account)[0].content
    assert "•••" in kept
    assert [word for word in ("นามสมมติ", "081-234-5678") if word in kept] == []


def test_the_effect_names_every_village_touched_and_says_that_dates_do_not_count(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, agency="users", area="800612", theme="WAT-FLD")
    said = plain(app)
    assert "วันเริ่มและวันสิ้นสุดของร่างไม่เปลี่ยนตัวเลขนี้" in said
    villages = open_store(tambon_url).records(("areas",))["areas"].query("parent == '800612'")["name_th"]
    effect = said.partition("พื้นที่ที่เปลี่ยน: ก่อน และหลัง")[2].partition("คิดเหมือนงานนี้")[0]
    assert [name for name in villages if name not in effect] == []


def test_the_sums_come_before_the_villages(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, agency="users", area="800612", theme="WAT-FLD")
    shown = " ".join(part.body for part in app.get("html"))
    effect = shown.partition("พื้นที่ที่เปลี่ยน: ก่อน และหลัง")[2].partition("</table>")[0]
    areas = re.findall(r"area=(\d+)", effect)
    assert areas[:3] == ["800612", "8006", "80"]
    assert {code[:6] for code in areas[3:]} == {"800612"}
    assert len(areas) > 4


def test_an_end_before_the_start_is_told(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, agency="users", area=tambon.VILLAGE, theme="WAT-FLD")
    by_key(app.text_input, "open start_date").input("1/10/2570")
    by_key(app.text_input, "open end_date").input("30/9/2560")
    app.run()
    assert "วันสิ้นสุดอยู่ก่อนวันเริ่ม" in plain(app)


def test_work_that_ends_before_the_draft_starts_is_marked_as_such(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, agency="users", area=tambon.VILLAGE, theme="WAT-FLD", date="2024-06-01")
    assert "ก่อนงานที่ร่างจะเริ่ม" not in plain(app)
    by_key(app.text_input, "open start_date").input("1/2/2568")
    app.run()
    assert not app.exception
    said = plain(app)
    assert "จบ 31 ธ.ค. 2567 ก่อนงานที่ร่างจะเริ่ม" in said
    assert "จบ 31 มี.ค. 2568 ก่อนงานที่ร่างจะเริ่ม" not in said


def test_whom_to_call_names_the_work_and_those_on_the_spot_come_first(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, agency="users", area=tambon.VILLAGE, theme="WAT-FLD")
    called = plain(app).partition("ควรโทรหาใคร")[2].partition("สี่ทางไปต่อ")[0]
    named = [name for name in ("โครงการชลประทานสมมติ", "มูลนิธิสมมติ", "เทศบาลสมมติ") if name in called]
    assert len(named) == 3
    assert "ฝายสมมติ" in called


def test_ones_own_office_is_told_of_as_there_and_not_to_be_called(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, agency="foundation", area=tambon.VILLAGE, theme="WAT-FLD")
    said = plain(app)
    assert "3 หน่วยงาน (มีเราด้วย) 2 งาน เปิดอยู่" in said
    called = said.partition("ควรโทรหาใคร")[2].partition("สี่ทางไปต่อ")[0]
    assert "โครงการชลประทานสมมติ" in called
    assert "มูลนิธิสมมติ" not in called


@pytest.mark.parametrize(
    ("lang", "told", "nothing"),
    [
        ("th", "1 งานเปิดอยู่โดยยังไม่ระบุเจ้าภาพหรือผู้ลงมือ", "ยังไม่มีบันทึกงานที่เปิดอยู่"),
        ("en", "works open with no host or implementing agency stated yet: 1", "No open work on record"),
    ],
)
def test_open_work_that_no_agency_is_stated_to_act_in_is_there_all_the_same(open_page, demo_url, lang, told, nothing):
    app = open_page(demo_url, PAGE, area="800901", theme="HEA-SPO", lang=lang)
    assert not app.exception
    said = plain(app)
    assert told in said
    assert nothing not in said
    shown = " ".join(part.body for part in app.get("html")).partition('id="part-there"')[2].partition("<h2")[0]
    assert re.findall(r"work=([\w-]+)", shown) == ["demo-1252"]


@pytest.mark.parametrize(
    "evidence",
    [
        "{",
        "[]",
        '{"tambon": [1]}',
        '{"tambon": {"x": {"before": {"surplus": "a"}}}}',
        '{"village": {"x": 3}, "day": 5}',
    ],
)
def test_evidence_in_another_form_breaks_no_page(open_page, sign_in, tmp_path, evidence):
    url = tambon.store(tmp_path)
    sign_in(url, "officer", "users")
    row = {"decision_id": "D1", "agency_id": "users", "way": "join", "initiative_id": "weir", "evidence": evidence}
    open_store(url).edit([Edit("decisions", "", row)], "office", "test")
    for page, about in (
        ("see/work.py", {"work": "weir"}),
        ("keep/history.py", {"table": "decisions", "record": "D1"}),
    ):
        assert not open_page(url, page, **about).exception


def test_a_decision_to_join_work_of_others_is_told_to_them(open_page, sign_in, tmp_path):
    url = tambon.store(tmp_path)
    sign_in(url, "officer", "users")
    app = open_page(url, PAGE, area=tambon.VILLAGE, theme="WAT-FLD")
    by_key(app.radio, "open way").set_value("join")
    app.run()
    parts = open_store(url).records(("participation",))["participation"]
    own = {*parts.loc[parts["agency_id"] == "users", "initiative_id"]}
    work = next(code for code in ("weir", "drain") if code not in own)
    by_key(app.selectbox, "open work").select(work)
    by_key(app.text_area, "open reason").input("แรงงานพร้อม")
    by_key(app.button, "open decide").click()
    app.run()
    assert not app.exception
    shown = plain(open_page(url, "see/work.py", work=work))
    assert re.search(r"ก่อนตัดสินใจได้ดูงานแล้ว \d+ งาน ทุนเดิม [1-9]\d* รายการ พร้อมตัวเลขของพื้นที่", shown)
    kept = open_store(url).records(("decisions", "marks", "requests"))
    code = kept["decisions"]["decision_id"].iloc[0]
    past = next(part.body for part in app.get("html") if 'id="part-past"' in part.body)
    assert re.search(f'href="[^"]*history[?][^"]*record={code}[&"]', past), "what was seen is one press away"
    assert kept["decisions"][["way", "initiative_id"]].to_numpy().tolist() == [["join", work]]
    assert kept["marks"][["agency_id", "initiative_id", "way"]].to_numpy().tolist() == [["users", work, "join"]]
    assert (kept["requests"]["initiative_id"] == work).any()


def test_who_has_not_signed_in_looks_and_decides_nothing(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, agency="users", area=tambon.VILLAGE, theme="WAT-FLD")
    assert "ลงชื่อเข้าใช้ในนามหน่วยงาน" in plain(app)
    assert [button.key for button in app.button if button.key == "open decide"] == []


def test_a_register_without_records_gets_a_sentence(open_page, tmp_path):
    app = open_page(make_store(f"sqlite:///{tmp_path / 'store.sqlite'}").url, PAGE)
    assert not app.exception
    assert "บอกเรื่องและพื้นที่ที่คิดจะทำ" in plain(app)


def test_where_one_agency_alone_has_told_of_work_each_part_says_that_there_is_nothing(open_page, tmp_path):
    url = tambon.lone_store(tmp_path)
    app = open_page(url, PAGE, agency="users", area=tambon.VILLAGE, theme="WAT-FLD")
    assert not app.exception
    said = plain(app)
    words = ["ยังไม่มีบันทึกงานที่เปิดอยู่", "ไม่พบงานที่คล้ายกัน", "ยังไม่มีบันทึกทุนเดิม", "ไม่มีหน่วยงานอื่นที่จะโทรถาม"]
    assert [each for each in words if each not in said] == []


def test_what_is_typed_is_kept_for_who_has_signed_in_and_said_not_to_be_for_others(open_page, sign_in, tmp_path):
    url = tambon.store(tmp_path)
    assert "ร่างนี้จะหายไปเมื่อปิดหรือโหลดหน้าใหม่" in plain(open_page(url, PAGE))
    account = sign_in(url, "officer", "users")
    app = open_page(url, PAGE, area=tambon.VILLAGE, theme="WAT-FLD")
    assert drafts(open_store(url), account) == []
    by_key(app.text_input, "open title").input("ทำนบ <b>ใหม่")
    by_key(app.multiselect, "open areas").set_value(["80061102"])
    app.run()
    again = open_page(url, PAGE, area=tambon.VILLAGE, theme="WAT-FLD")
    assert by_key(again.text_input, "open title").value == "ทำนบ <b>ใหม่"
    assert by_key(again.multiselect, "open areas").value == ["80061102"]
    other = open_page(url, PAGE, area="800612", theme="WAT-FLD")
    assert by_key(other.multiselect, "open areas").value == ["800612"]
    assert "มีร่างที่ยังไม่บันทึก" not in plain(open_page(url, "keep/record.py"))


def test_the_village_is_counted_for_itself_and_joined_up_as_its_tambon(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, agency="users", area=tambon.VILLAGE, theme="WAT-FLD")
    said = plain(app)
    assert re.search(r"บ้านเกาะทวด ต\.การะเกด อ\.เชียรใหญ่ 1\.00 → 2\.00", said)
    assert "(ของตำบล)" in said
