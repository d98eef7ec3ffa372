"""The laws METHOD states of all figures together. This module holds the core to them."""

import inspect

import pandas as pd
from changes import shuffled, split_initiative, tie, with_rows
from hypothesis import assume, given
from hypothesis import strategies as st
from laws import all_levels, assert_same, chances, ids, law
from worlds import frame, worlds

from data.schema import DEFAULT_TIE_LEVEL, Level
from geo.scores import evaluate

COUNTS = [f"{letter}{k}" for k in range(1, 7) for letter in "xn"]
SUMMED = ["villages", "villages_recorded", "cells", "surplus", "fronts"]


def units_of(records, found):
    """Every unit with the areas of the three wider levels it lies in."""
    parent = records["areas"].set_index("code")["parent"]
    units = pd.Series(found[Level.VILLAGE].index)
    is_town = units.isin(found[Level.TAMBON].index)
    tambon = units.where(is_town, units.map(parent))
    amphoe = tambon.map(parent)
    return pd.DataFrame({"tambon": tambon, "amphoe": amphoe, "province": amphoe.map(parent)}).set_index(
        pd.Index(units)
    )


def assert_rows_are(table, expected):
    """Of areas that have a row; one with nothing below it is 0 throughout."""
    expected = expected.reindex(table.index, fill_value=0)
    pd.testing.assert_frame_equal(table, expected, check_names=False, check_dtype=False, rtol=0, atol=1e-12)


@law
@given(worlds(), chances)
def test_splitting_an_initiative_into_records_of_one_changes_nothing(world, chance):
    records, day = world
    assume(ids(records))
    split = split_initiative(records, chance.choice(ids(records)), chance)
    assert_same(all_levels(split, day), all_levels(records, day))


@law
@given(worlds())
def test_village_values_average_exactly_to_every_wider_area(world):
    found = all_levels(*world)
    areas = units_of(world[0], found)
    for level in (Level.TAMBON, Level.AMPHOE, Level.PROVINCE):
        villages = found[Level.VILLAGE].groupby(areas[level])
        of_villages = villages[SUMMED].sum().assign(duplication=villages["duplication"].mean())
        assert_rows_are(found[level][of_villages.columns], of_villages)


@law
@given(worlds())
def test_counts_of_wider_areas_are_sums_over_their_tambon_and_a_village_shows_its_tambon(world):
    found = all_levels(*world)
    areas = units_of(world[0], found)
    once = areas.drop_duplicates().set_index("tambon")
    for level in (Level.AMPHOE, Level.PROVINCE):
        summed = found[Level.TAMBON][COUNTS].groupby(once[level]).sum()
        assert_rows_are(found[level][COUNTS], summed)
    shown = ["integration", "integration_state", "integration_components", *COUNTS]
    of_tambon = found[Level.TAMBON].loc[areas["tambon"], shown].set_axis(areas.index)
    pd.testing.assert_frame_equal(found[Level.VILLAGE][shown], of_tambon, check_names=False)


@law
@given(worlds(), st.integers(0, 1000))
def test_row_order_is_irrelevant(world, seed):
    records, day = world
    found, expected = all_levels(shuffled(records, seed), day), all_levels(records, day)
    for level in Level:
        pd.testing.assert_frame_equal(found[level], expected[level], check_exact=True)


@law
@given(worlds(), st.sampled_from([None, {"A1"}, {"A", "B1"}]))
def test_figures_of_an_area_stay_in_their_range(world, themes):
    for table in all_levels(*world, themes).values():
        assert table["duplication_low"].between(0, table["duplication"]).all()
        assert (table["fronts"] - table["cells"] - table["surplus"]).abs().lt(1e-12).all()
        assert table["duplication_share"].isna().eq(table["fronts"].eq(0)).all()
        assert table["duplication_share"].dropna().between(0, 1, inclusive="left").all()
        assert table["integration"].isna().eq(table["integration_state"].eq("insufficient")).all()
        assert table["integration"].dropna().between(0, 100, inclusive="neither").all()
        for k in range(1, 7):
            assert table[f"x{k}"].between(0, table[f"n{k}"] + 1e-12).all()


@law
@given(worlds())
def test_integration_is_published_from_three_components_two_agencies_and_three_initiatives(world):
    found = all_levels(*world)
    for level in (Level.TAMBON, Level.AMPHOE, Level.PROVINCE):
        table = found[level]
        enough = table["integration_components"].ge(3) & table["agencies"].ge(2) & table["initiatives"].ge(3)
        assert table["integration_state"].eq("published").eq(enough).all()


@law
@given(worlds(), chances)
def test_an_initiative_of_unknown_status_is_scored_nowhere(world, chance):
    records, day = world
    unknown = {
        "initiative_id": "new",
        "title_th": "new",
        "themes": "A;A1;B1",
        "direction": "top_down",
        "areas": ";".join(records["areas"]["code"]),
    }
    ties = [
        tie(
            *chance.sample(["new", one], 2),
            chance.choice([*DEFAULT_TIE_LEVEL, "complementary"]),
            level=5,
            confirmed=True,
        )
        for one in ids(records)
    ]
    parts = [
        {"initiative_id": "new", "agency_id": one, "role": "accountable"} for one in records["agencies"]["agency_id"]
    ]
    more = with_rows(records, initiatives=[unknown], ties=ties, participation=parts)
    assert_same(all_levels(more, day), all_levels(records, day))


@law
@given(worlds(), chances)
def test_a_part_without_a_role_and_funding_and_facilitation_score_nowhere(world, chance):
    records, day = world
    parts = [
        {"initiative_id": one, "agency_id": agency, "role": chance.choice([None, "funding", "extending"])}
        for one in ids(records)
        for agency in records["agencies"]["agency_id"]
    ]
    assert_same(all_levels(with_rows(records, participation=parts), day), all_levels(records, day))


@law
@given(worlds(), chances)
def test_a_complementary_review_counts_nowhere_in_integration(world, chance):
    records, day = world
    assume(len(ids(records)) > 1)
    reviews = [tie(*chance.sample(ids(records), 2), "complementary", confirmed=True) for _ in range(4)]
    found, expected = all_levels(with_rows(records, ties=reviews), day), all_levels(records, day)
    for level in Level:
        pd.testing.assert_frame_equal(
            found[level][["integration", *COUNTS]], expected[level][["integration", *COUNTS]]
        )


@law
@given(worlds(), st.sampled_from([None, {"A1", "B"}]))
def test_scoring_never_changes_its_arguments(world, themes):
    records, day = world
    kept, kept_themes = {name: table.copy(deep=True) for name, table in records.items()}, themes and set(themes)
    all_levels(records, day, themes)
    assert kept.keys() == records.keys()
    assert themes == kept_themes
    for name, table in kept.items():
        pd.testing.assert_frame_equal(records[name], table, check_exact=True)


@law
@given(worlds())
def test_a_table_without_rows_may_be_missing(world):
    records, day = world
    without = {**records, "ties": frame("ties", [])}
    missing = {name: table for name, table in records.items() if name != "ties"}
    assert_same(all_levels(missing, day), all_levels(without, day))
    bare = all_levels({"areas": records["areas"]}, day)
    assert all(table["duplication_state"].eq("no_record").all() for table in bare.values())


def test_the_score_has_no_filter_but_theme():
    assert list(inspect.signature(evaluate).parameters) == ["records", "day", "themes"]
