"""Every function of the desk that changes something, tried by every role on what is theirs and on what is not."""

import datetime
import importlib
import inspect
import pkgutil
import shutil
from pathlib import Path

import pandas as pd
import pytest

from data import desk
from data.desk import (
    accounts,
    backup,
    codes,
    complements,
    decisions,
    editing,
    erasing,
    importing,
    marks,
    proposals,
    removal,
    requests,
    ruins,
    undoing,
)
from data.desk.codes import CodeOrder
from data.desk.decisions import Decision
from data.desk.editing import Prepared
from data.desk.review import settling
from data.desk.review.queues import Queue
from data.errors import NotAllowedError
from data.readers.files import Asked
from data.schema import ANYONE, OFFICE, AccountRole, Act, Actor, Answer, Fate, Move, Scope, Way, scope, typed
from data.store import Edit, make_store, open_store
from geo.steps import Step

ROLES = (None, *AccountRole)
SINCE = datetime.datetime(2020, 1, 1)  # noqa: DTZ001  (the store keeps UTC without a zone)
OWN, OTHERS = "own", "others"
RECORDS = {
    "agencies": {"agency_id": ["A1", "A2"], "name_th": ["หนึ่ง", "สอง"]},
    "initiatives": {"initiative_id": ["I1", "I2", "I3", "I4", "I5"], "title_th": [*"กขคงจ"]},
    "participation": {
        "initiative_id": ["I1", "I2", "I3", "I4", "I5"],
        "agency_id": ["A1", "A2", "A2", "A1", "A2"],
        "role": ["accountable"] * 5,
    },
    "areas": {"code": ["80"], "name_th": ["นครศรีธรรมราช"]},
    "requests": {
        "request_id": ["R1", "R2"],
        "kind": ["host_request"] * 2,
        "initiative_id": ["I1", "I2"],
        "agency_id": ["A1", "A2"],
        "asked_by": ["who", "another"],
        "asked_on": ["2026-01-01"] * 2,
    },
    "ruins": {
        "table": ["initiatives"] * 2,
        "record": ["I1", "I2"],
        "fate": ["clear"] * 2,
        "agency_id": ["A1", "A2"],
    },
    "marks": {"agency_id": ["A1", "A2"], "initiative_id": ["I3", "I4"], "way": ["join"] * 2},
    "ties": {"from_id": ["I1"], "to_id": ["I2"], "kind": ["complementary"]},
    "objections": {"from_id": ["I1"] * 2, "to_id": ["I2"] * 2, "agency_id": ["A1", "A2"]},
    "proposals": {"proposal_id": ["P1", "P2"], "name": ["หนึ่ง", "สอง"], "made_by": ["who", "another"]},
    "accounts": {"account_id": ["kept"], "role": ["viewer"]},
}


def actor(role):
    return Actor("who", role, "A1") if role else ANYONE


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A store in which everything of one's own stands beside the same of others."""
    file = tmp_path_factory.mktemp("desk") / "store.sqlite"
    made = make_store(f"sqlite:///{file}")
    made.apply({name: typed(name, columns) for name, columns in RECORDS.items()}, "test", "test")
    for by, key in (("who", "I1"), ("another", "I2")):
        made.edit([Edit("initiatives", key, {"title_en": "x"}, {})], by, "test")
    backup.back_up(made, OFFICE, file.with_name("backup.sqlite"))
    return file


@pytest.fixture
def store(template, tmp_path):
    """A copy of it."""
    shutil.copy(template, tmp_path / "store.sqlite")
    return open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")


def mine(whose, own, others):
    return own if whose == OWN else others


def saving(act, own, others):
    """A try of the form with these edits."""
    return (
        act,
        "editing.save",
        lambda store, who, whose, _: editing.save(store, who, Prepared(mine(whose, own, others))),
    )


def work(agency):
    part = {"initiative_id": "N1", "agency_id": agency, "role": "accountable"}
    return (Edit("initiatives", "", {"initiative_id": "N1", "title_th": "ใหม่"}), Edit("participation", "", part))


def change(table, key, **cells):
    return (Edit(table, key, cells, {}),)


def tie(*ends):
    return (Edit("ties", "", {"from_id": ends[0], "to_id": ends[1], "kind": "co_work"}),)


