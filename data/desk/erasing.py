"""People taken out for good, by name or because nothing was heard of them for long. This module is for the office."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from data.desk.rights import require, signature
from data.errors import DataError
from data.schema import Act, Actor
from data.store import Store, location
from data.store.erase import erase, erase_in_file, last_heard
from data.store.location import sqlite_file
from geo.months import months_before_day

SETTING = "hats_months"
"""Months after which people of whom nothing was said go, where the office has settled it."""


@dataclass
class Erased:
    """What became of an erasure.

    Attributes
    ----------
    people : how many people the store held, its history among it.
    files : how many of them each backup held that is rid of them.
    left : backups that could not be rid of anybody.
    """

    people: int = 0
    files: dict[Path, int] = field(default_factory=dict)
    left: list[Path] = field(default_factory=list)

    @property
    def is_nobody(self) -> bool:
        """Whether nobody was found anywhere."""
        return not self.people and not self.files


def expired(store: Store, months: int, today: datetime.date) -> frozenset[str]:
    """Return the people of whom nothing was added or changed since the day `months` before `today`."""
    limit = months_before_day(np.datetime64(today), months)
    return frozenset(person for person, moment in last_heard(store).items() if np.datetime64(moment.date()) < limit)


def erase_people(store: Store, actor: Actor, people: Collection[str], *, is_tried: bool = False) -> Erased:
    """Take people out of the store, its history, drafts, and the backups beside it.

    Parameters
    ----------
    people : names as they were once given, or pseudonyms.
    is_tried : only count.

    Raises
    ------
    NotAllowedError
        The actor may not.
    StoreError
        The store is locked, full or damaged; the store is not changed then.
    """
    require(actor, Act.BACK_UP)
    pseudonyms = {store.pseudonym(person) for person in people}
    found, by = Erased(len(pseudonyms & last_heard(store).keys())), signature(actor)
    if not is_tried:
        erase(store, pseudonyms, people, by)
    for file in backups_of(store):
        try:
            count = erase_in_file(file, pseudonyms, people, by, is_tried=is_tried)
        except DataError:
            found.left.append(file)
            continue
        found.files |= {file: count} if count else {}
    return found


def backups_of(store: Store) -> list[Path]:
    """Return the daily backups of a store and what restores have set aside beside it."""
    file = sqlite_file(store.url)
    stem = (file or Path(store.place)).stem
    beside = file.parent if file else location.LOCAL
    day = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
    daily = (location.LOCAL / "backup").glob(f"{stem}-{day}.sqlite")
    aside = (each for why in ("replaced", "damaged") for each in beside.glob(f"{stem}-{why}-*.sqlite"))
    return sorted({*daily, *aside})
