"""What-if proposals: kept, read back, forgotten, and turned into records. This module tries them on a real store."""

import datetime as dt

import pandas as pd
import pytest

from data.desk import editing, proposals
from data.desk.undoing import undo_batch
from data.errors import DataError
from data.schema import OFFICE, AccountRole, Actor, Move, typed
from data.store import make_store
from geo.steps import Step, carried_out

DAY = dt.date(2026, 11, 20)
OFFICER = Actor("somsri", AccountRole.OFFICER, "A1")
STEPS = [
    Step(Move.ADD_TIE, "I1", "I2", tie_kind="co_work", level=3),
    Step(Move.SET_HOST, "I1", agency_id="A3"),
    Step(Move.ADD_PARTNER, "I2", agency_id="A1", role="funding"),
    Step(Move.END_WORK, "I3", on_date=DAY),
    Step(Move.OPEN_WORK, agency_id="A1", title_th="เวทีร่วม", themes="T1", areas="80010101"),
    Step(Move.ADD_TIE, "step 5", "I1", tie_kind="builds_on"),
]


@pytest.fixture
def store(tmp_path):
    made = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    rows = {
        "areas": {"code": ["80", "8001", "800101", "80010101"], "name_th": [*"กขคง"]},
        "themes": {"code": ["T1"], "name_th": ["น้ำ"]},
        "agencies": {"agency_id": ["A1", "A2", "A3"], "name_th": ["หนึ่ง", "สอง", "สาม"]},
        "initiatives": {
            "initiative_id": ["I1", "I2", "I3"],
            "title_th": [*"กขค"],
            "status": "implementation",
            "start_date": "2026-01-01",
            "themes": "T1",
            "areas": "80010101",
        },
        "participation": {
            "initiative_id": ["I1", "I2", "I3"],
            "agency_id": ["A1", "A2", "A1"],
            "role": ["accountable"] * 3,
        },
    }
    made.apply({name: typed(name, columns) for name, columns in rows.items()}, "test", "test")
    return made


def kept(store):
    return store.records(("proposals", "steps"))


def test_a_proposal_is_read_back_as_it_was_kept_and_goes_with_its_steps(store):
    proposals.keep(store, OFFICER, " รวมงานน้ำ ", "ลองคุย", STEPS)
    made = kept(store)["proposals"].iloc[0]
    assert (made["name"], made["note"], made["agency_id"], made["made_by"]) == (
        "รวมงานน้ำ",
        "ลองคุย",
        "A1",
        "somsri",
    )
    assert proposals.steps_of(kept(store)["steps"], made["proposal_id"]) == STEPS
    proposals.forget(store, OFFICER, made["proposal_id"])
    assert all(kept(store)[table].empty for table in ("proposals", "steps"))


@pytest.mark.parametrize(("name", "steps"), [("", STEPS), ("ลอง", []), ("ลอง", STEPS[:1] * 41)])
def test_a_proposal_has_a_name_and_some_steps(store, name, steps):
    with pytest.raises(DataError):
        proposals.keep(store, OFFICE, name, "", steps)
    assert kept(store)["proposals"].empty


def test_what_the_office_records_of_a_proposal_is_what_was_tried_and_goes_back_as_one(store):
    before = store.records()
    ready = proposals.prepared(STEPS, OFFICE, before, DAY)
    assert not ready.problems
    batch = editing.save(store, OFFICE, ready, reason="รวมงานน้ำ")
    after, tried = store.records(), carried_out(before, STEPS, DAY).records
    new = after["initiatives"].loc[after["initiatives"]["title_th"] == "เวทีร่วม", "initiative_id"].item()
    parts = {
        name: records["participation"].replace(new, "step 5").sort_values(["initiative_id", "agency_id", "role"])
        for name, records in (("after", after), ("tried", tried))
    }
    names = ["initiative_id", "agency_id", "role"]
    pd.testing.assert_frame_equal(
        parts["after"][names].reset_index(drop=True), parts["tried"][names].reset_index(drop=True)
    )
    assert after["initiatives"].set_index("initiative_id").loc["I3", "status"] == "closed"
    assert {*zip(after["ties"]["from_id"], after["ties"]["to_id"], after["ties"]["kind"], strict=True)} == {
        ("I1", "I2", "co_work"),
        (new, "I1", "builds_on"),
    }
    assert [proposals.on_record(STEPS, records) for records in (before, after)] == [[False] * 6, [True] * 6]
    undo_batch(store, batch.number, OFFICE)
    assert not any(proposals.on_record(STEPS, store.records()))
    for table in ("initiatives", "participation", "ties"):
        assert len(store.records()[table]) == len(before[table])


