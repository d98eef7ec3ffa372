"""Decisions before a new front: tied to the record they become, whoever saves it."""

import pytest

from data.desk import becoming, decisions, editing
from data.desk.decisions import Decision
from data.desk.parts import Part
from data.errors import DataError
from data.schema import TABLES, AccountRole, Actor, Way, typed
from data.store import make_store

OFFICER = Actor("somsri", AccountRole.OFFICER, "A1")


@pytest.fixture
def store(tmp_path):
    made = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    made.apply({"agencies": typed("agencies", {"agency_id": ["A1", "A2"], "name_th": [*"กข"]})}, "test", "test")
    return made


def blank(table, **texts):
    return Part(table, dict.fromkeys(TABLES[table].names, "") | texts)


def saved(store, key):
    parts = [
        blank("initiatives", initiative_id=key, title_th="ทำนบ"),
        blank("participation", initiative_id=key, agency_id="A1", role="accountable"),
    ]
    return editing.save(store, OFFICER, editing.prepare(parts, OFFICER, store.records()))


def test_the_record_of_a_draft_ties_the_decision_in_the_same_change(store):
    for key in ("N1", "N2"):
        decisions.decide(store, OFFICER, Decision("A1", Way.OPEN_NEW, "ไม่มีใครทำ", evidence={"draft": key}))
    decisions.decide(store, OFFICER, Decision("A1", Way.OPEN_NEW, "ไม่มีร่าง"))
    batch = saved(store, "N2")
    kept = store.records(("decisions",))["decisions"]
    assert kept["initiative_id"].fillna("").tolist().count("N2") == 1
    tied = kept[kept["initiative_id"] == "N2"].iloc[0]
    assert becoming.draft_of(tied["evidence"]) == "N2"
    assert set(store.history(batches=[batch.number])["table"]) == {"initiatives", "participation", "decisions"}


def test_other_work_leaves_decisions_alone(store):
    decisions.decide(store, OFFICER, Decision("A1", Way.OPEN_NEW, "ไม่มีใครทำ", evidence={"draft": "N1"}))
    saved(store, "N9")
    assert store.records(("decisions",))["decisions"]["initiative_id"].isna().all()


def test_a_decision_to_join_is_told_once_to_whose_work_it_is_and_never_of_ones_own(store):
    owner = Actor("owner", AccountRole.OFFICER, "A2")
    parts = [
        blank("initiatives", initiative_id="N3", title_th="ประปา"),
        blank("participation", initiative_id="N3", agency_id="A2", role="accountable"),
    ]
    editing.save(store, owner, editing.prepare(parts, owner, store.records()))
    for _ in range(2):
        decisions.decide(store, OFFICER, Decision("A1", Way.JOIN, "หน้าที่เดียวกัน", initiative_id="N3"))
    decisions.decide(store, owner, Decision("A2", Way.BUILD_ON, "งานเราเอง", initiative_id="N3"))
    kept = store.records(("decisions", "marks", "requests"))
    said = kept["marks"][["agency_id", "initiative_id", "way", "sentence"]].to_numpy().tolist()
    assert said == [["A1", "N3", "join", "หน้าที่เดียวกัน"]]
    assert kept["requests"][["initiative_id", "agency_id", "kind"]].to_numpy().tolist() == [
        ["N3", "A2", "intent_request"]
    ]
    assert len(kept["decisions"]) == 3


def test_a_draft_that_ends_before_it_starts_is_not_decided_about(store):
    said = Decision("A1", Way.OPEN_NEW, "ก", start_date="2027-10-01", end_date="2017-09-30")
    with pytest.raises(DataError, match="before the start"):
        decisions.decide(store, OFFICER, said)
    assert store.records(("decisions",))["decisions"].empty


def test_a_text_of_any_draft_is_refused_where_it_is_too_long_and_never_cut(store):
    for texts in ({"reason": "ก" * 1_001}, {"title_th": "ก" * 301}, {"description": "ก" * 2_001}):
        with pytest.raises(DataError, match="letters"):
            decisions.decide(
                store, OFFICER, Decision(**{"agency_id": "A1", "way": Way.OPEN_NEW, "reason": "ก"} | texts)
            )
    assert store.records(("decisions",))["decisions"].empty
    decisions.decide(store, OFFICER, Decision("A1", Way.OPEN_NEW, " " + "ก" * 1_000))
    assert store.records(("decisions",))["decisions"]["reason"].str.len().tolist() == [1_000]


def test_whose_work_is_joined_reads_the_beginning_of_a_long_reason(store):
    owner = Actor("owner", AccountRole.OFFICER, "A2")
    parts = [
        blank("initiatives", initiative_id="N3", title_th="ประปา"),
        blank("participation", initiative_id="N3", agency_id="A2", role="accountable"),
    ]
    editing.save(store, owner, editing.prepare(parts, owner, store.records()))
    decisions.decide(store, OFFICER, Decision("A1", Way.JOIN, "น" * 700, initiative_id="N3"))
    kept = store.records(("decisions", "marks"))
    assert kept["decisions"]["reason"].tolist() == ["น" * 700]
    assert kept["marks"]["sentence"].tolist() == ["น" * 299 + "…"]
