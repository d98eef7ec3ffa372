"""What wants a second look: every truth that the demo was planted with is found, weighed and settled."""

import datetime as dt
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from small import SMALL

from data.build.facts import TABLES_DIR, read
from data.commands.facts import shipped, shipped_cells
from data.desk.review import effects, remedies
from data.desk.review.answers import answers
from data.desk.review.news import last_changes
from data.desk.review.queues import COLUMNS, Queue, Sight, concerning, items, open_items
from data.desk.review.settling import dismiss, postpone, settle
from data.errors import DataError, NotAllowedError
from data.readers.records import reading
from data.schema import OFFICE, AccountRole, Actor, RequestKind, Status, today, typed
from data.store import Edit
from geo.doubles import doubles
from geo.evidence import component_items
from geo.neighbours import adjacent
from geo.placing import official
from geo.scores import evaluate, score
from geo.sharing import compared
from geo.stage import stage_of

OPENING = dt.date(2026, 11, 20)
TRUTHS = read(TABLES_DIR / "demo_truth.csv")
ALONE = pd.DataFrame({"one": [], "other": []})


def truths(*kinds, measure=None):
    rows = TRUTHS[TRUTHS["kind"].isin(kinds)]
    return rows if measure is None else rows[rows["measure"] == measure]


@pytest.fixture(scope="module")
def world():
    return shipped("demo")


@pytest.fixture(scope="module")
def sight(world):
    cells = shipped_cells(world["areas"])["tambon"]
    blank = {name: typed(name) for name in ("requests", "reviews")}
    return Sight(evaluate(world, OPENING), {**world, **blank}, adjacent(cells), official([cells], "official"))


@pytest.fixture(scope="module")
def found(sight):
    return {queue: items(queue, sight) for queue in Queue}


def concerned(found, ids):
    """The items that name exactly these records."""
    return found[found["initiatives"].map(lambda each: set(each.split(";")) == set(ids.split(";")))]


def test_every_queue_says_the_same_things_of_its_items(found):
    for queue, frame in found.items():
        assert tuple(frame.columns[: len(COLUMNS)]) == COLUMNS, queue
        assert frame["subject"].is_unique, queue
        assert frame["weight"].is_monotonic_decreasing or queue is Queue.REQUESTS, queue
        assert frame[list(COLUMNS)].notna().all(axis=None), queue


@pytest.mark.parametrize("number", [0, 1])
def test_queues_of_a_register_that_has_hardly_begun_are_empty_and_all_there(sight, number):
    kept = sight.records["initiatives"].query("status == 'implementation'").head(number)
    begun = {name: sight.records[name] for name in ("areas", "themes", "agencies")} | {"initiatives": kept}
    records = {name: begun.get(name, typed(name)) for name in sight.records}
    young = Sight(evaluate(records, OPENING), records, sight.adjacent, sight.official)
    frames = {queue: items(queue, young) for queue in Queue}
    assert {tuple(frame.columns[: len(COLUMNS)]) for frame in frames.values()} == {COLUMNS}
    assert frames[Queue.UNCONFIRMED].empty


def test_likely_doubles_are_those_that_were_planted_and_no_others(found):
    pairs = found[Queue.DOUBLES]
    assert sorted(pairs["initiatives"]) == sorted(truths("likely_double")["ids"])
    signs = set(pairs["reasons"].str.split(";").explode())
    assert signs == {"same_title", "same_theme", "same_area", "same_time"}
    assert not pairs["initiatives"].isin(truths("same_record")["ids"]).any()


def test_every_planted_pair_that_nobody_coordinates_is_to_be_asked_about(found):
    pairs = found[Queue.UNCOORDINATED]
    for row in truths("duplicate_pair", "likely_double", "tie_ended", "whole_tambon", measure="surplus").itertuples():
        item = concerned(pairs, row.ids)
        assert item["area_code"].tolist() == [row.area_code[:6]], row
        assert item["theme"].tolist() == [row.theme], row
    for row in truths("duplicate_three").itertuples():
        three = row.ids.split(";")
        ends = {tuple(sorted(each.split("|"))) for each in pairs["subject"]}
        assert ends >= {(three[0], three[1]), (three[0], three[2]), (three[1], three[2])}, row


