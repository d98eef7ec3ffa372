"""Outlines of villages follow what they rest on: tambon, points and official outlines, however these arrive."""

import json
import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.commands.facts import shipped, shipped_cells
from data.commands.villages import settle_villages
from data.desk.villages import are_villages_stale
from data.schema import typed
from data.store import open_store
from geo.crs import METRIC, WGS84, to_metric
from geo.errors import GeoError
from tests import stores

SHARED = Path(os.environ.get("SHARED_DIR", Path(__file__).parents[3] / "shared")) / "boundaries"
OFFICIAL = [SHARED / "nst_tambon_codab.geojson", SHARED / "nst_tambon_codab_full.gpkg"]
has_shared = pytest.mark.skipif(not OFFICIAL[0].exists(), reason=f"no official polygons at {SHARED} (SHARED_DIR)")

X, Y = 600_000, 900_000
SQUARES = {"800601": (0, 0), "800602": (4000, 0)}
VILLAGES = ["80060101", "80060102", "80060103", "80060201", "80060202"]


def box(x, y, width=4000, height=4000):
    return shapely.box(X + x, Y + y, X + x + width, Y + y + height)


def wgs84(shapes):
    return gpd.GeoSeries(shapes, crs=METRIC).to_crs(WGS84)


def degrees(x, y):
    (place,) = wgs84([shapely.Point(X + x, Y + y)])
    return place.x, place.y


def outlines(quality="approximate"):
    shapes = wgs84([box(*corner) for corner in SQUARES.values()])
    columns = {"quality": quality, "source": "drawn"}
    return gpd.GeoDataFrame(columns, index=pd.Index(SQUARES, name="area_code"), geometry=shapes.to_numpy(), crs=WGS84)


@pytest.fixture
def before(store):
    """A store of two square tambon as the earlier version kept it: records and outlines, none of villages."""
    codes = ["80", "8006", *SQUARES, "800603", *VILLAGES]
    names = ["นครศรีธรรมราช", "ลานสกา", "ท่าดี", "กำโลน", "ขุนทะเล", *(f"บ้าน {code}" for code in VILLAGES)]
    areas = {
        "code": codes,
        "name_th": names,
        "level": ["province", "amphoe", *["tambon"] * 3, *["village"] * 5],
        "parent": [None, "80", "8006", "8006", "8006", *(code[:6] for code in VILLAGES)],
    }
    store.replace_layers({"tambon": (outlines(), outlines())})
    store.apply({"areas": typed("areas", pd.DataFrame(areas))}, "test", "test")
    return store


@pytest.fixture
def small(before):
    assert settle_villages(before)
    return before


def area_rows(**places):
    lines = [f"{code[1:]},บ้าน,{x},{y}\n" for code, (x, y) in places.items()]
    return {"areas": "code,name_th,longitude,latitude\n" + "".join(lines)}


@pytest.fixture
def draw(tmp_path):
    """Write features drawn in metres as GeoJSON."""

    def _draw(shapes, name="villages.geojson"):
        frame = gpd.GeoDataFrame({"code": [*shapes]}, geometry=wgs84([*shapes.values()]).to_numpy(), crs=WGS84)
        frame.to_file(tmp_path / name)
        return tmp_path / name

    return _draw


def qualities(store):
    return store.boundaries("village")["quality"].to_dict()


def areas_m2(store):
    return to_metric(store.boundaries_full("village").geometry).area


def test_a_store_of_the_earlier_version_gets_its_village_outlines_when_init_runs(before, run):
    said = run("init")
    assert "outlines of villages of the store" in said.out
    assert qualities(before) == dict.fromkeys(VILLAGES, "schematic")
    version = before.version()
    assert "nothing was changed" in run("init").out
    assert before.version() == version


def test_a_store_of_the_earlier_version_gets_its_village_outlines_when_anything_is_imported(before, run, write):
    run("import", write({"themes": "code,parent,name_th\nW,,น้ำ\n"}))
    assert list(qualities(before)) == VILLAGES


def test_points_that_an_ordinary_import_brings_move_the_outlines(small, run, write):
    x, y = degrees(1000, 2000)
    assert run("import", write(area_rows(c80060101=(x, y)))).code == 0
    assert qualities(small)["80060101"] == "approximate"
    assert small.boundaries("village").geometry["80060101"].contains(shapely.Point(x, y))
    assert not are_villages_stale(small)
    version = small.version()
    run("import", write(area_rows(c80060101=(x, y))))
    assert small.version() == version


