"""What lowers a surplus adds up to it, and every row names records that do so. This module holds both to METHOD."""

import random
from functools import cache, partial
from itertools import pairwise

import pandas as pd
import pytest
from changes import shuffled, tie, with_rows
from depth import tries
from oracle_places import STRENGTH_KINDS, Place, pair
from oracle_records import World, read_initiatives, rows
from toy import DAY, toy_records
from worlds import THEMES, seeded_world
from worlds import records as records_of

from bench import scores as bench
from data.schema import DEFAULT_TIE_LEVEL, Level, TieKind
from geo.coordination import COLUMNS, Reason, coordination
from geo.errors import GeoError
from geo.evidence import fronts
from geo.scores import evaluate, score

SEEDS = range(tries(30, 300))
REACHED = range(max(60, len(SEEDS)))
FRONT = ["area_code", "theme"]


def tops(evaluation):
    """Every area of the highest level that has rows: together the whole world."""
    return score(evaluation, Level.AMPHOE)["area_code"]


def whole(evaluation, records):
    """The coordination of all amphoe as plain rows, unknown as None."""
    found = pd.concat([coordination(evaluation, records, code) for code in tops(evaluation)] or [pd.DataFrame()])
    return rows({"found": found}, "found")


def handed_down(chance):
    """One theme in one village where most work is over, and its ties still hold the agencies together."""
    names = [f"i{n:02}" for n in range(18)]
    areas = [("8001", "amphoe", "80"), ("800101", "tambon", "8001"), ("80010101", "village", "800101")]
    work = {"themes": "A1", "areas": "80010101"}
    statuses, kinds = ["implementation", "closed", "closed", "suspended"], [*STRENGTH_KINDS, *TieKind]
    grades = {"level": [None, *range(6)], "confirmed": [True, True, None]}
    return records_of(
        areas=[{"code": code, "name_th": code, "level": level, "parent": parent} for code, level, parent in areas],
        initiatives=[work | {"initiative_id": one, "status": chance.choice(statuses)} for one in names],
        participation=[
            {"initiative_id": one, "agency_id": f"g{chance.randrange(14)}", "role": "implementing"}
            for one in names + names[::4]
        ],
        ties=[
            tie(
                *chance.sample(names, 2),
                chance.choice(kinds),
                **{key: chance.choice(of) for key, of in grades.items()},
            )
            for _ in range(28)
        ],
    )


@cache
def seeded(seed):
    """A random world, every other one with much that is tied through agencies not at work there now."""
    records, day = (handed_down(random.Random(seed)), DAY) if seed % 2 else seeded_world(seed)
    evaluation = evaluate(records, day)
    return records, day, evaluation, whole(evaluation, records)


def assert_adds_up(evaluation, records, area_code):
    listed = coordination(evaluation, records, area_code)
    assert listed.columns.tolist() == COLUMNS
    lowered = listed.groupby(FRONT)["strength"].sum()
    known = fronts(evaluation, area_code).set_index(FRONT)
    assert set(lowered.index) <= set(known.index[known["m"] >= 2])
    left = known["m"] - 1 - lowered.reindex(known.index, fill_value=0)
    pd.testing.assert_series_equal(left, known["surplus"], check_names=False, rtol=0, atol=1e-9)
    assert (listed.groupby(FRONT).size() <= known["m"].reindex(lowered.index) - 1).all()
    assert listed["strength"].gt(0).all()


def live_ties(records, day, row):
    """The live rows of the table that a row names, each with its effective level."""
    keys = ("from_id", "to_id", "kind")
    named = [one for one in rows(records, "ties") if all(one[key] == row[key] for key in keys) and is_live(one, day)]
    usual = DEFAULT_TIE_LEVEL.get(row["kind"])
    return [one | {"level": usual if one["level"] is None else one["level"]} for one in named]


def is_live(tie, day):
    return (tie["start_date"] or day) <= day <= (tie["end_date"] or day)


def assert_names_a_live_tie(records, day, row, place):
    by_id = read_initiatives(records)
    giver, taker = by_id[row["from_id"]], by_id[row["to_id"]]
    assert {giver, taker} <= set(place.tied)
    live = [one for one in live_ties(records, day, row) if bool(one["confirmed"]) == row["is_confirmed"]]
    if row["reason"] == Reason.COMPLEMENTARY:
        assert row["kind"] == "complementary"
        assert live
        assert row["level"] is None
    else:
        assert row["kind"] in STRENGTH_KINDS
        assert row["level"] in [tie["level"] for tie in live]
        assert row["strength"] == pytest.approx(row["level"] / 5 / (1 if row["is_confirmed"] else 2), abs=1e-12)
    return giver.agencies, taker.agencies


def assert_names_shared_work(records, row, place):
    shared = read_initiatives(records)[row["initiative_id"]]
    assert shared in place.active
    assert row["strength"] == 1
    return shared.agencies


def assert_direct(records, day, row, place):
    ends = {row["agency_id"], row["other_id"]}
    if row["reason"] == Reason.SHARED:
        shared = assert_names_shared_work(records, row, place)
        assert ends <= shared
        assert all(read_initiatives(records)[one].agencies == shared for one in row["records"].split(";"))
    else:
        one, other = assert_names_a_live_tie(records, day, row, place)
        assert any(a in one and ends - {a} <= other for a in ends)
        assert row["records"] == f"{row['from_id']};{row['to_id']}"
    assert row["through"] is None