def test_pairs_that_are_tied_fully_reviewed_or_one_agencys_are_not_asked_about(found):
    pairs = found[Queue.UNCOORDINATED]
    for row in truths("tied_fully", "tied_as_parts", "complementary", "one_agency_twice", "joint_work").itertuples():
        ids = set(row.ids.split(";"))
        assert not (pairs["from_id"].isin(ids) & pairs["to_id"].isin(ids)).any(), row


def test_pairs_that_are_tied_in_part_are_asked_about_with_their_strength(found):
    pairs = found[Queue.UNCOORDINATED]
    for row in truths("tied_by_funds", "tied_not_confirmed", "tied_by_one_side").itertuples():
        assert concerned(pairs, row.ids)["strength"].tolist() == pytest.approx([1 - float(row.value)]), row


def test_work_without_a_host_and_with_rivals_is_found_where_it_was_planted(found, sight):
    hosts = found[Queue.HOSTS]
    for kind, lack in (("no_host", "without_host"), ("rival_hosts", "rival_hosts")):
        for row in truths(kind).itertuples():
            here = hosts[(hosts["area_code"] == row.area_code[:6]) & (hosts["theme"] == row.theme)]
            item = here[here["initiatives"].map(lambda each, ids=row.ids: ids in each.split(";"))]
            assert lack in set(item["reasons"]), row
    uncounted = component_items(sight.evaluation, "80").query("component == 5 and x == 0")
    assert hosts["weight"].sum() == len(uncounted)


def test_work_that_waits_for_confirmation_is_found(found, sight):
    silent = found[Queue.UNCONFIRMED]
    assert set(truths("unconfirmed")["ids"]) <= set(silent["initiatives"])
    assert silent["months"].min() >= 24
    work = sight.records["initiatives"].set_index("initiative_id").loc[silent["initiatives"]]
    assert work["end_date"].isna().all()


def test_tambon_whose_duplication_rests_on_vague_places_are_found_with_whom_to_ask(found, sight):
    vague = found[Queue.VAGUE].set_index("area_code")
    for row in truths("whole_tambon", measure="surplus").itertuples():
        assert set(row.ids.split(";")) <= set(vague.at[row.area_code, "initiatives"].split(";"))
    scores = score(sight.evaluation, "tambon").set_index("area_code")
    is_wide = scores["duplication"] > scores["duplication_low"]
    assert set(vague.index) == set(scores.index[is_wide])
    assert vague["initiatives"].str.len().gt(0).all()


def test_points_are_held_against_official_outlines_alone(found, sight):
    assert found[Queue.ASTRAY].empty
    areas = sight.records["areas"].set_index("code")
    homes = sight.records["initiatives"].dropna(subset=["longitude", "areas"])["areas"].str[:6].unique()
    near = areas.loc[[code for code in homes if len(code) == 6], ["longitude", "latitude"]]
    squares = gpd.GeoDataFrame(
        geometry=shapely.box(*(near - 0.1).to_numpy().T, *(near + 0.1).to_numpy().T), index=near.index, crs=4326
    )
    strays = items(Queue.ASTRAY, Sight(sight.evaluation, sight.records, ALONE, squares))
    assert set(truths("point_elsewhere")["ids"]) <= set(strays["subject"])
    assert strays["distance_m"].min() > 100
    assert len(strays) < 40


def test_places_that_fit_no_code_are_listed_and_areas_that_lie_in_no_province(found, sight):
    unplaced = found[Queue.UNPLACED]
    assert len(unplaced) == len(sight.records["unplaced"]) == 20
    assert set(unplaced["reasons"]) == {"no_code"}
    areas = sight.records["areas"]
    loose = areas.assign(parent=areas["parent"].mask(areas["code"] == "801702", "809999"))
    adrift = items(Queue.UNPLACED, Sight(sight.evaluation, {**sight.records, "areas": loose}, ALONE, sight.official))
    hanging = adrift[adrift["reasons"] == "adrift"]
    assert hanging["place"].str.startswith("801702").all()
    assert {"demo-0096", "demo-0097"} <= set(hanging["initiatives"])


