"""The export command and the function behind its page: forms, metadata, what is private, how long each takes."""

import datetime
import hashlib
import io
import json
import sqlite3
import time
import zipfile

import pytest
from full import DAY, full_records
from python_calamine import CalamineWorkbook
from small import SMALL

from data.commands.exports import FORMS, LOSSES, export_bytes, losses
from data.commands.facts import registry
from data.readers.records import reading
from data.schema import PRIVATE_TABLES, TABLES, Level
from data.store import open_store

_FILES = {
    "folder": "out",
    "xlsx": "out.xlsx",
    "gpkg": "out.gpkg",
    "geojson": "out.geojson",
    "hxl": "out.csv",
    "iati": "out.xml",
}


@pytest.fixture
def filled(store, run, write):
    assert run("import", write(SMALL)).code == 0
    return store


def beside(path):
    return json.loads(
        (path / "metadata.json" if path.is_dir() else path.with_name(f"{path.name}.metadata.json")).read_text("utf-8")
    )


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("form", "name"), _FILES.items())
def test_the_ending_of_the_path_says_the_form_and_metadata_stand_beside_it(run, tmp_path, form, name):
    said = run("export", tmp_path / name)
    assert (said.code, said.err) == (0, "")
    told = beside(tmp_path / name)
    assert told["format"] == form
    assert told["distribution"]
    for file in told["distribution"]:
        path = tmp_path / name / file["file"] if form == "folder" else tmp_path / name
        assert file["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert file["byteSize"] == path.stat().st_size
    assert [loss["table"] for loss in told["losses"]] == [loss.table for loss in LOSSES[form]]
    assert all(loss["th"] and loss["en"] for loss in told["losses"])


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("form", FORMS)
def test_a_form_can_be_asked_for_whatever_the_path_is_called(run, tmp_path, form):
    assert run("export", tmp_path / "given", "--format", form).code == 0
    assert (tmp_path / "given").is_dir() == (form == "folder")


@pytest.mark.usefixtures("filled")
def test_metadata_say_where_everything_comes_from_and_of_when_it_is(run, tmp_path, filled):
    run("export", tmp_path / "x.gpkg", "--as-of", "16 ก.พ. 2550")
    told = beside(tmp_path / "x.gpkg")
    assert told["as_of"] == "2007-02-16"
    assert told["invented"] is False
    assert told["register"] == {"name": "store.sqlite", "version": filled.version(), "hidden": []}
    assert datetime.datetime.fromisoformat(told["created"]).tzinfo is not None
    assert told["rows"]["initiatives"] == 2
    assert {"th", "en"} == set(told["title"]) == set(told["description"])
    sources = registry()
    wanted = sources[sources["file"].str.startswith("province/")]
    assert {source["file"] for source in told["source"]} == set(wanted["file"])
    assert all(source["licence"] and source["source"] for source in told["source"])
    assert told["creator"]["version"].count(".") == 2


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "words",
    [
        ("out.pdf",),
        ("out.gpkg", "--level", "tambon"),
        ("out.gpkg", "--as-of", "วันหนึ่ง"),
        ("out.gpkg", "--format", "shp"),
        ("out.geojson", "--level", "region"),
    ],
)
def test_what_cannot_be_exported_is_refused_on_one_line_and_nothing_is_written(run, tmp_path, words):
    said = run("export", tmp_path / words[0], *words[1:])
    assert said.code == 2
    assert len(said.err.splitlines()) == 1
    assert not list(tmp_path.glob("out*"))


@pytest.mark.usefixtures("filled")
def test_a_geojson_has_areas_where_a_level_is_asked_for(run, tmp_path):
    run("export", tmp_path / "a.geojson")
    run("export", tmp_path / "b.geojson", "--level", "tambon")
    counts = [
        len(json.loads((tmp_path / name).read_text("utf-8"))["features"]) for name in ("a.geojson", "b.geojson")
    ]
    assert counts == [2, 4]


@pytest.mark.usefixtures("filled")
def test_what_the_standard_has_no_word_for_is_left_out_and_said(run, tmp_path):
    said = run("export", tmp_path / "x.xml")
    assert "left out: 1 of work without an agency with a role" in said.out
    assert beside(tmp_path / "x.xml")["left_out"] == {"counts": {"agency": 1}, "initiatives": {"I2": "agency"}}


def test_help_says_what_every_form_cannot_carry(run):
    said = run("export", "--help").out
    for form, missing in LOSSES.items():
        assert f"{form}: " in said
        assert all(loss.said.english in said or loss.is_whole for loss in missing)


