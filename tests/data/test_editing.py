"""Records by form: what a text becomes, what others have to agree to, whose it is, and nobody's edit lost."""

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from data.desk.editing import answer, prepare, resolved, save, withdraw
from data.desk.parts import Part, new_id, opened, opened_of
from data.desk.removal import remove
from data.desk.ruins import decide
from data.errors import DataError, NotAllowedError
from data.schema import ANYONE, OFFICE, AccountRole, Actor, Answer, Fate, RequestKind, typed
from data.store import EditConflictError

OFFICER = Actor("malee", AccountRole.OFFICER, "A1")
OTHER = Actor("wichai", AccountRole.OFFICER, "A2")
FACILITATOR = Actor("nok", AccountRole.FACILITATOR, "A3")
OPERATOR = Actor("wethi", AccountRole.OPERATOR)
VIEWER = Actor("phu", AccountRole.VIEWER)
WORLD = {
    "areas": {
        "code": ["80", "8006", "800601", "800602", "80060101", "80060102"],
        "name_th": ["นครศรีธรรมราช", "ลานสกา", "ท่าดี", "ลานสกา", "บ้านวังไทร", "บ้านใหม่"],
        "level": ["province", "amphoe", "tambon", "tambon", "village", "village"],
        "parent": [None, "80", "8006", "8006", "800601", "800601"],
    },
    "themes": {"code": ["W", "W1", "W2"], "name_th": ["น้ำ", "ประปา", "ฝาย"], "parent": [None, "W", "W"]},
    "agencies": {"agency_id": ["A1", "A2", "A3"], "name_th": ["อบต.ท่าดี", "กลุ่มผู้ใช้น้ำ", "มูลนิธิ"]},
    "initiatives": {
        "initiative_id": ["I1", "I2", "I3"],
        "title_th": ["ประปาภูเขา", "ซ่อมฝาย", "ฝายเก่า"],
        "status": ["implementation", "implementation", "closed"],
        "start_date": ["2007-02-16", "2006-01-01", None],
        "themes": ["W1", "W2;W1", None],
        "areas": ["80060101", "800601", "80060102"],
        "households": [40, None, None],
    },
    "participation": {
        "initiative_id": ["I1", "I1", "I2", "I3"],
        "agency_id": ["A1", "A3", "A2", "A1"],
        "role": ["accountable", "extending", "accountable", "implementing"],
    },
    "precision": {"table": ["initiatives"], "record": ["I2"], "column": ["start_date"], "precision": ["year"]},
}


@pytest.fixture
def kept(store):
    store.apply({name: typed(name, columns) for name, columns in WORLD.items()}, "", "test")
    return store


def edited(store, table, key, **texts):
    """A record as a form holds it once somebody has typed these texts."""
    part = opened(store.records(), table, key)
    return replace(part, texts=part.texts | texts)


def added(table, **texts):
    return Part(table, texts)


def done(store, actor, *parts, **more):
    return save(store, actor, prepare(parts, actor, store.records(), **more))


def faults(store, *parts, actor=OFFICE):
    return [(one.table, one.row, one.column, one.code) for one in prepare(parts, actor, store.records()).problems]


def row(store, table, **where):
    """The one record with these values, as a dict without blanks."""
    frame = store.records()[table]
    for name, value in where.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1, frame
    return {
        name: bool(value) if name == "confirmed" else value
        for name, value in frame.iloc[0].items()
        if not pd.isna(value)
    }


def new_work(**texts):
    """A new initiative with its own agency as host, as its parts."""
    key = new_id("initiatives", 2026)
    work = added("initiatives", initiative_id=key, **({"title_th": "ฝายใหม่"} | texts))
    return key, work, added("participation", initiative_id=key, agency_id="A1", role="accountable")


def tie(**texts):
    return added("ties", **({"from_id": "I1", "to_id": "I2", "kind": "co_work"} | texts))


# ---- what a text becomes


