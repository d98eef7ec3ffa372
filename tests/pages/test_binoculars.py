"""The page of binoculars, opened through its frame."""

import re
from datetime import date

import pytest

from data.desk import marks
from data.schema import AccountRole, Actor, Way
from data.store import make_store, open_store
from geo import sights
from tests import tambon

PAGE = "act/binoculars.py"


def plain(app):
    said = " ".join(part.body for part in app.get("html"))
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", said))


def pressed(app, key):
    return next(button for button in app.button if button.key == key)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_work_of_others_is_listed_with_its_reasons_and_a_match_that_recounts(open_page, demo_url, lang):
    app = open_page(demo_url, PAGE, agency="demo-academic-tapi", lang=lang)
    assert not app.exception
    said = plain(app)
    assert ("เรื่องเดียวกับหน้าที่ของเรา" if lang == "th" else "The same theme as its function") in said
    sums = re.findall(r"\(([\d. ×+]+)\) ÷ ([\d.]+) = (\d+)", said)
    assert len(sums) == 12
    for terms, weights, match in sums:
        total = sum(float(a) * float(b) for a, b in (term.split("×") for term in terms.split("+")))
        assert total / float(weights) == pytest.approx(float(match), abs=1.5)


def test_who_has_not_chosen_an_agency_is_asked_to_and_offered_those_with_the_most_open_work(open_page, tambon_url):
    app = open_page(tambon_url, PAGE)
    assert "เลือกหน่วยงาน แล้วส่องกล้องดู" in plain(app)
    offered = re.findall(
        r"[?;]agency=([\w-]+)[^>]*>[^<]+ \((\d+)\)<", " ".join(part.body for part in app.get("html"))
    )
    records = open_store(tambon_url).records()
    parts = records["participation"][records["participation"]["role"].isin(["accountable", "implementing"])]
    works = records["initiatives"].set_index("initiative_id")["status"]
    open_now = parts[parts["initiative_id"].map(works).isin(["implementation", "finalisation"])]
    most = open_now.groupby("agency_id")["initiative_id"].nunique()
    assert len(offered) >= 2
    counts = [int(count) for _, count in offered]
    assert counts == sorted(counts, reverse=True)
    assert all(int(count) <= most[code] for code, count in offered)


def test_filters_narrow_what_is_found(open_page, demo_url):
    def count(**filters):
        said = plain(open_page(demo_url, PAGE, agency="demo-academic-tapi", **filters))
        found = re.search(r"พบงานของหน่วยงานอื่นที่มีหน้าที่ของเราอยู่ ([\d,]+) งาน", said)
        return int(found[1].replace(",", "")) if found else 0

    everything, ended, opened = count(), count(time="sight_ended"), count(time="sight_open")
    assert everything == ended + opened > ended > 0
    assert 0 < count(area="8001") < everything
    assert 0 < count(theme="SOC") < everything
    assert count(host="no_host") < everything


def test_how_likeness_and_the_order_of_equal_matches_come_about_is_told_where_they_show(open_page, demo_url):
    app = open_page(demo_url, PAGE, agency="demo-academic-tapi")
    assert "คะแนนเท่ากันก่อนปัดเศษเรียงงานที่เปิดอยู่ก่อน" in plain(app)
    assert re.search(
        r'href="./method\?[^"]*#likeness"[^>]*>คิดความคล้ายอย่างไร', " ".join(part.body for part in app.get("html"))
    )


def test_an_officer_marks_work_and_takes_the_mark_back(open_page, sign_in, tmp_path):
    url = tambon.store(tmp_path)
    sign_in(url, "officer", "municipality")
    app = open_page(url, PAGE)
    assert not app.exception
    assert "เทศบาลสมมติ: พบงานของหน่วยงานอื่น" in plain(app)
    code = next(box.key for box in app.text_input if str(box.key).startswith("sentence of ")).removeprefix(
        "sentence of "
    )
    next(box for box in app.radio if box.key == f"way of {code}").set_value("not_ours")
    next(box for box in app.text_input if box.key == f"sentence of {code}").input("คนละเรื่อง")
    pressed(app, f"mark {code}").click()
    app.run()
    assert not app.exception
    kept = open_store(url).records(("marks",))["marks"]
    assert kept[["agency_id", "initiative_id", "way", "sentence"]].to_numpy().tolist() == [
        ["municipality", code, "not_ours", "คนละเรื่อง"]
    ]
    assert "แสดงงานที่บอกว่าไม่ใช่ของเราอีก 1 งาน" in plain(app)
    app.query_params["refused"] = "shown"
    app.run()
    assert "เราบอกไว้ว่า ไม่ใช่ของเรา: คนละเรื่อง" in plain(app)
    pressed(app, f"unmark {code}").click()
    app.run()
    assert open_store(url).records(("marks",))["marks"].empty


def test_a_register_without_records_gets_a_sentence(open_page, tmp_path):
    app = open_page(make_store(f"sqlite:///{tmp_path / 'store.sqlite'}").url, PAGE)
    assert not app.exception
    assert "เลือกหน่วยงาน" in plain(app)


