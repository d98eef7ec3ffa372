"""The method page recounts: what it prints follows from the parts it prints, and those are the scores' own."""

import datetime
import math
import re
from pathlib import Path

import pytest
from markupsafe import Markup
from small import SMALL
from toy import DAY, toy_records

from data.commands import facts
from data.schema import typed
from data.store import make_store, open_store
from geo.classify import Measure
from geo.completeness import by_agency
from geo.grams import RUN
from geo.scores import evaluate, score
from pages.ui import words
from pages.ui.method.parts import PARTS
from pages.ui.words.glossary import GROUPS, TERMS
from pages.ui.words.sources import REGISTRY_THAI
from tests import stores
from tests.browser import province
from tests.browser.serving import command

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"
PAGE = "keep/method.py"
NUMBER = r"([\d,.]+)"


def texts(app):
    return " ".join(part.body for part in app.get("html"))


def part_of(said, anchor):
    """The HTML of one part."""
    return re.search(rf'<section id="{anchor}">(.*?)</section>', said, re.DOTALL).group(1)


def lines_of(said, anchor):
    """The formulas of one part as text."""
    return [
        str(Markup(body).striptags()) for body in re.findall(r'<p class="formula">(.*?)</p>', part_of(said, anchor))
    ]


def rows_of(said, anchor):
    """The rows of the tables of one part as lists of text."""
    rows = re.findall(r"<tr>(.*?)</tr>", part_of(said, anchor), re.DOTALL)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[str(Markup(cell).striptags()) for cell in row] for row in cells if row]


def value(text):
    """The number a printed calculation comes to, worked out from its printed terms."""
    plain = text.replace(",", "").replace("×", "*").replace("÷", "/").replace("−", "-").replace("^", "**")
    assert re.fullmatch(r"[\d.()*/+\- ]+", plain), text
    return eval(plain)  # the characters are checked above


def equations(said, anchor):
    """Every (name, calculation, result) that a part prints."""
    found = []
    for line in lines_of(said, anchor):
        sides = [side.strip() for side in re.sub(r"\(หน้าอื่น.*?\)|หน่วยงาน|ทั้งจังหวัด", "", line).split(" = ")]
        if len(sides) >= 3 and "·" not in line:
            found.append((sides[0], sides[-2], float(sides[-1].replace(",", ""))))
    return found


def strengths(said):
    """(calculation, result) of every tie whose strength is worked out from its level."""
    cells = [cells[2] for cells in rows_of(said, "tree") if cells[2].startswith("ระดับ")]
    plain = [re.sub(r"ระดับ|\(.*?\)", "", cell).split(" = ") for cell in cells]
    return [(sides[0].strip(), float(sides[1])) for sides in plain]


@pytest.fixture(scope="module")
def toy_url(tmp_path_factory):
    """The toy world in a store that opens on its day."""
    url = f"sqlite:///{tmp_path_factory.mktemp('toy') / 'store.sqlite'}"
    store = make_store(url)
    store.apply(toy_records() | facts_of({"opening_as_of": DAY.isoformat()}), "test", "test")
    return url


def facts_of(settings):
    return {"settings": typed("settings", {"key": [*settings], "value": [*settings.values()]})}


@pytest.mark.parametrize("area", ["", "80", "8006", "800611", "80061101", "800101"])
def test_every_printed_result_follows_from_its_printed_parts(open_page, invented_url, area):
    said = texts(open_page(invented_url, PAGE, **({"area": area} if area else {})))
    worked = [
        line for anchor in ("tree", "duplication", "low", "components", "index") for line in equations(said, anchor)
    ]
    assert len(worked) >= 3
    worked += [("w", *sides) for sides in strengths(said)]
    for name, calculation, result in worked:
        assert value(calculation) == pytest.approx(result, rel=2e-3, abs=2e-4), name


def test_the_printed_results_are_those_of_the_scores(open_page, invented_url):
    scores = score(evaluate(open_store(invented_url).records(), province.DAY), "tambon").set_index("area_code")
    row = scores.loc[scores["surplus"].idxmax()]
    said = texts(open_page(invented_url, PAGE))
    results = {name: result for name, _, result in equations(said, "duplication")}
    assert results["D"] == pytest.approx(row["duplication"], abs=1e-4)
    assert results["R"] == pytest.approx(row["duplication_share"], abs=1e-4)
    assert results["F"] == pytest.approx(row["fronts"], abs=1e-4)
    lower = {name: result for name, _, result in equations(said, "low")}
    assert lower["D ตัวล่าง"] == pytest.approx(row["duplication_low"], abs=1e-4)
    index = {name: result for name, _, result in equations(said, "index")}
    assert index["I"] == pytest.approx(row["integration"], abs=1e-3)
    printed = rows_of(said, "index")
    assert math.prod(float(cells[-1]) for cells in printed) ** (1 / len(printed)) * 100 == pytest.approx(
        row["integration"], rel=1e-3
    )
    for k, cells in enumerate(printed):
        assert float(cells[1].replace(",", "")) <= float(cells[2].replace(",", "")), k


