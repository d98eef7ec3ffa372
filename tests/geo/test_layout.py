"""Where agencies stand in the drawing: nobody covers another, and the same records make the same drawing."""

import itertools
import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import few

from geo.clearing import crossed
from geo.layout import GRID, ZONES, layout

LABEL_UP, LABEL_DOWN = 13, 44
"""Pixels above and below the middle of a mark that an agency takes with its name (page.css)."""


def a_network(chance, count, many=4):
    ids = [f"a{number:03}" for number in range(count)]
    sides = pd.Series({one: chance.choice(ZONES) for one in ids}, dtype="str")
    pairs = {tuple(sorted(chance.sample(ids, 2))) for _ in range(many * count)} if count > 1 else set()
    rows = [(*pair, chance.choice([1, 2, 2.5, 3, 4, 5])) for pair in sorted(pairs)]
    ties = pd.DataFrame(rows, columns=["one", "other", "level"])
    groups = pd.Series({one: chance.randrange(4) for one in ids}, dtype="int64")
    return sides, ties, groups


networks = st.builds(
    lambda seed, count: a_network(random.Random(seed), count),
    st.integers(0, 10_000),
    st.sampled_from([1, 2, 7, 40, 130]),
)


@few
@given(networks)
def test_no_two_agencies_with_their_names_cover_each_other_and_all_are_inside(network):
    found = layout(*network)
    x, y = found.nodes["x"].to_numpy(), found.nodes["y"].to_numpy()
    wide = (GRID.width - 2 * GRID.sway) / 2
    assert (x >= wide).all()
    assert (x <= found.width - wide).all()
    assert (y >= GRID.top + LABEL_UP).all()
    assert (y <= found.height - LABEL_DOWN).all()
    beside = np.abs(x[:, None] - x) >= 2 * wide - 1e-9
    above = np.abs(y[:, None] - y) >= LABEL_UP + LABEL_DOWN
    np.fill_diagonal(beside, val=True)
    assert (beside | above).all()


@few
@given(networks, st.integers(0, 10_000))
def test_the_order_of_the_records_makes_no_other_drawing(network, seed):
    sides, ties, groups = network
    found = layout(sides, ties, groups)
    mixed = layout(*(each.sample(frac=1, random_state=seed) for each in (sides, ties, groups)))
    pd.testing.assert_frame_equal(found.nodes, mixed.nodes)
    assert found.zones == mixed.zones
    pd.testing.assert_frame_equal(found.nodes, layout(sides, ties, groups).nodes)


@few
@given(networks)
def test_the_state_side_is_left_of_those_of_neither_and_the_peoples_side_right(network):
    sides, ties, groups = network
    found = layout(sides, ties, groups)
    held = [zone for zone in ZONES if (sides == zone).any()]
    assert list(found.zones) == held
    edges = [found.nodes["x"][sides == zone].agg(["min", "max"]).tolist() for zone in held]
    assert all(edge[1] < after[0] for edge, after in itertools.pairwise(edges))


def test_tied_agencies_stand_nearer_than_chance_would_have_it():
    sides, _, groups = a_network(random.Random(7), 100)
    ids = list(sides.index)
    ties = pd.DataFrame({"one": ids[:50], "other": ids[50:], "level": 5.0})
    found = layout(sides, ties, groups * 0).nodes
    apart = np.hypot(*(found.loc[ties["one"]].to_numpy() - found.loc[ties["other"]].to_numpy()).T)
    everywhere = np.hypot(*(found.to_numpy()[:, None] - found.to_numpy()).T)
    assert apart.mean() < 0.7 * everywhere.mean()


def test_a_line_between_both_sides_does_not_run_through_who_stands_between():
    sides = pd.Series({"A": "state", "B": "state", "C": "neither", "D": "people", "E": "people", "F": "neither"})
    ties = pd.DataFrame(
        [("A", "D", 5.0), ("A", "C", 5.0), ("C", "D", 5.0), ("B", "E", 3.0)], columns=["one", "other", "level"]
    )
    nodes = layout(sides, ties, pd.Series(0, index=sides.index)).nodes
    numbers = [nodes.index.get_indexer(pd.Index(ties[end])) for end in ("one", "other")]
    assert crossed(nodes.to_numpy(), *numbers, len(nodes)) == 0


def test_a_few_agencies_make_a_small_drawing_and_none_an_empty_one():
    nobody = pd.Series(dtype="str")
    no_ties = pd.DataFrame({"one": [], "other": [], "level": []})
    found = layout(nobody, no_ties, pd.Series(dtype="int64"))
    assert (found.nodes.empty, found.width, found.height, dict(found.zones)) == (True, 0, 0, {})
    two = layout(pd.Series({"A": "state", "B": "people"}), no_ties, pd.Series({"A": 0, "B": 1}))
    assert two.width == pytest.approx(2 * GRID.width + GRID.gap)
