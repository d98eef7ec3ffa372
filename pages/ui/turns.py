"""Runs of pages one after another. This module gives each its turn.

A run is processor work from end to end, and Python does one at a time: runs that share the processor change places
hundreds of times a second, and with a hundred readers all of them come to a crawl. In turn each is as quick as alone.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Semaphore

PATIENCE_S = 2.0
"""Seconds after which a run goes on beside another that takes unusually long."""

_turn = Semaphore()


@contextmanager
def turn(patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Wait for the run before to end, then keep the turn while the block runs."""
    has_turn = _turn.acquire(timeout=patience_s)
    try:
        yield
        _settle()
    finally:
        if has_turn:
            _turn.release()


@cache
def _settle() -> None:
    """Take what the first run has loaded out of the collector's sight: each search takes a fifth of a second."""
    gc.collect()
    gc.freeze()
