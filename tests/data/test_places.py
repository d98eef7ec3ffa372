import time

import pandas as pd
import pytest
from depth import tries
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.names import SORTS, strangers, tally_sort
from data.commands.facts import shipped
from data.readers.dates import read_date
from data.readers.matches import SEVERAL, Reason, suggestion
from data.readers.places import Places
from data.readers.spelling import plain_name
from data.schema import Level, typed
from data.schema.privacy import without_numbers

_LEAST_FIRST = 0.98
_MOST_WRONG = 0.001


@pytest.fixture(scope="module")
def areas() -> pd.DataFrame:
    return shipped("none")["areas"]


@pytest.fixture(scope="module")
def places(areas) -> Places:
    return Places(areas)


def codes(matches):
    return [match.code for match in matches]


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.said)
def test_a_name_with_one_letter_wrong_comes_first_and_is_never_taken_for_another(places, areas, sort):
    result = tally_sort(places, areas, sort, 4 if sort.level == Level.TAMBON else 1)
    assert result.size > 3000
    assert result.share("first") >= _LEAST_FIRST
    assert result.share("wrong") <= _MOST_WRONG
    assert result.seconds / result.size < 0.005


@pytest.mark.parametrize("language", ["name_th", "name_en"])
def test_names_of_other_provinces_are_hardly_ever_taken_for_one_of_ours(places, areas, language):
    names = strangers(areas, language)
    taken = [name for name in names if places.settle(name, level=Level.TAMBON)]
    assert len(names) > 5000
    assert len(taken) / len(names) <= _MOST_WRONG


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ต.ท่าดี อ.ลานสกา", "800303"),
        ("ตำบลท่าดี อำเภอลานสกา จังหวัดนครศรีธรรมราช", "800303"),
        ("ตำบลท่าดีอำเภอลานสกาจังหวัดนครศรีธรรมราช", "800303"),
        ("ต.ท่าดี\u200b  อ.ลานสกา 80230", "800303"),
        ("ต ท่าดี อ ลานสกา", "800303"),
        ("อบต.ท่าดี", "800303"),
        ("Tha Di Subdistrict, Lan Saka District, Nakhon Si Thammarat 80230, Thailand", "800303"),
        ("T. Tha Di A. Lan Saka", "800303"),
        ("ท่าดี ลานสกา", "800303"),
        ("ลานสกา ท่าดี", "800303"),
        ("Tha Di, Lan Saka", "800303"),
        ("ต.ท่าดิ อ.ลานสกา", "800303"),
        ("หมู่ ๔ ต.ท่าดี อ.ลานสกา", "80030304"),
        ("moo 4 Tha Di Subdistrict, Lan Saka District", "80030304"),
        ("Moo4 T.Tha Di", "80030304"),
        ("123/4 ม.4ต.ท่าดีอ.ลานสกา", "80030304"),
        ("บ้านประดู่ หมู่ 7 ต.นาหลวงเสน", "80090607"),
        ("ต.ปากแพรก อ.ปากพนัง", "801217"),
        ("อ.เมือง", "8001"),
        ("อ.เมืองฯ จ.นครศรีฯ", "8001"),
        ("Amphoe Muang", "8001"),
        ("จังหวัดนครศรีธรรมราช", "80"),
        ("สามตำบล", "801906"),
        ("ต.สามตำบล อ.จุฬาภรณ์", "801906"),
        ("ต. บ้านนิคม", "801704"),
        ("ต.น\u0e4d\u0e49าตก", "800910"),
        ("800303", "800303"),
        ("TH800303", "800303"),
        ("๘๐๐๓๐๓", "800303"),
    ],
)
def test_a_place_is_found_however_it_is_written(places, text, code):
    assert places.settle(text) == code


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ต.ปากแพรก", ["800901", "801217"]),
        ("บ้านสระโพธิ์", ["80060403", "80061004", "80120805"]),
        ("หมู่ 4-6 ต.ท่าดี อ.ลานสกา", ["80030304", "80030305", "80030306"]),
        ("หมู่ 3 บ้านแพรกเมือง ต.หน้าสตน อ.หัวไทร", ["80160203", "80160209"]),
    ],
)
def test_namesakes_are_several_answers_and_never_one(places, text, first):
    found = places.find(text)
    assert codes(found)[: len(first)] == first
    assert places.settle(text) is None
    assert suggestion(found) == SEVERAL.join(first)


