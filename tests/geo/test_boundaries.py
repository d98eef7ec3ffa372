import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.boundaries import (
    Finding,
    check_codes,
    check_shapes,
    close_slivers,
    dissolve,
    for_screen,
    repair,
    simplify_coverage,
)
from geo.crs import METRIC, WGS84, to_metric
from geo.errors import GeoError

CODES = ["800601", "800602", "800701", "800702"]
PARENTS = pd.Series({"800601": "8006", "800602": "8006", "800701": "8007", "800702": "8007"})


def box(x, y, width=1000, height=1000):
    return shapely.box(600_000 + x, 900_000 + y, 600_000 + x + width, 900_000 + y + height)


def layer(*shapes):
    """Shapes drawn in metres as a layer in WGS84."""
    geometry = gpd.GeoSeries(shapes, index=pd.Index(CODES[: len(shapes)], name="area_code"), crs=METRIC).to_crs(WGS84)
    return gpd.GeoDataFrame({"quality": "official"}, geometry=geometry, index=geometry.index)


SQUARES = layer(box(0, 0), box(1000, 0), box(0, 1000), box(1000, 1000))
REFERENCE = SQUARES.to_crs(METRIC).centroid.to_crs(WGS84)


def test_four_squares_side_by_side_are_sound():
    assert check_codes(SQUARES.index, CODES) == []
    assert check_shapes(SQUARES, REFERENCE) == []


def test_codes_that_are_unknown_missing_or_twice_are_all_named():
    found = check_codes(pd.Index(["800601", "800601", "900101"]), CODES[:2])
    assert found == [
        Finding("duplicate_key", "800601", "800601"),
        Finding("unknown_area", "900101", "900101"),
        Finding("missing_area", "800602", "800602"),
    ]


def test_an_overlap_is_named_with_its_size():
    found = check_shapes(layer(box(0, 0), box(800, 0)), REFERENCE)
    assert found == [Finding("overlap", "800601", "800602: 0.200 km²")]


def test_a_gap_inside_is_named_with_its_size_and_place():
    frame = box(0, 0, 3000, 3000).difference(box(1000, 1000))
    (found,) = check_shapes(layer(frame), REFERENCE)
    assert (found.code, found.area_code) == ("gap", "")
    assert found.value.startswith("1.000 km² (8.1")


def test_slips_of_a_metre_are_no_finding_and_are_closed():
    slips = layer(box(0, 0), box(1001, 0, 999), box(0, 999), box(1000, 1000))
    assert check_shapes(slips, REFERENCE) == []
    assert not shapely.coverage_is_valid(slips.geometry.to_numpy())
    closed = close_slivers(slips)
    assert shapely.coverage_is_valid(to_metric(closed.geometry).to_numpy())
    assert to_metric(closed.geometry).area.to_numpy() == pytest.approx(np.full(4, 1e6), rel=0.002)
    assert check_shapes(closed, REFERENCE) == []


def test_a_layer_without_slips_is_left_as_it_is():
    assert close_slivers(SQUARES) is SQUARES


def test_an_area_far_from_its_own_point_lies_elsewhere():
    found = check_shapes(layer(box(50_000, 0), box(1000, 0)), REFERENCE)
    assert found == [Finding("elsewhere", "800601", "50 km")]


def test_an_area_without_a_reference_point_is_not_said_to_lie_elsewhere():
    assert check_shapes(layer(box(50_000, 0)), REFERENCE.iloc[1:]) == []


def test_what_is_no_polygon_is_named():
    found = check_shapes(layer(shapely.Point(600_000, 900_000), None, shapely.Polygon()), REFERENCE)
    assert [finding.code for finding in found] == ["not_polygon"] * 3


def test_an_outline_that_crosses_itself_is_named_and_not_mended():
    bow = layer(shapely.Polygon([(600_000, 900_000), (601_000, 901_000), (601_000, 900_000), (600_000, 901_000)]))
    (found,) = check_shapes(repair(bow), REFERENCE)
    assert (found.code, found.area_code) == ("invalid_geometry", "800601")
    assert "Self-intersection" in found.value


def test_a_spike_without_area_is_mended():
    x, y = 600_000, 900_000
    spiked = layer(
        shapely.Polygon([(x, y), (x + 1000, y), (x + 1500, y), (x + 1000, y), (x + 1000, y + 1000), (x, y + 1000)])
    )
    spiked.geometry = shapely.transform(spiked.geometry.to_numpy(), lambda xy: np.round(xy, 9))
    mended = repair(spiked)
    assert mended.is_valid.all()
    assert check_shapes(mended, REFERENCE) == []
    assert to_metric(mended.geometry).area.iloc[0] == pytest.approx(1e6, rel=1e-4)


def wavy(x0):
    """A border with many corners, between the first square and the second."""
    up = np.linspace(0, 1000, 201)
    return np.stack([600_000 + x0 + 5 * np.sin(up), 900_000 + up], axis=1)


def test_neighbours_still_share_their_border_after_simplification():
    border = wavy(1000)
    west = shapely.Polygon([(600_000, 900_000), *border, (600_000, 901_000)])
    east = shapely.Polygon([(602_000, 900_000), *border, (602_000, 901_000)])
    pair = layer(west, east)
    screen = for_screen(pair)
    assert shapely.get_num_coordinates(screen.geometry.to_numpy()).sum() < 20
    assert shapely.coverage_is_valid(screen.geometry.to_numpy())
    assert screen["quality"].tolist() == ["official"] * 2
    coordinates = shapely.get_coordinates(screen.geometry.to_numpy())
    assert np.array_equal(coordinates, np.round(coordinates, 5))


def test_simplifying_refuses_borders_that_do_not_match():
    with pytest.raises(GeoError, match="close_slivers first"):
        simplify_coverage(layer(box(0, 0), box(500, 0)))


def test_dissolving_joins_the_children_of_each_parent_without_a_seam():
    amphoe = dissolve(SQUARES, PARENTS)
    assert amphoe.index.tolist() == ["8006", "8007"]
    assert amphoe.index.name == "area_code"
    assert amphoe.columns.tolist() == ["quality", "geometry"]
    assert to_metric(amphoe.geometry).area.to_numpy() == pytest.approx([2e6, 2e6])
    assert [len(shape.interiors) for shape in amphoe.geometry] == [0, 0]


def test_dissolving_does_not_depend_on_the_order_of_rows():
    turned = dissolve(SQUARES.iloc[::-1], PARENTS)
    assert turned.geom_equals(dissolve(SQUARES, PARENTS)).all()


def test_dissolving_refuses_an_area_without_a_parent():
    with pytest.raises(GeoError, match=r"parent of \['800702'\] was blank"):
        dissolve(SQUARES, PARENTS.iloc[:3])


@pytest.mark.parametrize("act", [simplify_coverage, close_slivers, repair, lambda areas: dissolve(areas, PARENTS)])
def test_layers_in_metres_are_refused(act):
    with pytest.raises(GeoError, match="must be EPSG:4326"):
        act(SQUARES.to_crs(METRIC))
