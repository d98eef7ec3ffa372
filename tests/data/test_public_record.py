"""The public record, a sample of what public pages say."""

import datetime as dt
import os
import re
from pathlib import Path

import pandas as pd
import pytest

from data.build import public_record
from data.build.facts import TABLES_DIR, read
from data.build.places import Gazetteer, Place, plain
from data.readers.records import reading
from geo.scores import evaluate

PROVINCE = Path(public_record.__file__).parents[1] / "province"
SHARED = Path(os.environ.get("SHARED_DIR", "../shared")) / "facts"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason=f"the gathered facts are not at {SHARED}")
TITLED_PERSON = re.compile(
    r"(?:นาย(?!ก|อำเภอ)|นาง(?:สาว)?|ดร\.|ผศ\.|รศ\.|ศ\.|อาจารย์|พระครู|พล\.|\b(?:Mr|Mrs|Ms|Dr|Prof)\.)\s*[ก-ฮเ-ไA-Z]"
)


@pytest.fixture(scope="module")
def known():
    return reading(PROVINCE).records


@pytest.fixture(scope="module")
def sample(known):
    read_sample = reading(public_record.SAMPLE, known=known)
    assert (read_sample.problems, read_sample.notes) == ([], [])
    return read_sample.records


@pytest.fixture(scope="module")
def settings(sample):
    return sample["settings"].set_index("key")["value"]


@pytest.fixture(scope="module")
def world(known, sample):
    agencies = pd.concat([known["agencies"], sample["agencies"]], ignore_index=True)
    return {**known, **sample, "agencies": agencies}


def active_on(world, day):
    return int(evaluate(world, day).world.is_active.sum())


def test_it_holds_every_initiative_under_an_id_of_its_own(sample):
    assert len(sample["initiatives"]) == 104
    assert sample["initiatives"]["initiative_id"].is_unique
    assert sample["initiatives"]["title_th"].is_unique


def test_agencies_are_never_doubled(known, sample):
    own = sample["agencies"]
    assert len(own) == 108
    assert own["name_th"].is_unique
    assert not set(own["name_th"]) & set(known["agencies"]["name_th"])
    assert not own["agency_id"].str.startswith("lg-").any()


def test_local_governments_take_part_under_their_own_code(sample):
    takers = sample["participation"].set_index("agency_id")
    assert set(takers.loc[["lg-802103"], "initiative_id"]) == {"pr-017"}
    assert set(takers.loc[["lg-8097"], "initiative_id"]) == {"pr-097", "pr-098"}


def test_statuses_are_those_of_the_table_and_unknown_stays_blank(sample):
    counts = sample["initiatives"]["status"].fillna("unknown").value_counts().to_dict()
    assert counts == {"implementation": 37, "unknown": 32, "closed": 24, "pipeline": 11}


def test_ongoing_in_a_year_is_open_with_a_date_in_that_year(sample):
    initiatives = sample["initiatives"].set_index("initiative_id")
    assert initiatives.loc["pr-077", "status"] == "implementation"
    assert initiatives.loc["pr-077", "status_date"] == pd.Timestamp(2021, 12, 31)
    dated = initiatives["status_date"].notna()
    assert (dated == (initiatives["status"] == "implementation")).all()


def test_dates_of_which_only_the_year_is_known_say_so(sample):
    precision = sample["precision"]
    assert set(precision["precision"]) == {"year"}
    initiatives = sample["initiatives"].set_index("initiative_id")
    for column, day in (("start_date", "01-01"), ("end_date", "12-31"), ("status_date", "12-31")):
        records = precision.loc[precision["column"] == column, "record"]
        assert set(initiatives.loc[records, column].dt.strftime("%m-%d")) == {day}
        exact = initiatives[column].dropna().drop(records)
        assert (exact.dt.strftime("%m-%d") != day).all()


def test_a_year_inferred_in_passing_is_no_date(sample):
    initiatives = sample["initiatives"].set_index("initiative_id")
    forums = initiatives.loc[["pr-003", "pr-006", "pr-007"], ["status_date", "start_date", "end_date"]]
    assert forums.isna().all(axis=None)


def test_places_are_matched_or_listed(sample):
    initiatives = sample["initiatives"]
    placed = initiatives["areas"].notna()
    finest = initiatives.loc[placed, "areas"].str.split(";").map(lambda codes: max(map(len, codes)))
    assert (placed.sum(), (~placed).sum()) == (95, 9)
    assert finest.value_counts().to_dict() == {8: 34, 6: 34, 4: 23, 2: 4}
    assert len(sample["unplaced"]) == 22
    assert sample["unplaced"]["reason"].notna().all()


