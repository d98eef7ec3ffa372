"""Outlines and marks by name of their content. This module keeps what browsers will ask for, once for all."""

from collections import OrderedDict
from threading import Lock

_KEEP = 256
_kept: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()


def keep(name: str, body: bytes) -> str:
    """Keep `body` under `name`; the least recently used gives way. Returns the name."""
    with _lock:
        _kept[name] = body
        _kept.move_to_end(name)
        while len(_kept) > _KEEP:
            _kept.popitem(last=False)
    return name


def find(name: str) -> bytes | None:
    """Return what is kept under `name`, None where nothing is."""
    with _lock:
        if name in _kept:
            _kept.move_to_end(name)
        return _kept.get(name)
