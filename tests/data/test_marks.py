"""Marks of work seen through binoculars: kept, asked about, answered, taken back."""

import pytest

from data.desk import marks, replies, requests
from data.desk.replies import Became
from data.errors import DataError, NotAllowedError
from data.schema import AccountRole, Actor, Answer, RequestKind, Way, typed
from data.store import make_store

OFFICER = Actor("somsri", AccountRole.OFFICER, "A1")
OTHER = Actor("malee", AccountRole.OFFICER, "A2")


@pytest.fixture
def store(tmp_path):
    made = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    rows = {
        "agencies": {"agency_id": ["A1", "A2", "A3"], "name_th": ["หนึ่ง", "สอง", "สาม"]},
        "initiatives": {"initiative_id": ["I1", "I2", "I3"], "title_th": [*"กขค"]},
        "participation": {"initiative_id": ["I1", "I2"], "agency_id": ["A1", "A2"], "role": ["accountable"] * 2},
    }
    made.apply({name: typed(name, columns) for name, columns in rows.items()}, "test", "test")
    return made


@pytest.mark.parametrize(
    ("way", "tie"),
    [
        (Way.JOIN, ("I1", "I2", "co_work")),
        (Way.TAKE_BATON, ("I2", "I1", "handover")),
        (Way.BUILD_ON, ("I1", "I2", "builds_on")),
    ],
)
def test_a_mark_asks_the_other_side_to_confirm_the_tie_and_its_yes_confirms_it(store, way, tie):
    marks.say(store, OFFICER, "I2", way, "หน้าที่เดียวกัน", own_id="I1")
    found = store.records(("marks", "ties", "requests"))
    mark, made, asked = (found[name].iloc[0] for name in ("marks", "ties", "requests"))
    assert (mark["agency_id"], mark["way"], mark["sentence"], mark["said_by"]) == (
        "A1",
        way,
        "หน้าที่เดียวกัน",
        "somsri",
    )
    assert (made["from_id"], made["to_id"], made["kind"]) == tie
    assert found["ties"]["confirmed"].isna().all()
    assert asked["agency_id"] == "A2"
    requests.answer(store, OTHER, asked["request_id"], Answer.ACCEPTED)
    assert store.records(("ties",))["ties"]["confirmed"].tolist() == [True]


def test_without_own_work_the_other_side_is_told_of_the_intent_and_answers(store):
    marks.say(store, OFFICER, "I2", Way.JOIN, "อยากร่วม")
    found = store.records(("marks", "ties", "requests", "accounts"))
    mark, asked = found["marks"].iloc[0], found["requests"].iloc[0]
    assert len(found["ties"]) == 0
    assert (asked["kind"], asked["initiative_id"], asked["agency_id"]) == (RequestKind.INTENT, "I2", "A2")
    assert replies.mark_behind(found, asked)["sentence"] == "อยากร่วม"
    assert replies.reply(found, mark).became is Became.WAITING
    requests.answer(store, OTHER, asked["request_id"], Answer.DECLINED, "งบหมด")
    said = replies.reply(store.records(("requests", "accounts")), mark)
    assert (said.became, said.agencies, said.note) == (Became.DECLINED, ("A2",), "งบหมด")


def test_an_intent_is_asked_once_again_after_a_no_and_taken_back_with_the_mark(store):
    marks.say(store, OFFICER, "I2", Way.JOIN, "ก")
    marks.say(store, OFFICER, "I2", Way.JOIN, "ข")
    assert counts(store) == [1, 0, 1]
    requests.answer(store, OTHER, store.records(("requests",))["requests"]["request_id"].iloc[0], Answer.DECLINED)
    marks.say(store, OFFICER, "I2", Way.JOIN, "ค")
    assert counts(store) == [1, 0, 2]
    marks.withdraw(store, OFFICER, "I2")
    assert counts(store) == [0, 0, 1]


def test_own_work_takes_the_place_of_an_intent_and_two_agencies_each_tell_theirs(store):
    third = Actor("chai", AccountRole.OFFICER, "A3")
    marks.say(store, OFFICER, "I2", Way.JOIN, "ก")
    marks.say(store, third, "I2", Way.JOIN, "ข")
    assert counts(store) == [2, 0, 2]
    found = store.records(("marks", "requests", "accounts"))
    behind = [replies.mark_behind(found, row)["sentence"] for _, row in found["requests"].iterrows()]
    assert sorted(behind) == ["ก", "ข"]
    marks.say(store, OFFICER, "I2", Way.JOIN, "ค", own_id="I1")
    kinds = store.records(("requests",))["requests"]["kind"].tolist()
    assert sorted(kinds) == [RequestKind.INTENT, RequestKind.TIE]


