"""``boundaries fetch`` brings a file of the whole country and takes in the tambon of the store."""

import os
import random
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from onefile import Site, serving_site

from data.commands import fetch
from data.commands.progress import Progress
from data.schema import typed
from data.store import open_store
from geo.crs import METRIC, WGS84, to_metric
from tests import stores

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared")) / "boundaries"
OFFICIAL = SHARED / "nst_tambon_codab.geojson"
has_shared = pytest.mark.skipif(not OFFICIAL.exists(), reason=f"no official polygons at {SHARED} (SHARED_DIR)")

X, Y = 600_000, 900_000


def box(x, y, width=4000, height=4000):
    return shapely.box(X + x, Y + y, X + x + width, Y + y + height)


TAMBON = {"800601": box(0, 0), "800602": box(4000, 0), "900101": box(8000, 0), "900102": box(8000, 4000)}


def zipped(layers, folder):
    """Layers by name as the Shapefiles of one zip."""
    folder.mkdir()
    for name, layer in layers.items():
        layer.to_file(folder / f"{name}.shp", encoding="utf-8")
    with zipfile.ZipFile(folder / "nation.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.glob("tha_*")):
            archive.write(part, part.name)
    return (folder / "nation.zip").read_bytes()


def nation(tambon):
    """Layers of a file of the whole country around a layer of tambon, columns named as in COD-AB."""
    amphoe = tambon.assign(adm2_pcode=tambon["adm3_pcode"].str[:6]).dissolve("adm2_pcode").reset_index()
    lines = gpd.GeoDataFrame({"adm_level": [3]}, geometry=[tambon.union_all().boundary], crs=tambon.crs)
    return {
        "tha_admin2": amphoe[["adm2_pcode", "geometry"]],
        "tha_admin3": tambon[["adm3_pcode", "geometry"]].assign(adm2_pcode=tambon["adm3_pcode"].str[:6]),
        "tha_adminlines": lines,
        "tha_adminpoints": tambon[["adm3_pcode"]].set_geometry(tambon.representative_point()),
    }


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setattr(fetch, "LOCAL", tmp_path / "local")
    shapes = gpd.GeoSeries([*TAMBON.values()], crs=METRIC).to_crs(WGS84)
    tambon = gpd.GeoDataFrame({"adm3_pcode": [f"TH{code}" for code in TAMBON]}, geometry=shapes)
    with serving_site(Site(zipped(nation(tambon), tmp_path / "nation"))) as served:
        yield served


@pytest.fixture
def small(store):
    """A store of two tambon, one with two villages."""
    codes = ["80", "8006", "800601", "800602", "80060101", "80060102"]
    areas = {
        "code": codes,
        "name_th": ["นครศรีธรรมราช", "ลานสกา", "ท่าดี", "กำโลน", "บ้านเหนือ", "บ้านใต้"],
        "level": ["province", "amphoe", "tambon", "tambon", "village", "village"],
        "parent": [None, "80", "8006", "8006", "800601", "800601"],
    }
    store.apply({"areas": typed("areas", pd.DataFrame(areas))}, "test", "test")
    return store


def test_the_tambon_of_the_store_are_taken_from_a_file_of_the_whole_country(small, site, run):
    said = run("boundaries", "fetch", "--url", site.url(), "--sha256", site.sha256().upper())
    assert said.code == 0, said.err
    assert "the checksum is as expected" in said.out
    assert "took in the outlines of 2 areas of level tambon" in said.out
    assert small.boundaries("tambon")["quality"].to_dict() == {"800601": "official", "800602": "official"}
    assert to_metric(small.boundaries_full("tambon").geometry).area.tolist() == pytest.approx([16e6] * 2, rel=1e-6)
    assert small.boundaries("village").index.tolist() == ["80060101", "80060102", "800602"]
    assert set(small.boundaries("amphoe")["quality"]) == {"official"}
    assert "nothing changed" in run("boundaries", "fetch", "--url", site.url()).out


def test_without_a_checksum_to_compare_with_the_one_that_came_is_said_and_kept(small, site, run, tmp_path):
    said = run("boundaries", "fetch", "--url", site.url())
    assert said.code == 0
    assert f"sha256 {site.sha256()}" in said.out
    assert "was compared with none" in said.out
    (note,) = (tmp_path / "local" / "downloads").glob("*/nation.zip.sha256")
    assert note.read_text() == f"{site.sha256()}  nation.zip\n"
    assert small.boundaries("tambon")["quality"].eq("official").all()


def test_progress_goes_to_standard_error_a_line_at_each_tenth_where_it_is_no_terminal(small, site, run):
    said = run("boundaries", "fetch", "--url", site.url())
    lines = said.err.splitlines()
    assert 2 <= len(lines) <= 11
    assert all(
        re.fullmatch(r"ดาวน์โหลด \| downloading \[[#.]{30}\] +\d+ %  [\d.]+ / [\d.]+ MB", line) for line in lines
    )
    assert lines[-1].count("#") == 30
    assert small.version() == 2


def test_on_a_terminal_the_bar_redraws_itself_on_one_line(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress = Progress()
    for done in (0, 1, 2, 1000):
        progress(done, 1000)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.endswith("100 %  0.0 / 0.0 MB\n")
    assert said.count("\r") == 1


@pytest.mark.parametrize(
    ("words", "english"),
    [
        (["--url", "file:///etc/passwd.zip"], "--url must be https:// or http://"),
        (["--url", "ftp://example.org/x.zip"], "--url must be https:// or http://"),
        (["--url", "https://example.org/x.exe"], "end in .zip"),
        (["--url", "https://example.org/"], "end in .zip"),
        (["--sha256", "abc"], "--sha256 must be 64 hexadecimal digits"),
    ],
)
@pytest.mark.usefixtures("small")
def test_what_cannot_be_an_address_or_a_checksum_is_wrong_use(run, words, english):
    said = run("boundaries", "fetch", *words)
    assert said.code == 2
    (line,) = said.err.splitlines()
    assert english in line


@pytest.mark.usefixtures("url")
def test_nothing_is_downloaded_for_a_store_that_is_not_there(site, run):
    said = run("boundaries", "fetch", "--url", site.url())
    assert said.code == 1
    assert "there is no store" in said.err
    assert site.asked == []


@pytest.mark.parametrize(
    ("fault", "english"),
    [
        ({"status": 404}, "answers 404 and sends no file; https://data.humdata.org/dataset/cod-ab-tha"),
        ({"cut_after": 2000}, "what has come is kept"),
        ({"location": "file:///etc/passwd"}, "only http and https can"),
        ({"content": b"no zip"}, "nation.zip is damaged, breaks off, or is no zip"),
    ],
)
def test_what_goes_wrong_is_one_line_and_changes_nothing(small, site, run, fault, english):
    for name, value in fault.items():
        setattr(site, name, value)
    version = small.version()
    said = run("boundaries", "fetch", "--url", site.url())
    assert said.code == 1
    (line,) = [line for line in said.err.splitlines() if "downloading" not in line]
    assert english in line
    assert re.search("[\u0e00-\u0e7f]{3,}", line)
    assert small.version() == version


def test_a_wrong_checksum_keeps_nothing(small, site, run, tmp_path):
    said = run("boundaries", "fetch", "--url", site.url(), "--sha256", "0" * 64)
    assert said.code == 1
    assert "the file was not kept" in said.err
    assert not [file for file in (tmp_path / "local").rglob("*") if file.is_file()]
    assert small.boundaries("tambon").empty


def test_a_file_that_lacks_a_tambon_of_the_store_is_a_problem(small, site, run, tmp_path):
    shapes = gpd.GeoSeries([TAMBON["800601"]], crs=METRIC).to_crs(WGS84)
    site.content = zipped(nation(gpd.GeoDataFrame({"adm3_pcode": ["TH800601"]}, geometry=shapes)), tmp_path / "less")
    said = run("boundaries", "fetch", "--url", site.url())
    assert said.code == 1
    assert "[missing_area]" in said.err
    assert small.boundaries("tambon").empty


def test_a_geojson_of_the_whole_country_is_taken_too(small, site, run):
    shapes = gpd.GeoSeries([*TAMBON.values()], crs=METRIC).to_crs(WGS84)
    tambon = gpd.GeoDataFrame({"ADM3_PCODE": [f"TH{code}" for code in TAMBON]}, geometry=shapes)
    site.content = tambon.to_json().encode()
    assert run("boundaries", "fetch", "--url", site.url("nation.geojson")).code == 0
    assert small.boundaries("tambon").index.tolist() == ["800601", "800602"]


@has_shared
def test_the_official_tambon_of_the_province_are_taken_from_among_those_of_a_country(url, site, run, tmp_path):
    stores.shipped(tmp_path / "store.sqlite")
    official = gpd.read_file(OFFICIAL)
    abroad = official.iloc[:20].assign(adm3_pcode=[f"TH9001{number:02d}" for number in range(20)])
    site.content = zipped(nation(pd.concat([official, abroad], ignore_index=True)), tmp_path / "country")
    said = run("boundaries", "fetch", "--url", site.url(), "--sha256", site.sha256())
    assert said.code == 0, said.err
    store = open_store(url)
    full = store.boundaries_full("tambon")
    assert len(full) == 170
    official = official.set_index(official["adm3_pcode"].str.removeprefix("TH"))
    assert full.geometry.geom_equals(official.geometry.loc[full.index]).all()
    assert len(store.boundaries("village")) == 1558
    parents = store.boundaries_full("village").index.str[:6]
    own = to_metric(official.geometry).buffer(2)[parents].reset_index(drop=True)
    assert own.contains(to_metric(store.boundaries_full("village").geometry).reset_index(drop=True)).all()
    assert shapely.coverage_is_valid(store.boundaries_full("village").geometry.to_numpy())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal")
@pytest.mark.usefixtures("small")
def test_ctrl_c_leaves_what_has_come_for_the_next_time(site, run, url, tmp_path):
    with zipfile.ZipFile(tmp_path / "nation" / "nation.zip", "a") as archive:
        archive.writestr("readme.bin", random.Random(5).randbytes(300_000))
    site.content, site.stall_after = (tmp_path / "nation" / "nation.zip").read_bytes(), 200_000
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "  # a background job ignores it
        "import sys; from pathlib import Path; from data.commands import fetch; from data.__main__ import main; "
        f"fetch.LOCAL = Path({str(tmp_path / 'local')!r}); sys.exit(main(sys.argv[1:]))"
    )
    words = [sys.executable, "-c", program, "boundaries", "fetch", "--url", site.url()]
    environment = os.environ | {"DATABASE_URL": url}
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert site.has_stalled.wait(60)
        end = time.monotonic() + 30
        while time.monotonic() < end and not any(
            part.stat().st_size for part in (tmp_path / "local").rglob("*.part")
        ):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "Traceback" not in err.decode()
    assert "stopped: what has come is kept, the same command goes on" in err.decode().splitlines()[-1]
    (part,) = (tmp_path / "local").rglob("*.part")
    came = part.stat().st_size
    site.stall_after = None
    assert run("boundaries", "fetch", "--url", site.url(), "--sha256", site.sha256()).code == 0
    assert 0 < came <= 200_000
    assert site.asked[1] == f"bytes={came}-"
    assert out == b""
