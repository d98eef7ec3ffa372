import datetime
import re

import pytest
from small import SMALL

from data.desk.backup import back_up, restore
from data.errors import NotAllowedError
from data.schema import ANYONE, OFFICE, AccountRole, Actor
from data.store import Edit, location, open_store
from tests import stores
from tests.byhand import by_hand


@pytest.fixture
def filled(store, run, write):
    assert run("import", write(SMALL)).code == 0
    return store


def _edit(store):
    return store.edit([Edit("initiatives", "I2", {"title_th": "ฝายใหม่"}, {"title_th": "ซ่อมฝาย"})], "ข", "form")


def test_a_backup_is_made_and_put_back_and_each_says_what_it_did(filled, run, tmp_path):
    file = tmp_path / "backup.sqlite"
    said = run("backup", file)
    assert (said.code, said.err) == (0, "")
    assert "store.key is not in it" in said.out
    before = filled.version()
    _edit(filled)
    said = run("restore", file)
    assert (said.code, said.err) == (0, "")
    assert f"as batch {before + 2}; everybody has to sign in anew" in said.out
    kept = re.search(r"what it replaced is kept in (\S+)", said.out)[1]
    assert filled.records(["initiatives"])["initiatives"]["title_th"][1] == "ซ่อมฝาย"
    assert run("check").code == 0
    assert run("restore", kept).code == 0
    assert filled.records(["initiatives"])["initiatives"]["title_th"][1] == "ฝายใหม่"


@pytest.mark.usefixtures("filled")
def test_a_backup_is_put_into_a_store_that_is_not_there_yet(run, tmp_path, monkeypatch):
    assert run("backup", tmp_path / "backup.sqlite").code == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'store.sqlite'}")
    said = run("restore", tmp_path / "backup.sqlite")
    assert said.code == 0
    assert "there is no key of pseudonyms store.key" in said.out
    assert "what it replaced" not in said.out
    assert open_store().problems() == []


def test_what_is_no_backup_is_refused_on_one_line(filled, run, tmp_path):
    (tmp_path / "letter").write_bytes(b"a letter")
    for words in (["restore", tmp_path / "letter"], ["restore", tmp_path / "none"], ["backup", tmp_path / "letter"]):
        said = run(*words)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert filled.version() == 1


@pytest.mark.parametrize("words", [["backup"], ["backup", "x", "--daily"], ["backup", "x", "--store", "office"]])
@pytest.mark.usefixtures("filled")
def test_wrong_use_is_said(run, words):
    assert run(*words).code == 2


def test_daily_backups_are_made_once_a_day_and_the_last_seven_are_kept(filled, run, tmp_path, monkeypatch):
    monkeypatch.setattr(location, "LOCAL", tmp_path / "local")
    folder = tmp_path / "local" / "backup"
    folder.mkdir(parents=True)
    for day in range(1, 10):
        (folder / f"store-2026-01-0{day}.sqlite").touch()
    (folder / "store-by-hand.sqlite").touch()
    (folder / "other-2026-01-01.sqlite").touch()
    assert "backed" in run("backup", "--daily").out
    assert run("backup", "--daily").out == ""
    today = f"store-{datetime.datetime.now().astimezone():%Y-%m-%d}.sqlite"
    kept = {found.name for found in folder.iterdir()}
    days = {f"store-2026-01-0{day}.sqlite" for day in range(4, 10)}
    assert kept == days | {today, "store-by-hand.sqlite", "other-2026-01-01.sqlite"}
    assert filled.version() == 1


def test_each_store_of_the_machine_can_be_named(run, tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(location, "LOCAL", tmp_path)
    stores.shipped(tmp_path / "demo.sqlite", "demo")
    assert run("backup", tmp_path / "a").code == 0
    said = run("restore", tmp_path / "a", "--store", "office")
    assert said.code == 0
    assert (tmp_path / "office.sqlite").exists()
    assert run("init").code == 0
    assert run("backup", tmp_path / "b", "--store", "public").code == 1


@pytest.mark.parametrize("actor", [ANYONE, *(Actor("a", role, "A1") for role in AccountRole)])
def test_backups_are_the_offices_alone(filled, tmp_path, actor):
    if actor.role is AccountRole.OFFICE:
        back_up(filled, actor, tmp_path / "b")
        assert restore(filled.url, actor, tmp_path / "b").batch.by == "a"
        return
    with pytest.raises(NotAllowedError):
        back_up(filled, actor, tmp_path / "b")
    back_up(filled, OFFICE, tmp_path / "b")
    with pytest.raises(NotAllowedError):
        restore(filled.url, actor, tmp_path / "b")
    assert filled.version() == 1


def _seal(said):
    return re.search(r"batch (\d+: [0-9a-f]{64})", said.out)[1].replace(" ", "")


def test_check_says_the_seal_and_compares_it_with_one_that_was_noted(filled, run):
    first = _seal(run("check"))
    assert run("check", "--seal", first).code == 0
    _edit(filled)
    assert run("check", "--seal", first).code == 0
    assert run("check", "--seal", "1:abc").code == 2
    said = run("check", "--seal", first.replace("1:", "9:"))
    assert said.code == 1
    assert "batch 9 is gone" in said.err
    said = run("check", "--seal", f"1:{'0' * 64}")
    assert said.code == 1
    assert "another seal than noted" in said.err


def test_a_noted_seal_tells_when_the_last_change_was_taken_out_with_all_its_traces(filled, run):
    before = filled.records(["initiatives"])["initiatives"]
    _edit(filled)
    noted = _seal(run("check"))
    by_hand(
        filled.url,
        "DELETE FROM change WHERE batch = 2",
        "DELETE FROM batch WHERE id = 2",
        f"UPDATE initiatives SET title_th = '{before['title_th'][1]}' WHERE initiative_id = 'I2'",
    )
    assert run("check").code == 0
    said = run("check", "--seal", noted)
    assert said.code == 1
    assert "batch 2 is gone" in said.err


def test_a_noted_seal_that_a_restore_left_behind_says_so(filled, run, tmp_path):
    assert run("backup", tmp_path / "b").code == 0
    _edit(filled)
    noted = _seal(run("check"))
    assert run("restore", tmp_path / "b").code == 0
    said = run("check", "--seal", noted)
    assert said.code == 1
    assert "a backup was put back since, as batch 3" in said.err
