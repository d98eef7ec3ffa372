"""Records taken in many at once. This module writes them in the transaction it is given, and tells how far it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from sqlalchemy.engine import Connection

from data.schema import Records, typed
from data.store.changes import Changes, changes, without_lost_precision
from data.store.history import Change, changes_of
from data.store.matching import matched
from data.store.rows import read_table, write_changes

Tell = Callable[[int, int], object]
"""Told how many of how many rows are done; what it raises ends the work, and nothing is changed then."""

_READ, _COMPARED, _WRITTEN, _TOLD = 0.15, 0.3, 0.6, 0.95
_TELL_EVERY = 1_000


def compared(
    connection: Connection, records: Records, given: Mapping[str, Sequence[str]] | None
) -> dict[str, Changes]:
    """Return what applying `records` would add and change, by table."""
    kept = {name: read_table(connection, name) for name in records}
    return changes(matched(records, kept, given), kept, given)


def apply_records(
    connection: Connection, records: Records, given: Mapping[str, Sequence[str]] | None, tell: Tell
) -> tuple[Iterable[Change], int]:
    """Write records as `data.store.Store.apply` does; return what that changes, and how many stay as they are."""
    reached = partial(_reached, tell, sum(map(len, records.values())))
    reached(0)
    kept = {name: read_table(connection, name) for name in {**records, "precision": None}}
    reached(_READ)
    keyed = matched(records, kept, given)
    found = changes(keyed, kept, given)
    found = without_lost_precision(found, keyed.get("precision", typed("precision")), kept["precision"])
    sizes = {name: len(part.added) + len(part.updated) + len(part.removed) for name, part in found.items()}
    whole, done = max(sum(sizes.values()), 1), 0
    for name in (name for name, size in sizes.items() if size):
        reached(_COMPARED + (_WRITTEN - _COMPARED) * done / whole)
        write_changes(connection, name, found[name])
        done += sizes[name]
    return _told(changes_of(found), whole, reached), sum(part.unchanged for part in found.values())


def _reached(tell: Tell, rows: int, share: float) -> None:
    tell(round(share * rows), rows)


def _told(made: Iterable[Change], whole: int, reached: Callable[[float], None]) -> Iterator[Change]:
    """Yield changes and tell at every thousandth how far that is."""
    for number, change in enumerate(made):
        if number % _TELL_EVERY == 0:
            reached(_WRITTEN + (_TOLD - _WRITTEN) * number / whole)
        yield change


def in_silence(_done: int, _rows: int) -> None:
    """Tell nobody."""
