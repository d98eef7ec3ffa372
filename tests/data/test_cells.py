import json
import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.build import cells as build
from data.build.coast import BOX, clip, decode
from geo.boundaries import check_shapes, dissolve
from geo.crs import METRIC, WGS84, to_metric

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared"))
OFFICIAL = SHARED / "boundaries" / "nst_tambon_codab.geojson"
has_shared = pytest.mark.skipif(not OFFICIAL.exists(), reason=f"no official polygons at {OFFICIAL} (SHARED_DIR)")


@pytest.fixture(scope="module")
def cells():
    collection = json.loads(build.CELLS.read_text(encoding="utf-8"))
    return gpd.GeoDataFrame.from_features(collection["features"], crs=WGS84).set_index("area_code")


@pytest.fixture(scope="module")
def areas():
    return pd.read_csv(ROOT / "data/province/areas.csv", dtype=str).set_index("code")


@has_shared
def test_three_quarters_of_the_province_and_more_lie_in_the_right_tambon(cells):
    official = gpd.read_file(OFFICIAL)
    official = official.set_index(official["adm3_pcode"].str.removeprefix("TH")).to_crs(METRIC)
    assert set(cells.index) == set(official.index)
    right = official.intersection(cells.to_crs(METRIC).loc[official.index].geometry)
    share = right.area.sum() / official.area.sum()
    print(f"share of the province's area in the right tambon: {share:.4f}")  # noqa: T201 (pytest -s shows the figure)
    assert share >= 0.80


def test_every_tambon_of_the_province_has_a_cell_and_nothing_else_has(cells, areas):
    assert sorted(cells.index) == sorted(areas.index[areas["level"] == "tambon"])
    assert len(cells) == 170


def test_every_cell_says_that_it_is_approximate_and_where_it_comes_from(cells):
    assert set(cells["quality"]) == {"approximate"}
    assert cells["source"].str.contains("Natural Earth").all()


def test_every_cell_is_valid_and_in_one_piece(cells):
    assert cells.is_valid.all()
    assert set(cells.geom_type) == {"Polygon"}
    assert [len(cell.interiors) for cell in cells.geometry] == [0] * 170


def test_cells_neither_overlap_nor_leave_gaps(cells, areas):
    points = areas.loc[cells.index, ["longitude", "latitude"]].astype(float)
    reference = gpd.GeoSeries.from_xy(points["longitude"], points["latitude"], crs=WGS84)
    assert shapely.coverage_is_valid(cells.geometry.to_numpy())
    assert check_shapes(cells, reference) == []
    whole = shapely.coverage_union_all(cells.geometry.to_numpy())
    assert (whole.geom_type, len(whole.interiors)) == ("Polygon", 0)


def test_cells_lie_on_land_and_reach_the_coast_everywhere(cells):
    mainland = build.coast().iloc[0]
    whole = shapely.coverage_union_all(cells.geometry.to_numpy())
    off_shore, left_over = gpd.GeoSeries([whole.difference(mainland), mainland.difference(whole)], crs=WGS84)
    assert to_metric(gpd.GeoSeries([off_shore], crs=WGS84)).area.iloc[0] < 1e5
    strips = to_metric(gpd.GeoSeries(shapely.get_parts(left_over), crs=WGS84)).area
    assert strips[strips > 1e4].min() > 1e9


def test_no_cell_of_a_tambon_has_vanished(cells):
    assert to_metric(cells.geometry).area.min() > 1e6


def test_coordinates_have_five_decimals(cells):
    coordinates = shapely.get_coordinates(cells.geometry.to_numpy())
    assert np.array_equal(coordinates, np.round(coordinates, 5))


def test_amphoe_and_province_dissolve_without_holes(cells, areas):
    amphoe = dissolve(cells, areas["parent"])
    province = dissolve(amphoe, areas["parent"])
    assert (len(amphoe), province.index.tolist()) == (23, ["80"])
    assert set(amphoe["quality"]) == {"approximate"}
    assert shapely.coverage_is_valid(amphoe.geometry.to_numpy())
    assert len(province.geometry.iloc[0].interiors) == 0


@has_shared
def test_the_shipped_cells_are_what_the_script_builds(cells):
    built = build.build(SHARED).set_index("area_code")
    assert built.index.tolist() == cells.index.tolist()
    moved = to_metric(built.geometry).symmetric_difference(to_metric(cells.geometry)).area
    assert moved.sum() < 1e-4 * to_metric(cells.geometry).area.sum()


def pieces(*rows):
    """Pieces (area, part of the land, box in thousandths of a degree) about the middle of the province."""
    boxes = [shapely.box(*(np.array(box) / 1000 + [99.5, 8.5, 99.5, 8.5])) for _, _, box in rows]
    shapes = shapely.coverage_clean(boxes)
    return gpd.GeoDataFrame(
        {"area_code": [row[0] for row in rows], "land": [row[1] for row in rows]}, geometry=shapes, crs=WGS84
    )


def test_a_piece_cut_off_from_its_area_goes_to_the_neighbour_with_the_longest_border():
    cut = pieces(
        ("a", 0, (0, 0, 10, 10)), ("b", 0, (10, 0, 20, 10)), ("a", 0, (20, 2, 22, 4)), ("", 0, (20, 4, 60, 40))
    )
    whole = build.whole(cut)
    assert set(whole.geom_type) == {"Polygon"}
    assert to_metric(whole.geometry).area["a"] == pytest.approx(to_metric(cut.geometry).area[0])


def test_an_island_goes_whole_to_the_area_with_most_of_it():
    cut = pieces(
        ("a", 0, (0, 0, 10, 10)), ("b", 0, (10, 0, 20, 10)), ("a", 1, (30, 0, 33, 4)), ("b", 1, (33, 0, 34, 4))
    )
    whole = build.whole(cut)
    assert whole.geom_type.to_dict() == {"a": "MultiPolygon", "b": "Polygon"}
    assert to_metric(whole.geometry).area.sum() == pytest.approx(to_metric(cut.geometry).area.sum())


def test_topojson_arcs_are_decoded_forwards_and_backwards():
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [99, 8]},
        "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [0, 2], [2, 0]]],
        "objects": {"land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[0, ~1]]]}]}},
    }
    (square,) = decode(topology)
    assert square.equals(shapely.box(99, 8, 100, 9))


def test_the_coast_is_cut_to_its_box_and_has_no_empty_part():
    (part,) = clip([shapely.box(90, 0, 99.5, 8), shapely.box(0, 0, 1, 1)])
    assert part.equals(shapely.box(98.7, 7.3, 99.5, 8))
    assert BOX.contains(part)
