"""Agencies two by two: where they meet, how far apart, what a tie would save. This module holds paper and oracle.

On paper, from the strengths of `test_toy`: in P on W1 the foundation and the users share P1 and P2 at 0.4, the others
P1 alone; in P on J the foundation and the municipality share P2 at 0.5; in R a review and one common initiative leave
nothing apart.
"""

import random
from collections import Counter
from itertools import combinations

import pandas as pd
import pytest
from depth import tries
from oracle_places import Places, pair
from oracle_records import World
from toy import DAY, toy_records
from worlds import THEMES, frame, seeded_world

from geo.coordination import Reason, between
from geo.evidence import fronts
from geo.pairs import PAIR, held_cells, meetings, shared_cells, who_meets
from geo.savings import LEVELS, saved, savings
from geo.scores import evaluate
from geo.stage import stage_of

# area_code, theme, agency_id, other_id, w~, cells, cells with S > 0, those cells times 1 - w~
PAPER = [
    ("800101", "W1", "foundation", "users", 0.4, 2, 2, 1.2),
    ("800101", "W1", "foundation", "irrigation", 0.4, 1, 1, 0.6),
    ("800101", "J", "foundation", "municipality", 0.5, 1, 1, 0.5),
    ("800101", "W1", "irrigation", "users", 0.6, 1, 1, 0.4),
    ("800201", "W1", "irrigation", "municipality", 1.0, 1, 0, 0.0),
    ("800201", "W2", "college", "foundation", 1.0, 1, 0, 0.0),
    ("800201", "W2", "college", "users", 1.0, 1, 0, 0.0),
    ("800201", "W2", "foundation", "users", 1.0, 1, 0, 0.0),
]


@pytest.fixture(scope="module")
def toy():
    return evaluate(toy_records(), DAY)


def test_the_toy_world_has_the_meetings_worked_out_on_paper(toy):
    paper = pd.DataFrame(PAPER, columns=meetings(toy).columns)
    pd.testing.assert_frame_equal(meetings(toy), paper, check_dtype=False, rtol=0, atol=1e-9)


@pytest.mark.parametrize(("area", "rows"), [("800101", 4), ("80010102", 2), ("800201", 4), ("80010103", 0)])
def test_within_an_area_only_its_own_cells_are_shared(toy, area, rows):
    found = meetings(toy, area)
    assert len(found) == rows
    assert area != "80010102" or found["cells"].tolist() == [1, 1]


def test_who_meets_first_is_who_has_most_apart_and_every_figure_follows_from_those_beside_it(toy):
    table = who_meets(meetings(toy), held_cells(toy))
    first = table.iloc[0]
    # P1 and P2 at 0.4, R2 at 1; the foundation is in P1 P2 P3 W1, P2 P3 J and R2 W2, the users in three of them
    assert first[PAIR].tolist() == ["foundation", "users"]
    assert first[["cells", "tied", "missing", "tambon", "themes"]].tolist() == [3, 1.8, 1.2, 2, 2]
    assert first[["own", "others", "overlap"]].tolist() == [6, 3, 0.5]
    assert first["strength"] == pytest.approx(0.6)
    pd.testing.assert_series_equal(table["missing"], table["cells"] - table["tied"], check_names=False)
    assert table["missing"].is_monotonic_decreasing


def test_the_cells_behind_a_meeting_name_the_work_of_both_sides(toy):
    met = meetings(toy)
    found = shared_cells(toy, met.iloc[:2])
    rows = found[["at", "unit", "theme", "works", "other_works"]].to_numpy().tolist()
    assert rows == [
        [0, "80010101", "W1", "pumps", "weir"],
        [0, "80010102", "W1", "pumps", "weir"],
        [1, "80010101", "W1", "pumps", "canal"],
    ]


