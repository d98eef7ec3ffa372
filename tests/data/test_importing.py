import pytest
from small import SMALL

from data.desk.importing import propose, take_in
from data.errors import NotAllowedError
from data.readers.files import Asked
from data.readers.records import reading
from data.schema import ANYONE, OFFICE, AccountRole, Actor

OFFICER = Actor("somsri", AccountRole.OFFICER, "A1")
OTHERS = Actor("mana", AccountRole.OFFICER, "A2")


@pytest.fixture
def filled(store, write):
    found = reading(write(SMALL))
    store.apply(found.records, "", "small", found.given)
    return store


@pytest.fixture
def asked(write):
    def _asked(files, **more):
        return Asked(write(files, "sent"), **more)

    return _asked


def test_a_file_is_proposed_first_and_taken_in_as_one_change(filled, asked):
    sent = asked({"initiatives": "initiative_id,title_th,status\nI1,ประปาภูเขาใหม่,implementation\nI9,ฝาย,closed\n"})
    found = propose(filled, OFFICE, sent)
    assert found.problems == []
    part = found.difference["initiatives"]
    assert (list(part.added.index), part.cells.to_numpy().tolist()) == (
        ["I9"],
        [["I1", "title_th", "ประปาภูเขา", "ประปาภูเขาใหม่"]],
    )
    assert filled.version() == 1
    batch = take_in(filled, OFFICE, found, "งาน.csv", "ปรับปรุงประจำปี")
    assert (batch.number, batch.added, batch.changed) == (2, 1, 1)
    head = filled.batches().iloc[0]
    assert (head["applied_by"], head["source"], head["reason"]) == ("office", "งาน.csv", "ปรับปรุงประจำปี")
    assert not propose(filled, OFFICE, sent).is_new


def test_a_file_with_a_problem_proposes_nothing_and_cannot_be_taken_in(filled, asked):
    sent = asked({"initiatives": "initiative_id,title_th,status\nI9,ฝาย,กำลังทำ\n"})
    found = propose(filled, OFFICE, sent)
    assert [problem.code for problem in found.problems] == ["unknown_value"]
    assert found.difference == {}
    with pytest.raises(ValueError, match="problems"):
        take_in(filled, OFFICE, found, "งาน.csv")
    assert filled.version() == 1


def test_an_accepted_suggestion_is_read_in_the_place_of_what_the_file_says(filled, asked):
    files = {"initiatives": "initiative_id,title_th,status\nI9,ฝาย,closd\n"}
    problem = propose(filled, OFFICE, asked(files)).problems[0]
    assert problem.suggestion == "closed"
    accepted = {(problem.table, problem.row, problem.column): problem.suggestion}
    found = propose(filled, OFFICE, asked(files, corrections=accepted))
    assert found.problems == []
    assert found.difference["initiatives"].added["status"].tolist() == ["closed"]


def test_who_may_not_import_is_told_so(filled, asked):
    for actor in (ANYONE, Actor("v", AccountRole.VIEWER), Actor("f", AccountRole.FACILITATOR, "A1")):
        with pytest.raises(NotAllowedError):
            propose(filled, actor, asked({"initiatives": "initiative_id,title_th\nI9,ฝาย\n"}))


def test_an_officer_takes_in_the_work_of_the_own_agency_and_no_other(filled, asked):
    sent = asked({"initiatives": "initiative_id,title_th\nI1,ประปาใหม่\n"})
    assert propose(filled, OFFICER, sent).problems == []
    assert propose(filled, OTHERS, sent).problems == []
    sent = asked({"initiatives": "initiative_id,title_th\nI2,ฝายใหม่\n"})
    assert [problem.code for problem in propose(filled, OFFICER, sent).problems] == ["not_yours"]
    for name, text in (
        ("accounts", "account_id,role\nmana,office\n"),
        ("settings", "key,value\nopening_as_of,2020-01-01\n"),
    ):
        found = propose(filled, OFFICER, asked({name: text, "initiatives": "initiative_id,title_th\nI1,ประปาใหม่\n"}))
        assert {problem.code for problem in found.problems} == {"not_yours"}


def test_a_file_that_became_somebody_elses_meanwhile_is_refused_when_it_is_taken_in(filled, asked, write):
    sent = asked({"initiatives": "initiative_id,title_th\nI9,ฝาย\n",
                  "participation": "initiative_id,agency_id,role\nI9,A1,accountable\n"})  # fmt: skip
    found = propose(filled, OFFICER, sent)
    assert found.problems == []
    theirs = {"initiatives": "initiative_id,title_th\nI9,ฝายของเขา\n",
              "participation": "initiative_id,agency_id,role\nI9,A2,accountable\n"}  # fmt: skip
    other = reading(write(theirs, "theirs"), known=filled.records())
    filled.apply(other.records, "mana", "theirs", other.given)
    with pytest.raises(NotAllowedError):
        take_in(filled, OFFICER, found, "งาน.csv")
    assert (
        filled.records(["initiatives"])["initiatives"].set_index("initiative_id").at["I9", "title_th"] == "ฝายของเขา"
    )
