"""The toy world's figures at all four levels, worked out on paper. This module holds the literals.

Agencies: I irrigation, M municipality, U users, F foundation, C college. Every figure below was reached by hand.

**Tie strengths.** P, W1: w(I,U) = 3/5 = 0.6 (co_work, confirmed; the unconfirmed builds_on of the canal on the ditch
gives only 0.3); w(U,F) = 2/5 = 0.4 (co_fund, level blank); the co_work of I and F ended the day before. So w~(I,F) =
min(0.6, 0.4) = 0.4.
P, J: w(M,C) = 5/5 = 1 (handover), w(C,F) = 5/5 / 2 = 0.5 (part_of, not confirmed); C's course is unconfirmed, so C is
in no cell, but the path goes through it: w~(M,F) = min(1, 0.5) = 0.5.
R, W1: M and I have no tie but a live complementary review: w~ = 1 for the pair, in no group.
R, W2: U, F and C act in one active initiative: 1 each.

**Cells.** D_low leaves out the pumps, which name the tambon only.

| cell | agencies | W | S | without the pumps |
|---|---|---|---|---|
| P1 W1 | I U F | 0.6 + 0.4 | 2 - 1.0 = 1.0 | I U: 1 - 0.6 = 0.4 |
| P2 W1 | U F | 0.4 | 1 - 0.4 = 0.6 | U: 0 |
| P3 W1 | F | 0 | 0 | no cell |
| P2 J | M F | 0.5 | 1 - 0.5 = 0.5 | the same |
| P3 J | F | 0 | 0 | the same |
| Q W2 | I | 0 | 0 | the same: a town tambon is its own unit |
| R1 W1 | M I | 1 | 0 | the same |
| R2 W2 | U F C | 2 | 0 | the same |

P: sum S = 1.0 + 0.6 + 0.5 = 2.1, C = 5, F = 7.1, D = 2.1 / 3 = 0.7, D_low = (0.4 + 0.5) / 3 = 0.3.

**Groups** at 0.6: P W1 {I U} {F}; P J {M} {F}; Q W2 {I}; R W1 {M} {I}; R W2 {U F C}.

1. P W1: canal, weir, pumps; canal and weir did. P J: market, weaving; neither. R W1: pond, dam; neither. R W2: filter
   did. Q has one agency. P 2/5, R 1/3; pi = 3/8.
2. Ended in the 24 months: ditch (30 Sep 2022) and market (on the day itself); the well's need was met. The canal
   builds on the ditch and started 10 Jan 2023, 3 whole months later: 1 - 3/12 = 0.75. The market's taker has no known
   start. P 0.75/2; pi = 0.375.
3. Started in the 24 months with an earlier one: canal (builds on the ditch), market (before it weaving and course; it
   gives to the course, it does not take from it), weaving (before it the course, start unknown; part_of), dam (before
   it the pond; a review is no building on), filter (before it the well, with C in both). The pond started exactly 24
   months ago: no. P 2/3, R 1/2; pi = 3/5.
4. P W1 yes (I and U), P J no, Q W2 no, R W1 no, R W2 no (no state side). P 1/2, Q 0/1, R 0/2; pi = 1/5.
5. P1 W1 two hosts; P2 W1 U alone; P3 W1 none; P2 J two; P3 J F alone; Q W2 I alone; R1 W1 two; R2 W2 two.
   P 2/5, Q 1/1, R 0/2; pi = 3/8.
6. P W1: canal down and weir up in one group: both. P J: market up, nothing down. R W1: pond and dam, two groups.
   P 2/3, R 0/2; pi = 2/5.
"""

import oracle
import pandas as pd
import pytest
from toy import DAY, toy_records

from data.schema import SCORE_COLUMNS
from geo.scores import evaluate, score

NAN = float("nan")

# p of P: (2 + 1.5)/9 (0.75 + 1.5)/6 (2 + 2.4)/7 (1 + 0.8)/6 (2 + 1.5)/9 (2 + 1.6)/7,
# that is 0.38889 0.375 0.62857 0.3 0.38889 0.51429; product 0.0055; ln -5.203007; a sixth of it -0.867168
P_INTEGRATION = 42.0140
# p of R, without relay: (1 + 1.5)/7 (1 + 2.4)/6 (0 + 0.8)/6 (0 + 1.5)/6 (0 + 1.6)/6,
# that is 0.35714 0.56667 0.13333 0.25 0.26667; product 16.32/9072 = 0.00179894; ln -6.320557; a fifth -1.264111
R_INTEGRATION = 28.2490
# p of 8001 = P + Q: 3.5/9 2.25/6 4.4/7 (1 + 0.8)/7 (3 + 1.5)/10 3.6/7, that is 0.38889 0.375 0.62857 0.25714 0.45
# 0.51429; product 101.0394/18522 = 0.00545510; ln -5.211204; a sixth -0.868534
AMPHOE_INTEGRATION = 41.9566
# p of the province is pi: 0.375 0.375 0.6 0.2 0.375 0.4; product 0.00253125; ln -5.979042; a sixth -0.996507
PROVINCE_INTEGRATION = 36.9167

