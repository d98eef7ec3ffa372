"""The table of rights, cell by cell, and how far what is one's own reaches."""

import pytest

from data.desk import reach, rights
from data.errors import NotAllowedError
from data.schema import ANYONE, OFFICE, TABLES, AccountRole, Act, Actor, typed
from data.store import Edit, make_store
from data.writers.records import write_folder

COLUMNS = (None, "viewer", "operator", "facilitator", "officer", "office")
EXPECTED = {  # a copy on purpose: who changes the table of rights changes it here too, knowingly
    "read": "all all all all all all",
    "read_private": "none none none none none all",
    "read_history": "none all all all all all",
    "add_work": "none none all own own all",
    "edit_work": "none none all own own all",
    "remove_work": "none none none none own all",
    "add_tie": "none none all own own all",
    "edit_asset": "none none all all all all",
    "edit_agency": "none none none none own all",
    "edit_coverage": "none none none none own all",
    "answer_request": "none none none none own all",
    "import": "none none none none own all",
    "undo": "none none own own own all",
    "review": "none none none none own all",
    "mark": "none none none own own all",
    "propose": "none none own own own all",
    "keep_ground": "none none none none none all",
    "keep_settings": "none none none none none all",
    "keep_accounts": "none none none none none all",
    "make_codes": "none none all none none all",
    "back_up": "none none none none none all",
}
CELLS = [(act, role, cell) for act, row in EXPECTED.items() for role, cell in zip(COLUMNS, row.split(), strict=True)]
FILE = {
    "agencies": {"agency_id": ["A1", "A2"], "name_th": ["หนึ่ง", "สอง"]},
    "initiatives": {"initiative_id": ["I1", "I2", "I3", "I4"], "title_th": ["ก", "ข", "ค", "ง"]},
    "participation": {
        "initiative_id": ["I1", "I2", "I3", "I4"],
        "agency_id": ["A1", "A2", "A1", "A1"],
        "role": ["accountable", "accountable", "funding", "implementing"],
    },
    "assets": {"asset_id": ["S1"], "name_th": ["ศูนย์"], "kind": ["place"], "initiative_id": ["I2"]},
    "coverage": {"agency_id": ["A2"], "area_code": ["80"]},
    "areas": {"code": ["80"], "name_th": ["นครศรีธรรมราช"]},
}


def actor(role, agency="A1"):
    return Actor("somsri", AccountRole(role), agency) if role else ANYONE


def records(**parts):
    return {name: typed(name, columns) for name, columns in parts.items()}


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    store = make_store(f"sqlite:///{tmp_path_factory.mktemp('rights') / 'store.sqlite'}")
    store.apply(records(**FILE), "office", "test")
    return store


def test_the_expected_table_names_every_right_and_every_role():
    assert set(EXPECTED) == set(Act)
    assert set(COLUMNS) == {None, *AccountRole}


@pytest.mark.parametrize(("act", "role", "cell"), CELLS)
def test_every_cell_is_enforced_for_what_is_ones_own_and_for_what_is_not(act, role, cell):
    for is_own, allowed in ((True, cell != "none"), (False, cell == "all")):
        assert rights.may(actor(role), Act(act), is_own=is_own) == allowed
        if allowed:
            rights.require(actor(role), Act(act), is_own=is_own)
        else:
            with pytest.raises(NotAllowedError) as refused:
                rights.require(actor(role), Act(act), is_own=is_own)
            assert refused.value.thai
            assert refused.value.english


