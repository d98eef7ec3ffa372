"""Cells of villages: they fill their tambon, each point lies in its own, and nothing depends on the order of rows."""

import json
import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from depth import tries
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.crs import METRIC, WGS84, to_metric
from geo.errors import GeoError
from geo.villages import APART_M, GRID_DEG, NEAR_M, village_cells, village_sites

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared")) / "boundaries"
OFFICIAL = SHARED / "nst_tambon_codab.geojson"
FULL = SHARED / "nst_tambon_codab_full.gpkg"
has_shared = pytest.mark.skipif(not OFFICIAL.exists(), reason=f"no official polygons at {SHARED} (SHARED_DIR)")

METRE_DEG = GRID_DEG
"""A corner of the grid is at most this far, in either direction, from where it would stand without a grid."""
EQUAL = 0.05
"""Schematic cells have the tambon's area shared equally, within this share."""
X, Y = 600_000, 930_000
L_SHAPE = shapely.Polygon([(0, 0), (6000, 0), (6000, 1500), (1500, 1500), (1500, 6000), (0, 6000)])
ISLANDS = shapely.union_all([shapely.box(0, 0, 5000, 4000), shapely.box(7000, 0, 8000, 1500)])
RING = shapely.Point(0, 0).buffer(4000).difference(shapely.Point(0, 0).buffer(3000))
SHAPES = {"box": shapely.box(0, 0, 5000, 4000), "L": L_SHAPE, "islands": ISLANDS, "ring": RING}


def placed(shape):
    """A shape drawn in metres about the middle of the province, in WGS84."""
    metric = gpd.GeoSeries([shapely.affinity.translate(shape, X, Y)], crs=METRIC)
    return metric.to_crs(WGS84).iloc[0]


def tambon(*shapes, quality="official"):
    """Tambon with corners on the grid."""
    on_grid = shapely.transform([placed(shape) for shape in shapes], lambda xy: np.round(xy, 5))
    codes = [f"8006{number:02d}" for number in range(1, len(shapes) + 1)]
    return gpd.GeoDataFrame(
        {"quality": quality}, index=pd.Index(codes, name="area_code"), geometry=on_grid, crs=WGS84
    )


def villages(count, places=(), parent="800601"):
    """So many villages, the first at these places (metres), the others not known."""
    known = [placed(shapely.Point(place)) for place in places]
    blank = [np.nan] * (count - len(places))
    codes = [f"{parent}{number:02d}" for number in range(1, count + 1)]
    return pd.DataFrame(
        {
            "parent": parent,
            "longitude": [*(point.x for point in known), *blank],
            "latitude": [*(point.y for point in known), *blank],
        },
        index=codes,
    )


def assert_fill(cells, areas):
    """Cells are whole, share their borders and fill the tambon as far as the grid goes."""
    assert cells.is_valid.all()
    assert not cells.is_empty.any()
    assert set(cells.geom_type) <= {"Polygon", "MultiPolygon"}
    assert shapely.coverage_is_valid(cells.geometry.to_numpy())
    whole, ground = (
        shapely.coverage_union_all(cells.geometry.to_numpy()),
        shapely.union_all(areas.geometry.to_numpy()),
    )
    assert shapely.buffer(ground, 1.5 * METRE_DEG).contains(whole)
    assert shapely.buffer(whole, 1.5 * METRE_DEG).contains(ground)
    corners = shapely.get_coordinates(cells.geometry.to_numpy())
    assert np.allclose(corners, np.round(corners, 5), atol=1e-12)


def shares(cells):
    area = to_metric(cells.geometry).area
    return (area / area.mean()).to_numpy()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("count", [2, 3, 7, 19])
def test_villages_without_a_point_share_their_tambon_equally(shape, count):
    areas = tambon(shape)
    cells = village_cells(areas, villages(count))
    assert cells.index.tolist() == villages(count).index.tolist()
    assert set(cells["quality"]) == {"schematic"}
    assert_fill(cells, areas)
    assert shares(cells) == pytest.approx(np.ones(count), abs=EQUAL)


def test_two_known_villages_are_parted_halfway_between_them():
    cells = to_metric(village_cells(tambon(SHAPES["box"]), villages(2, [(1000, 2000), (3000, 2000)])).geometry)
    assert cells.area.tolist() == pytest.approx([2000 * 4000, 3000 * 4000], rel=0.001)
    assert cells.iloc[0].bounds == pytest.approx((X, Y, X + 2000, Y + 4000), abs=2)


def test_border_between_known_villages_stays_where_it_is_when_others_have_no_point():
    places = [(1000, 2000), (1400, 2000)]
    cells = to_metric(village_cells(tambon(SHAPES["box"]), villages(6, places)).geometry)
    border = shapely.get_coordinates(cells.iloc[0].intersection(cells.iloc[1]))
    assert len(border) >= 2
    assert border[:, 0] == pytest.approx(np.full(len(border), X + 1200), abs=2)