def test_a_form_that_is_opened_and_not_touched_changes_nothing(kept):
    parts = [opened(kept.records(), "initiatives", key) for key in ("I1", "I2", "I3")]
    assert prepare(parts, OFFICE, kept.records()).edits == ()
    assert parts[0].texts["start_date"] == "16/2/2550"
    assert parts[1].texts["start_date"] == "2549"
    assert parts[0].texts["households"] == "40"
    version = kept.version()
    assert done(kept, OFFICE, *parts).number == version == kept.version()


@pytest.mark.parametrize(
    ("typed_text", "day", "precision"),
    [
        ("16/2/2550", "2007-02-16", None),
        ("๑๖ ก.พ. ๒๕๕๑", "2008-02-16", None),
        ("2007-03-01", "2007-03-01", None),
        ("ก.พ. 2551", "2008-02-01", "month"),
        ("2551", "2008-01-01", "year"),
        ("", None, None),
    ],
)
@pytest.mark.parametrize("key", ["I1", "I2"])
def test_thai_dates_of_every_form_are_kept_with_their_precision(kept, key, typed_text, day, precision):
    done(kept, OFFICE, edited(kept, "initiatives", key, start_date=typed_text))
    found = row(kept, "initiatives", initiative_id=key).get("start_date")
    assert (None if found is None else found.date().isoformat()) == day
    about = kept.records()["precision"]
    assert about.loc[about["record"] == key, "precision"].tolist() == ([precision] if precision else [])


def test_a_year_that_changes_to_another_year_is_still_only_a_year(kept):
    done(kept, OFFICE, edited(kept, "initiatives", "I2", start_date="2550", title_th="ซ่อมฝายใหญ่"))
    assert row(kept, "precision", record="I2")["precision"] == "year"
    assert row(kept, "initiatives", initiative_id="I2")["start_date"] == pd.Timestamp("2007-01-01")


def test_the_end_of_a_month_is_its_last_day_and_precision_is_kept_beside_another_change(kept):
    done(kept, OFFICE, edited(kept, "initiatives", "I1", end_date="2/2551"))
    done(kept, OFFICE, edited(kept, "initiatives", "I1", title_th="ประปาภูเขาสูง"))
    assert row(kept, "initiatives", initiative_id="I1")["end_date"] == pd.Timestamp("2008-02-29")
    assert row(kept, "precision", record="I1")["precision"] == "month"


def test_a_tie_whose_key_changes_with_its_date_keeps_the_precision_of_both(kept):
    done(kept, OFFICE, tie(start_date="2550", end_date="2555", confirmed="true"))
    done(kept, OFFICE, edited(kept, "ties", "I1|I2|co_work|2007-01-01", start_date="ก.พ. 2551"))
    about = kept.records()["precision"]
    about = about[about["table"] == "ties"]
    assert about[["record", "column", "precision"]].to_numpy().tolist() == [
        ["I1|I2|co_work|2008-02-01", "end_date", "year"],
        ["I1|I2|co_work|2008-02-01", "start_date", "month"],
    ]


def test_every_problem_of_a_form_is_told_at_once_with_its_column(kept):
    work = edited(
        kept, "initiatives", "I1", title_th="", status="กำลังทะ", end_date="31/2/2551", themes="W9",
        areas="800601;999999", longitude="99.8", households="-1", source_url="javascript:alert(1)",
    )  # fmt: skip
    parts = [added("participation", initiative_id="I1", agency_id="", role="เจ้าภาพ"), tie(to_id="I1")]
    assert set(faults(kept, work, *parts)) == {
        ("initiatives", 1, "title_th", "missing_value"),
        ("initiatives", 1, "status", "unknown_value"),
        ("initiatives", 1, "end_date", "impossible_date"),
        ("initiatives", 1, "themes", "unknown_theme"),
        ("initiatives", 1, "areas", "unknown_area"),
        ("initiatives", 1, "latitude", "half_point"),
        ("initiatives", 1, "households", "out_of_range"),
        ("initiatives", 1, "source_url", "bad_url"),
        ("participation", 1, "agency_id", "missing_value"),
        ("ties", 1, "to_id", "self_tie"),
    }
    with pytest.raises(DataError, match="10"):
        done(kept, OFFICE, work, *parts)
    assert kept.version() == 1


