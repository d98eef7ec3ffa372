"""Work that nobody has spoken of for long. This module lists what to ask about, by record and by agency."""

import numpy as np
import pandas as pd

from data.schema import SEPARATOR, Records, Status
from geo.completeness import takes_part
from geo.joins import STANDINGS, Standing
from geo.links import Ints
from geo.months import Days, months_before_day, whole_months
from geo.scores import Evaluation
from geo.world import World

UNHEARD_AFTER_MONTHS = 12


def unconfirmed(evaluation: Evaluation) -> pd.DataFrame:
    """List the initiatives whose status waits for confirmation: open, without an end, last heard of long ago.

    Returns
    -------
    One row per initiative, the longest silent first: ``initiatives`` (its records joined by ``;``), ``area_code``
    (the first tambon of its footprint, else the first area it names; blank: none), ``status_date`` and ``months``
    (whole months from it to the day).

    Examples
    --------
    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> from geo.scores import evaluate
    >>> work = {"initiative_id": ["I1"], "status": "implementation", "status_date": ["2004-11-30"], "areas": "800101"}
    >>> records = {"areas": typed("areas", {"code": ["800101"]}), "initiatives": typed("initiatives", work)}
    >>> found = unconfirmed(evaluate(records, dt.date(2007, 2, 16)))
    >>> found[["initiatives", "area_code", "months"]].to_numpy().tolist()
    [['I1', '800101', 26]]
    """
    world = evaluation.world
    is_silent = (world.standing == STANDINGS.index(Standing.UNCONFIRMED)) & world.themes.is_in_scope
    number = np.flatnonzero(is_silent)
    known = world.initiatives.status_date[number]
    table = pd.DataFrame(
        {
            "initiatives": pd.Series(_records(world, number), dtype="str"),
            "area_code": pd.Series(first_areas(world, number), dtype="str"),
            "status_date": known.astype("M8[s]"),
            "months": whole_months(known, np.full(len(number), world.day)),
        }
    )
    return table.sort_values(["months", "initiatives"], ascending=[False, True], ignore_index=True)


def unheard(
    evaluation: Evaluation, records: Records, changed: "pd.Series[pd.Timestamp] | None" = None
) -> pd.DataFrame:
    """List the agencies with work that is not closed, has begun, and was last heard of over twelve months ago.

    News is the newest of its dates that has come, and the last day on which somebody changed its record, whichever
    day is looked at: what was changed since need not be asked about.

    Parameters
    ----------
    changed : the last day on which somebody changed a record, by ``initiative_id``; none: its dates alone count. What
        a sample brought ready-made is no change: it would be news of everything.

    Returns
    -------
    One row per agency, most records first: ``agencies`` (its id), ``initiatives`` (of which nothing was heard, the
    longest silent first, one record each, joined by ``;``), ``number`` (how many), ``open`` (of how many that are not
    closed) and ``months`` (whole months since the last news of the longest silent one; NaN: there was none).

    Examples
    --------
    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> from geo.scores import evaluate
    >>> records = {
    ...     "agencies": typed("agencies", {"agency_id": ["A1"]}),
    ...     "initiatives": typed("initiatives", {"initiative_id": ["I1", "I2"], "status": "implementation",
    ...         "status_date": ["2005-02-16", "2007-01-01"]}),
    ...     "participation": typed("participation", {"initiative_id": ["I1", "I2"], "agency_id": "A1"}),
    ... }
    >>> unheard(evaluate(records, dt.date(2007, 2, 16)), records).to_numpy().tolist()
    [['A1', 'I1', 1, 2, 24.0]]
    >>> unheard(evaluate(records, dt.date(2007, 2, 16)), records, pd.Series({"I1": pd.Timestamp("2007-02-01")})).empty
    True
    """
    world = evaluation.world
    parts = takes_part(world, records)
    heard = last_heard(world, changed)
    is_over = world.initiatives.has_status(Status.CLOSED, Status.CANCELLED)
    rows = pd.DataFrame({"agency": parts.owner, "initiative": parts.members})[~is_over[parts.members]]
    initiative = rows["initiative"].to_numpy()
    is_told = (heard > months_before_day(world.day, UNHEARD_AFTER_MONTHS)) | (world.initiatives.start > world.day)
    is_silent = ~is_told[initiative]
    months = np.where(np.isnat(heard), np.nan, whole_months(heard, np.full(len(heard), world.day)))
    names = world.initiatives.names(initiative)["initiative_id"].reindex(initiative).to_numpy()
    rows = rows.assign(name=names, months=months[initiative], is_silent=is_silent)
    silent = rows[is_silent].sort_values(["months", "name"], ascending=[False, True], na_position="first")
    by = silent.groupby("agency", sort=False)
    table = pd.DataFrame({"initiatives": by["name"].agg(SEPARATOR.join), "number": by.size()})
    table["open"] = rows.groupby("agency").size().reindex(table.index)
    table["months"] = by["months"].agg(lambda each: each.iloc[0]).astype("float64")
    table.insert(0, "agencies", world.agencies.ids[table.index.to_numpy(np.int64)].astype("str"))
    return table.sort_values(["number", "agencies"], ascending=[False, True], ignore_index=True)


def last_heard(world: World, changed: "pd.Series[pd.Timestamp] | None" = None) -> Days:
    """Return the latest date of each initiative's status, start or end that lies on or before the day; NaT: none.

    Parameters
    ----------
    changed : the last change of its records by ``initiative_id``, which counts on any day; see `unheard`.
    """
    initiatives = world.initiatives
    days = np.stack([initiatives.status_date, initiatives.start, initiatives.end])
    known = np.where(days <= world.day, days, np.datetime64("NaT"))
    latest = known.astype("M8[D]").astype(np.int64).max(axis=0)
    if changed is not None and len(changed):
        of_record = initiatives.records.map(changed).to_numpy("M8[D]")
        is_changed = ~np.isnat(of_record)
        np.maximum.at(latest, initiatives.number[is_changed], of_record[is_changed].astype(np.int64))
    told: Days = latest.astype("M8[D]")
    return told


def first_areas(world: World, number: Ints) -> list[str]:
    """Return the first tambon of some initiatives' footprints, else the first area they name; blank for none."""
    found = []
    for links in (world.footprint.tambons, world.footprint.named):
        at = links.starts[number]
        codes = np.append(world.areas.codes.to_numpy(object)[links.members], "")
        found.append(np.where(links.counts[number] > 0, codes[np.minimum(at, len(codes) - 1)], ""))
    return [str(tambon or named) for tambon, named in zip(*found, strict=True)]


def _records(world: World, number: Ints) -> list[str]:
    return world.initiatives.names(number)["records"].reindex(number).tolist()
