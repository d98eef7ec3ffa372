"""Files of outlines that strangers send: what is read, and what is refused with a word and not a traceback."""

import io
import json
import shutil
import sqlite3
import sys
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from data.errors import FileError
from data.readers import apart, geofiles
from data.readers.apart import POLYGONS, Wanted
from data.readers.geofiles import read_outlines

SQUARE = {"type": "Polygon", "coordinates": [[[99, 8], [100, 8], [100, 9], [99, 9], [99, 8]]]}
OUTLINES = gpd.GeoDataFrame(
    {"pcode": ["TH800601", "TH800602"], "number": [1, 2]},
    geometry=[shapely.box(99, 8, 100, 9), shapely.box(100, 8, 101, 9)],
    crs="EPSG:4326",
)
WANTED = Wanted(POLYGONS, "", pd.Index([]), only=False, seconds=90, memory_bytes=3 * 2**30)
VRT = """<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource>
<GeometryType>wkbPolygon</GeometryType></OGRVRTLayer></OGRVRTDataSource>"""


def feature(geometry=SQUARE, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.fixture
def geojson(tmp_path):
    def write(*features, **members):
        path = tmp_path / "layer.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **members}))
        return path

    return write


@pytest.fixture
def geopackage(tmp_path):
    path = tmp_path / "layer.gpkg"
    OUTLINES.to_file(path)
    return path


@pytest.fixture
def shapefile(tmp_path):
    """The parts of a Shapefile by suffix."""
    folder = tmp_path / "parts"
    folder.mkdir()
    OUTLINES.to_file(folder / "layer.shp")
    return {part.suffix: part.read_bytes() for part in folder.iterdir()}


@pytest.fixture
def zipped(tmp_path):
    def write(members):
        path = tmp_path / "layer.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return path

    return write


def assert_outlines(layer):
    assert layer["pcode"].tolist() == ["TH800601", "TH800602"]
    assert layer["number"].tolist() == ["1", "2"]
    assert layer.geom_equals(OUTLINES).all()


def test_geojson_gives_properties_as_text_and_wgs84(geojson):
    path = geojson(feature(pcode="TH800601", number=1.0, deep={"a": 1}), feature(pcode=" ", number=None))
    layer = read_outlines(path)
    assert layer.drop(columns="geometry").fillna("").to_dict("records") == [
        {"pcode": "TH800601", "number": "1"},
        {"pcode": "", "number": ""},
    ]
    assert layer.crs.to_epsg(min_confidence=20) in (4326, None)
    assert layer.crs.is_geographic
    assert layer.geometry[0].equals(shapely.box(99, 8, 100, 9))


def test_geojson_may_state_another_crs_as_files_before_2016_did(geojson):
    path = geojson(feature(), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32647"}})
    assert read_outlines(path).crs == "EPSG:32647"


def test_geojson_keeps_holes_parts_and_what_is_no_polygon(geojson):
    ring = [[0, 0, 5], [4, 0, 5], [4, 4, 5], [0, 4, 5], [0, 0, 5]]
    hole = [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]
    holed = {"type": "Polygon", "coordinates": [ring, hole]}
    parts = {"type": "MultiPolygon", "coordinates": [[ring], [[[9, 9], [8, 9], [8, 8], [9, 9]]]]}
    layer = read_outlines(geojson(*map(feature, (holed, parts, {"type": "Point", "coordinates": [1, 2]}, None))))
    assert shapely.area(layer.geometry.to_numpy())[:3].tolist() == pytest.approx([15, 16.5, 0])
    assert layer.geom_type.fillna("").tolist() == ["Polygon", "MultiPolygon", "Point", ""]
    assert not layer.has_z.any()


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": 3},
        {"type": "Polygon", "coordinates": [3]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]},
        {"type": "Polygon", "coordinates": [[["0", "0"], ["1", "0"], ["1", "1"], ["0", "0"]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, None], [1, 0], [1, 1], [0, None]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1e999, 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [10**400, 0], [1, 1], [0, 0]]]},
        {"type": "MultiPolygon", "coordinates": {}},
        {"type": ["Polygon"], "coordinates": []},
        {"type": "Circle", "coordinates": []},
        {},
        "Polygon",
        7,
    ],
)
def test_a_geometry_that_cannot_be_is_named_by_its_place(geojson, geometry):
    path = geojson(feature(), feature(geometry))
    with pytest.raises(FileError, match=r"feature 2 is damaged|cannot be read as GeoJSON"):
        read_outlines(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"type": "FeatureCollection"}',
        '{"type": "FeatureCollection", "features": {}}',
        '{"type": "FeatureCollection", "features": [3]}',
        '{"type": "Topology", "features": []}',
        '{"type": "FeatureCollection", "features": [], "crs": "x"}',
        '{"type": "FeatureCollection", "features": [], "crs": {"properties": {"name": "EPSG:0"}}}',
        '{"type": "FeatureCollection", "features": [NaN]}',
        "[" * 100_000,
    ],
    ids=lambda text: text[:60],
)
def test_text_that_is_no_geojson_of_features_is_refused(tmp_path, text):
    path = tmp_path / "layer.geojson"
    path.write_text(text)
    with pytest.raises(FileError, match=r"GeoJSON|CRS|damaged"):
        read_outlines(path)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "layer.json"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(FileError, match="cannot be read as GeoJSON"):
        read_outlines(path)


