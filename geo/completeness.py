"""Who has reported what, and what is still missing. This module counts the gaps of the records."""

from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import Records, typed
from geo.joins import STANDINGS, Standing
from geo.keys import place_among
from geo.links import Bools, Ints, Links
from geo.months import Days, whole_months
from geo.scores import Evaluation
from geo.world import World

LACKS = ("no_status", "no_theme", "no_place", "no_host")
"""What an initiative of an agency may lack."""

_NEVER = np.iinfo(np.int64).min  # NaT, as an integer


class Place(StrEnum):
    """How exactly the place of an initiative is known."""

    VILLAGE = "village_known"
    TAMBON = "tambon_known"
    WIDE = "wide_known"
    NOWHERE = "nowhere_known"


def by_agency(evaluation: Evaluation, records: Records) -> pd.DataFrame:
    """Count by agency what it takes part in, in whatever role, and what of it has to be asked about.

    Parameters
    ----------
    evaluation, records : the records and what `geo.scores.evaluate` made of them.

    Returns
    -------
    By agency_id, most to ask first, agencies without any initiative before all others: ``initiatives`` (joined
    records count once), ``active``, ``unconfirmed``, ``incomplete`` (lacking any of `LACKS`), each of `LACKS`,
    ``to_ask`` (unconfirmed or incomplete), ``latest`` (the latest date of status, start or end known by the day;
    NaT: none), ``months`` (whole months from it to the day; NaN: no date).

    Examples
    --------
    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> from geo.scores import evaluate
    >>> records = {
    ...     "agencies": typed("agencies", {"agency_id": ["A1", "A2"]}),
    ...     "initiatives": typed("initiatives", {"initiative_id": ["I1"], "end_date": ["2006-11-30"]}),
    ...     "participation": typed("participation", {"initiative_id": ["I1"], "agency_id": ["A1"]}),
    ... }
    >>> found = by_agency(evaluate(records, dt.date(2007, 2, 16)), records)
    >>> found[["initiatives", "no_theme", "to_ask", "months"]].reset_index()
      agency_id  initiatives  no_theme  to_ask  months
    0        A2            0         0       0     NaN
    1        A1            1         1       1     2.0
    """
    world = evaluation.world
    parts = takes_part(world, records)
    size = len(parts.counts)
    counts = {name: np.bincount(parts.owner, is_so[parts.members], size) for name, is_so in _flags(world).items()}
    latest = _latest(world, parts)
    months = whole_months(latest, np.full(size, world.day))
    table = pd.DataFrame(counts, index=world.agencies.ids).astype(np.int64)
    table.insert(0, "initiatives", parts.counts)
    table = table.assign(latest=latest.astype("M8[s]"), months=np.where(np.isnat(latest), np.nan, months))
    order = pd.DataFrame({"has": table["initiatives"] > 0, "ask": -table["to_ask"], "age": -table["months"]})
    return table.loc[order.sort_values(["has", "ask", "age"], kind="stable", na_position="first").index]


def places_known(evaluation: Evaluation) -> pd.DataFrame:
    """Count initiatives by how exactly their place is known, within the filter of themes.

    Returns
    -------
    By `Place`: ``initiatives`` and, of these, ``active``. A footprint any part of which names only the tambon is
    `Place.TAMBON`; one of an amphoe or province alone is `Place.WIDE`.
    """
    world = evaluation.world
    units, named = world.footprint.units, world.footprint.named
    is_imprecise = np.bincount(units.owner, world.footprint.is_imprecise, len(units.counts)) > 0
    kind = np.select([is_imprecise, units.counts > 0, named.counts > 0], [1, 0, 2], 3)
    in_scope = world.themes.is_in_scope
    rows = {"initiatives": in_scope, "active": in_scope & world.is_active}
    counts = {name: np.bincount(kind[is_so], minlength=len(Place)) for name, is_so in rows.items()}
    return pd.DataFrame(counts, index=pd.Index(list(Place), name="place", dtype="str"))


def takes_part(world: World, records: Records) -> Links:
    """Link each agency to the initiatives it takes part in, in whatever role."""
    parts = records.get("participation", typed("participation"))
    row = place_among(parts["initiative_id"], pd.Index(world.initiatives.records))
    initiative = np.append(world.initiatives.number, -1)[row]
    agency = place_among(parts["agency_id"], world.agencies.ids)
    is_known = (initiative >= 0) & (agency >= 0)
    owners, bound = len(world.agencies.ids), len(world.initiatives)
    return Links.of(agency[is_known], initiative[is_known], owners=owners, bound=bound)


def _flags(world: World) -> dict[str, Bools]:
    lacks = {
        "no_status": world.standing == STANDINGS.index(Standing.UNKNOWN_STATUS),
        "no_theme": ~world.themes.has_any,
        "no_place": world.footprint.named.counts == 0,
        "no_host": world.agencies.hosts.counts == 0,
    }
    unconfirmed = world.standing == STANDINGS.index(Standing.UNCONFIRMED)
    incomplete = np.logical_or.reduce(list(lacks.values()))
    return {
        "active": world.is_active,
        "unconfirmed": unconfirmed,
        "incomplete": incomplete,
        **lacks,
        "to_ask": unconfirmed | incomplete,
    }


def _latest(world: World, parts: Links) -> Days:
    """Return by agency the latest date of its initiatives that lies on or before the day."""
    initiatives = world.initiatives
    days = np.stack([initiatives.status_date, initiatives.start, initiatives.end])
    known = np.where(days <= world.day, days, np.datetime64("NaT")).astype(np.int64).max(axis=0)
    latest: Ints = np.full(len(parts.counts), _NEVER)
    np.maximum.at(latest, parts.owner, known[parts.members])
    return latest.astype("M8[D]")
