"""Batons, who could take them up, and ruins: one line worked out on paper, and the recount of component 2."""

from datetime import date

import pandas as pd
import pytest
from depth import tries
from toy import DAY, toy_records
from worlds import records, seeded_world

from geo import relay, watch
from geo.ruins import ruins
from geo.scores import evaluate, score
from geo.takers import field_of, takers

ON = date(2024, 6, 30)


def work(one, start, end, status="closed", **more):
    days = {"start_date": start and date.fromisoformat(start), "end_date": end and date.fromisoformat(end)}
    where = {"themes": "W1", "areas": "80010101"}
    return {"initiative_id": one, "title_th": one, "status": status, **where, **days, **more}


BESIDE = pd.DataFrame({"one": ["800101", "800102"], "other": ["800102", "800101"]}, dtype="str")


def legs_of(tambon, agencies=""):
    return pd.DataFrame({"tambon": [tambon], "themes": ["W1"], "agencies": [agencies]})


@pytest.fixture(scope="module")
def line():
    """A well dug by the state, kept by its users after 4 months, whose work was dropped; a pump ends in 87 days."""
    return records(
        areas=[
            {"code": code, "name_th": code} for code in ("80", "8001", "800101", "800102", "80010101", "80010201")
        ],
        themes=[{"code": "W", "name_th": "W"}, *({"code": f"W{n}", "parent": "W", "name_th": "W"} for n in (1, 2))],
        agencies=[
            {"agency_id": "state", "name_th": "s", "sector": "state", "functions": "W1"},
            {"agency_id": "users", "name_th": "u", "sector": "community", "functions": "W1"},
            {"agency_id": "free", "name_th": "f", "sector": "civil_society", "functions": "W1"},
            {"agency_id": "parent", "name_th": "p", "sector": "state", "functions": "W2"},
            {"agency_id": "silent", "name_th": "q", "sector": "private"},
        ],
        initiatives=[
            work("dig", "2020-01-01", "2022-08-31"),
            work("keep", "2023-01-15", "2024-03-31"),
            work("pump", "2024-01-01", "2024-09-25", "implementation"),
            work("late", "2023-01-01", "2024-05-31", "implementation"),
            work("left", "2021-01-01", None, "suspended", outcome="abandoned"),
            work("beside", "2024-01-01", None, "implementation", areas="80010201"),
            work("met", "2021-01-01", "2024-01-31", outcome="need_met"),
        ],
        participation=[
            {"initiative_id": one, "agency_id": agency, "role": "accountable"}
            for one, agency in (
                ("dig", "state"),
                ("keep", "users"),
                ("pump", "state"),
                ("pump", "users"),
                ("beside", "silent"),
            )
        ],
        ties=[{"from_id": "keep", "to_id": "dig", "kind": "builds_on"}],
        coverage=[
            {"agency_id": "free", "area_code": "800102"},
            {"agency_id": "parent", "area_code": "8001"},
        ],
        assets=[
            {"asset_id": "tank", "name_th": "tank", "kind": "place", "initiative_id": "left", "state": "idle"},
            {"asset_id": "hall", "name_th": "hall", "kind": "place", "area_code": "80010201", "state": "idle"},
        ],
    )


def test_each_leg_says_who_held_it_how_it_was_passed_and_after_how_long(line):
    legs = relay.lines(evaluate(line, ON), "800101").set_index("initiative_id")
    assert legs["state"].to_dict() == {
        "dig": "baton_passed", "keep": "baton_dropped", "pump": "baton_dropping", "late": "baton_dropped",
        "left": "baton_past", "met": "baton_met",
    }  # fmt: skip
    dig = legs.loc["dig"]
    assert dig[["theme", "agencies", "hands", "successors", "gap", "credit"]].tolist() == [
        "W1", "state", "hands_state", "keep", 4, pytest.approx(8 / 12),
    ]  # fmt: skip
    assert legs["hands"][["keep", "pump", "late"]].tolist() == ["hands_people", "hands_both", "hands_other"]
    assert legs["is_counted"].sum() == 3


def test_a_shorter_look_ahead_finds_less_about_to_drop(line):
    evaluation = evaluate(line, ON)
    states = {days: relay.legs(evaluation, days=days).set_index("initiative_id")["state"] for days in (86, 87)}
    assert [states[days]["pump"] for days in (86, 87)] == ["baton_running", "baton_dropping"]


