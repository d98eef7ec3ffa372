import datetime
import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import toy
from shapely.geometry import box, mapping
from small import SMALL

from data.schema import SCORE_COLUMNS
from data.store import open_store
from data.writers.records import write_folder
from geo.scores import evaluate, score

_THAI = re.compile("[\u0e00-\u0e7f]{3,}")
_ENGLISH = re.compile(r"[a-z]{2,} [a-z]{2,}")


def _is_refusal(said, code):
    """Whether a command ended with `code` and said why in both languages on whole lines, with no traceback."""
    lines = said.err.splitlines()
    return (
        said.code == code
        and bool(lines)
        and "Traceback" not in said.err
        and all(_THAI.search(line) and _ENGLISH.search(line) for line in lines)
    )


def test_a_new_store_holds_the_shipped_facts_and_a_second_init_leaves_it_alone(url, run):
    assert run("init").code == 0
    store = open_store(url)
    records = store.records()
    assert records["areas"]["level"].value_counts().to_dict() == {
        "village": 1553,
        "tambon": 170,
        "amphoe": 23,
        "province": 1,
    }
    assert records["initiatives"].empty
    assert [len(store.boundaries(level)) for level in ("province", "amphoe", "tambon")] == [1, 23, 170]
    version = store.version()
    again = run("init", "--sample", "public")
    assert again.code == 0
    assert "nothing was changed" in again.out
    assert store.version() == version


def test_the_public_sample_goes_through_the_ordinary_import(public_url):
    store = open_store(public_url)
    assert len(store.records()["initiatives"]) == 104
    assert store.settings()
    assert store.problems() == []


def test_the_demo_goes_through_the_ordinary_import(url, run):
    said = run("init", "--sample", "demo")
    assert said.code == 0
    assert "all invented" in said.out
    store = open_store(url)
    assert store.settings()["invented"] == "yes"
    assert set(store.settings()) >= {"integration_limits_3", "integration_limits_5"}
    assert store.problems() == []


def test_records_are_imported_shown_in_a_dry_run_and_changed(store, run, write):
    folder = write(SMALL)
    dry = run("import", folder, "--dry-run")
    assert (dry.code, store.version()) == (0, 0)
    assert "initiatives: 2 added, 0 changed, 0 unchanged" in dry.out
    done = run("import", folder, "--by", "สมหญิง")
    assert (done.code, store.version()) == (0, 1)
    assert "18 added" in done.out
    assert store.batches()["applied_by"].tolist() == ["สมหญิง"]
    changed = write({"titles_2564": "initiative_id;title_th\nI2;ซ่อมฝายใหม่\n"}, "more") / "titles_2564.csv"
    dry = run("import", changed, "--kind", "initiatives", "--dry-run")
    assert 'I2 title_th: "ซ่อมฝาย" → "ซ่อมฝายใหม่"' in dry.out
    assert store.version() == 1
    assert run("import", changed, "--kind", "initiatives").code == 0
    assert store.records()["initiatives"]["status"].tolist() == ["implementation", "closed"]


def test_a_file_with_any_problem_changes_nothing_and_all_are_said_a_line_each(store, run, write):
    folder = write({**SMALL, "ties": "from_id,to_id,kind\nI1,I1,co_work\nI1,I9,co_wrk\n"})
    said = run("import", folder)
    assert _is_refusal(said, 1)
    assert len(said.err.splitlines()) == 3
    assert 'ties row 3 kind [unknown_value] "co_wrk"' in said.err
    assert 'did you mean "co_work"?' in said.err
    assert store.version() == 0


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"code,name_th\nW,\xe0\xb8\x99\xe0\xb8",
        b'code,name_th\nW,"',
        b"code,name_th\nW,a\0",
        b"code,nmae_th\nW,a\n",
        b"code,name_th\nW,a,b\n",
        b"code,name_th,code\nW,a,b\n",
        b"code,name_th," + b",".join(b"c%d" % at for at in range(10_000)) + b"\nW,a\n",
        b"code,name_th\nW," + b"a" * 500_000 + b"\n",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"PK\x03\x04" + bytes(300),
    ],
)
def test_every_malformed_file_is_refused_in_both_languages(run, write, content):
    assert _is_refusal(run("import", write({"themes": content})), 1)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("seed", range(12))