def test_a_village_that_an_import_adds_gets_its_share(small, run, write):
    assert run("import", write({"areas": "code,name_th\n80060203,บ้านใหม่\n"})).code == 0
    assert areas_m2(small)[["80060201", "80060202", "80060203"]].tolist() == pytest.approx([16e6 / 3] * 3, rel=0.05)


def test_official_tambon_divide_their_villages_anew_in_the_same_change(small, run, draw):
    version = small.version()
    shapes = {"800601": box(0, 0, 6000), "800602": box(6000, 0, 2000), "800603": box(0, 4000, 8000)}
    assert run("boundaries", "import", draw(shapes, "t.geojson"), "--level", "tambon").code == 0
    assert small.version() == version + 1
    found = areas_m2(small)
    assert found[VILLAGES].tolist() == pytest.approx([8e6] * 3 + [4e6] * 2, rel=0.05)
    assert found["800603"] == pytest.approx(32e6, rel=0.01)
    assert qualities(small)["800603"] == "official"
    assert not are_villages_stale(small)


def test_official_outlines_of_some_villages_leave_the_others_the_rest(small, run, draw):
    said = run("boundaries", "import", draw({"80060102": box(0, 0, 1000)}), "--level", "village")
    assert (said.code, said.err) == (0, "")
    assert qualities(small) == dict.fromkeys(VILLAGES, "schematic") | {"80060102": "official"}
    found = areas_m2(small)
    assert found["80060102"] == pytest.approx(4e6, rel=0.001)
    assert found[["80060101", "80060103"]].tolist() == pytest.approx([6e6] * 2, rel=0.05)
    assert shapely.coverage_is_valid(small.boundaries("village").geometry.to_numpy())
    assert set(small.boundaries("village").loc[["80060102"], "source"]) == {"villages.geojson"}


def test_official_outlines_of_villages_stay_as_they_came_when_tambon_arrive(small, run, draw):
    run("boundaries", "import", draw({"80060102": box(0, 0, 1000)}), "--level", "village")
    kept = small.boundaries_full("village").loc["80060102"]
    shapes = {"800601": box(0, 0, 3000), "800602": box(3000, 0, 5000), "800603": box(0, 4000, 8000)}
    assert run("boundaries", "import", draw(shapes, "t.geojson"), "--level", "tambon").code == 0
    after = small.boundaries_full("village")
    assert after.loc["80060102"].equals(kept)
    assert areas_m2(small)[["80060101", "80060103"]].tolist() == pytest.approx([4e6] * 2, rel=0.05)


def test_a_second_file_of_villages_adds_to_the_first_and_replaces_those_it_names(small, run, draw):
    run(
        "boundaries",
        "import",
        draw({"80060102": box(0, 0, 1000), "80060201": box(4000, 0, 500)}),
        "--level",
        "village",
    )
    second = draw({"80060101": box(3000, 0, 1000), "80060201": box(4000, 0, 2000)})
    assert run("boundaries", "import", second, "--level", "village").code == 0
    found = areas_m2(small)
    assert found[["80060101", "80060102", "80060201"]].tolist() == pytest.approx([4e6, 4e6, 8e6], rel=0.001)
    assert [*qualities(small).values()].count("official") == 3


def test_a_village_that_overlaps_one_that_stays_is_a_problem_and_changes_nothing(small, run, draw):
    run("boundaries", "import", draw({"80060102": box(0, 0, 1000)}), "--level", "village")
    version = small.version()
    said = run("boundaries", "import", draw({"80060101": box(500, 0, 1000)}), "--level", "village")
    assert said.code == 1
    (line,) = said.err.splitlines()
    assert "[overlap]" in line
    assert small.version() == version


def test_a_village_outside_its_tambon_is_a_problem_where_the_tambon_is_official(small, run, draw):
    far = draw({"80060102": box(6000, 0, 1000)})
    assert run("boundaries", "import", far, "--level", "village").code == 0
    small.replace_layers({"tambon": (outlines("official"), outlines("official"))})
    said = run("boundaries", "import", far, "--level", "village")
    assert said.code == 1
    assert "[away]" in said.err


