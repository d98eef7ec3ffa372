"""How a law is put to the core. This module runs it on random worlds."""

import random

import pandas as pd
from depth import tries
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from data.schema import Level
from geo.scores import evaluate, score

law = settings(
    max_examples=tries(16, 250),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
few = settings(law, max_examples=tries(5, 60))
chances = st.integers(0, 100_000).map(random.Random)


def all_levels(records, day, themes=None):
    evaluation = evaluate(records, day, themes=themes)
    return {level: score(evaluation, level).set_index("area_code") for level in Level}


def assert_same(found, expected):
    """Equal in every column at every level; a sum may be added up in another order."""
    for level in Level:
        pd.testing.assert_frame_equal(found[level], expected[level], rtol=0, atol=1e-12, obj=level)


def cells(records, day):
    """S and m of every unit and theme: with a filter of one theme without children a unit has one cell."""
    flat = {**records, "themes": records["themes"].assign(parent=pd.Series(dtype="str"))}
    used = sorted(set(records["initiatives"]["themes"].dropna().str.split(";").explode())) or ["A"]
    runs = {theme: score(evaluate(flat, day, themes={theme}), Level.VILLAGE).set_index("area_code") for theme in used}
    return pd.concat(runs, names=["theme"])[["surplus", "agencies"]].rename(columns={"agencies": "m"})


def ids(records):
    return sorted(records["initiatives"]["initiative_id"])