def test_an_intent_without_own_work_reaches_the_other_agency_which_answers_it(open_page, sign_in, tmp_path):
    url = tambon.store(tmp_path)
    officer = Actor("somjai", AccountRole.OFFICER, "municipality")
    marks.say(open_store(url), officer, "drain", Way.JOIN, "น้ำก้อนเดียวกัน")
    sign_in(url, "officer", "foundation")
    app = open_page(url, "keep/review.py", queue="requests")
    assert not app.exception
    assert "เทศบาลสมมติ อยากเข้าร่วม “ทางระบายน้ำสมมติ” แจ้งถึง มูลนิธิสมมติ" in plain(app)
    assert "“น้ำก้อนเดียวกัน”" in plain(app)
    key = next(button.key for button in app.button if str(button.key).startswith("do accept"))
    pressed(app, key).click()
    app.run()
    assert not app.exception
    assert open_store(url).records(("requests",))["requests"]["answer"].tolist() == ["accepted"]
    app = open_page(url, PAGE, agency="municipality")
    assert "มูลนิธิสมมติ ตอบรับแล้วเมื่อ" in plain(app)


def test_where_one_agency_alone_has_told_of_work_there_is_a_sentence_and_the_way_to_open_new(open_page, tmp_path):
    app = open_page(tambon.lone_store(tmp_path), PAGE, agency="users")
    assert not app.exception
    said = plain(app)
    assert "กลุ่มผู้ใช้น้ำสมมติ: ยังไม่พบงานของหน่วยงานอื่นที่มีหน้าที่ของเราอยู่" in said
    assert "คิดจะเปิดหน้างานใหม่" in said


def test_what_is_tied_to_own_work_already_is_left_out_until_it_is_asked_for_and_then_says_so(open_page, demo_url):
    whole, rest = (
        plain(open_page(demo_url, PAGE, agency="demo-province-food", **asked)) for asked in ({"tied": "shown"}, {})
    )
    count = int(re.search(r"โยงกับงานของเราอยู่แล้ว ([\d,]+) งาน", rest)[1].replace(",", ""))
    found = [int(re.search(r"มีหน้าที่ของเราอยู่ ([\d,]+) งาน", said)[1].replace(",", "")) for said in (whole, rest)]
    assert count > 0
    assert found[0] - found[1] == count
    assert "โยงกับงานของเราแล้ว:" in whole
    assert "โยงกับงานของเราแล้ว:" not in rest
    records = open_store(demo_url).records(("participation", "ties"))
    assert sights.tied(records, "demo-province-food", date(2026, 11, 20))["initiative_id"].nunique() >= count


def test_the_likeness_of_words_recounts_and_names_the_text_it_is_of(open_page, demo_url):
    said = plain(open_page(demo_url, PAGE, agency="demo-province-food"))
    told = re.findall(r"เทียบกับ “[^”]+” คล้าย (\d+) เต็มที่ (\d+) จึงได้ (\d+)", said)
    assert len(told) >= 6
    for like, full, text in told:
        assert min(100, 100 * int(like) / int(full)) == pytest.approx(int(text), abs=1.6)


def test_an_officer_who_marked_work_and_a_reader_of_the_agency_read_the_same_counts(open_page, sign_in, tmp_path):
    def counts(said):
        """What the heading counts, what is tied already, what is left out as not ours."""
        ways = r"มีหน้าที่ของเราอยู่ (\d+) งาน", r"โยงกับงานของเราอยู่แล้ว (\d+) งาน", r"ไม่ใช่ของเราอีก (\d+) งาน"
        return [int(found[1]) if (found := re.search(way, said)) else 0 for way in ways]

    url = tambon.store(tmp_path)
    officer = Actor("somjai", AccountRole.OFFICER, "municipality")
    before = counts(plain(open_page(url, PAGE, agency="municipality")))
    marks.say(open_store(url), officer, "drain", Way.JOIN, "น้ำก้อนเดียวกัน", own_id="weir")
    after = [before[0] - 1, before[1] + 1, 0]
    reader = plain(open_page(url, PAGE, agency="municipality"))
    assert counts(reader) == after
    assert "เราบอกไว้ว่า" not in reader
    sign_in(url, "officer", "municipality")
    app = open_page(url, PAGE)
    assert not app.exception
    assert counts(plain(app)) == after
    assert "ในนั้นเราบอกไว้แล้ว 1 งาน" in plain(app)
    apart = plain(app).partition("งานที่เราบอกไว้และโยงกันแล้ว 1 งาน")[2]
    assert "1. ทางระบายน้ำสมมติ" in apart
    assert "เราบอกไว้ว่า เข้าร่วม: น้ำก้อนเดียวกัน" in apart
    assert pressed(app, "unmark drain")
    whole = plain(open_page(url, PAGE, tied="shown"))
    assert counts(whole) == [sum(after), after[1], 0]
    assert "งานที่เราบอกไว้และโยงกันแล้ว" not in whole
    marks.say(open_store(url), officer, "garden", Way.NOT_OURS, "คนละเรื่อง")
    refused = counts(plain(open_page(url, PAGE)))
    assert sum(refused) == sum(after)
