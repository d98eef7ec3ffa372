"""Agencies and their ties, on the toy world by hand and against the strengths that the scores rest on."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from laws import law
from toy import DAY, toy_records
from worlds import worlds

from geo.network import bridges_between, groups, network, splits
from geo.scores import evaluate
from geo.ties import FULL

P, R = "800101", "800201"


@pytest.fixture(scope="module")
def nets():
    records = toy_records()
    evaluation = evaluate(records, DAY)
    return {code: network(evaluation, records, code) for code in ("80", "8001", P, R)}


def told(net):
    return {(row.one, row.other): (row.level, row.places) for row in net.ties.itertuples()}


def test_the_ties_of_a_tambon_are_the_live_ones_at_their_level(nets):
    assert told(nets[P]) == {("irrigation", "users"): (3, 1), ("foundation", "users"): (2, 1),
                             ("college", "municipality"): (5, 1), ("college", "foundation"): (2.5, 1)}  # fmt: skip


def test_agencies_of_one_open_initiative_are_tied_fully(nets):
    assert told(nets[R]) == dict.fromkeys(
        [("college", "foundation"), ("college", "users"), ("foundation", "users")], (5, 1)
    )
    assert nets[R].ties["initiative_id"].tolist() == ["filter"] * 3


def test_sides_and_who_is_at_work(nets):
    found = nets[P].agencies
    assert found["side"].to_dict() == {"college": "neither", "foundation": "people", "irrigation": "state",
                                       "municipality": "state", "users": "people"}  # fmt: skip
    assert found.index[~found["is_at_work"]].tolist() == ["college"]


def test_groups_that_never_meet_are_told_apart_by_the_least_level(nets):
    assert groups(nets[R], 3).nunique() == 3
    assert groups(nets[P], 2).nunique() == 1
    assert groups(nets[P], 3).to_dict() == {
        "college": 0, "municipality": 0, "irrigation": 1, "users": 1, "foundation": 2}  # fmt: skip


def test_a_bridge_between_the_sides_is_named_and_said_to_be_the_only_one(nets):
    found = bridges_between(nets[P], 2)
    assert found[["one", "other", "is_only"]].to_numpy().tolist() == [["irrigation", "users", True]]
    assert bridges_between(nets[R], 1).empty


def test_an_agency_whose_loss_splits_the_others_is_counted(nets):
    assert splits(nets[P], 2).to_dict() == {
        "college": 1, "foundation": 1, "irrigation": 0, "municipality": 0, "users": 1}  # fmt: skip
    assert not splits(nets[R], 1).any()


def test_an_area_in_which_all_that_joins_agencies_is_a_review_has_no_tie():
    records = toy_records()
    ties = records["ties"]
    records["ties"] = ties[ties["kind"] == "complementary"].reset_index(drop=True)
    records["participation"] = (
        records["participation"].query("initiative_id in ['pond', 'dam']").reset_index(drop=True)
    )
    net = network(evaluate(records, DAY), records, R)
    assert net.agencies.index.tolist() == ["irrigation", "municipality"]
    assert net.ties.empty
    assert net.links.empty


def test_everywhere_is_the_province(nets):
    records = toy_records()
    net = network(evaluate(records, DAY), records)
    assert told(net) == told(nets["80"])
    assert net.agencies.equals(nets["80"].agencies)


def test_a_province_without_work_has_no_agency_and_no_tie():
    records = {"areas": toy_records()["areas"]}
    net = network(evaluate(records, DAY), records, "80")
    assert net.agencies.empty
    assert net.ties.empty
    assert groups(net, 1).empty
    assert splits(net, 1).empty
    assert bridges_between(net, 1).empty


@law
@given(worlds())
def test_the_strongest_way_along_direct_ties_is_the_strength_that_scores_use(world):
    records, day = world
    evaluation = evaluate(records, day)
    blocks, ids = evaluation.blocks, evaluation.world.agencies.ids
    for code in evaluation.world.areas.listing(1).codes:
        net = network(evaluation, records, code)
        for block, links in net.links.groupby("block"):
            nodes = np.flatnonzero(blocks.node_block == block)
            way = {frozenset(pair): 0.0 for pair in itertools.combinations(ids[blocks.node_agency[nodes]], 2)}
            way |= {frozenset((row.one, row.other)): row.strength for row in links.itertuples()}
            names = list(ids[blocks.node_agency[nodes]])
            for k, i, j in itertools.permutations(names, 3):
                pair = frozenset((i, j))
                way[pair] = max(way[pair], min(way[frozenset((i, k))], way[frozenset((k, j))]))
            for (i, one), (j, other) in itertools.combinations(zip(nodes, names, strict=True), 2):
                apart = evaluation.strengths.distance(np.array([i]), np.array([j]))[0]
                assert way[frozenset((one, other))] == pytest.approx(1 - apart / FULL)
        assert (net.ties["strength"] + 1e-9 >= net.ties["level"] / 5).all()