def taking_in(store, who, whose, folder):
    file = folder / "initiatives.csv"
    file.write_text(f"initiative_id,title_th\n{mine(whose, 'I1', 'I2')},เปลี่ยนแล้ว\n", encoding="utf-8")
    return importing.take_in(store, who, importing.propose(store, OFFICE, Asked(file)), "file")


def proposing(store, who, _whose, folder):
    file = folder / "initiatives.csv"
    file.write_text("initiative_id,title_th\nI1,เปลี่ยนแล้ว\n", encoding="utf-8")
    return importing.propose(store, who, Asked(file))


def item(whose):
    works, agencies = mine(whose, ("I1", "A1"), ("I2", "A2"))
    return pd.Series({"subject": works, "initiatives": works, "agencies": agencies, "area_code": "", "theme": ""})


def settling_it(store, who, whose, _):
    edits = change("initiatives", mine(whose, "I1", "I2"), status="closed")
    return settling.settle(store, who, Queue.UNCONFIRMED, item(whose), edits)


def batch_of(store, whose):
    batches = store.batches()
    return int(batches["id"][batches["applied_by"] == mine(whose, "who", "another")].iloc[0])


def undoing_change(store, who, whose, _):
    number = int(store.history(batches=[batch_of(store, whose)])["id"].iloc[0])
    return undoing.undo_change(store, number, who)


