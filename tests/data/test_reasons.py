"""Texts that are too long: refused with how long they are, on every way that asks for a reason alone."""

import pandas as pd
import pytest

from data.desk import proposals, ruins
from data.desk.editing import Prepared, save
from data.desk.reasons import LONGEST, fitting
from data.desk.removal import remove
from data.desk.review.queues import Queue
from data.desk.review.settling import dismiss, postpone, settle
from data.desk.undoing import undo_batch
from data.errors import DataError
from data.schema import OFFICE, Fate, Move, today, typed
from data.store import Edit, make_store
from geo.steps import Step

LONG = "ก" * (LONGEST + 50)
ITEM = pd.Series({"subject": "I1|I2", "initiatives": "I1;I2", "agencies": ""})


@pytest.fixture
def store(tmp_path):
    made = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    made.apply({"agencies": typed("agencies", {"agency_id": ["A1"], "name_th": ["ก"]})}, "test", "test")
    work = {"initiative_id": ["I1", "I2"], "title_th": [*"กข"]}
    made.apply({"initiatives": typed("initiatives", work)}, "test", "test")
    return made


@pytest.mark.parametrize(
    "do",
    [
        lambda store: ruins.decide(store, OFFICE, "initiatives", "I1", Fate.CLEAR, LONG, "A1"),
        lambda store: settle(store, OFFICE, Queue.UNCOORDINATED, ITEM, [], reason=LONG),
        lambda store: dismiss(store, OFFICE, Queue.UNCOORDINATED, ITEM, LONG),
        lambda store: postpone(store, OFFICE, Queue.UNCOORDINATED, ITEM, today(), LONG),
        lambda store: remove(store, OFFICE, "initiatives", "I1", LONG),
        lambda store: undo_batch(store, 2, OFFICE, reason=LONG),
        lambda store: save(store, OFFICE, Prepared((Edit("initiatives", "I1", None, {}),)), reason=LONG),
        lambda store: proposals.keep(store, OFFICE, "ลอง", LONG, [Step(Move.END_WORK, "I1")]),
    ],
    ids=["ruins", "settle", "dismiss", "postpone", "remove", "undo", "save", "proposal"],
)
def test_what_is_too_long_is_refused_with_how_long_it_is_and_changes_nothing(store, do):
    before = len(store.batches())
    with pytest.raises(DataError) as refused:
        do(store)
    assert refused.value.thai == "ข้อความยาว 350 ตัวอักษร เขียนได้ไม่เกิน 300 ตัวอักษร"
    assert len(store.batches()) == before


def test_the_name_of_a_proposal_is_refused_rather_than_cut(store):
    before = len(store.batches())
    with pytest.raises(DataError, match="the text has 121 letters, at most 120 may be written"):
        proposals.keep(store, OFFICE, "ก" * 121, "", [Step(Move.END_WORK, "I1")])
    assert len(store.batches()) == before


def test_a_text_that_just_fits_is_kept_whole():
    assert fitting(f" {'ก' * LONGEST}\n") == "ก" * LONGEST
