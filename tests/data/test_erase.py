"""People are taken out for good: of tables, history, drafts and backups, and the history stays whole."""

import multiprocessing
import os
import signal
import sqlite3
import time

import pytest
from small import SMALL

from data.__main__ import main
from data.errors import DataError, StoreError
from data.readers.records import reading
from data.schema import typed
from data.store import Edit, make_store, open_store
from data.store.backup import back_up
from data.store.drafts import drafts, keep_draft
from data.store.erase import erase, last_heard
from geo import hats
from geo.units import areas_of

GOES, STAYS = "ผู้ไป สมมติ", "ผู้อยู่ สมมติ"


def rows_of(*people, agencies=("A1", "A2")):
    return typed(
        "hats",
        [
            {"person": person, "village_code": "80060101", "agency_id": agency, "role": f"กรรมการ {person[:2]}"}
            for person in people
            for agency in agencies
        ],
    )


@pytest.fixture
def office(tmp_path, write, monkeypatch):
    """A register in which one who goes and one who stays were added, changed and removed in several changes."""
    monkeypatch.setattr("data.store.location.LOCAL", tmp_path)
    store = make_store(f"sqlite:///{tmp_path / 'office.sqlite'}")
    monkeypatch.setenv("DATABASE_URL", store.url)
    store.apply(dict(reading(write(SMALL, "all")).records), "somsri", "small")
    store.apply({"hats": rows_of(GOES, STAYS)}, "somsri", "hats.csv")
    store.edit([Edit("settings", "", {"key": "a", "value": "1"})], "somsri", "form")
    gone = next(row for row in store.history(table="hats")["after"] if row["person"] == store.pseudonym(GOES))
    key = store.history(table="hats").loc[lambda rows: [row == gone for row in rows["after"]], "record"].iloc[0]
    store.edit([Edit("hats", key, {"role": "เหรัญญิก"}, gone)], "somsri", "form")
    store.edit([Edit("hats", "", {**gone, "village_code": "80060102"})], "somsri", "form")
    return store


def holds(folder, word):
    """Files under a folder in which a word still stands."""
    looked = [word.encode(coding) for coding in ("utf-8", "utf-16-le")]
    found = [file for file in folder.rglob("*") if file.is_file() and any(one in file.read_bytes() for one in looked)]
    return sorted(file.name for file in found)


def test_somebody_goes_from_table_history_drafts_and_backups_and_others_stay(office, tmp_path, capsys):
    person, other = office.pseudonym(GOES), office.pseudonym(STAYS)
    daily = tmp_path / "backup" / "office-2026-01-01.sqlite"
    back_up(office, daily)
    keep_draft(office, "somsri", "initiatives", "x", f"[{GOES}]")
    keep_draft(office, "somsri", "initiatives", "y", "[]")
    noted = office.seal()
    before = office.records()
    assert holds(tmp_path, person) == ["office-2026-01-01.sqlite", "office.sqlite"]
    assert main(["erase", "--person", GOES, "--dry-run"]) == 0
    assert office.seal() == noted
    assert main(["erase", "--person", GOES, "--by", "somsri"]) == 0
    assert GOES not in (said := capsys.readouterr().out)
    assert person not in said
    assert holds(tmp_path, person) == holds(tmp_path, GOES) == []
    for store in (office, open_store(f"sqlite:///{daily}")):
        assert store.problems() == []
        assert set(store.records(["hats"])["hats"]["person"]) == {other}
        assert not any(person in str(row) for row in store.history().to_numpy().tolist())
    assert [draft.record for draft in drafts(office, "somsri")] == ["y"]
    after = office.records()
    assert all(after[name].equals(before[name]) for name in before if name != "hats")
    assert main(["check", "--seal", f"{noted[0]}:{noted[1]}"]) == 0
    assert main(["check", "--seal", f"{noted[0]}:{'0' * 64}"]) == 1
    assert main(["erase", "--person", GOES]) == 1
    assert main(["erase", "--person", other]) == 0
    assert office.records(["hats"])["hats"].empty