def test_agencies_are_asked_for_work_that_is_not_closed_and_of_which_nothing_was_heard_for_a_year(found, sight):
    unheard = found[Queue.UNHEARD].set_index("subject")
    work = sight.records["initiatives"].set_index("initiative_id")
    for ids in unheard["initiatives"]:
        rows = work.loc[ids.split(";")]
        dates = rows[["status_date", "start_date", "end_date"]]
        assert not (dates.where(dates <= pd.Timestamp(OPENING)) > pd.Timestamp(2025, 11, 20)).any(axis=None)
        assert not rows["status"].isin(["closed", "cancelled"]).any()
        assert not (rows["start_date"] > pd.Timestamp(OPENING)).any()
    assert (unheard["number"] <= unheard["open"]).all()
    assert unheard.at["demo-province-people", "number"] == 9


def test_items_can_be_asked_for_by_agency_and_by_area(found):
    pairs = found[Queue.UNCOORDINATED]
    own = concerning(pairs, "demo-province-sea")
    assert 0 < len(own) < len(pairs)
    assert own["agencies"].str.split(";").map(lambda ids: "demo-province-sea" in ids).all()
    assert set(concerning(pairs, areas=["801702"])["area_code"]) == {"801702"}


def test_doubles_of_five_thousand_records_are_found(world):
    work, parts = world["initiatives"], world["participation"]
    twice = [frame.assign(initiative_id=frame["initiative_id"] + "-2") for frame in (work, parts)]
    moved = twice[0].assign(title_th=twice[0]["title_th"].str[::-1])
    many = {**world, "initiatives": pd.concat([work, moved], ignore_index=True)}
    many |= {"participation": pd.concat([parts, twice[1]], ignore_index=True)}
    evaluation, beside = evaluate(many, OPENING), adjacent(shipped_cells(world["areas"])["tambon"])
    assert len(many["initiatives"]) > 5_000
    assert len(doubles(evaluation, many, beside)) >= 3


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("โครงการซ่อมฝาย บ. นา", "ซ่อมฝายบ้านนา (สมมติ)", True),
        ("ซ่อมฝายบ้านนา ระยะที่ 2", "ซ่อมฝายบ้านนา ระยะที่ ๒", True),
        ("ซ่อมฝายบ้านนา", "ซ่อมฝายบ้านนบ", False),
    ],
)
def test_titles_are_compared_without_what_says_nothing(one, other, alike):
    assert (compared(one) == compared(other)) == alike


def register(*rows, **more):
    names = ("initiative_id", "title_th", "themes", "areas", "start_date", "end_date", "source_url")
    work = pd.DataFrame([row + (None,) * (len(names) - len(row)) for row in rows], columns=names)
    areas = typed("areas", {"code": ["800101", "80010101", "80010102", "800102"], "name_th": "ก"})
    return {"areas": areas, "initiatives": typed("initiatives", work), **more}


def pairs_of(records, beside=ALONE):
    return doubles(evaluate(records, OPENING), records, beside)


def test_the_same_title_in_another_village_another_phase_or_after_the_other_is_no_double():
    first = ("I1", "ซ่อมฝายน้ำล้นบ้านนา", "W1", "80010101", "2026-01-01", "2026-06-30")
    assert len(pairs_of(register(first, ("I2", *first[1:])))) == 1
    assert pairs_of(register(first, ("I2", "ซ่อมฝายน้ำล้นบ้านนบ", "W1", "80010102", *first[4:]))).empty
    assert pairs_of(register(first, ("I2", first[1] + " ระยะที่ 2", *first[2:]))).empty
    assert pairs_of(register(first, ("I2", *first[1:4], "2026-07-01", "2026-12-31"))).empty


def test_records_that_are_tied_already_are_known_apart():
    records = register(("I1", "ซ่อมฝายบ้านนา", "W1", "800101"), ("I2", "ซ่อมฝายบ้านนา", "W1", "800101"))
    for kind in ("builds_on", "same_record", "part_of"):
        tie = typed("ties", {"from_id": ["I2"], "to_id": ["I1"], "kind": [kind]})
        assert pairs_of({**records, "ties": tie}).empty
    assert len(pairs_of(records)) == 1


def test_one_source_makes_less_alike_titles_likely_and_neighbours_only_the_same_title():
    source = "https://example.org/a"
    one = ("I1", "อบรมเลี้ยงปลาในกระชัง", "W1", "800101", None, None, source)
    assert len(pairs_of(register(one, ("I2", "อบรมเลี้ยงปลากระชังรุ่นแรก", *one[2:])))) == 1
    assert pairs_of(register(one[:4], ("I2", "อบรมเลี้ยงปลากระชังรุ่นแรก", *one[2:4]))).empty
    beside = pd.DataFrame({"one": ["800101", "800102"], "other": ["800102", "800101"]})
    near = pairs_of(register(one[:4], ("I2", one[1], "W1", "800102")), beside)
    assert near["reasons"].tolist() == ["same_title;same_theme;near_area"]
    assert pairs_of(register(one[:4], ("I2", one[1], "W1", "800102"))).empty


