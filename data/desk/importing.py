"""Files on their way into the register. This module reads them, holds them to the rules, and takes them in."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from data.desk.asking import asking
from data.desk.invented import refused
from data.desk.limits import fix_limits
from data.desk.locating import with_areas
from data.desk.reach import trespasses
from data.desk.reasons import fitting
from data.desk.rights import may, require, signature
from data.desk.villages import settle_villages
from data.errors import DataError, Problem
from data.readers.crowds import first
from data.readers.files import Asked
from data.readers.forms import read_raw
from data.readers.layouts import preferred
from data.readers.records import Reading, understood
from data.schema import TABLES, Act, Actor, Records, record_keys
from data.store import Batch, Changes, Store
from data.store.changes import changes
from data.store.matching import matched
from geo.errors import GeoError

_Found = Mapping[str, Changes]


@dataclass(frozen=True, eq=False)
class Proposal:
    """What a file would do to the register.

    Attributes
    ----------
    reading : the file as understood.
    problems : everything that keeps it out: its own faults, invented records among real ones, records of others.
    difference : what it would add and change, by table; empty while there are problems.
    known : what was kept when it was read.
    """

    reading: Reading
    problems: list[Problem]
    difference: Mapping[str, Changes]
    known: Records

    @property
    def is_new(self) -> bool:
        """Whether taking it in would change anything."""
        return any(len(part.added) or len(part.updated) for part in self.difference.values())


def propose(source: Store | Records, actor: Actor, asked: Asked, *, is_invented: bool = False) -> Proposal:
    """Return what the file at ``asked.path`` would do to the register; nothing is changed.

    Parameters
    ----------
    source : the register, or the records that it would be made with; the file may refer to whatever it keeps.
    actor : who asks; what the actor's agency remembers of headings is taken before what others do.
    asked : the file, and how it is to be read; what it may refer to is set here.
    is_invented : whether invented records are wanted where they may go at all.

    Raises
    ------
    NotAllowedError
        The actor may import nothing at all.
    DataError
        The file as a whole cannot be read.
    """
    require(actor, Act.IMPORT, is_own=True)
    kept = source.records() if isinstance(source, Store) else source
    known = {**kept, "layouts": preferred(kept["layouts"], actor.agency_id)} if "layouts" in kept else kept
    form, raw = read_raw(replace(asked, known=known))
    found = understood(form, raw, kept, asked.on_progress)
    found = with_areas(found, source) if isinstance(source, Store) else found
    problems = found.problems + refused(found.records, kept, is_wanted=is_invented)
    if problems:
        return Proposal(found, problems, {}, kept)
    difference = _difference(source, found)
    asked_first = asking(source, actor, found, difference)
    if asked_first is not found:
        found, difference = asked_first, _difference(source, asked_first)
    return Proposal(found, _trespasses(source, actor, found, difference), difference, kept)


def _difference(source: Store | Records, found: Reading) -> _Found:
    if isinstance(source, Store):
        return source.difference(found.records, found.given)
    return changes(matched(found.records, source, found.given), source, found.given)


def _trespasses(source: Store | Records, actor: Actor, found: Reading, difference: _Found) -> list[Problem]:
    """Return the records of the file that are not the actor's to change, each with its row."""
    taken = trespasses(source, actor, difference)
    rows = {table: _rows_of(found, table) for table in dict.fromkeys(table for table, _ in taken)}
    return first(Problem(table, rows[table].get(key, 0), "", "not_yours", key) for table, key in taken)


def _rows_of(found: Reading, table: str) -> dict[str, int]:
    keys = record_keys(TABLES[table], found.records[table])
    return {key: int(row) for key, row in zip(keys, found.rows[table], strict=True)}


def take_in(store: Store, actor: Actor, proposal: Proposal, source: str, reason: str = "") -> Batch:
    """Take a proposal without problems into the register, in one transaction that can be undone as one.

    `settle` is to be called afterwards. A store that is `telling` tells how far this is, and may be stopped so.

    Raises
    ------
    DataError
        The reason is too long.
    NotAllowedError
        Others changed the register meanwhile so that the file would now change records that are not the actor's.
    StoreError
        The store is locked, full or damaged, or the records do not fit together any more; nothing is changed then.
    ValueError
        The proposal has problems.
    """
    if proposal.problems:
        raise ValueError(f"`proposal` has {len(proposal.problems)} problems, must have none")
    found = proposal.reading
    is_bounded = not may(actor, Act.IMPORT)
    if is_bounded and trespasses(store, actor, store.difference(found.records, found.given)):
        require(actor, Act.IMPORT)
    return store.apply(found.records, signature(actor), source, found.given, reason=fitting(reason))


def settle(store: Store) -> None:
    """Bring up to date what rests on the records: outlines of villages, limits of classes.

    What fails now is made after the next import.
    """
    with suppress(DataError, GeoError):
        settle_villages(store)
        fix_limits(store)