TOMORROW = datetime.date.today() + datetime.timedelta(days=2)  # noqa: DTZ011  (any day to come will do)
TRIES = [
    saving(Act.ADD_WORK, work("A1"), work("A2")),
    saving(
        Act.EDIT_WORK,
        change("initiatives", "I1", outcome="need_met"),
        change("initiatives", "I2", outcome="need_met"),
    ),
    saving(Act.ADD_TIE, tie("I1", "I2"), tie("I2", "I3")),
    saving(Act.EDIT_ASSET, *[(Edit("assets", "", {"asset_id": "S1", "name_th": "ศูนย์", "kind": "place"}),)] * 2),
    saving(Act.EDIT_AGENCY, change("agencies", "A1", sector="state"), change("agencies", "A2", sector="state")),
    saving(
        Act.EDIT_COVERAGE,
        *[(Edit("coverage", "", {"agency_id": agency, "area_code": "80"}),) for agency in ("A1", "A2")],
    ),
    saving(Act.KEEP_GROUND, *[change("areas", "80", name_en="x")] * 2),
    saving(Act.KEEP_SETTINGS, *[(Edit("settings", "", {"key": "title_th", "value": "x"}),)] * 2),
    (
        Act.REMOVE_WORK,
        "removal.remove",
        lambda store, who, whose, _: removal.remove(store, who, "initiatives", mine(whose, "I4", "I5"), "ซ้ำ"),
    ),
    (
        Act.ANSWER_REQUEST,
        "requests.answer",
        lambda store, who, whose, _: requests.answer(store, who, mine(whose, "R1", "R2"), Answer.DECLINED),
    ),
    (Act.IMPORT, "importing.take_in", taking_in),
    (Act.UNDO, "undoing.undo_change", undoing_change),
    (
        Act.UNDO,
        "undoing.undo_batch",
        lambda store, who, whose, _: undoing.undo_batch(store, batch_of(store, whose), who),
    ),
    (Act.REVIEW, "review.settling.settle", settling_it),
    (
        Act.REVIEW,
        "review.settling.dismiss",
        lambda store, who, whose, _: settling.dismiss(store, who, Queue.UNCONFIRMED, item(whose), "ไม่ซ้ำ"),
    ),
    (
        Act.REVIEW,
        "review.settling.postpone",
        lambda store, who, whose, _: settling.postpone(store, who, Queue.UNCONFIRMED, item(whose), TOMORROW),
    ),
    (
        Act.MARK,
        "ruins.decide",
        lambda store, who, whose, _: ruins.decide(
            store, who, "initiatives", mine(whose, "I1", "I2"), Fate.TAKE_UP, "ยังใช้ได้", mine(whose, "A1", "A2")
        ),
    ),
    (
        Act.MARK,
        "ruins.withdraw",
        lambda store, who, whose, _: ruins.withdraw(store, who, "initiatives", mine(whose, "I1", "I2")),
    ),
    (
        Act.MARK,
        "decisions.decide",
        lambda store, who, whose, _: decisions.decide(
            store, who, Decision(mine(whose, "A1", "A2"), Way.JOIN, "หน้าที่เดียวกัน", initiative_id="I3")
        ),
    ),
    (
        Act.MARK,
        "marks.say",
        lambda store, who, whose, _: marks.say(
            store, who, mine(whose, "I5", "I1"), Way.NOT_OURS, "คนละเรื่อง", agency_id=mine(whose, "A1", "A2")
        ),
    ),
    (
        Act.MARK,
        "marks.withdraw",
        lambda store, who, whose, _: marks.withdraw(store, who, mine(whose, "I3", "I4"), mine(whose, "A1", "A2")),
    ),
    (
        Act.REVIEW,
        "complements.review",
        lambda store, who, whose, _: complements.review(
            store, who, (mine(whose, "I1", "I2"), "I3"), "คนละเรื่อง", TOMORROW
        ),
    ),
    (
        Act.MARK,
        "complements.object_to",
        lambda store, who, whose, _: complements.object_to(store, who, ("I1", "I2"), "ยังซ้ำ", mine(whose, "A1", "A2")),
    ),
    (
        Act.MARK,
        "complements.withdraw",
        lambda store, who, whose, _: complements.withdraw(store, who, ("I1", "I2"), mine(whose, "A1", "A2")),
    ),
    (
        Act.PROPOSE,
        "proposals.forget",
        lambda store, who, whose, _: proposals.forget(store, who, mine(whose, "P1", "P2")),
    ),
    (Act.KEEP_ACCOUNTS, "accounts.accounts", lambda store, who, *_: accounts.accounts(store, who)),
    (
        Act.KEEP_ACCOUNTS,
        "accounts.make_account",
        lambda store, who, *_: accounts.make_account(store, who, "new", {"role": "viewer"}),
    ),
    (
        Act.KEEP_ACCOUNTS,
        "accounts.change_account",
        lambda store, who, *_: accounts.change_account(store, who, "kept", {"name": "x"}),
    ),
    (
        Act.KEEP_ACCOUNTS,
        "accounts.set_password",
        lambda store, who, *_: accounts.set_password(store, who, "kept", "ข้าวต้มกับ ทะเล"),
    ),
    (
        Act.KEEP_ACCOUNTS,
        "accounts.renew_password",
        lambda store, who, *_: accounts.renew_password(store, who, "kept"),
    ),
    (Act.MAKE_CODES, "codes.make_codes", lambda store, who, *_: codes.make_codes(store, who, CodeOrder(1, 1))),
    (Act.BACK_UP, "backup.back_up", lambda store, who, _, into: backup.back_up(store, who, into / "copy.sqlite")),
    (
        Act.BACK_UP,
        "backup.restore",
        lambda store, who, _, folder: backup.restore(store.url, who, folder / "backup.sqlite", as_it_is=True),
    ),
    (Act.BACK_UP, "erasing.erase_people", lambda store, who, *_: erasing.erase_people(store, who, ["ใครก็ได้"])),
]
"""The right that each takes, its name, and how it is done to what is one's own or others'."""

ELSEWHERE = {
    "requests.withdraw": "by whoever asked alone: tried below",
    "asking.asking": "changes nothing: what it returns is taken in by importing.take_in",
    "importing.propose": "refuses who may import nothing; what of others is in a file it says as a problem",
    "undoing.undo_since": "takes back one's own alone, whoever asks: tried below",
    "undoing.recent": "lists what undo_since would take back, and changes nothing",
    "learning.remembering": "changes nothing: what it returns is taken in by importing.take_in",
    "proposals.keep": "keeps what is one's own alone: tried below",
    "proposals.prepared": "changes nothing: what it returns is kept by editing.save",
    "editing.prepare": "changes nothing: what it returns is kept by editing.save",
}
OPEN = {
    "doors.sign_in", "doors.sign_out", "doors.person", "doors.change_password", "doors.try_as",
    "doors.person_of_claims", "codes.use_code",
}  # fmt: skip
"""Doors: open to anybody, each proves who comes in by itself; `test_accounts` holds them."""
READING = {
    "hindrances.overwritten", "locating.with_areas", "review.news.last_changes", "villages.ground_of",
    "villages.are_villages_stale", "erasing.expired", "erasing.backups_of",
}  # fmt: skip
OF_ITSELF = {"limits.fix_limits", "villages.settle_villages", "importing.settle"}
"""What the register does of itself after a change that somebody had a right to."""