@pytest.mark.parametrize("form", FORMS)
def test_the_page_gets_name_bytes_and_metadata_of_every_form(form):
    name, content, told = export_bytes(full_records(), form, DAY, Level.TAMBON)
    assert name == f"songklong-nakhon-2024-06-30{FORMS[form].suffix or '.zip'}"
    assert len(content) > 100
    assert told["format"] == form
    assert told["as_of"] == "2024-06-30"


def test_a_folder_travels_as_one_zip_that_holds_its_metadata_too():
    _, content, _ = export_bytes(full_records(), "folder", DAY)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert set(archive.namelist()) == {"metadata.json", *(f"{name}.csv" for name in TABLES)}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_private_leaves_for_the_public(form):
    records = full_records()
    secrets = {
        str(value).encode()
        for name in PRIVATE_TABLES
        for column in records[name]
        if not TABLES[name].column(column).refers and records[name][column].dtype == "str"
        for value in records[name][column]
        if str(value).startswith(name)
    }
    assert len(secrets) > 10
    _, content, told = export_bytes(records, form, DAY, hidden=PRIVATE_TABLES)
    if form in ("folder", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(member) for member in archive.namelist())
    assert not any(secret in content for secret in secrets)
    assert told["register"]["hidden"] == sorted(PRIVATE_TABLES)
    assert not set(told["rows"]) & set(PRIVATE_TABLES)
    assert {loss.table for loss in losses(form, PRIVATE_TABLES)} >= set(PRIVATE_TABLES)


@pytest.mark.usefixtures("store")
def test_people_leave_under_pseudonyms_in_our_own_forms_alone_and_not_for_the_public(run, write, tmp_path):
    more = {"hats": "person,village_code,agency_id\nสมหญิง ใจดี,80060101,A2\n"}
    run("import", write({**SMALL, **more}))
    said = run("export", tmp_path / "out")
    assert "1 rows tell of people under pseudonyms" in said.out
    text = (tmp_path / "out" / "hats.csv").read_text("utf-8-sig")
    assert "person-" in text
    assert "สมหญิง" not in text
    run("export", tmp_path / "out", "--public")
    assert "person-" not in (tmp_path / "out" / "hats.csv").read_text("utf-8-sig")
    run("export", tmp_path / "x.gpkg")
    assert b"person-" not in (tmp_path / "x.gpkg").read_bytes()


def test_every_export_of_the_demo_takes_seconds_and_says_that_it_is_invented(demo_url):
    store = open_store(demo_url)
    marks = {
        "gpkg": "ข้อมูลสมมติ".encode(),
        "geojson": b'"invented":true',
        "hxl": "(สมมติ)".encode(),
        "iati": "<!-- ข้อมูลสมมติ".encode(),
    }
    for form in FORMS:
        began = time.process_time()
        _, content, told = export_bytes(store, form, level=Level.TAMBON)
        assert time.process_time() - began < 10, form
        assert told["invented"] is True
        assert "สมมติ" in told["notice"]["th"]
        assert told["as_of"] == "2026-11-20"
        assert marks.get(form, b"PK") in content
        assert {source["file"].split("/")[1] for source in told["source"] if "/" in source["file"]} >= {
            "demo"
        } or form


def test_boundaries_are_counted_by_quality(demo_url):
    _, _, told = export_bytes(open_store(demo_url), "geojson")
    assert {
        level: sum(told["boundaries"][level]["quality"].values()) for level in ("province", "amphoe", "tambon")
    } == {
        "province": 1,
        "amphoe": 23,
        "tambon": 170,
    }
    assert set(told["boundaries"]["village"]["quality"]) == {"approximate", "schematic"}


def test_the_demo_as_a_workbook_and_a_folder_is_the_demo_again(demo_url, tmp_path):
    store = open_store(demo_url)
    records = store.records()
    for form in ("xlsx", "folder"):
        _, content, _ = export_bytes(store, form)
        path = tmp_path / ("x.xlsx" if form == "xlsx" else "x")
        if form == "xlsx":
            path.write_bytes(content)
            assert CalamineWorkbook.from_path(path).sheet_names[0] == "ข้อมูลสมมติ"
        else:
            zipfile.ZipFile(io.BytesIO(content)).extractall(path)
        found = reading(path)
        assert found.problems == []
        assert all(found.records[name].equals(frame) for name, frame in records.items() if len(frame))


def test_the_demo_as_a_geopackage_holds_every_area(demo_url, tmp_path):
    (tmp_path / "x.gpkg").write_bytes(export_bytes(open_store(demo_url), "gpkg")[1])
    with sqlite3.connect(tmp_path / "x.gpkg") as connection:
        counts = [connection.execute(f'SELECT count(*), count(geom) FROM "{level}"').fetchone() for level in Level]
    assert counts == [(1, 1), (23, 23), (170, 170), (1558, 1558)]
