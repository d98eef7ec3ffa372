"""What is worked out once and shown to many."""

import threading

import pytest

from pages.ui.once import forget_all, once


def test_what_was_not_asked_for_longest_gives_way():
    work = []

    @once(most=2)
    def named(name):
        work.append(name)
        return name

    for name in ("a", "b", "a", "c", "a", "b"):
        assert named(name) == name
    assert work == ["a", "b", "c", "b"]


def test_two_who_ask_at_once_wait_for_one_piece_of_work():
    work, begun, go_on = [], threading.Event(), threading.Event()

    @once(most=2)
    def slow(name):
        work.append(name)
        begun.set()
        assert go_on.wait(10)
        return object()

    found = []
    readers = [threading.Thread(target=lambda: found.append(slow("x"))) for _ in range(2)]
    readers[0].start()
    assert begun.wait(10)
    readers[1].start()
    go_on.set()
    for reader in readers:
        reader.join()
    assert work == ["x"]
    assert found[0] is found[1]


def test_a_failure_is_remembered_for_nobody():
    work = []

    @once(most=2)
    def failing(name):
        work.append(name)
        if len(work) == 1:
            raise KeyError(name)
        return name

    with pytest.raises(KeyError):
        failing("x")
    assert failing("x") == "x"


def test_only_what_the_key_names_tells_two_questions_apart():
    work = []

    @once(most=2, key=lambda name, _: name)
    def made(_name, make):
        work.append(make())
        return work[-1]

    assert made("x", lambda: 1) == made("x", lambda: 2) == 1
    forget_all()
    assert made("x", lambda: 2) == 2
