"""What binoculars show, and why, on records that can be read at a glance."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data.schema.frames import typed
from geo.binoculars import ranked, view_of, wanted_by
from geo.scores import evaluate
from geo.sights import common, lies_within, own_places, reasons, sights, tied

DAY = dt.date(2026, 11, 20)
RECORDS = {
    "areas": typed(
        "areas", {"code": ["80", "8001", "800101", "800102", "80010101", "80010201"], "name_th": [*"กขคงจฉ"]}
    ),
    "themes": typed(
        "themes", {"code": ["W", "W1", "W2", "X"], "parent": [None, "W", "W", None], "name_th": [*"กขคง"]}
    ),
    "agencies": typed("agencies", {"agency_id": ["A", "B"], "name_th": ["หนึ่ง", "สอง"], "functions": ["W1", "X"]}),
    "initiatives": typed(
        "initiatives",
        {
            "initiative_id": ["own", "same", "akin", "ended", "long-ago", "elsewhere", "shared"],
            "title_th": ["ฝายชะลอน้ำคลองหนึ่ง", "ซ่อมฝายชะลอน้ำบ้านนา", "ประปา", "สระ", "บ่อ", "ทอผ้า", "ร่วมกัน"],
            "status": ["implementation"] * 3 + ["closed"] * 2 + ["implementation"] * 2,
            "status_date": "2026-10-01",
            "end_date": [None, None, None, "2025-06-30", "2020-01-01", None, None],
            "themes": ["W1", "W1", "W2", "W1", "W1", "X", "W1"],
            "areas": ["80010101", "800101", "80010201", "80010101", "80010101", "80010201", "80010101"],
        },
    ),
    "participation": typed(
        "participation",
        {
            "initiative_id": ["own", "same", "akin", "ended", "long-ago", "elsewhere", "shared", "shared"],
            "agency_id": ["A", "B", "B", "B", "B", "B", "B", "A"],
            "role": ["accountable"] * 7 + ["funding"],
        },
    ),
    "ties": typed("ties"),
    "coverage": typed("coverage"),
}


@pytest.fixture(scope="module")
def evaluation():
    return evaluate(RECORDS, DAY)


def test_in_view_is_the_work_of_others_that_is_open_or_ended_within_24_months(evaluation):
    found = sights(evaluation, RECORDS["participation"], "A")
    assert found.to_dict() == {
        "own": "",
        "same": "sight_open",
        "akin": "sight_open",
        "ended": "sight_ended",
        "long-ago": "",
        "elsewhere": "sight_open",
        "shared": "",
    }


def test_every_work_found_says_why(evaluation):
    view = view_of(RECORDS)
    wanted = wanted_by(RECORDS, view, "A", DAY)
    among = np.asarray(sights(evaluation, RECORDS["participation"], "A") != "")
    found = reasons(
        view, wanted, ranked(view, wanted, among, RECORDS["themes"]), RECORDS, own_places(evaluation, "A")
    )
    why = found.set_index("initiative_id")[["same", "akin", "pieces", "inside", "beside", "people"]]
    assert why.loc["same"].tolist() == ["W1", "", "ฝายชะลอน้ำ", "800101", "", "own"]
    assert why.loc["akin"].tolist() == ["", "W2", "", "", "", ""]
    assert why.loc["ended"].tolist() == ["W1", "", "", "80010101", "", "own"]
    assert "elsewhere" not in why.index


def test_two_themes_of_the_top_level_are_not_akin_and_a_wide_area_only_includes_ones_ground(evaluation):
    view = view_of(RECORDS)
    wide = RECORDS["initiatives"].assign(areas="8001", themes="X")
    wanted = replace(wanted_by(RECORDS, view, "A", DAY), themes=["W"])
    found = pd.DataFrame({"initiative_id": ["elsewhere", "same"]})
    records = {**RECORDS, "initiatives": wide}
    why = reasons(view_of(records), wanted, found, records, own_places(evaluation, "A"))
    assert why["akin"].tolist() == ["", ""]
    assert (why["inside"].tolist(), why["around"].tolist()) == (["", ""], ["8001", "8001"])


def test_an_area_holds_what_names_it_or_something_in_it():
    view = view_of(RECORDS)
    inside = view.areas.codes.get_indexer(["800101", "80010101"])
    assert view.ids[lies_within(view, inside)].tolist() == ["own", "same", "ended", "long-ago", "shared"]


def test_a_piece_in_common_does_not_begin_amid_a_syllable_and_says_more_than_every_title():
    assert common("โครงการน้ำสะอาดเพื่อชุมชน", "กิจกรรมน้ำสะอาด") == ["น้ำสะอาด"]
    assert common("ลอกคลอง ม.3 ต.ท่าดี หมู่บ้าน", "ขุดสระ ม.3 ต.ขุนทะเล หมู่บ้าน") == []
    assert common("", "ก") == common("ก", "") == []


def test_the_words_named_are_those_of_the_text_that_made_the_likeness(evaluation):
    view = view_of(RECORDS)
    texts = ["บ้านนา", "ฝายชะลอน้ำคลองหนึ่ง", "ซ่อมถนน"]
    wanted = replace(wanted_by(RECORDS, view, "A", DAY), texts=texts)
    found = pd.DataFrame({"initiative_id": ["same", "akin"]})
    why = reasons(view, wanted, found, RECORDS, own_places(evaluation, "A")).set_index("initiative_id")
    alone = [view.text.likeness([text])[1] for text in texts]
    assert why.at["same", "against"] == texts[int(np.argmax(alone))]
    assert (why.at["akin", "against"], why.at["akin", "pieces"]) == ("", "")


def test_a_tie_that_ended_or_is_to_come_ties_nothing_today():
    rows = {"from_id": ["own"] * 2, "to_id": ["same", "akin"], "kind": "co_work"}
    ties = typed("ties", rows | {"start_date": [None, "2027-01-01"], "end_date": ["2026-11-19", None]})
    assert tied({**RECORDS, "ties": ties}, "A", DAY).empty


def test_ties_with_own_work_are_told_whichever_way_they_run():
    ties = typed(
        "ties",
        {
            "from_id": ["own", "akin", "ended", "same"],
            "to_id": ["same", "shared", "own", "akin"],
            "kind": ["part_of", "co_work", "complementary", "co_work"],
            "confirmed": [True, None, True, True],
        },
    )
    found = tied({**RECORDS, "ties": ties}, "A", DAY)
    assert found.to_numpy().tolist() == [["akin", "shared", "co_work", False], ["same", "own", "part_of", True]]
