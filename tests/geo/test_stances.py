"""Stated coverage against open work, worked out on paper on the toy world."""

import pandas as pd
import pytest
from chance import months_before
from hypothesis import given
from laws import law
from toy import DAY, toy_records
from worlds import frame, worlds

from data.schema import ACTING_ROLES, Level, TieKind
from geo.coverage import covered, stated
from geo.evidence import unheld
from geo.scores import evaluate
from geo.stances import gaps, matrix, reached, stances, working

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


def open_in_tambon(records, day):
    """Every open initiative by theme and tambon, counted again: as if no two records told of one."""
    areas, work = records["areas"].set_index("code"), records["initiatives"]
    day, long_ago = pd.Timestamp(day), pd.Timestamp(months_before(day, 24))
    is_heard_of = work["status_date"].isna() | (work["status_date"] > long_ago)
    is_open = work["status"].isin(["implementation", "finalisation"]) & ~(work["start_date"] > day)
    work = work[is_open & ((work["end_date"] >= day) | (work["end_date"].isna() & is_heard_of))]
    rows = work.assign(theme=work["themes"].str.split(";"), area=work["areas"].str.split(";"))
    rows = rows.explode("theme").explode("area").dropna(subset=["theme", "area"])
    level = rows["area"].map(areas["level"])
    tambon = rows["area"].where(level == "tambon", rows["area"].map(areas["parent"]))
    rows = rows.assign(tambon=tambon)[level.isin(["tambon", "village"])]
    return rows[["initiative_id", "theme", "tambon"]].drop_duplicates()


@law
@given(worlds())
def test_a_theme_reaches_every_tambon_with_open_work_on_it_whoever_does_it_in_any_world(world):
    records, day = world
    records = records | {"ties": records["ties"][records["ties"]["kind"] != TieKind.SAME_RECORD]}
    evaluation, again = evaluate(records, day), open_in_tambon(records, day)
    work, themes = working(evaluation, Level.TAMBON), [*records["themes"]["code"]]
    expected = again.groupby("theme")["tambon"].nunique().reindex(themes, fill_value=0)
    assert reached(work, themes).to_dict() == expected.to_dict()
    for theme in themes:
        table = gaps(stated_by_nobody(), work[work["theme"] == theme], [theme], [*again["tambon"].unique()])
        of_theme = again[again["theme"] == theme]
        assert table["initiatives"].sum() == len(of_theme)
        assert {*table.index[table["gap"] == "worked"]} == {*of_theme["tambon"]}
    parts = records["participation"]
    held = parts.loc[parts["role"].isin([*ACTING_ROLES]), "initiative_id"]
    for tambon, here in again[~again["initiative_id"].isin(held)].groupby("tambon"):
        assert pairs(unheld(evaluation, tambon), "initiative_id", "theme") == pairs(here, "initiative_id", "theme")


def stated_by_nobody():
    return pd.DataFrame({"agency_id": [], "area_code": [], "theme": [], "extent": []}, dtype="str")


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