def test_a_line_stays_whole_for_an_agency_that_held_one_of_its_legs(line):
    lines = relay.lines(evaluate(line, ON), "8001")
    assert len(relay.of_agency(lines, "users", ["tambon", "theme"])) == 6
    assert relay.of_agency(lines, "users", ["tambon", "initiative_id"])["initiative_id"].tolist() == ["keep", "pump"]
    assert relay.of_agency(lines, "nobody", ["tambon"]).empty


@pytest.mark.parametrize("seed", range(tries(20, 200)))
def test_counted_legs_recount_component_two_of_every_tambon_and_what_drops_is_what_is_watched(seed):
    known, day = seeded_world(seed)
    evaluation = evaluate(known, day)
    legs = relay.legs(evaluation)
    by = legs[legs["is_counted"]].groupby("tambon")["credit"]
    scores = score(evaluation, "tambon").set_index("area_code")
    recount = pd.DataFrame({"x2": by.sum(), "n2": by.size()}).reindex(scores.index, fill_value=0)
    pd.testing.assert_frame_equal(recount, scores[["x2", "n2"]], check_dtype=False, check_names=False, atol=1e-9)
    dropping = set(legs.loc[legs["state"] == relay.Baton.DROPPING, "initiative_id"])
    assert dropping == set(watch.dropping(evaluation))


def test_what_is_dropped_and_what_is_about_to_be_comes_with_how_long(line):
    legs = relay.legs(evaluate(line, ON))
    soon, late = relay.dropping(legs, ON), relay.dropped(legs, ON)
    assert soon[["initiative_id", "days"]].to_numpy().tolist() == [["pump", 87]]
    assert late[["initiative_id", "months"]].to_numpy().tolist() == [["late", 0], ["keep", 2]]


def test_work_is_about_to_be_dropped_through_its_last_day_and_dropped_from_the_next(line):
    for day, is_late in ((date(2024, 9, 25), False), (date(2024, 9, 26), True)):
        legs = relay.legs(evaluate(line, day))
        soon, late = (set(rows["initiative_id"]) for rows in (relay.dropping(legs, day), relay.dropped(legs, day)))
        assert ("pump" in soon, "pump" in late) == (not is_late, is_late)


@pytest.mark.parametrize("seed", range(40, 40 + tries(10, 100)))
def test_batons_counted_are_those_passed_dropped_and_ending_that_day(seed):
    known, day = seeded_world(seed)
    legs = relay.legs(evaluate(known, day))
    counted = legs[legs["is_counted"]]
    states = counted["state"].value_counts()
    still = states.get(relay.Baton.PASSED, 0) + states.get(relay.Baton.DROPPING, 0)
    assert len(counted) == still + len(relay.dropped(legs, day))
    assert (relay.dropped(legs, day)["months"] >= 0).all()


def test_the_toys_ditch_was_taken_on_by_the_canal():
    legs = relay.legs(evaluate(toy_records(), DAY), "80010101").set_index("initiative_id")
    assert legs.loc["ditch", ["successors", "gap", "credit"]].tolist() == ["canal", 3, 0.75]
    assert legs.loc["market", ["state", "successors", "promised"]].tolist() == [relay.Baton.DROPPING, "", "course"]


def added(known, table, rows):
    own = known[table]
    return {table: pd.concat([own, pd.DataFrame(rows)], ignore_index=True).astype(own.dtypes.to_dict())}


def test_who_is_on_record_to_take_over_but_does_not_count_is_named_and_changes_no_score(line):
    """Next and soon are planned, blank has no status, undated no start; off is cancelled and far is elsewhere."""
    more = [
        work("next", "2024-11-01", None, "pipeline"),
        work("soon", "2024-10-01", None, "pipeline"),
        work("off", "2024-10-01", None, "cancelled"),
        work("far", "2024-10-01", None, "pipeline", areas="80010201"),
        work("blank", "2024-06-15", None, None),
        work("undated", None, None, "implementation"),
    ]
    ends = (("pump", "next"), ("pump", "soon"), ("pump", "off"), ("pump", "far"), ("keep", "undated"),
            ("keep", "blank"), ("dig", "next"))  # fmt: skip
    ties = [{"from_id": one, "to_id": other, "kind": "handover"} for one, other in ends]
    before = evaluate(line, ON)
    after = evaluate({**line, **added(line, "initiatives", more), **added(line, "ties", ties)}, ON)
    old, new = (relay.legs(each, "800101").set_index("initiative_id").loc[["dig", "keep", "pump", "late"]]
                for each in (before, after))  # fmt: skip
    assert new["promised"].tolist() == ["", "blank;undated", "soon;next", ""]
    pd.testing.assert_frame_equal(new.drop(columns="promised"), old.drop(columns="promised"))
    pd.testing.assert_frame_equal(*(score(each, "tambon")[["n2", "x2"]] for each in (before, after)))


