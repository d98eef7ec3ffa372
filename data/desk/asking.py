"""Files that speak for other agencies. This module has those asked first: hosts to be, the other sides of ties."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from data.desk.reach import Step, unagreed
from data.desk.requests import Asker, confirming, hosting
from data.readers.records import Reading
from data.schema import TABLES, Actor, Records, record_keys, typed
from data.store import Changes, Edit, Store
from data.store.plain import Row

_ASK = {"participation": hosting, "ties": confirming}


def asking(source: Store | Records, actor: Actor, found: Reading, difference: Mapping[str, Changes]) -> Reading:
    """Return a file with requests in place of what other agencies have to agree to, as forms ask them too.

    Another agency is asked to be host instead of being made it; a tie waits for its other side.

    Parameters
    ----------
    source : what is kept.
    actor : who imports; the office speaks for anyone, so its files are returned as they are.
    found, difference : the file, and what it would change.
    """
    steps = unagreed(source, actor, difference)
    if not steps:
        return found
    keys = {table: {step.record for step in steps if step.table == table} for table in _ASK}
    asked_of = _without_hosts(found, keys["participation"])
    asked_of = _unconfirmed(asked_of, keys["ties"])
    requests = _requests(_asker(source, actor, asked_of), steps)
    if requests.empty:
        return asked_of
    return replace(
        asked_of,
        records={**asked_of.records, "requests": requests},
        given={**asked_of.given, "requests": TABLES["requests"].names},
        rows={**asked_of.rows, "requests": np.zeros(len(requests), dtype=np.int64)},
    )


def _asker(source: Store | Records, actor: Actor, found: Reading) -> Asker:
    kept = source.records(("participation", "requests")) if isinstance(source, Store) else source
    parts = [kept["participation"], found.records.get("participation", typed("participation"))]
    return Asker(actor, pd.concat(parts, ignore_index=True), kept.get("requests", typed("requests")))


def _requests(asker: Asker, steps: Iterable[Step]) -> pd.DataFrame:
    """Return what is asked, everything once."""
    rows: dict[tuple[object, ...], Row] = {}
    for step in steps:
        for edit in _ASK[step.table](asker, Edit(step.table, "", step.after), {}):
            if edit.table == "requests" and edit.after:
                about = (value for name, value in edit.after.items() if name != "request_id")
                rows.setdefault(tuple(about), edit.after)
    return typed("requests", pd.DataFrame(list(rows.values())))


def _without_hosts(found: Reading, keys: set[str]) -> Reading:
    """Return a file without these participations."""
    if not keys:
        return found
    frame = found.records["participation"]
    stays = ~record_keys(TABLES["participation"], frame).isin(keys)
    records = {**found.records, "participation": frame[stays.to_numpy()].reset_index(drop=True)}
    rows = {**found.rows, "participation": found.rows["participation"][stays.to_numpy()]}
    return replace(found, records=records, rows=rows)


def _unconfirmed(found: Reading, keys: set[str]) -> Reading:
    """Return a file in which these ties are not confirmed."""
    if not keys:
        return found
    frame = found.records["ties"].copy()
    frame.loc[record_keys(TABLES["ties"], frame).isin(keys).to_numpy(), "confirmed"] = None
    return replace(found, records={**found.records, "ties": typed("ties", frame)})
