"""Runs of pages one after another."""

import threading

import pytest

from pages.ui.turns import turn


def test_a_run_waits_for_the_one_before_it():
    order, begun = [], threading.Event()

    def second():
        begun.set()
        with turn(patience_s=30):
            order.append("second")

    with turn():
        other = threading.Thread(target=second)
        other.start()
        assert begun.wait(10)
        other.join(0.2)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]


def test_nobody_waits_for_ever_behind_a_run_that_takes_long():
    done = threading.Event()

    def second():
        with turn(patience_s=0.05):
            done.set()

    with turn():
        other = threading.Thread(target=second)
        other.start()
        assert done.wait(10)
    other.join(10)


def test_a_run_that_fails_or_is_stopped_gives_its_turn_back():
    with pytest.raises(KeyError), turn():
        raise KeyError
    ended = threading.Event()

    def second():
        with turn(patience_s=30):
            ended.set()

    threading.Thread(target=second).start()
    assert ended.wait(10)