def test_namesakes_are_told_apart_by_what_stands_around_them(places):
    assert places.settle("ปากแพรก", amphoe="ทุ่งสง", level=Level.TAMBON) == "800901"
    assert places.settle("ปากแพรก", amphoe="ปากพนง", level=Level.TAMBON) == "801217"
    assert places.settle("บ้านประดู่", tambon="นาหลวงเสน", moo=9) == "80090609"
    assert codes(places.find("บ้านประดู่", tambon="นาหลวงเสน"))[:2] == ["80090607", "80090609"]


def test_what_lies_elsewhere_than_it_should_is_never_taken(places):
    found = places.find("ต.ท่าดี อ.หาดใหญ่ จ.สงขลา")
    assert [(match.code, match.reason) for match in found] == [("800303", Reason.ELSEWHERE)]
    assert suggestion(found) == ""
    assert places.settle("ท่าดี", amphoe="ปากพนัง", level=Level.TAMBON) is None


def test_a_place_without_a_name_in_the_register_is_offered_as_the_area_around_it(places):
    found = places.find("โรงเรียนวัดขนาบนาก ต.ขนาบนาก อ.ปากพนัง")
    assert [(match.code, match.reason) for match in found] == [("801218", Reason.WIDER)]
    assert places.settle("โรงเรียนวัดขนาบนาก ต.ขนาบนาก อ.ปากพนัง") is None


def test_a_short_name_with_a_letter_wrong_is_suggested_and_not_taken(places):
    assert codes(places.find("ต.ท่าดิ"))[0] == "800303"
    assert places.settle("ต.ท่าดิ") is None


def test_a_code_that_is_none_is_never_taken(places):
    assert places.settle("800399") is None
    assert places.find("80030") == []
    assert places.settle("800303", level=Level.VILLAGE) is None


def test_a_level_that_is_asked_for_is_kept_to(places):
    assert places.settle("หมู่ 4 ต.ท่าดี อ.ลานสกา", level=Level.TAMBON) == "800303"
    assert places.settle("ต.ท่าดี อ.ลานสกา", level=Level.AMPHOE) == "8003"
    assert codes(places.find("ปากแพรก", level=Level.VILLAGE))[:2] == ["80121705", "80170101"]


def test_other_schemes_of_codes_are_searched_by_their_parents():
    world = typed(
        "areas",
        {
            "code": ["NP", "NP-1", "NP-2", "NP-1-a", "NP-2-a"],
            "name_th": ["Nepal", "Gorkha", "Dhading", "Barpak", "Barpak"],
            "level": ["province", "amphoe", "amphoe", "tambon", "tambon"],
            "parent": [None, "NP", "NP", "NP-1", "NP-2"],
        },
    )
    places = Places(world)
    assert places.settle("Barpak", amphoe="Dhading") == "NP-2-a"
    assert places.settle("Barpak") is None
    assert places.settle("NP-1") == "NP-1"


def test_a_register_without_areas_finds_nothing():
    assert Places(typed("areas")).find("ต.ท่าดี อ.ลานสกา") == []


@settings(max_examples=tries(150, 3_000), deadline=None)
@given(st.text(max_size=60), st.sampled_from([None, *Level]))
def test_no_text_whatever_breaks_the_search(places, text, level):
    for match in places.find(text, amphoe=text[:5], level=level):
        assert 0 <= match.confidence <= 1


@pytest.mark.parametrize("piece", ["่", "ำ", "a", "a subdistrict ", "หมู่ 1-99,", "1-", "ต.", "ฯ", "( ", "อ.ก "])
def test_no_text_however_long_keeps_a_search_or_a_date_waiting(places, piece):
    begun = time.process_time()
    for size in (100, 250, 32_000):
        text = (piece * size)[:size]
        places.find(text)
        places.find("ท่าดี", amphoe=text)
        plain_name(text)
        read_date(text, at_end=True)
        without_numbers(text)
    assert time.process_time() - begun < 3
