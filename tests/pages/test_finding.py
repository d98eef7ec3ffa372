"""A name finds what it belongs to, spelt well or not, over all real places."""

import random

import pytest

from data.store import open_store
from pages.ui.finding import Found, Index
from pages.ui.register import Register

THAI = "กขคงจชดตถทนบปผพมยรลวสหอ"


@pytest.fixture(scope="module")
def register(public_url):
    store = open_store(public_url)
    return Register(f"{store.version()} {store.url}", store.records(), store.settings())


@pytest.fixture(scope="module")
def index(register):
    return Index.of(register)


def misspelt(name, rng):
    """One letter of a name left out, changed, doubled, or two of them swapped."""
    at = rng.randrange(1, len(name))
    slips = (
        name[:at] + name[at + 1 :],
        name[:at] + rng.choice(THAI) + name[at + 1 :],
        name[:at] + name[at - 1 :],
        name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
    )
    return rng.choice(slips)


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        ("ท่าดี", Found.AREA, "800303"),
        ("ต.ทาดี", Found.AREA, "800303"),
        ("ลานสะกา", Found.AREA, "8003"),
        ("Pak Phanang", Found.AREA, "8012"),
        ("ปากพนัง", Found.AREA, "8012"),
        ("การะเกต", Found.AREA, "800611"),
        ("ทท่าดี", Found.AREA, "800303"),
        ("เทสบาลตำบลการะเกด", Found.AGENCY, "lg-800611"),
        ("โครงการจัดการความรู้แก้จน", Found.WORK, "pr-001"),
        ("KM Against Poverty", Found.WORK, "pr-001"),
    ],
)
def test_a_name_leads_to_its_owner_first(index, typed, kind, code):
    assert index.find(typed)[0] == (kind, code)


def test_places_misspelt_by_one_slip_are_found_among_the_first(register, index):
    rng = random.Random(7)
    tambon = register.areas[register.areas["level"] == "tambon"]["name_th"]
    names = [(code, name) for code, name in tambon.items() for _ in range(4) if len(name) > 3]
    found = sum((Found.AREA, code) in index.find(misspelt(name, rng)) for code, name in names)
    assert found / len(names) > 0.95


@pytest.mark.parametrize("typed", ["", "   ", "ซฮฬฆฌฒณญฏ", "<script>", "x" * 5000, "\u200b", "%_'\"\\"])
def test_what_is_like_no_name_finds_nothing(index, typed):
    assert index.find(typed) == []


def test_no_more_is_offered_than_asked_for_and_nothing_twice(index):
    hits = index.find("บ้านนา", most=5)
    assert len(hits) == len(set(hits)) == 5
