import pytest
from small import SMALL

from data.desk.importing import propose, take_in
from data.desk.learning import with_names
from data.readers.corrections import corrections, offered
from data.readers.files import Asked
from data.readers.records import reading
from data.schema import OFFICE, AccountRole, Actor

FILES = {"participation": "initiative_id,agency_id\nI1,กลุ่มผู้ใช้นำ\nI2,อบต.ท่าดิ\nI2,อบต.ท่าดี\n"}
OFFICER = Actor("somsri", AccountRole.OFFICER, "A2")


@pytest.fixture
def filled(store, write):
    found = reading(write(SMALL))
    store.apply(found.records, "", "small", found.given)
    return store


def _mended(store, actor, path):
    """What comes of accepting all that is suggested."""
    first = propose(store, actor, Asked(path))
    chosen = offered(first.problems)
    again = propose(store, actor, Asked(path, corrections=corrections(first.reading, chosen)))
    return chosen, again


def test_names_accepted_for_agencies_are_kept_with_the_file_and_known_in_the_next(filled, write):
    path = write(FILES, "sent")
    chosen, again = _mended(filled, OFFICE, path)
    assert again.problems == []
    taught = with_names(filled, OFFICE, again, chosen)
    assert sorted(taught.difference["aliases"].added.index) == ["กลุ่มผู้ใช้นำ", "อบต.ท่าดิ"]
    batch = take_in(filled, OFFICE, taught, "งาน.csv")
    kept = filled.records()["aliases"]
    assert kept.set_index("alias")["agency_id"].to_dict() == {"กลุ่มผู้ใช้นำ": "A2", "อบต.ท่าดิ": "A1"}
    assert batch.added == len(kept) + len(taught.difference["participation"].added)
    known = filled.records()
    assert {problem.suggestion for problem in reading(path, known=known).problems} == {"A1", "A2"}


def test_an_officer_teaches_names_of_the_own_agency_alone(filled, write):
    path = write({"participation": "initiative_id,agency_id,role\nI1,กลุ่มผู้ใช้นำ,implementing\n"}, "sent")
    chosen, again = _mended(filled, OFFICER, path)
    others = dict.fromkeys(chosen, "A1")
    assert list(with_names(filled, OFFICER, again, chosen).difference["aliases"].added.index) == ["กลุ่มผู้ใช้นำ"]
    assert "aliases" not in with_names(filled, OFFICER, again, others).difference


def test_a_proposal_with_problems_or_without_accepted_names_stays_as_it_is(filled, write):
    first = propose(filled, OFFICE, Asked(write(FILES, "sent")))
    assert with_names(filled, OFFICE, first, offered(first.problems)) is first
    clean = propose(filled, OFFICE, Asked(write(SMALL, "all")))
    assert with_names(filled, OFFICE, clean, {}) is clean