def test_an_end_before_a_start_that_was_kept_before_is_told(kept):
    assert faults(kept, edited(kept, "initiatives", "I1", end_date="2549")) == [
        ("initiatives", 1, "end_date", "end_before_start")
    ]


def test_what_is_wrong_in_a_field_that_nobody_touched_keeps_nobody_from_saving(kept):
    kept.apply({"initiatives": typed("initiatives", {"initiative_id": ["I9"], "title_th": ["ก\u200bข\x07"]})}, "", "")
    done(kept, OFFICE, edited(kept, "initiatives", "I9", households="5"))
    assert row(kept, "initiatives", initiative_id="I9")["households"] == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=1+1", "=1+1"),
        ("${x} `{{ y }}`", "${x} `{{ y }}`"),
        ("'; DROP TABLE initiatives; --", "'; DROP TABLE initiatives; --"),
        ("ก" * 5000, "ก" * 5000),
    ],
)
def test_hostile_text_is_kept_as_text_and_does_nothing(kept, text, expected):
    done(kept, OFFICE, edited(kept, "initiatives", "I1", title_th=text, description=text))
    assert row(kept, "initiatives", initiative_id="I1")["description"] == expected
    assert len(kept.records()["initiatives"]) == 3


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("title_th", "ก\x00ข", "control_character"),
        ("description", "ก" * 40_000, "cell_too_long"),
        ("areas", "800601\n8006", "bad_code"),
        ("households", "NaN", "bad_number"),
        ("budget_thb", "1e999", "out_of_range"),
        ("source_url", " JaVaScRiPt:alert(1)", "bad_url"),
    ],
)
def test_text_that_no_cell_can_hold_is_refused(kept, column, text, code):
    assert faults(kept, edited(kept, "initiatives", "I1", **{column: text})) == [("initiatives", 1, column, code)]


def test_an_initiative_goes_with_its_agencies_ties_and_unplaced_in_one_change(kept):
    key, work, host = new_work(areas="80060101;80060102", themes="W2", start_date="ต.ค. 2569", status="กำลังดำเนินการ")
    place = added("unplaced", initiative_id=key, place="บ้านที่หาไม่พบ")
    batch = done(kept, OFFICER, work, host, place, tie(from_id=key, to_id="I1", kind="builds_on"))
    assert batch.number == 2
    assert (batch.added, batch.changed, batch.by) == (5, 0, "malee")
    assert row(kept, "initiatives", initiative_id=key)["areas"] == "80060101;80060102"
    assert row(kept, "participation", initiative_id=key) == {
        "initiative_id": key, "agency_id": "A1", "role": "accountable"
    }  # fmt: skip
    assert row(kept, "unplaced", initiative_id=key)["place"] == "บ้านที่หาไม่พบ"
    assert row(kept, "ties", from_id=key)["confirmed"] is True
    assert kept.problems() == []


def test_of_agencies_that_repeat_any_can_be_removed(kept):
    again = added("participation", initiative_id="I1", agency_id="A3", role="extending", amount_thb="5")
    done(kept, OFFICE, again, replace(again, texts=again.texts | {"amount_thb": "7"}))
    parts = opened_of(kept.records(), "participation", "initiative_id", "I1")
    assert len(parts) == 4
    done(kept, OFFICE, *(replace(part, is_gone=part.texts["agency_id"] == "A3") for part in parts))
    assert row(kept, "participation", initiative_id="I1")["agency_id"] == "A1"
    assert kept.problems() == []


def test_new_ids_say_what_they_are_and_never_meet():
    found = {new_id("assets", 2026) for _ in range(500)}
    assert len(found) == 500
    assert all(key.startswith("asset-2026-") for key in found)


# ---- rights


def test_what_is_not_ones_own_is_refused_and_nothing_is_kept(kept):
    for actor in (ANYONE, VIEWER, OTHER):
        with pytest.raises(NotAllowedError):
            done(kept, actor, edited(kept, "initiatives", "I1", title_th="ของฉัน"))
    assert kept.version() == 1


