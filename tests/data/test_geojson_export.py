"""GeoJSON as RFC 7946 has it: areas and initiatives, nothing but WGS84, and no more than is known."""

import json
import math

import pytest
import shapely
import toy
from full import full_content, squares

from data.schema import SCORE_COLUMNS, Level, typed
from data.writers.content import Content
from data.writers.geojson import write_geojson


def written(content, folder):
    """The file as text and as parsed by a strict reader."""
    write_geojson(content, folder / "x.geojson")
    text = (folder / "x.geojson").read_bytes().decode("utf-8")
    return text, json.loads(text, parse_constant=pytest.fail)


def numbers(value):
    if isinstance(value, list):
        for one in value:
            yield from numbers(one)
    else:
        yield value


@pytest.mark.parametrize("level", [None, *Level])
def test_the_file_is_a_feature_collection_that_a_strict_reader_takes(tmp_path, level):
    _, whole = written(full_content(level), tmp_path)
    assert whole["type"] == "FeatureCollection"
    assert "crs" not in whole
    features = whole["features"]
    assert all(set(one) == {"type", "id", "geometry", "properties"} for one in features)
    assert len({one["id"] for one in features}) == len(features)
    shapes = [shapely.geometry.shape(one["geometry"]) for one in features if one["geometry"]]
    assert whole["bbox"] == list(shapely.total_bounds(shapes))
    assert all(shape.is_valid and not shape.is_empty for shape in shapes)
    kinds = [one["properties"]["kind"] for one in features]
    assert kinds == ["area"] * kinds.count("area") + ["initiative"] * 2
    assert ("area" in kinds) == (level is not None)


def test_rings_turn_to_the_right_hand_and_have_seven_decimals_at_most(tmp_path):
    content = full_content()
    layers = squares(content.records)
    for full, _ in layers.values():
        corner = shapely.Polygon(
            [(99, 8), (99, 8.123456789), (99.123456789, 8)], [[(99.01, 8.01), (99.02, 8.01), (99.01, 8.02)]]
        )
        full.loc[full.index[0], "geometry"] = corner
    _, whole = written(Content(content.records, content.day, Level.TAMBON, layers), tmp_path)
    rings = whole["features"][0]["geometry"]["coordinates"]
    assert [shapely.LinearRing(ring).is_ccw for ring in rings] == [True, False]
    digits = [
        repr(number).partition(".")[2]
        for number in numbers([one["geometry"]["coordinates"] for one in whole["features"] if one["geometry"]])
    ]
    assert max(map(len, digits)) == 7


def test_areas_carry_their_scores_and_unknown_is_null_never_zero(tmp_path):
    records = toy.toy_records()
    _, whole = written(Content(records, toy.DAY, Level.TAMBON, squares(records)), tmp_path)
    areas = {
        one["properties"]["area_code"]: one["properties"]
        for one in whole["features"]
        if one["id"].startswith("area/")
    }
    assert list(areas) == ["800101", "800102", "800201"]
    assert set(SCORE_COLUMNS) <= set(areas["800101"])
    assert areas["800102"]["integration"] is None
    assert areas["800102"]["population"] is None
    assert areas["800101"]["boundary_quality"] == "official"
    assert isinstance(areas["800101"]["villages"], int)


def test_an_initiative_without_a_point_has_no_geometry_but_its_areas(tmp_path):
    _, whole = written(Content(toy.toy_records(), toy.DAY), tmp_path)
    weir = next(one for one in whole["features"] if one["id"] == "initiative/weir")
    assert weir["geometry"] is None
    assert weir["properties"]["areas"] == ["80010101", "80010102"]
    assert weir["properties"]["standing"] == "active"
    assert [part["agency_id"] for part in weir["properties"]["agencies"]] == ["users"]
    assert "bbox" not in whole


def test_a_date_says_no_more_than_is_known(tmp_path):
    _, whole = written(full_content(), tmp_path)
    assert [one["properties"]["start_date"] for one in whole["features"]] == ["2023", "2023-03"]


def test_invented_records_say_so_and_real_ones_never_do(tmp_path):
    text, whole = written(full_content(), tmp_path)
    assert whole["invented"] is False
    assert "สมมติ" not in text
    told = typed("settings", {"key": ["invented"], "value": ["yes"]})
    _, whole = written(full_content(settings=told), tmp_path)
    assert whole["invented"] is True
    assert "ข้อมูลสมมติทั้งหมด" in whole["notice"]["thai"]


def test_a_point_is_longitude_first(tmp_path):
    content = full_content()
    work = content.table("initiatives")
    _, whole = written(content, tmp_path)
    for one, row in zip(whole["features"], work.itertuples(), strict=True):
        assert math.dist(one["geometry"]["coordinates"], (row.longitude, row.latitude)) < 1e-6
