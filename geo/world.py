"""Records as numbers: who acts where, on what, since when. This module reads frames once for all scores."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data.schema import Status
from data.schema.frames import Records, typed
from geo.footprints import Footprint, footprint_of
from geo.joins import STANDINGS, Initiatives, Standing, join_records
from geo.keys import Known
from geo.links import Bools, Ints
from geo.roster import Agencies, agencies_of
from geo.subjects import Themes, themes_of
from geo.ties import NO_TIES, Ties, joining, ties_of
from geo.units import Areas, areas_of


@dataclass(frozen=True)
class Basis:
    """What the records say whatever the day and the themes asked for: read once, judged many times."""

    areas: Areas
    initiatives: Initiatives
    footprint: Footprint
    themes: Themes
    agencies: Agencies
    ties: Ties


def basis_of(records: Records, known: "Basis | World | None" = None) -> Basis:
    """Turn everything the scores need into numbers.

    Parameters
    ----------
    records : typed frames by table name; a missing one has no rows.
    known : other records whose areas, themes and agencies keep their numbers here; those tables are not read then.
    """
    work, parts, ties = _table(records, "initiatives"), _table(records, "participation"), records.get("ties")
    ids = Known(work["initiative_id"])
    nobody = np.zeros(0, np.int64)
    giver, taker = (nobody, nobody) if ties is None else (ids.place(ties[end]) for end in ("from_id", "to_id"))
    is_same = nobody if ties is None else np.flatnonzero(joining(ties))
    is_same = is_same[(giver[is_same] >= 0) & (taker[is_same] >= 0)]
    initiatives = join_records(work, giver[is_same], taker[is_same])
    number = np.append(initiatives.number, -1)
    doer = number[ids.place(parts["initiative_id"])]
    areas = known.areas if known else areas_of(_table(records, "areas"))
    return Basis(
        areas,
        initiatives,
        footprint_of(work["areas"], initiatives, areas),
        themes_of(work["themes"], initiatives, known.themes if known else _table(records, "themes")),
        agencies_of(known.agencies if known else _table(records, "agencies"), parts, doer, len(initiatives)),
        NO_TIES if ties is None else ties_of(ties, number[giver], number[taker]),
    )


@dataclass(frozen=True)
class World:
    """All records that count on the day, under one filter of themes; `standing` is a place in `STANDINGS`."""

    day: np.datetime64
    areas: Areas
    initiatives: Initiatives
    standing: Ints
    footprint: Footprint
    themes: Themes
    agencies: Agencies
    ties: Ties

    @cached_property
    def is_active(self) -> Bools:
        """Initiatives that are open work on the day."""
        is_active: Bools = self.standing == STANDINGS.index(Standing.ACTIVE)
        return is_active

    @cached_property
    def carries_ties(self) -> Bools:
        """Initiatives whose agencies and ties count for tie strength: neither cancelled, suspended nor unknown."""
        return self.initiatives.has_status(Status.PIPELINE, Status.IMPLEMENTATION, Status.FINALISATION, Status.CLOSED)

    @cached_property
    def is_done_or_open(self) -> Bools:
        """Initiatives that are neither cancelled, suspended, pipeline nor unknown."""
        return self.initiatives.has_status(Status.IMPLEMENTATION, Status.FINALISATION, Status.CLOSED)

    @cached_property
    def is_real(self) -> Bools:
        """Initiatives that are neither cancelled, pipeline nor unknown."""
        return self.is_done_or_open | self.initiatives.has_status(Status.SUSPENDED)


def world_of(basis: Basis, day: dt.date, themes: Collection[str] | None = None) -> World:
    """See the records on one day, under one filter of themes.

    Parameters
    ----------
    basis : from `basis_of`.
    day : the as-of date.
    themes : theme codes to keep, a top-level one with its children; None: all.
    """
    on_day = np.datetime64(day, "D")
    return World(
        on_day,
        basis.areas,
        basis.initiatives,
        basis.initiatives.standing(on_day),
        basis.footprint,
        basis.themes if themes is None else basis.themes.only(themes),
        basis.agencies,
        basis.ties,
    )


def _table(records: Records, name: str) -> pd.DataFrame:
    frame = records.get(name)
    return typed(name) if frame is None else frame
