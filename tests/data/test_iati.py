"""Activities of IATI files: each element where it belongs, nothing guessed, and nothing of XML's own tricks."""

import os
from pathlib import Path

import pandas as pd
import pytest
from small import SMALL

from data.commands.facts import shipped
from data.errors import FileError
from data.readers import markup
from data.readers.records import read, reading
from data.schema import typed

SHARED = Path(os.environ.get("SHARED_DIR", Path(__file__).parents[3] / "shared"))
SENEGAL = SHARED / "input" / "iati" / "senegal_aims_2.03.xml"

FIRST = """<iati-activity xml:lang="en" default-currency="THB" last-updated-datetime="2024-05-06T07:00:00Z">
  <iati-identifier> TH-X-1 </iati-identifier>
  <reporting-org ref="TH-X"><narrative>Reporter</narrative></reporting-org>
  <title><narrative>Mountain
    water</narrative><narrative xml:lang="th">ประปาภูเขา</narrative></title>
  <description type="1"><narrative xml:lang="en">Pipes</narrative></description>
  <description type="3"><narrative xml:lang="th">เกษตรกร; ผู้สูงอายุ</narrative></description>
  <participating-org ref="A1" role="2"/>
  <participating-org role="4" type="22"><narrative xml:lang="th">กลุ่มผู้ใช้น้ำ</narrative></participating-org>
  <participating-org ref="TH-N" role="1" type="60"><narrative xml:lang="en">New Fund</narrative></participating-org>
  <participating-org role="3" type="80"><narrative xml:lang="en">A College</narrative></participating-org>
  <participating-org role="3" type="80"><narrative xml:lang="en">a  college</narrative></participating-org>
  <activity-status code="2"/>
  <activity-date type="1" iso-date="2022-01-01"/><activity-date type="2" iso-date="2022-03-04+07:00"/>
  <activity-date type="3" iso-date="2025-12-31"/>
  <location><location-id vocabulary="A4" code="TH80060101"/><name><narrative>บ้านวังไทร</narrative></name>
    <point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>8.4 99.7</pos></point></location>
  <location><administrative level="1" vocabulary="A4" code="TH-80"/>
    <administrative level="2" vocabulary="A4" code="8006"/></location>
  <location><name><narrative>บ้านที่ไม่มีใครรู้จัก</narrative></name></location>
  <sector vocabulary="1" code="14031" percentage="100"/>
  <budget type="1"><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/>
    <value>100.5</value></budget>
  <budget type="2"><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/><value>200</value></budget>
  <budget><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/>
    <value currency="THB">50</value></budget>
  <document-link url="https://example.org/1"/>
  <related-activity ref="TH-X-2" type="1"/><related-activity ref="TH-X-2" type="4"/>
  <related-activity ref="OTHER-9" type="3"/><related-activity ref="TH-X-2" type="8"/>
</iati-activity>"""
SECOND = """<iati-activity>
  <iati-identifier>TH-X-2</iati-identifier>
  <title><narrative>Programme</narrative></title>
  <related-activity ref="TH-X-1" type="2"/><related-activity ref="TH-X-1" type="4"/>
  <related-activity ref="I1" type="5"/>
</iati-activity>"""


def iati(*activities, version="2.03"):
    return f'<iati-activities version="{version}">\n{"".join(activities)}\n</iati-activities>'


def activity(body, one="TH-X-3"):
    title = "<title><narrative>x</narrative></title>"
    return f"<iati-activity><iati-identifier>{one}</iati-identifier>{title}{body}</iati-activity>"


@pytest.fixture
def known(write):
    themes = "code,parent,name_th,dac_code\nW,,น้ำ,\nW1,W,ประปาหมู่บ้าน,14031\nW2,W,ฝาย,43060\nW3,W,ตลิ่ง,43060\n"
    folder = write({**SMALL, "themes": themes}, "known")
    records, problems = read(folder)
    assert problems == []
    return records


@pytest.fixture
def took(tmp_path, known):
    """Read activities beside the known records; holds that none has a problem."""

    def _took(*activities, **options):
        path = tmp_path / "file.xml"
        path.write_text(iati(*activities, **options), encoding="utf-8")
        found = reading(path, known=known)
        assert found.form == "iati"
        assert found.problems == []
        return found

    return _took


def row(found, table, at=0):
    return found.records[table].iloc[at].dropna().to_dict()


def test_an_activity_becomes_an_initiative_with_every_element_where_it_belongs(took):
    found = took(FIRST, SECOND)
    assert row(found, "initiatives") == {
        "initiative_id": "TH-X-1",
        "title_th": "ประปาภูเขา",
        "title_en": "Mountain water",
        "description": "Pipes",
        "status": "implementation",
        "status_date": pd.Timestamp("2024-05-06"),
        "start_date": pd.Timestamp("2022-03-04"),
        "end_date": pd.Timestamp("2025-12-31"),
        "themes": "W1",
        "areas": "80060101;8006",
        "target_groups": "เกษตรกร;ผู้สูงอายุ",
        "longitude": 99.7,
        "latitude": 8.4,
        "budget_thb": 250.0,
        "source_url": "https://example.org/1",
    }
    assert row(found, "initiatives", 1) == {"initiative_id": "TH-X-2", "title_th": "Programme"}
    assert found.rows["initiatives"].tolist() == [2, 31]


