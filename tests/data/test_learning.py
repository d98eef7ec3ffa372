import pytest
from small import SMALL

from data.desk.importing import propose, take_in
from data.desk.learning import Lessons, remembering
from data.errors import UsageError
from data.readers.corrections import corrections, offered, taught
from data.readers.files import Asked
from data.readers.layouts import Layout
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
    proposal = remembering(filled, OFFICE, again, Lessons(taught(chosen)))
    assert sorted(proposal.difference["aliases"].added.index) == ["กลุ่มผู้ใช้นำ", "อบต.ท่าดิ"]
    batch = take_in(filled, OFFICE, proposal, "งาน.csv")
    kept = filled.records()["aliases"]
    assert kept.set_index("alias")["agency_id"].to_dict() == {"กลุ่มผู้ใช้นำ": "A2", "อบต.ท่าดิ": "A1"}
    assert batch.added == len(kept) + len(proposal.difference["participation"].added)
    known = filled.records()
    assert {problem.suggestion for problem in reading(path, known=known).problems} == {"A1", "A2"}


def test_an_officer_teaches_names_of_the_own_agency_alone(filled, write):
    path = write({"participation": "initiative_id,agency_id,role\nI1,กลุ่มผู้ใช้นำ,implementing\n"}, "sent")
    chosen, again = _mended(filled, OFFICER, path)
    others = dict.fromkeys(chosen, "A1")
    told = remembering(filled, OFFICER, again, Lessons(taught(chosen)))
    assert list(told.difference["aliases"].added.index) == ["กลุ่มผู้ใช้นำ"]
    assert "aliases" not in remembering(filled, OFFICER, again, Lessons(taught(others))).difference


def test_a_proposal_with_problems_or_without_accepted_names_stays_as_it_is(filled, write):
    first = propose(filled, OFFICE, Asked(write(FILES, "sent")))
    assert remembering(filled, OFFICE, first, Lessons(taught(offered(first.problems)))) is first
    clean = propose(filled, OFFICE, Asked(write(SMALL, "all")))
    assert remembering(filled, OFFICE, clean, Lessons()) is clean


def test_what_headings_mean_is_kept_with_the_file_and_each_agency_has_its_own_meaning(filled, write):
    path = write({"งาน": "a,b,c\nฝายใหม่,ท่าดี,กลุ่มผู้ใช้น้ำ\n"}, "sent") / "งาน.csv"
    meant = {"a": ("initiatives.title_th",), "c": ("participation.accountable",)}
    told = {
        OFFICER: Layout("initiatives", {**meant, "b": ("place.tambon",)}),
        OFFICE: Layout("initiatives", {**meant, "b": ("initiatives.description",)}),
    }
    for actor, layout in told.items():
        found = propose(filled, actor, Asked(path, layout=layout))
        whole = remembering(filled, actor, found, Lessons((), layout, ("a", "b", "c")))
        assert sorted(whole.difference["layouts"].added["heading"]) == ["(new)", "(prefix)", "(table)", "a", "b", "c"]
        take_in(filled, actor, whole, "งาน.csv")
    with pytest.raises(UsageError):
        propose(filled, Actor("x", AccountRole.OFFICER, "A1"), Asked(path))
    assert propose(filled, OFFICER, Asked(path)).reading.layout.targets["b"] == ("place.tambon",)
    assert propose(filled, OFFICE, Asked(path)).reading.layout.targets["b"] == ("initiatives.description",)
