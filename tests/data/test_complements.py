"""Reviews of work as complementary: said with reason and last day, objected to by who is concerned, taken back."""

import datetime
from datetime import timedelta

import pytest

from data.desk import complements, undoing
from data.errors import DataError, NotAllowedError
from data.schema import OFFICE, AccountRole, Actor, today, typed
from data.store import Edit, make_store
from geo.pairs import meetings
from geo.scores import evaluate

OFFICER = Actor("somsri", AccountRole.OFFICER, "A1")
OTHER = Actor("malee", AccountRole.OFFICER, "A2")
NEIGHBOUR = Actor("anong", AccountRole.OFFICER, "A3")
FAR = Actor("somchai", AccountRole.OFFICER, "A4")
BOTH = ("I1", "I2")
REASON = "คนละกลุ่มเป้าหมาย"


def soon():
    return today() + timedelta(days=60)


@pytest.fixture
def store(tmp_path):
    """Two who meet in one village, one who works in that tambon on something else, one far away."""
    made = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    rows = {
        "areas": {
            "code": ["8001", "800101", "80010101", "80010102", "800102"],
            "name_th": [*"กขคงจ"],
            "level": ["amphoe", "tambon", "village", "village", "tambon"],
            "parent": [None, "8001", "800101", "800101", "8001"],
        },
        "themes": {"code": ["T1", "T2"], "name_th": ["น้ำ", "ข้าว"]},
        "agencies": {"agency_id": ["A1", "A2", "A3", "A4", "A5"], "name_th": [*"กขคงจ"]},
        "initiatives": {
            "initiative_id": ["I1", "I2", "I3", "I4", "I5"],
            "title_th": [*"กขคงจ"],
            "status": ["implementation"] * 4 + ["closed"],
            "themes": ["T1", "T1", "T2", "T1", "T1"],
            "areas": ["80010101", "80010101;80010102", "800101", "800102", "800101"],
        },
        "participation": {
            "initiative_id": ["I1", "I2", "I3", "I4", "I5"],
            "agency_id": ["A1", "A2", "A3", "A4", "A5"],
            "role": ["accountable"] * 5,
        },
    }
    made.apply({name: typed(name, columns) for name, columns in rows.items()}, "test", "test")
    return made


def apart(store):
    """What is missing between the two, in fronts."""
    found = meetings(evaluate(store.records(), today()))
    pair = found[(found["agency_id"] == "A1") & (found["other_id"] == "A2")]
    return pair["missing"].tolist()


def test_a_review_takes_the_front_away_until_its_last_day_and_can_be_taken_back(store):
    assert apart(store) == [1.0]
    batch = complements.review(store, OFFICER, BOTH, REASON, soon())
    tie = store.records(("ties",))["ties"].iloc[0]
    assert (tie["from_id"], tie["to_id"], tie["kind"], tie["note"]) == ("I1", "I2", "complementary", REASON)
    assert tie["end_date"].date() == soon()
    assert tie["start_date"].date() == today()
    assert apart(store) == [0.0]
    after = meetings(evaluate(store.records(), soon() + timedelta(days=1)))
    assert after["missing"].max() == 1.0
    undoing.undo_batch(store, batch.number, OFFICER)
    assert apart(store) == [1.0]


def test_an_officer_asks_the_other_side_and_the_office_need_not(store):
    complements.review(store, OFFICER, BOTH, REASON, soon())
    found = store.records(("ties", "requests"))
    assert found["requests"]["agency_id"].tolist() == ["A2"]
    assert found["ties"]["confirmed"].isna().all()
    complements.review(store, OFFICE, ("I2", "I4"), REASON, soon())
    found = store.records(("ties", "requests"))
    assert len(found["requests"]) == 1
    assert found["ties"].set_index("to_id")["confirmed"]["I4"]