def test_check_says_of_which_quality_village_outlines_are_and_whether_they_are_stale(small, run, draw):
    run("boundaries", "import", draw({"80060102": box(0, 0, 1000)}), "--level", "village")
    said = run("check")
    assert "1 official, 0 approximate, 4 schematic" in said.out
    assert "rest on what was before" not in said.out
    small.replace_layers({"tambon": (outlines("official"), outlines("official"))})
    assert "rest on what was before" in run("check").out
    assert "divided anew" in run("init").out
    assert "rest on what was before" not in run("check").out


def test_outlines_that_cannot_be_made_are_a_note_and_the_import_stands(small, run, write, monkeypatch):
    def refuse(*_arguments):
        raise GeoError("a tambon was too thin")

    monkeypatch.setattr("data.desk.villages.village_sites", refuse)
    said = run("import", write({"areas": "code,name_th\n80060203,บ้านใหม่\n"}))
    assert said.code == 0
    assert "note: outlines of villages could not be made anew: a tambon was too thin" in said.err
    assert len(said.err.splitlines()) == 1
    monkeypatch.undo()
    assert are_villages_stale(small)


def test_without_outlines_of_tambon_there_are_none_of_villages_and_official_ones_are_kept(store, run, write, draw):
    run("import", write({"areas": "code,name_th\n80,นคร\n8006,ลานสกา\n800601,ท่าดี\n80060101,ก\n80060102,ข\n"}))
    assert store.boundaries("village").empty
    assert run("boundaries", "import", draw({"80060102": box(0, 0, 1000)}), "--level", "village").code == 0
    assert qualities(store) == {"80060102": "official"}


@pytest.fixture(scope="module")
def shipped_url(tmp_path_factory):
    """A store as ``init`` makes it."""
    return stores.shipped(tmp_path_factory.mktemp("shipped") / "store.sqlite")


def test_a_new_store_has_an_outline_for_every_village_and_every_town_tambon(shipped_url):
    store = open_store(shipped_url)
    areas = store.records()["areas"]
    villages = areas["code"][areas["level"] == "village"]
    cells = store.boundaries("village")
    assert len(cells) == 1553 + 5
    assert villages.isin(cells.index).all()
    assert cells["quality"].value_counts().to_dict() == {"approximate": 794, "schematic": 764}
    whole = shapely.coverage_union_all(cells.geometry.to_numpy())
    province = store.boundaries("province").geometry.iloc[0]
    assert shapely.hausdorff_distance(whole, province) < 2e-5
    assert not are_villages_stale(store)


