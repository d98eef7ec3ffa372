"""What agencies turn out to be called, kept with the file that says so. This module lets imports teach names."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from data.desk.importing import Proposal
from data.desk.reach import trespasses
from data.errors import Problem
from data.readers.agencies import Agencies
from data.readers.corrections import taught
from data.schema import TABLES, Actor, typed
from data.store import Store

_ALIASES = TABLES["aliases"]


def with_names(store: Store, actor: Actor, proposal: Proposal, chosen: Mapping[Problem, str]) -> Proposal:
    """Return a proposal that also keeps the names that were accepted for agencies, to be taken in as one with it.

    Parameters
    ----------
    store : the register.
    actor : who imports: teaches only names of agencies that are the actor's own.
    proposal : the file with the corrections put in; one that has problems is returned as it is.
    chosen : all that was accepted of the problems that the file had.
    """
    if proposal.problems:
        return proposal
    found, kept = proposal.reading, store.records()
    agencies = pd.concat([kept["agencies"], found.records.get("agencies", typed("agencies"))], ignore_index=True)
    own = found.records.get("aliases", typed("aliases"))
    learned = Agencies(agencies, kept["aliases"]).learned(taught(chosen))
    learned = _allowed(store, actor, learned[~learned["alias"].isin(own["alias"])])
    if learned.empty:
        return proposal
    records = {**found.records, "aliases": typed("aliases", pd.concat([own, learned], ignore_index=True))}
    given = {**found.given, "aliases": _ALIASES.names}
    difference = store.difference(records, given)
    return Proposal(replace(found, records=records, given=given), [], difference)


def _allowed(store: Store, actor: Actor, learned: pd.DataFrame) -> pd.DataFrame:
    """Leave out the names of agencies that are not the actor's to change."""
    difference = store.difference({"aliases": learned}, {"aliases": _ALIASES.names})
    foreign = {key for _, key in trespasses(store, actor, difference)}
    return learned[~learned["alias"].isin(foreign)]
