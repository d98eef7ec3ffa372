"""What is left without the ties of one agency, by hand and as laws on random worlds."""

import pandas as pd
import pytest
from hypothesis import given
from laws import few
from toy import DAY, toy_records
from worlds import worlds

from geo.errors import GeoError
from geo.losing import lost, without_ties
from geo.network import network
from geo.scores import evaluate, score
from geo.stage import stage_of

CELL = ["area_code", "theme"]


def fronts(evaluation):
    cells = evaluation.cells.astype(dict.fromkeys(CELL, "str")).set_index(CELL)
    return cells[["agencies", "surplus"]].sort_index()


def ties_of(net, agency):
    return net.ties[(net.ties["one"] != agency) & (net.ties["other"] != agency)]


def surplus(agency, area):
    records = toy_records()
    stage = stage_of(records, evaluate(records, DAY))
    trial = lost(stage, agency)
    return [
        float(table.set_index("area_code").at[area, "surplus"])
        for table in (stage.scores["tambon"], trial.score("tambon"))
    ]


def test_without_the_users_the_canal_and_the_fund_stand_alone():
    """In village 1 of P irrigation (3 of 5) and foundation (2 of 5) hang on the users: S 2 - 0.6 - 0.4 becomes 2; in
    village 2 users and foundation are tied by 2 of 5: 0.6 becomes 1; in village 3 the foundation is alone."""
    before, after = surplus("users", "800101")
    assert after - before == pytest.approx((2 - 1.0) + (1 - 0.6))


def test_an_initiative_of_three_leaves_two_of_them_tied():
    """The filter holds users, foundation and college in one village: S 0; without the college's part S is 1."""
    before, after = surplus("college", "800201")
    assert after - before == pytest.approx(1)


def test_an_agency_without_ties_leaves_all_as_it_is():
    before, after = surplus("irrigation", "800201")
    assert after == before


def test_an_agency_that_nobody_knows_is_refused():
    records = toy_records()
    with pytest.raises(GeoError, match="nobody"):
        without_ties(evaluate(records, DAY), records, "nobody")


@few
@given(worlds())
def test_the_agency_is_where_it_was_with_no_tie_and_all_others_are_tied_as_before(world):
    records, day = world
    before = evaluate(records, day)
    whole = network(before, records)
    for agency in whole.agencies.index[:3]:
        loosed = without_ties(before, records, agency)
        after = evaluate(loosed.records, day)
        found = network(after, loosed.records)
        assert agency not in {*found.ties["one"], *found.ties["other"]}
        names = ["one", "other", "level", "places"]
        pd.testing.assert_frame_equal(
            found.ties[names], ties_of(whole, agency)[names].reset_index(drop=True), check_dtype=False
        )
        one, two = fronts(before), fronts(after)
        assert one["agencies"].to_dict() == two["agencies"].to_dict()
        assert (two["surplus"] >= one["surplus"] - 1e-9).all()


@few
@given(worlds())
def test_the_trial_of_a_loss_is_a_full_evaluation_without_the_ties(world):
    records, day = world
    before = evaluate(records, day)
    stage = stage_of(records, before)
    for agency in network(before, records).agencies.index[:2]:
        after = evaluate(without_ties(before, records, agency).records, day)
        for level in ("province", "tambon"):
            found = lost(stage, agency).score(level)["surplus"]
            assert found.to_numpy() == pytest.approx(score(after, level)["surplus"].to_numpy())