# ---- effects: what settling does, from the records as they would be


def told(sight, edits, item):
    return effects.effect(stage_of(sight.records, sight.evaluation), edits, item["initiatives"].split(";"))


def test_joining_a_planted_double_takes_its_surplus_away(sight, found):
    scores = score(sight.evaluation, "tambon").set_index("area_code")
    for _, item in found[Queue.DOUBLES].iterrows():
        effect = told(sight, remedies.joined(item), item)
        villages = scores.at[effect.area_code, "villages"]
        assert effect.area_code == item["area_code"][:6]
        assert effect.before["duplication"] == scores.at[effect.area_code, "duplication"]
        assert effect.before["duplication"] - effect.after["duplication"] == pytest.approx(1 / villages)


def test_what_an_effect_says_is_what_the_scores_of_the_changed_records_say(sight, found):
    item = found[Queue.UNCOORDINATED].iloc[0]
    edits = remedies.completing(item, OPENING, reason="คนละกลุ่มเป้าหมาย")
    effect = told(sight, edits, item)
    row = {"from_id": item["from_id"], "to_id": item["to_id"], "kind": "complementary", "start_date": str(OPENING)}
    ties = pd.concat([sight.records["ties"], typed("ties", {name: [cell] for name, cell in row.items()})])
    after = score(evaluate({**sight.records, "ties": ties}, OPENING), "tambon").set_index("area_code")
    for name, value in effect.after.items():
        assert after.at[effect.area_code, name] == pytest.approx(value)


def test_a_clear_host_raises_integration_where_it_is_published(sight, found):
    hosts = found[Queue.HOSTS]
    for kind in ("no_host", "rival_hosts"):
        for row in truths(kind).itertuples():
            item = hosts[(hosts["area_code"] == row.area_code[:6]) & (hosts["theme"] == row.theme)].iloc[0]
            edits = remedies.hosted(sight.records, [row.ids], item["hosts"].split(";")[0])
            effect = told(sight, edits, item)
            assert effect.area_code == row.area_code[:6]
            assert effect.after["integration"] > effect.before["integration"], row
            assert effect.after["duplication"] == effect.before["duplication"], row


def test_a_host_is_one_host_and_the_others_implement():
    parts = typed(
        "participation",
        {
            "initiative_id": "I1",
            "agency_id": ["A1", "A2", "A2", "A3"],
            "role": ["accountable", "accountable", "implementing", "implementing"],
        },
    )
    records = {"participation": parts, "precision": typed("precision")}
    for agency in ("A1", "A3", "A9"):
        rows = effects.with_edits(records, remedies.hosted(records, ["I1"], agency))["participation"]
        hosts = rows["agency_id"][rows["role"] == "accountable"].tolist()
        assert hosts == [agency]
        assert not rows.duplicated(["agency_id", "role"]).any()
        assert set(rows["agency_id"]) == {"A1", "A2", "A3", agency}


def test_each_answer_to_what_is_asked_has_its_effect_within_the_interval_of_a_vague_place(sight, found):
    for _, item in found[Queue.VAGUE].head(3).iterrows():
        said = answers(Queue.VAGUE, sight.records, item, OPENING)
        after = {answer: told(sight, edits, item).after for answer, edits in said.items()}
        high, low = item["duplication"], item["duplication_low"]
        assert low <= after["apart"]["duplication"] <= after["together"]["duplication"] < high
        assert after["everywhere"]["duplication"] == after["everywhere"]["duplication_low"] == high
    item = found[Queue.UNHEARD].set_index("subject", drop=False).loc["demo-province-people"]
    said = answers(Queue.UNHEARD, sight.records, item, OPENING)
    assert list(said) == ["closed", "going"]
    rows = effects.with_edits(sight.records, said["closed"])["initiatives"].set_index("initiative_id")
    assert (rows.loc[item["initiatives"].split(";"), "status"] == "closed").all()
    assert told(sight, said["closed"], item).others == 7
    going = told(sight, said["going"], item)
    assert going.after["integration"] > going.before["integration"]
    assert answers(Queue.UNPLACED, sight.records, found[Queue.UNPLACED].iloc[0], OPENING) == {}