def test_organisations_are_ours_by_id_or_name_and_else_new_once(took):
    found = took(FIRST)
    parts = found.records["participation"][["agency_id", "role"]].to_numpy().tolist()
    college = parts[-1][0]
    assert parts == [
        ["A1", "accountable"],
        ["A2", "implementing"],
        ["TH-N", "funding"],
        [college, "extending"],
    ]
    assert found.records["agencies"][["agency_id", "name_th", "sector"]].to_numpy().tolist() == [
        ["TH-N", "New Fund", "civil_society"],
        [college, "A College", "academic"],
    ]


@pytest.mark.parametrize(
    ("reporter", "identifier", "one"),
    [
        ("TH-SONGKLONG-NAKHON", "TH-SONGKLONG-NAKHON-I1", "I1"),
        ("TH-SONGKLONG-NAKHON", "TH-SONGKLONG-NAKHON-2", "TH-SONGKLONG-NAKHON-2"),
        ("XM-DAC-1", "XM-DAC-1-I1", "XM-DAC-1-I1"),
    ],
)
def test_the_internal_number_of_another_reporter_is_never_taken_for_work_of_ours(took, reporter, identifier, one):
    body = f'<reporting-org ref="{reporter}"/><other-identifier type="A1" ref="I1"/>'
    assert row(took(activity(body, identifier)), "initiatives")["initiative_id"] == one


def test_relations_become_ties_once_and_those_to_nobody_we_know_are_notes(took):
    found = took(FIRST, SECOND)
    assert found.records["ties"][["from_id", "to_id", "kind"]].to_numpy().tolist() == [
        ["TH-X-1", "TH-X-2", "part_of"],
        ["TH-X-1", "TH-X-2", "co_fund"],
        ["TH-X-2", "I1", "same_record"],
    ]
    assert [(note.code, note.value) for note in found.notes if note.table == "ties"] == [
        ("unknown_initiative", "OTHER-9"),
        ("unknown_value", "8"),
    ]


def test_a_place_without_a_known_code_is_written_down_as_unplaced(took):
    found = took(FIRST)
    assert found.records["unplaced"][["initiative_id", "place"]].to_numpy().tolist() == [["TH-X-1", "บ้านที่ไม่มีใครรู้จัก"]]


def test_numbers_of_a_gazetteer_are_never_taken_for_codes_of_areas(took):
    place = '<location><location-id vocabulary="G1" code="80060101"/></location>'
    found = took(activity(place))
    assert "areas" not in row(found, "initiatives")
    assert found.records["unplaced"]["place"].tolist() == ["80060101"]


@pytest.mark.parametrize(
    ("sectors", "themes", "new"),
    [
        ('<sector code="14031"/>', "W1", []),
        ('<sector vocabulary="99" code="W2"/><sector vocabulary="1" code="43060"/>', "W2", []),
        ('<sector code="43060"/>', "DAC-43060", ["DAC-43060"]),
        ('<sector vocabulary="2" code="151"><narrative>Rule</narrative></sector>', "DAC-151", ["DAC-151"]),
        ('<sector vocabulary="10" code="5"/><sector vocabulary="2" code="151"/>', "DAC-151", ["DAC-151"]),
        ('<sector vocabulary="10" code="5"/>', "IATI-10-5", ["IATI-10-5"]),
        ('<transaction><sector code="14031"/></transaction>', "W1", []),
        ("", None, []),
    ],
)
def test_a_sector_is_the_one_theme_that_bears_its_code_or_a_new_one_with_a_note(took, sectors, themes, new):
    found = took(activity(sectors))
    assert row(found, "initiatives").get("themes") == themes
    assert [note.value for note in found.notes] == new
    if new:
        assert found.records["themes"]["code"].tolist() == new


@pytest.mark.parametrize(
    ("body", "code", "column"),
    [
        ('<budget><value currency="USD">5</value></budget>', "other_currency", "budget_thb"),
        ("<budget><value>5</value></budget>", "other_currency", "budget_thb"),
        ("<location><point><pos>8 99</pos></point></location>" * 2, "", "longitude"),
        ("".join(f"<location><point><pos>{at} 99</pos></point></location>" for at in (8, 9)), "several_points", ""),
        ('<location><exactness code="2"/><point><pos>8 99</pos></point></location>', "rough_point", "longitude"),
    ],
)
def test_what_has_no_place_of_its_own_is_said_in_a_note(took, body, code, column):
    found = took(activity(body))
    assert [note.code for note in found.notes] == ([code] if code else [])
    kept = {"longitude", "budget_thb"} & set(row(found, "initiatives"))
    assert kept == ({column} & {"longitude"})