@pytest.mark.parametrize(
    ("who", "ends", "reason", "days", "error"),
    [
        (OFFICER, BOTH, " ", 60, DataError),
        (OFFICER, BOTH, "ก" * 301, 60, DataError),
        (OFFICER, BOTH, REASON, 0, DataError),
        (OFFICER, BOTH, REASON, None, DataError),
        (OFFICER, ("I1", "I9"), REASON, 60, DataError),
        (OFFICER, ("I1", "I1"), REASON, 60, DataError),
        (FAR, BOTH, REASON, 60, NotAllowedError),
        (Actor("nid", AccountRole.VIEWER, "A1"), BOTH, REASON, 60, NotAllowedError),
        (Actor(), BOTH, REASON, 60, NotAllowedError),
    ],
)
def test_a_review_needs_a_reason_a_day_to_come_two_works_and_a_right(store, who, ends, reason, days, error):
    until = None if days is None else today() + timedelta(days=days)
    with pytest.raises(error):
        complements.review(store, who, ends, reason, until)
    assert store.records(("ties",))["ties"].empty


def test_two_are_reviewed_once_until_that_is_over(store):
    complements.review(store, OFFICER, BOTH, REASON, soon())
    with pytest.raises(DataError):
        complements.review(store, OTHER, ("I2", "I1"), REASON, soon())
    ties = store.records(("ties",))["ties"]
    assert len(complements.reviews_of(ties, ("I2", "I1"))) == 1
    over = ties.assign(end_date=[today() - timedelta(days=1)])
    assert complements.reviews_of(typed("ties", over), BOTH).empty


def test_it_concerns_whose_work_it_is_and_who_has_open_work_in_that_tambon(store):
    known = store.records(complements.NEEDED)
    found = complements.concerned(known, [BOTH, ("I1", "I4")])
    assert found == {BOTH: {"A1", "A2", "A3"}, ("I1", "I4"): {"A1", "A4"}}


@pytest.mark.parametrize("who", [OTHER, NEIGHBOUR])
def test_who_is_concerned_objects_says_it_anew_and_takes_it_back(store, who):
    complements.review(store, OFFICER, BOTH, REASON, soon())
    complements.object_to(store, who, BOTH, "ยังซ้ำอยู่")
    complements.object_to(store, who, BOTH, "ซ้ำเฉพาะหมู่ 1")
    kept = store.records(("objections",))["objections"]
    assert kept[["from_id", "to_id", "agency_id", "reason", "said_by"]].to_numpy().tolist() == [
        ["I1", "I2", who.agency_id, "ซ้ำเฉพาะหมู่ 1", who.account_id]
    ]
    assert kept["said_on"].iloc[0].date() == today()
    assert apart(store) == [0.0], "an objection changes no figure: it asks to talk again"
    complements.withdraw(store, who, BOTH)
    assert store.records(("objections",))["objections"].empty
    with pytest.raises(DataError):
        complements.withdraw(store, who, BOTH)


def test_the_office_objects_for_an_agency_that_is_concerned(store):
    complements.review(store, OFFICER, BOTH, REASON, soon())
    complements.object_to(store, OFFICE, BOTH, "ขอคุยก่อน", "A3")
    assert store.records(("objections",))["objections"]["agency_id"].tolist() == ["A3"]
    for agency in ("", "A4", "A5"):
        with pytest.raises(DataError):
            complements.object_to(store, OFFICE, BOTH, "ขอคุยก่อน", agency)


@pytest.mark.parametrize(
    ("who", "ends", "reason", "agency", "error"),
    [
        (OTHER, BOTH, "", "", DataError),
        (OTHER, BOTH, "ก" * 301, "", DataError),
        (OTHER, ("I2", "I3"), "ก", "", DataError),
        (FAR, BOTH, "ก", "", DataError),
        (OTHER, BOTH, "ก", "A3", NotAllowedError),
        (Actor("nid", AccountRole.VIEWER, "A2"), BOTH, "ก", "", NotAllowedError),
        (Actor(), BOTH, "ก", "", DataError),
    ],
)
def test_nobody_objects_without_a_sentence_a_review_a_concern_and_a_right(store, who, ends, reason, agency, error):
    complements.review(store, OFFICER, BOTH, REASON, soon())
    with pytest.raises(error):
        complements.object_to(store, who, ends, reason, agency)
    assert store.records(("objections",))["objections"].empty


def test_a_review_without_a_last_day_from_elsewhere_counts_as_live(store):
    row = {"from_id": "I1", "to_id": "I2", "kind": "complementary"}
    store.edit([Edit("ties", "", row)], "", "test")
    assert apart(store) == [0.0]
    with pytest.raises(DataError):
        complements.review(store, OFFICER, BOTH, REASON, datetime.date.max)
