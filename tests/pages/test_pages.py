"""Every page opened through its frame, as Streamlit itself would run it."""

import re
from pathlib import Path

import pytest

from data.store import open_store
from geo import evidence
from geo.scores import evaluate, score
from tests import stores
from tests.browser import province

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"


def texts(app):
    return " ".join(part.body for part in app.get("html"))


def test_the_landing_page_opens_in_thai_with_its_sidebar_and_six_figures(open_page, public_url):
    app = open_page(public_url)
    assert not app.exception
    assert "ทั้งจังหวัดมีหน้างานเปิดอยู่ 58 หน้างาน" in texts(app)
    assert texts(app).count('class="figure"') == 6
    assert [button.label for button in app.sidebar.get("button_group")] == ["ภาษา"]


def test_the_public_record_opens_on_its_own_day_and_says_so(open_page, public_url):
    assert "ณ วันที่ 30 ธันวาคม 2564 · ปีงบประมาณ 2565" in texts(open_page(public_url))


def test_english_is_one_switch_away_and_leaves_no_thai_sentence_of_ours(open_page, public_url):
    said = texts(open_page(public_url, lang="en"))
    assert "The province has 58 open fronts" in said
    assert "หน้างาน" not in said


@pytest.mark.parametrize("measure", ["bivariate", "duplication", "share", "integration", "agencies", "initiatives"])
@pytest.mark.parametrize("level", ["amphoe", "tambon"])
def test_every_measure_can_be_shown_at_every_level(open_page, invented_url, measure, level):
    app = open_page(invented_url, measure=measure, level=level)
    assert not app.exception
    assert "ขออภัย" not in texts(app)


@pytest.mark.parametrize("area", ["80", "8006", "800611", "80061101", "800101"])
def test_the_page_of_an_area_opens_at_every_level(open_page, invented_url, area):
    app = open_page(invented_url, "see/area.py", area=area)
    assert not app.exception
    assert "ขออภัย" not in texts(app)
    assert "การบูรณาการ: หกองค์ประกอบ" in texts(app)
    assert app.sidebar.get("button_group")


def test_a_link_restores_the_selection(open_page, invented_url):
    app = open_page(
        invented_url, level="amphoe", measure="duplication", theme="AGR", agency="inv-03", day="2024-03-31"
    )
    chosen = {box.label: box.value for box in app.selectbox}
    assert chosen["เรื่อง"] == "AGR"
    assert chosen["หน่วยงาน"] == "inv-03"
    assert app.select_slider[0].value.isoformat() == "2024-03-31"
    assert chosen["ปีงบประมาณ"] == 2567
    assert {group.label: group.value for group in app.main.get("button_group")} == {
        "ระบายสีตาม": "duplication",
        "ระดับ": "amphoe",
    }


def test_what_an_address_cannot_mean_is_as_if_left_out(open_page, invented_url):
    junk = {
        "level": "planet",
        "measure": "<b>",
        "theme": "'; DROP",
        "agency": "\u0000",
        "day": "2024-13-99",
        "off": "<>",
    }
    app = open_page(invented_url, **junk, area="x" * 5000, lang="xx")
    assert not app.exception
    assert "ทั้งจังหวัดมีหน้างานเปิดอยู่" in texts(app)


def test_a_choice_is_written_to_the_address(open_page, invented_url):
    app = open_page(invented_url)
    next(box for box in app.selectbox if box.label == "เรื่อง").select("AGR").run()
    assert app.query_params["theme"] == "AGR"
    assert "เกษตร" in texts(app)


def test_a_missing_store_is_a_sentence_that_says_what_to_do(open_page, tmp_path):
    app = open_page(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert not app.exception
    assert "python -m data init" in texts(app)


def test_a_file_that_is_no_store_is_a_sentence_too(open_page, tmp_path):
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"this is no database, " * 400)
    app = open_page(f"sqlite:///{broken}")
    assert not app.exception
    assert "Traceback" not in texts(app)
    assert "ฐานข้อมูล" in texts(app)


def test_an_empty_register_has_pages_too(open_page, tmp_path):
    url = stores.shipped(tmp_path / "empty.sqlite")
    assert "ยังไม่มีบันทึกงานที่เปิดอยู่และระบุพื้นที่" in texts(open_page(url))
    assert "ขออภัย" not in texts(open_page(url, "see/area.py", area="800611"))


def test_an_unknown_code_in_a_link_is_said_and_not_swallowed(open_page, invented_url):
    said = texts(open_page(invented_url, "see/area.py", area="999999"))
    assert "area=999999" in said
    assert "ไม่มีในทะเบียน" in said
    assert "theme=NOPE" in texts(open_page(invented_url, theme="NOPE"))


def test_an_area_without_record_shows_no_zero(open_page, public_url):
    said = texts(open_page(public_url, "see/area.py", area="8001"))
    assert "ยังบอกไม่ได้ว่าซ้ำหรือไม่" in said
    assert '<div class="value">0</div>' not in said
    assert "รอยืนยันสถานะ" in said


def test_every_record_behind_a_number_can_be_opened_however_long_the_list(open_page, invented_url):
    apps = [open_page(invented_url, "see/area.py", area="80", lists=lists) for lists in ("", "whole")]
    cut, whole = map(texts, apps)
    assert [each.main.button[-1].label for each in apps] == ["แสดงรายการทั้งหมด", "ย่อรายการยาว"]
    assert "กดแสดงรายการทั้งหมด" in cut
    assert "กดแสดงรายการทั้งหมด" not in whole
    surplus = evidence.fronts(evaluate(open_store(invented_url).records(), province.DAY), "80")["surplus"]
    assert (surplus > 0).sum() > 60
    told = re.findall(r"<summary>(?:\S+ (\d+) หมู่บ้าน · )?[^<]*หน่วยงาน ซ้ำ ", whole)
    assert sum(int(villages or 1) for villages in told) == (surplus > 0).sum()


def test_the_pages_say_what_the_score_command_says(open_page, invented_url):
    row = score(evaluate(open_store(invented_url).records(), province.DAY), "province").iloc[0]
    said = texts(open_page(invented_url))
    assert f"หน้างานเปิดอยู่ {row['fronts']:,.0f} หน้างาน โดย {row['agencies']} หน่วยงาน" in said
    assert f">{row['duplication']:.2f}<" in said
    assert f">{row['integration']:.0f}<" in said


def test_what_the_readme_shows_and_links_is_there():
    root = SHELL.parents[1]
    for target in re.findall(r"\]\(([^)#]+)\)", (root / "README.md").read_text(encoding="utf-8")):
        assert target.startswith("http") or (root / target).exists(), target


def test_a_graded_surplus_names_the_tie_that_lowers_it(open_page, invented_url):
    said = re.sub("<[^>]*>", "", texts(open_page(invented_url, "see/area.py", area="800908")))
    assert "(3 − 1) − ประสานแล้ว 0.2 = ซ้ำ 1.8" in said
    assert "ต่อยอด ระดับ 2 รออีกฝ่ายยืนยัน นับครึ่งเดียว: งานสมมติที่ 662 ↔ งานสมมติที่ 766 (นับ 0.2)" in said


def test_a_place_that_fits_no_code_is_told_where_the_rest_of_its_record_lies(open_page, public_url):
    said = texts(open_page(public_url, "see/area.py", area="801204"))
    assert "ชื่อที่จับคู่รหัสไม่ได้: บ้านอ่วาเคียน (ตามต้นฉบับ) (ไม่มีหมู่บ้านนี้ในทำเนียบ" in said