def test_a_tie_that_is_kept_is_not_told_again_as_a_coarser_one(tmp_path, known):
    ties = typed("ties", {"from_id": ["I2"], "to_id": ["I1"], "kind": ["builds_on"]})
    path = tmp_path / "file.xml"
    path.write_text(
        iati(activity('<related-activity type="3" ref="I1"/><related-activity type="4" ref="I1"/>', "I2"))
    )
    found = reading(path, known=known | {"ties": ties})
    assert found.records["ties"]["kind"].tolist() == ["co_fund"]


def test_what_a_file_never_says_is_left_as_it_is_kept(took):
    found = took(activity(""))
    assert found.given == {"initiatives": ("initiative_id", "title_th")}


@pytest.mark.parametrize(
    ("body", "column", "code"),
    [
        ('<activity-status code="9"/>', "status", "unknown_value"),
        ('<activity-date type="2" iso-date="soon"/>', "start_date", "bad_date"),
        ('<document-link url="javascript:alert(1)"/>', "source_url", "bad_url"),
        ('<budget><value currency="THB">much</value></budget>', "budget_thb", "bad_number"),
        ("<location><point><pos>98 199</pos></point></location>", "latitude", "out_of_range"),
        ("<location><point><pos>north</pos></point></location>", "latitude", "bad_number"),
        ('<participating-org ref="A1" role="7"/>', "role", "unknown_value"),
        ('<related-activity type="1" ref="TH-X-3"/>', "to_id", "self_tie"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, known, body, column, code):
    path = tmp_path / "file.xml"
    path.write_text(iati("\n\n", activity(body)), encoding="utf-8")
    found = {(problem.row, problem.column, problem.code) for problem in reading(path, known=known).problems}
    assert (4, column, code) in found


def test_the_same_file_again_changes_nothing(tmp_path, store, write, run):
    assert run("import", write(SMALL)).code == 0
    path = tmp_path / "file.xml"
    path.write_text(iati(FIRST, SECOND), encoding="utf-8")
    assert run("import", path).code == 0
    version = store.version()
    said = run("import", path)
    assert said.code == 0
    assert "nothing changed" in said.out
    assert store.version() == version


@pytest.mark.skipif(not SENEGAL.exists(), reason="../shared is not here")
def test_a_real_file_of_another_country_is_read_whole():
    found = reading(SENEGAL, known=shipped("none"))
    assert found.problems == []
    initiatives = found.records["initiatives"]
    assert initiatives["status"].value_counts().to_dict() == {"implementation": 631, "closed": 69, "pipeline": 1}
    assert initiatives[["start_date", "end_date", "longitude"]].notna().sum().tolist() == [676, 118, 104]
    assert set(found.records["participation"]["role"]) == {"funding"}
    sizes = {name: len(frame) for name, frame in found.records.items()}
    assert sizes == {"themes": 23, "agencies": 62, "initiatives": 701, "participation": 903, "unplaced": 471}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<html></html>", "no <iati-activities> but <html>"),
        ("<iati-activities version='1.05'><iati-activity/></iati-activities>", "version 1.05 cannot be read"),
        (iati(), "no activity"),
        (iati(FIRST)[:-30], "breaks off, about line 31"),
        (iati(FIRST).replace("</title>", ""), "damaged"),
        ('<?xml version="1.0" encoding="no-such"?>' + iati(FIRST), "damaged"),
        ("<!DOCTYPE x>" + iati(FIRST), "document type"),
        (iati("<x>" * 40 + "</x>" * 40), "nested too deep"),
        (iati("<x " + " ".join(f'a{at}="1"' for at in range(60)) + "/>"), "too wide"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(tmp_path, known, content, words):
    path = tmp_path / "file.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileError, match=words):
        reading(path, known=known)


@pytest.mark.parametrize(
    ("limit", "words"), [("MAX_BYTES", "larger than 10 bytes"), ("MAX_TAGS", "more than 10 tags")]
)
def test_a_file_over_a_limit_is_refused_before_it_is_parsed(tmp_path, monkeypatch, limit, words):
    monkeypatch.setattr(markup, limit, 10)
    path = tmp_path / "file.xml"
    path.write_text(iati(FIRST), encoding="utf-8")
    with pytest.raises(FileError, match=words):
        reading(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp874", "iso-8859-11"])
def test_every_encoding_that_the_file_states_is_read(tmp_path, known, encoding):
    path = tmp_path / "file.xml"
    head = "" if encoding.startswith("utf") else f'<?xml version="1.0" encoding="{encoding}"?>'
    path.write_text(head + iati(FIRST), encoding=encoding)
    assert reading(path, known=known).records["initiatives"]["title_th"].tolist() == ["ประปาภูเขา"]
