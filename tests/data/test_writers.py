import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from data.schema import typed
from data.store import make_store, open_store
from data.store.backup import back_up
from data.store.offer import offered
from data.store.restore import restore
from tests.crowd import crowd, edits, missed, names_of, prepared
from tests.processes import processes


def _apply_many(url, name, count):
    store = open_store(url)
    for number in range(count):
        row = {"initiative_id": [f"{name}-{number}"], "title_th": ["ก"]}
        store.apply({"initiatives": typed("initiatives", row)}, name, "crowd")


@pytest.mark.timeout(600)
def test_fifty_who_edit_in_five_processes_lose_nothing_and_write_over_nobody(tmp_path):
    url, names = f"sqlite:///{tmp_path / 'store.sqlite'}", names_of(5, 10)
    store = prepared(url, names)
    told = crowd(partial(edits, url, 10), names)
    assert len(told) == 500
    assert missed(store, told) == []


def test_twenty_who_edit_in_two_processes_lose_nothing_on_postgresql(postgres_database):
    names = names_of(2, 10)
    store = prepared(postgres_database, names)
    told = crowd(partial(edits, postgres_database, 10), names)
    assert len(told) == 200
    assert missed(store, told) == []


def _marks(store):
    return {row.batch: row.after["description"] for row in store.history(table="initiatives").itertuples()
            if "description" in (row.after or {})}  # fmt: skip


def test_what_was_acknowledged_while_others_restored_is_in_the_store_or_in_what_each_restore_kept(tmp_path):
    names = names_of(2, 3)
    store = prepared(f"sqlite:///{tmp_path / 'store.sqlite'}", names)
    back_up(store, tmp_path / "backup.sqlite")
    restored = []
    with ThreadPoolExecutor(1) as beside:
        writing = beside.submit(crowd, partial(edits, store.url, 15), names)
        while len(restored) < 2:
            at = store.version()
            while store.version() < at + 10:
                time.sleep(0.01)
            restored.append(restore(store.url, tmp_path / "backup.sqlite", "office"))
        told = writing.result()
    assert len(told) == 90
    first, second = (done.batch.number for done in restored)
    places = [_marks(store)]
    for done in restored:
        with offered(done.kept, done.kept) as kept:
            places.append(_marks(kept))
    for each in told:
        place = places[1 if each.batch < first else 2 if each.batch < second else 0]
        assert place[each.batch] == each.mark
    assert min(map(len, places[1:])) > 0
    assert store.problems() == []


def test_imports_of_several_processes_at_once_lose_nothing(tmp_path):
    store = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    started = [processes().Process(target=_apply_many, args=(store.url, name, 10)) for name in "abcd"]
    for process in started:
        process.start()
    for process in started:
        process.join(60)
    assert [process.exitcode for process in started] == [0, 0, 0, 0]
    assert len(store.records(["initiatives"])["initiatives"]) == store.version() == 40