def test_too_many_features_are_refused(geojson, monkeypatch):
    monkeypatch.setattr("data.readers.geojson.MAX_FEATURES", 1)
    with pytest.raises(FileError, match="more than 1 features"):
        read_outlines(geojson(feature(), feature()))


def test_a_geopackage_is_read(geopackage):
    assert_outlines(read_outlines(geopackage))


def test_a_zipped_shapefile_is_read_also_from_a_folder_inside(shapefile, zipped):
    assert_outlines(read_outlines(zipped({f"in/it/layer{suffix}": part for suffix, part in shapefile.items()})))


def test_a_shapefile_without_prj_states_no_crs(shapefile, zipped):
    parts = {f"layer{suffix}": part for suffix, part in shapefile.items() if suffix != ".prj"}
    assert read_outlines(zipped(parts)).crs is None


@pytest.mark.parametrize("name", ["layer.geojson", "layer.gpkg", "layer.zip", "layer.json"])
def test_a_vrt_under_another_name_gives_away_no_other_file(tmp_path, geopackage, name):
    secret = geopackage.rename(tmp_path / "secret.gpkg")
    path = tmp_path / name
    path.write_text(VRT.format(secret=secret))
    with pytest.raises(FileError, match=r"cannot be read as GeoJSON|is no GeoPackage|is no zip"):
        read_outlines(path)


def test_a_vrt_in_a_zip_gives_away_no_other_file(geopackage, shapefile, zipped):
    vrt = VRT.format(secret=geopackage)
    with pytest.raises(FileError, match="is no Shapefile"):
        read_outlines(zipped({"layer.shp": vrt, "layer.shx": shapefile[".shx"], "layer.dbf": shapefile[".dbf"]}))
    with pytest.raises(FileError, match=r"must hold one \.shp, not 0"):
        read_outlines(zipped({"layer.vrt": vrt}))


def test_a_vrt_that_passed_the_look_at_its_bytes_would_meet_a_driver_that_cannot_read_it(tmp_path, geopackage):
    path = tmp_path / "layer.vrt"
    path.write_text(VRT.format(secret=geopackage))
    refused = FileError("", "refused")
    with pytest.raises(FileError, match="refused"):
        geofiles._read_apart(path, "GPKG", WANTED, refused)


@pytest.mark.parametrize("share", [0.001, 0.3, 0.7, 0.99])
def test_a_geopackage_that_breaks_off_is_refused(geopackage, share):
    content = geopackage.read_bytes()
    geopackage.write_bytes(content[: int(share * len(content))])
    with pytest.raises(FileError, match="damaged, breaks off"):
        read_outlines(geopackage)


