"""Invented records: what leaves says so, and nothing invented comes in unseen."""

import pytest
from python_calamine import CalamineWorkbook
from small import SMALL

from data.store import make_store, open_store
from tests import stores

NOTICE = "ข้อมูลสมมติ"
INVENTED = {
    **SMALL,
    "initiatives": SMALL["initiatives"].replace("ประปาภูเขา", "ประปาภูเขา (สมมติ)").replace("ซ่อมฝาย", "ซ่อมฝาย (สมมติ)"),
    "agencies": SMALL["agencies"].replace("กลุ่มผู้ใช้น้ำ", "กลุ่มผู้ใช้น้ำ (สมมติ)"),
    "settings": "key,value\ninvented,yes\n",
}


@pytest.fixture
def invented(store, run, write):
    """A store of this test's own in which all is invented."""
    assert run("import", write(INVENTED, "made-up"), "--as-invented").code == 0
    assert store.settings() == {"invented": "yes"}
    return store


@pytest.fixture
def another(tmp_path, monkeypatch):
    """The address of a second store, the one that commands use from here on."""
    address = f"sqlite:///{tmp_path / 'another.sqlite'}"
    return lambda: monkeypatch.setenv("DATABASE_URL", address) or address


def is_notice(text):
    return "ข้อมูลสมมติทั้งหมด" in text and "All of this is invented" in text and "(สมมติ)" in text


@pytest.mark.usefixtures("invented")
def test_a_folder_of_invented_records_says_so_in_a_file_of_its_own(run, tmp_path):
    said = run("export", tmp_path / "out")
    assert (said.code, "all invented" in said.out, "ข้อมูลสมมติ" in said.out) == (0, True, True)
    assert is_notice((tmp_path / "out" / f"{NOTICE}.txt").read_text("utf-8-sig"))


@pytest.mark.usefixtures("invented")
def test_a_workbook_of_invented_records_opens_on_a_sheet_that_says_so(run, tmp_path):
    assert run("export", tmp_path / "out.xlsx").code == 0
    book = CalamineWorkbook.from_path(tmp_path / "out.xlsx")
    assert book.sheet_names[0] == NOTICE
    assert is_notice("\n".join(str(row[0]) for row in book.get_sheet_by_name(NOTICE).to_python()))


@pytest.mark.usefixtures("invented")
@pytest.mark.parametrize("source", ["store", "folder"])
def test_scores_of_invented_records_have_a_file_beside_them_that_says_so(run, tmp_path, source):
    words = ["--data", tmp_path / "made-up"] if source == "folder" else []
    said = run("score", *words, "--as-of", "2007-03-01", "--level", "tambon", "--out", tmp_path / "s.csv")
    assert (said.code, "all invented" in said.out) == (0, True)
    assert is_notice((tmp_path / f"s {NOTICE}.txt").read_text("utf-8-sig"))
    assert (tmp_path / "s.csv").read_text().startswith("area_code,villages,")


def test_what_is_not_invented_never_says_so_even_where_something_invented_lay_before(store, run, write, tmp_path):
    (tmp_path / "out").mkdir()
    for notice in (tmp_path / "out" / f"{NOTICE}.txt", tmp_path / f"s {NOTICE}.txt"):
        notice.write_text("of before")
    run("import", write(SMALL))
    said = run("export", tmp_path / "out")
    run("export", tmp_path / "out.xlsx")
    run("score", "--as-of", "2007-03-01", "--level", "tambon", "--out", tmp_path / "s.csv")
    assert "all invented" not in said.out
    assert not list(tmp_path.glob(f"**/*{NOTICE}*"))
    assert CalamineWorkbook.from_path(tmp_path / "out.xlsx").sheet_names[0] == "areas"
    assert store.settings() == {}


@pytest.mark.usefixtures("invented")
@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_invented_records_do_not_come_among_others_by_themselves(run, another, tmp_path, name):
    run("export", tmp_path / name)
    office = make_store(another())
    said = run("import", tmp_path / name)
    assert said.code == 1
    lines = said.err.splitlines()
    assert len(lines) == 3
    assert all("[invented_records]" in line and "สมมติ" in line and "are invented" in line for line in lines)
    assert "--as-invented" in said.err
    assert office.version() == 0


@pytest.mark.parametrize("table", ["initiatives", "agencies"])
def test_a_single_file_of_invented_records_is_known_by_its_mark(store, run, write, table):
    real = {name: text for name, text in SMALL.items() if name in ("areas", "themes")}
    run("import", write(real))
    file = write({table: INVENTED[table]}, "one") / f"{table}.csv"
    for words in ([], ["--as-invented"]):
        said = run("import", file, *words)
        assert (said.code, store.version()) == (1, 1)
        assert f"{table} {'title_th' if table == 'initiatives' else 'name_th'} [invented_records]" in said.err


def test_invented_records_never_come_into_a_store_that_holds_initiatives(store, run, write):
    run("import", write(SMALL))
    said = run("import", write(INVENTED, "made-up"), "--as-invented")
    assert said.code == 1
    assert "[invented_records]" in said.err
    assert store.settings() == {}
    assert not store.records()["initiatives"]["title_th"].str.contains("สมมติ").any()


def test_what_is_taken_in_as_invented_makes_the_store_say_so(invented, run, write, tmp_path):
    more = {"initiatives": "initiative_id,title_th\nI3,ทำนบ (สมมติ)\n"}
    said = run("import", write(more, "more"))
    assert (said.code, "all invented" in said.out) == (0, True)
    assert len(invented.records()["initiatives"]) == 3
    run("export", tmp_path / "out")
    assert (tmp_path / "out" / f"{NOTICE}.txt").exists()


@pytest.mark.long
def test_an_export_of_the_demo_makes_the_same_demo_in_a_fresh_store(url, run, another, tmp_path):
    stores.shipped(tmp_path / "store.sqlite", "demo")
    assert run("export", tmp_path / "out.xlsx").code == 0
    address = another()
    stores.shipped(tmp_path / "another.sqlite")
    assert run("import", tmp_path / "out.xlsx").code == 1
    said = run("import", tmp_path / "out.xlsx", "--as-invented")
    assert (said.code, "problem" in said.err, "note" in said.err) == (0, False, False)
    first, second = open_store(url).records(), open_store(address).records()
    assert all(frame.equals(second[table]) for table, frame in first.items())
    assert open_store(address).settings()["opening_as_of"] == "2026-11-20"


def test_the_office_store_that_is_not_made_yet_refuses_as_well(run, tmp_path, monkeypatch, write):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr("data.store.location.LOCAL", tmp_path / "local")
    folder = write({name: INVENTED[name] for name in ("agencies", "settings")}, "made-up")
    assert run("import", folder).code == 1
    assert not (tmp_path / "local").exists()
    assert run("import", folder, "--as-invented", "--dry-run").code == 0
