"""What places are called: villages of one name in a tambon told apart by their number, on the real ground."""

import re

import pandas as pd
import pytest

from data.store import open_store
from pages.ui.names import names_of


@pytest.fixture(scope="module")
def records(public_url):
    return open_store(public_url).records()


@pytest.mark.parametrize(
    ("lang", "alike", "alone"),
    [
        ("th", ["บ้านชัน หมู่ที่ 4", "บ้านชัน หมู่ที่ 8"], "บ้านบางหลวง"),
        ("en", ["Ban Chan Moo 4", "Ban Chan Moo 8"], "Ban Bang Luang"),
    ],
)
def test_villages_of_one_name_in_a_tambon_have_their_number_and_others_none(records, lang, alike, alone):
    names = names_of(records, lang)
    assert [names.areas[code] for code in ("80011204", "80011208")] == alike
    assert names.places["80011204"].startswith(f"{alike[0]} ")
    assert alone in names.areas.values()


def test_no_two_places_of_the_province_are_called_the_same(records):
    areas = records["areas"].set_index("code")
    called = pd.Series(names_of(records, "th").places)[areas.index]
    assert not called.duplicated().any()
    numbered = called[called.str.contains("หมู่ที่")]
    assert 0 < len(numbered) < len(called) / 10
    for code, name in numbered.items():
        assert int(re.search(r" หมู่ที่ (\d+) ", name)[1]) == int(code[-2:])


def test_a_code_that_is_not_official_gives_no_number():
    areas = pd.DataFrame(
        {
            "code": ["T", "T-1", "T-2"],
            "name_th": ["ก", "ข", "ข"],
            "name_en": [None] * 3,
            "level": ["tambon", "village", "village"],
            "parent": [None, "T", "T"],
        }
    )
    empty = pd.DataFrame({name: pd.Series(dtype=str) for name in _NAMED})
    records = {"areas": areas, **dict.fromkeys(("agencies", "themes", "initiatives"), empty)}
    assert names_of(records, "th").areas == {"T": "ต.ก", "T-1": "ข", "T-2": "ข"}


_NAMED = ("agency_id", "code", "initiative_id", "name_th", "name_en", "title_th", "title_en")
