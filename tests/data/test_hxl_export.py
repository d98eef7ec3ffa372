"""The 4W table: headings, hashtags, a row per work, place and theme, and no cell that runs."""

import csv

from full import full_content
from toy import DAY, toy_records

from data.schema import typed
from data.writers.content import Content
from data.writers.hxl import write_hxl


def written(content, folder):
    write_hxl(content, folder / "x.csv")
    content = (folder / "x.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    headings, tags, *rows = csv.reader(content.decode("utf-8-sig").splitlines())
    return headings, tags, [dict(zip(tags, row, strict=True)) for row in rows]


def test_a_row_of_headings_and_a_row_of_hashtags_stand_above_all_rows(tmp_path):
    headings, tags, rows = written(full_content(), tmp_path)
    assert all(tag.startswith("#") and tag == tag.lower() for tag in tags)
    assert len(set(tags)) == len(tags) == len(headings)
    assert all(" | " in heading for heading in headings)
    assert {"#org+funder+code", "#org+impl+code", "#adm3+code", "#sector+code", "#date+start", "#status"} <= set(tags)
    assert len(rows) == 2


def test_an_initiative_has_a_row_for_each_place_and_theme_and_agencies_stand_under_their_roles(tmp_path):
    _, _, rows = written(Content(toy_records(), DAY), tmp_path)
    weir = [row for row in rows if row["#activity+code"] == "weir"]
    assert [row["#adm4+code"] for row in weir] == ["80010101", "80010102"]
    assert {row["#adm3+code"] for row in weir} == {"800101"}
    pumps = [row for row in rows if row["#activity+code"] == "pumps"]
    assert [(row["#adm3+code"], row["#adm4+code"]) for row in pumps] == [("800101", "")]
    assert (pumps[0]["#org+impl+code"], pumps[0]["#org+extending+code"]) == ("foundation", "college")
    assert (pumps[0]["#sector+code"], pumps[0]["#subsector+code"]) == ("W", "W1")
    market = [row for row in rows if row["#activity+code"] == "market"]
    assert (market[0]["#sector+code"], market[0]["#subsector+code"]) == ("J", "")
    filters = [row for row in rows if row["#activity+code"] == "filter"]
    assert [row["#org+accountable+code"] for row in filters] == ["users", "foundation"]
    assert [row["#org+impl+code"] for row in filters] == ["college", ""]
    course = [row for row in rows if row["#activity+code"] == "course"]
    assert [(row["#org+impl+code"], row["#org+unspecified+code"]) for row in course] == [("college", "users")]


def test_work_without_a_place_or_agency_keeps_its_row(tmp_path):
    records = toy_records()
    work = records["initiatives"].assign(areas=None, themes=None)
    _, _, rows = written(Content(records | {"initiatives": typed("initiatives", work)}, DAY), tmp_path)
    assert len({row["#activity+code"] for row in rows}) == len(work)


def test_no_cell_can_run_in_a_spreadsheet_and_numbers_stay_numbers(tmp_path):
    content = full_content()
    work = content.table("initiatives").assign(title_th="=1+1", description="@SUM(A1)", longitude=-12.5)
    _, _, rows = written(full_content(initiatives=typed("initiatives", work)), tmp_path)
    assert {row["#activity+name+i_th"] for row in rows} == {"'=1+1"}
    assert {row["#description+i_th"] for row in rows} == {"'@SUM(A1)"}
    assert {row["#geo+lon"] for row in rows} == {"-12.5"}


def test_invented_records_say_so_in_every_row(tmp_path):
    told = typed("settings", {"key": ["invented"], "value": ["yes"]})
    _, _, rows = written(full_content(settings=told), tmp_path)
    assert {row["#meta+notice"] for row in rows} == {"(สมมติ) (invented)"}
    assert "#meta+notice" not in written(full_content(), tmp_path)[1]