def test_what_another_agency_has_to_agree_to_is_asked_of_it(store):
    steps = [STEPS[0], STEPS[1], STEPS[4]]
    ready = proposals.prepared(steps, OFFICER, store.records(), DAY)
    editing.save(store, OFFICER, ready)
    asked = store.records(("requests",))["requests"]
    assert {*zip(asked["kind"], asked["agency_id"], strict=True)} == {
        ("tie_request", "A2"),
        ("host_request", "A3"),
    }
    assert store.records(("ties",))["ties"]["confirmed"].isna().all()
    assert proposals.on_record(STEPS, store.records()) == [True, True, False, False, True, False]


def test_a_tie_that_works_both_ways_is_on_record_whichever_end_it_was_recorded_from(store):
    other = [Step(Move.ADD_TIE, "I2", "I1", tie_kind="co_work"), Step(Move.ADD_TIE, "I2", "I1", tie_kind="builds_on")]
    ties = [Step(Move.ADD_TIE, "I1", "I2", tie_kind=kind) for kind in ("co_work", "builds_on")]
    editing.save(store, OFFICE, proposals.prepared(ties, OFFICE, store.records(), DAY))
    assert proposals.on_record(other, store.records()) == [True, False]


def test_a_tie_is_on_record_at_its_level_or_below_and_while_it_holds(store):
    def tie(level):
        return Step(Move.ADD_TIE, "I1", "I2", tie_kind="co_work", level=level)

    editing.save(store, OFFICE, proposals.prepared([tie(3)], OFFICE, store.records(), DAY))
    levels = [tie(2), tie(3), tie(None), tie(5)]
    assert proposals.on_record(levels, store.records()) == [True, True, True, False]
    editing.save(store, OFFICE, proposals.prepared([tie(5)], OFFICE, store.records(), DAY))
    records = store.records()
    assert sorted(records["ties"]["level"]) == [3, 5]
    over = records["ties"].assign(end_date=pd.Timestamp("2020-01-01"))
    assert proposals.on_record(levels, {**records, "ties": over}) == [False] * 4


def test_what_is_on_record_or_said_before_is_not_recorded_again_and_later_steps_still_name_their_work(store):
    opening, tie = STEPS[4], Step(Move.ADD_TIE, "step 1", "I1", tie_kind="co_work")
    again = Step(Move.ADD_TIE, "I1", "step 2", tie_kind="co_work")
    editing.save(store, OFFICE, proposals.prepared([opening, opening, tie, again], OFFICE, store.records(), DAY))
    before = store.records()
    new = before["initiatives"].loc[before["initiatives"]["title_th"] == "เวทีร่วม", "initiative_id"].item()
    assert before["ties"][["from_id", "to_id"]].to_numpy().tolist() == [[new, "I1"]]
    assert not proposals.prepared([opening, tie, again], OFFICE, before, DAY).edits
    more = Step(Move.ADD_TIE, "step 1", "I2", tie_kind="co_work")
    editing.save(store, OFFICE, proposals.prepared([opening, tie, more], OFFICE, before, DAY))
    assert store.records()["ties"][["from_id", "to_id"]].to_numpy().tolist() == [[new, "I1"], [new, "I2"]]
    assert len(store.records()["initiatives"]) == len(before["initiatives"])


def test_a_host_among_others_is_not_yet_the_host_alone(store):
    store.apply(
        {"participation": typed("participation", {"initiative_id": ["I1", "I1"], "agency_id": ["A1", "A2"],
                                                  "role": "accountable"})}, "test", "test",
    )  # fmt: skip
    alone = [Step(Move.SET_HOST, "I1", agency_id="A1")]
    assert proposals.on_record(alone, store.records()) == [False]
    editing.save(store, OFFICE, proposals.prepared(alone, OFFICE, store.records(), DAY))
    assert proposals.on_record(alone, store.records()) == [True]
