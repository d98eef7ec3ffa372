"""What is worked out once and shown to many. This module remembers results by what they were worked out from.

Streamlit's own caches take a third of a millisecond to name a key, and a page asks a few dozen times; here a key is
the tuple of the arguments itself. Two readers who ask for the same thing at once wait for one piece of work.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, nullcontext
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import streamlit as st

Given = ParamSpec("Given")
Result = TypeVar("Result")

_memories: list["_Memory"] = []


def once(
    most: int, *, key: Callable[..., Hashable] = lambda *given: given, saying: str = ""
) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """Let a function remember its `most` last asked results.

    Parameters
    ----------
    most : results to keep; the one not asked for longest gives way.
    key : what of the arguments, given by position, a result depends on; all of them unless told otherwise.
    saying : what the reader sees while something takes its time; nothing when blank.

    Examples
    --------
    >>> work = []
    >>> @once(most=8)
    ... def double(number):
    ...     work.append(number)
    ...     return 2 * number
    >>> double(3), double(3), work
    (6, 6, [3])
    """

    def remembering(make: Callable[Given, Result]) -> Callable[Given, Result]:
        memory = _Memory(most)
        _memories.append(memory)

        @wraps(make)
        def recall(*given: Given.args, **named: Given.kwargs) -> Result:
            name = key(*given, **named)
            while True:
                found, is_new = memory.find(name)
                if is_new:
                    with memory.filling(name, found), st.spinner(saying) if saying else nullcontext():
                        result = make(*given, **named)
                    found.set_result(result)
                if not found.exception():
                    return found.result()

        return recall

    return remembering


def forget_all() -> None:
    """Drop everything that is remembered."""
    for memory in _memories:
        memory.clear()


class _Memory:
    """The results of one function by key, each a promise until it is worked out."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = Lock()

    def find(self, name: Hashable) -> tuple["Future[Any]", bool]:
        """Return the promise under `name`, and whether it is for the caller to keep."""
        with self._lock:
            found = self._kept.get(name)
            if found is not None:
                self._kept.move_to_end(name)
                return found, False
            self._kept[name] = found = Future()
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return found, True

    @contextmanager
    def filling(self, name: Hashable, found: "Future[Any]") -> Iterator[None]:
        """Take back the promise where the work fails or is stopped: who waits for it tries anew."""
        try:
            yield
        except BaseException as error:
            with self._lock:
                if self._kept.get(name) is found:
                    del self._kept[name]
            found.set_exception(error)
            raise

    def clear(self) -> None:
        """Drop everything."""
        with self._lock:
            self._kept.clear()
