"""What the queues hold for a reader. This module works it out once for a state of the register and a day."""

import datetime
from dataclasses import dataclass

import pandas as pd

from data.desk.review import effects
from data.desk.review.effects import Effect
from data.desk.review.news import last_changes
from data.desk.review.queues import Queue, Sight, concerning, items, open_items
from data.desk.review.settling import SOURCE
from data.readers.places import Places
from data.schema import SEPARATOR, AccountRole, Level, Quality
from data.store import Edit
from geo.placing import official
from pages.ui import cache, calendar, mapdata, selection
from pages.ui.once import once
from pages.ui.visit import Visit

AT_ONCE = 6
"""Items shown at once: what settling each does is worked out for these alone."""
_WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True, eq=False)
class Held:
    """One queue as a reader sees it: its items that are open, how many are laid aside, how many settled this week."""

    queue: Queue
    items: pd.DataFrame
    aside: int
    settled: int


@once(most=3)
def sight(version: str, day: datetime.date) -> Sight:
    """Return what the queues look at on a day."""
    layers = [mapdata.boundaries(version, level) for level in (Level.TAMBON, Level.VILLAGE)]
    records = cache.records(version)
    changed = last_changes(cache.store_of(version), cache.number_of(version))
    outlines = official(layers, Quality.OFFICIAL)
    return Sight(cache.evaluation(version, day, ""), records, mapdata.adjacent(version), outlines, changed)


@once(most=32, saying=cache.WORKING)
def found(version: str, day: datetime.date, queue: Queue) -> pd.DataFrame:
    """Return all items of a queue on a day."""
    return items(queue, sight(version, day))


@once(most=3)
def places(version: str) -> Places:
    """Return the names of all areas, ready to be searched."""
    return Places(cache.records(version)["areas"])


@once(most=256, key=lambda now, subject, *_: (now.register.version, now.chosen.day, subject))
def effect(now: Visit, subject: str, edits: list[Edit], initiatives: list[str]) -> Effect:  # noqa: ARG001 - the key
    """Return what `edits`, which settle `subject`, do to the scores of the day."""
    return effects.effect(cache.stage(now.register.version, now.chosen.day, ""), edits, initiatives)


def held(now: Visit, queue: Queue) -> Held:
    """Return a queue within the reader's filters: of one agency, of one area; requests to one's own agency alone."""
    everything = found(now.register.version, now.chosen.day, queue)
    own = _own(now, everything) if queue is Queue.REQUESTS else everything
    wanted = concerning(own, now.chosen.agency, _inside(now) if now.chosen.area else ())
    left = open_items(wanted, now.register.records["reviews"], queue, calendar.today())
    return Held(queue, left, len(wanted) - len(left), _settled(now, queue))


def _own(now: Visit, requests: pd.DataFrame) -> pd.DataFrame:
    actor = now.actor
    return requests if actor.role is AccountRole.OFFICE else concerning(requests, actor.agency_id or SEPARATOR)


def _inside(now: Visit) -> list[str]:
    area, register = now.chosen.area, now.register
    return [code for code in register.areas.index if code == area or area in register.around(code)]


def _settled(now: Visit, queue: Queue) -> int:
    made = cache.batches(now.register.version)
    since = datetime.datetime.now(datetime.UTC).replace(tzinfo=None) - _WEEK
    return int(((made["source"] == f"{SOURCE} {queue}") & (made["applied_at"] > since)).sum())


def chosen_queue(held_queues: list[Held]) -> Queue:
    """Return the queue that the address names, else the first that holds anything."""
    named = selection.asked("queue", tuple(Queue))
    return Queue(named) if named else next((each.queue for each in held_queues if len(each.items)), Queue.DOUBLES)


def page_of(number: int) -> int:
    """Return where in a list of so many items the address is, by the number of its first."""
    text = selection.stated("at")
    at = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    return at // AT_ONCE * AT_ONCE if at < number else 0


def ids(field: object) -> list[str]:
    """Return the ids that a field of an item joins."""
    return [one for one in str(field).split(SEPARATOR) if one]
