"""The example is the area and the front that show most, and the parts of a component recount to its rate."""

import pandas as pd
import pytest
from toy import DAY, toy_records

from geo.errors import GeoError
from geo.evidence import fronts
from geo.scores import evaluate, score
from geo.worked import component_parts, example_area, example_fronts


@pytest.fixture(scope="module")
def evaluation():
    return evaluate(toy_records(), DAY)


def test_the_example_is_the_tambon_with_the_largest_surplus(evaluation):
    scores = score(evaluation, "tambon").set_index("area_code")
    assert example_area(scores) == scores["surplus"].idxmax() == "800101"
    assert example_area(scores.assign(fronts=0.0)) == ""


def test_a_front_that_a_tie_lowers_in_part_is_shown_before_others(evaluation):
    found = example_fronts(evaluation, fronts(evaluation, "800101"))
    assert len(found) == 1
    front = found.iloc[0]
    # market and weaving through course: 5/5, then 5/5 halved; W of the first village is 3/5 + 2/5, a whole number
    assert (front["area_code"], front["theme"], front["m"]) == ("80010102", "J", 2)
    assert front["tied"] == pytest.approx(0.5)
    assert front["surplus"] == pytest.approx(0.5)


def test_where_nothing_is_tied_a_front_from_elsewhere_shows_how_ties_count(evaluation):
    alone = fronts(evaluation, "800102")
    assert alone["m"].tolist() == [1]
    found = example_fronts(evaluation, alone)
    assert found["area_code"].tolist() == ["800102", "80010102"]
    assert found["tied"].tolist() == [0.0, 0.5]
    assert found["is_here"].tolist() == [True, False]
    nothing = fronts(evaluation, "800102").head(0)
    assert example_fronts(evaluation, nothing)["is_here"].tolist() == [False]


def test_nothing_open_is_no_example():
    records = {"areas": toy_records()["areas"]}
    evaluation = evaluate(records, DAY)
    assert example_fronts(evaluation, fronts(evaluation, "800101")).empty


def test_the_rate_of_a_component_is_the_quotient_of_the_provinces_sums(evaluation):
    parts = component_parts(evaluation, "80010101")
    province = score(evaluation, "province").iloc[0]
    assert parts["province_n"].tolist() == [province[f"n{k}"] for k in range(1, 7)]
    assert parts["province_x"].tolist() == [province[f"x{k}"] for k in range(1, 7)]
    rate = (parts["province_x"] / parts["province_n"]).where(parts["province_n"] > 0)
    pd.testing.assert_series_equal(rate, parts["rate"], check_names=False)
    with pytest.raises(GeoError, match="999999"):
        component_parts(evaluation, "999999")
