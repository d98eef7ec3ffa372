"""The limits of the index' classes are the province's own, fixed once."""

import pandas as pd
import pytest
from small import SMALL

from data.desk.limits import fix_limits
from data.errors import StoreError
from data.schema import typed
from data.store import open_store
from geo.errors import GeoError
from tests.browser import province


def limits(store):
    return {key: value for key, value in store.settings().items() if key.startswith("integration_limits")}


def test_limits_are_fixed_at_the_first_import_that_publishes_enough_and_stay(invented_url):
    store = open_store(invented_url)
    fixed = limits(store)
    assert set(fixed) == {"integration_limits_3", "integration_limits_5"}
    for key, value in fixed.items():
        numbers = [float(part) for part in value.split("|")]
        assert len(numbers) == int(key[-1]) - 1
        assert numbers == sorted(set(numbers))
        assert all(number == round(number) for number in numbers)
    before = store.version()
    fix_limits(store)
    assert limits(store) == fixed
    assert store.version() == before


def test_a_province_with_too_few_published_tambon_has_no_limits_of_its_own(store):
    few = {name: frame.head(20) for name, frame in province.tables().items() if name in ("agencies", "settings")}
    store.apply({name: typed(name, pd.DataFrame(frame)) for name, frame in few.items()}, "test", "test")
    fix_limits(store)
    assert limits(store) == {}


@pytest.mark.parametrize("error", [StoreError("ฐานข้อมูลถูกใช้อยู่", "the store is locked"), GeoError("no such level")])
def test_limits_that_cannot_be_fixed_are_a_note_and_the_import_stands(store, run, write, monkeypatch, error):
    def refuse(_store):
        raise error

    monkeypatch.setattr("data.commands.limits.fix_limits", refuse)
    said = run("import", write(SMALL))
    assert said.code == 0
    assert "18 added" in said.out
    assert "note: the limits of the index are not fixed yet" in said.err
    assert len(said.err.splitlines()) == 1
    assert len(store.records()["initiatives"]) == 2


@pytest.mark.usefixtures("url")
def test_limits_that_cannot_be_fixed_do_not_keep_a_store_from_being_made(run, monkeypatch):
    def refuse(_store):
        raise GeoError("no such level")

    monkeypatch.setattr("data.commands.limits.fix_limits", refuse)
    said = run("init")
    assert said.code == 0
    assert "the store is made" in said.out
    assert "note: the limits" in said.err
