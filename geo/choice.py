"""Which initiatives a reader wants to see. This module chooses what is shown and listed; no score depends on it."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from geo.joins import STANDINGS, Standing
from geo.links import Bools, Links
from geo.scores import Evaluation
from geo.world import World


class Side(StrEnum):
    """Whose agencies act in an initiative, by METHOD's two sides."""

    STATE = "state_side"
    PEOPLE = "people_side"
    BOTH = "both_sides"
    NEITHER = "no_side"


class Hosting(StrEnum):
    """How many hosts an initiative has, where no host is named by id."""

    NONE = "no_host"
    SEVERAL = "several_hosts"


@dataclass(frozen=True)
class Choice:
    """What to show; a blank one means all.

    Attributes
    ----------
    agency : takes part in whatever role.
    sector : of an agency that takes part in whatever role.
    host : an accountable agency, or a value of `Hosting`.
    side : a value of `Side`.
    standing : a value of `Standing`; blank for work however it stands.
    """

    agency: str = ""
    sector: str = ""
    host: str = ""
    side: str = ""
    standing: str = Standing.ACTIVE

    @property
    def is_of_all(self) -> bool:
        """Whether nothing but the standing limits the choice."""
        return not (self.agency or self.sector or self.host or self.side)


OPEN_WORK = Choice()
"""All that is open on the day."""


def chosen(evaluation: Evaluation, parts: pd.DataFrame, sectors: pd.Series, choice: Choice) -> pd.Index:
    """Return the records within the filters of theme and choice.

    Parameters
    ----------
    evaluation : of the day and the themes.
    parts : the table ``participation``.
    sectors : sector by agency_id.
    choice : what is wanted; records joined by same_record ties are judged as one.

    Returns
    -------
    Index of initiative_id, in the order of the records.
    """
    world = evaluation.world
    is_wanted = world.themes.is_in_scope.copy()
    if choice.standing:
        is_wanted &= world.standing == STANDINGS.index(Standing(choice.standing))
    if choice.agency:
        is_wanted &= _with_agency(world, parts, parts["agency_id"] == choice.agency)
    if choice.sector:
        is_wanted &= _with_agency(world, parts, parts["agency_id"].map(sectors) == choice.sector)
    if choice.host:
        is_wanted &= _hosted(world, choice.host)
    if choice.side:
        is_wanted &= _of_side(world, Side(choice.side))
    is_record = is_wanted[world.initiatives.number]
    kept: pd.Index = pd.Index(world.initiatives.records[is_record], name="initiative_id")
    return kept


def _with_agency(world: World, parts: pd.DataFrame, is_one: pd.Series) -> Bools:
    """Say which initiatives have a participation marked by `is_one`."""
    is_record = world.initiatives.records.isin(parts.loc[is_one, "initiative_id"]).to_numpy()
    found = np.zeros(len(world.initiatives), bool)
    found[world.initiatives.number[is_record]] = True
    return found


def _hosted(world: World, host: str) -> Bools:
    counts = world.agencies.hosts.counts
    if host == Hosting.NONE:
        return np.asarray(counts == 0)
    if host == Hosting.SEVERAL:
        return np.asarray(counts > 1)
    return _any(world.agencies.hosts, np.asarray(world.agencies.ids == host))


def _of_side(world: World, side: Side) -> Bools:
    has_state = _any(world.agencies.acting, world.agencies.on_state_side)
    has_people = _any(world.agencies.acting, world.agencies.on_peoples_side)
    wanted = {
        Side.STATE: has_state & ~has_people,
        Side.PEOPLE: has_people & ~has_state,
        Side.BOTH: has_state & has_people,
        Side.NEITHER: ~has_state & ~has_people,
    }
    return wanted[side]


def _any(links: Links, is_one: Bools) -> Bools:
    """Say which owners have a member of which `is_one` holds."""
    found = np.zeros(len(links.counts), bool)
    found[links.owner[is_one[links.members]]] = True
    return found
