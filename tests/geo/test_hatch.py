import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.crs import METRIC, WGS84
from geo.errors import GeoError
from geo.hatch import hatch

SQUARES = gpd.GeoSeries(
    [shapely.box(600_000 + x, 900_000, 601_000 + x, 901_000) for x in (0, 1000)], index=["a", "b"], crs=METRIC
).to_crs(WGS84)


def test_lines_stay_inside_and_stand_at_the_spacing():
    lines = hatch(SQUARES, spacing_m=100, angle_deg=0).to_crs(METRIC)
    assert lines.index.tolist() == ["a", "b"]
    assert set(lines.geom_type) == {"MultiLineString"}
    assert lines.within(SQUARES.to_crs(METRIC).buffer(0.01)).all()
    assert lines.length.tolist() == pytest.approx([10_000, 10_000], abs=1)
    heights = [shapely.get_coordinates(line)[0, 1] for line in lines["a"].geoms]
    assert np.diff(heights) == pytest.approx(np.full(9, 100.0), abs=0.001)


def test_lines_run_in_the_direction_asked_for():
    lines = hatch(SQUARES, spacing_m=100, angle_deg=30).to_crs(METRIC)
    (x0, y0), (x1, y1) = shapely.get_coordinates(lines["a"].geoms[3])
    assert np.degrees(np.arctan2(y1 - y0, x1 - x0)) % 180 == pytest.approx(30, abs=0.001)


def test_lines_of_neighbours_continue_each_other():
    lines = hatch(SQUARES, spacing_m=100, angle_deg=45).to_crs(METRIC)
    border = shapely.LineString([(601_000, 900_000), (601_000, 901_000)]).buffer(0.01)
    ends = [shapely.get_coordinates(shapely.intersection(line, border))[:, 1] for line in lines]
    assert np.unique(np.round(ends[0])).tolist() == np.unique(np.round(ends[1])).tolist() != []


def test_an_area_between_two_lines_still_gets_one():
    lines = hatch(SQUARES, spacing_m=1e7, angle_deg=20).to_crs(METRIC)
    assert [len(line.geoms) for line in lines] == [1, 1]
    assert (lines.length > 500).all()


def test_an_area_with_a_hole_and_an_island_is_hatched_in_all_its_parts_and_not_in_the_hole():
    ring = shapely.box(0, 0, 900, 900).difference(shapely.box(300, 300, 600, 600))
    shape = shapely.transform(
        shapely.union(ring, shapely.box(2000, 0, 2300, 300)), lambda xy: xy + np.array([600_000, 900_000])
    )
    area = gpd.GeoSeries([shape], index=["a"], crs=METRIC)
    lines = hatch(area.to_crs(WGS84), spacing_m=100, angle_deg=0).to_crs(METRIC)
    assert lines.length["a"] == pytest.approx(9 * 900 - 3 * 300 + 3 * 300, abs=1)


def test_no_areas_give_no_lines():
    assert hatch(SQUARES[:0], spacing_m=100, angle_deg=45).empty


@pytest.mark.parametrize("spacing_m", [0, -1, float("nan")])
def test_a_spacing_that_is_not_above_zero_is_refused(spacing_m):
    with pytest.raises(GeoError, match="must be above 0"):
        hatch(SQUARES, spacing_m=spacing_m, angle_deg=0)


def test_areas_in_metres_are_refused():
    with pytest.raises(GeoError, match="CRS was EPSG:32647, must be EPSG:4326"):
        hatch(SQUARES.to_crs(METRIC), spacing_m=100, angle_deg=0)
