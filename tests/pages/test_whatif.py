"""The page of what-if, opened through its frame."""

import json
import re

import pytest

from data.desk import proposals
from data.schema import AccountRole, Actor, Move
from data.store import make_store, open_store
from data.store.changed import last_changed
from data.store.drafts import drafts, keep_draft
from geo.steps import Step
from pages.ui import calendar
from tests import tambon

PAGE = "decide/whatif.py"


def plain(app):
    said = " ".join(part.body for part in app.get("html"))
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", said))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_page_opens_on_what_may_be_tried(open_page, tambon_url, lang):
    app = open_page(tambon_url, PAGE, lang=lang)
    assert not app.exception
    assert ("ยังไม่มีสิ่งใดถูกบันทึก" if lang == "th" else "nothing is recorded") in plain(app)


def chosen(app, key):
    return next(box for box in app.selectbox if box.key == key)


def pressed(app, key):
    return next(button for button in app.button if button.key == key)


def test_a_tie_that_is_tried_takes_the_front_away_and_goes_when_it_is_taken_out(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, move="add_tie", work="weir", other="drain")
    pressed(app, "whatif add").click()
    app.run()
    assert not app.exception
    said = plain(app)
    assert "ถ้าทำ 1 ข้อนี้ หน้างานซ้ำที่ยังไม่ประสานลดลง 0.6 ใน 1 ตำบล" in said
    assert "โยง “ฝายสมมติ” กับ “ทางระบายน้ำสมมติ” แบบทำงานร่วมกัน" in said
    assert "0.08 → 0.03" in said
    assert "ลดลงรวม 0.6" in said
    pressed(app, "whatif out 0").click()
    app.run()
    assert "ลองดูก่อนว่า" in plain(app)


def test_a_step_that_is_tried_already_is_not_added_again_and_is_told(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, move="add_tie", work="weir", other="drain")
    for _ in range(2):
        pressed(app, "whatif add").click()
        app.run()
    assert "ข้อนี้อยู่ในข้อที่กำลังลองแล้ว (ข้อ 1)" in plain(app)
    chosen(app, "whatif work").select("drain")
    chosen(app, "whatif other").select("weir")
    pressed(app, "whatif add").click()
    app.run()
    assert "ข้อนี้อยู่ในข้อที่กำลังลองแล้ว (ข้อ 1)" in plain(app)
    assert "ถ้าทำ 1 ข้อนี้" in plain(app)


def test_only_what_is_left_is_recorded_and_nothing_where_all_is_on_record(open_page, sign_in, tmp_path):
    url = tambon.store(tmp_path)
    account = sign_in(url, "office")
    store = open_store(url)
    step = {"move": "add_tie", "work": "weir", "other": "drain", "tie_kind": "co_work"}
    keep_draft(store, account, "whatif", "", json.dumps([step, step]))
    app = open_page(url, PAGE)
    assert "จะลงระเบียน 1 ข้อทีเดียว" in plain(app)
    assert "ซ้ำกับข้อ 1" in plain(app)
    before = len(store.records(("ties",))["ties"])
    pressed(app, "whatif record").click()
    app.run()
    assert len(store.records(("ties",))["ties"]) == before + 1
    keep_draft(store, account, "whatif", "", json.dumps([step]))
    again = open_page(url, PAGE)
    assert "ไม่เหลือข้อที่ต้องลงระเบียน" in plain(again)
    assert pressed(again, "whatif record").disabled


def test_a_title_that_is_too_long_is_told_and_adds_no_step(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, move="open_work", area="80061101", theme="WAT-FLD")
    next(box for box in app.text_input if box.key == "whatif title").input("ก" * 301)
    chosen(app, "whatif host").select("users")
    app.run()
    assert "ข้อความยาว 301 ตัวอักษร เขียนได้ไม่เกิน 300 ตัวอักษร" in plain(app)
    assert pressed(app, "whatif add").disabled


def test_new_work_with_nobody_to_talk_to_adds_a_front(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, move="open_work", area="80061101", theme="WAT-FLD")
    next(box for box in app.text_input if box.key == "whatif title").input("ทำนบใหม่")
    chosen(app, "whatif host").select("users")
    app.run()
    pressed(app, "whatif add").click()
    app.run()
    assert not app.exception
    assert "เพิ่มขึ้น 1 ใน 1 ตำบล" in plain(app)


def test_a_proposal_is_kept_opened_and_recorded_by_the_office(open_page, sign_in, tmp_path):
    url = tambon.store(tmp_path)
    sign_in(url, "office")
    app = open_page(url, PAGE, move="add_tie", work="weir", other="drain")
    pressed(app, "whatif add").click()
    app.run()
    next(box for box in app.text_input if box.key == "whatif name").input("รวมงานน้ำ")
    pressed(app, "whatif keep").click()
    app.run()
    assert not app.exception
    store = open_store(url)
    made = store.records(("proposals", "steps"))
    assert made["proposals"]["name"].tolist() == ["รวมงานน้ำ"]
    assert proposals.steps_of(made["steps"], made["proposals"]["proposal_id"].item()) == [
        Step(Move.ADD_TIE, "weir", "drain", tie_kind="co_work")
    ]
    assert "รวมงานน้ำ" in plain(app)
    assert "อยู่ในทะเบียนหรือขอไปแล้ว" not in plain(app)
    before = len(store.records(("ties",))["ties"])
    pressed(app, "whatif record").click()
    app.run()
    assert not app.exception
    assert len(store.records(("ties",))["ties"]) == before + 1
    assert "1 · อยู่ในทะเบียนหรือขอไปแล้ว 1 ข้อ" in plain(app)
    assert "ลองดูก่อนว่า" in plain(app)


