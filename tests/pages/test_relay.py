"""The page of batons and ruins, opened through its frame."""

import datetime
import re
import shutil

import pytest

from data.schema import Fate
from data.store import Edit, make_store, open_store
from data.store.location import sqlite_file
from geo import relay
from geo.scores import evaluate, score
from tests.pages.test_coverage import plain

PAGE = "act/relay.py"
DAY = datetime.date(2026, 11, 20)
GROUND = [("80", "province", None), ("8006", "amphoe", "80"), ("800611", "tambon", "8006")]


@pytest.fixture
def own_url(tambon_url, tmp_path):
    """A copy of the register of one tambon, to be changed; its one ruin is the silent work of the users."""
    copy = tmp_path / "store.sqlite"
    shutil.copy(sqlite_file(tambon_url), copy)
    return f"sqlite:///{copy}"


def shown(app):
    return " ".join(part.body for part in app.get("html"))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_page_opens_with_its_figures_both_lists_the_lines_and_the_ruins(open_page, demo_url, lang):
    app = open_page(demo_url, PAGE, lang=lang)
    assert not app.exception
    said = shown(app)
    assert re.findall(r'<h2 id="part-([a-z]+)">', said) == ["dropping", "dropped", "lines", "ruins"]
    assert re.findall(r'href="#part-([a-z]+)"', said) == ["dropping", "dropped", "lines", "ruins"]
    assert said.count("<h1") == 1
    passed, dropped, *_ = (int(text.replace(",", "")) for text in re.findall(r'class="value">([\d,]+)<', said))
    counted = re.search(r"(?:จาก|of) (\d+) (?:ไม้ที่จบ|that ended)", plain(app))
    today = re.search(r"อีก (\d+) ไม้จบวันนี้|(\d+) more end today", plain(app))
    assert passed + dropped + (int(today[1] or today[2]) if today else 0) == int(counted[1])
    row = score(evaluate(open_store(demo_url).records(), DAY), "province").iloc[0]
    assert (int(counted[1]), re.search(r"(?:ส่งไม้ต่อ|relay): ([\d.]+) ", plain(app))[1]) == (
        row["n2"],
        f"{row['x2']:.2f}",
    )


def test_a_score_can_be_worked_out_again_from_its_reasons(open_page, demo_url):
    said = plain(open_page(demo_url, PAGE, area="8006"))
    reasons = r"(\d\.\d\d) · [^·]*?\(([\d.]+)\) · [^·]*?\(([\d.]+)\) · "
    hands = r"มือว่าง: เปิดอยู่ (\d+) งาน จะจบใน 180 วัน (\d+) งาน \((\d\.\d\d)\)"
    found = re.findall(reasons + hands, said)
    assert len(found) > 30
    for total, function, nearness, still_open, ending, hands in found:
        free = 4 / (4 + int(still_open) - int(ending) / 2)
        assert float(hands) == pytest.approx(free, abs=0.0051)
        assert float(total) == pytest.approx(float(function) * (float(nearness) + free) / 2, abs=0.0051)
    unknown = re.findall(reasons + r"มือว่าง: ยังไม่มีบันทึกงาน \(ไม่ทราบ\)", said)
    assert unknown
    for total, function, nearness in unknown:
        assert float(total) == pytest.approx(float(function) * float(nearness), abs=0.0051)


def test_a_baton_dropped_this_month_is_said_to_be_so_in_its_line_as_in_its_card(open_page, own_url):
    work = {"initiative_id": "late", "title_th": "ท่อน้ำสมมติ", "status": "closed", "themes": "WAT-DRK"}
    dates = {"start_date": "2023-01-01", "end_date": "2024-06-10", "areas": "80061103"}
    part = {"initiative_id": "late", "agency_id": "users", "role": "accountable"}
    open_store(own_url).edit([Edit("initiatives", "", work | dates), Edit("participation", "", part)], "", "test")
    said = plain(open_page(own_url, PAGE, area="800611"))
    assert "จบ 10 มิ.ย. 2567 ยังไม่ถึงเดือน" in said
    assert "หลุดมือ ยังไม่ถึงเดือน" in said
    assert "ว่างมา 0 เดือน" not in said


def test_looking_further_ahead_finds_more_about_to_drop(open_page, demo_url):
    counts = []
    for ahead in ("90", "180"):
        app = open_page(demo_url, PAGE, ahead=ahead)
        counts.append(int(re.search(r"และ (\d+) ไม้จะหลุดมือใน " + ahead, plain(app))[1]))
    assert counts[0] < counts[1]


def test_batons_with_a_taker_on_record_say_so_come_last_and_are_not_said_to_have_nobody(open_page, demo_url):
    app = open_page(demo_url, PAGE, lists="whole")
    soon = relay.dropping(relay.legs(evaluate(open_store(demo_url).records(), DAY)), DAY)
    count = int((soon["promised"] != "").sum())
    assert count
    assert f"{len(soon)} ไม้จะหลุดมือใน 90 วัน ในจำนวนนี้ {count} ไม้มีผู้จะรับตามบันทึกแล้ว" in plain(app)
    assert f"งานจบใน 90 วัน {len(soon) - count} ไม้ยังไม่มีคนรับต่อ" in plain(app)
    part = shown(app).partition('<h2 id="part-dropping">')[2].partition('<h2 id="part-dropped">')[0]
    is_told = ["มีผู้จะรับแล้ว: " in card for card in part.split('<section class="card')[1:]]
    assert is_told == [False] * (len(soon) - count) + [True] * count


