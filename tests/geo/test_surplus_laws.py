"""The laws METHOD states of the surplus of a cell. This module holds the core to them."""

import numpy as np
import pandas as pd
from changes import tie, with_rows, with_ties
from hypothesis import assume, given
from hypothesis import strategies as st
from laws import all_levels, cells, chances, few, ids, law
from worlds import worlds

from data.schema import DEFAULT_TIE_LEVEL, TieKind

STRENGTH_KINDS = list(DEFAULT_TIE_LEVEL)


@law
@given(worlds(), chances)
def test_one_agency_alone_has_no_surplus(world, chance):
    records, day = world
    parts = records["participation"]
    alone = chance.choice(sorted(records["agencies"]["agency_id"]))
    found = all_levels({**records, "participation": parts[parts["agency_id"].eq(alone)]}, day)
    for table in found.values():
        assert table["surplus"].eq(0).all()
        assert table["duplication_state"].isin(["no_record", "single_agency"]).all()


@law
@given(worlds(), chances)
def test_an_untied_agency_in_an_occupied_cell_adds_exactly_one(world, chance):
    records, day = world
    before = cells(records, day)
    occupied = list(before.index[before["m"] > 0])
    assume(occupied)
    theme, unit = chance.choice(occupied)
    more = with_rows(
        records,
        agencies=[{"agency_id": "new", "name_th": "new"}],
        initiatives=[
            {"initiative_id": "new", "title_th": "new", "status": "implementation", "themes": theme, "areas": unit}
        ],
        participation=[
            {"initiative_id": "new", "agency_id": "new", "role": chance.choice(["accountable", "implementing"])}
        ],
    )
    before.loc[(theme, unit)] += 1
    pd.testing.assert_frame_equal(cells(more, day), before, check_dtype=False, rtol=0, atol=1e-12)


@law
@given(worlds(), chances)
def test_adding_a_tie_never_raises_a_surplus(world, chance):
    records, day = world
    assume(len(ids(records)) > 1)
    kind = chance.choice([*STRENGTH_KINDS, TieKind.COMPLEMENTARY])
    added = [
        tie(
            *chance.sample(ids(records), 2),
            kind,
            level=chance.choice([None, 1, 3, 5]),
            confirmed=chance.choice([True, None]),
        )
        for _ in range(3)
    ]
    assert (cells(with_rows(records, ties=added), day) <= cells(records, day) + 1e-12).all(axis=None)


@law
@given(worlds(), st.sampled_from([{"level": 5.0}, {"confirmed": True}, {"start_date": pd.NaT, "end_date": pd.NaT}]))
def test_strengthening_ties_never_raises_a_surplus(world, values):
    records, day = world
    assert (cells(with_ties(records, **values), day) <= cells(records, day) + 1e-12).all(axis=None)


@law
@given(worlds())
def test_a_surplus_is_from_zero_to_the_agencies_less_one(world):
    found = cells(*world)
    assert found["surplus"].ge(0).all()
    assert found["surplus"].le((found["m"] - 1).clip(lower=0) + 1e-12).all()


@law
@given(worlds())
def test_yes_or_no_ties_give_separate_groups_less_one(world):
    records, day = world
    surplus = cells(with_ties(records, level=5.0, confirmed=True), day)["surplus"]
    assert np.allclose(surplus, surplus.round(), rtol=0, atol=1e-12)


@few
@given(worlds())
def test_a_graded_surplus_is_the_count_averaged_over_tie_thresholds(world):
    records, day = world
    records["ties"] = records["ties"][records["ties"]["kind"].ne(TieKind.COMPLEMENTARY)].reset_index(drop=True)
    ties = records["ties"]
    strength = ties["level"].fillna(ties["kind"].map(DEFAULT_TIE_LEVEL)) / 5
    strength = strength.mask(~ties["confirmed"].fillna(False).astype(bool), strength / 2)
    joins = ties["kind"].eq(TieKind.SAME_RECORD)
    counts = [
        cells({**with_ties(records, level=5.0, confirmed=True), "ties": kept}, day)["surplus"]
        for threshold in np.arange(0.05, 1, 0.1)
        for kept in [with_ties(records, level=5.0, confirmed=True)["ties"][joins | strength.gt(threshold)]]
    ]
    assert np.allclose(cells(records, day)["surplus"], np.mean(counts, axis=0), rtol=0, atol=1e-12)
