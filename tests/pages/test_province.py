"""The landing page: what it compares, plays, filters and tells of the week, opened as Streamlit would run it."""

import re

import pytest

from data.schema import typed
from data.store import make_store, open_store
from geo import watch
from geo.choice import Choice, Side, chosen
from geo.joins import Standing
from geo.presence import areas_of_work
from geo.scores import evaluate, score
from tests.browser import province

DAY = province.DAY


@pytest.fixture(scope="module")
def records(invented_url):
    return open_store(invented_url).records()


def texts(app):
    return " ".join(part.body for part in app.get("html"))


def figure(app, label):
    found = re.search(rf'<div class="label">{label}</div>(.*?)</div></div>', texts(app))
    return re.sub("<[^>]+>", " ", found.group(1))


def test_six_figures_say_how_they_changed_since_the_chosen_day(open_page, invented_url, records):
    app = open_page(invented_url, since="2024-03-31")
    assert texts(app).count('class="figure"') == 6
    now, then = (score(evaluate(records, day), "province").iloc[0] for day in (DAY, DAY.replace(month=3, day=31)))
    by = now["initiatives"] - then["initiatives"]
    assert f"{by:+,.0f} จาก 31 มี.ค. 2567" in figure(app, "งานที่ดำเนินอยู่ในพื้นที่")
    by = now["duplication"] - then["duplication"]
    assert f"{by:+.2f} จาก 31 มี.ค. 2567" in figure(app, "หน้างานซ้ำต่อหมู่บ้าน")


def test_a_figure_without_a_number_then_is_not_compared(open_page, invented_url):
    app = open_page(invented_url, day="2022-03-31", since="2021-12-31")
    assert "เทียบกับ 31 ธ.ค. 2564 ไม่ได้" in figure(app, "หน้างานซ้ำต่อหมู่บ้าน")


@pytest.mark.parametrize("since", ["2030-01-01", "nonsense", "2024-06-30", ""])
def test_a_day_that_is_not_before_is_taken_as_the_fiscal_years_eve(open_page, invented_url, since):
    assert "จาก 30 ก.ย. 2566" in figure(open_page(invented_url, since=since), "งานที่ดำเนินอยู่ในพื้นที่")


def test_work_that_nobody_takes_over_is_counted(open_page, invented_url, records):
    expected = len(watch.dropping(evaluate(records, DAY)))
    assert expected
    assert f" {expected} " in figure(open_page(invented_url), "งานใกล้จบ ไม่มีผู้รับไม้หรือผู้รับยังเตรียมการ")


def test_the_week_lists_what_started_and_ended_with_its_records(open_page, invented_url, records):
    app = open_page(invented_url)
    app.session_state["tabs"] = "สัปดาห์นี้"
    said = texts(app.run())
    moves = watch.moves(evaluate(records, DAY.replace(day=23)), evaluate(records, DAY))
    assert f"เริ่มหรือเปิดใหม่ {len(moves.started)} งาน" in said
    assert f"สิ้นสุด {len(moves.ended)} งาน" in said
    assert len(moves.ended)
    titles = records["initiatives"].set_index("initiative_id")["title_th"]
    assert all(f"<strong>{titles[code]}</strong>" in said or titles[code] in said for code in moves.ended)
    assert "ทะเบียนแก้ไขล่าสุด" in said


def test_a_year_plays_month_by_month_to_its_end_and_stops(open_page, invented_url):
    app = open_page(invented_url, day="2024-07-31")
    next(button for button in app.button if "เล่น" in button.label).click().run()
    assert any("หยุด" in button.label for button in app.button)
    seen = [app.select_slider[0].value.isoformat()]
    for _ in range(6):
        app.run()
        if app.select_slider[0].value.isoformat() != seen[-1]:
            seen.append(app.select_slider[0].value.isoformat())
    assert seen == ["2024-07-31", "2024-08-31", "2024-09-30"]
    assert any("เล่น" in button.label for button in app.button)


