"""The page of stated coverage, opened through its frame."""

import re

import pytest

from data.store import make_store

PAGE = "see/coverage.py"


def plain(app):
    said = " ".join(part.body for part in app.get("html"))
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", said))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_page_opens_with_its_sentence_its_matrix_and_both_lists(open_page, demo_url, lang):
    app = open_page(demo_url, PAGE, theme="AGR", area="8006", lang=lang)
    assert not app.exception
    said = " ".join(part.body for part in app.get("html"))
    assert re.findall(r'<h2 id="part-([a-z]+)">', said) == ["matrix", "gaps", "meeting"]
    assert said.count("<h1") == 1
    assert 'class="grid"' in said
    assert "ยังไม่มีบันทึกงาน" in said if lang == "th" else "No record of work" in said


def test_all_agencies_are_told_in_pairs_of_agency_and_tambon(open_page, tambon_url):
    app = open_page(tambon_url, PAGE)
    assert not app.exception
    assert "คู่หน่วยงาน-ตำบล" in plain(app)


def test_without_a_theme_every_theme_says_how_far_it_reaches_and_leads_to_its_gaps(open_page, demo_url):
    app = open_page(demo_url, PAGE, lists="whole")
    assert not app.exception
    said = " ".join(part.body for part in app.get("html")).partition("part-gaps")[2].partition("part-meeting")[0]
    reached = [int(count) for count in re.findall(r">(\d+) จาก 170<", said)]
    assert len(reached) == 64
    assert reached == sorted(reached)
    assert len(set(re.findall(r'[?&]theme=([^"&]+)', said.replace("&amp;", "&")))) == 64


def test_a_register_without_records_gets_a_sentence(open_page, tmp_path):
    url = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}").url
    app = open_page(url, PAGE)
    assert not app.exception
    assert "ยังไม่มีบันทึกว่าหน่วยงานดูแลหรือทำงานในพื้นที่ใด" in plain(app)
    assert "ยังไม่มีบันทึกงานที่บอกทิศทาง" in plain(app)
