"""Who may sign in: accounts, passwords, sittings, one-time codes, and what is refused to whom."""

import datetime
import re
import sqlite3
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher

from data.desk import accounts, codes, doors, passwords
from data.desk.codes import CodeOrder
from data.desk.refusals import SENTENCES, DoorError
from data.errors import NotAllowedError
from data.schema import ANYONE, OFFICE, AccountRole, Act, Actor, Scope, scope, typed
from data.store import Edit, make_store
from data.store.accounts import Doors, Person
from data.store.single import record

NOW = datetime.datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001  (the store keeps UTC without a zone)
GOOD = "ข้าวต้มกับ ทะเลสาบ"
ROLES = (None, *AccountRole)


def minutes(count):
    return NOW + datetime.timedelta(minutes=count)


def actor(role):
    return Actor("who", role, "A1") if role else ANYONE


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A store that no test signs into twice under one name."""
    made = make_store(f"sqlite:///{tmp_path_factory.mktemp('accounts') / 'store.sqlite'}")
    agencies = typed("agencies", {"agency_id": ["A1", "A2"], "name_th": ["หนึ่ง", "สอง"]})
    made.apply({"agencies": agencies}, "test", "test")
    return made


@pytest.fixture
def person(whole, request):
    """The name of an account of this test alone, with a good password."""
    name = re.sub(r"\W", "-", request.node.name)[-35:].lower()
    accounts.make_account(whole, OFFICE, name, {"role": "officer", "agency_id": "A1", "name": "สมศรี"})
    accounts.set_password(whole, OFFICE, name, GOOD)
    return name


def refused(code, act, *given, **named):
    with pytest.raises(DoorError) as error:
        act(*given, **named)
    assert error.value.code == code
    return error.value


def test_who_signs_in_is_known_by_the_token_until_twelve_hours_later(whole, person):
    token = doors.sign_in(whole, person, GOOD, NOW)
    sitting = doors.person(whole, token, minutes(1))
    assert sitting == Person(Actor(person, AccountRole.OFFICER, "A1"), "สมศรี", minutes(12 * 60))
    assert doors.person(whole, token, minutes(12 * 60 - 1)) == sitting  # busy or idle makes no difference
    assert doors.person(whole, token, minutes(12 * 60)) == Person()


def test_a_name_is_the_same_in_upper_case_and_with_blanks_around(whole, person):
    assert doors.person(whole, doors.sign_in(whole, f" {person.upper()} ", GOOD, NOW), NOW).actor.account_id == person


def test_neither_token_nor_password_nor_code_stands_in_the_store(tmp_path):
    file = tmp_path / "store.sqlite"
    made = make_store(f"sqlite:///{file}")
    accounts.make_account(made, OFFICE, "somsri", {"role": "office"})
    accounts.set_password(made, OFFICE, "somsri", GOOD)
    token = doors.sign_in(made, "somsri", GOOD)
    code = codes.make_codes(made, OFFICE, CodeOrder(1, 1))[0]
    with sqlite3.connect(file) as database:
        dump = "\n".join(database.iterdump())
    database.close()
    assert len(token) >= 43
    for secret in (token, GOOD, code, code.replace("-", "")):
        assert secret not in dump
    assert "$argon2id$" in dump
    assert "argon2" not in str(made.records()["accounts"].to_dict()) + str(made.history().to_dict())


@pytest.mark.parametrize("end", ["sign out", "password", "own password", "disabled", "removed"])
def test_a_sitting_ends_with_what_ends_it(whole, person, end):
    token, other = (doors.sign_in(whole, person, GOOD, NOW) for _ in range(2))
    if end == "sign out":
        doors.sign_out(whole, token)
        assert doors.person(whole, other, NOW).actor.account_id == person
        return
    if end == "password":
        accounts.renew_password(whole, OFFICE, person)
    elif end == "own password":
        doors.change_password(whole, token, GOOD, "อีกคำหนึ่งซึ่งยาว", NOW)
        assert doors.sign_in(whole, person, "อีกคำหนึ่งซึ่งยาว", NOW)
    elif end == "disabled":
        accounts.change_account(whole, OFFICE, person, {"disabled": True})
        refused("wrong", doors.sign_in, whole, person, GOOD, NOW)
    else:
        whole.edit([Edit("accounts", person, None, record(whole, "accounts", person))], "office", "test")
    assert doors.person(whole, token, NOW) == doors.person(whole, other, NOW) == Person()


def test_who_is_disabled_by_an_import_is_out_at_once(whole, person):
    token = doors.sign_in(whole, person, GOOD, NOW)
    row = typed("accounts", {"account_id": [person], "role": ["officer"], "agency_id": ["A1"], "disabled": [True]})
    whole.apply({"accounts": row}, "office", "accounts.csv")
    assert doors.person(whole, token, NOW) == Person()


def test_after_five_failures_an_account_waits_twice_as_long_each_time(whole, person):
    for _ in range(4):
        refused("wrong", doors.sign_in, whole, person, "ไม่ใช่คำนี้แน่นอน", NOW)
    waits = [refused("locked", doors.sign_in, whole, person, "ไม่ใช่คำนี้แน่นอน", NOW).minutes]
    assert "ลองใหม่ได้ในอีก 1 นาที" in str(refused("locked", doors.sign_in, whole, person, GOOD, NOW))
    at = 1
    for _ in range(7):
        waits.append(refused("locked", doors.sign_in, whole, person, "ไม่ใช่คำนี้แน่นอน", minutes(at)).minutes)
        at += waits[-1]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert doors.sign_in(whole, person, GOOD, minutes(at))
    refused("wrong", doors.sign_in, whole, person, "ไม่ใช่คำนี้แน่นอน", minutes(at))  # counted from nothing again


def test_a_name_that_nobody_has_is_refused_in_the_same_words_and_waits_as_long(whole):
    said = [str(refused("wrong", doors.sign_in, whole, "nobody-at-all", GOOD, NOW)) for _ in range(4)]
    assert set(said) == {str(DoorError("wrong"))}
    assert refused("locked", doors.sign_in, whole, "nobody-at-all", GOOD, NOW).minutes == 1


def test_an_account_without_a_password_lets_nobody_in(whole):
    accounts.make_account(whole, OFFICE, "no-password", {"role": "office"})
    for guess in ("", "None", GOOD):
        refused("wrong", doors.sign_in, whole, "no-password", guess, NOW)


def test_guesses_made_at_once_are_as_few_as_guesses_in_a_row(whole, person):
    def guess(at):
        try:
            return doors.sign_in(whole, person, f"guess number {at}", NOW)
        except DoorError as error:
            return error.code

    with ThreadPoolExecutor(12) as pool:
        said = list(pool.map(guess, range(24)))
    assert set(said) <= {"wrong", "locked"}
    with sqlite3.connect(whole.url.removeprefix("sqlite:///")) as database:
        failures = database.execute("SELECT failures FROM secret WHERE account_id = ?", [person]).fetchone()[0]
    database.close()
    assert failures == 5  # the others were refused before their guess was looked at


def test_unknown_names_take_as_long_as_known_ones(whole, person):
    def seconds(name, at):
        start = time.process_time()
        refused("wrong", doors.sign_in, whole, name, "ไม่ใช่คำนี้แน่นอน", minutes(at))
        return time.process_time() - start

    pairs = [(seconds(person, at * 200), seconds(f"stranger-{at}", at * 200)) for at in range(1, 5)]
    known, unknown = (statistics.median(part) for part in zip(*pairs, strict=True))
    assert 0.4 < known / unknown < 2.5


def test_failures_of_strangers_fill_no_store():
    keys = {doors._stranger(f"stranger {at}") for at in range(2000)}
    assert {len(key) for key in keys} == {5}  # 65,536 of them at most
    assert all(key.startswith("?") for key in keys)  # which no account may be called


def test_a_hash_of_other_parameters_is_made_anew_on_the_next_sign_in(whole, person):
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
    Doors(whole).keep_password(person, old)
    doors.sign_in(whole, person, GOOD, NOW)
    renewed = Doors(whole).password(person)
    assert renewed != old
    assert not passwords.is_stale(renewed)
    assert doors.sign_in(whole, person, GOOD, NOW)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "short"),
        ("ninechars", "short"),
        ("x" * 201, "long"),
        ("1234567890", "common"),
        ("9876543210", "common"),
        ("qwertyuiop", "common"),
        ("poiuytrewq", "common"),
        ("password2569", "common"),
        ("P@ssw0rd!!", "common"),
        ("aaaaaaaaaaaa", "common"),
        ("abababababab", "common"),
        ("นครศรีธรรมราช80", "common"),
        ("!@#$%^&*()", "common"),
        ("my.somsri.word", "account_name"),
        ("MY-SOMSRI-WORD", "account_name"),
    ],
)
def test_a_password_that_anybody_would_guess_is_refused_and_said_why(password, code):
    refused(code, passwords.require_good, password, "somsri")


@pytest.mark.parametrize("password", [GOOD, "correct horse battery", "tk7-krabi-laem", "น้ำใสไหลเย็นเห็นตัวปลา"])
def test_other_passwords_of_ten_characters_or_more_will_do(password):
    passwords.require_good(password, "somsri")


def test_passwords_made_by_chance_are_good_and_never_the_same():
    made = {passwords.new_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        passwords.require_good(password, "somsri")


def test_a_password_typed_in_another_form_of_the_same_letters_fits():
    kept = passwords.hashed("น้ำพริกกะปิทะเล")
    assert passwords.fits("น้\u0e4d\u0e32พริกกะปิทะเล", kept)
    assert not passwords.fits("น้ำพริกกะปิทะเ", kept)
    assert not passwords.fits("x", "this is no hash")


def test_one_changes_ones_own_password_only_by_the_old_one(whole, person):
    token = doors.sign_in(whole, person, GOOD, NOW)
    refused("wrong", doors.change_password, whole, token, "ไม่ใช่คำเก่าแน่นอน", "อีกคำหนึ่งซึ่งยาว", NOW)
    refused("short", doors.change_password, whole, token, GOOD, "สั้น", NOW)
    refused("wrong", doors.change_password, whole, "no token", GOOD, "อีกคำหนึ่งซึ่งยาว", NOW)
    assert doors.person(whole, token, NOW).actor.account_id == person


def test_a_code_makes_an_account_once(whole):
    until = NOW + datetime.timedelta(hours=2)
    first, second = codes.make_codes(whole, OFFICE, CodeOrder(2, 2, agency_id="A1", label="เวทีลานสกา"), NOW)
    assert re.fullmatch("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", first)
    token = codes.use_code(whole, f" {first.lower().replace('-', ' ')} ", "  ป้า\nนา ", NOW)
    sitting = doors.person(whole, token, NOW)
    assert (sitting.name, sitting.actor.role, sitting.actor.agency_id) == ("ป้า นา", "facilitator", "A1")
    batch = whole.batches().iloc[0]
    assert (batch["applied_by"], batch["reason"]) == ("office", "เวทีลานสกา")
    refused("code", codes.use_code, whole, first, "อีกคน", NOW)
    refused("code", codes.use_code, whole, second, "สายไป", until)
    refused("code", codes.use_code, whole, "AAAA-AAAA", "เดา", NOW)
    refused("name", codes.use_code, whole, second, " \n ", NOW)


def test_a_code_that_many_use_at_once_lets_one_in(whole):
    code = codes.make_codes(whole, OFFICE, CodeOrder(1, 2), NOW)[0]

    def use(at):
        try:
            return codes.use_code(whole, code, f"คนที่ {at}", NOW)
        except DoorError as error:
            return error.code

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(use, range(8)))
    assert said.count("code") == 7


def test_nobody_makes_codes_of_the_office_and_an_operator_none_of_officers(whole):
    for who, role in [
        (OFFICE, AccountRole.OFFICE),
        *[(actor("operator"), r) for r in ("office", "officer", "operator")],
    ]:
        with pytest.raises(NotAllowedError):
            codes.make_codes(whole, who, CodeOrder(1, 1, AccountRole(role), "A1"), NOW)
    for count, hours in ((0, 1), (301, 1), (1, 0), (1, 337)):
        with pytest.raises(NotAllowedError, match="300 codes at a time"):
            codes.make_codes(whole, OFFICE, CodeOrder(count, hours), NOW)


def test_a_role_is_tried_in_an_invented_register_only(whole, tmp_path):
    refused("try", doors.try_as, whole, AccountRole.OFFICE)
    made = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    parts = {
        "settings": {"key": ["invented"], "value": ["yes"]},
        "agencies": {"agency_id": ["A1"], "name_th": ["หนึ่ง (สมมติ)"]},
        "initiatives": {"initiative_id": ["I1"], "title_th": ["งาน (สมมติ)"]},
        "participation": {"initiative_id": ["I1"], "agency_id": ["A1"], "role": ["accountable"]},
    }
    made.apply({name: typed(name, columns) for name, columns in parts.items()}, "test", "test")
    for role in AccountRole:
        found = doors.person(made, doors.try_as(made, role))
        assert found.actor.role is role
        assert found.name.endswith("(สมมติ)")
        assert found.actor.agency_id == ("A1" if role in ("officer", "facilitator") else "")
    refused("wrong", doors.sign_in, made, "try-office", "")
    accounts.change_account(made, OFFICE, "try-viewer", {"role": "office"})
    assert doors.person(made, doors.try_as(made, AccountRole.VIEWER)).actor.role is AccountRole.VIEWER
    before = made.version()
    doors.try_as(made, AccountRole.VIEWER)
    assert made.version() == before


LATER = 4_000_000_000


@pytest.mark.parametrize(
    ("claims", "role", "name"),
    [
        ({"email": "SOMSRI@example.org", "email_verified": True, "exp": LATER}, "officer", "สมศรี"),
        ({"email": "somsri@example.org", "email_verified": False, "exp": LATER}, "viewer", ""),
        ({"email": "somsri@example.org", "exp": LATER}, "viewer", ""),
        ({"email": "somsri@example.org", "email_verified": True, "exp": 1_000}, None, ""),
        ({"email": "somsri@example.org", "email_verified": True}, None, ""),
        ({"email": "somsri@example.org", "email_verified": True, "exp": "never"}, None, ""),
        ({"email": "other@example.org", "email_verified": True, "exp": LATER, "name": "ใคร"}, "viewer", "ใคร"),
        ({"email": "gone@example.org", "email_verified": True, "exp": LATER}, None, ""),
        ({"email": "o@x.org", "email_verified": True, "exp": LATER, "groups": ["operator"]}, "operator", "o@x.org"),
        ({"email": "o@x.org", "email_verified": True, "exp": LATER, "groups": "office"}, "viewer", "o@x.org"),
        ({"email": "o@example.org", "exp": LATER, "groups": "officer"}, "viewer", ""),
    ],
)  # fmt: skip
def test_a_sign_in_service_is_believed_as_far_as_it_proves(tmp_path, claims, role, name):
    made = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    made.apply({"agencies": typed("agencies", {"agency_id": ["A1"], "name_th": ["หนึ่ง"]})}, "test", "test")
    known = {"role": "officer", "agency_id": "A1", "email": "Somsri@example.org", "name": "สมศรี"}
    accounts.make_account(made, OFFICE, "somsri", known)
    accounts.make_account(made, OFFICE, "gone", {"role": "office", "email": "gone@example.org"})
    accounts.change_account(made, OFFICE, "gone", {"disabled": True})
    found = doors.person_of_claims(made, claims, "groups")
    assert (found.actor.role, found.name) == (role, name)


ACTS = {
    Act.KEEP_ACCOUNTS: [
        lambda store, who: accounts.accounts(store, who),
        lambda store, who: accounts.make_account(store, who, f"by-{who.role}", {"role": "viewer"}),
        lambda store, who: accounts.change_account(store, who, "tried", {"name": "x"}),
        lambda store, who: accounts.set_password(store, who, "tried", GOOD),
        lambda store, who: accounts.renew_password(store, who, "tried"),
    ],
    Act.MAKE_CODES: [lambda store, who: codes.make_codes(store, who, CodeOrder(1, 1))],
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("act", "at"), [(act, at) for act, tries in ACTS.items() for at in range(len(tries))])
def test_every_door_of_the_desk_holds_to_the_table_of_rights(whole, act, at, role):
    if record(whole, "accounts", "tried") is None:
        accounts.make_account(whole, OFFICE, "tried", {"role": "viewer"})
    who = actor(role)
    if scope(who, act) is Scope.ALL:
        ACTS[act][at](whole, who)
    else:
        before = whole.version()
        with pytest.raises(NotAllowedError):
            ACTS[act][at](whole, who)
        assert whole.version() == before


@pytest.mark.parametrize(
    ("name", "details", "said"),
    [
        ("มี ช่องว่าง", {"role": "viewer"}, "cannot be used"),
        ("?0000", {"role": "viewer"}, "cannot be used"),
        ("a@b.org", {"role": "viewer"}, "cannot be used"),
        ("x" * 41, {"role": "viewer"}, "cannot be used"),
        ("new-1", {"role": "king"}, "no role king"),
        ("new-2", {"role": "officer"}, "needs an agency"),
        ("new-3", {"role": "officer", "agency_id": "none"}, "no agency none"),
        ("new-4", {"role": "viewer", "email": "nowhere"}, "no e-mail address"),
        ("Taken", {"role": "viewer"}, "already"),
        ("Office", {"role": "viewer"}, "already"),
        ("new-5", {"role": "viewer", "email": "TAKEN@example.org"}, "another account"),
    ],
)
def test_an_account_that_cannot_be_is_refused_and_said_why(whole, name, details, said):
    if record(whole, "accounts", "taken") is None:
        accounts.make_account(whole, OFFICE, "taken", {"role": "viewer", "email": "taken@example.org"})
    with pytest.raises(NotAllowedError, match=said):
        accounts.make_account(whole, OFFICE, name, details)


def test_the_office_never_loses_its_last_account_by_a_click(tmp_path):
    made = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    accounts.make_account(made, OFFICE, "first", {"role": "office"})
    first = Actor("first", AccountRole.OFFICE)
    for changes in ({"disabled": True}, {"role": "viewer"}):
        with pytest.raises(NotAllowedError, match="last account"):
            accounts.change_account(made, first, "first", changes)
    accounts.make_account(made, first, "second", {"role": "office"})
    accounts.change_account(made, first, "first", {"role": "viewer"})
    assert made.history(table="accounts", record="first").iloc[0]["after"]["role"] == "viewer"
    assert made.batches().iloc[0]["applied_by"] == "first"


def test_an_account_made_again_does_not_inherit_the_old_password(whole, person):
    whole.edit([Edit("accounts", person, None, record(whole, "accounts", person))], "office", "test")
    accounts.make_account(whole, OFFICE, person, {"role": "office"})
    refused("wrong", doors.sign_in, whole, person, GOOD, NOW)


@pytest.fixture
def secret_file(tmp_path):
    def _file(text):
        file = tmp_path / "password"
        file.write_text(text, encoding="utf-8")
        return file

    return _file


def test_the_first_account_is_made_by_a_command_and_lists_as_it_is(run, store, secret_file):
    assert "ยังไม่มีบัญชี" in run("account", "list").out
    assert not Doors(store).has_office()
    said = run("account", "add", "Somsri", "--role", "office", "--password-file", secret_file(f"{GOOD}\nmore"))
    assert (said.code, said.err) == (0, "")
    assert Doors(store).has_office()
    assert GOOD not in said.out
    assert "somsri · สำนักงานจังหวัด | somsri · Governor's office" in run("account", "list").out
    assert doors.sign_in(store, "somsri", GOOD)


def test_commands_change_passwords_make_codes_and_disable(run, store, secret_file):
    run("account", "add", "somsri", "--role", "viewer", "--password-file", secret_file(GOOD))
    token = doors.sign_in(store, "somsri", GOOD)
    assert run("account", "password", "somsri", "--password-file", secret_file("อีกคำหนึ่งซึ่งยาว")).code == 0
    assert doors.person(store, token) == Person()
    printed = run("account", "code", "--count", "3", "--hours", "2", "--label", "เวที").out.split()
    assert len(set(printed)) == 3
    assert doors.person(store, codes.use_code(store, printed[0], "ป้านา")).actor.role is AccountRole.FACILITATOR
    assert run("account", "disable", "somsri").code == 0
    assert "ปิดแล้ว" in run("account", "list").out


@pytest.mark.parametrize(
    ("words", "text", "code", "said"),
    [
        (("add", "somsri", "--role", "office"), "สั้น", 1, "10 characters"),
        (("add", "somsri", "--role", "king"), GOOD, 2, "invalid choice"),
        (("add", "somsri", "--role", "officer"), GOOD, 1, "needs an agency"),
        (("password", "nobody"), GOOD, 1, "no account nobody"),
        (("add", "somsri", "--role", "office"), None, 2, "cannot be read"),
    ],
)
def test_what_a_command_cannot_do_it_says_and_leaves_no_account(
    run, store, secret_file, tmp_path, words, text, code, said
):
    file = tmp_path / "none" if text is None else secret_file(text)
    told = run("account", *words, "--password-file", file)
    assert (told.code, said in told.err, "Traceback" in told.err) == (code, True, False)
    assert store.records(("accounts",))["accounts"].empty


@pytest.mark.usefixtures("store")
def test_a_password_is_never_taken_from_a_pipe_without_being_told(run):
    told = run("account", "add", "somsri", "--role", "office")
    assert told.code == 2
    assert "--password-file" in told.err


def test_every_refusal_is_said_in_both_languages_with_the_same_gaps():
    for label in SENTENCES.values():
        assert re.findall(r"{\w+}", label.thai) == re.findall(r"{\w+}", label.english)
