"""Which work is where: standings, places, marks and stated coverage on a small ground."""

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.schema import Level, typed
from geo.coverage import covered
from geo.errors import GeoError
from geo.maps import areas_document, points_document, script_json
from geo.presence import areas_of_work, marks, standings
from geo.scores import evaluate

DAY = dt.date(2021, 6, 30)
RECORDS = {
    "areas": typed(
        "areas",
        {
            "code": ["80", "8001", "800101", "80010101", "80010102", "800102", "8002", "800201"],
            "name_th": "ก",
            "level": ["province", "amphoe", "tambon", "village", "village", "tambon", "amphoe", "tambon"],
            "parent": [None, "80", "8001", "800101", "800101", "8001", "80", "8002"],
            "longitude": [99.9, 99.9, 99.90, 99.91, None, 99.8, 99.7, 99.7],
            "latitude": [8.4, 8.4, 8.40, 8.41, None, 8.3, 8.2, 8.2],
        },
    ),
    "themes": typed("themes", {"code": ["W", "X"], "name_th": "น้ำ"}),
    "initiatives": typed(
        "initiatives",
        {
            "initiative_id": ["point", "village", "pointless", "wide", "old"],
            "title_th": "งาน",
            "status": "implementation",
            "status_date": [None, None, None, None, "2018-01-01"],
            "themes": ["W", "X", "W", "W", "W"],
            "areas": ["800101", "80010101;800201", "80010102", "8001", "800102"],
            "longitude": [99.95, None, None, None, None],
            "latitude": [8.45, None, None, None, None],
        },
    ),
}


def test_standings_are_by_record_and_know_the_filter():
    found = standings(evaluate(RECORDS, DAY, themes=["W"]))
    assert found["standing"].tolist() == ["active", "active", "active", "active", "unconfirmed"]
    assert found["is_in_scope"].tolist() == [True, False, True, True, True]
    assert found["has_footprint"].tolist() == [True, True, True, False, True]


def test_areas_of_work_are_those_with_a_footprint():
    evaluation = evaluate(RECORDS, DAY)
    assert areas_of_work(evaluation, pd.Index(["village", "wide"]), Level.AMPHOE).tolist() == ["8001", "8002"]
    assert areas_of_work(evaluation, pd.Index(["wide"]), Level.TAMBON).tolist() == []


def test_a_record_without_a_point_is_marked_at_each_of_its_places_and_one_for_an_amphoe_nowhere():
    found = marks(RECORDS)
    found = found[found["initiative_id"] != "old"]
    rows = [tuple(row) for row in found.itertuples(index=False)]
    assert rows == [
        ("point", "800101", 8.45, 99.95, True),
        ("village", "80010101", 8.41, 99.91, False),
        ("village", "800201", 8.2, 99.7, False),
        ("pointless", "80010102", 8.40, 99.90, False),  # the tambon's point: the village has none
    ]


def coverage_of(*rows):
    names = ("area_code", "extent", "start_date", "end_date")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    return typed("coverage", {"agency_id": "A", **{name: list(values) for name, values in columns.items()}})


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("8001", "complete", None, None), {"800101": "complete", "800102": "complete"}),
        (("800101", "partial", None, None), {"800101": "partial"}),
        (("80010101", "complete", None, None), {"800101": "partial"}),
        (("800101", None, None, None), {"800101": "partial"}),
        (("800101", "complete", "2021-07-01", None), {}),
        (("800101", "complete", None, "2021-06-29"), {}),
        (("800101", "complete", "2021-06-30", "2021-06-30"), {"800101": "complete"}),
    ],
)
def test_stated_coverage_reaches_down_whole_and_up_in_part_while_it_lasts(row, expected):
    ground = evaluate(RECORDS, DAY).world.areas
    assert covered(coverage_of(row), ground, Level.TAMBON, DAY).to_dict() == expected


def test_the_better_of_two_statements_holds():
    ground = evaluate(RECORDS, DAY).world.areas
    both = coverage_of(("80010101", "complete", None, None), ("8001", "complete", None, None))
    assert covered(both, ground, Level.TAMBON, DAY).to_dict() == {"800101": "complete", "800102": "complete"}


def test_unknown_is_sent_as_null_never_as_a_word_that_json_does_not_know():
    with pytest.raises(ValueError, match="JSON"):
        script_json({"value": np.nan})


def test_marks_without_what_a_mark_needs_are_refused():
    with pytest.raises(GeoError, match="lacks the columns"):
        points_document(marks(RECORDS))


def test_outlines_in_another_system_are_refused():
    shape = gpd.GeoDataFrame(
        {"name_th": "ก", "name_en": "a", "quality": "official"},
        geometry=[shapely.box(0, 0, 1, 1)],
        index=["a"],
        crs=32647,
    )
    with pytest.raises(GeoError, match="must be EPSG:4326"):
        areas_document(shape, shape, {})