def test_a_geopackage_full_of_noise_is_refused(geopackage):
    content = geopackage.read_bytes()
    geopackage.write_bytes(content[:100] + bytes(range(256)) * (len(content) // 256 + 1))
    with pytest.raises(FileError, match="damaged, breaks off"):
        read_outlines(geopackage)


def test_a_database_that_is_no_geopackage_is_refused(tmp_path):
    path = tmp_path / "layer.gpkg"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE secret (word TEXT)")
    connection.close()
    with pytest.raises(FileError, match="is no GeoPackage"):
        read_outlines(path)


def test_a_geopackage_with_two_layers_of_polygons_is_refused_with_their_names(geopackage):
    OUTLINES.to_file(geopackage, layer="amphoe")
    with pytest.raises(FileError, match="must hold one layer, found: layer, amphoe"):
        read_outlines(geopackage)


def test_the_one_layer_of_polygons_is_taken_from_among_points(geopackage):
    OUTLINES.set_geometry(OUTLINES.representative_point()).to_file(geopackage, layer="points")
    assert_outlines(read_outlines(geopackage))


NATION = {
    "adm2": (["TH8006", "TH9001"], OUTLINES.geometry),
    "adm3": (["TH800601", "TH800602", "TH900101"], [*OUTLINES.geometry, shapely.box(101, 8, 102, 9)]),
    "points": (["TH800601", "TH800602", "TH900101"], [shapely.Point(99.5, 8.5), shapely.Point(100.5, 8.5), None]),
    "lines": (
        ["TH800601", "TH800602"],
        [shapely.LineString([(99, 8), (99, 9)]), shapely.LineString([(0, 0), (1, 1)])],
    ),
}


def nation(layer):
    """A layer of a file of the whole country, codes of the levels above included."""
    codes, shapes = NATION[layer]
    columns = {"pcode": codes, "upper": [code[:6] for code in codes], "name": "ตำบล"}
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs="EPSG:4326")


@pytest.fixture(params=["zip", "gpkg"])
def national(request, tmp_path, zipped):
    """A file of the whole country in several layers."""
    if request.param == "gpkg":
        for layer in NATION:
            nation(layer).to_file(tmp_path / "nation.gpkg", layer=layer)
        return tmp_path / "nation.gpkg"
    folder = tmp_path / "nation"
    folder.mkdir()
    for layer in NATION:
        nation(layer).to_file(folder / f"{layer}.shp", encoding="utf-8")
    return zipped({part.name: part.read_bytes() for part in folder.iterdir()})


def test_of_several_layers_the_one_that_bears_the_codes_is_read(national):
    layer = read_outlines(national, ["800601", "800602"])
    assert layer["pcode"].tolist() == ["TH800601", "TH800602", "TH900101"]
    assert set(layer["name"]) == {"ตำบล"}
    assert set(layer.geom_type) == {"Polygon"}
    assert read_outlines(national, ["8006"])["pcode"].tolist() == ["TH8006", "TH9001"]


def test_areas_of_elsewhere_are_left_out_where_only_ours_are_asked_for(national, geojson):
    layer = read_outlines(national, ["800601", "800602", "800603"], only=True)
    assert layer["pcode"].tolist() == ["TH800601", "TH800602"]
    assert layer.geom_equals(OUTLINES).all()
    text = geojson(feature(code="TH900101"), feature(code="TH800601"))
    assert read_outlines(text, ["800601"], only=True)["code"].tolist() == ["TH800601"]
    for path in (national, text):
        with pytest.raises(FileError, match="layer"):
            read_outlines(path, ["100101"], only=True)


def test_a_file_that_holds_none_of_our_areas_says_so(shapefile, zipped):
    path = zipped({f"layer{name}": part for name, part in shapefile.items()})
    with pytest.raises(FileError, match=r"layer\.zip holds no area of this store"):
        read_outlines(path, ["100101"], only=True)


def test_points_are_read_and_those_that_are_no_numbers_are_empty(geojson, tmp_path):
    places = [[99, 8], [99.5, 8.5, 3], ["99", "8"], [None, 8], [99], 7, [99, True], [10**400, 8]]
    layer = read_outlines(geojson(*(feature({"type": "Point", "coordinates": place}) for place in places)))
    assert layer.is_empty.tolist() == [False, False] + [True] * 6
    assert not layer.has_z.any()
    many = geojson(
        feature({"type": "MultiPoint", "coordinates": [[99, 8]]}),
        feature({"type": "MultiPoint", "coordinates": [[99, "8"]]}),
    )
    assert read_outlines(many).geometry.to_wkt().tolist() == ["MULTIPOINT ((99 8))", "MULTIPOINT EMPTY"]
    layer.iloc[:2].assign(code=["a", "b"]).to_file(tmp_path / "points.gpkg")
    assert read_outlines(tmp_path / "points.gpkg").geom_equals(layer.iloc[:2]).all()


@pytest.mark.parametrize("suffix", [".shp", ".shx", ".dbf"])
def test_a_shapefile_without_a_needed_part_is_refused(shapefile, zipped, suffix):
    parts = {f"layer{name}": part for name, part in shapefile.items() if name != suffix}
    with pytest.raises(FileError, match=r"must hold one \.shp|lacks"):
        read_outlines(zipped(parts))


def test_a_shapefile_that_breaks_off_is_refused(shapefile, zipped):
    shapefile[".shp"] = shapefile[".shp"][:150]
    with pytest.raises(FileError, match="is no Shapefile"):
        read_outlines(zipped({f"layer{name}": part for name, part in shapefile.items()}))


def test_a_zip_bomb_is_stopped_while_it_grows(shapefile, zipped):
    shapefile[".dbf"] += bytes(60 * 2**20)
    with pytest.raises(FileError, match="grows too large"):
        read_outlines(zipped({f"layer{name}": part for name, part in shapefile.items()}))


def test_a_zip_of_very_many_members_is_refused(shapefile, zipped):
    many = {f"{number}.txt": b"" for number in range(300)}
    with pytest.raises(FileError, match="305 parts, at most 200 can be"):
        read_outlines(zipped({**{f"layer{name}": part for name, part in shapefile.items()}, **many}))


@pytest.mark.parametrize("folder", ["../../", "/tmp/", "..\\", "C:\\"])
def test_a_zip_whose_members_lead_elsewhere_is_refused(tmp_path, shapefile, zipped, folder):
    path = zipped({f"{folder}escaped{suffix}": part for suffix, part in shapefile.items()})
    with pytest.raises(FileError, match="lead outside its folder"):
        read_outlines(path)
    assert not list(tmp_path.parent.rglob("escaped*"))


def test_a_zip_that_breaks_off_is_refused(shapefile, zipped):
    path = zipped({f"layer{name}": part for name, part in shapefile.items()})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(FileError, match="is no zip"):
        read_outlines(path)


def test_a_locked_zip_is_refused(shapefile, zipped):
    path = zipped({f"layer{name}": part for name, part in shapefile.items()})
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + at] |= 1
            start = content.find(mark, start + 4)
    path.write_bytes(content)
    with pytest.raises(FileError, match="is no zip"):
        read_outlines(path)