def test_no_damage_to_a_file_ever_shows_a_traceback(run, write, seed):
    content = bytearray(SMALL["initiatives"].encode())
    for at in range(5):
        content[(seed * 7919 + at * 104729) % len(content)] = (seed * 31 + at * 17) % 256
    said = run("import", write({**SMALL, "initiatives": bytes(content)}), "--dry-run")
    assert said.code in (0, 1)
    assert "Traceback" not in said.err
    assert "unexpected" not in said.err


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["import", "/nowhere"], 1),
        (["import", "/nowhere/records.xlsx"], 1),
        (["import", "{tmp}/store.sqlite"], 1),
        (["import", "{tmp}"], 1),
        (["import"], 2),
        (["import", "x.csv", "--kind", "people"], 2),
        (["export", "{tmp}/x.shp"], 2),
        (["export", "{tmp}/x", "--format", "iati"], 1),
        (["export", "{tmp}/store.sqlite/x"], 1),
        (["score", "--as-of", "31/2/2550", "--level", "tambon", "--out", "{tmp}/s.csv"], 2),
        (["score", "--as-of", "3/4/50", "--level", "tambon", "--out", "{tmp}/s.csv"], 2),
        (["score", "--as-of", "2550-01-01", "--level", "tambom", "--out", "{tmp}/s.csv"], 2),
        (["score", "--level", "tambon", "--out", "{tmp}/s.csv"], 2),
        (["score", "--data", "/nowhere", "--as-of", "2007-01-01", "--level", "tambon", "--out", "{tmp}/s.csv"], 1),
        (["boundaries"], 2),
        (["boundaries", "import", "x", "--level", "hamlet"], 2),
        (["boundaries", "import", "/nowhere.geojson", "--level", "tambon"], 1),
        (["boundaries", "import", "{tmp}/store.sqlite", "--level", "tambon"], 1),
        (["fly"], 2),
        ([], 2),
    ],
)
def test_every_wrong_call_says_why_in_both_languages(run, tmp_path, words, code):
    assert _is_refusal(run(*(word.format(tmp=tmp_path) for word in words)), code)
    assert not (tmp_path / "s.csv").exists()


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize(
    "words",
    [["import", "."], ["export", "x"], ["check"], ["score", "--as-of", "2550", "--level", "tambon", "--out", "x"]],
)
def test_a_missing_store_names_the_command_that_makes_it(run, words):
    said = run(*words)
    assert said.code == 1
    assert "python -m data init" in said.err.splitlines()[-1]
    assert "Traceback" not in said.err


@pytest.mark.usefixtures("store")
def test_a_locked_store_is_said(run, write, tmp_path):
    other = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert _is_refusal(run("import", write(SMALL)), 1)
    other.close()


@pytest.mark.usefixtures("url")
def test_a_store_that_is_no_database_is_said(run, tmp_path):
    (tmp_path / "store.sqlite").write_bytes(b"no database" * 1000)
    for words in (["init"], ["check"], ["export", "x"]):
        assert _is_refusal(run(*words), 1)
    assert (tmp_path / "store.sqlite").read_bytes() == b"no database" * 1000


@pytest.mark.usefixtures("store")
def test_an_export_comes_back_as_nothing_new(run, write, tmp_path):
    run("import", write(SMALL))
    for name in ("out", "out.xlsx"):
        assert run("export", tmp_path / name).code == 0
        said = run("import", tmp_path / name)
        assert "nothing changed in" in said.out
        assert "0 added, 0 changed, 18 unchanged" in said.out
    assert run("export", tmp_path / "book", "--format", "xlsx").code == 0
    assert (tmp_path / "book").read_bytes().startswith(b"PK")


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize("level", ["province", "amphoe", "tambon", "village"])
def test_scores_of_a_folder_are_those_of_the_core_and_need_no_store(run, tmp_path, level):
    write_folder(toy.toy_records(), tmp_path / "toy")
    out = tmp_path / "scores.csv"
    said = run("score", "--data", tmp_path / "toy", "--as-of", "30 มิ.ย. 2567", "--level", level, "--out", out)
    assert (said.code, said.err) == (0, "")
    assert out.read_bytes().startswith(b"area_code,")
    found = pd.read_csv(out, dtype={"area_code": "str"})
    assert tuple(found.columns) == SCORE_COLUMNS
    expected = score(evaluate(toy.toy_records(), toy.DAY), level)
    pd.testing.assert_frame_equal(found, expected, check_dtype=False, rtol=1e-12)
    assert not (tmp_path / "store.sqlite").exists()


def test_scores_of_the_store_are_those_of_its_export(store, run, write, tmp_path):
    run("import", write(SMALL))
    run("export", tmp_path / "out")
    day = datetime.date(2007, 6, 30).isoformat()
    run("score", "--as-of", day, "--level", "tambon", "--out", tmp_path / "a.csv")
    run("score", "--data", tmp_path / "out", "--as-of", day, "--level", "tambon", "--out", tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert pd.read_csv(tmp_path / "a.csv")["fronts"].tolist() == [1, 0]
    assert store.version() == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("participation", "initiative_id,agency_id\nI1,A9\n"),
        ("participation", "initiative_id,agency_id\nI9,A1\n"),
        ("initiatives", "initiative_id,title_th,areas\nI1,ก,999999\nI2,ข,\n"),
        ("coverage", "agency_id,area_code\nA1,9\n"),
        ("areas", ""),
    ],
)
def test_a_folder_with_problems_is_not_scored(run, write, tmp_path, name, text):
    folder = write({**SMALL, name: text})
    out = tmp_path / "s.csv"
    assert _is_refusal(run("score", "--data", folder, "--as-of", "2007-06-30", "--level", "tambon", "--out", out), 1)
    assert not out.exists()