def test_of_an_agency_its_own_batons_are_shown_and_those_of_others_that_it_could_take_up(open_page, demo_url):
    app = open_page(demo_url, PAGE, agency="demo-private-water")
    assert not app.exception
    said = shown(app).partition('id="part-takeable"')[2].partition('id="part-lines"')[0]
    scores = [float(score) for score in re.findall(r"<strong>[^<]* (\d\.\d\d)</strong>", said)]
    assert len(scores) == 6
    assert scores == sorted(scores, reverse=True)
    parts = open_store(demo_url).records(["participation"])["participation"]
    works = set(parts["initiative_id"][parts["agency_id"] == "demo-private-water"])
    ruins = set(re.findall(r"work=(demo-\d+)", shown(app).partition('id="part-ruins"')[2]))
    assert ruins
    assert ruins <= works


def test_an_agency_alone_in_its_register_gets_sentences(open_page, tmp_path):
    store = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    work = {"initiative_id": "I1", "title_th": "ประปาหมู่บ้าน", "themes": "WAT-DRK", "areas": "800611"}
    store.edit(
        [
            *(
                Edit("areas", "", {"code": code, "name_th": code, "level": level, "parent": parent})
                for code, level, parent in GROUND
            ),
            Edit("themes", "", {"code": "WAT-DRK", "name_th": "น้ำสะอาด"}),
            Edit("agencies", "", {"agency_id": "a", "name_th": "หน่วยเดียว", "sector": "state"}),
            Edit(
                "initiatives", "", {**work, "status": "closed", "start_date": "2025-01-01", "end_date": "2026-01-31"}
            ),
            Edit("participation", "", {"initiative_id": "I1", "agency_id": "a", "role": "accountable"}),
        ],
        "",
        "test",
    )
    app = open_page(store.url, PAGE, day="2026-11-20", agency="a")
    assert not app.exception
    assert "หลุดมือ 1 ไม้" in plain(app)
    assert "ยังไม่พบหน่วยงานที่ทำเรื่องนี้" in plain(app)
    assert "ไม่มีไม้ที่หลุดมือหรือกำลังจะหลุดซึ่งตรงหน้าที่" in plain(app)


def test_a_register_without_records_gets_sentences(open_page, tmp_path):
    app = open_page(make_store(f"sqlite:///{tmp_path / 'store.sqlite'}").url, PAGE)
    assert not app.exception
    said = plain(app)
    for sentence in ("ยังไม่มีบันทึกงานที่มีไม้ให้ส่งต่อ", "ยังไม่มีบันทึกงานที่จะลากเป็นสายได้", "ไม่มีงานที่ทิ้งร้าง"):
        assert sentence in said


def test_who_is_not_signed_in_reads_ruins_and_is_asked_kindly_to_sign_in(open_page, demo_url):
    app = open_page(demo_url, PAGE, area="8006")
    assert "ลงชื่อเข้าใช้เพื่อดูว่าใครตัดสินใจอะไรไว้" in plain(app)
    assert not app.radio.values or "จะทำอย่างไร" not in [each.label for each in app.radio]


def press(app, start):
    next(button for button in app.button if button.key and button.key.startswith(start)).click()
    return app.run()


def test_an_officer_takes_a_ruin_up_and_takes_it_back_again(open_page, own_url, sign_in):
    store = open_store(own_url)
    sign_in(own_url, "officer", "users")
    app = press(open_page(own_url, PAGE), "decide ")
    assert "บอกเหตุผลก่อน" in plain(app)
    next(each for each in app.text_input if each.key.startswith("reason of ")).set_value("ชาวบ้านยังใช้น้ำ")
    app = press(app, "decide ")
    kept = store.records(["ruins"])["ruins"]
    assert kept[["record", "fate", "agency_id", "reason"]].to_numpy().tolist() == [
        ["silent", Fate.TAKE_UP, "users", "ชาวบ้านยังใช้น้ำ"]
    ]
    assert "บันทึกแล้ว" in plain(app)
    app = open_page(own_url, PAGE, ruin="decided")
    assert "รับไปทำต่อ โดย กลุ่มผู้ใช้น้ำสมมติ เพราะ ชาวบ้านยังใช้น้ำ" in plain(app)
    press(app, "withdraw ")
    assert store.records(["ruins"])["ruins"].empty


def test_the_office_decides_for_any_agency_and_another_agency_is_told_whom_to_ask(open_page, own_url, sign_in):
    sign_in(own_url, "office")
    app = open_page(own_url, PAGE)
    next(each for each in app.selectbox if each.key.startswith("agency of ")).set_value("municipality")
    next(each for each in app.radio if each.key.startswith("fate of ")).set_value(Fate.CLEAR)
    next(each for each in app.text_input if each.key.startswith("reason of ")).set_value("ไม่มีใครใช้แล้ว")
    press(app, "decide ")
    sign_in(own_url, "officer", "users")
    app = open_page(own_url, PAGE, ruin="decided")
    assert "สะสางให้จบ โดย เทศบาลสมมติ" in plain(app)
    assert "เทศบาลสมมติ ตัดสินใจไว้ แก้ได้โดยหน่วยงานนั้นหรือสำนักงาน" in plain(app)
    assert not [button for button in app.button if (button.key or "").startswith(("decide ", "withdraw "))]


def test_who_may_not_decide_is_told_so_and_decides_nothing(open_page, own_url, sign_in):
    sign_in(own_url, "viewer")
    app = open_page(own_url, PAGE)
    assert "บัญชีนี้อ่านการตัดสินใจได้" in plain(app)
    assert not [button for button in app.button if (button.key or "").startswith("decide ")]


def test_the_page_of_an_area_leads_here_from_its_second_component(open_page, tambon_url):
    app = open_page(tambon_url, "see/area.py", area="800611")
    assert re.search(r'href="\./relay\?[^"]*area=800611', shown(app))
