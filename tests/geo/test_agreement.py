"""The vectorised core against the direct reading of METHOD, on random worlds. This module is the judge."""

import random

import oracle
import pandas as pd
import pytest
from depth import tries
from hypothesis import HealthCheck, given, settings
from oracle_places import Places
from oracle_records import World
from worlds import THEMES, seeded_world, shrinkable_worlds

from data.schema import Level
from geo.scores import evaluate, score

SEEDS = range(tries(96, 960))


def a_filter(seed):
    """One to three themes, top-level codes and ones without work among them."""
    chance = random.Random(seed)
    return set(chance.sample([code for code, _ in THEMES], chance.randint(1, 3)))


def assert_agree(records, day, themes):
    core = evaluate(records, day, themes=themes)
    reading = Places(World(records, day, themes))
    for level in Level:
        pd.testing.assert_frame_equal(
            score(core, level), oracle.scores(reading, level), check_dtype=False, rtol=0, atol=1e-9, obj=level
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_core_and_oracle_agree_on_every_column_at_every_level(seed):
    records, day = seeded_world(seed)
    assert_agree(records, day, None)
    assert_agree(records, day, a_filter(seed))


@settings(
    max_examples=tries(24, 400),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(shrinkable_worlds())
def test_core_and_oracle_agree_on_worlds_that_hypothesis_can_shrink(world):
    assert_agree(*world, None)


def test_the_worlds_reach_what_there_is_to_disagree_about():
    found = pd.concat([oracle.read_scores(*seeded_world(seed), Level.TAMBON) for seed in SEEDS[:80]])
    assert found["integration_state"].value_counts().min() >= 10
    assert found["duplication_state"].value_counts().min() >= 40
    assert (found["surplus"] % 1 > 0.05).sum() >= 10
    assert (found["duplication_low"] < found["duplication"]).sum() >= 10
    for k in range(1, 7):
        assert found[f"x{k}"].between(0, found[f"n{k}"], inclusive="neither").sum() >= 3, k