def test_the_slider_holds_the_months_of_one_fiscal_year_and_the_year_can_be_changed(open_page, invented_url):
    app = open_page(invented_url, day="2024-03-31")
    assert app.select_slider[0].options[0] == "ต.ค. 66"
    assert app.select_slider[0].options[-1] == "ก.ย. 67"
    next(box for box in app.selectbox if box.label == "ปีงบประมาณ").select(2566).run()
    assert app.query_params["day"] == "2023-09-30"
    assert app.select_slider[0].options[0] == "ต.ค. 65"


@pytest.mark.parametrize(
    "wanted",
    [
        {"sector": "community"},
        {"host": "several_hosts"},
        {"host": "inv-03"},
        {"side": Side.BOTH},
        {"standing": "closed"},
    ],
)
def test_filters_choose_what_is_shown_and_leave_the_scores_alone(open_page, invented_url, records, wanted):
    plain, app = open_page(invented_url), open_page(invented_url, **wanted)
    assert not app.exception
    assert figure(app, "หน้างานซ้ำต่อหมู่บ้าน") == figure(plain, "หน้างานซ้ำต่อหมู่บ้าน")
    choice = Choice(**wanted)
    sectors = records["agencies"].set_index("agency_id")["sector"]
    evaluation = evaluate(records, DAY)
    expected = areas_of_work(evaluation, chosen(evaluation, records["participation"], sectors, choice), "tambon")
    assert 0 < len(expected) < len(plain.dataframe[0].value)
    assert set(app.dataframe[0].value.index) == set(expected)
    assert any("ล้างตัวกรอง" in button.label for button in app.button)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2569-99-99", "yesterday"])
@pytest.mark.parametrize("page", ["", "see/area.py", "keep/method.py"])
def test_a_day_that_cannot_be_is_said_and_not_shown(open_page, invented_url, day, page):
    app = open_page(invented_url, page, day=day, since="week", area="800611")
    assert not app.exception
    assert "ขออภัย" not in texts(app)
    assert page == "keep/method.py" or f"day={day}" in texts(app)


def test_a_day_of_the_buddhist_era_is_the_day_it_means(open_page, invented_url):
    assert "ณ วันที่ 31 มีนาคม 2567" in texts(open_page(invented_url, day="2567-03-31"))


def test_an_unknown_filter_value_is_as_if_left_out(open_page, invented_url):
    app = open_page(invented_url, sector="<b>", side="none", standing="?", host="nobody", since="x", register="zzz")
    assert not app.exception
    assert "host=nobody" in texts(app)


@pytest.mark.parametrize("measure", ["themes", "people"])
def test_the_further_measures_have_a_legend_of_their_own(open_page, invented_url, measure):
    app = open_page(invented_url, measure=measure, level="village")
    assert not app.exception
    assert "ขออภัย" not in texts(app)


def test_amphoe_and_province_wide_work_stands_in_the_strip_with_links(open_page, public_url):
    said = texts(open_page(public_url))
    assert "งานทั้งอำเภอหรือจังหวัด 10 งาน" in said
    assert re.search(r'href="\./area\?[^"]*area=8012', said)


def test_the_wall_mode_has_no_choices_but_the_way_out_and_says_when_it_looked(open_page, invented_url):
    app = open_page(invented_url, watch="1")
    assert not app.exception
    assert "data-watching" in texts(app)
    assert "ตรวจล่าสุด" in texts(app)
    next(button for button in app.button if "ออกจาก" in button.label).click().run()
    assert "watch" not in app.query_params


def test_every_standing_can_be_shown(open_page, public_url):
    for standing in Standing:
        assert "ขออภัย" not in texts(open_page(public_url, standing=str(standing)))


def test_no_cell_of_the_table_is_a_formula_in_the_sheet_that_it_is_taken_away_as(open_page, tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    codes, names = ["80", "8006", "800601", "80060101"], ["นครศรีธรรมราช", "ลานสกา", "ท่าดี", "=HYPERLINK(1)"]
    levels = ["province", "amphoe", "tambon", "village"]
    areas = {"code": codes, "name_th": names, "level": levels, "parent": [None, *codes[:-1]]}
    make_store(url).apply({"areas": typed("areas", areas)}, "", "test")
    table = open_page(url, level="village").dataframe[0].value
    assert [name.startswith("'=") for name in table["area"]] == [True]
