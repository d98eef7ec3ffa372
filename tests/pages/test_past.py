"""The register as it stood at the end of any past day of keeping."""

import datetime
import re

import pytest
from pandas.testing import assert_frame_equal
from past import FIRST, SECOND, THIRD, TODAY, begin, draw_at, edit_at, noon
from small import SMALL

from data.readers.records import reading
from data.schema import Level
from data.store import Edit, make_store, open_store
from geo.scores import evaluate, score
from pages.ui import cache, calendar, mapdata

DAY = datetime.timedelta(days=1)


def texts(app):
    return " ".join(part.body for part in app.get("html"))


@pytest.fixture(autouse=True)
def one_day(monkeypatch):
    """The day does not turn while these tests run."""
    monkeypatch.setattr(calendar, "today", lambda: TODAY)


@pytest.fixture(scope="module")
def past_url(tmp_path_factory):
    """The register began ten days ago; seven days ago another agency joined in; three days ago work was renamed."""
    folder = tmp_path_factory.mktemp("past")
    for name, text in SMALL.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    store = make_store(f"sqlite:///{folder / 'store.sqlite'}")
    begin(store, reading(folder).records)
    row = {
        "initiative_id": "I9",
        "title_th": "ท่อใหม่",
        "status": "implementation",
        "themes": "W1",
        "areas": "80060101",
    }
    part = {"initiative_id": "I9", "agency_id": "A9", "role": "accountable"}
    edit_at(store, noon(SECOND), Edit("agencies", "", {"agency_id": "A9", "name_th": "มูลนิธิ"}),
            Edit("initiatives", "", row), Edit("participation", "", part))  # fmt: skip
    edit_at(store, noon(THIRD, 23), Edit("initiatives", "I9", {"title_th": "ท่อประปาใหม่"}, {"title_th": "ท่อใหม่"}))
    draw_at(store, noon(THIRD, 23), 0.04)
    return store.url


@pytest.mark.parametrize(
    ("day", "fronts"), [(FIRST, 1), (SECOND - DAY, 1), (SECOND, 2), (THIRD - DAY, 2), (THIRD, 2), (None, 2)]
)
def test_the_map_is_that_of_the_register_as_it_stood_at_the_end_of_the_day(open_page, past_url, day, fronts):
    app = open_page(past_url, **({"kept": day.isoformat()} if day else {}))
    assert not app.exception
    assert f"ทั้งจังหวัดมีหน้างานเปิดอยู่ {fronts} หน้างาน" in texts(app)


def test_the_scores_of_a_past_day_are_those_of_its_records(open_page, past_url):
    store = open_store(past_url)
    open_page(past_url)
    for day in (FIRST, SECOND, THIRD):
        register = cache.register("office", day)
        records = store.records(at=store.version_at(calendar.end_of(day)))
        expected = score(evaluate(records, day), "tambon").set_index("area_code")
        shown = cache.scored(register.version, day, "", Level.TAMBON)
        assert shown[expected.columns].equals(expected)


def test_outlines_are_those_of_the_day_too(open_page, past_url):
    open_page(past_url)
    wide = {day: mapdata.boundaries(cache.register("office", day).version, Level.TAMBON).total_bounds[3]
            for day in (FIRST, SECOND, THIRD)}  # fmt: skip
    assert wide == pytest.approx({FIRST: 8.02, SECOND: 8.02, THIRD: 8.04})
    assert mapdata.boundaries(cache.register("office").version, Level.TAMBON).total_bounds[3] == pytest.approx(8.04)


