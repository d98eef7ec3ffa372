"""Who takes part in initiatives. This module reads agencies, their sides and their roles."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data.schema import ACTING_ROLES, PEOPLE_SIDE, STATE_SIDE, Role
from geo.keys import Known, among, place_among
from geo.links import Bools, Ints, Links

_ORDER = tuple(Role)
_ROLES = Known(_ORDER)


@dataclass(frozen=True)
class Agencies:
    """Agencies of initiatives.

    Attributes
    ----------
    ids : every agency_id.
    acting, hosts : initiative to agencies accountable or implementing, and to agencies accountable.
    has_any : whether an initiative has any agency, in whatever role.
    on_state_side, on_peoples_side : by agency.
    """

    ids: pd.Index
    acting: Links
    hosts: Links
    has_any: Bools
    on_state_side: Bools
    on_peoples_side: Bools

    @cached_property
    def known(self) -> Known:
        """The ids, to find others among."""
        return Known(self.ids)

    def take(self, initiatives: Ints) -> "Agencies":
        """Keep those of some initiatives, which are numbered anew."""
        acting, hosts = self.acting.take(initiatives), self.hosts.take(initiatives)
        return Agencies(self.ids, acting, hosts, self.has_any[initiatives], self.on_state_side, self.on_peoples_side)

    def then(self, other: "Agencies") -> "Agencies":
        """Put initiatives of others behind these; agencies that have a number here have it there."""
        acting, hosts = self.acting.then(other.acting), self.hosts.then(other.hosts)
        has_any = np.append(self.has_any, other.has_any)
        return Agencies(other.ids, acting, hosts, has_any, other.on_state_side, other.on_peoples_side)


def agencies_of(known: pd.DataFrame | Agencies, parts: pd.DataFrame, initiative: Ints, count: int) -> Agencies:
    """Link initiatives to their agencies.

    Parameters
    ----------
    known : the table ``agencies``, or agencies that keep their numbers; who only takes part is numbered behind those.
    parts : the table ``participation``.
    initiative : the initiative of each participation, -1 unknown.
    count : how many initiatives there are.
    """
    stated = parts["agency_id"]
    ids, agency, *sides = _behind(known, stated) if isinstance(known, Agencies) else _listed(known, stated)
    role = _ROLES.place(parts["role"])
    role[(initiative < 0) | (agency < 0)] = -1

    def in_roles(*roles: Role) -> Links:
        is_wanted = among(roles, _ORDER)[role]
        return Links.of(initiative[is_wanted], agency[is_wanted], owners=count, bound=len(ids))

    has_any = np.bincount(initiative[(initiative >= 0) & (agency >= 0)], minlength=count) > 0
    return Agencies(ids, in_roles(*ACTING_ROLES), in_roles(Role.ACCOUNTABLE), has_any, *sides)


def _listed(frame: pd.DataFrame, stated: pd.Series) -> tuple[pd.Index, Ints, Bools, Bools]:
    ids = pd.Index(frame["agency_id"]).union(pd.Index(stated.dropna().unique())).rename("agency_id")
    sector = frame.set_index("agency_id")["sector"].reindex(ids)
    return ids, place_among(stated, ids), sector.isin(STATE_SIDE).to_numpy(), sector.isin(PEOPLE_SIDE).to_numpy()


def _behind(known: Agencies, stated: pd.Series) -> tuple[pd.Index, Ints, Bools, Bools]:
    agency = known.known.place(stated)
    if (agency >= 0).all():
        return known.ids, agency, known.on_state_side, known.on_peoples_side
    fresh = pd.Index(stated[agency < 0].dropna().unique(), name="agency_id")
    on_none = np.zeros(len(fresh), bool)
    on_sides = np.append(known.on_state_side, on_none), np.append(known.on_peoples_side, on_none)
    ids = known.ids.append(fresh)
    return ids, place_among(stated, ids), *on_sides