def test_a_graded_front_shows_the_levels_of_its_ties(open_page, toy_url):
    said = texts(open_page(toy_url, PAGE, area="800101"))
    assert "ระดับ 5 ÷ 5 ÷ 2 (ยังไม่ยืนยันทั้งสองฝ่าย) = 0.5" in said
    assert lines_of(said, "tree") == ["W = 0.5", "S = (2 − 1) − 0.5 = 0.5"]
    assert lines_of(said, "duplication") == [
        "ผลรวม S = 1 + 0.6 + 0.5 = 2.1",
        "D = 2.1 ÷ 3 = 0.7 (หน้าอื่นแสดง 0.70)",
        "F = C + ผลรวม S = 5 + 2.1 = 7.1",
        "R = ผลรวม S ÷ F = 2.1 ÷ 7.1 = 0.2958",
    ]
    assert lines_of(said, "low") == ["ผลรวม S ตัวล่าง = 0.5 + 0.4 = 0.9", "D ตัวล่าง = 0.9 ÷ 3 = 0.3 (หน้าอื่นแสดง 0.30)"]
    assert "1 จาก 5 งานในช่องระบุเพียงตำบล" in said


def test_a_confirmed_tie_counts_in_full_and_one_that_is_not_by_half(open_page, toy_url):
    said = texts(open_page(toy_url, PAGE, area="80010101"))
    assert strengths(said) == [("3 ÷ 5", 0.6), ("2 ÷ 5", 0.4), ("5 ÷ 5 ÷ 2", 0.5)]
    assert lines_of(said, "tree")[:2] == ["W = 0.6 + 0.4 = 1", "S = (3 − 1) − 1 = 1"]
    area = texts(open_page(toy_url, "see/area.py", area="80010101"))
    assert "ระดับ 3 ยืนยันแล้วทั้งสองฝ่าย: canal ↔ weir (นับ 0.6)" in Markup(area).striptags()


def test_the_likeness_of_texts_is_worked_out_as_the_search_does(open_page, toy_url):
    said = texts(open_page(toy_url, PAGE))
    ((name, calculation, result),) = equations(said, "likeness")
    assert (name, result) == ("คล้าย", round(value(calculation)))
    rules = part_of(said, "likeness")
    assert f"{RUN} อักขระ" in rules
    assert f"งานทั้งหมดในทะเบียน {len(toy_records()['initiatives'])})" in rules


def test_a_village_shows_the_integration_of_its_tambon(open_page, toy_url):
    said = texts(open_page(toy_url, PAGE, area="80010101"))
    assert "80010101 ต.800101 อ.8001 เป็นหมู่บ้าน การบูรณาการจึงเป็นของ ต.800101 อ.8001" in said


def test_a_province_with_too_little_says_what_cannot_be_worked_out_and_works_the_rest(open_page, public_url):
    said = texts(open_page(public_url, PAGE))
    assert "ยังไม่มีตำบลใดเผยแพร่ได้" in part_of(said, "index")
    assert "จึงยกตัวอย่างการประสานไม่ได้" in part_of(said, "tree")
    assert "ค่าเริ่มต้น จังหวัดยังไม่มีของตนเอง" in part_of(said, "limits")
    assert equations(said, "components")
    assert "22 = ทราบถึงหมู่บ้าน 9 + ทราบเพียงตำบล 2 + ทั้งอำเภอหรือจังหวัด 10 + ไม่ทราบพื้นที่ 1" in said


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_empty_register_and_one_without_areas_have_sentences(open_page, tmp_path, lang):
    url = stores.shipped(tmp_path / "empty.sqlite")
    bare = f"sqlite:///{tmp_path / 'bare.sqlite'}"
    make_store(bare)
    for each in (url, bare):
        said = texts(open_page(each, PAGE, lang=lang))
        assert words.speaker(lang)("method_intro_none") in said
        assert "nan" not in re.sub(r"<[^>]+>", " ", said).split()


def test_a_register_of_one_agency_has_nothing_to_repeat(open_page, tmp_path):
    url = stores.shipped(tmp_path / "one.sqlite")
    files = SMALL | {"participation": "initiative_id,agency_id,role\nI1,A1,accountable\n"}
    folder = tmp_path / "records"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    command(url, "import", folder)
    said = texts(open_page(url, PAGE))
    assert "ช่องนี้มีหน่วยงานเดียว" in part_of(said, "tree")
    assert "จึงเป็น “หน่วยงานเดียว”" in part_of(said, "states")
    assert "ข้อมูลไม่พอคำนวณ" in part_of(said, "published")