# integration, state, components, then x and n of each component
P_INDEX = (P_INTEGRATION, "published", 6, 2, 5, 0.75, 2, 2, 3, 1, 2, 2, 5, 2, 3)
Q_INDEX = (NAN, "insufficient", 2, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0)
R_INDEX = (R_INTEGRATION, "published", 5, 1, 3, 0, 0, 1, 2, 0, 2, 0, 2, 0, 2)
AMPHOE_INDEX = (AMPHOE_INTEGRATION, "published", 6, 2, 5, 0.75, 2, 2, 3, 1, 3, 3, 6, 2, 3)
PROVINCE_INDEX = (PROVINCE_INTEGRATION, "published", 6, 3, 8, 0.75, 2, 3, 5, 1, 5, 3, 8, 2, 5)

# villages, villages_recorded, initiatives, agencies, cells, surplus, fronts, D, D_low, R, state
Q_FRONTS = (1, 1, 1, 1, 1, 0, 1, 0, 0, 0, "single_agency")
R_FRONTS = (3, 2, 3, 5, 2, 0, 2, 0, 0, 0, "measured")

EXPECTED = {
    "province": {
        # 2.1 / 7 = 0.3; 0.9 / 7 = 0.128571429; 2.1 / 10.1 = 0.207920792
        "80": (7, 6, 9, 5, 8, 2.1, 10.1, 0.3, 0.128571429, 0.207920792, "measured", *PROVINCE_INDEX),
    },
    "amphoe": {
        # 2.1 / 4 = 0.525; 0.9 / 4 = 0.225; 2.1 / 8.1 = 0.259259259
        "8001": (4, 4, 6, 4, 6, 2.1, 8.1, 0.525, 0.225, 0.259259259, "measured", *AMPHOE_INDEX),
        "8002": (*R_FRONTS, *R_INDEX),
    },
    "tambon": {
        # 2.1 / 7.1 = 0.295774648
        "800101": (3, 3, 5, 4, 5, 2.1, 7.1, 0.7, 0.3, 0.295774648, "measured", *P_INDEX),
        "800102": (*Q_FRONTS, *Q_INDEX),
        "800201": (*R_FRONTS, *R_INDEX),
    },
    "village": {
        "80010101": (1, 1, 3, 3, 1, 1.0, 2.0, 1.0, 0.4, 0.5, "measured", *P_INDEX),
        # 1.1 / 3.1 = 0.354838710
        "80010102": (1, 1, 4, 3, 2, 1.1, 3.1, 1.1, 0.5, 0.354838710, "measured", *P_INDEX),
        "80010103": (1, 1, 2, 1, 2, 0, 2, 0, 0, 0, "single_agency", *P_INDEX),
        "800102": (*Q_FRONTS, *Q_INDEX),
        "80020101": (1, 1, 2, 2, 1, 0, 1, 0, 0, 0, "measured", *R_INDEX),
        "80020102": (1, 1, 1, 3, 1, 0, 1, 0, 0, 0, "measured", *R_INDEX),
        "80020103": (1, 0, 0, 0, 0, 0, 0, 0, 0, NAN, "no_record", *R_INDEX),
    },
}

# The filter J: only the market and weaving stay. pi = 0/2 0/1 1/2 0/1 1/2 0/1, so K = {3, 5}: insufficient.
# 0.5 / 3 = 0.166666667; 0.5 / 2.5 = 0.2
JOBS_INDEX = (NAN, "insufficient", 2, 0, 2, 0, 1, 1, 2, 0, 1, 1, 2, 0, 1)
JOBS_IN_P = (3, 2, 2, 2, 2, 0.5, 2.5, 0.166666667, 0.166666667, 0.2, "measured", *JOBS_INDEX)


def from_core(level, themes=None):
    return score(evaluate(toy_records(), DAY, themes=themes), level)


def from_oracle(level, themes=None):
    return oracle.read_scores(toy_records(), DAY, level, themes=themes)


def assert_is(found, expected):
    paper = pd.DataFrame([(code, *row) for code, row in expected.items()], columns=list(SCORE_COLUMNS))
    assert list(found.columns) == list(SCORE_COLUMNS)
    # paper has nine digits, the index six
    pd.testing.assert_frame_equal(
        found.drop(columns="integration"), paper.drop(columns="integration"), check_dtype=False, rtol=0, atol=1e-9
    )
    pd.testing.assert_series_equal(found["integration"], paper["integration"], check_dtype=False, rtol=0, atol=1e-4)


@pytest.mark.parametrize("read", [from_core, from_oracle])
@pytest.mark.parametrize("level", list(EXPECTED))
def test_the_toy_world_has_the_figures_worked_out_on_paper(level, read):
    assert_is(read(level), EXPECTED[level])


@pytest.mark.parametrize("read", [from_core, from_oracle])
def test_a_theme_filter_restricts_every_sum_to_the_theme(read):
    found = read("tambon", {"J"}).set_index("area_code", drop=False)
    assert_is(found.loc[["800101"]].reset_index(drop=True), {"800101": JOBS_IN_P})
    assert found.loc[["800102", "800201"], "duplication_state"].eq("no_record").all()


@pytest.mark.parametrize("read", [from_core, from_oracle])
def test_a_filter_of_a_top_level_theme_holds_its_leaves(read):
    pd.testing.assert_frame_equal(read("tambon", {"W"}), read("tambon", {"W1", "W2"}))
