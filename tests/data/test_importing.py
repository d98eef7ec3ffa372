import pandas as pd
import pytest
from small import SMALL

from data.desk.importing import propose, take_in
from data.desk.undoing import undo_batch
from data.errors import DataError, NotAllowedError
from data.readers.files import Asked
from data.readers.records import reading
from data.schema import ANYONE, OFFICE, AccountRole, Actor
from data.store import Edit

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


def test_a_reason_that_is_too_long_keeps_the_file_out(filled, asked):
    found = propose(filled, OFFICE, asked({"initiatives": "initiative_id,title_th\nI9,ฝาย\n"}))
    with pytest.raises(DataError, match="the text has 301 letters, at most 300 may be written"):
        take_in(filled, OFFICE, found, "งาน.csv", "ก" * 301)
    assert filled.version() == 1


def test_an_import_tells_how_far_it_is_and_is_cancelled_anywhere_with_nothing_changed(filled, asked):
    rows = "".join(f"J{number},ฝาย,W1;W2,800601\n" for number in range(2_000))
    found = propose(filled, OFFICE, asked({"initiatives": f"initiative_id,title_th,themes,areas\n{rows}"}))
    before, told = filled.records(), []

    def stop_at(last):
        told.clear()

        def tell(*moment):
            told.append(moment)
            if len(told) == last:
                raise KeyboardInterrupt

        return tell

    for last in (1, 2, 3, 4, 5):
        with pytest.raises(KeyboardInterrupt):
            take_in(filled.telling(stop_at(last)), OFFICE, found, "งาน.csv")
        assert len(told) == last
        assert filled.version() == 1
        assert all(frame.equals(before[name]) for name, frame in filled.records().items())
    assert take_in(filled.telling(stop_at(0)), OFFICE, found, "งาน.csv").added == 2_000
    assert [done for done, _ in told] == [0, 300, 600, 1_200, 1_550]
    assert {total for _, total in told} == {2_000}
    assert filled.problems() == []


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
    said = [(one.code, one.row, one.value) for one in propose(filled, OFFICER, sent).problems]
    assert said == [("not_yours", 2, "I2")]
    for name, text in (
        ("accounts", "account_id,role\nmana,office\n"),
        ("settings", "key,value\nopening_as_of,2020-01-01\n"),
    ):
        found = propose(filled, OFFICER, asked({name: text, "initiatives": "initiative_id,title_th\nI1,ประปาใหม่\n"}))
        assert {problem.code for problem in found.problems} == {"not_yours"}


def test_a_file_asks_another_agency_to_be_host_and_the_other_side_of_a_tie_as_forms_do(filled, asked):
    files = {"initiatives": "initiative_id,title_th\nI9,ฝาย\n",
             "participation": "initiative_id,agency_id,role\nI9,A1,implementing\nI9,A2,accountable\n",
             "ties": "from_id,to_id,kind,confirmed\nI9,I2,co_fund,1\nI9,I1,co_work,1\n"}  # fmt: skip
    filled.edit(
        [Edit("participation", "", {"initiative_id": "I2", "agency_id": "A2", "role": "accountable"})], "x", "x"
    )
    found = propose(filled, OFFICER, asked(files))
    assert found.problems == []
    batch = take_in(filled, OFFICER, found, "งาน.csv")
    kept = filled.records()
    assert set(kept["participation"].query("initiative_id == 'I9'")["agency_id"]) == {"A1"}
    ties = kept["ties"].set_index(["from_id", "to_id"])["confirmed"]
    assert pd.isna(ties["I9", "I2"])
    assert ties["I9", "I1"]
    about = ["kind", "initiative_id", "agency_id", "asked_by"]
    assert sorted(kept["requests"][about].to_numpy().tolist()) == [
        ["host_request", "I9", "A2", "somsri"],
        ["tie_request", "I9", "A2", "somsri"],
    ]
    assert not propose(filled, OFFICER, asked(files)).is_new
    undo_batch(filled, batch.number, OFFICER)
    assert filled.records(("requests",))["requests"].empty
    assert propose(filled, OFFICE, asked(files)).difference.keys() == files.keys()


def test_a_file_asks_nothing_about_the_work_of_others_or_in_another_name(filled, asked):
    sent = {"requests": "request_id,kind,initiative_id,agency_id,asked_by,asked_on,answer\n"
                        "R1,host_request,I1,A2,mana,2026-11-01,\nR2,host_request,I2,A1,somsri,2026-11-01,\n"
                        "R3,host_request,I1,A2,somsri,2026-11-01,accepted\n"
                        "R4,host_request,I1,A2,somsri,2026-11-01,\n"}  # fmt: skip
    said = [one.value for one in propose(filled, OFFICER, asked(sent)).problems]
    assert said == ["R1", "R2", "R3"]


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
