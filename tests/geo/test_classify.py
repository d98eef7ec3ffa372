"""Which class an area falls into, and what has none."""

import math

import pandas as pd
import pytest

from geo.classify import Measure, class_index, classes, integration_limits, is_imprecise
from geo.errors import GeoError

SCORES = pd.DataFrame(
    {
        "duplication": [0.0, 0.25, 0.26, 1.0, 1.01, 0.0, 3.0, 0.0],
        "duplication_low": [0.0, 0.25, 0.10, 0.6, 1.01, 0.0, 0.0, 0.0],
        "duplication_share": [0.0, 0.1, 0.2, 0.4, 0.6, 0.0, 0.7, None],
        "integration": [30.0, 15.0, 15.1, 25.1, 10.0, None, None, None],
        "agencies": [2, 3, 4, 5, 20, 1, 9, 0],
        "initiatives": [1, 3, 4, 5, 20, 1, 9, 0],
        "duplication_state": ["measured"] * 5 + ["single_agency", "measured", "no_record"],
        "integration_state": ["published"] * 5 + ["insufficient"] * 3,
    },
    index=list("abcdefgh"),
)


def test_bivariate_keys_count_rows_from_high_integration_and_columns_from_low_duplication():
    keys = classes(SCORES, Measure.BIVARIATE, (15, 25))
    assert keys.tolist() == ["0", "6", "4", "1", "8", "a", "c", "n"]


def test_an_area_without_record_has_its_own_class_for_every_measure():
    for measure in Measure:
        limits = (15, 25) if measure is Measure.BIVARIATE else (10, 15, 20, 30)
        counted = SCORES.assign(themes=2, population_per_initiative=[*[900.0] * 7, math.nan])
        assert classes(counted, measure, limits)["h"] == "n"


def test_people_per_initiative_of_unknown_people_has_no_number():
    people = [400.0, 500.0, 501.0, 9000.0, 3000.0, 1500.0, math.nan, math.nan]
    keys = classes(SCORES.assign(population_per_initiative=people), Measure.PEOPLE, ())
    assert keys.tolist() == ["0", "0", "1", "4", "3", "2", "i", "n"]


def test_duplication_classes_are_those_fixed_by_the_method():
    assert classes(SCORES, Measure.DUPLICATION, ()).tolist() == ["0", "1", "2", "3", "4", "0", "5", "n"]


def test_an_unpublished_index_is_insufficient_and_not_the_lowest_class():
    assert classes(SCORES, Measure.INTEGRATION, (10, 15, 20, 30)).tolist()[4:] == ["0", "i", "i", "n"]


def test_an_area_is_imprecise_where_its_two_ends_fall_into_different_classes():
    assert is_imprecise(SCORES)[lambda flags: flags].index.tolist() == ["c", "g"]


def test_limits_need_ten_published_areas_and_whole_distinct_numbers():
    assert integration_limits(pd.Series(range(9), dtype=float), 3) is None
    assert integration_limits(pd.Series([20.0] * 30), 3) is None
    assert integration_limits(pd.Series([*range(10, 41), None], dtype=float), 5) == (16.0, 22.0, 28.0, 34.0)


def test_breaks_out_of_order_are_refused():
    with pytest.raises(GeoError, match="must ascend"):
        class_index(pd.Series([1.0]), (2, 1))


def test_a_province_without_any_published_index_still_has_its_classes():
    unpublished = SCORES.assign(integration=float("nan"), integration_state="insufficient")
    assert classes(unpublished, Measure.BIVARIATE, (15, 25)).tolist() == [*"aabbcac", "n"]
    assert set(classes(unpublished, Measure.INTEGRATION, (10, 15, 20, 30))) == {"i", "n"}