def assert_path(world, day, row, place, records):
    stops = [row["agency_id"], *row["through"].split(";"), row["other_id"]]
    direct = place.direct(world)
    assert min(direct[pair(a, b)] for a, b in pairwise(stops)) == pytest.approx(row["strength"], abs=1e-12)
    assert not place.cell(world, row["area_code"], precise=False) & set(stops[1:-1])
    if row["initiative_id"] is None:
        sides = assert_names_a_live_tie(records, day, row, place)
    else:
        sides = [assert_names_shared_work(records, row, place)] * 2
    assert any({a, b} & sides[0] and {a, b} & sides[1] for a, b in pairwise(stops))
    by_id = read_initiatives(records)
    named = [by_id[one].agencies for one in row["records"].split(";")]
    assert set(stops) <= set().union(*named)


def tambon_of(world, unit):
    return unit if world.level[unit] == "tambon" else world.parent[unit]


@pytest.mark.parametrize("seed", SEEDS)
def test_agencies_less_one_less_the_strengths_listed_is_the_surplus(seed):
    records, day, evaluation, _ = seeded(seed)
    chance = random.Random(seed)
    themes = set(chance.sample([code for code, _ in THEMES], 2))
    for one in (evaluation, evaluate(records, day, themes=themes)):
        for code in tops(one):
            assert_adds_up(one, records, code)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_is_a_pair_as_strong_as_the_records_it_names(seed):
    records, day, _, listed = seeded(seed)
    world = World(records, day, None)
    place_of = cache(partial(Place, world))
    for row in listed:
        place = place_of(tambon_of(world, row["area_code"]), row["theme"])
        ends = row["agency_id"], row["other_id"]
        assert set(ends) <= place.cell(world, row["area_code"], precise=False)
        assert ends == pair(*ends)
        assert row["strength"] == pytest.approx(place.reviewed[ends], abs=1e-12)
        if row["reason"] == Reason.PATH:
            assert_path(world, day, row, place, records)
        else:
            assert_direct(records, day, row, place)


def test_the_worlds_reach_every_reason_and_grade():
    listed = pd.DataFrame([row for seed in REACHED for row in seeded(seed)[3]])
    assert listed["reason"].value_counts().reindex(list(Reason)).min() >= 10
    assert listed.loc[listed["reason"].eq(Reason.PATH), "strength"].nunique() >= 4
    assert listed["through"].str.contains(";").any()


@pytest.mark.parametrize("seed", range(tries(10, 60)))
def test_the_order_of_records_changes_no_row(seed):
    records, day, evaluation, listed = seeded(seed)
    other = shuffled(records, seed)
    assert tops(evaluate(other, day)).equals(tops(evaluation))
    assert whole(evaluate(other, day), other) == listed


TOY = [
    # area, theme, agency, other, strength, reason, through, initiative, from, to, kind, level, confirmed, records
    ("80010101", "W1", "irrigation", "users", 0.6, "tie", "", "", "canal", "weir", "co_work", 3, True, "canal;weir"),
    ("80010101", "W1", "foundation", "users", 0.4, "tie", "", "", "pumps", "weir", "co_fund", 2, True, "pumps;weir"),
    # the handover of the market to the course is 1, the unconfirmed part_of 5/5/2
    (
        *("80010102", "J", "foundation", "municipality", 0.5, "path", "college", ""),
        *("course", "weaving", "part_of", 5, False, "course;weaving;market"),
    ),
    ("80010102", "W1", "foundation", "users", 0.4, "tie", "", "", "pumps", "weir", "co_fund", 2, True, "pumps;weir"),
    (
        *("80020101", "W1", "irrigation", "municipality", 1.0, "complementary", "", ""),
        *("pond", "dam", "complementary", "", False, "pond;dam"),
    ),
    ("80020102", "W2", "college", "foundation", 1.0, "shared", "", "filter", "", "", "", "", "", "filter"),
    ("80020102", "W2", "college", "users", 1.0, "shared", "", "filter", "", "", "", "", "", "filter"),
]


def test_the_toy_world_names_the_records_worked_out_on_paper():
    records = toy_records()
    evaluation = evaluate(records, DAY)
    listed = coordination(evaluation, records, "80").astype(object)
    assert list(listed.where(listed.notna(), "").itertuples(index=False, name=None)) == TOY
    for level in Level:
        for code in score(evaluation, level)["area_code"]:
            assert_adds_up(evaluation, records, code)


def test_only_the_fronts_asked_for_in_the_area_are_listed():
    records = toy_records()
    evaluation = evaluate(records, DAY)
    asked = pd.DataFrame({"area_code": ["80010102", "80020101", "80010103"], "theme": ["J", "W1", "W1"]})
    listed = coordination(evaluation, records, "800101", cells=asked)
    assert listed[[*FRONT, "reason"]].to_numpy().tolist() == [["80010102", "J", "path"]]


def test_an_area_where_nothing_ties_anyone_has_the_columns_and_no_row():
    records = toy_records()
    untied = {name: table for name, table in records.items() if name != "ties"}
    for code, kept in (("800101", untied), ("800102", records)):
        listed = coordination(evaluate(kept, DAY), kept, code)
        assert listed.columns.tolist() == COLUMNS
        assert listed.empty
    assert listed["strength"].dtype == "float64"
    assert listed["is_confirmed"].dtype == "boolean"


def test_ties_of_other_records_are_refused():
    records = toy_records()
    more = with_rows(records, ties=[{"from_id": "dam", "to_id": "weir", "kind": "co_work"}])
    with pytest.raises(GeoError, match="8 ties that count, must be the 7"):
        coordination(evaluate(records, DAY), more, "800101")


def test_a_busy_province_adds_up_too():
    records = bench.province(600)
    evaluation = evaluate(records, bench.DAY)
    assert_adds_up(evaluation, records, "80")
