"""Exports of KoboToolbox and ODK."""

import pytest
from small import SMALL

from data.readers.records import reading

KOBO = (
    "start;end;งาน/ชื่อโครงการ;งาน/หน่วยงาน;ที่/ตำบล;ที่/หมู่ที่;ประเด็น;ประเด็น/W1;ประเด็น/W2;กลุ่มเป้าหมาย/เด็ก;กลุ่มเป้าหมาย/คนชรา;"
    "สถานะ;พิกัด;_พิกัด_latitude;_พิกัด_longitude;_พิกัด_altitude;_พิกัด_precision;_id;_uuid;_submission_time;"
    "_validation_status;_submitted_by;__version__;_index\n"
    "2021-03-04T10:00:00.000+07:00;2021-03-04T10:09:00.000+07:00;ซ่อมฝาย;A1;ท่าดี;1;W1 W2;1;1;0;1;ดำเนินการ;"
    "8.5 99.8 12.1 4.9;8.5;99.8;12.1;4.9;77;3b6f-aa;2021-03-04T10:10:11;;officer_a;vX;1\n"
    "2021-03-05T10:00:00.000+07:00;2021-03-05T10:09:00.000+07:00;ขุดบ่อ;กลุ่มผู้ใช้น้ำ;ท่าดี;2;;;;;;ปิด;;;;;;78;3b6f-ab;"
    "2021-03-05T10:10:11;;officer_a;vX;2\n"
)
ODK = (
    "SubmissionDate,start,end,work-project_name,work-agency,work-status,work-start_date,place-tambon,place-gps-Latitude,"
    "place-gps-Longitude,place-gps-Altitude,place-gps-Accuracy,themes,meta-instanceID,KEY,SubmitterID,SubmitterName,"
    "AttachmentsPresent,AttachmentsExpected,Status,ReviewState,DeviceID,Edits,FormVersion\n"
    "2021-03-04T10:10:11.000Z,2021-03-04T10:00:00.000Z,2021-03-04T10:09:00.000Z,ซ่อมฝาย,A1,closed,2020-10-01,ท่าดี,8.5,99.8,12,"
    "5,W1 W2,uuid:9f,uuid:9f,22,officer_a,0,0,,approved,d:1,0,3\n"
)


@pytest.fixture
def known(write):
    return reading(write(SMALL, "known")).records


@pytest.fixture
def took(write, known):
    def _took(text):
        return reading(write({"แบบสำรวจ": text}, "form") / "แบบสำรวจ.csv", known=known)

    return _took


def test_an_export_of_kobo_is_understood(took):
    found = took(KOBO)
    assert (found.form, found.problems) == ("kobo", [])
    initiatives = found.records["initiatives"].fillna({"themes": "", "target_groups": ""})
    assert initiatives[["initiative_id", "title_th", "areas", "themes", "target_groups"]].to_numpy().tolist() == [
        ["kobo:3b6f-aa", "ซ่อมฝาย", "80060101", "W1;W2", "คนชรา"],
        ["kobo:3b6f-ab", "ขุดบ่อ", "80060102", "", ""],
    ]
    assert initiatives["latitude"].tolist()[0] == 8.5
    assert initiatives["longitude"].tolist()[0] == 99.8
    assert [day.date().isoformat() for day in initiatives["status_date"]] == ["2021-03-04", "2021-03-05"]
    assert initiatives["start_date"].isna().all()
    assert found.records["participation"]["agency_id"].tolist() == ["A1", "A2"]
    said = "".join(str(frame.to_numpy().tolist()) for frame in found.records.values())
    assert "officer_a" not in said


def test_an_export_of_odk_is_understood(took):
    found = took(ODK)
    assert (found.form, found.problems) == ("kobo", [])
    one = found.records["initiatives"].iloc[0]
    assert one[["initiative_id", "status", "areas", "themes", "latitude", "longitude"]].tolist() == [
        "kobo:9f", "closed", "800601", "W1;W2", 8.5, 99.8,
    ]  # fmt: skip
    assert one["start_date"].date().isoformat() == "2020-10-01"


@pytest.mark.parametrize(
    ("headings", "cells", "themes"),
    [
        ("themes", "W1 W2", "W1;W2"),
        ("themes,themes/W1,themes/W2", "W1 W2,1,1", "W1;W2"),
        ("g/themes/W1,g/themes/W2", "0,True", "W2"),
        ("themes,themes/ประปาหมู่บ้าน,themes/ฝาย", "ประปาหมู่บ้าน ฝาย,1,0", "W1"),
    ],
)
def test_choices_are_read_in_every_way_they_are_exported(took, headings, cells, themes):
    found = took(f"title,{headings},_uuid\nก,{cells},u1\n")
    assert found.problems == []
    assert found.records["initiatives"]["themes"].tolist() == [themes]


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        ("gps", "8.5 99.8 12 5"),
        ("g/gps,g/_gps_latitude,g/_gps_longitude,g/_gps_altitude,g/_gps_precision", "8.5 99.8 12 5,8.5,99.8,12,5"),
    ],
)
def test_a_point_is_read_in_every_way_it_is_exported(took, headings, cells):
    found = took(f"title,{headings},_uuid\nก,{cells},u1\n")
    assert found.problems == []
    assert found.records["initiatives"][["latitude", "longitude"]].to_numpy().tolist() == [[8.5, 99.8]]


def test_a_point_that_is_none_is_a_problem_in_its_own_column(took):
    found = took("title,gps,_uuid\nก,8.5 99.8,u1\nข,8.5 99.8 1,u2\nค,8.5,u3\n")
    assert {(one.row, one.column) for one in found.problems} == {(4, "gps")}


def test_the_form_that_was_edited_stays_the_same_record(took):
    text = "title,meta/rootUuid,meta/instanceID,_uuid\nก,uuid:r1,uuid:u2,u2\nข,,uuid:u3,u3\n"
    assert took(text).records["initiatives"]["initiative_id"].tolist() == ["kobo:r1", "kobo:u3"]


def test_an_export_again_changes_nothing(store, run, write):
    assert run("import", write(SMALL)).code == 0
    file = write({"แบบสำรวจ": KOBO}, "form") / "แบบสำรวจ.csv"
    assert run("import", file).code == 0
    version = store.version()
    again = run("import", file)
    assert (again.code, store.version()) == (0, version)


def test_a_form_without_a_title_says_what_is_missing(took):
    found = took("colour,_uuid\nred,u1\n")
    assert [(one.code, one.allowed) for one in found.problems] == [("missing_column", "initiatives.title_th")]
