import pandas as pd
import pytest
from depth import tries
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.names import tally_agencies
from data.commands.facts import shipped
from data.readers.agencies import Agencies
from data.readers.matches import Reason, suggestion
from data.schema import typed

_LEAST_FIRST = 0.98
_MOST_WRONG = 0.001


@pytest.fixture(scope="module")
def register() -> pd.DataFrame:
    return shipped("public")["agencies"]


@pytest.fixture(scope="module")
def agencies(register) -> Agencies:
    return Agencies(register)


@pytest.mark.parametrize("column", ["name_th", "name_en", "short_name"])
def test_an_agency_with_one_letter_wrong_comes_first_and_is_never_taken_for_another(agencies, register, column):
    result = tally_agencies(agencies, register, column, 3)
    assert result.size > 3000
    assert result.share("first") >= _LEAST_FIRST
    assert result.share("wrong") <= _MOST_WRONG


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("องค์การบริหารส่วนตำบลท่าดี", "lg-800303"),
        ("อบต.ท่าดี", "lg-800303"),
        ("อบต ท่าดี", "lg-800303"),
        ("อ.บ.ต.ท่าดี", "lg-800303"),
        ("องค์การบริหารส่วน ต.ท่าดี", "lg-800303"),
        ("ที่ทำการองค์การบริหารส่วนตำบลท่าดี", "lg-800303"),
        ("Tha Di SAO", "lg-800303"),
        ("Tha Di Subdistrict Administrative Organisation", "lg-800303"),
        ("ทต. ปากนคร", "lg-8094"),
        ("สำนักงานเทศบาลตำบลปากนคร", "lg-8094"),
        ("สสจ.นครศรีฯ", "health-office"),
        ("สนง.สาธารณสุขจังหวัดนครศรีธรรมราช", "health-office"),
        ("สนง.พัฒนาชุมชน อ.ชะอวด", "cd-cha-uat"),
        ("สพอ.ชะอวด", "cd-cha-uat"),
        ("กศน.อ.เชียรใหญ่", "nfe-chian-yai"),
        ("ม.วลัยลักษณ์", "wu"),
        ("อบจ. นศ.", "pao"),
        ("ธนาคารไทยพาณิชย์", "scb"),
        ("SCB", "scb"),
        ("lg-800303", "lg-800303"),
    ],
)
def test_an_agency_is_found_by_all_that_it_is_called(agencies, text, one):
    assert agencies.settle(text) == one


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("อบต.ท่าดิ", "lg-800303"),
        ("ท่าดี", "lg-800303"),
        ("ปากนคร", "lg-800107 / lg-8094"),
        ("มวล.", "wu / wu-community-finance"),
        ("อบจ.", "pao"),
        ("สสจ", "health-office"),
        ("cd-chauat", "cd-cha-uat"),
        ("อบต.", ""),
        ("อบต.ไม่มีจริง", ""),
        ("ทนายความ", ""),
        ("", ""),
    ],
)
def test_what_is_not_sure_is_suggested_or_left_and_never_taken(agencies, text, likely):
    assert suggestion(agencies.find(text)) == likely
    assert agencies.settle(text) is None


def test_the_mark_of_the_invented_need_not_be_written():
    register = typed("agencies", {"agency_id": ["a"], "name_th": ["กลุ่มบัวสายพายเรือ (สมมติ)"]})
    assert Agencies(register).settle("กลุ่มบัวสายพายเรือ") == "a"


def test_what_was_accepted_is_known_from_then_on(agencies, register):
    learned = agencies.learned([("อนามัยจังหวัด", "health-office"), ("อนามัย  จังหวัด", "health-office")])
    assert sorted(learned["alias"]) == ["อนามัย จังหวัด", "อนามัยจังหวัด"]
    wiser = Agencies(register, learned)
    assert wiser.settle("อนามัยจังหวัด") == "health-office"
    assert wiser.find("อนามัยจังหวัด")[0].reason == Reason.ALIAS


def test_an_alias_teaches_nothing_that_is_known_doubtful_or_impossible(agencies):
    accepted = [
        ("อบต.ท่าดี", "lg-800303"),
        ("ทต.ปากนคร", "lg-800107"),
        ("ศูนย์", "wu"),
        ("ศูนย์", "scb"),
        ("ก;ข", "wu"),
        ("ก\nข", "wu"),
        ("ของใคร", "nobody"),
        ("", "wu"),
    ]
    assert agencies.learned(accepted).empty


def test_an_alias_that_is_the_name_of_another_is_asked_about(register):
    aliases = typed("aliases", {"alias": ["กรมชลประทาน"], "agency_id": ["rid-15"]})
    assert Agencies(register, aliases).settle("กรมชลประทาน") is None


@settings(max_examples=tries(100, 2_000), deadline=None)
@given(st.text(max_size=60))
def test_no_text_whatever_breaks_the_search(agencies, text):
    for match in agencies.find(text):
        assert 0 <= match.confidence <= 1
    agencies.learned([(text, "wu")])
