"""What is stated of themes and areas against what is done, worked out on paper on the toy world."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import law
from toy import DAY, toy_records
from worlds import frame, worlds

from data.schema import Level
from geo import spoken
from geo.coverage import stated
from geo.scores import evaluate
from geo.stances import gaps, stances, working

P, Q, R = "800101", "800102", "800201"
PARENTS = pd.Series({"W": None, "W1": "W", "W2": "W", "J": None})


@pytest.fixture(scope="module")
def evaluation():
    return evaluate(toy_records(), DAY)


def said(evaluation, *rows):
    made = [dict(zip(("agency_id", "area_code", "theme", "extent"), row, strict=True)) for row in rows]
    functions = toy_records()["agencies"].set_index("agency_id")["functions"].astype("str")
    return stated(frame("coverage", made), functions, evaluation.world.areas, Level.TAMBON, DAY)


def of(table, agency):
    return table[table["agency_id"] == agency]


def test_a_stated_group_stands_for_each_theme_in_it_and_work_elsewhere_is_told_apart(evaluation):
    claims = said(evaluation, ("irrigation", P, "W", "complete"), ("irrigation", R, "J", "complete"))
    work = of(working(evaluation, Level.TAMBON), "irrigation")  # W1 in P and R, W2 in Q
    found = spoken.by_theme(claims, work, PARENTS)
    assert found.to_dict("index") == {
        "W1": {"stated": 1, "worked": 2, "both": 1, "only_stated": 0, "only_worked": 1},
        "W2": {"stated": 1, "worked": 1, "both": 0, "only_stated": 1, "only_worked": 1},
        "J": {"stated": 1, "worked": 0, "both": 0, "only_stated": 1, "only_worked": 0},
    }


def test_what_is_stated_of_a_theme_is_what_its_gaps_say_is_stated(evaluation):
    claims = said(
        evaluation, ("irrigation", P, "W", None), ("irrigation", Q, "W2", None), ("irrigation", R, None, None)
    )
    work = working(evaluation, Level.TAMBON)
    table = spoken.by_theme(claims, of(work, "irrigation"), PARENTS)
    for theme in ("W1", "W2"):
        own = gaps(claims, work[work["theme"] == theme], spoken.speaking(theme, PARENTS), [P, Q, R])
        assert table.at[theme, "stated"] == own["claims"].notna().sum()
    assert table["stated"].to_dict() == {"W1": 1, "W2": 2}


def test_areas_count_who_states_them_who_works_there_and_who_does_both(evaluation):
    claims = said(evaluation, ("users", P, None, None), ("college", "80", None, None))
    table = spoken.by_area(stances(claims, working(evaluation, Level.TAMBON)))
    assert table.fillna(-1).to_dict("index") == {
        P: {"stating": 2, "working": 4, "both": 1, "share": 0.5},
        Q: {"stating": 1, "working": 1, "both": 0, "share": 0.0},
        R: {"stating": 1, "working": 5, "both": 1, "share": 1.0},
    }


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.TAMBON, {("irrigation", P): 1, ("users", P): 2, ("foundation", P): 3, ("irrigation", Q): 1}),
        (Level.AMPHOE, {("irrigation", "8001"): 2, ("foundation", "8002"): 1, ("municipality", "8001"): 1}),
        (Level.PROVINCE, {("irrigation", "80"): 3, ("users", "80"): 3, ("college", "80"): 1}),
    ],
)
def test_villages_are_counted_once_and_a_tambon_named_alone_is_in_all_of_its_own(evaluation, level, expected):
    table = stances(said(evaluation), working(evaluation, level))
    found = spoken.with_villages(table, evaluation, level).set_index(["agency_id", "area_code"])["villages"]
    assert {pair: found[pair] for pair in expected} == expected


def test_what_is_stated_without_work_is_in_no_village(evaluation):
    table = stances(said(evaluation, ("college", P, None, None)), working(evaluation, Level.TAMBON))
    found = spoken.with_villages(table, evaluation, Level.TAMBON).set_index(["agency_id", "area_code"])
    assert found.loc[("college", P), ["stance", "villages"]].tolist() == ["stated", 0]
    assert (found.loc[found["stance"] == "working", "villages"] > 0).all()


def test_under_a_theme_villages_are_those_of_its_work_alone():
    alone = evaluate(toy_records(), DAY, themes=["J"])
    table = stances(said(alone), working(alone, Level.TAMBON))
    found = spoken.with_villages(table, alone, Level.TAMBON).set_index(["agency_id", "area_code"])["villages"]
    assert found.to_dict() == {("foundation", P): 2, ("municipality", P): 1}


@law
@given(worlds(), st.data())
def test_counts_hold_together_in_any_world(world, data):
    evaluation = evaluate(*world)
    records, parents = world[0], world[0]["themes"].set_index("code")["parent"]
    agencies, areas, themes = (list(records[name].iloc[:, 0]) for name in ("agencies", "areas", "themes"))
    one = st.tuples(st.sampled_from(agencies), st.sampled_from(areas), st.sampled_from([*themes, None]))
    rows = data.draw(st.lists(one, max_size=6)) if agencies and areas else []
    made = frame("coverage", [dict(zip(("agency_id", "area_code", "theme"), row, strict=True)) for row in rows])
    functions = records["agencies"].set_index("agency_id")["functions"].astype("str")
    claims = stated(made, functions, evaluation.world.areas, Level.TAMBON, world[1])
    work = working(evaluation, Level.TAMBON)
    themes = spoken.by_theme(claims, work, parents)
    assert (themes["stated"] == themes["both"] + themes["only_stated"]).all()
    assert (themes["worked"] == themes["both"] + themes["only_worked"]).all()
    assert themes["worked"].sum() == len(work[["theme", "area_code"]].dropna().drop_duplicates())
    table = spoken.with_villages(stances(claims, work), evaluation, Level.TAMBON)
    assert ((table["villages"] > 0) == (table["initiatives"] > 0)).all()
    areas = spoken.by_area(table)
    assert (areas["stating"] + areas["working"] - areas["both"]).sum() == len(table)


def test_without_records_nothing_is_counted():
    bare = evaluate({"areas": toy_records()["areas"]}, DAY)
    table = stances(said(bare), working(bare, Level.TAMBON))
    assert spoken.by_area(table).empty
    assert spoken.by_theme(said(bare), working(bare, Level.TAMBON), PARENTS).empty
    assert spoken.with_villages(table, bare, Level.TAMBON).empty
