"""Who has not reported, and how well places are known: the toy world on paper, and laws on random worlds."""

import pandas as pd
import pytest
from changes import shuffled, split_initiative, with_rows
from hypothesis import assume, given
from laws import chances, ids, law
from toy import DAY, toy_records
from worlds import worlds

from geo.completeness import LACKS, Place, by_agency, places_known
from geo.presence import standings
from geo.scores import evaluate

COUNTS = ["initiatives", "active", "unconfirmed", "incomplete", *LACKS, "to_ask"]


@pytest.fixture(scope="module")
def reported():
    records = with_rows(toy_records(), agencies=[{"agency_id": "silent", "name_th": "silent"}])
    return by_agency(evaluate(records, DAY), records)


def test_agencies_without_any_record_come_first_then_those_with_most_to_ask(reported):
    assert list(reported.index) == ["silent", "college", "foundation", "users", "irrigation", "municipality"]


@pytest.mark.parametrize(
    ("agency", "counts"),
    [
        ("silent", (0, 0, 0, 0, 0, 0, 0, 0, 0)),
        ("college", (4, 2, 1, 2, 0, 0, 0, 2, 2)),  # course and pumps have no host, course is unconfirmed too
        ("foundation", (4, 3, 0, 2, 1, 0, 0, 1, 2)),  # tank has no status, pumps no host
        ("users", (4, 2, 1, 1, 0, 0, 0, 1, 1)),  # course, without a role of theirs
        ("irrigation", (4, 4, 0, 0, 0, 0, 0, 0, 0)),  # mains and mains2 are one
        ("municipality", (3, 3, 0, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_every_count_is_that_of_the_paper(reported, agency, counts):
    assert tuple(reported.loc[agency, COUNTS]) == counts


def test_the_latest_date_is_the_last_that_was_known_by_the_day(reported):
    assert pd.isna(reported.at["silent", "latest"])
    assert pd.isna(reported.at["silent", "months"])
    assert reported.at["users", "latest"] == pd.Timestamp("2024-05-01")
    assert reported.at["users", "months"] == 1
    assert reported.at["irrigation", "latest"] == pd.Timestamp(DAY)
    assert reported.at["irrigation", "months"] == 0


def test_places_are_counted_by_how_exactly_they_are_known():
    found = places_known(evaluate(toy_records(), DAY))
    assert found.loc[Place.VILLAGE].tolist() == [12, 8]
    assert found.loc[Place.TAMBON].tolist() == [1, 1]
    assert found.loc[Place.WIDE].tolist() == [1, 1]
    assert found.loc[Place.NOWHERE].tolist() == [0, 0]


def test_a_filter_of_themes_restricts_the_places():
    found = places_known(evaluate(toy_records(), DAY, themes=["J"]))
    assert found["initiatives"].tolist() == [3, 0, 0, 0]


@law
@given(worlds(), chances)
def test_gaps_recount_from_the_records_and_do_not_depend_on_their_order_or_number(world, chance):
    records, day = world
    assume(ids(records))
    found = by_agency(evaluate(records, day), records).sort_index()
    mixed = shuffled(records, 3)
    pd.testing.assert_frame_equal(by_agency(evaluate(mixed, day), mixed).sort_index(), found)
    split = split_initiative(records, chance.choice(ids(records)), chance)
    pd.testing.assert_frame_equal(by_agency(evaluate(split, day), split).sort_index()[COUNTS], found[COUNTS])
    parts = records["participation"].dropna(subset="agency_id")
    unjoined = records["ties"].query("kind == 'same_record'").empty
    if unjoined:
        standing = standings(evaluate(records, day))["standing"]
        pairs = parts[["agency_id", "initiative_id"]].drop_duplicates()
        is_one = pairs["initiative_id"].map(standing) == "unconfirmed"
        counted = is_one.groupby(pairs["agency_id"]).sum().reindex(found.index, fill_value=0)
        assert counted.tolist() == found["unconfirmed"].tolist()


def test_records_without_any_work_have_no_agency_and_no_place_to_ask_about():
    records = {"areas": toy_records()["areas"]}
    assert by_agency(evaluate(records, DAY), records).empty
    assert places_known(evaluate(records, DAY)).to_numpy().sum() == 0