def test_confirming_and_placing_change_just_what_they_say(sight, found):
    silent = found[Queue.UNCONFIRMED].iloc[0]
    edits = remedies.confirmed(sight.records, silent["initiatives"].split(";"), Status.CLOSED, OPENING)
    after = effects.with_edits(sight.records, edits)["initiatives"].set_index("initiative_id")
    assert after.at[silent["subject"], "status"] == "closed"
    assert after.at[silent["subject"], "status_date"] == pd.Timestamp(OPENING)
    item = found[Queue.UNPLACED].iloc[0]
    moved = effects.with_edits(sight.records, remedies.placed(sight.records, item, "80010101"))
    assert "80010101" in moved["initiatives"].set_index("initiative_id").at[item["initiatives"], "areas"]
    assert len(moved["unplaced"]) == len(sight.records["unplaced"]) - 1


# ---- settling: by whom, and what comes back


DAY = today()
OFFICER = Actor("somsri", AccountRole.OFFICER, "A1")
STRANGER = Actor("somchai", AccountRole.OFFICER, "A3")


@pytest.fixture
def kept(store, write):
    small = reading(write(SMALL))
    store.apply(small.records, "init", "small", small.given)
    edits = [
        Edit("agencies", "", {"agency_id": "A3", "name_th": "มูลนิธิ"}),
        Edit("initiatives", "", {"initiative_id": "I3", "title_th": "ประปาภูเขา", "status": "implementation",
             "themes": "W1", "areas": "80060101"}),
        Edit("participation", "", {"initiative_id": "I3", "agency_id": "A3", "role": "accountable"}),
        Edit("initiatives", "", {"initiative_id": "I4", "title_th": "ประปาของเรา", "themes": "W1"}),
        Edit("participation", "", {"initiative_id": "I4", "agency_id": "A1", "role": "accountable"}),
        Edit("unplaced", "", {"initiative_id": "I4", "place": "บ้านวังไซ"}),
    ]  # fmt: skip
    store.edit(edits, "init", "form")
    return store


def looked(store):
    records = store.records()
    outlines = official([store.boundaries("tambon")], "official")
    return Sight(evaluate(records, DAY), records, ALONE, outlines, last_changes(store, store.version()))


def first(store, queue):
    return items(queue, looked(store)).iloc[0]


def test_a_double_is_joined_by_the_office_in_one_step_and_leaves_the_queue(kept):
    item = first(kept, Queue.DOUBLES)
    assert item["subject"] == "I1|I3"
    batch = settle(kept, OFFICE, Queue.DOUBLES, item, remedies.joined(item, "ชื่อเดียวกัน"), reason="ชื่อเดียวกัน")
    assert items(Queue.DOUBLES, looked(kept)).empty
    head = kept.batches().iloc[0]
    assert (head["id"], head["source"], head["reason"]) == (batch.number, "review doubles", "ชื่อเดียวกัน")
    ties = kept.records()["ties"].query("kind == 'same_record'")
    assert ties[["from_id", "to_id", "confirmed"]].to_numpy().tolist() == [["I1", "I3", True]]


def test_an_officer_joins_only_what_is_all_their_own(kept):
    item = first(kept, Queue.DOUBLES)
    for actor in (OFFICER, STRANGER, Actor("mana", AccountRole.FACILITATOR, "A1"), Actor()):
        with pytest.raises(NotAllowedError):
            settle(kept, actor, Queue.DOUBLES, item, remedies.joined(item))
    assert kept.version() == 2


def test_an_officers_review_as_complementary_asks_the_other_side_and_holds_at_once(kept):
    item = first(kept, Queue.UNCOORDINATED)
    until = DAY + dt.timedelta(days=90)
    settle(kept, OFFICER, Queue.UNCOORDINATED, item, remedies.completing(item, DAY, until, "คนละฤดู"))
    tie = kept.records()["ties"].query("kind == 'complementary'").iloc[0]
    assert (tie["note"], tie["end_date"]) == ("คนละฤดู", pd.Timestamp(until))
    assert pd.isna(tie["confirmed"])
    assert items(Queue.UNCOORDINATED, looked(kept)).empty
    waiting = items(Queue.REQUESTS, looked(kept))
    assert waiting[["agencies", "reasons"]].to_numpy().tolist() == [["A3", RequestKind.TIE]]
    records = kept.records()
    later = Sight(evaluate(records, until + dt.timedelta(days=1)), records, ALONE, looked(kept).official)
    assert items(Queue.UNCOORDINATED, later)["subject"].tolist() == ["I1|I3"]