@pytest.mark.parametrize(
    ("role", "table", "row", "is_own"),
    [
        ("officer", "initiatives", {"initiative_id": "I1"}, True),
        ("officer", "initiatives", {"initiative_id": "I2"}, False),
        ("officer", "initiatives", {"initiative_id": "I3"}, False),  # who funds does not own
        ("officer", "initiatives", {"initiative_id": "I4"}, True),
        ("facilitator", "initiatives", {"initiative_id": "I3"}, True),
        ("facilitator", "initiatives", {"initiative_id": "I2"}, False),
        ("officer", "participation", {"initiative_id": "I1", "agency_id": "A2"}, True),
        ("officer", "participation", {"initiative_id": "I2", "agency_id": "A1"}, False),
        ("officer", "unplaced", {"initiative_id": "I4"}, True),
        ("officer", "ties", {"from_id": "I2", "to_id": "I1"}, True),
        ("officer", "ties", {"from_id": "I2", "to_id": "I3"}, False),
        ("officer", "assets", {"asset_id": "S1", "initiative_id": "I2"}, False),
        ("officer", "assets", {"asset_id": "S2", "initiative_id": "I1"}, True),
        ("officer", "agencies", {"agency_id": "A1"}, True),
        ("officer", "agencies", {"agency_id": "A2"}, False),
        ("officer", "coverage", {"agency_id": "A2"}, False),
        ("officer", "requests", {"agency_id": "A1", "initiative_id": "I2"}, True),
        ("officer", "accounts", {"account_id": "somsri"}, True),
        ("officer", "accounts", {"account_id": "another", "agency_id": "A1"}, False),
        ("officer", "precision", {"table": "initiatives", "record": "I1", "column": "start_date"}, True),
        ("officer", "precision", {"table": "initiatives", "record": "I2", "column": "start_date"}, False),
        ("officer", "precision", {"table": "ties", "record": "I2|I1|co_work|", "column": "start_date"}, True),
        ("officer", "precision", {"table": "coverage", "record": "A2|80||", "column": "start_date"}, False),
        ("officer", "precision", {"table": "coverage", "record": r"A1\|A2|80||", "column": "start_date"}, False),
        ("officer", "areas", {"code": "80"}, False),
    ],
)
def test_what_is_ones_own_follows_the_agency_and_its_work(kept, role, table, row, is_own):
    assert rights.owns(kept, actor(role), table, row) == is_own
    assert rights.owns(kept.records(), actor(role), table, row) == is_own


@pytest.mark.parametrize("table", TABLES)
def test_an_account_without_an_agency_owns_no_record(kept, table):
    blank = dict.fromkeys(TABLES[table].names)
    for who in (ANYONE, OFFICE, actor("officer", ""), actor("facilitator", "")):
        assert not rights.owns(kept, who, table, blank)


WORK = {"initiative_id": "N1", "title_th": "งานใหม่"}
OUR_PART = {"initiative_id": "N1", "agency_id": "A1", "role": "accountable"}


def test_an_officer_adds_work_together_with_the_part_that_their_agency_has_in_it(kept):
    edits = [Edit("initiatives", "", WORK), Edit("participation", "", OUR_PART)]
    reach.require_edits(kept, actor("officer"), edits)
    for others in (edits[:1], [edits[0], Edit("participation", "", OUR_PART | {"agency_id": "A2"})]):
        with pytest.raises(NotAllowedError, match="own agency only"):
            reach.require_edits(kept, actor("officer"), others)


def test_nobody_makes_the_work_of_others_their_own_by_joining_it_or_by_adding_it_again(kept):
    join = Edit("participation", "", {"initiative_id": "I2", "agency_id": "A1", "role": "accountable"})
    again = Edit("initiatives", "", {"initiative_id": "I2", "title_th": "ข"})
    move = Edit("participation", "I1|A1|accountable", {"initiative_id": "I2"}, {"initiative_id": "I1"})
    for edits in ([join], [again, join], [move]):
        with pytest.raises(NotAllowedError):
            reach.require_edits(kept, actor("officer"), edits)