def test_own_work_may_be_edited_by_its_officer_and_by_its_facilitator_and_all_by_an_operator(kept):
    for actor, title in ((OFFICER, "หนึ่ง"), (FACILITATOR, "สอง"), (OPERATOR, "สาม")):
        done(kept, actor, edited(kept, "initiatives", "I1", title_th=title))
        assert row(kept, "initiatives", initiative_id="I1")["title_th"] == title


def test_an_officer_may_not_add_work_for_others_alone(kept):
    key, work, host = new_work()
    with pytest.raises(NotAllowedError):
        done(kept, OTHER, work, host)
    own = added("participation", initiative_id=key, agency_id="A2", role="implementing")
    done(kept, OTHER, work, host, own)
    assert row(kept, "participation", initiative_id=key)["agency_id"] == "A2"


# ---- another agency as host


def test_another_agency_is_host_only_once_it_accepts(kept):
    host = added("participation", initiative_id="I1", agency_id="A2", role="accountable")
    prepared = prepare([host], OFFICER, kept.records())
    assert prepared.asked(RequestKind.HOST) == ["A2"]
    save(kept, OFFICER, prepared)
    assert "A2" not in set(kept.records()["participation"].query("initiative_id == 'I1'")["agency_id"])
    request = row(kept, "requests", agency_id="A2")
    assert (request["kind"], request["asked_by"], request["initiative_id"]) == ("host_request", "malee", "I1")
    assert prepare([host], OFFICER, kept.records()).edits == ()
    with pytest.raises(NotAllowedError):
        answer(kept, OFFICER, request["request_id"], Answer.ACCEPTED)
    answer(kept, OTHER, request["request_id"], Answer.ACCEPTED, "ยินดี")
    assert row(kept, "participation", initiative_id="I1", agency_id="A2")["role"] == "accountable"
    told = row(kept, "requests", agency_id="A2")
    assert (told["answer"], told["answered_by"], told["note"]) == ("accepted", "wichai", "ยินดี")
    with pytest.raises(DataError, match="answered"):
        answer(kept, OTHER, request["request_id"], Answer.DECLINED)


def test_a_host_who_declines_is_none_and_it_shows_who_declined(kept):
    done(kept, OFFICER, added("participation", initiative_id="I1", agency_id="A2", role="accountable"))
    answer(kept, OTHER, row(kept, "requests", agency_id="A2")["request_id"], Answer.DECLINED, "งบไม่พอ")
    assert row(kept, "requests", agency_id="A2")["answered_by"] == "wichai"
    assert len(kept.records()["participation"]) == 4


def test_a_partner_who_is_made_host_keeps_its_role_until_it_accepts(kept):
    part = next(
        one for one in opened_of(kept.records(), "participation", "initiative_id", "I1") if "A3" in one.record
    )
    done(kept, OFFICER, replace(part, texts=part.texts | {"role": "accountable"}))
    assert row(kept, "participation", initiative_id="I1", agency_id="A3")["role"] == "extending"
    assert row(kept, "requests", agency_id="A3")["kind"] == "host_request"


def test_the_office_names_hosts_at_once_and_may_answer_for_anyone(kept):
    done(kept, OFFICE, added("participation", initiative_id="I1", agency_id="A2", role="accountable"))
    assert row(kept, "participation", initiative_id="I1", agency_id="A2")["role"] == "accountable"
    assert kept.records()["requests"].empty
    done(kept, OFFICER, added("participation", initiative_id="I3", agency_id="A2", role="accountable"))
    answer(kept, OFFICE, row(kept, "requests", agency_id="A2")["request_id"], Answer.ACCEPTED)
    assert row(kept, "participation", initiative_id="I3", agency_id="A2")["role"] == "accountable"
    assert row(kept, "requests", agency_id="A2")["answered_by"] == "office"


# ---- ties that name others' work


def test_a_tie_to_ones_own_work_is_confirmed_at_once(kept):
    done(kept, OFFICER, tie(to_id="I3"))
    assert row(kept, "ties", to_id="I3")["confirmed"] is True
    assert kept.records()["requests"].empty


