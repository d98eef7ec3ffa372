"""What surrounds the numbers of an area: who, when, with whom, beside what. Worked out on the toy world."""

import numpy as np
import pandas as pd
import pytest
import shapely
from toy import DAY, toy_records
from worlds import frame

from geo import capital, contribution, coverage, involvement, mentions, neighbours, partners, people, timeline
from geo.errors import GeoError
from geo.joins import join_records
from geo.scores import evaluate
from geo.standing import initiatives_of
from geo.units import TAMBON, areas_of


@pytest.fixture(scope="module")
def records():
    return toy_records()


@pytest.fixture(scope="module")
def evaluation(records):
    return evaluate(records, DAY)


def squares():
    import geopandas as gpd

    boxes = {"a": (0, 0, 1, 1), "b": (1, 0, 2, 1), "c": (1, 1, 2, 2), "island": (9, 9, 10, 10)}
    return gpd.GeoDataFrame(index=list(boxes), geometry=[shapely.box(*box) for box in boxes.values()])


def test_neighbours_share_a_line_and_not_a_corner():
    assert list(neighbours.neighbours(squares(), "b")) == ["a", "c"]
    assert list(neighbours.neighbours(squares(), "a")) == ["b"]
    assert list(neighbours.neighbours(squares(), "island")) == []


def test_an_area_without_an_outline_has_no_neighbour_that_is_known():
    assert list(neighbours.neighbours(squares(), "nowhere")) == []


def test_areas_follow_each_other_within_their_parent_then_on_to_the_next(records):
    areas = records["areas"].set_index("code")
    assert neighbours.beside(areas, "80010103") == ("80010102", "80020101")
    assert neighbours.beside(areas, "800101") == ("", "800102")
    assert neighbours.beside(areas, "800201") == ("800102", "")
    assert neighbours.beside(areas, "80") == ("", "")


def test_parents_that_go_in_a_circle_end_the_walk():
    areas = pd.DataFrame({"level": ["tambon", "tambon"], "parent": ["y", "x"]}, index=["x", "y"])
    assert set(neighbours.beside(areas, "x")) == {"", "y"}


def test_people_of_an_amphoe_are_summed_only_where_every_tambon_has_a_figure(evaluation):
    rows = frame(
        "indicators",
        [
            {"area_code": "800101", "indicator": "population", "year": 2020, "value": 100},
            {"area_code": "800102", "indicator": "population", "year": 2020, "value": 50},
            {"area_code": "800101", "indicator": "population", "year": 2021, "value": 90},
            {"area_code": "800101", "indicator": "households", "year": 2021, "value": 30},
            {"area_code": "800101", "indicator": "rain", "year": 2021, "value": 1},
        ],
    )
    ground = evaluation.world.areas
    assert people.history(rows, ground, "8001")["population"].to_dict() == {2020: 150.0}
    assert people.history(rows, ground, "800101")["households"].dropna().to_dict() == {2021: 30.0}
    assert people.history(rows, ground, "80010101").empty


def test_who_works_on_what_counts_villages_names_hosts_and_marks_surplus(evaluation):
    found = involvement.who_on_what(evaluation, "800101").set_index(["agency_id", "theme"])
    assert found.loc[("irrigation", "W1"), ["fronts", "is_host", "surplus"]].tolist() == [1, True, 1]
    assert found.loc[("foundation", "W1"), ["fronts", "is_host"]].tolist() == [3, False]
    assert found.loc[("foundation", "J"), ["fronts", "is_host"]].tolist() == [2, True]


def test_the_grid_counts_back_to_the_cells_of_the_area(evaluation):
    found = involvement.who_on_what(evaluation, "80")
    assert found["fronts"].sum() == evaluation.cells["agencies"].sum()


def alone(*records):
    """Each record as an initiative of its own."""
    return pd.Series(records, index=list(records), dtype="str")


