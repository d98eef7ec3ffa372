"""The page of people and rights: who signs in, who keeps accounts, who hands out codes, and what each role sees."""

import datetime
import re
from pathlib import Path

import pytest

from data.desk import accounts, codes, doors
from data.desk.refusals import DoorError
from data.schema import ACTS, OFFICE, PRIVATE_TABLES, AccountRole, typed
from data.store import open_store
from data.store.single import record
from pages.ui.patience import Patience
from tests import stores

PEOPLE = "keep/people.py"
SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"
ROLES = (None, *AccountRole)


def texts(app):
    return " ".join(part.body for part in app.get("html"))


def labels(app, kind):
    return [each.label for each in app.main.get(kind)]


def press(app, label):
    return next(button for button in app.main.get("button") if button.label == label).click().run()


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """A register of its own with two agencies and nobody in it."""
    made = stores.shipped(tmp_path_factory.mktemp("people") / "store.sqlite")
    agencies = {"agency_id": ["P1", "P2"], "name_th": ["หน่วยงานที่หนึ่ง", "หน่วยงานที่สอง"]}
    open_store(made).apply({"agencies": typed("agencies", agencies)}, "test", "test")
    return made


@pytest.fixture
def agencies():
    return {AccountRole.OFFICER: "P1", AccountRole.FACILITATOR: "P1"}


def test_who_has_not_signed_in_sees_two_ways_in_and_how_the_first_account_is_made(open_page, url):
    app = open_page(url, PEOPLE)
    said = texts(app)
    assert not app.exception
    assert re.findall(r'action="\./account/(\w+)"', said) == ["in", "code"]
    assert "python -m data account add" in said
    assert "ไม่มีรหัสผ่านตั้งต้น" in said
    assert "ลองในบทบาท" not in said
    assert labels(app, "text_input") == []


def test_the_table_of_rights_is_there_for_all_to_read_in_both_languages(open_page, url):
    for lang, at in (("th", 0), ("en", 1)):
        said = texts(open_page(url, PEOPLE, lang=lang))
        for label in ACTS.values():
            assert label[at] in said


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_what_it_may_do_and_no_more(open_page, sign_in, url, agencies, role):
    if role:
        sign_in(url, role, agencies.get(role, ""))
    app = open_page(url, PEOPLE)
    assert not app.exception
    assert ("บัญชีผู้ใช้" in texts(app)) == (role is AccountRole.OFFICE)
    assert ("ออกรหัส" in labels(app, "button")) == (role in (AccountRole.OFFICE, AccountRole.OPERATOR))
    assert ("ท่านคือ สมศรี" in texts(app)) == bool(role)
    beside = " ".join(part.body for part in app.sidebar.get("html"))
    assert ("สมศรี · " in beside) == bool(role)
    assert ("ลงชื่อเข้าใช้" in beside) == (role is None)


def test_a_page_knows_at_once_that_its_reader_was_disabled(open_page, sign_in, url):
    account = sign_in(url, AccountRole.OPERATOR)
    app = open_page(url, PEOPLE)
    accounts.change_account(open_store(url), OFFICE, account, {"disabled": True})
    app = press(app, "ออกรหัส")
    assert "ลงชื่อเข้าใช้ก่อนจึงจะออกรหัสใช้ครั้งเดียวได้" in texts(app)
    assert 'class="codes"' not in texts(app)
    accounts.change_account(open_store(url), OFFICE, account, {"disabled": False})