def test_a_tie_to_others_work_waits_and_is_confirmed_once_they_accept(kept):
    done(kept, OFFICER, tie(confirmed="true", level="4"))
    assert "confirmed" not in row(kept, "ties", to_id="I2")
    request = row(kept, "requests", agency_id="A2")
    assert [request[name] for name in ("kind", "initiative_id", "other_id", "tie_kind")] == [
        "tie_request", "I1", "I2", "co_work"
    ]  # fmt: skip
    answer(kept, OTHER, request["request_id"], Answer.ACCEPTED)
    assert row(kept, "ties", to_id="I2")["confirmed"] is True


def test_a_tie_that_is_declined_is_removed_and_the_request_says_by_whom(kept):
    done(kept, OFFICER, tie(kind="handover"))
    answer(kept, OTHER, row(kept, "requests", agency_id="A2")["request_id"], Answer.DECLINED, "ยังไม่พร้อม")
    assert kept.records()["ties"].empty
    told = row(kept, "requests", agency_id="A2")
    assert (told["answer"], told["answered_by"], told["note"]) == ("declined", "wichai", "ยังไม่พร้อม")
    assert kept.problems() == []


def test_the_first_answer_of_a_side_speaks_for_it(kept):
    done(kept, OFFICE, added("participation", initiative_id="I2", agency_id="A3", role="accountable"))
    done(kept, OFFICER, tie())
    assert sorted(kept.records()["requests"]["agency_id"]) == ["A2", "A3"]
    answer(kept, OTHER, row(kept, "requests", agency_id="A2")["request_id"], Answer.ACCEPTED)
    assert row(kept, "ties", to_id="I2")["confirmed"] is True
    assert kept.records()["requests"]["agency_id"].tolist() == ["A2"]


def test_a_tie_that_a_workshop_adds_between_two_others_needs_both(kept):
    done(kept, OPERATOR, tie())
    assert sorted(kept.records()["requests"]["agency_id"]) == ["A1", "A2"]
    answer(kept, OTHER, row(kept, "requests", agency_id="A2")["request_id"], Answer.ACCEPTED)
    assert "confirmed" not in row(kept, "ties", to_id="I2")
    answer(kept, OFFICER, row(kept, "requests", agency_id="A1")["request_id"], Answer.ACCEPTED)
    assert row(kept, "ties", to_id="I2")["confirmed"] is True


def test_the_office_may_confirm_for_anyone(kept):
    done(kept, OFFICE, tie(confirmed="ใช่"))
    assert row(kept, "ties", to_id="I2")["confirmed"] is True
    assert kept.records()["requests"].empty
    done(kept, OFFICER, tie(kind="builds_on"))
    done(kept, OFFICE, edited(kept, "ties", "I1|I2|builds_on|", confirmed="true"))
    assert row(kept, "ties", kind="builds_on")["confirmed"] is True


def test_one_side_that_strengthens_a_confirmed_tie_has_to_ask_again_and_may_end_it_freely(kept):
    done(kept, OFFICE, tie(confirmed="true", level="2"))
    done(kept, OFFICER, edited(kept, "ties", "I1|I2|co_work|", end_date="2570", confirmed=""))
    assert row(kept, "ties", to_id="I2")["confirmed"] is True
    done(kept, OFFICER, edited(kept, "ties", "I1|I2|co_work|", level="5"))
    assert "confirmed" not in row(kept, "ties", to_id="I2")
    assert row(kept, "requests", agency_id="A2")["kind"] == "tie_request"


def test_a_request_is_taken_back_by_who_asked_or_the_office_alone(kept):
    done(kept, OFFICER, tie())
    request = row(kept, "requests", agency_id="A2")["request_id"]
    with pytest.raises(NotAllowedError):
        withdraw(kept, OTHER, request)
    withdraw(kept, OFFICER, request)
    assert kept.records()["requests"].empty


# ---- points


