import datetime as dt

import numpy as np
import pandas as pd
import pytest

from data.schema.frames import typed
from geo.binoculars import DEFAULT, Wanted, blended, is_own, nearness, ranked, view_of, wanted_by
from geo.matching import SAME_LEAF

DAY = dt.date(2007, 2, 16)


@pytest.fixture
def records():
    """Three tambon in a row; A1 repairs weirs in the first and is there for W1."""
    return {
        "areas": typed("areas", pd.DataFrame({"code": ["800101", "800102", "800103"]})),
        "themes": typed(
            "themes",
            pd.DataFrame({"code": ["W", "W1", "W2", "X"], "parent": [None, "W", "W", None], "name_th": "น้ำ"}),
        ),
        "agencies": typed(
            "agencies", pd.DataFrame({"agency_id": ["A1", "A2"], "name_th": ["ก", "ข"], "functions": ["W1", None]})
        ),
        "initiatives": typed(
            "initiatives",
            pd.DataFrame(
                {
                    "initiative_id": ["own", "same", "near", "far", "words", "other", "blank"],
                    "title_th": ["ซ่อมฝาย", "ซ่อมฝาย", "ประปา", "ประปา", "ซ่อมฝายเก่า", "ทอผ้า", "ทอผ้า"],
                    "themes": ["W1", "W1", "W2", "W2", "X", "X", None],
                    "areas": ["800101", "800101", "800102", "800103", None, "800101", "800101"],
                }
            ),
        ),
        "participation": typed(
            "participation",
            pd.DataFrame({"initiative_id": ["own", "same"], "agency_id": "A1", "role": ["accountable", "funding"]}),
        ),
        "coverage": typed("coverage"),
    }


ADJACENT = pd.DataFrame({"one": ["800101", "800102"], "other": ["800102", "800103"]})


def _found(records, agency="A1"):
    view = view_of(records)
    wanted = wanted_by(records, view, agency, DAY, ADJACENT)
    return ranked(view, wanted, ~is_own(records, view, agency), records["themes"])


def test_a_match_is_worked_out_by_hand(records):
    found = _found(records).set_index("initiative_id")
    assert found.loc["same", ["theme", "text", "near", "match"]].tolist() == [1.0, 1.0, 1.0, 1.0]
    assert found.loc["near", ["theme", "text", "near"]].tolist() == [0.5, 0.0, 0.5]
    assert found.at["near", "match"] == pytest.approx(0.5 * 0.5 + 0.15 * 0.5)
    assert found.at["far", "match"] == pytest.approx(0.5 * 0.5)


def test_what_has_neither_theme_nor_words_is_not_listed_and_own_work_never(records):
    ids = set(_found(records)["initiative_id"])
    assert ids == {"same", "near", "far", "words"}


def test_work_that_states_no_place_is_matched_by_what_is_known(records):
    row = _found(records).set_index("initiative_id").loc["words"]
    assert np.isnan(row["near"])
    assert row["match"] == pytest.approx(0.35 * row["text"] / (0.5 + 0.35))


def test_a_work_without_a_theme_is_unknown_not_apart(records):
    view = view_of(records)
    near = nearness(view, view.areas.codes.get_indexer(["800101"]))
    found = ranked(view, Wanted(["ทอผ้า"], ["W1"], near), np.ones(7, bool), records["themes"])
    assert np.isnan(found.set_index("initiative_id").at["blank", "theme"])


def test_an_agency_without_functions_or_work_finds_nothing(records):
    assert _found(records, "A2").empty


def test_a_register_without_work_finds_nothing(records):
    records = {**records, "initiatives": typed("initiatives"), "participation": typed("participation")}
    assert _found(records).empty


def test_the_order_of_the_rows_is_irrelevant(records):
    turned = {**records, "initiatives": records["initiatives"].iloc[::-1].reset_index(drop=True)}
    pd.testing.assert_frame_equal(_found(records), _found(turned))


def test_matches_lie_between_0_and_1_and_the_same_theme_never_lowers_one():
    chance = np.random.default_rng(80)
    parts = pd.DataFrame(chance.random((500, 3)), columns=["theme", "text", "near"])
    parts = parts.mask(chance.random(parts.shape) < 0.2)
    match = blended(parts, DEFAULT)
    assert match.dropna().between(0, 1).all()
    known = parts["theme"].notna()
    assert (blended(parts.assign(theme=SAME_LEAF))[known] >= match[known] - 1e-12).all()
