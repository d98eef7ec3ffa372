"""What a reader chooses to see of the toy world, and what moves in it between two days."""

from datetime import date

import pytest
from toy import DAY, toy_records

from geo.choice import Choice, Hosting, Side, chosen
from geo.joins import Standing
from geo.scores import evaluate, score
from geo.watch import differences, dropping, moves

RECORDS = toy_records()
OPEN = {"canal", "weir", "pumps", "market", "weaving", "mains", "mains2", "plan", "pond", "dam", "filter"}


def seen(**wanted):
    themes = wanted.pop("themes", None)
    sectors = RECORDS["agencies"].set_index("agency_id")["sector"]
    return set(chosen(evaluate(RECORDS, DAY, themes=themes), RECORDS["participation"], sectors, Choice(**wanted)))


def test_no_choice_shows_all_open_work_and_all_of_it():
    assert seen() == OPEN
    assert Choice().is_of_all
    assert Choice(standing=Standing.ENDED).is_of_all
    assert not Choice(host="users").is_of_all


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ({"agency": "college"}, {"pumps", "filter"}),
        ({"sector": "local_government"}, {"market", "plan", "pond"}),
        ({"host": "irrigation"}, {"canal", "mains", "mains2", "dam"}),
        ({"host": Hosting.NONE}, {"pumps"}),
        ({"host": Hosting.SEVERAL}, {"filter"}),
        ({"side": Side.PEOPLE}, {"weir", "pumps", "weaving", "filter"}),
        ({"side": Side.STATE}, {"canal", "market", "mains", "mains2", "plan", "pond", "dam"}),
        ({"side": Side.BOTH}, set()),
        ({"standing": Standing.UNCONFIRMED}, {"course"}),
        ({"standing": Standing.UNKNOWN_STATUS}, {"tank"}),
        ({"standing": Standing.CLOSED, "host": "college"}, {"well"}),
        ({"themes": ["J"], "side": Side.STATE}, {"market"}),
        ({"agency": "nobody"}, set()),
    ],
)
def test_a_choice_shows_what_it_names_records_of_one_initiative_together(wanted, shown):
    assert seen(**wanted) == shown


def test_an_end_is_watched_unless_someone_with_a_known_start_takes_over_there():
    evaluation = evaluate(RECORDS, DAY)
    assert list(dropping(evaluation)) == ["market"]  # handed to the course, whose start nobody knows
    assert list(dropping(evaluation, 92)) == ["market", "pond"]
    assert list(dropping(evaluation, 91)) == ["market"]
    known = RECORDS | {"initiatives": RECORDS["initiatives"].copy()}
    known["initiatives"].loc[known["initiatives"]["initiative_id"] == "course", "start_date"] = "2026-01-01"
    assert list(dropping(evaluate(known, DAY))) == []


def test_moves_name_what_started_ended_and_lost_its_confirmation():
    found = moves(evaluate(RECORDS, date(2024, 6, 29)), evaluate(RECORDS, date(2024, 7, 1)))
    assert [list(part) for part in found] == [[], ["market"], ["weaving", "course"]]
    found = moves(evaluate(RECORDS, date(2024, 2, 28)), evaluate(RECORDS, DAY))
    assert list(found.started) == ["dam"]
    assert list(found.unconfirmed) == ["course"]
    assert list(moves(evaluate(RECORDS, DAY), evaluate(RECORDS, DAY)).started) == []


def test_differences_name_areas_whose_numbers_changed_and_no_zero_for_what_is_unknown():
    before, after = (
        score(evaluate(RECORDS, day), "tambon").set_index("area_code") for day in (date(2021, 12, 31), DAY)
    )
    change = differences(before, after)
    assert change.loc["800101", "record"] == ""
    assert change.loc["800101", "duplication"] == pytest.approx(0.7 - before.at["800101", "duplication"])
    assert change.loc["800102", "record"] == "appeared"
    assert change["duplication"].isna()["800102"]
    assert differences(after, after).empty
    assert differences(after, after.assign(duplication=after["duplication"] + 0.004)).empty
    assert len(differences(after, after.assign(integration=40.0))) == int(after["integration"].notna().sum())