def test_shares_keep_no_and_unknown_apart_and_take_several_roles_in_one_record_together():
    work = frame("initiatives", [{"initiative_id": "I1", "themes": "T1;T2"}, {"initiative_id": "I2"}])
    rows = frame(
        "participation",
        [
            {"initiative_id": "I1", "agency_id": "A", "role": "accountable", "co_fund": False, "amount_thb": 10},
            {"initiative_id": "I1", "agency_id": "A", "role": "funding", "co_fund": True},
            {"initiative_id": "I1", "agency_id": "B", "role": "funding", "co_fund": False},
            {"initiative_id": "I2", "agency_id": "A", "role": "funding"},
            {"initiative_id": "I3", "agency_id": "A", "role": "funding", "co_fund": True},
        ],
    )
    parts = involvement.pieces(rows, work.set_index("initiative_id"), ["I1", "I2"], alone("I1", "I2", "I3"))
    by_agency = involvement.shares(parts, "agency_id")
    columns = ["parts", "co_fund_yes", "co_fund_unknown", "co_act_unknown", "amount_unknown"]
    assert by_agency.loc["A", columns].tolist() == [2, 1, 1, 2, 1]
    assert by_agency.loc["A", "amount_thb"] == 10
    assert by_agency.loc["B", columns].tolist() == [1, 0, 0, 1, 1]
    assert pd.isna(by_agency.loc["B", "amount_thb"])
    assert involvement.shares(parts, "theme")["parts"].to_dict() == {"T1": 2, "T2": 2}
    assert involvement.pieces(rows, work.set_index("initiative_id"), [], alone()).empty


def test_a_facilitator_is_listed_with_what_it_carries_here_and_elsewhere(records):
    found = involvement.facilitating(records["participation"], ["pumps"], ["pumps", "canal"], alone("pumps", "canal"))
    assert found.to_numpy().tolist() == [["college", "pumps", 0]]


def test_spans_carry_the_joined_dates_of_all_records(evaluation):
    found = timeline.spans(evaluation, initiatives_of(evaluation, "800102"))
    assert found["records"].tolist() == ["mains;mains2"]
    assert [str(found[name].iloc[0].date()) for name in ("start", "end")] == ["2023-09-01", "2025-03-31"]


def test_batons_run_from_the_earlier_to_the_later_whichever_way_the_tie_is_told(evaluation):
    found = timeline.batons(evaluation, initiatives_of(evaluation, "800101")["initiative_id"])
    assert found[["earlier", "later", "kind"]].to_numpy().tolist() == [
        ["ditch", "canal", "builds_on"],
        ["market", "course", "handover"],
    ]
    assert found["gap"].iloc[0] == 3  # 30 September 2022 to 10 January 2023
    assert pd.isna(found["gap"].iloc[1])  # nobody knows when the course began


def test_ties_are_told_live_ended_and_to_come_on_the_day(records):
    found = timeline.ties_touching(records["ties"], ["pumps", "pond"], DAY)
    assert found[["from_id", "to_id", "state"]].to_numpy().tolist() == [
        ["pumps", "weir", "tie_live"],
        ["pond", "dam", "tie_live"],
        ["canal", "pumps", "tie_ended"],
    ]
    assert found["level"].tolist()[0] == 2
    assert found["is_usual"].tolist() == [True, True, False]
    before = timeline.ties_touching(records["ties"], ["pond"], DAY.replace(day=29))
    assert before["state"].tolist() == ["tie_to_come"]


def test_assets_are_found_by_where_they_lie_and_counted_with_unknown_apart(evaluation):
    assets = frame(
        "assets",
        [
            {"asset_id": "x", "name_th": "x", "kind": "fund", "area_code": "80010101", "state": "gone"},
            {"asset_id": "y", "name_th": "y", "kind": "fund", "area_code": "800101"},
            {"asset_id": "z", "name_th": "z", "kind": "group", "area_code": "800201", "state": "in_use"},
            {"asset_id": "w", "name_th": "w", "kind": "group"},
        ],
    )
    own = capital.assets_in(assets, evaluation.world.areas, "8001")
    assert own["asset_id"].tolist() == ["x", "y"]
    assert capital.counts(own).to_dict("index") == {"fund": {"in_use": 0, "idle": 0, "gone": 1, "": 1}}
    assert capital.assets_in(assets, evaluation.world.areas, "80020101").empty


def test_coverage_speaks_of_an_area_from_itself_around_and_within(evaluation):
    rows = frame(
        "coverage",
        [
            {"agency_id": "municipality", "area_code": "800101", "extent": "complete"},
            {"agency_id": "irrigation", "area_code": "80"},
            {"agency_id": "users", "area_code": "80010101", "end_date": "2024-06-29"},
            {"agency_id": "college", "area_code": "800201"},
        ],
    )
    found = coverage.serving(rows, evaluation.world.areas, "800101", DAY)
    assert found["agency_id"].tolist() == ["municipality", "irrigation"]


