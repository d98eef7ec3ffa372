"""What was settled on the way in, kept with the file that it was settled for. This module lets imports learn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from data.desk.importing import Proposal
from data.desk.reach import trespasses
from data.readers.agencies import Agencies
from data.readers.layouts import Layout, signature
from data.schema import TABLES, Actor, Records, typed
from data.schema.privacy import hidden
from data.store import Store


@dataclass(frozen=True)
class Lessons:
    """What somebody settled about a file.

    Attributes
    ----------
    names : names that were accepted, each with the agency it is a name of (`data.readers.corrections.taught`).
    layout : what the headings mean; None where nobody had to say.
    headings : all headings of the file that the layout is for.
    """

    names: Sequence[tuple[str, str]] = ()
    layout: Layout | None = None
    headings: Sequence[str] = ()


def remembering(store: Store, actor: Actor, proposal: Proposal, lessons: Lessons) -> Proposal:
    """Return a proposal that also keeps what was settled, to be taken in as one with it.

    Parameters
    ----------
    store : the register.
    actor : who imports: teaches only what agencies of their own are called, and what their agency's headings mean.
    proposal : the file with the corrections put in; one that has problems is returned as it is.
    lessons : what was settled.
    """
    if proposal.problems:
        return proposal
    records: dict[str, pd.DataFrame] = {**proposal.reading.records}
    for name, rows in (("aliases", _names(proposal, lessons)), ("layouts", _layout(actor, lessons))):
        fresh = _allowed(store, actor, name, _nameless(rows))
        if len(fresh):
            own = records.get(name, typed(name))
            records[name] = typed(name, pd.concat([own, fresh], ignore_index=True))
    if records.keys() == proposal.reading.records.keys():
        return proposal
    given = {name: proposal.reading.given.get(name, TABLES[name].names) for name in records}
    read = replace(proposal.reading, records=records, given=given)
    return replace(proposal, reading=read, difference=store.difference(records, given))


def _names(proposal: Proposal, lessons: Lessons) -> pd.DataFrame:
    """Return the names that the file does not teach by itself."""
    read, kept = proposal.reading.records, proposal.known
    own = read.get("aliases", typed("aliases"))
    agencies = pd.concat([kept["agencies"], read.get("agencies", typed("agencies"))], ignore_index=True)
    learned = Agencies(agencies, kept["aliases"]).learned(lessons.names)
    return learned[~learned["alias"].isin(own["alias"])]


def _layout(actor: Actor, lessons: Lessons) -> pd.DataFrame:
    if lessons.layout is None:
        return typed("layouts")
    name = f"{actor.agency_id or 'office'} {signature(lessons.headings)}"
    return lessons.layout.to_records(name, actor.agency_id, lessons.headings)


def _nameless(learned: pd.DataFrame) -> pd.DataFrame:
    """Return what was learned; nothing where a heading or a name holds something of people."""
    cells = learned.to_numpy(dtype="object").ravel()
    is_free = all(hidden(cell) == cell for cell in cells if isinstance(cell, str))
    return learned if is_free else learned.iloc[:0]


def _allowed(store: Store, actor: Actor, name: str, learned: pd.DataFrame) -> pd.DataFrame:
    """Leave out what is not the actor's to teach."""
    told: Records = {name: learned}
    foreign = {key for _, key in trespasses(store, actor, store.difference(told, {name: TABLES[name].names}))}
    return learned[~learned[TABLES[name].key[0]].isin(foreign)] if foreign else learned
