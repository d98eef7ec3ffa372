"""Who takes part in initiatives. This module reads agencies, their sides and their roles."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.schema import ACTING_ROLES, PEOPLE_SIDE, STATE_SIDE, Role
from geo.keys import place_among
from geo.links import Bools, Ints, Links

_ROLES = tuple(Role)


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


def agencies_of(frame: pd.DataFrame, parts: pd.DataFrame, initiative: Ints, count: int) -> Agencies:
    """Link initiatives to their agencies.

    Parameters
    ----------
    frame, parts : the tables ``agencies`` and ``participation``.
    initiative : the initiative of each participation, -1 unknown.
    count : how many initiatives there are.
    """
    ids = pd.Index(frame["agency_id"]).union(pd.Index(parts["agency_id"].dropna().unique())).rename("agency_id")
    agency = place_among(parts["agency_id"], ids)
    role = place_among(parts["role"], pd.Index(_ROLES, dtype="str"))
    role[(initiative < 0) | (agency < 0)] = -1
    sector = frame.set_index("agency_id")["sector"].reindex(ids)

    def in_roles(*roles: Role) -> Links:
        is_wanted = np.isin(role, [_ROLES.index(name) for name in roles])
        return Links.of(initiative[is_wanted], agency[is_wanted], owners=count, bound=len(ids))

    return Agencies(
        ids,
        in_roles(*ACTING_ROLES),
        in_roles(Role.ACCOUNTABLE),
        np.bincount(initiative[(initiative >= 0) & (agency >= 0)], minlength=count) > 0,
        sector.isin(STATE_SIDE).to_numpy(),
        sector.isin(PEOPLE_SIDE).to_numpy(),
    )