def public_functions():
    """Yield name and parameters of every public function of the desk."""
    for found in pkgutil.walk_packages(desk.__path__, "data.desk."):
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == found.name and not name.startswith("_"):
                yield f"{found.name.removeprefix('data.desk.')}.{name}", inspect.signature(function).parameters


def test_every_function_of_the_desk_that_somebody_asks_of_is_tried_here():
    asked = {
        name for name, given in public_functions() if "actor" in given and not name.startswith(("rights.", "reach."))
    }
    asked -= {"codes.roles_given", "undoing.is_own"}  # say what a role may, of no store
    assert asked == {name for _, name, _ in TRIES} | set(ELSEWHERE)


def test_nothing_of_the_desk_changes_a_store_without_being_asked_who_asks():
    silent = {name for name, given in public_functions() if "store" in given and "actor" not in given}
    assert silent == OPEN | READING | OF_ITSELF


@pytest.mark.parametrize("whose", [OWN, OTHERS])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("at", range(len(TRIES)), ids=[f"{act} {name}" for act, name, _ in TRIES])
def test_each_reaches_as_far_as_the_table_of_rights_and_no_further(store, template, tmp_path, at, role, whose):
    act, _, attempt = TRIES[at]
    shutil.copy(template.with_name("backup.sqlite"), tmp_path)
    reach = scope(actor(role), act)
    before = store.version()
    if reach is Scope.ALL or (reach is Scope.OWN and whose == OWN):
        attempt(store, actor(role), whose, tmp_path)
        return
    with pytest.raises(NotAllowedError) as refused:
        attempt(store, actor(role), whose, tmp_path)
    assert refused.value.thai
    assert store.version() == before
    assert not Path(tmp_path / "copy.sqlite").exists()


@pytest.mark.parametrize("role", ROLES)
def test_a_request_is_taken_back_by_who_asked_or_by_the_office(store, role):
    if role:
        requests.withdraw(store, actor(role), "R1")
    if role is AccountRole.OFFICE:
        requests.withdraw(store, actor(role), "R2")
    else:
        with pytest.raises(NotAllowedError):
            requests.withdraw(store, actor(role), "R2")


@pytest.mark.parametrize("role", ROLES)
def test_who_may_propose_keeps_a_proposal_that_is_theirs(store, role):
    steps = [Step(Move.END_WORK, "I2")]
    if scope(actor(role), Act.PROPOSE) is Scope.NONE:
        with pytest.raises(NotAllowedError):
            proposals.keep(store, actor(role), "ลอง", "", steps)
        return
    proposals.keep(store, actor(role), "ลอง", "", steps)
    made = store.records(("proposals",))["proposals"].set_index("name")
    assert made["made_by"]["ลอง"] == "who"


@pytest.mark.parametrize("role", ROLES)
def test_the_last_minutes_taken_back_are_ones_own_unless_the_office_does_it(store, role):
    title = "title_en"
    if scope(actor(role), Act.UNDO) is Scope.NONE:
        with pytest.raises(NotAllowedError):
            undoing.undo_since(store, SINCE, actor(role))
        return
    since = store.batches().sort_values("id")["applied_at"].iloc[0]
    undoing.undo_since(store, since, actor(role))
    kept = store.records(("initiatives",))["initiatives"].set_index("initiative_id")[title]
    assert kept.isna().to_dict() == {
        "I1": True,
        "I2": role is AccountRole.OFFICE,
        **dict.fromkeys(("I3", "I4", "I5"), True),
    }


@pytest.mark.parametrize("role", ROLES)
def test_a_file_is_looked_into_only_for_who_may_import(store, tmp_path, role):
    if scope(actor(role), Act.IMPORT) is Scope.NONE:
        with pytest.raises(NotAllowedError):
            proposing(store, actor(role), OWN, tmp_path)
    else:
        assert proposing(store, actor(role), OWN, tmp_path).is_new
