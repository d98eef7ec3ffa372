import numpy as np
import pytest
import shapely

from geo.errors import GeoError
from geo.tessellation import Figures, FitOptions, fit_sites, neighbour_metrics, owners, trace

STEP = 50.0
OPTIONS = FitOptions(rounds=80, settling=5, finishing=40)


def ground(width, height, step=STEP):
    across, up = np.meshgrid(np.arange(step / 2, width, step), np.arange(step / 2, height, step))
    return np.stack([across.ravel(), up.ravel()], axis=1)


def figures(boxes, places=(), place_area=(), is_open=None):
    """What would be published of areas that are in truth these boxes."""
    shapes = [shapely.box(*box) for box in boxes]
    return Figures(
        centroids=shapely.get_coordinates([shape.centroid for shape in shapes]),
        areas_m2=shapely.area(shapes),
        is_open=np.zeros(len(shapes), bool) if is_open is None else np.array(is_open),
        places=np.array(places, float).reshape(-1, 2),
        place_area=np.array(place_area, dtype=np.int64),
    )


def truth(boxes, points):
    return np.array(
        [next(i for i, box in enumerate(boxes) if shapely.box(*box).contains_properly(p)) for p in points]
    )


def fitted(boxes, points, **known):
    published = figures(boxes, **known)
    return owners(points, fit_sites(points, published, point_m2=STEP**2, options=OPTIONS), published)


SQUARES = [(x, y, x + 1000, y + 1000) for y in (0, 1000) for x in (0, 1000)]


def test_four_equal_squares_come_back():
    points = ground(2000, 2000)
    owner = fitted(SQUARES, points)
    assert np.bincount(owner) * STEP**2 == pytest.approx([1e6] * 4, rel=0.05)
    assert (owner == truth(SQUARES, shapely.points(points))).mean() > 0.95


def test_areas_of_one_and_three_parts_divide_the_ground_as_one_and_three():
    boxes = [(0, 0, 1000, 1000), (1000, 0, 4000, 1000), (0, 1000, 1000, 2000), (1000, 1000, 4000, 2000)]
    points = ground(4000, 2000)
    owner = fitted(boxes, points)
    assert np.bincount(owner) * STEP**2 == pytest.approx([1e6, 3e6, 1e6, 3e6], rel=0.05)
    assert (owner == truth(boxes, shapely.points(points))).mean() > 0.97


def test_a_cell_at_the_rim_takes_no_more_ground_than_its_area():
    points = ground(6000, 2000)
    owner = fitted(SQUARES, points, is_open=[False, True, False, True])
    taken = np.bincount(owner[owner >= 0], minlength=4) * STEP**2
    assert taken[[1, 3]] == pytest.approx([1e6, 1e6], rel=0.1)
    assert (owner[points[:, 0] > 4000] == -1).all()


def dominoes(x, y):
    """Two halves of a square, side by side or one above the other by turns."""
    if (x + y) % 4000:
        return (x, y, x + 1000, y + 2000), (x + 1000, y, x + 2000, y + 2000)
    return (x, y, x + 2000, y + 1000), (x, y + 1000, x + 2000, y + 2000)


def test_known_places_turn_cells_towards_them():
    boxes = [box for x in range(0, 8000, 2000) for y in range(0, 8000, 2000) for box in dominoes(x, y)]
    points = ground(8000, 8000, 100.0)
    corners = [(box[0] + 100, box[1] + 100) for box in boxes] + [(box[2] - 100, box[3] - 100) for box in boxes]
    whose = [*range(32), *range(32)]
    with_places, without = figures(boxes, corners, whose), figures(boxes)

    def right(published):
        sites = fit_sites(points, published, point_m2=100.0**2, options=OPTIONS)
        return (owners(with_places.places, sites, published) == with_places.place_area).sum()

    assert right(with_places) >= right(without) + 4


def test_neighbours_that_stand_far_in_one_direction_make_a_cell_long_in_it():
    centroids = np.array([(3000.0 * x + 10 * y, 1000.0 * y) for x in range(5) for y in range(5)])
    xx, xy, yy = neighbour_metrics(centroids)[12]
    assert xx < yy
    assert xx * yy - xy**2 == pytest.approx(1)


def test_fewer_than_four_areas_are_refused():
    with pytest.raises(GeoError, match="areas were 3, must be at least 4"):
        figures(SQUARES[:3])


def test_traced_cells_share_their_borders_and_leave_no_gap():
    points = ground(2000, 2000)
    cells = trace(points, truth(SQUARES, shapely.points(points)), STEP)
    assert cells.crs == "EPSG:32647"
    assert shapely.coverage_is_valid(cells.to_numpy())
    assert shapely.equals(cells.to_numpy(), [shapely.box(*box) for box in SQUARES]).all()
