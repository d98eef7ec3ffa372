"""Stated coverage against open work, worked out on paper on the toy world."""

import pandas as pd
import pytest
from toy import DAY, toy_records
from worlds import frame

from data.schema import Level
from geo.coverage import covered, stated
from geo.scores import evaluate
from geo.stances import gaps, matrix, stances, working

P, Q, R = "800101", "800102", "800201"
COVERAGE = (
    ("users", "80010103", None, "complete"),  # of one village: the tambon is partly served
    ("users", "800201", "W1", "partial"),
    ("college", "80", None, None),
    ("municipality", "8001", "W", "complete"),
    ("irrigation", P, "J", "complete"),
)


@pytest.fixture(scope="module")
def records():
    rows = [dict(zip(("agency_id", "area_code", "theme", "extent"), row, strict=True)) for row in COVERAGE]
    return toy_records() | {"coverage": frame("coverage", rows)}


@pytest.fixture(scope="module")
def evaluation(records):
    return evaluate(records, DAY)


@pytest.fixture(scope="module")
def said(records, evaluation):
    functions = records["agencies"].set_index("agency_id")["functions"].astype("str")
    functions["users"] = "W1;W2"
    return lambda level: stated(records["coverage"], functions, evaluation.world.areas, level, DAY)


def pairs(table, *columns):
    return {tuple(row) for row in table[list(columns)].fillna("").to_numpy()}


def test_a_statement_without_a_theme_stands_for_the_agencys_functions_or_says_nothing_of_them(said):
    assert pairs(said(Level.TAMBON), "agency_id", "area_code", "theme", "extent") == {
        ("users", P, "W1", "partial"),
        ("users", P, "W2", "partial"),
        ("users", R, "W1", "partial"),
        ("college", P, "", "partial"),
        ("college", Q, "", "partial"),
        ("college", R, "", "partial"),
        ("municipality", P, "W", "complete"),
        ("municipality", Q, "W", "complete"),
        ("irrigation", P, "J", "complete"),
    }


def test_every_agencys_statement_is_what_it_is_alone(records, evaluation, said):
    areas, rows = evaluation.world.areas, records["coverage"]
    for level in (Level.AMPHOE, Level.TAMBON, Level.VILLAGE):
        for agency, own in rows.groupby("agency_id"):
            table = said(level)
            found = table[table["agency_id"] == agency].sort_values("extent").drop_duplicates("area_code")
            alone = covered(own, areas, level, DAY)
            assert dict(zip(found["area_code"], found["extent"], strict=True)) == alone.to_dict()


def test_open_work_that_states_no_theme_is_work_all_the_same_unless_a_theme_is_asked_for(records):
    bare = records["initiatives"].assign(
        themes=records["initiatives"]["themes"].mask(records["initiatives"]["initiative_id"] == "pumps")
    )
    changed = records | {"initiatives": bare}
    whole = working(evaluate(changed, DAY), Level.TAMBON).set_index("initiative_id")
    assert whole.loc["pumps", ["agency_id", "area_code"]].tolist() == ["foundation", P]
    assert whole["theme"].isna().sum() == 1
    assert "pumps" not in working(evaluate(changed, DAY, themes=("W",)), Level.TAMBON)["initiative_id"].tolist()
    said = pd.DataFrame({"agency_id": ["college"], "area_code": [Q], "theme": [None], "extent": ["partial"]})
    only = whole.reset_index().query("initiative_id == 'pumps'")
    row = stances(said, only).set_index("agency_id").loc["foundation"]
    assert (row["stance"], row["initiatives"], row["themes"]) == ("working", 1, 0)


def test_open_work_is_where_an_agency_acts_and_nowhere_else(evaluation):
    assert pairs(working(evaluation, Level.TAMBON), "agency_id", "area_code", "theme", "initiative_id") == {
        ("irrigation", P, "W1", "canal"),
        ("users", P, "W1", "weir"),
        ("foundation", P, "W1", "pumps"),
        ("municipality", P, "J", "market"),
        ("foundation", P, "J", "weaving"),
        ("irrigation", Q, "W2", "mains"),
        ("municipality", R, "W1", "pond"),
        ("irrigation", R, "W1", "dam"),
        ("users", R, "W2", "filter"),
        ("foundation", R, "W2", "filter"),
        ("college", R, "W2", "filter"),
    }


