"""Records as numbers: who acts where, on what, since when. This module reads frames once for all scores."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema import ACTING_ROLES, PEOPLE_SIDE, STATE_SIDE, Role, Status
from data.schema.frames import Records, typed
from geo.joins import STANDINGS, Initiatives, Standing, join_records
from geo.keys import place_among, split_codes
from geo.links import Bools, Ints, Links, runs
from geo.ties import Ties, ties_of
from geo.units import TAMBON, Areas, areas_of


@dataclass(frozen=True)
class Footprint:
    """Where initiatives are.

    Attributes
    ----------
    named : initiative to every area it names.
    units : initiative to unit; `is_imprecise` says, unit by unit, that only the tambon was named.
    tambons : initiative to tambon (its area); `tambon_row` says of every unit which of these rows it falls in.
    """

    named: Links
    units: Links
    is_imprecise: Bools
    tambons: Links
    tambon_row: Ints


@dataclass(frozen=True)
class World:
    """All records that count on the day, under one filter of themes.

    Attributes
    ----------
    standing : how each initiative stands, as its place in `STANDINGS`.
    themes : initiative to each leaf theme within the filter.
    has_theme, has_agency : whether an initiative states any at all.
    is_in_scope : whether an initiative has one of the themes of the filter (all do, without one).
    acting, hosts : initiative to agencies accountable or implementing, and accountable.
    on_state_side, on_peoples_side : by agency.
    """

    day: np.datetime64
    areas: Areas
    theme_codes: pd.Index
    agency_ids: pd.Index
    initiatives: Initiatives
    standing: Ints
    footprint: Footprint
    themes: Links
    has_theme: Bools
    has_agency: Bools
    is_in_scope: Bools
    acting: Links
    hosts: Links
    on_state_side: Bools
    on_peoples_side: Bools
    ties: Ties

    @property
    def is_active(self) -> Bools:
        """Initiatives that are open work on the day."""
        is_active: Bools = self.standing == STANDINGS.index(Standing.ACTIVE)
        return is_active

    @property
    def carries_ties(self) -> Bools:
        """Initiatives whose agencies and ties count for tie strength: neither cancelled, suspended nor unknown."""
        return self.initiatives.has_status(Status.PIPELINE, Status.IMPLEMENTATION, Status.FINALISATION, Status.CLOSED)

    @property
    def is_done_or_open(self) -> Bools:
        """Initiatives that are neither cancelled, suspended, pipeline nor unknown."""
        return self.initiatives.has_status(Status.IMPLEMENTATION, Status.FINALISATION, Status.CLOSED)

    @property
    def is_real(self) -> Bools:
        """Initiatives that are neither cancelled, pipeline nor unknown."""
        return self.is_done_or_open | self.initiatives.has_status(Status.SUSPENDED)


def world_of(records: Records, day: dt.date, themes: Collection[str] | None = None) -> World:
    """Turn everything the scores need into numbers.

    Parameters
    ----------
    records : typed frames by table name; a missing one has no rows.
    day : the as-of date.
    themes : theme codes to keep, a top-level one with its children; None: all.
    """
    initiative_frame, tie_frame, agency_frame = (
        _table(records, name) for name in ("initiatives", "ties", "agencies")
    )
    on_day = np.datetime64(day, "D")
    initiatives = join_records(initiative_frame, tie_frame)
    areas = areas_of(_table(records, "areas"))
    theme_codes, all_themes = _themes(initiative_frame["themes"], initiatives, _table(records, "themes"))
    in_filter = _in_filter(theme_codes, _table(records, "themes"), themes)
    theme_links = _only(all_themes, in_filter[all_themes.members])
    part_frame = _table(records, "participation")
    agency_ids = pd.Index(agency_frame["agency_id"]).union(part_frame["agency_id"].dropna().unique())
    parts = _parts(part_frame, initiatives, agency_ids)
    sector = agency_frame.set_index("agency_id")["sector"].reindex(agency_ids)
    bound = len(agency_ids)
    return World(
        day=on_day,
        areas=areas,
        theme_codes=theme_codes,
        agency_ids=agency_ids,
        initiatives=initiatives,
        standing=initiatives.standing(on_day),
        footprint=_footprint(initiative_frame["areas"], initiatives, areas),
        themes=theme_links,
        has_theme=all_themes.counts > 0,
        has_agency=np.bincount(parts.initiative, minlength=len(initiatives)) > 0,
        is_in_scope=(theme_links.counts > 0) | (themes is None),
        acting=parts.links(ACTING_ROLES, len(initiatives), bound),
        hosts=parts.links([Role.ACCOUNTABLE], len(initiatives), bound),
        on_state_side=sector.isin(STATE_SIDE).to_numpy(),
        on_peoples_side=sector.isin(PEOPLE_SIDE).to_numpy(),
        ties=ties_of(tie_frame, initiatives, on_day),
    )


def _table(records: Records, name: str) -> pd.DataFrame:
    frame = records.get(name)
    return typed(name) if frame is None else frame


def _themes(column: pd.Series, initiatives: Initiatives, frame: pd.DataFrame) -> tuple[pd.Index, Links]:
    row, code = split_codes(column)
    theme_codes = pd.Index(frame["code"]).union(code[code != ""].unique()).rename("theme")
    theme = place_among(code, theme_codes)
    is_known = theme >= 0
    number = initiatives.number[row[is_known]]
    return theme_codes, Links.of(number, theme[is_known], owners=len(initiatives), bound=len(theme_codes))


def _in_filter(theme_codes: pd.Index, frame: pd.DataFrame, themes: Collection[str] | None) -> Bools:
    if themes is None:
        return np.ones(len(theme_codes), bool)
    children = frame.loc[frame["parent"].isin(list(themes)), "code"]
    return np.asarray(theme_codes.isin(list(themes)) | theme_codes.isin(children))


def _only(links: Links, is_kept: Bools) -> Links:
    return Links.of_sorted(links.owner[is_kept], links.members[is_kept], len(links.counts))


class _Parts(NamedTuple):
    """Participations: each initiative, agency, and place of the role in the order of `Role`."""

    initiative: Ints
    agency: Ints
    role: Ints

    def links(self, roles: Collection[Role], owners: int, bound: int) -> Links:
        """Link initiatives to their agencies in the roles."""
        is_wanted = np.isin(self.role, [list(Role).index(role) for role in roles])
        return Links.of(self.initiative[is_wanted], self.agency[is_wanted], owners=owners, bound=bound)


def _parts(frame: pd.DataFrame, initiatives: Initiatives, agency_ids: pd.Index) -> _Parts:
    initiative = initiatives.find(frame["initiative_id"])[0]
    agency = place_among(frame["agency_id"], agency_ids)
    role = place_among(frame["role"], pd.Index(list(Role), dtype="str"))
    is_known = (initiative >= 0) & (agency >= 0)
    return _Parts(initiative[is_known], agency[is_known], role[is_known])


def _footprint(column: pd.Series, initiatives: Initiatives, areas: Areas) -> Footprint:
    """Find the units of each initiative: a village is itself, a tambon all its units, wider areas none."""
    row, code = split_codes(column)
    area = place_among(code, areas.codes)
    is_known = area >= 0
    count = len(initiatives)
    named = Links.of(initiatives.number[row[is_known]], area[is_known], owners=count, bound=len(areas.codes))
    exact = areas.unit[named.members]
    is_exact = exact >= 0
    units_of_tambon = Links.of_sorted(areas.tambon, np.arange(len(areas.units)), len(areas.codes))
    is_wide = ~is_exact & (areas.level[named.members] == TAMBON)
    at, spread = units_of_tambon.spread(named.members[is_wide])
    owner = np.concatenate([named.owner[is_exact], named.owner[is_wide][at]])
    unit = np.concatenate([exact[is_exact], spread])
    is_imprecise = np.repeat([False, True], [is_exact.sum(), len(spread)])
    return _located(named, owner, unit, is_imprecise, areas)


def _located(named: Links, owner: Ints, unit: Ints, is_imprecise: Bools, areas: Areas) -> Footprint:
    """Put the units in order; one that is named by its own code too is precise."""
    count, units = len(named.counts), len(areas.units)
    keys = np.sort((owner * units + unit) * 2 + is_imprecise)
    keys = keys[runs(keys >> 1)]
    owner, unit = np.divmod(keys >> 1, max(units, 1))
    tambon = areas.tambon[unit]
    is_first = runs(owner, tambon)
    return Footprint(
        named,
        Links.of_sorted(owner, unit, count),
        (keys & 1).astype(bool),
        Links.of_sorted(owner[is_first], tambon[is_first], count),
        np.cumsum(is_first) - 1,
    )