@pytest.mark.parametrize(
    ("edit", "allowed"),
    [
        (Edit("initiatives", "I1", {"title_th": "ใหม่"}, {"title_th": "ก"}), "operator facilitator officer office"),
        (Edit("initiatives", "I2", {"title_th": "ใหม่"}, {"title_th": "ข"}), "operator office"),
        (Edit("initiatives", "I1", None, {}), "officer office"),
        (
            Edit("ties", "", {"from_id": "I1", "to_id": "I2", "kind": "co_work"}),
            "operator facilitator officer office",
        ),
        (Edit("assets", "S1", {"state": "idle"}), "operator facilitator officer office"),
        (Edit("agencies", "A1", {"short_name": "ห"}), "officer office"),
        (Edit("agencies", "A2", {"short_name": "ส"}), "office"),
        (Edit("coverage", "", {"agency_id": "A1", "area_code": "80"}), "officer office"),
        (Edit("settings", "", {"key": "title_th", "value": "x"}), "office"),
        (Edit("areas", "80", {"name_en": "x"}), "office"),
        (Edit("accounts", "", {"account_id": "x", "role": "office"}), "office"),
        (Edit("hats", "", {"person": "p", "village_code": "80", "agency_id": "A1"}), "office"),
    ],
)
@pytest.mark.parametrize("role", COLUMNS)
def test_single_edits_reach_as_far_as_the_role(kept, edit, allowed, role):
    if role in allowed.split():
        reach.require_edits(kept, actor(role), [edit])
    else:
        with pytest.raises(NotAllowedError):
            reach.require_edits(kept, actor(role), [edit])


def test_an_import_of_an_officer_names_every_record_that_is_not_theirs(kept):
    incoming = records(
        agencies=FILE["agencies"] | {"short_name": ["ห", "ส"]},
        initiatives={"initiative_id": ["I1", "I2", "N1", "N2"], "title_th": ["ก ใหม่", "ข ใหม่", "ใหม่", "ของใคร"]},
        participation={"initiative_id": ["N1", "I2"], "agency_id": ["A1", "A1"], "role": ["implementing", "funding"]},
        areas={"code": ["80"], "name_th": ["ชื่ออื่น"]},
        settings={"key": ["title_th"], "value": ["x"]},
        accounts={"account_id": ["x"], "role": ["office"]},
        aliases={"alias": ["หนึ่งเดียว", "ที่สอง"], "agency_id": ["A1", "A2"]},
    )
    found = kept.difference(incoming)
    assert reach.trespasses(kept, OFFICE, found) == []
    assert sorted(reach.trespasses(kept, actor("officer"), found)) == [
        ("accounts", "x"),
        ("agencies", "A2"),
        ("aliases", "ที่สอง"),
        ("areas", "80"),
        ("initiatives", "I2"),
        ("initiatives", "N2"),
        ("participation", "I2|A1|funding"),
        ("settings", "title_th"),
    ]
    for role in (None, "viewer", "operator", "facilitator"):
        with pytest.raises(NotAllowedError):
            reach.trespasses(kept, actor(role), found)


def test_an_unchanged_row_of_others_is_no_trespass(kept):
    assert reach.trespasses(kept, actor("officer"), kept.difference(records(**FILE))) == []


def test_nobody_is_given_a_private_record_without_signing_in_and_pseudonyms_only_the_office(tmp_path):
    whole = {name: typed(name, {TABLES[name].key[0]: [f"of {name}"]}) for name in TABLES}
    unseen = {role: set(TABLES) - set(rights.visible(whole, actor(role))) for role in COLUMNS}
    assert unseen == {
        None: {
            *("hats", "layouts", "requests", "reviews", "accounts"),
            *("marks", "decisions", "objections", "ruins", "proposals", "steps"),
        },
        **{role: {"hats", "accounts"} for role in ("viewer", "operator", "facilitator", "officer")},
        "office": set(),
    }
    write_folder(rights.visible(whole, ANYONE), tmp_path)
    told = "".join(file.read_text(encoding="utf-8-sig") for file in tmp_path.iterdir())
    assert "of agencies" in told
    assert not [name for name in unseen[None] if f"of {name}" in told]
