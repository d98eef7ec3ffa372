"""Groups that pairs hold together, against a walk from node to node. This module compares."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.merging import merged

SIZE = 12
PAIRS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=2 * SIZE)


def reached(start, pairs):
    found = {start}
    while more := {b for a, b in [*pairs, *((b, a) for a, b in pairs)] if a in found} - found:
        found |= more
    return found


@given(PAIRS, PAIRS)
def test_every_node_takes_the_lowest_label_it_can_reach(strong, weak):
    label = np.arange(SIZE)
    done = []
    for pairs in (strong, weak):
        done += pairs
        label = merged(label, *np.array(pairs, np.int64).reshape(-1, 2).T)
        assert label.tolist() == [min(reached(node, done)) for node in range(SIZE)]


def test_a_long_chain_is_one_group_whatever_its_order():
    order = np.random.default_rng(7).permutation(5000)
    assert not merged(np.arange(5000), order[:-1], order[1:]).any()
