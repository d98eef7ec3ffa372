"""Facilitators and the batons of the work that they help along, on the toy world by hand."""

from datetime import date

import pandas as pd
import pytest
from toy import DAY, toy_records

from geo.apart import apart
from geo.facilitators import facilitators
from geo.network import groups, network
from geo.pairs import held_cells, meetings, who_meets
from geo.relay import Baton, legs
from geo.scores import evaluate


def with_help(*pairs):
    records = toy_records()
    own = records["participation"]
    rows = pd.DataFrame(pairs, columns=["initiative_id", "agency_id"]).assign(role="extending")
    return {**records, "participation": pd.concat([own, rows], ignore_index=True).astype(own.dtypes.to_dict())}


def test_the_college_helps_the_pumps_along_in_the_one_tambon_where_they_are():
    records = toy_records()
    found = facilitators(records, legs(evaluate(records, DAY)))
    assert found.loads.to_dict("index") == {
        "college": {"load": 1, "works": 1, "tambon": 1, "dropping": 0, "dropped": 0, "passed": 0}
    }
    assert found.legs[["agency_id", "initiative_id", "tambon", "state"]].to_numpy().tolist() == [
        ["college", "pumps", "800101", Baton.RUNNING]
    ]


def test_batons_are_counted_by_how_they_lie_and_those_about_to_drop_stand_first():
    """The pond ends within 92 days, the ditch was built upon by the canal, the market ends on the day."""
    records = with_help(("pond", "users"), ("ditch", "users"), ("market", "users"))
    found = facilitators(records, legs(evaluate(records, DAY), days=92))
    states = found.legs[found.legs["agency_id"] == "users"].set_index("initiative_id")["state"].to_dict()
    assert states["ditch"] == Baton.PASSED
    assert states["pond"] == Baton.DROPPING
    row = found.loads.loc["users"]
    counts = pd.Series(states).value_counts()
    for name in ("dropping", "dropped", "passed"):
        assert row[name] == counts.get(f"baton_{name}", 0)
    assert row["load"] == counts.get("baton_running", 0) + counts.get("baton_dropping", 0)
    assert found.legs[found.legs["agency_id"] == "users"]["state"].iloc[0] == Baton.DROPPING
    assert found.loads.index[0] == "users"


@pytest.mark.parametrize(("day", "passed"), [(date(2024, 9, 29), 1), (date(2024, 9, 30), 0)])
def test_batons_passed_on_count_for_24_months_as_those_dropped_do(day, passed):
    """The ditch ended on 30 September 2022."""
    records = with_help(("ditch", "users"))
    found = facilitators(records, legs(evaluate(records, day)))
    assert found.legs["state"][found.legs["initiative_id"] == "ditch"].tolist() == [Baton.PASSED]
    assert found.loads.loc["users", "passed"] == passed


def test_an_area_looks_at_its_own_batons_alone():
    records = with_help(("pond", "users"))
    evaluation = evaluate(records, DAY)
    assert facilitators(records, legs(evaluation, "8002")).loads.index.tolist() == ["users"]
    assert facilitators(records, legs(evaluation, "800102")).loads.empty


def test_agencies_of_one_place_that_no_chain_of_ties_joins_are_found():
    """In village 1 of P irrigation, users and foundation meet on W1; at level 3 the foundation is a group of its own.
    In village 1 of R the pond and the dam are reviewed, yet municipality and irrigation hang together nowhere."""
    records = toy_records()
    evaluation = evaluate(records, DAY)
    met = who_meets(meetings(evaluation, "800101"), held_cells(evaluation, "800101"))
    net = network(evaluation, records, "800101")
    found = apart(met, groups(net, 3))
    assert {frozenset(pair) for pair in found[["agency_id", "other_id"]].to_numpy()} == {
        frozenset(("foundation", "users")),
        frozenset(("foundation", "irrigation")),
        frozenset(("foundation", "municipality")),
    }
    assert apart(met, groups(net, 2)).empty