def test_a_folder_without_themes_takes_any_and_one_with_themes_only_those(run, write, tmp_path):
    words = ["--as-of", "2007-06-30", "--level", "tambon", "--out", tmp_path / "s.csv"]
    strange = {**SMALL, "initiatives": "initiative_id,title_th,themes,areas\nI1,ก,W9,800601\nI2,ข,,\n"}
    free = write({name: text for name, text in strange.items() if name != "themes"}, "free")
    assert run("score", "--data", free, *words).code == 0
    assert "[unknown_theme]" in run("score", "--data", write(strange, "listed"), *words).err


def test_a_folder_without_areas_is_not_scored_and_one_with_nothing_else_is(run, write, tmp_path):
    words = ["--as-of", "2007-06-30", "--level", "tambon", "--out", tmp_path / "s.csv"]
    assert _is_refusal(run("score", "--data", write({"themes": SMALL["themes"]}, "a"), *words), 1)
    assert run("score", "--data", write({"areas": SMALL["areas"]}, "b"), *words).code == 0
    assert pd.read_csv(tmp_path / "s.csv")["duplication_state"].tolist() == ["no_record", "no_record"]


@pytest.mark.usefixtures("store")
def test_five_thousand_rows_are_imported_at_once(run, write):
    titles = "".join(f"P{at},โครงการ {at},{at % 6 + 1},16/2/2550,W1;W2,800601;80060102\n" for at in range(5000))
    partners = "".join(f"P{at},A{at % 2 + 1},{at % 4 + 1},ใช่\n" for at in range(5000))
    heading = "initiative_id,title_th,status,start_date,themes,areas\n"
    folder = write(
        {
            **SMALL,
            "initiatives": heading + titles,
            "participation": "initiative_id,agency_id,role,co_act\n" + partners,
            "ties": "",
        }
    )
    (folder / "ties.csv").unlink()
    said = run("import", folder)
    assert said.code == 0, said.err


@pytest.mark.usefixtures("store")
def test_check_says_what_is_sound_and_what_is_missing(run, write):
    run("import", write(SMALL))
    said = run("check")
    assert (said.code, said.err) == (0, "")
    assert "the store is sound" in said.out
    assert "participations without a role: 1" in said.out
    assert "tambon without an outline: 2" in said.out
    assert "pandas" in said.out


def test_outlines_are_taken_in_and_those_of_another_province_are_refused(run, write, store):
    run("import", write(SMALL))
    squares = {"800601": 99.7, "800602": 99.8}
    file = write({"t.geojson": json.dumps(_layer(squares))}, "outlines") / "t.geojson"
    assert run("boundaries", "import", file, "--level", "tambon").code == 0
    assert store.boundaries("tambon")["quality"].tolist() == ["official", "official"]
    assert len(store.boundaries("amphoe")) == 1
    version = store.version()
    file.write_text(json.dumps(_layer({"900101": 99.7, "900102": 99.8})))
    assert _is_refusal(run("boundaries", "import", file, "--level", "tambon"), 1)
    assert store.version() == version


def _layer(squares):
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": mapping(box(west, 8.3, west + 0.1, 8.4))}
        for code, west in squares.items()
    ]
    return {"type": "FeatureCollection", "features": features}


@pytest.mark.usefixtures("store")
def test_check_finds_a_reference_to_nothing(run, tmp_path):
    connection = sqlite3.connect(tmp_path / "store.sqlite")
    connection.execute("INSERT INTO coverage (record_key, agency_id, area_code) VALUES ('x', 'A9', '80')")
    connection.commit()
    connection.close()
    assert _is_refusal(run("check"), 1)


@pytest.mark.parametrize(
    "command", ["init", "import", "export", "score", "boundaries", "check", "account", "backup", "restore", "erase"]
)
def test_every_command_explains_itself(run, command):
    said = run(command, "--help")
    assert said.code == 0
    assert "--help" in said.out
    listed = run("--help").out
    assert command in listed


@pytest.mark.usefixtures("store")
def test_an_unexpected_failure_is_one_line_with_a_number(run, monkeypatch, tmp_path):
    monkeypatch.setattr("data.__main__.LOCAL", tmp_path / "local")
    monkeypatch.setattr("data.commands.check.missing", lambda _store: 1 / 0)
    said = run("check")
    assert _is_refusal(said, 1)
    number = re.search(r"log (\w+)", said.err)[1]
    assert "ZeroDivisionError" in (tmp_path / "local" / "log" / f"{number}.txt").read_text()


@pytest.mark.usefixtures("url")
def test_the_command_line_answers_in_thai_whatever_the_terminal(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "ascii"}
    words = [sys.executable, "-m", "data", "import", "/nowhere"]
    done = subprocess.run(words, capture_output=True, cwd=tmp_path, env=environment, check=False)
    assert done.returncode == 1
    assert "ยังไม่มีฐานข้อมูล" in done.stderr.decode("utf-8")