def test_a_past_day_says_so_on_every_page_and_leads_back(open_page, past_url):
    for page, more in (("", {}), ("see/area.py", {"area": "800601"}), ("see/work.py", {"work": "I9"})):
        app = open_page(past_url, page, kept=SECOND.isoformat(), **more)
        assert not app.exception
        said = texts(app)
        assert f"ทะเบียนตามที่บันทึกไว้ ณ สิ้นวันที่ {calendar.long(SECOND, 'th')}" in said
        assert "กลับสู่ปัจจุบัน" in said
        assert "kept=" not in re.search(r'<p class="past">.*?</p>', said).group(0)
    assert "ท่อใหม่" in said
    assert "ท่อประปาใหม่" in texts(open_page(past_url, "see/work.py", work="I9"))


def test_a_past_day_opens_as_of_that_day(open_page, past_url):
    assert f"ณ วันที่ {calendar.long(SECOND, 'th')}" in texts(open_page(past_url, kept=SECOND.isoformat()))


def test_a_year_of_the_buddhist_era_names_the_same_day(open_page, past_url):
    address = SECOND.replace(year=SECOND.year + 543).isoformat()
    assert "กลับสู่ปัจจุบัน" in texts(open_page(past_url, kept=address))


@pytest.mark.parametrize("day", [(FIRST - DAY).isoformat(), (TODAY + DAY).isoformat(), "2026-13-99", "<b>"])
def test_a_day_that_is_none_of_keeping_is_said_and_the_present_shown(open_page, past_url, day):
    said = texts(open_page(past_url, kept=day))
    assert "กลับสู่ปัจจุบัน" not in said
    assert "kept=" in said
    assert "ซึ่งไม่มีในทะเบียน" in said


def test_today_is_the_present(open_page, past_url):
    said = texts(open_page(past_url, kept=TODAY.isoformat()))
    assert "กลับสู่ปัจจุบัน" not in said
    assert "ซึ่งไม่มีในทะเบียน" not in said


def test_the_news_of_a_past_day_end_with_it(open_page, past_url):
    app = open_page(past_url, kept=SECOND.isoformat())
    batches = cache.batches(cache.register("office", SECOND).version)
    assert [moment.date() for moment in batches["applied_at"]] == [SECOND, FIRST, FIRST]
    assert not app.exception


def test_what_is_shown_after_an_edit_is_what_a_fresh_look_at_the_whole_store_shows(open_page, tmp_path):
    for name, text in SMALL.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    store = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    begin(store, reading(tmp_path).records)
    open_page(store.url)
    edits = [
        Edit("initiatives", "I1", {"status": "closed"}, {"status": "implementation"}),
        Edit("unplaced", "", {"initiative_id": "I1", "place": "บ้านสระ"}),
        Edit("settings", "", {"key": "title_th", "value": "ทะเบียนใหม่"}),
        Edit("unplaced", "I1|บ้านสระ", None, {"initiative_id": "I1", "place": "บ้านสระ"}),
    ]
    for edit in edits:
        store.edit([edit], "x", "form")
        shown = cache.register("office")
        for name, frame in store.records().items():
            assert_frame_equal(shown.records[name], frame)
    assert cache.register("office").title("th") == "ทะเบียนใหม่"
    earlier = cache.register("office", SECOND)
    assert_frame_equal(earlier.records["initiatives"], store.records(at=2)["initiatives"])


def test_a_store_that_took_the_place_of_another_is_read_whole(open_page, tmp_path):
    for name, text in SMALL.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    records = reading(tmp_path).records
    for name in ("one", "two"):
        store = make_store(f"sqlite:///{tmp_path / name}.sqlite")
        begin(store, records)
        store.edit([Edit("initiatives", "I1", {"title_th": name}, {"title_th": "ประปาภูเขา"})], name, "form")
    one = make_store(f"sqlite:///{tmp_path / 'one.sqlite'}")
    store.edit([Edit("unplaced", "", {"initiative_id": "I1", "place": "บ้านสระ"})], "x", "form")
    open_page(one.url)
    assert cache.register("office").initiatives.at["I1", "title_th"] == "one"
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    (tmp_path / "two.sqlite").replace(tmp_path / "one.sqlite")
    assert cache.register("office").initiatives.at["I1", "title_th"] == "two"
