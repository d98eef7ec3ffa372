"""Points of initiatives in files of features: what becomes of columns, coordinates and places."""

import json
import warnings
import zipfile

import geopandas as gpd
import pytest
import shapely
from small import SMALL

from data.errors import FileError
from data.readers.records import read, reading
from data.store import open_store

POINTS = [shapely.Point(99.5, 8.5), shapely.MultiPoint([(100.25, 8.25)]), None, shapely.Point(103, 3)]
FEATURES = gpd.GeoDataFrame(
    {
        "initiative_id": ["P1", "P2", "P3", "P4"],
        "title_th": ["ก", "ข", "ค", "ง"],
        "Status": ["2", None, "4", None],
        "description": ["น้ำ"] * 4,
        "OBJECTID": [1, 2, 3, 4],
    },
    geometry=POINTS,
    crs="EPSG:4326",
)
TAMBON = gpd.GeoDataFrame(
    {"code": ["800601", "800602"]},
    geometry=[shapely.box(99, 8, 100, 9), shapely.box(100, 8, 101, 9)],
    crs="EPSG:4326",
)


@pytest.fixture
def known(write):
    return read(write(SMALL, "known"))[0]


def zipped(features, path):
    """Write a zipped Shapefile: its columns keep ten letters, its points are single."""
    folder = path.parent / "parts"
    folder.mkdir()
    single = features.set_geometry([shape and shapely.Point(shape.bounds[:2]) for shape in features.geometry])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        single.set_crs(features.crs).to_file(folder / "layer.shp", encoding="utf-8")
    with zipfile.ZipFile(path, "w") as archive:
        for part in folder.iterdir():
            archive.write(part, part.name)


def draw(path, features):
    if path.suffix == ".zip":
        zipped(features, path)
    elif path.suffix == ".geojson":
        path.write_text(features.to_json(drop_id=True), encoding="utf-8")
    else:
        features.to_file(path)
    return path


@pytest.mark.parametrize("name", ["a.geojson", "a.gpkg", "a.zip"])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32647"])
def test_features_become_initiatives_in_every_form_and_coordinate_system(tmp_path, known, name, crs):
    features = FEATURES if name == "a.geojson" else FEATURES.to_crs(crs)
    found = reading(draw(tmp_path / name, features), known=known)
    assert found.form == "points"
    assert found.problems == []
    initiatives = found.records["initiatives"]
    assert initiatives["initiative_id"].tolist() == ["P1", "P2", "P3", "P4"]
    assert initiatives["status"].fillna("").tolist() == ["implementation", "", "closed", ""]
    assert set(initiatives["description"]) == {"น้ำ"}
    assert initiatives["longitude"].tolist() == pytest.approx([99.5, 100.25, float("nan"), 103], nan_ok=True)
    assert initiatives["latitude"].tolist() == pytest.approx([8.5, 8.25, float("nan"), 3], nan_ok=True)
    assert [(note.code, note.value) for note in found.notes] == [("column_passed_over", "OBJECTID")]
    assert found.records["unplaced"]["initiative_id"].tolist() == ["P1", "P2", "P4"]


def test_a_column_of_codes_of_known_areas_stands_for_areas_and_other_places_are_unplaced(tmp_path, known):
    features = FEATURES.assign(pcode=["TH800601", "800602", "TH999999", None])
    found = reading(draw(tmp_path / "a.geojson", features), known=known)
    assert found.problems == []
    assert found.records["initiatives"]["areas"].fillna("").tolist() == ["800601", "800602", "", ""]
    assert found.records["unplaced"][["initiative_id", "place"]].to_numpy().tolist() == [
        ["P3", "TH999999"],
        ["P4", "3 103"],
    ]
    assert ("column_of_areas", "pcode") in [(note.code, note.value) for note in found.notes]


def test_a_stated_area_that_nobody_knows_is_a_problem_of_its_row(tmp_path, known):
    features = FEATURES.assign(areas=["800601", "8006O1", None, None])
    found = reading(draw(tmp_path / "a.geojson", features), known=known)
    assert [(problem.row, problem.column, problem.code) for problem in found.problems] == [
        (3, "areas", "unknown_area")
    ]


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        ({"type": "Polygon", "coordinates": [[[99, 8], [100, 8], [100, 9], [99, 8]]]}, "not_point"),
        ({"type": "LineString", "coordinates": [[99, 8], [100, 8]]}, "not_point"),
        ({"type": "MultiPoint", "coordinates": [[99, 8], [100, 8]]}, "not_point"),
        ({"type": "Point", "coordinates": ["99", 8]}, "bad_number"),
        ({"type": "Point", "coordinates": [99, 98]}, "out_of_range"),
    ],
)
def test_what_is_no_point_on_earth_is_a_problem_of_its_row(tmp_path, known, geometry, code):
    path = tmp_path / "a.geojson"
    properties = {"initiative_id": "P1", "title_th": "ก"}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    found = [(problem.row, problem.column, problem.code) for problem in reading(path, known=known).problems]
    assert found == [(2, "geometry", code)]


def test_points_of_a_shapefile_that_states_no_coordinate_system_are_a_problem(tmp_path, known):
    path = draw(tmp_path / "a.zip", FEATURES)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith(".prj")}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "unknown_crs" in [problem.code for problem in reading(path, known=known).problems]


def test_of_several_layers_that_of_the_initiatives_is_read_and_else_none_is_guessed(tmp_path, known):
    path = tmp_path / "a.gpkg"
    TAMBON.to_file(path, layer="tambon")
    FEATURES.head(1).to_file(path, layer="hospitals")
    FEATURES.to_file(path, layer="initiatives")
    assert len(reading(path, known=known).records["initiatives"]) == 4
    other = tmp_path / "b.gpkg"
    for layer in ("hospitals", "schools"):
        FEATURES.to_file(other, layer=layer)
    with pytest.raises(FileError, match="must hold one layer, found: hospitals, schools"):
        reading(other, known=known)


def test_outlines_and_lists_of_our_own_geojson_are_understood(tmp_path, known):
    area = {
        "type": "Feature",
        "properties": {"kind": "area"},
        "geometry": shapely.geometry.mapping(shapely.box(0, 0, 1, 1)),
    }
    properties = {"kind": "initiative", "initiative_id": "P1", "title_th": "ก", "areas": ["800601", "800602"]}
    one = {"type": "Feature", "properties": {**properties, "agencies": [{"agency_id": "A1"}]}, "geometry": None}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [area, one]}))
    found = reading(path, known=known)
    assert found.problems == []
    assert found.records["initiatives"]["areas"].tolist() == ["800601;800602"]


def test_official_outlines_say_where_a_point_lies_and_what_is_kept_stays(tmp_path, url, store, run, write):
    assert run("import", write(SMALL)).code == 0
    path = draw(tmp_path / "a.gpkg", FEATURES)
    assert run("import", path).code == 0
    assert open_store(url).records()["initiatives"].set_index("initiative_id")["areas"].filter(like="P").isna().all()
    draw(tmp_path / "tambon.geojson", TAMBON)
    said = run("boundaries", "import", tmp_path / "tambon.geojson", "--level", "tambon")
    assert said.code == 0, said.err
    said = run("import", path)
    assert said.code == 0
    assert "[located]" in said.err
    areas = store.records()["initiatives"].set_index("initiative_id")["areas"].filter(like="P")
    assert areas.fillna("").to_dict() == {"P1": "800601", "P2": "800602", "P3": "", "P4": ""}
    assert "nothing changed" in run("import", path).out