def test_a_record_with_a_code_mentions_nothing_and_a_bare_name_in_a_title_is_no_place(records):
    named = records | {
        "areas": frame("areas", [{"code": "800101", "name_th": "ท่าดี", "level": "tambon"}]),
        "initiatives": frame(
            "initiatives",
            [
                {"initiative_id": "I1", "title_th": "ฝายท่าดี"},
                {"initiative_id": "I2", "title_th": "ฝาย", "description": "ที่ตำบล ท่าดี"},
                {"initiative_id": "I3", "title_th": "ฝาย ต.ท่าดี", "areas": "800101"},
            ],
        ),
        "unplaced": frame("unplaced", [{"initiative_id": "I3", "place": "คลองท่าดี"}]),
    }
    assert mentions.mentions(named, "800101")["initiative_id"].tolist() == ["I3", "I2"]


def test_an_open_record_occupies_its_villages_by_its_themes(evaluation):
    found = contribution.cells_of(evaluation, "weir")
    assert found[["area_code", "theme", "m"]].to_numpy().tolist() == [
        ["80010101", "W1", 3],
        ["80010102", "W1", 2],
    ]


@pytest.mark.parametrize("one", ["ditch", "plan", "course", "tank"])
def test_a_record_that_is_not_open_in_a_village_occupies_none(evaluation, one):
    assert contribution.cells_of(evaluation, one).empty


def test_a_record_says_what_it_lacks_and_what_it_is_one_with(evaluation):
    assert contribution.initiative(evaluation, "mains")["records"] == "mains;mains2"
    assert contribution.initiative(evaluation, "tank")["incomplete"] == "no_status"
    assert contribution.initiative(evaluation, "course")["standing"] == "unconfirmed"


def test_a_record_that_is_not_there_is_refused_by_its_id(evaluation):
    with pytest.raises(GeoError, match="'nothing'"):
        contribution.initiative(evaluation, "nothing")


def test_records_of_one_initiative_count_once_and_their_amounts_are_not_added_up():
    work = frame(
        "initiatives",
        [
            {"initiative_id": "I1", "themes": "T1", "areas": "80010101"},
            {"initiative_id": "I1b", "themes": "T1;T2", "areas": "800102"},
            {"initiative_id": "I2"},
        ],
    )
    rows = frame(
        "participation",
        [
            {"initiative_id": "I1", "agency_id": "A", "role": "accountable", "co_fund": True, "amount_thb": 10},
            {"initiative_id": "I1", "agency_id": "A", "role": "funding", "amount_thb": 5},
            {"initiative_id": "I1b", "agency_id": "A", "role": "accountable", "co_act": False, "amount_thb": 15},
            {"initiative_id": "I2", "agency_id": "A", "role": "funding", "co_fund": False, "amount_thb": 7},
            {"initiative_id": "I1", "agency_id": "B", "role": "funding", "co_act": False, "amount_thb": 30},
            {"initiative_id": "I1b", "agency_id": "B", "role": "funding", "co_act": True, "amount_thb": 40},
            {"initiative_id": "I1b", "agency_id": "C", "role": "extending"},
            *({"initiative_id": one, "agency_id": "D", "role": "extending"} for one in ("I1b", "I1", "I2")),
        ],
    )
    firsts = join_records(work, np.array([1]), np.array([0])).firsts
    assert firsts.to_dict() == {"I1": "I1", "I1b": "I1", "I2": "I2"}
    parts = involvement.pieces(rows, work.set_index("initiative_id"), ["I1", "I1b", "I2"], firsts)
    by_agency = involvement.shares(parts, "agency_id")
    columns = ["parts", "co_fund_yes", "co_fund_unknown", "co_act_yes", "co_act_unknown", "amount_unknown"]
    assert by_agency.loc["A", columns].tolist() == [2, 1, 0, 0, 1, 0]
    assert by_agency.loc["B", columns].tolist() == [1, 0, 1, 1, 0, 0]
    assert by_agency["amount_thb"].reindex(["A", "B", "C"]).fillna(-1).tolist() == [15 + 7, 40, -1]
    assert involvement.shares(parts, "theme")["parts"].to_dict() == {"T1": 4, "T2": 4}
    assert partners.works(parts, work["initiative_id"]) == {
        "A": ["I1", "I2"],
        "B": ["I1"],
        "C": ["I1b"],
        "D": ["I1", "I2"],
    }
    ground = areas_of(frame("areas", [{"code": code} for code in ("80010101", "800102")]))
    where = partners.placed(work.set_index("initiative_id"), ground, TAMBON, firsts)
    assert where.to_numpy().tolist() == [["I1", "800101"], ["I1", "800102"]]
    found = involvement.facilitating(rows, ["I1", "I1b"], ["I1", "I1b", "I2"], firsts)
    assert found.to_numpy().tolist() == [["D", "I1", 1], ["C", "I1b", 0]]