def test_what_ties_two_is_named_with_its_record_and_what_nothing_ties_is_left_out(toy):
    met = meetings(toy).iloc[:6]
    found = between(toy, toy_records(), met)
    assert found["reason"].tolist() == [
        Reason.TIE, Reason.PATH, Reason.PATH, Reason.TIE, Reason.COMPLEMENTARY, Reason.SHARED,
    ]  # fmt: skip
    assert found["through"].dropna().tolist() == ["users", "college"]
    assert found["strength"].tolist() == met["strength"].tolist()
    no_ties = {**toy_records(), "ties": frame("ties", [])}
    apart = evaluate(no_ties, DAY)
    assert set(between(apart, no_ties, meetings(apart))["reason"]) == {Reason.SHARED}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # 0.6 instead of 0.4 in P1 and P2; 1 instead of 0.4 in both
        ("pumps", "weir", [0.4, 1.2]),
        # in P1 0.6 for 0.4 and, through irrigation, in P2; at 5 P1 has 1 + 0.6 of 1.0, P2 0.6 of 0.4
        ("canal", "pumps", [0.4, 0.8]),
        ("market", "weaving", [0.1, 0.5]),
        ("pond", "dam", [0.0, 0.0]),
        ("canal", "market", [0.0, 0.0]),
    ],
)
def test_a_tie_saves_what_was_worked_out_on_paper(toy, one, other, expected):
    stage = stage_of(toy_records(), toy)
    assert [saved(stage, one, other, level) for level in LEVELS] == pytest.approx(expected)
    ties = savings(stage, pd.DataFrame({"from_id": [one], "to_id": [other]}))
    assert ties[["saved_3", "saved_5"]].to_numpy().tolist() == [pytest.approx(expected)]


def a_filter(seed):
    return set(random.Random(seed).sample([code for code, _ in THEMES], 2)) if seed % 3 == 0 else None


@pytest.mark.parametrize("seed", range(tries(30, 300)))
def test_meetings_are_those_of_a_direct_reading_cell_by_cell(seed):
    records, day = seeded_world(seed)
    core, reading = evaluate(records, day, themes=a_filter(seed)), Places(World(records, day, a_filter(seed)))
    cells, surplus, strength = Counter(), Counter(), {}
    for tambon in reading.of_tambon:
        for place, _, agencies in reading.cells(tambon):
            for both in combinations(sorted(agencies), 2):
                key = (place.tambon, place.theme, *both)
                cells[key] += 1
                surplus[key] += place.surplus(agencies) > 1e-9
                strength[key] = place.reviewed[pair(*both)]
    found = meetings(core)
    keys = list(zip(*(found[name] for name in ("area_code", "theme", *PAIR)), strict=True))
    assert dict(zip(keys, found["cells"], strict=True)) == cells
    assert dict(zip(keys, found["surplus_cells"], strict=True)) == {key: surplus[key] for key in cells}
    apart = {key: surplus[key] * (1 - strength[key]) for key in cells}
    assert dict(zip(keys, found["missing"], strict=True)) == pytest.approx(apart)
    assert dict(zip(keys, found["strength"], strict=True)) == pytest.approx(strength)
    tied = between(core, records, found)
    named = dict(
        zip(zip(*(tied[name] for name in ("area_code", "theme", *PAIR)), strict=True), tied["strength"], strict=True)
    )
    assert named == pytest.approx({key: value for key, value in strength.items() if value > 0})
    behind = shared_cells(core, found)
    assert behind.groupby("at").size().tolist() == found["cells"].tolist()
    who = who_meets(found, held_cells(core))
    assert who["missing"].sum() == pytest.approx(sum(apart.values()))
    assert behind[behind["is_surplus"]].groupby("at").size().to_dict() == {
        at: surplus[key] for at, key in enumerate(keys) if surplus[key]
    }