@pytest.mark.long
@has_shared
def test_every_village_lies_inside_its_official_tambon(tmp_path, run, monkeypatch):
    path = OFFICIAL[1]  # whole outlines; the smaller ones that travel come in by the test of fetching
    stores.shipped(tmp_path / "copy.sqlite")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'copy.sqlite'}")
    assert run("boundaries", "import", path, "--level", "tambon").code == 0
    store = open_store(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    official = gpd.read_file(path)
    official = to_metric(official.set_index(official["adm3_pcode"].str.removeprefix("TH")).geometry)
    for cells, outlines in (
        (store.boundaries_full("village"), official),
        (store.boundaries("village"), to_metric(store.boundaries("tambon").geometry)),
    ):
        metric = to_metric(cells.geometry)
        own = outlines[metric.index.str[:6]].buffer(2).set_axis(metric.index)
        assert len(metric) == 1558
        assert own.contains(metric).all()
        assert metric.area.sum() == pytest.approx(outlines.area.sum(), rel=1e-4)
        assert shapely.coverage_is_valid(cells.geometry.to_numpy())
    assert not are_villages_stale(store)
    assert store.boundaries("village")["quality"].value_counts()["official"] == 5


def test_points_are_taken_for_the_villages_they_name(small, run, draw):
    x, y = degrees(1000, 2000)
    file = draw({"80060101": shapely.Point(X + 1000, Y + 2000), "80060201": shapely.Point(X + 5000, Y + 100)})
    said = run("boundaries", "import", file, "--level", "village")
    assert (said.code, said.err) == (0, "")
    assert "took in the points of 2 villages" in said.out
    areas = small.records()["areas"].set_index("code")
    assert areas.loc["80060101", ["longitude", "latitude"]].tolist() == pytest.approx([x, y], abs=1e-6)
    assert areas.loc["80060101", "name_th"] == "บ้าน 80060101"
    assert qualities(small) == dict.fromkeys(VILLAGES, "schematic") | {
        "80060101": "approximate",
        "80060201": "approximate",
    }
    version = small.version()
    assert "nothing changed" in run("boundaries", "import", file, "--level", "village").out
    assert small.version() == version


@pytest.mark.parametrize("name", ["points.gpkg", "points.shp.zip"])
def test_points_come_in_every_form_and_coordinate_system(small, run, tmp_path, name):
    places = gpd.GeoSeries(
        [shapely.MultiPoint([(X + 1000, Y + 2000)]), shapely.MultiPoint([(X + 5000, Y + 100)])], crs=METRIC
    )
    gpd.GeoDataFrame({"TH": ["TH80060101", "TH80060201"]}, geometry=places).to_file(tmp_path / name)
    assert run("boundaries", "import", tmp_path / name, "--level", "village").code == 0
    areas = small.records()["areas"].set_index("code")
    assert areas.loc["80060201", ["longitude", "latitude"]].tolist() == pytest.approx(degrees(5000, 100), abs=1e-6)


def feature(code, *place):
    geometry = {"type": "Point", "coordinates": list(place)} if place else None
    return {"type": "Feature", "properties": {"code": code, "name": "บ้าน 80060102"}, "geometry": geometry}


def test_every_problem_of_points_is_said_at_once_and_nothing_is_kept(small, run, tmp_path):
    small.replace_layers({"tambon": (outlines("official"), outlines("official"))})
    settle_villages(small)
    version = small.version()
    near, far = degrees(-900, 2000), degrees(-1100, 2000)
    features = [
        feature("80060101", *near),
        feature("80069999", *near),
        feature("80060102", *near),
        feature("80060102", *near),
        feature("80060103"),
        feature("80060201", "99.5", "8.4"),
        feature("80060202", 199.5, 8.4),
        feature(None, *near),
        feature("80060103", *far),
        {**feature("80060103"), "geometry": {"type": "MultiPoint", "coordinates": [[99, 8], [99, 9]]}},
    ]
    file = tmp_path / "points.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    said = run("boundaries", "import", file, "--level", "village", "--name", "name")
    assert said.code == 1
    found = [line.partition("boundaries ")[2].partition("]")[0] + "]" for line in said.err.splitlines()]
    assert sorted(found) == sorted(
        [
            "แถว 8 code [missing_value]",
            "แถว 4 code [duplicate_key]",
            "แถว 10 code [duplicate_key]",
            "แถว 2 code [unknown_area]",
            "แถว 5 geometry [missing_value]",
            "แถว 6 geometry [bad_number]",
            "แถว 7 geometry [out_of_range]",
            "แถว 10 geometry [not_point]",
            "แถว 9 geometry [away]",
        ]
    )
    assert 'did you mean "80060102"?' in said.err
    assert small.version() == version


def test_points_are_not_held_against_approximate_tambon(small, run, draw):
    file = draw({"80060101": shapely.Point(X - 9000, Y + 2000)})
    assert run("boundaries", "import", file, "--level", "village").code == 0
    assert qualities(small)["80060101"] == "schematic"


def test_points_that_state_no_coordinate_system_are_a_problem(small, run, tmp_path):
    with pytest.warns(UserWarning, match="'crs' was not provided"):
        gpd.GeoDataFrame({"code": ["80060101"]}, geometry=[shapely.Point(99.5, 8.4)]).to_file(tmp_path / "p.shp.zip")
    said = run("boundaries", "import", tmp_path / "p.shp.zip", "--level", "village")
    assert said.code == 1
    assert "[unknown_crs]" in said.err
    assert np.isnan(small.records()["areas"].set_index("code").loc["80060101", "longitude"])


def test_points_at_another_level_stay_a_problem(small, run, draw):
    said = run("boundaries", "import", draw({"800601": shapely.Point(X, Y)}, "p.geojson"), "--level", "tambon")
    assert said.code == 1
    assert "[points]" in said.err
    assert small.boundaries("tambon")["quality"].tolist() == ["approximate"] * 2


def test_shipped_outlines_and_records_make_the_store_that_the_earlier_version_made(store, run):
    records = shipped("none")
    layers = {level: (cells, cells) for level, cells in shipped_cells(records["areas"]).items()}
    store.replace_layers(layers)
    store.apply(records, "test", "test")
    assert run("init").code == 0
    assert len(store.boundaries("village")) == 1558