def test_what_could_be_seen_before_stays_as_it_was_so_that_nobody_is_found_by_subtracting(office):
    ground = areas_of(office.records(["areas"])["areas"])
    past = range(1, office.version() + 1)
    before = [hats.people(office.records(["hats"], at=number)["hats"], ground) for number in past]
    assert before[-1].loc["800601"].to_dict() == {"one": 0, "two": 2, "more": 0}
    erase(office, [office.pseudonym(GOES)], [], "somsri")
    after = [hats.people(office.records(["hats"], at=number)["hats"], ground) for number in past]
    assert all(one.equals(other) for one, other in zip(before, after, strict=True))
    assert hats.people(office.records(["hats"])["hats"], ground).loc["800601", "two"] == 1


def test_what_was_erased_cannot_be_brought_back(office):
    numbers = office.history(table="hats")["id"].tolist()
    erase(office, [office.pseudonym(GOES)], [], "somsri")
    told = office.history(table="hats")
    assert told["after"].dropna().map(lambda row: "role" in row and row["person"].startswith("erased")).sum() == 0
    with pytest.raises(DataError):
        office.undo([max(told["id"])], "somsri", "undo")
    assert set(numbers) <= set(told["id"])
    assert set(office.records(["hats"])["hats"]["person"]) == {office.pseudonym(STAYS)}
    assert office.problems() == []


def test_who_was_not_heard_of_for_long_goes_and_the_setting_says_how_long(office, capsys):
    assert main(["erase", "--older-than", "1"]) == 0
    assert len(last_heard(office)) == 2
    assert main(["erase", "--older-than"]) == 2
    assert "hats_months" in capsys.readouterr().err
    with sqlite3.connect(office.url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE batch SET applied_at = '2020-01-31 00:00:00.000000' WHERE id <= 2")
        connection.execute("DELETE FROM change WHERE batch > 3")
    office.apply(
        {"hats": rows_of("ผู้มาใหม่ สมมติ"), "settings": typed("settings", {"key": ["hats_months"], "value": ["24"]})},
        "",
        "",
    )
    assert main(["erase", "--older-than"]) == 0
    assert set(last_heard(office)) == {office.pseudonym("ผู้มาใหม่ สมมติ")}


@pytest.mark.parametrize("words", [["--person", ""], ["--older-than", "0"], ["--older-than", "two"]])
def test_wrong_use_is_told(office, words, capsys):
    assert main(["erase", *words]) == 2
    assert capsys.readouterr().err
    assert len(last_heard(office)) == 2


@pytest.mark.parametrize("words", [[], ["--person", "x", "--older-than", "3"]])
def test_one_of_both_is_to_be_said(words):
    with pytest.raises(SystemExit):
        main(["erase", *words])


def test_a_backup_that_cannot_be_opened_is_named(office, tmp_path, capsys):
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "office-2026-01-01.sqlite").write_bytes(b"SQLite format 3\0broken")
    assert main(["erase", "--person", GOES]) == 1
    assert "office-2026-01-01.sqlite" in capsys.readouterr().err
    assert set(office.records(["hats"])["hats"]["person"]) == {office.pseudonym(STAYS)}


def _erase_all(url, people):
    store = open_store(url)
    for person in people:
        erase(store, [person], [], "killed")


@pytest.mark.parametrize("wait", [0.0, 0.02, 0.05, 0.1, 0.2])
def test_a_kill_in_the_middle_leaves_everybody_wholly_there_or_wholly_gone(office, wait):
    names = [f"คน {number}" for number in range(30)]
    office.apply({"hats": rows_of(*names)}, "", "")
    people = [office.pseudonym(name) for name in names]
    whole = {person: sum(person in str(row) for row in office.history().to_numpy().tolist()) for person in people}
    process = multiprocessing.get_context("spawn").Process(target=_erase_all, args=(office.url, people))
    process.start()
    end = time.monotonic() + 60
    while office.version() == 6 and time.monotonic() < end and process.is_alive():
        time.sleep(0.005)
    time.sleep(wait)
    if process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    store = open_store(office.url)
    assert store.problems() == []
    history, kept = store.history().to_numpy().tolist(), store.records(["hats"])["hats"]["person"].tolist()
    for person in people:
        assert (kept.count(person), sum(person in str(row) for row in history)) in ((2, whole[person]), (0, 0))


def test_erasure_is_for_a_store_that_can_be_written(office):
    with sqlite3.connect(office.url.removeprefix("sqlite:///")) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError):
            erase(open_store(f"{office.url}?timeout=0.1"), [office.pseudonym(GOES)], [], "")
        connection.rollback()