def test_batons_with_a_taker_on_record_stand_behind_the_others(line):
    more = [work("next", "2024-11-01", None, "pipeline"), work("tap", "2024-01-01", "2024-09-28", "implementation")]
    ties = [{"from_id": one, "to_id": "next", "kind": "handover"} for one in ("pump", "late")]
    legs = relay.legs(evaluate({**line, **added(line, "initiatives", more), **added(line, "ties", ties)}, ON))
    assert relay.dropping(legs, ON)["initiative_id"].tolist() == ["tap", "pump"]
    assert relay.dropped(legs, ON)["initiative_id"].tolist() == ["keep", "late"]


def test_takers_are_ranked_by_function_nearness_and_free_hands_as_paper_says(line):
    field = field_of(evaluate(line, ON), line)
    found = takers(field, legs_of("800101", "users"), BESIDE).set_index("agency_id")
    assert list(found.index) == ["state", "silent", "free", "parent"]
    assert found["score"].tolist() == pytest.approx(
        [1 * (1 + 4 / 4.5) / 2, 1 * (0.5 + 4 / 5) / 2, 1 * 0.5, 0.5 * 1]  # no work of the last two is on record
    )
    assert found["near"].tolist() == ["works_here", "works_beside", "covers_beside", "covers_here"]
    assert found["is_stated"].tolist() == [True, False, True, True]
    assert found.loc["state", ["open", "ending"]].tolist() == [1, 1]
    assert found["leg"].eq(0).all()
    assert takers(field, legs_of("800201"), BESIDE).empty


def test_hands_are_unknown_without_any_work_on_record_and_free_where_all_of_it_is_over(line):
    found = takers(field_of(evaluate(line, ON), line), legs_of("800102"), BESIDE).set_index("agency_id")
    assert found.index.tolist() == ["silent", "state", "users", "free", "parent"]
    assert found.loc["free", ["function", "nearness", "score"]].tolist() == [1, 1, 1]
    assert found[["hands", "open", "ending"]].isna().all(axis=1).tolist() == [False, False, False, True, True]
    served = {**line, "coverage": line["coverage"].replace("free", "users").astype(line["coverage"].dtypes.to_dict())}
    over = takers(field_of(evaluate(line, date(2024, 9, 26)), served), legs_of("800102"), BESIDE)
    assert over[["agency_id", "open", "hands"]].iloc[0].tolist() == ["users", 0, 1]


def test_takers_of_many_legs_are_those_of_each_and_one_agency_keeps_its_places(line):
    field = field_of(evaluate(line, ON), line)
    legs = pd.concat([legs_of("800101", "users"), legs_of("", ""), legs_of("800102")], ignore_index=True)
    found = takers(field, legs, BESIDE)
    for leg in range(3):
        alone = takers(field, legs.iloc[[leg]], BESIDE).drop(columns="leg")
        pd.testing.assert_frame_equal(
            found[found["leg"] == leg].drop(columns="leg").reset_index(drop=True), alone, check_dtype=False
        )
    assert found["leg"].unique().tolist() == [0, 2]
    own = takers(field, legs, BESIDE, "free")
    pd.testing.assert_frame_equal(own, found[found["agency_id"] == "free"].reset_index(drop=True), check_dtype=False)


def test_ruins_are_told_by_why_with_what_they_left(line):
    found = ruins(evaluate(line, ON), line["assets"])
    assert found[["table", "record", "kind", "tambons", "assets"]].to_numpy().tolist() == [
        ["initiatives", "left", "ruin_abandoned", "800101", "tank"],
        ["initiatives", "late", "ruin_past_end", "800101", ""],
        ["assets", "hall", "ruin_idle", "800102", ""],
    ]
    assert ruins(evaluate(line, ON), line["assets"], "800102")["record"].tolist() == ["hall"]
    assert ruins(evaluate(line, ON, themes=("W2",)), line["assets"], theme="W2").empty


def test_a_register_without_work_has_no_batons_takers_or_ruins():
    bare = {
        **records(areas=[{"code": "800101", "name_th": "x"}], agencies=[]),
        "assets": records(assets=[])["assets"],
    }
    evaluation = evaluate(bare, ON)
    assert relay.legs(evaluation).empty
    assert relay.lines(evaluation, "800101").empty
    assert takers(field_of(evaluation, bare), legs_of("800101"), BESIDE).empty
    assert relay.dropping(relay.legs(evaluation), ON).empty
    assert relay.dropped(relay.legs(evaluation), ON).empty
    assert ruins(evaluation, bare["assets"], "800101").empty
