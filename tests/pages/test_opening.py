"""The page before a new front, opened through its frame."""

import json
import re

import pytest

from data.desk.parts import parts_of
from data.store import make_store, open_store
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
        "th": ["3 หน่วยงาน 2 งาน เปิดอยู่", "เพิ่มขึ้น 1 ใน 1 ตำบล", "0.08 → 0.17", "ควรโทรหาใคร"],
        "en": ["3 agencies with 2 works open", "rise by 1 in 1 tambon", "0.08 → 0.17", "Whom to call"],
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
    by_key(app.text_input, "open title").input("ทำนบใหม่สมมติ")
    app.run()
    assert by_key(app.button, "open decide").disabled
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
    form = parts_of(drafts(store, account)[0].content)
    assert (form[0].texts["title_th"], form[0].texts["areas"]) == ("ทำนบใหม่สมมติ", tambon.VILLAGE)
    assert "ไม่มีใครทำทำนบ" in plain(app)


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
    kept = open_store(url).records(("decisions", "marks", "requests"))
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
    words = ["ยังไม่มีบันทึกงานที่เปิดอยู่", "ไม่พบงานที่คล้ายกัน", "ยังไม่มีบันทึกทุนเดิม", "ไม่มีงานที่จะโทรถาม"]
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