def test_what_is_said_and_what_is_done_are_told_apart(evaluation, said):
    table = stances(said(Level.TAMBON), working(evaluation, Level.TAMBON))
    found = {(row.agency_id, row.area_code): (row.stance, row.initiatives) for row in table.itertuples()}
    assert found == {
        ("users", P): ("both", 1),
        ("users", R): ("both", 1),
        ("college", P): ("stated", 0),
        ("college", Q): ("stated", 0),
        ("college", R): ("both", 1),
        ("municipality", P): ("both", 1),
        ("municipality", Q): ("stated", 0),
        ("municipality", R): ("working", 1),
        ("irrigation", P): ("both", 1),
        ("irrigation", Q): ("working", 1),
        ("irrigation", R): ("working", 1),
        ("foundation", P): ("working", 2),
        ("foundation", R): ("working", 1),
    }
    said_of = table.set_index(["agency_id", "area_code"])
    assert said_of.loc[("users", R), "themes_stated"] == "W1"
    assert said_of.loc[("users", R), "themes_worked"] == "W2"
    assert said_of.loc[("irrigation", P), ["themes_stated", "themes_worked"]].tolist() == ["J", "W1"]


def test_an_amphoe_holds_the_work_of_its_tambon_once(evaluation, said):
    table = stances(said(Level.AMPHOE), working(evaluation, Level.AMPHOE)).set_index(["agency_id", "area_code"])
    assert table.loc[("irrigation", "8001"), ["stance", "initiatives", "themes"]].tolist() == ["both", 2, 2]
    assert table.loc[("municipality", "8002"), "stance"] == "working"


def test_a_matrix_begins_with_who_works_in_most_places(evaluation, said):
    table = stances(said(Level.TAMBON), working(evaluation, Level.TAMBON))
    rows = matrix(table, [P, Q, R], "initiatives")
    assert list(dict.fromkeys(rows["agency_id"])) == ["irrigation", "foundation", "municipality", "users", "college"]
    assert rows["value"].sum() == table["initiatives"].sum()
    assert set(matrix(table, [Q], "themes")["agency_id"]) == {"irrigation", "college", "municipality"}


def test_a_gap_tells_apart_who_states_the_theme_the_place_alone_or_nothing(records, said):
    themes = evaluate(records, DAY, themes=["W2"])
    found = gaps(said(Level.TAMBON), working(themes, Level.TAMBON), ["W2", "W"], [P, Q, R])
    assert found["gap"].to_dict() == {P: "claimed", Q: "worked", R: "worked"}
    assert found.loc[P, ["claims", "silent"]].tolist() == ["municipality;users", "college"]
    alone = said(Level.TAMBON).query("agency_id != 'municipality'")
    assert gaps(alone, working(themes, Level.TAMBON), ["J"], [P, Q, R])["gap"].to_dict()[P] == "claimed"
    nothing = working(themes, Level.TAMBON).head(0)
    assert gaps(alone, nothing, ["W2"], [P, Q, R])["gap"].tolist() == ["claimed", "unsaid", "unsaid"]
    assert gaps(alone.head(0), nothing, ["W2"], [P])["gap"].tolist() == ["unclaimed"]


def test_without_records_there_is_nothing_to_tell():
    bare = evaluate({"areas": toy_records()["areas"]}, DAY)
    nothing = stated(frame("coverage", []), frame("agencies", []).set_index("agency_id")["functions"],
                     bare.world.areas, Level.TAMBON, DAY)  # fmt: skip
    table = stances(nothing, working(bare, Level.TAMBON))
    assert table.empty
    assert matrix(table, [P], "themes").empty
    assert gaps(nothing, working(bare, Level.TAMBON), ["W"], [P])["gap"].tolist() == ["unclaimed"]