def test_a_village_without_a_point_leaves_known_ones_in_their_own_cells_and_takes_about_its_share():
    places = [(500, 500), (4500, 500), (2500, 3500)]
    cells = village_cells(tambon(SHAPES["box"]), villages(5, places))
    assert cells["quality"].tolist() == ["approximate"] * 3 + ["schematic"] * 2
    assert shares(cells)[3:] == pytest.approx([1, 1], abs=0.2)


def test_one_village_has_the_whole_tambon():
    areas = tambon(L_SHAPE)
    cells = village_cells(areas, villages(1))
    assert cells.geometry.iloc[0].equals(areas.geometry.iloc[0])
    assert cells["quality"].tolist() == ["schematic"]


def test_a_tambon_without_villages_is_its_own_unit_of_its_own_quality():
    areas = tambon(SHAPES["box"], shapely.box(5000, 0, 9000, 4000), quality="approximate")
    cells = village_cells(areas, villages(3, [(100, 100)]))
    assert cells["quality"].to_dict() == {
        "80060101": "approximate",
        "80060102": "schematic",
        "80060103": "schematic",
        "800602": "approximate",
    }
    assert_fill(cells, areas)
    official = village_cells(tambon(SHAPES["box"], shapely.box(5000, 0, 9000, 4000)), villages(3))
    assert official["quality"]["800602"] == "official"


def test_neighbouring_tambon_still_match_where_their_cells_meet():
    areas = tambon(shapely.Polygon([(0, 0), (5000, 0), (4000, 6000), (0, 5000)]),
                   shapely.Polygon([(5000, 0), (9000, 500), (9000, 6000), (4000, 6000)]))  # fmt: skip
    both = pd.concat([villages(7), villages(5, [(6000, 1000), (7000, 4000)], parent="800602")])
    cells = village_cells(areas, both)
    assert_fill(cells, areas)
    for code, own in cells.groupby(cells.index.str[:6]):
        assert areas.geometry[code].buffer(1.5 * METRE_DEG).contains(own.union_all())


def test_a_point_outside_but_near_is_taken_at_the_nearest_place_inside():
    outside = (-NEAR_M + 100, 2000)
    sites = village_sites(tambon(SHAPES["box"]), villages(2, [outside, (4000, 2000)]))
    assert sites["is_known"].tolist() == [True, True]
    assert sites.loc["80060101", ["x", "y"]].tolist() == pytest.approx([X + 100, Y + 2000], abs=2)


def test_a_point_far_outside_is_taken_as_not_known():
    cells = village_cells(tambon(SHAPES["box"]), villages(2, [(-NEAR_M - 100, 2000), (4000, 2000)]))
    assert cells["quality"].tolist() == ["schematic", "approximate"]


def test_of_two_villages_at_one_point_the_second_is_taken_as_not_known():
    areas = tambon(SHAPES["box"])
    cells = village_cells(areas, villages(3, [(1000, 1000), (1000 + APART_M / 2, 1000), (3000, 1000)]))
    assert cells["quality"].tolist() == ["approximate", "schematic", "approximate"]
    assert_fill(cells, areas)


def test_villages_of_a_tambon_without_outline_have_no_cell():
    cells = village_cells(tambon(SHAPES["box"]), pd.concat([villages(2), villages(2, parent="800699")]))
    assert cells.index.tolist() == ["80060101", "80060102"]


def test_without_villages_the_tambon_are_all_there_is():
    assert village_cells(tambon(SHAPES["box"]), villages(0)).index.tolist() == ["800601"]


def official_village(code, shape):
    columns = {"quality": "official", "parent": code[:6]}
    return gpd.GeoDataFrame(columns, index=[code], geometry=[placed(shape)], crs=WGS84)


def test_villages_share_what_official_outlines_leave_of_their_tambon():
    areas = tambon(SHAPES["box"])
    known = official_village("80060102", shapely.box(0, 0, 2000, 4000))
    cells = village_cells(areas, villages(4, [(500, 500)]), known)
    assert cells["quality"].tolist() == ["approximate", "official", "schematic", "schematic"]
    assert_fill(cells, areas)
    metric = to_metric(cells.geometry)
    assert metric.iloc[1].area == pytest.approx(8e6, rel=0.001)
    others = metric.drop("80060102")
    assert others.area.sum() == pytest.approx(12e6, rel=0.001)
    assert others.intersection(metric.iloc[1]).area.max() == pytest.approx(0)


