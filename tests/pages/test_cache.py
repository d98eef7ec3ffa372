"""What is worked out once stands until something that it rests on changes."""

import datetime

import pytest

from data.desk import accounts, codes
from data.readers.records import reading
from data.schema import OFFICE, AccountRole, Level
from data.store import Edit, make_store
from data.store.backup import back_up
from data.store.restore import restore
from pages.ui import cache
from tests.small import SMALL

DAY = datetime.date(2007, 6, 30)


@pytest.fixture
def store(tmp_path, monkeypatch):
    for name, text in SMALL.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    made = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    made.apply(reading(tmp_path).records, "", "small")
    monkeypatch.setenv("DATABASE_URL", made.url)
    yield made
    cache.forget()


def answers():
    version = cache.register("office").version
    return cache.scored(version, DAY, "", Level.TAMBON), cache.names_index(version)


def test_one_who_comes_in_by_a_code_leaves_every_answer_as_it_was_worked_out(store):
    before, version = answers(), cache.register("office").version
    (code,) = codes.make_codes(store, OFFICE, codes.CodeOrder(1, 2, AccountRole.FACILITATOR, "A1"))
    codes.use_code(store, code, "นก")
    accounts.make_account(store, OFFICE, "malee", {"role": "viewer", "name": "มาลี"})
    assert cache.register("office").version != version
    assert cache.register("office").records["accounts"]["name"].tolist() != []
    assert all(now is then for now, then in zip(answers(), before, strict=True))


def test_an_edit_of_work_and_a_restore_change_the_answers(store, tmp_path):
    other, file = make_store(f"sqlite:///{tmp_path / 'other.sqlite'}"), tmp_path / "backup.sqlite"
    other.apply(reading(tmp_path).records, "", "other")
    back_up(other, file)
    first = answers()
    store.edit([Edit("initiatives", "I1", {"title_th": "ท่อ"}, {"title_th": "ประปาภูเขา"})], "", "form")
    second = answers()
    restore(store.url, file, "office")
    third = answers()
    assert len({id(frame) for frame, _ in (first, second, third)}) == 3