def test_a_missing_file_a_folder_and_an_unknown_kind_are_refused(tmp_path):
    for name, match in (("absent.geojson", "there is no file"), ("", "there is no file")):
        with pytest.raises(FileError, match=match):
            read_outlines(tmp_path / name)
    shutil.copyfile(__file__, tmp_path / "layer.kml")
    with pytest.raises(FileError, match=r"is no \.geojson, \.gpkg or \.zip"):
        read_outlines(tmp_path / "layer.kml")


def test_a_file_over_the_limit_is_refused_before_it_is_opened(geojson, monkeypatch):
    monkeypatch.setattr(geofiles, "MAX_BYTES", 10)
    with pytest.raises(FileError, match="larger than 10 bytes"):
        read_outlines(geojson(feature()))


def test_a_file_that_takes_too_long_is_given_up(geopackage, monkeypatch):
    monkeypatch.setattr(geofiles, "SECONDS", 0.01)
    with pytest.raises(FileError, match="takes too long"):
        read_outlines(geopackage)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of this kind")
def test_the_process_apart_has_limits_of_memory_and_time(geopackage, monkeypatch):
    import resource

    asked = {}
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: asked.update({kind: limits}))
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    words = Wanted(POLYGONS, "", [], only=False, seconds=3.5, memory_bytes=2**31)
    apart.main(str(geopackage), "GPKG", json.dumps(words._asdict()))
    assert 2**31 < asked[resource.RLIMIT_AS][0] < 2**35
    assert asked[resource.RLIMIT_CPU] == (4, 4)
    assert len(json.loads(sys.stdout.getvalue())["shapes"]) == 2


def test_a_coordinate_system_from_which_no_way_leads_to_degrees_is_one_that_is_not_known(tmp_path):
    site = 'ENGCRS["site",EDATUM["mark"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],LENGTHUNIT["metre",1]]'
    OUTLINES.set_crs(site, allow_override=True).to_file(tmp_path / "a.gpkg", layer="initiatives")
    assert read_outlines(tmp_path / "a.gpkg").crs is None
