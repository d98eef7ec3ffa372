"""Texts found among others: however many there are, the answer is that of each alone. This module compares."""

import numpy as np
import pandas as pd
import pytest

from geo.keys import place_among, split_codes

COLUMN = ["80;8001", None, "", "8001", ";80", "x;x;8001", "ตำบล", " 80"]
TIMES = 40


@pytest.mark.parametrize("dtype", ["str", object])
def test_a_long_column_is_found_like_a_short_one(dtype):
    few = pd.Series(COLUMN, dtype=dtype)
    known = pd.Index(["8001", "ตำบล", "", "80"], dtype="str")
    places = place_among(few, known)
    assert places.tolist() == [-1, -1, 2, 0, -1, -1, 1, -1]
    assert np.array_equal(place_among(pd.concat([few] * TIMES), known), np.tile(places, TIMES))


@pytest.mark.parametrize("dtype", ["str", object])
def test_a_long_column_is_taken_apart_like_a_short_one(dtype):
    few = pd.Series(COLUMN, dtype=dtype)
    one, many = split_codes(few), split_codes(pd.concat([few] * TIMES))
    assert one.codes == many.codes == ["80", "8001", "", "x", "ตำบล", " 80"]
    assert one.row.tolist() == [0, 0, 2, 3, 4, 4, 5, 5, 5, 6, 7]
    assert many.row.tolist() == [row + len(few) * k for k in range(TIMES) for row in one.row]
    assert np.array_equal(many.at, np.tile(one.at, TIMES))


@pytest.mark.parametrize("form", [list, pd.Series, pd.Index])
def test_texts_are_found_in_whatever_form_they_come(form):
    for times in (1, TIMES):
        for known in (list, pd.Series, pd.Index):
            assert place_among(form(["b", "x", "a"] * times), known(["a", "b"])).tolist() == [1, -1, 0] * times


def test_nothing_is_found_in_an_empty_column():
    none = pd.Series([], dtype="str")
    assert place_among(none, ["80"]).tolist() == split_codes(none).row.tolist() == []