@pytest.mark.parametrize(
    ("initiative_id", "place", "areas"),
    [
        ("pr-019", "ตำบลเกาะจาก", "80120606"),
        ("pr-089", "บ้านสระโพธิ์", "8006"),
        ("pr-032", "หมู่ 3 บ้านแพรกเมือง", "801602"),
        ("pr-008", "บ้านอ่วาเคียน (ตามต้นฉบับ)", "801204;80120401"),
    ],
)
def test_a_place_in_doubt_is_kept_with_what_is_sure_of_it(sample, initiative_id, place, areas):
    unplaced = sample["unplaced"].set_index("initiative_id")
    assert unplaced.loc[initiative_id, "place"] == place
    assert sample["initiatives"].set_index("initiative_id").loc[initiative_id, "areas"] == areas


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("เมืองนครศรีธรรมราช", "โพธิ์เสด็จ", "หมู่ 1"), Place("80011801")),
        (("ลานสกา", "", "บ้านวังโหล"), Place("80030412")),
        (("ปากพนัง", "เกาะจาก", ""), Place("8012", "เกาะจาก", "ไม่มีชื่อนี้ในทำเนียบ")),
        (("", "", ""), Place("")),
        (("", "", "บ้านสระโพธิ์"), Place("", "บ้านสระโพธิ์", "ไม่ใช่ชื่อหมู่บ้านหรือเลขหมู่")),
    ],
)
def test_the_gazetteer_finds_what_is_sure_and_says_why_not(known, names, expected):
    assert Gazetteer(known["areas"]).locate(*names) == expected


def test_spellings_that_differ_only_in_typing_are_one_name():
    assert plain("ต.ใสหมาก") == plain("ไสหมาก")
    assert plain("บ้านน\u0e4d\u0e32พุ") == "นำพุ"


def test_hosts_are_those_the_pages_name_and_other_partners_have_no_role(sample):
    participation = sample["participation"]
    roles = participation["role"].fillna("none").value_counts().to_dict()
    assert roles == {"accountable": 94, "none": 94, "funding": 5, "implementing": 1, "extending": 1}
    hosts = participation[participation["role"] == "accountable"]
    assert hosts["initiative_id"].is_unique
    assert set(participation.set_index("agency_id").loc[["world-bank", "adb"], "role"]) == {"funding"}


def test_a_sector_the_source_leaves_open_stays_blank(sample):
    sectors = sample["agencies"].set_index("agency_id")["sector"]
    assert sectors.loc[["world-bank", "adb"]].isna().all()
    assert sectors["khiriwong-turbines"] == "community"


def test_every_record_says_where_it_comes_from(sample):
    initiatives = sample["initiatives"].set_index("initiative_id")
    without = initiatives[initiatives["source_url"].isna()]
    assert list(without.index) == ["pr-002", "pr-004", "pr-024", "pr-037", "pr-039"]
    assert without["description"].str.contains("ที่มา:").all()
    assert initiatives["source_url"].dropna().str.fullmatch(r"https?://[!-~]+").all()


def test_no_person_is_named(sample):
    for table, frame in sample.items():
        for column in frame.select_dtypes("str"):
            found = frame[column].dropna().str.findall(TITLED_PERSON).explode().dropna()
            assert found.empty, (table, column, list(found))


def test_the_search_for_persons_finds_one():
    assert TITLED_PERSON.search("โดย นายสมมติ ใจดี")
    assert TITLED_PERSON.search("ดร.สมมติ")
    assert not TITLED_PERSON.search("นายกเทศมนตรี และนายอำเภอ")


def test_it_opens_on_the_latest_day_on_which_most_records_are_active(world, settings):
    opening = dt.date.fromisoformat(settings["opening_as_of"])
    most = active_on(world, opening)
    assert most == 22
    assert active_on(world, opening + dt.timedelta(days=1)) < most
    starts = world["initiatives"]["start_date"].dropna()
    fresh = world["initiatives"]["status_date"].dropna() + pd.DateOffset(months=24)
    for moment in sorted({*starts, *fresh}):
        day = moment.date()
        assert active_on(world, day) < most if day > opening else active_on(world, day) <= most, day


def test_it_says_on_which_day_it_opens_and_why(settings):
    assert settings["sample"] == "public"
    assert "22 จาก 104" in settings["opening_note_th"]
    assert "30 ธ.ค. 2564" in settings["opening_note_th"]
    assert f"{settings['opening_as_of']}" in settings["opening_note_en"]


@needs_shared
def test_every_gathered_agency_and_name_is_accounted_for():
    own = read(TABLES_DIR / "agencies.csv").set_index("name_th")["agency_id"]
    gathered = read(SHARED / "agencies_public_record.csv")["name_th"]
    assert len(gathered) == 101
    assert gathered.isin(own.index).all()
    assert (own[gathered] != "").all()
    assert own[gathered].is_unique
    assert own[gathered].str.startswith("lg-").sum() == 14


@needs_shared
def test_every_word_of_the_source_is_in_our_tables():
    gathered = read(SHARED / "initiatives_public_record.csv")
    themes = read(TABLES_DIR / "theme_words.csv")
    assert set(themes["word"]) == set(gathered["theme"])
    assert len(themes) == 28
    assert set(read(TABLES_DIR / "initiatives.csv")["title_th"]) == set(gathered["title_th"])


@needs_shared
def test_the_sample_built_again_is_the_sample_committed(tmp_path):
    public_record.build(SHARED, tmp_path)
    for path in sorted(public_record.SAMPLE.iterdir()):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name
