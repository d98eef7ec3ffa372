import json
import os
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from data.commands.boundaries import keep_boundaries, read_boundaries
from data.commands.facts import shipped, shipped_cells
from data.commands.layers import LayerFile
from data.commands.villages import ground_of
from data.errors import FileError
from data.schema import typed
from geo.crs import METRIC, WGS84, to_metric

SHARED = Path(os.environ.get("SHARED_DIR", Path(__file__).parents[3] / "shared")) / "boundaries"
SMALL = SHARED / "nst_tambon_codab.geojson"
FULL = SHARED / "nst_tambon_codab_full.gpkg"
has_shared = pytest.mark.skipif(not SMALL.exists(), reason=f"no official polygons at {SHARED} (SHARED_DIR)")

CODES = ["800601", "800602", "800701", "800702"]
X, Y = 600_000, 900_000


def box(x, y, width=1000, height=1000):
    return shapely.box(X + x, Y + y, X + x + width, Y + y + height)


SHAPES = [box(0, 0), box(1000, 0), box(0, 1000), box(1000, 1000)]


def layer(shapes=SHAPES, codes=CODES, **columns):
    """Outlines drawn in metres, in WGS84, with their codes as COD-AB writes them."""
    geometry = gpd.GeoSeries(shapes, crs=METRIC).to_crs(WGS84)
    codes = [code and f"TH{code}" for code in codes]
    return gpd.GeoDataFrame({"adm3_pcode": codes, **columns}, geometry=geometry)


def import_boundaries(store, path, level, **columns):
    """Keep the outlines of a file if it has no problems; return them."""
    outlines, problems = read_boundaries(ground_of(store), LayerFile(path, **columns), level)
    if outlines is not None:
        keep_boundaries(store, level, outlines)
    return problems


@pytest.fixture
def small(store):
    """A store of one province of two amphoe of two square tambon each."""
    centres = gpd.GeoSeries(SHAPES, crs=METRIC).centroid.to_crs(WGS84)
    codes = ["80", "8006", "8007", *CODES]
    areas = {
        "code": codes,
        "name_th": ["นครศรีธรรมราช", "ลานสกา", "ทุ่งสง", "ท่าดี", "กำโลน", "ชะมาย", "หนองหงส์"],
        "level": ["province", "amphoe", "amphoe", *["tambon"] * 4],
        "parent": [None, "80", "80", "8006", "8006", "8007", "8007"],
        "longitude": [None, None, None, *centres.x],
        "latitude": [None, None, None, *centres.y],
    }
    frame = typed("areas", pd.DataFrame(areas))
    store.apply({"areas": frame}, "test", "test")
    return store


@pytest.fixture
def write_layer(tmp_path):
    def _write(frame, name="tambon.geojson"):
        path = tmp_path / name
        frame.to_file(path)
        return path

    return _write