def test_a_cell_without_a_surplus_front_leaves_nothing_missing_between_two_who_are_untied():
    # reviews hold the weir with the drain and the drain with the dyke: S = 2 - (1 + 1) = 0 in P1, and irrigation and
    # college, whom nothing ties, have nothing to talk about there; in P2 they are alone: S = 1
    records = toy_records()
    work = {"status": "implementation", "themes": "W1"}
    places = {"weir": "80010101;80010102", "drain": "80010101", "dyke": "80010101;80010102"}
    hosts = {"weir": "irrigation", "drain": "users", "dyke": "college"}
    parts = [{"initiative_id": code, "agency_id": who, "role": "accountable"} for code, who in hosts.items()]
    reviews = [{"from_id": a, "to_id": b, "kind": "complementary"} for a, b in (("weir", "drain"), ("drain", "dyke"))]
    core = evaluate(
        {
            **records,
            "initiatives": frame(
                "initiatives", [{"initiative_id": k, "areas": v, **work} for k, v in places.items()]
            ),
            "participation": frame("participation", parts),
            "ties": frame("ties", reviews),
        },
        DAY,
    )
    found = meetings(core).set_index(PAIR)[["strength", "cells", "surplus_cells", "missing"]]
    assert found.loc[("college", "irrigation")].tolist() == [0, 2, 1, 1]
    assert found.loc[("irrigation", "users")].tolist() == [1, 1, 0, 0]
    who = who_meets(meetings(core), held_cells(core)).set_index(PAIR)
    assert who.loc[("college", "irrigation"), ["strength", "tied", "missing"]].tolist() == [0, 1, 1]
    inside = who_meets(meetings(core, "80010101"), held_cells(core, "80010101"))
    assert inside[["missing", "surplus_cells"]].to_numpy().max() == 0
    assert shared_cells(core, meetings(core)).query("agency_id == 'college' and other_id == 'irrigation'")[
        "is_surplus"
    ].tolist() == [False, True]


@pytest.mark.parametrize("seed", range(tries(30, 300)))
def test_overlap_is_one_less_half_the_difference_of_shares(seed):
    records, day = seeded_world(seed)
    core, reading = evaluate(records, day), Places(World(records, day, None))
    held = {}
    for tambon in reading.of_tambon:
        for place, unit, agencies in reading.cells(tambon):
            for agency in agencies:
                held.setdefault(agency, set()).add((unit, place.theme))
    for row in who_meets(meetings(core), held_cells(core)).itertuples():
        one, other = held[row.agency_id], held[row.other_id]
        apart = sum(abs((cell in one) / len(one) - (cell in other) / len(other)) for cell in one | other)
        assert row.overlap == pytest.approx(1 - apart / 2)


@pytest.mark.parametrize("seed", range(tries(20, 200)))
def test_what_a_tie_saves_is_what_a_full_evaluation_with_it_lacks(seed):
    records, day = seeded_world(seed)
    themes, chance = a_filter(seed), random.Random(seed)
    core = evaluate(records, day, themes=themes)
    behind = shared_cells(core, meetings(core))
    if behind.empty:
        return
    stage = stage_of(records, core, themes)
    row = behind.iloc[chance.randrange(len(behind))]
    one, other = (chance.choice(row[name].split(";")) for name in ("works", "other_works"))
    for level in LEVELS:
        tie = {"from_id": one, "to_id": other, "kind": "co_work", "level": level, "confirmed": True}
        after = {**records, "ties": pd.concat([records["ties"], frame("ties", [tie])], ignore_index=True)}
        full = evaluate(after, day, themes=themes)
        by = core.cells["surplus"].sum() - full.cells["surplus"].sum()
        assert saved(stage, one, other, level) == pytest.approx(by)
        assert by >= -1e-9


def test_a_world_of_one_agency_or_none_has_no_meeting():
    records = {**toy_records(), "participation": frame("participation", [])}
    nobody = evaluate(records, DAY)
    assert meetings(nobody).empty
    assert who_meets(meetings(nobody), held_cells(nobody)).empty
    assert shared_cells(nobody, meetings(nobody)).empty
    assert between(nobody, records, meetings(nobody)).empty
    assert fronts(nobody, "80").empty