def test_agencies_without_a_record_are_said_to_have_none_and_never_zero(open_page, public_url):
    store = open_store(public_url)
    found = by_agency(evaluate(store.records(), day_of(store)), store.records())
    silent = int((found["initiatives"] == 0).sum())
    part = part_of(texts(open_page(public_url, PAGE, lists="whole")), "reporting")
    assert f"{silent} จาก {len(found)} หน่วยงานยังไม่มีบันทึก" in part
    listed, table = part.split("<table", 1)
    assert listed.count("?agency=") + listed.count("&amp;agency=") == silent
    assert table.count("<tr>") == len(found) - silent + 1
    assert all(cells[1] != "0" for cells in rows_of(f'<section id="x">{part}</section>', "x"))


def day_of(store):
    return datetime.date.fromisoformat(store.settings()["opening_as_of"])


def test_what_is_approximate_is_said_in_numbers(open_page, public_url):
    rows = dict(rows_of(texts(open_page(public_url, PAGE)), "approximate"))
    assert rows["แนวเขตระดับตำบล"] == "แนวเขตโดยประมาณ 170"
    assert rows["ที่ตั้งหมู่บ้าน"].startswith("795 จาก 1,553")
    assert rows["วันที่ที่ทราบเพียงเดือนหรือปี"].startswith("94 วันที่")
    assert rows["ชื่อสถานที่ที่จับคู่รหัสไม่ได้"].startswith("22 ชื่อ")


def test_every_part_is_in_the_contents_and_every_link_within_the_page_has_its_goal(open_page, invented_url):
    said = texts(open_page(invented_url, PAGE))
    goals = re.findall(r' id="([^"]+)"', said)
    assert len(goals) == len(set(goals))
    links = re.findall(r'href="#([^"]+)"', said)
    assert set(links) <= set(goals)
    contents = re.search(r"<nav.*?</nav>", said, re.DOTALL).group(0)
    assert re.findall(r'href="#([^"]+)"', contents) == list(PARTS)


@pytest.mark.parametrize("measure", list(Measure))
def test_every_measure_has_a_note_a_place_where_it_is_worked_out_and_a_word(open_page, invented_url, measure):
    for lang in words.LANGUAGES:
        assert words.speaker(lang)(f"note_{measure}")
    assert measure in TERMS
    if measure is Measure.BIVARIATE:
        rows = rows_of(texts(open_page(invented_url, PAGE)), "measures")
        assert [row[0] for row in rows] == [words.speaker("th")(f"measure_{each}") for each in Measure]
        assert all(row[2] not in ("", "nan") for row in rows)


def test_every_word_stands_in_one_group_and_those_of_the_design_are_all_there():
    grouped = [key for keys in GROUPS.values() for key in keys]
    assert sorted(grouped) == sorted(TERMS)
    thai = " ".join(term[0] for term, _ in TERMS.values())
    design = (
        "หน้างาน", "หน้างานซ้ำที่ยังไม่ประสาน", "ความซ้ำซ้อน", "การบูรณาการ", "เจ้าภาพ", "คุณอำนวย", "ลงขัน", "ลงมือ",
        "รับประโยชน์", "ส่งไม้ต่อ", "ต่อยอด", "ส่องกล้อง", "ทุนเดิม", "ซากโครงการ", "หมวกหลายใบ", "จากหมู่บ้านขึ้นมา",
        "จากตำบลลงไป", "บรรจบที่ตำบล", "ภาครัฐ", "ภาคประชาชน", "ยังไม่มีบันทึก", "หน่วยงานเดียว", "ข้อมูลไม่พอคำนวณ",
        "รอยืนยันสถานะ", "แนวเขตโดยประมาณ", "แนวเขตทางการ", "ปีงบประมาณ", "ณ วันที่", "ฉาก", "เวที",
        "ทบทวนก่อนทำ (BAR)", "ทบทวนหลังทำ (AAR)",
    )  # fmt: skip
    for word in design:
        assert word in thai, word


def test_every_page_is_in_the_navigation():
    shell = SHELL.read_text(encoding="utf-8")
    pages = [path for folder in ("see", "decide", "act", "keep") for path in (SHELL.parent / folder).glob("*.py")]
    assert pages
    for path in pages:
        assert f'"{path.parent.name}/{path.name}"' in shell, path.name


def test_all_that_the_registry_says_of_a_shipped_file_is_said_in_thai_too():
    listed = facts.registry()
    for column in ("source", "source_date", "licence", "quality"):
        for text in listed[column]:
            assert text in REGISTRY_THAI, text