def _official(quality="official"):
    columns = {"area_code": ["800601"], "quality": [quality]}
    return gpd.GeoDataFrame(columns, geometry=[shapely.box(99.7, 8.3, 99.8, 8.4)], crs="EPSG:4326").set_index(
        "area_code"
    )


@pytest.mark.parametrize(
    ("areas", "longitude", "warned"),
    [("800601", "99.75", False), ("800601", "99.9", True), ("80060101", "99.9", True), ("800602", "99.9", False),
     ("800601;800602", "99.9", False), ("", "99.9", False)],
)  # fmt: skip
def test_a_point_outside_its_official_area_is_a_warning_that_may_be_kept(kept, areas, longitude, warned):
    part = edited(kept, "initiatives", "I3", areas=areas, longitude=longitude, latitude="8.35")
    prepared = prepare([part], OFFICE, kept.records(), _official())
    assert [each.code for each in prepared.warnings] == (["point_outside"] if warned else [])
    save(kept, OFFICE, prepared)
    assert row(kept, "initiatives", initiative_id="I3")["latitude"] == 8.35


# ---- two people at once


def test_cells_that_one_side_alone_changed_go_together(kept):
    mine = edited(kept, "initiatives", "I1", title_th="ของฉัน")
    done(kept, OFFICE, edited(kept, "initiatives", "I1", description="ของเขา"))
    done(kept, OFFICER, mine)
    found = row(kept, "initiatives", initiative_id="I1")
    assert (found["title_th"], found["description"]) == ("ของฉัน", "ของเขา")


@pytest.mark.parametrize(("choice", "title"), [("mine", "ของฉัน"), ("theirs", "ของเขา"), ("before", "ประปาภูเขา")])
def test_a_cell_that_both_changed_is_as_the_second_chooses_and_the_rest_goes_together(kept, choice, title):
    mine = edited(kept, "initiatives", "I1", title_th="ของฉัน", start_date="2551", households="50")
    done(kept, OFFICE, edited(kept, "initiatives", "I1", title_th="ของเขา", description="ใหม่"))
    with pytest.raises(EditConflictError) as met:
        done(kept, OFFICER, mine)
    assert [(one.column, one.before, one.theirs, one.mine) for one in met.value.clashes] == [
        ("title_th", "ประปาภูเขา", "ของเขา", "ของฉัน")
    ]
    chosen = {("initiatives", "I1", "title_th"): choice}
    done(kept, OFFICER, *resolved([mine], kept.records(), met.value.clashes, chosen))
    found = row(kept, "initiatives", initiative_id="I1")
    assert (found["title_th"], found["description"], found["households"]) == (title, "ใหม่", 50)
    assert row(kept, "precision", record="I1")["precision"] == "year"


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_row_that_the_other_removed_comes_back_or_stays_away_as_chosen(kept, choice):
    part = next(
        one for one in opened_of(kept.records(), "participation", "initiative_id", "I1") if "A3" in one.record
    )
    mine = replace(part, texts=part.texts | {"amount_thb": "900"})
    done(kept, OFFICE, replace(part, is_gone=True))
    with pytest.raises(EditConflictError) as met:
        done(kept, OFFICER, mine)
    chosen = {("participation", part.record, ""): choice}
    done(kept, OFFICER, *resolved([mine], kept.records(), met.value.clashes, chosen))
    amounts = kept.records()["participation"].query("agency_id == 'A3'")["amount_thb"].tolist()
    assert amounts == ([900] if choice == "mine" else [])


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_row_that_i_remove_while_the_other_changes_it_goes_only_if_i_say_so(kept, choice):
    part = next(
        one for one in opened_of(kept.records(), "participation", "initiative_id", "I1") if "A3" in one.record
    )
    done(kept, OFFICE, replace(part, texts=part.texts | {"amount_thb": "900"}))
    gone = replace(part, is_gone=True)
    with pytest.raises(EditConflictError) as met:
        done(kept, OFFICER, gone)
    chosen = {(one.table, one.record, one.column): choice for one in met.value.clashes}
    done(kept, OFFICER, *resolved([gone], kept.records(), met.value.clashes, chosen))
    assert len(kept.records()["participation"].query("agency_id == 'A3'")) == (choice == "theirs")


