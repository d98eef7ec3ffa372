"""Evidence counts back to the scores it stands behind."""

import datetime as dt

import numpy as np
import pytest

from bench import scores as bench
from data.schema import Level
from data.schema.frames import typed
from geo.advice import advice
from geo.errors import GeoError
from geo.evidence import component_items, front_parts, fronts
from geo.scores import evaluate, score
from geo.standing import initiatives_of, unplaced

DAY = dt.date(2007, 2, 16)
WORK = [
    # id, status, start, end, themes, areas
    ("I1", "implementation", None, None, "T1", "80010601"),
    ("I2", "implementation", None, None, "T1", "800106"),
    ("I3a", "implementation", None, None, "T2", "800107"),
    ("I3b", None, None, None, "T2", "80010701"),
    ("I4", "implementation", None, None, "T1", "8001"),
    ("I5", None, None, None, None, None),
    ("I6", "closed", "2005-01-01", "2006-12-31", "T1", "800106"),
    ("I7", "implementation", "2007-02-01", None, "T1", "80010601"),
    ("I8", "implementation", "2003-01-01", "2004-01-01", "T1", "80010602"),
]
PARTS = [
    ("I1", "A", "accountable"),
    ("I2", "B", "accountable"),
    ("I2", "C", "implementing"),
    ("I3a", "A", "accountable"),
    ("I4", "A", "accountable"),
    ("I6", "A", "accountable"),
    ("I7", "C", "accountable"),
    ("I8", "D", None),
]
TIES = [("I6", "I7", "handover", True), ("I3a", "I3b", "same_record", None)]


def table(name, columns, rows):
    return typed(name, dict(zip(columns, zip(*rows, strict=True), strict=True)))


@pytest.fixture(scope="module")
def evaluation():
    areas = ["80", "8001", "800101", "800106", "80010601", "80010602", "800107", "80010701"]
    records = {
        "areas": table("areas", ["code", "name_th"], [(code, code) for code in areas]),
        "themes": table("themes", ["code", "name_th"], [("T1", "น้ำ"), ("T2", "ป่า")]),
        "agencies": table(
            "agencies", ["agency_id", "sector"], [("A", "state"), ("B", "community"), ("C", "private")]
        ),
        "initiatives": table(
            "initiatives", ["initiative_id", "status", "start_date", "end_date", "themes", "areas"], WORK
        ),
        "participation": table("participation", ["initiative_id", "agency_id", "role"], PARTS),
        "ties": table("ties", ["from_id", "to_id", "kind", "confirmed"], TIES),
    }
    return evaluate(records, DAY)


@pytest.fixture(scope="module")
def province():
    return evaluate(bench.province(400), bench.DAY)


def test_a_front_names_its_agencies_its_open_work_and_its_surplus(evaluation):
    front = fronts(evaluation, "80010601").iloc[0]
    assert (front["m"], front["agencies"], front["initiatives"]) == (3, "A;B;C", "I1;I2;I7")
    assert front["surplus"] == pytest.approx(0.2)  # B and C work together, the handover ties A to C by 4 of 5


def test_work_that_names_only_the_tambon_is_marked_imprecise_in_its_fronts(evaluation):
    parts = front_parts(evaluation, "80010601")
    assert parts["initiative_id"].tolist() == ["I1", "I2", "I2", "I7"]
    assert parts["is_imprecise"].tolist() == [False, True, True, False]
    assert fronts(evaluation, "80010602")["m"].tolist() == [2]


def test_a_relay_item_carries_eleven_twelfths_after_one_whole_month(evaluation):
    items = component_items(evaluation, "800106")
    relay = items[items["component"] == 2]
    assert relay["initiatives"].tolist() == ["I6"]
    assert relay["x"].tolist() == [pytest.approx(11 / 12)]


def test_a_tambon_theme_item_names_the_open_work_in_it(evaluation):
    items = component_items(evaluation, "800106").set_index("component")
    assert items.loc[4, "initiatives"] == "I1;I2;I7"
    assert items.loc[4, "x"] == 1  # the state's A and the community's B are tied through C
    assert items.loc[5, ["area_code", "x"]].to_numpy().tolist() == [["80010601", 0.0], ["80010602", 1.0]]