def codes_of(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize("name", ["tambon.geojson", "tambon.gpkg"])
def test_outlines_are_kept_with_amphoe_and_province_dissolved_from_them(small, write_layer, name):
    assert import_boundaries(small, write_layer(layer(), name), "tambon") == []
    tambon, amphoe, province = (small.boundaries(level) for level in ("tambon", "amphoe", "province"))
    assert tambon.index.tolist() == CODES
    assert set(tambon["quality"]) == {"official"}
    assert set(tambon["source"]) == {name}
    assert amphoe.index.tolist() == ["8006", "8007"]
    assert to_metric(amphoe.geometry).area.tolist() == pytest.approx([2e6, 2e6], rel=0.01)
    assert to_metric(province.geometry).area.tolist() == pytest.approx([4e6], rel=0.01)
    assert set(province["quality"]) == {"official"}


def test_outlines_in_metres_are_brought_to_wgs84(small, write_layer):
    path = write_layer(layer().to_crs(METRIC), "tambon.gpkg")
    assert import_boundaries(small, path, "tambon") == []
    full = small.boundaries_full("tambon")
    assert full.crs == WGS84
    assert to_metric(full.geometry).area.tolist() == pytest.approx([1e6] * 4)


def test_a_second_import_takes_the_place_of_the_first(small, write_layer):
    import_boundaries(small, write_layer(layer()), "tambon")
    wider = [box(0, 0, 1200), box(1200, 0, 800), *SHAPES[2:]]
    assert import_boundaries(small, write_layer(layer(wider)), "tambon") == []
    assert to_metric(small.boundaries_full("tambon").geometry).area.tolist() == pytest.approx(
        [1.2e6, 0.8e6, 1e6, 1e6]
    )


def test_outlines_of_amphoe_replace_province_and_leave_tambon(small, write_layer):
    import_boundaries(small, write_layer(layer()), "tambon")
    amphoe = layer([box(0, 0, 2000), box(0, 1000, 2000)], ["8006", "8007"])
    assert import_boundaries(small, write_layer(amphoe, "amphoe.geojson"), "amphoe") == []
    assert set(small.boundaries("province")["source"]) == {"amphoe.geojson"}
    assert set(small.boundaries("tambon")["source"]) == {"tambon.geojson"}


def test_the_column_of_codes_is_found_among_others(small, write_layer):
    frame = layer(adm2=["TH8006", "TH8006", "TH8007", "TH8007"], other=["900101", "900102", "900103", "900104"])
    assert import_boundaries(small, write_layer(frame[["adm2", "other", "adm3_pcode", "geometry"]]), "tambon") == []


def test_the_column_of_codes_may_be_told(small, write_layer):
    frame = layer().assign(mine=CODES[::-1])
    import_boundaries(small, write_layer(frame.iloc[::-1]), "tambon", code_column="adm3_pcode")
    problems = import_boundaries(small, write_layer(frame), "tambon", code_column="mine")
    assert codes_of(problems) == []


@pytest.mark.parametrize("asked", [{"code_column": "kode"}, {"name_column": "nama"}])
def test_a_column_that_is_not_there_is_named_with_those_that_are(small, write_layer, asked):
    (problem,) = import_boundaries(small, write_layer(layer()), "tambon", **asked)
    assert (problem.code, problem.column, problem.allowed) == ("missing_column", *asked.values(), "adm3_pcode")


def test_a_layer_without_any_code_asks_for_the_column(small, write_layer):
    frame = layer().rename(columns={"adm3_pcode": "code"}).assign(code="x")
    (problem,) = import_boundaries(small, write_layer(frame), "tambon")
    assert (problem.code, problem.column) == ("missing_column", "--code")


def test_every_problem_is_reported_at_once_and_nothing_is_applied(small, write_layer):
    import_boundaries(small, write_layer(layer()), "tambon")
    before = small.version()
    bow = shapely.Polygon([(X, Y), (X + 900, Y + 900), (X + 900, Y), (X, Y + 900)])
    faulty = layer(
        [bow, box(1000, 0), box(1500, 0), box(60_000, 0), box(0, 3000), shapely.Point(X, Y)],
        ["800601", "800602", "800701", "800702", None, "900101"],
        name=["ท่าดี", "กำโลน", "ชะมาย", "หนองหงส์", "?", "กำโลน"],
    )
    problems = import_boundaries(small, write_layer(faulty, "faulty.geojson"), "tambon", name_column="name")
    assert [(found.row, found.column, found.code) for found in problems] == [
        (5, "adm3_pcode", "missing_value"),
        (6, "adm3_pcode", "unknown_area"),
        (6, "geometry", "not_polygon"),
        (1, "geometry", "invalid_geometry"),
        (4, "geometry", "elsewhere"),
        (2, "geometry", "overlap"),
    ]
    assert problems[1].suggestion == "800602"
    assert problems[5].value == "800602 กำโลน 800701: 0.500 km²"
    assert small.version() == before
    assert set(small.boundaries("tambon")["source"]) == {"tambon.geojson"}


def test_a_missing_and_a_repeated_code_are_problems(small, write_layer):
    problems = import_boundaries(small, write_layer(layer(codes=[*CODES[:3], CODES[0]])), "tambon")
    assert {(found.code, found.row, found.value) for found in problems if found.column == "adm3_pcode"} == {
        ("duplicate_key", 4, "800601 ท่าดี"),
        ("missing_area", 0, "800702 หนองหงส์"),
    }


def test_a_gap_inside_is_a_problem(small, write_layer):
    ring = box(-500, -500, 4000, 4000).difference(box(0, 0, 3000, 3000))
    shapes = [ring, box(0, 0, 3000), box(0, 2000, 3000), box(0, 1000)]
    problems = import_boundaries(small, write_layer(layer(shapes)), "tambon")
    assert codes_of(problems) == ["gap"]
    assert problems[0].value.startswith("2.000 km²")


def test_slips_between_neighbours_are_closed_and_not_reported(small, write_layer):
    shapes = [box(0, 0), box(1002, 0, 998), box(0, 998), box(1000, 1000)]
    assert import_boundaries(small, write_layer(layer(shapes)), "tambon") == []
    assert shapely.coverage_is_valid(small.boundaries("tambon").geometry.to_numpy())


def test_a_polygon_of_another_province_is_a_problem(small, write_layer):
    away = [shapely.box(X, Y + 300_000, X + 1000, Y + 301_000), *SHAPES[1:]]
    (problem,) = import_boundaries(small, write_layer(layer(away)), "tambon")
    assert (problem.code, problem.row, problem.value) == ("elsewhere", 1, "800601 ท่าดี 300 km")


def test_coordinates_that_are_no_longitude_and_latitude_are_a_problem(small, write_layer):
    path = write_layer(layer())
    document = json.loads(path.read_text())
    swapped = gpd.GeoSeries(SHAPES, crs=METRIC)
    for feature, shape in zip(document["features"], swapped, strict=True):
        feature["geometry"] = json.loads(shapely.to_geojson(shape))
    path.write_text(json.dumps(document))
    (problem,) = import_boundaries(small, path, "tambon")
    assert problem.code == "unknown_crs"
    assert problem.value.endswith("600000, 900000, 602000, 902000")


def test_latitude_and_longitude_the_wrong_way_round_are_a_problem(small, write_layer):
    frame = layer()
    frame.geometry = shapely.transform(frame.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    problems = import_boundaries(small, write_layer(frame), "tambon")
    assert codes_of(problems) == ["unknown_crs"]


def test_a_shapefile_that_states_no_crs_is_a_problem(small, tmp_path):
    with pytest.warns(UserWarning, match="'crs' was not provided"):
        layer().set_crs(None, allow_override=True).to_file(tmp_path / "tambon.shp.zip", driver="ESRI Shapefile")
    (problem,) = import_boundaries(small, tmp_path / "tambon.shp.zip", "tambon")
    assert (problem.code, problem.value) == ("unknown_crs", "")


def test_a_file_of_features_without_geometry_is_a_problem_for_each(small, write_layer):
    problems = import_boundaries(small, write_layer(layer([None] * 4)), "tambon")
    assert codes_of(problems) == ["not_polygon"] * 4


def test_a_file_without_features_says_so(small, tmp_path):
    path = tmp_path / "empty.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}')
    with pytest.raises(FileError, match=r"empty\.geojson holds no features"):
        import_boundaries(small, path, "tambon")


@pytest.mark.parametrize("name", ["points.geojson", "points.gpkg"])
def test_points_are_one_problem_and_not_one_each(small, write_layer, name):
    points = layer([shape.centroid for shape in SHAPES])
    (problem,) = import_boundaries(small, write_layer(points, name), "tambon")
    assert (problem.code, problem.row, problem.value) == ("points", 0, "4")


def test_codes_in_thai_digits_are_codes(small, write_layer):
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    frame = layer().assign(adm3_pcode=[code.translate(thai) for code in CODES])
    assert import_boundaries(small, write_layer(frame), "tambon") == []


def test_the_same_outlines_again_make_no_new_version(small, write_layer):
    import_boundaries(small, write_layer(layer()), "tambon")
    before = small.version()
    import_boundaries(small, write_layer(layer()), "tambon")
    assert small.version() == before


def test_a_file_that_cannot_be_read_is_refused_as_a_whole(small, tmp_path):
    (tmp_path / "tambon.gpkg").write_text("<OGRVRTDataSource/>")
    with pytest.raises(FileError, match="is no GeoPackage"):
        import_boundaries(small, tmp_path / "tambon.gpkg", "tambon")


@pytest.fixture
def province(store):
    """A store with the shipped facts and approximate outlines."""
    records = shipped("none")
    store.apply({"areas": records["areas"]}, "test", "test")
    for level, cells in shipped_cells(records["areas"]).items():
        store.replace_layers({level: (cells, cells)})
    return store


@has_shared
@pytest.mark.parametrize("path", [SMALL, FULL], ids=lambda path: path.suffix)
def test_the_official_tambon_take_the_place_of_the_approximate_ones(province, path):
    assert set(province.boundaries("tambon")["quality"]) == {"approximate"}
    assert import_boundaries(province, path, "tambon") == []
    official = gpd.read_file(path)
    official = official.set_index(official["adm3_pcode"].str.removeprefix("TH"))
    full, screen = province.boundaries_full("tambon"), province.boundaries("tambon")
    assert set(screen["quality"]) == {"official"}
    assert full.geometry.geom_equals(official.geometry.loc[full.index]).all()
    assert shapely.coverage_is_valid(screen.geometry.to_numpy())
    assert screen.is_valid.all()
    assert shapely.get_num_coordinates(screen.geometry.to_numpy()).sum() < 35_000
    moved = to_metric(screen.geometry).symmetric_difference(to_metric(full.geometry)).area.sum()
    assert moved < 0.005 * to_metric(full.geometry).area.sum()
    assert [len(province.boundaries(level)) for level in ("amphoe", "province")] == [23, 1]
    outline = province.boundaries("province").geometry.explode()
    assert [len(part.interiors) for part in outline] == [0, 0, 0]


@has_shared
def test_a_part_of_the_province_is_not_taken_for_the_whole(province, tmp_path):
    part = gpd.read_file(SMALL).iloc[:-2]
    part.to_file(tmp_path / "part.geojson")
    problems = import_boundaries(province, tmp_path / "part.geojson", "tambon")
    assert codes_of(problems) == ["missing_area", "missing_area", "gap"]
    assert set(province.boundaries("tambon")["quality"]) == {"approximate"}


@has_shared
def test_outlines_of_tambon_are_not_taken_for_amphoe(province):
    problems = import_boundaries(province, SMALL, "amphoe")
    assert codes_of(problems).count("duplicate_key") == 23
    assert len(province.boundaries("amphoe")) == 23