def test_work_that_nobody_does_is_marked_and_nobody_is_asked(store):
    marks.say(store, OFFICER, "I3", Way.JOIN, "ก")
    assert counts(store) == [1, 0, 0]


def test_a_mark_is_said_anew_and_the_same_tie_is_not_asked_for_twice(store):
    marks.say(store, OFFICER, "I2", Way.JOIN, "ครั้งแรก", own_id="I1")
    marks.say(store, OFFICER, "I2", Way.JOIN, "ครั้งที่สอง", own_id="I1")
    found = store.records(("marks", "ties", "requests"))
    assert [len(found[name]) for name in ("marks", "ties", "requests")] == [1, 1, 1]
    assert found["marks"]["sentence"].tolist() == ["ครั้งที่สอง"]


def counts(store):
    found = store.records(("marks", "ties", "requests"))
    return [len(found[name]) for name in ("marks", "ties", "requests")]


def test_another_mark_takes_back_what_the_first_asked_and_nobody_answered(store):
    marks.say(store, OFFICER, "I2", Way.JOIN, "ก", own_id="I1")
    marks.say(store, OFFICER, "I2", Way.BUILD_ON, "ข", own_id="I1")
    assert counts(store) == [1, 1, 1]
    assert store.records(("ties",))["ties"]["kind"].tolist() == ["builds_on"]
    marks.say(store, OFFICER, "I2", Way.NOT_OURS, "ค")
    assert counts(store) == [1, 0, 0]
    marks.say(store, OFFICER, "I2", Way.JOIN, "ง", own_id="I1")
    marks.withdraw(store, OFFICER, "I2")
    assert counts(store) == [0, 0, 0]


def test_what_was_confirmed_stays_whatever_is_marked_later(store):
    marks.say(store, OFFICER, "I2", Way.JOIN, "ก", own_id="I1")
    asked = store.records(("requests",))["requests"]["request_id"].iloc[0]
    requests.answer(store, OTHER, asked, Answer.ACCEPTED)
    marks.say(store, OFFICER, "I2", Way.NOT_OURS, "ข")
    assert counts(store) == [1, 1, 1]


def test_two_who_mark_each_other_to_join_ask_for_one_tie(store):
    marks.say(store, OFFICER, "I2", Way.JOIN, "ก", own_id="I1")
    marks.say(store, OTHER, "I1", Way.JOIN, "ข", own_id="I2")
    assert counts(store) == [2, 1, 1]


def test_nobody_marks_own_work(store):
    with pytest.raises(DataError):
        marks.say(store, OFFICER, "I1", Way.NOT_OURS, "ก")


def test_a_mark_is_taken_back(store):
    marks.say(store, OFFICER, "I2", Way.NOT_OURS, "คนละเรื่อง")
    marks.withdraw(store, OFFICER, "I2")
    assert store.records(("marks",))["marks"].empty
    with pytest.raises(DataError):
        marks.withdraw(store, OFFICER, "I2")


@pytest.mark.parametrize(
    ("who", "work", "sentence", "error"),
    [
        (OFFICER, "I2", " ", DataError),
        (OFFICER, "I2", "ก" * 301, DataError),
        (OFFICER, "I9", "ก", DataError),
        (Actor("", None, ""), "I2", "ก", DataError),
        (Actor("nid", AccountRole.VIEWER, "A1"), "I2", "ก", NotAllowedError),
    ],
)
def test_a_mark_needs_a_reason_a_work_and_somebody_who_may(store, who, work, sentence, error):
    with pytest.raises(error):
        marks.say(store, who, work, Way.NOT_OURS, sentence)
    assert store.records(("marks",))["marks"].empty


def test_work_that_hangs_together_already_is_joined_without_a_further_tie(store):
    tie = {"from_id": ["I2"], "to_id": "I1", "kind": "part_of", "confirmed": True}
    store.apply({"ties": typed("ties", tie)}, "test", "test")
    marks.say(store, OFFICER, "I2", Way.JOIN, "ก", own_id="I1")
    assert counts(store) == [1, 1, 0]
    marks.say(store, OFFICER, "I2", Way.BUILD_ON, "ข", own_id="I1")
    assert counts(store) == [1, 2, 1]
    marks.withdraw(store, OFFICER, "I2")
    assert store.records(("ties",))["ties"]["kind"].tolist() == ["part_of"]


def test_work_that_hung_together_once_is_joined_anew(store):
    tie = {"from_id": ["I2"], "to_id": "I1", "kind": "part_of", "end_date": "2020-01-01", "confirmed": True}
    store.apply({"ties": typed("ties", tie)}, "test", "test")
    marks.say(store, OFFICER, "I2", Way.JOIN, "ก", own_id="I1")
    assert counts(store) == [1, 2, 1]