def test_the_office_adds_changes_renews_and_disables(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    app = open_page(url, PEOPLE)
    app.text_input(key="new account_id").input("Malee")
    app.text_input(key="new name").input("มาลี <b>")
    app.selectbox(key="new role").select(AccountRole.OFFICER)
    app.selectbox(key="new agency_id").select("P2")
    app = press(app, "เพิ่มบัญชี")
    password = re.search("(?:[a-z2-9]{4}-){3}[a-z2-9]{4}", texts(app))[0]
    assert "มาลี &lt;b&gt;" in texts(app)
    store = open_store(url)
    token = doors.sign_in(store, "malee", password)
    assert doors.person(store, token).actor.agency_id == "P2"
    assert password not in texts(app.run())
    app = app.selectbox(key="account").select("malee").run()
    app.selectbox(key="account malee role").select(AccountRole.VIEWER)
    app = press(app, "บันทึกบัญชี")
    assert doors.person(store, token).actor.role is AccountRole.VIEWER
    app = press(app, "ออกรหัสผ่านใหม่")
    assert re.search("(?:[a-z2-9]{4}-){3}[a-z2-9]{4}", texts(app))[0] != password
    app.checkbox(key="account malee disabled").check()
    app = press(app, "บันทึกบัญชี")
    assert record(store, "accounts", "malee")["disabled"] is True
    assert "ปิดแล้ว" in texts(app)


def test_what_the_office_cannot_do_is_said_and_nothing_changes(open_page, sign_in, url):
    account = sign_in(url, AccountRole.OFFICE)
    app = open_page(url, PEOPLE)
    app.text_input(key="new account_id").input("somebody")
    app.selectbox(key="new role").select(AccountRole.OFFICER)
    app = press(app, "เพิ่มบัญชี")
    assert "เจ้าหน้าที่หน่วยงานต้องมีหน่วยงาน" in texts(app)
    app = app.selectbox(key="account").select(account).run()
    app.selectbox(key=f"account {account} role").select(AccountRole.VIEWER)
    app = press(app, "บันทึกบัญชี")
    assert "บัญชีสำนักงานบัญชีสุดท้าย" in texts(app)
    assert record(open_store(url), "accounts", account)["role"] == "office"


def test_an_operator_makes_codes_that_are_shown_once_and_work_once(open_page, sign_in, url):
    sign_in(url, AccountRole.OPERATOR)
    app = open_page(url, PEOPLE)
    assert app.selectbox(key="codes role").options == ["คุณอำนวย (ผู้ลงพื้นที่)", "ผู้อ่าน"]
    app.number_input(key="codes count").set_value(3)
    app.selectbox(key="codes agency").select("P1")
    app.text_input(key="codes label").input("เวทีลานสกา")
    app = press(app, "ออกรหัส")
    made = re.findall("[2-9A-Z]{4}-[2-9A-Z]{4}", texts(app))
    assert len(set(made)) == 3
    store = open_store(url)
    sitting = doors.person(store, codes.use_code(store, made[0], "ป้านา"))
    assert (sitting.actor.role, sitting.actor.agency_id) == ("facilitator", "P1")
    with pytest.raises(DoorError):
        codes.use_code(store, made[0], "อีกคน")
    assert not re.search("[2-9A-Z]{4}-[2-9A-Z]{4}", texts(app.run()))


def test_what_a_door_says_is_said_once_and_never_what_it_does_not_say(open_page, url):
    said = texts(open_page(url, PEOPLE, told="locked", wait="4", **{"from": "area"}))
    assert "ลองใหม่ได้ในอีก 4 นาที" in said
    assert 'name="to" value="area"' in said
    assert "told" not in said
    junk = texts(open_page(url, PEOPLE, told="<b>hi", wait="<i>", **{"from": "//evil.example"}))
    assert 'role="alert"' not in junk
    assert "<i>" not in texts(open_page(url, PEOPLE, told="locked", wait="<i>"))


def test_an_invented_register_lets_anybody_try_every_role(open_page, demo_url):
    said = texts(open_page(demo_url, PEOPLE))
    assert re.findall(r'name="as" value="(\w+)"', said) == [str(role) for role in AccountRole]
    assert "ไม่ต้องมีรหัสผ่าน" in said


def test_no_private_record_reaches_a_page_that_anybody_may_open(open_page, tmp_path):
    url = stores.shipped(tmp_path / "store.sqlite")
    store = open_store(url)
    mark = "ZZPRIVATE"
    public = {
        "agencies": {"agency_id": ["P1"], "name_th": ["หน่วยงาน"], "office_phone": ["075-000-000"]},
        "initiatives": {"initiative_id": ["I1"], "title_th": ["งานหนึ่ง"], "areas": ["800611"]},
        "participation": {"initiative_id": ["I1"], "agency_id": ["P1"], "role": ["accountable"]},
    }
    private = {
        "hats": {"person": [mark], "village_code": ["80061101"], "agency_id": ["P1"], "role": [mark]},
        "layouts": {"layout": [mark], "heading": [mark], "target": ["title_th"]},
        "requests": {
            "request_id": [mark], "kind": ["host_request"], "initiative_id": ["I1"], "agency_id": ["P1"],
            "asked_by": [mark], "note": [mark],
        },
        "reviews": {"queue": [mark], "subject": [mark], "reason": [mark], "said_by": [mark]},
        "accounts": {"account_id": [mark], "name": [mark], "role": ["viewer"], "email": [f"{mark}@example.org"]},
        "marks": {
            "agency_id": ["P1"], "initiative_id": ["I1"], "way": ["join"], "sentence": [mark], "said_by": [mark],
        },
        "decisions": {
            "decision_id": [mark], "agency_id": ["P1"], "way": ["open_new"], "title_th": [mark], "areas": ["800611"],
            "reason": [mark], "evidence": [mark], "decided_by": [mark],
        },
        "objections": {"from_id": ["I1"], "to_id": ["I1"], "agency_id": ["P1"], "reason": [mark], "said_by": [mark]},
        "ruins": {
            "table": ["initiatives"], "record": ["I1"], "fate": ["clear"], "reason": [mark], "decided_by": [mark],
        },
        "proposals": {"proposal_id": [mark], "name": [mark], "note": [mark], "made_by": [mark]},
        "steps": {"proposal_id": [mark], "position": [1], "move": ["open_work"], "title_th": [mark]},
    }  # fmt: skip
    assert set(private) == set(PRIVATE_TABLES)
    records = {name: typed(name, columns) for name, columns in (public | private).items()}
    store.apply(records, "test", "test")
    person = store.records(("hats",))["hats"]["person"].iloc[0]
    pages = re.findall(r'st\.Page\("(\w+/\w+\.py)"', SHELL.read_text(encoding="utf-8"))
    assert PEOPLE in pages
    for page in pages:
        for area in ("800611", "80061101"):
            app = open_page(url, "" if page == pages[0] else page, lists="whole", area=area, work="I1")
            assert not app.exception
            shown = [each.value for kind in ("markdown", "dataframe", "selectbox") for each in app.get(kind)]
            said = f"{texts(app)} {shown} {[box.options for box in app.selectbox]}"
            assert "<h1" in said
            assert mark not in said
            assert person not in said


@pytest.fixture
def clock():
    return [1000.0]


def test_an_address_that_fails_too_often_waits_and_others_do_not(clock):
    patience = Patience(most=3, window_s=300, addresses=2, clock=lambda: clock[0])
    for _ in range(3):
        patience.require("192.0.2.1")
        patience.count("192.0.2.1", "wrong")
    with pytest.raises(DoorError) as refused:
        patience.require("192.0.2.1")
    assert (refused.value.code, refused.value.minutes) == ("busy", 5)
    patience.require("192.0.2.2")
    clock[0] += 301
    patience.require("192.0.2.1")


def test_what_is_remembered_of_addresses_never_grows(clock):
    patience = Patience(addresses=10, clock=lambda: clock[0])
    for at in range(500):
        patience.count(f"2001:db8:{at:x}::1", "wrong")
        patience.count(f"2001:db8:{at:x}:0:1::1", "wrong")
    assert len(patience) == 10


def test_a_moment_of_the_store_is_said_in_thai_time(open_page, sign_in, url):
    sign_in(url, AccountRole.VIEWER)
    until = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=12 + 7)
    assert f"{until:%H:}" in re.search(r"ลงชื่อไว้ถึง (\d\d:)", texts(open_page(url, PEOPLE)))[1]
