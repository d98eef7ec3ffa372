"""Work from villages and from above, held to component 6 of the integration index."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from laws import law
from toy import DAY, toy_records
from worlds import worlds

from geo.evidence import component_items
from geo.meeting import by_area, directed, places
from geo.scores import evaluate, score

P, R = "800101", "800201"


@pytest.fixture(scope="module")
def rows():
    return directed(evaluate(toy_records(), DAY))


def test_canal_and_weir_meet_at_the_tambon_and_pond_and_dam_miss_each_other(rows):
    assert rows.to_numpy().tolist() == [
        [P, "J", "market", "up", False],
        [P, "W1", "canal", "down", True],
        [P, "W1", "weir", "up", True],
        [R, "W1", "dam", "down", False],
        [R, "W1", "pond", "up", False],
    ]


def test_places_begin_where_work_misses_each_other(rows):
    found = places(rows)
    assert found[["area_code", "theme", "meeting", "up_ids", "down_ids"]].fillna("").to_numpy().tolist() == [
        [R, "W1", "misses", "pond", "dam"],
        [P, "J", "up_only", "market", ""],
        [P, "W1", "meets", "weir", "canal"],
    ]


def test_an_area_counts_as_the_component_does_and_says_how_its_two_sides_stand(rows):
    own = by_area(rows, pd.Series({P: P, R: R}))
    assert own.to_numpy().tolist() == [[2, 1, 1, 1, "meets"], [1, 1, 0, 0, "misses"]]
    whole = by_area(rows, pd.Series({P: "80", R: "80"}))
    assert whole.to_numpy().tolist() == [[3, 2, 1, 1, "meets"]]
    apart = rows[rows["initiative_id"].isin(["market", "canal"])].assign(met=False)
    assert by_area(apart, pd.Series({P: P}))["meeting"].tolist() == ["apart"]


def test_without_directed_work_there_is_nothing_to_draw():
    nothing = directed(evaluate({"areas": toy_records()["areas"]}, dt.date(2024, 6, 30)))
    assert nothing.empty
    assert places(nothing).empty
    assert by_area(nothing, pd.Series({P: P})).empty


@law
@given(worlds())
def test_directed_work_recounts_to_component_six(world):
    evaluation = evaluate(*world)
    rows = directed(evaluation)
    own = by_area(rows, pd.Series({code: code for code in rows["area_code"]}, dtype="str"))
    scores = score(evaluation, "tambon").set_index("area_code")
    totals = own.drop(columns="meeting").reindex(scores.index, fill_value=0)
    assert (totals["up"] + totals["down"]).tolist() == scores["n6"].tolist()
    assert (totals["up_met"] + totals["down_met"]).tolist() == scores["x6"].tolist()
    for code in own.index[:2].intersection(scores.index):
        items = component_items(evaluation, code).query("component == 6")
        assert sorted(items["initiatives"]) == sorted(rows.query("area_code == @code")["initiative_id"])