# ---- removal


def test_a_removal_needs_a_reason_and_is_kept_with_it(kept):
    with pytest.raises(DataError, match="why"):
        remove(kept, OFFICER, "initiatives", "I1", "  ")
    batch = remove(kept, OFFICER, "initiatives", "I1", "บันทึกซ้ำ")
    assert batch.reason == "บันทึกซ้ำ"
    assert set(kept.records()["participation"]["initiative_id"]) == {"I2", "I3"}
    kept.undo(kept.history(batches=[batch.number])["id"], "", "")
    assert len(kept.records()["participation"]) == 4


def test_what_others_refer_to_is_not_removed_and_the_sentence_lists_them(kept):
    done(kept, OFFICER, tie())
    done(kept, OFFICE, added("assets", asset_id="S1", name_th="ศาลา", kind="place", initiative_id="I1"))
    with pytest.raises(DataError) as refused:
        remove(kept, OFFICER, "initiatives", "I1", "ซ้ำ")
    assert "ความเชื่อมโยง 1 (ประปาภูเขา ↔ ซ่อมฝาย)" in refused.value.thai
    assert "ทุนเดิม 1 (ศาลา)" in refused.value.thai
    with pytest.raises(DataError, match="participations"):
        remove(kept, OFFICE, "agencies", "A2", "ยุบแล้ว")
    assert len(kept.records()["initiatives"]) == 3


def test_a_tie_goes_with_the_question_about_it_and_then_the_work_may_go(kept):
    done(kept, OFFICER, tie())
    remove(kept, OFFICER, "ties", "I1|I2|co_work|", "ใส่ผิด")
    assert kept.records()["requests"].empty
    remove(kept, OFFICER, "initiatives", "I1", "ซ้ำ")
    assert set(kept.records()["initiatives"]["initiative_id"]) == {"I2", "I3"}


def test_what_was_decided_of_a_ruin_goes_with_it_and_nothing_else(kept):
    done(kept, OFFICE, added("assets", asset_id="I1", name_th="ศาลา", kind="place"))
    for table in ("initiatives", "assets"):
        decide(kept, OFFICER, table, "I1", Fate.CLEAR, "ไม่มีใครใช้")
    remove(kept, OFFICER, "initiatives", "I1", "ซ้ำ")
    assert kept.records()["ruins"][["table", "record"]].to_numpy().tolist() == [["assets", "I1"]]


def test_others_work_is_not_removed(kept):
    for actor in (ANYONE, VIEWER, OPERATOR, FACILITATOR, OTHER):
        with pytest.raises(NotAllowedError):
            remove(kept, actor, "initiatives", "I1", "ไม่ชอบ")


# ---- invented and real


def test_a_register_of_real_work_takes_no_name_with_the_mark(kept):
    assert faults(kept, edited(kept, "initiatives", "I1", title_th="ฝาย (สมมติ)")) == [
        ("initiatives", 1, "title_th", "invented_records")
    ]


def test_where_all_is_invented_new_names_carry_the_mark_and_real_agencies_get_no_work(kept):
    settings = typed("settings", {"key": ["invented"], "value": ["yes"]})
    marked = typed("agencies", {"agency_id": ["A9"], "name_th": ["หน่วย (สมมติ)"]})
    kept.apply({"settings": settings, "agencies": marked}, "", "", {"agencies": ["agency_id", "name_th"]})
    done(kept, OFFICE, edited(kept, "initiatives", "I1", title_th="ฝายทดลอง", title_en="Trial weir"))
    found = row(kept, "initiatives", initiative_id="I1")
    assert (found["title_th"], found["title_en"]) == ("ฝายทดลอง (สมมติ)", "Trial weir (invented)")
    part = added("participation", initiative_id="I3", agency_id="A2", role="funding")
    assert faults(kept, part) == [("participation", 1, "agency_id", "real_agency")]
    assert faults(kept, replace(part, texts=part.texts | {"agency_id": "A9"})) == []