def test_slivers_beside_an_official_outline_are_no_cells_and_leave_no_hole():
    areas = tambon(SHAPES["box"])
    known = official_village("80060101", shapely.box(3, 0, 2000, 3997))
    cells = village_cells(areas, villages(3), known)
    assert_fill(cells, areas)
    assert set(cells.geom_type) == {"Polygon"}


def test_official_outlines_that_fill_a_tambon_leave_no_unit_of_its_own_code():
    known = pd.concat([official_village("80060101", shapely.box(0, 0, 2000, 4000)),
                       official_village("80060102", shapely.box(2000, 0, 4997, 4000))])  # fmt: skip
    cells = village_cells(tambon(SHAPES["box"]), villages(3), known)
    assert cells["quality"].to_dict() == {"80060101": "official", "80060102": "official"}


def test_a_part_that_official_outlines_leave_to_nobody_stays_open():
    known = official_village("80060101", shapely.box(0, 0, 2000, 4000))
    cells = village_cells(tambon(SHAPES["box"]), villages(1), known)
    assert cells.index.tolist() == ["80060101"]
    assert to_metric(cells.geometry).area.iloc[0] == pytest.approx(8e6, rel=0.001)


def test_outlines_beyond_what_can_be_measured_are_refused():
    far = gpd.GeoDataFrame({"quality": ["official"]}, index=["9"], geometry=[shapely.box(9, 1, 10, 2)], crs=WGS84)
    with pytest.raises(GeoError, match="too far from the zone"):
        village_cells(far, villages(2, parent="9"))


point = st.tuples(st.integers(-500, 6500), st.integers(-500, 6500))


@settings(max_examples=tries(24, 400), deadline=None)
@given(st.sampled_from(list(SHAPES)), st.integers(1, 12), st.lists(point, max_size=12), st.randoms())
def test_cells_fill_their_tambon_hold_their_points_and_know_no_order_of_rows(shape, count, places, chance):
    areas, all_villages = tambon(SHAPES[shape]), villages(count, places[:count])
    cells, sites = village_cells(areas, all_villages), village_sites(areas, all_villages)
    assert cells.index.tolist() == all_villages.index.tolist()
    assert_fill(cells, areas)
    known = sites[sites["is_known"]]
    points = gpd.GeoSeries.from_xy(known["x"], known["y"], index=known.index, crs=METRIC)
    assert points.distance(to_metric(cells.geometry)[known.index]).max() < 2 or known.empty
    order = list(range(count))
    chance.shuffle(order)
    assert village_cells(areas, all_villages.iloc[order]).to_wkb().equals(cells.to_wkb())


@pytest.fixture(scope="module")
def shipped():
    """Areas of level village and the tambon that ship."""
    areas = pd.read_csv(ROOT / "data/province/areas.csv", dtype={"code": str, "parent": str}).set_index("code")
    collection = json.loads((ROOT / "data/province/cells.geojson").read_text(encoding="utf-8"))
    outlines = gpd.GeoDataFrame.from_features(collection["features"], crs=WGS84).set_index("area_code")
    return areas[areas["level"] == "village"], outlines


def assert_province(cells, all_villages, outlines):
    """Every village and every town tambon has its cell, inside its tambon."""
    towns = outlines.index.difference(all_villages["parent"])
    assert cells.index.tolist() == sorted([*all_villages.index, *towns])
    assert len(towns) == 5
    assert_fill(cells, outlines)
    parents = all_villages["parent"].reindex(cells.index).fillna(pd.Series(cells.index, cells.index))
    own = outlines.geometry[parents].buffer(1.5 * METRE_DEG).set_axis(cells.index)
    assert own.contains(cells.geometry).all()
    assert to_metric(cells.geometry).area.min() > 1e5


@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
def test_the_shipped_province_has_a_cell_for_every_unit(shipped):
    all_villages, outlines = shipped
    cells = village_cells(outlines, all_villages)
    assert_province(cells, all_villages, outlines)
    assert cells["quality"].value_counts().to_dict() == {"approximate": 794, "schematic": 764}
    bare = all_villages.assign(longitude=np.nan, latitude=np.nan)
    area = to_metric(village_cells(outlines, bare).geometry).area[bare.index]
    mean = area.groupby(bare["parent"]).transform("mean")
    assert (area / mean).between(1 - EQUAL, 1 + EQUAL).all()


@has_shared
@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
@pytest.mark.parametrize("path", [OFFICIAL, FULL], ids=lambda path: path.suffix)
def test_every_cell_lies_inside_its_official_tambon(shipped, path):
    official = gpd.read_file(path).assign(quality="official")
    official = official.set_index(official["adm3_pcode"].str.removeprefix("TH"))[["quality", "geometry"]].sort_index()
    cells = village_cells(official, shipped[0])
    assert_province(cells, shipped[0], official)
    assert set(cells["quality"]) == {"official", "approximate", "schematic"}