def test_steps_wait_for_who_has_signed_in_and_are_gone_once_taken_out(open_page, sign_in, tmp_path):
    url = tambon.store(tmp_path)
    assert "ข้อที่ลองจะหายไปเมื่อปิด" in plain(tried(open_page, url))
    sign_in(url, "office")
    assert "ข้อที่ลองเก็บไว้ให้แล้ว" in plain(tried(open_page, url))
    again = open_page(url, PAGE)
    assert "โยง “ฝายสมมติ” กับ “ทางระบายน้ำสมมติ”" in plain(again)
    pressed(again, "whatif clear").click()
    again.run()
    assert "ข้อที่ลองเก็บไว้ให้แล้ว" not in plain(again)
    assert "ลองดูก่อนว่า" in plain(open_page(url, PAGE))


def tried(open_page, url):
    app = open_page(url, PAGE, move="add_tie", work="weir", other="drain")
    pressed(app, "whatif add").click()
    return app.run()


def test_names_of_people_in_a_step_reach_no_draft(open_page, sign_in, tmp_path):
    url = tambon.store(tmp_path)
    account = sign_in(url, "office")
    app = open_page(url, PAGE, move="open_work", area="80061101", theme="WAT-FLD")
    next(box for box in app.text_input if box.key == "whatif title").input("งานของ นายสมมติ นามสมมติ")
    chosen(app, "whatif host").select("users")
    app.run()
    pressed(app, "whatif add").click()
    app.run()
    assert "เก็บเป็น ••• แทน" in plain(app)
    assert "นามสมมติ" not in drafts(open_store(url), account)[0].content


@pytest.mark.parametrize("content", ["{", "[1]", "{}", '[{"move": "moon"}]', '[{"move": "add_tie", "level": "x"}]'])
def test_steps_that_were_kept_in_another_form_are_left_aside(open_page, sign_in, tmp_path, content):
    url = tambon.store(tmp_path)
    account = sign_in(url, "office")
    keep_draft(open_store(url), account, "whatif", "", content)
    app = open_page(url, PAGE)
    assert not app.exception
    assert "ลองดูก่อนว่า" in plain(app)


def test_a_register_without_records_gets_a_sentence(open_page, tmp_path):
    app = open_page(make_store(f"sqlite:///{tmp_path / 'store.sqlite'}").url, PAGE)
    assert not app.exception
    assert "ลองดูก่อนว่า" in plain(app)
    assert "ยังไม่มีงานที่เปิดอยู่ให้ลองโยงหรือปิด" in plain(app)


def test_proposals_of_one_name_are_told_apart_by_who_made_them_and_when(open_page, sign_in, tmp_path):
    url = tambon.store(tmp_path)
    store = open_store(url)
    steps = [Step(Move.ADD_TIE, "weir", "drain", tie_kind="co_work")]
    office, officer = Actor("test-office", AccountRole.OFFICE), Actor("fon", AccountRole.OFFICER, "foundation")
    for actor, moves in ((office, steps), (officer, steps * 2), (officer, steps * 3)):
        proposals.keep(store, actor, "รวมงานน้ำ", "", moves)
    proposals.keep(store, office, "อีกชื่อ", "", steps)
    sign_in(url, "office")
    app = open_page(url, PAGE)
    assert not app.exception
    day = calendar.short(calendar.today(), "th")
    kept = last_changed(store, ["proposals"], store.version(), []).sort_values("applied_at")["applied_at"]
    times = [f"{calendar.local(at.to_pydatetime()):%H:%M}" for at in kept][1:3]
    nth = [f" {at} · {n}" if len({*times}) == 1 else f" {at}" for n, at in enumerate(times, start=1)]
    names = [f"รวมงานน้ำ · สมศรี · {day}", *(f"รวมงานน้ำ · fon · {day}{more}" for more in nth)]
    box = next(box for box in app.multiselect if box.key == "whatif compare")
    assert box.options == ["อีกชื่อ", *reversed(names)], "the latest first"
    html = " ".join(part.body for part in app.get("html"))
    rows = re.findall(r"<tr><td[^>]*><span>([^<]*)</span></td><td[^>]*><span>(\d)", html)
    assert rows == [("อีกชื่อ", "1"), *reversed([*zip(names, "123", strict=True)])]
    box.select(names[2])
    app.run()
    assert not app.exception
    assert f">{names[2]}</h3>" in " ".join(part.body for part in app.get("html"))


def test_of_more_tambon_than_a_table_shows_the_province_comes_first(open_page, sign_in, tmp_path):
    url = tambon.store(tmp_path)
    account = sign_in(url, "office")
    codes = open_store(url).records(("areas",))["areas"].query("level == 'tambon'")["code"]
    step = {"move": "open_work", "title_th": "ใหม่", "themes": "WAT-FLD", "agency_id": "users"}
    keep_draft(open_store(url), account, "whatif", "", json.dumps([step | {"areas": ";".join(codes)}]))
    app = open_page(url, PAGE)
    assert not app.exception
    shown = " ".join(part.body for part in app.get("html"))
    effect = shown.partition("พื้นที่ที่เปลี่ยน: ก่อน และหลัง")[2].partition("</table>")[0]
    assert re.findall(r"area=(\d+)", effect)[:2] == ["80", "8001"]