def test_a_review_is_the_officers_own_and_nobody_elses(kept):
    item = first(kept, Queue.UNPLACED)
    for actor in (
        STRANGER,
        Actor("viewer", AccountRole.VIEWER),
        Actor("mana", AccountRole.FACILITATOR, "A1"),
        Actor(),
    ):
        with pytest.raises(NotAllowedError):
            dismiss(kept, actor, Queue.UNPLACED, item, "ไม่มีที่นี้")
    dismiss(kept, OFFICER, Queue.UNPLACED, item, "ไม่มีที่นี้")
    assert kept.records()["reviews"]["said_by"].tolist() == ["somsri"]


def test_what_is_laid_aside_comes_back_on_its_day_and_what_is_dismissed_stays_away(kept):
    item, queue = first(kept, Queue.UNPLACED), Queue.UNPLACED
    everything = items(queue, looked(kept))
    back = DAY + dt.timedelta(days=30)
    postpone(kept, OFFICE, queue, item, back, "รอผู้ใหญ่บ้าน")
    reviews = kept.records()["reviews"]
    assert open_items(everything, reviews, queue, DAY).empty
    assert open_items(everything, reviews, queue, back - dt.timedelta(days=1)).empty
    assert len(open_items(everything, reviews, queue, back)) == 1
    assert len(open_items(everything, reviews, Queue.DOUBLES, DAY)) == 1
    dismiss(kept, OFFICE, queue, item, "ไม่มีที่นี้")
    reviews = kept.records()["reviews"]
    assert len(reviews) == 1
    assert open_items(everything, reviews, queue, back + dt.timedelta(days=9_000)).empty


def test_no_verdict_without_a_reason_and_none_that_ends_before_it_begins(kept):
    item = first(kept, Queue.UNPLACED)
    with pytest.raises(DataError, match="why"):
        dismiss(kept, OFFICE, Queue.UNPLACED, item, "  ")
    with pytest.raises(DataError, match="after today"):
        postpone(kept, OFFICE, Queue.UNPLACED, item, DAY)


def test_work_that_somebody_changed_has_been_heard_of_for_a_year_and_the_sample_alone_never(kept):
    before = items(Queue.UNHEARD, looked(kept)).set_index("subject")["initiatives"]
    assert {"I3", "I4"} <= set(before.str.split(";").explode())
    assert looked(kept).changed.empty
    kept.edit([Edit("participation", "", {"initiative_id": "I3", "agency_id": "A3", "role": "funding"})], "x", "form")
    kept.edit([Edit("ties", "", {"from_id": "I4", "to_id": "I1", "kind": "builds_on"})], "somsri", "form")
    seen = looked(kept)
    assert seen.changed.to_dict() == dict.fromkeys(("I1", "I3", "I4"), pd.Timestamp(DAY))
    assert items(Queue.UNHEARD, seen).empty
    later = replace(seen, evaluation=evaluate(seen.records, DAY + dt.timedelta(days=400)))
    assert {"A1", "A3"} <= set(items(Queue.UNHEARD, later)["subject"])


def test_a_place_gets_its_code_and_the_work_counts(kept):
    item = first(kept, Queue.UNPLACED)
    settle(kept, OFFICER, Queue.UNPLACED, item, remedies.placed(kept.records(), item, "80060101"))
    records = kept.records()
    assert records["unplaced"].empty
    assert records["initiatives"].set_index("initiative_id").at["I4", "areas"] == "80060101"


def test_another_agency_that_an_officer_names_as_host_is_asked(kept):
    edits = remedies.hosted(kept.records(), ["I1"], "A2")
    item = pd.Series({"subject": "x", "initiatives": "I1", "agencies": "A1;A2"})
    settle(kept, OFFICER, Queue.HOSTS, item, edits)
    parts = kept.records()["participation"].query("initiative_id == 'I1'")
    assert not ((parts["agency_id"] == "A2") & (parts["role"] == "accountable")).any()
    assert first(kept, Queue.REQUESTS)["reasons"] == RequestKind.HOST
