"""Files on their way into the register. This module reads them, holds them to the rules, and takes them in."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from data.desk.invented import refused
from data.desk.limits import fix_limits
from data.desk.locating import with_areas
from data.desk.reach import trespasses
from data.desk.rights import require, signature
from data.desk.villages import settle_villages
from data.errors import DataError, Problem
from data.readers.crowds import first
from data.readers.files import Asked
from data.readers.forms import read_raw
from data.readers.records import Reading, understood
from data.schema import Act, Actor
from data.store import Batch, Changes, Store
from geo.errors import GeoError


@dataclass(frozen=True, eq=False)
class Proposal:
    """What a file would do to the register.

    Attributes
    ----------
    reading : the file as understood.
    problems : everything that keeps it out: its own faults, invented records among real ones, records of others.
    difference : what it would add and change, by table; empty while there are problems.
    """

    reading: Reading
    problems: list[Problem]
    difference: Mapping[str, Changes]

    @property
    def is_new(self) -> bool:
        """Whether taking it in would change anything."""
        return any(len(part.added) or len(part.updated) for part in self.difference.values())


def propose(store: Store, actor: Actor, asked: Asked) -> Proposal:
    """Return what the file at ``asked.path`` would do to the register; nothing is changed.

    Parameters
    ----------
    store : the register; the file may refer to whatever it keeps.
    actor : who asks.
    asked : the file, and how it is to be read; what it may refer to is set here.

    Raises
    ------
    NotAllowedError
        The actor may import nothing at all.
    DataError
        The file as a whole cannot be read.
    """
    require(actor, Act.IMPORT, is_own=True)
    kept = store.records()
    form, raw = read_raw(replace(asked, known=kept))
    found = with_areas(understood(form, raw, kept, asked.on_progress), store)
    problems = found.problems + refused(found.records, kept)
    if problems:
        return Proposal(found, problems, {})
    difference = store.difference(found.records, found.given)
    return Proposal(found, _trespasses(store, actor, difference), difference)


def _trespasses(store: Store, actor: Actor, difference: Mapping[str, Changes]) -> list[Problem]:
    """Return the records of the file that are not the actor's to change."""
    taken = trespasses(store, actor, difference)
    return first(Problem(table, 0, "", "not_yours", key) for table, key in taken)


def take_in(store: Store, actor: Actor, proposal: Proposal, source: str, reason: str = "") -> Batch:
    """Take a proposal without problems into the register, in one transaction that can be undone as one.

    What rests on the records is brought up to date afterwards: outlines of villages, limits of classes.

    Raises
    ------
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
    difference = store.difference(found.records, found.given)
    if trespasses(store, actor, difference):
        require(actor, Act.IMPORT)
    batch = store.apply(found.records, signature(actor), source, found.given, reason=reason)
    with suppress(DataError, GeoError):  # what rests on the records is made by the next import where it fails now
        settle_villages(store)
        fix_limits(store)
    return batch