def test_a_village_lists_the_items_of_its_tambon(evaluation):
    village, tambon = (component_items(evaluation, code) for code in ("80010601", "800106"))
    assert village.equals(tambon)


def test_an_initiative_of_two_records_is_listed_once_with_both(evaluation):
    listed = initiatives_of(evaluation, "80010701").set_index("initiative_id").loc["I3a"]
    assert listed["records"] == "I3a;I3b"
    assert listed["standing"] == "active"
    assert not listed["is_imprecise"]  # one of its records names the village itself


def test_every_initiative_of_an_area_is_listed_with_its_standing_and_what_it_lacks(evaluation):
    listed = initiatives_of(evaluation, "80010602")
    assert listed[["reach", "initiative_id", "standing", "incomplete"]].to_numpy().tolist() == [
        ["footprint", "I2", "active", ""],
        ["footprint", "I6", "closed", ""],
        ["footprint", "I8", "ended", ""],
        ["strip", "I4", "active", ""],
    ]
    assert listed["is_imprecise"].tolist() == [True, True, False, False]


def test_an_initiative_that_names_no_area_is_listed_apart_with_all_it_lacks(evaluation):
    listed = unplaced(evaluation)
    assert listed["initiative_id"].tolist() == ["I5"]
    assert listed["standing"].tolist() == ["unknown_status"]
    assert listed["incomplete"].tolist() == ["no_theme;no_place;no_agency;no_status"]


def test_a_theme_filter_leaves_only_work_of_the_theme(evaluation):
    assert set(fronts(evaluation, "8001")["theme"]) == {"T1", "T2"}
    filtered = evaluate(bench.province(400), bench.DAY, themes=["00"])
    assert set(fronts(filtered, "80")["theme"].str[:2]) == {"00"}


def test_an_unknown_area_is_refused_by_its_code(evaluation):
    with pytest.raises(GeoError, match="'999999'"):
        fronts(evaluation, "999999")


def test_no_advice_is_given_where_the_index_is_not_published(evaluation):
    given = advice(evaluation, "800101")
    assert np.isnan(given.integration)
    assert (given.weakest, given.step, len(given.items)) == (None, None, 0)


@pytest.mark.parametrize("level", list(Level)[:3])
def test_fronts_sum_to_the_duplication_of_every_area(province, level):
    for area in score(province, level).itertuples():
        listed = fronts(province, area.area_code)
        assert len(listed) == area.cells
        assert listed["surplus"].sum() / area.villages == pytest.approx(area.duplication, abs=1e-12)
        assert front_parts(province, area.area_code)["agency_id"].nunique() == area.agencies


@pytest.mark.parametrize("level", list(Level)[:3])
def test_items_recount_to_every_x_and_n(province, level):
    for area in score(province, level).itertuples():
        sums = component_items(province, area.area_code).groupby("component")[["x", "n"]].sum()
        sums = sums.reindex(range(1, 7), fill_value=0)
        assert sums["n"].tolist() == [getattr(area, f"n{k}") for k in range(1, 7)]
        assert sums["x"].tolist() == pytest.approx([getattr(area, f"x{k}") for k in range(1, 7)])


def test_open_work_listed_with_a_footprint_is_what_the_score_counts(province):
    for area in score(province, Level.AMPHOE).itertuples():
        listed = initiatives_of(province, area.area_code)
        is_open = (listed["reach"] == "footprint") & (listed["standing"] == "active")
        assert is_open.sum() == area.initiatives


def test_the_step_advised_raises_the_index_more_than_any_other(province):
    given = advice(province, "80")
    bars = given.bars[given.bars["is_measured"]]
    assert given.weakest == bars["p"].idxmin()
    ratio = (np.minimum(bars["x"] + 1, bars["n"]) + 4 * bars["rate"]) / (bars["x"] + 4 * bars["rate"])
    raised = given.integration * ratio ** (1 / len(bars))
    assert bars["after"].to_numpy() == pytest.approx(raised.to_numpy())
    assert given.step == raised.idxmax()
    assert (given.items["component"] == given.step).all()
    assert (given.items["x"] < given.items["n"]).all()
