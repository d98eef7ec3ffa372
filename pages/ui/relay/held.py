"""What the page of relays tells of: batons, who could take them up, ruins. This module works it out once."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema import SEPARATOR
from geo import relay, ruins, takers
from geo.takers import Field
from geo.watch import DROPPING_DAYS
from pages.ui import cache, mapdata, selection
from pages.ui.once import once
from pages.ui.visit import Visit

DAYS = (DROPPING_DAYS, 2 * DROPPING_DAYS)
"""Days to look ahead, to choose from."""


def ahead() -> int:
    """Return how many days ahead the address looks."""
    return int(selection.asked("ahead", [str(days) for days in DAYS]) or DAYS[0])


@once(most=24, key=lambda now, days: (*now.dated, now.chosen.area, now.chosen.agency, days), saying=cache.WORKING)
def legs(now: Visit, days: int) -> pd.DataFrame:
    """Return the batons of the chosen area, within the theme, that the chosen agency held or holds."""
    table = relay.legs(now.evaluation, now.chosen.area, days)
    return relay.of_agency(table, now.chosen.agency, ["tambon", "initiative_id"])


@once(most=24, key=lambda now, days: (*now.dated, now.chosen.area, now.chosen.agency, days))
def dropping(now: Visit, days: int) -> pd.DataFrame:
    """Return the batons about to be dropped."""
    return relay.dropping(legs(now, days), now.chosen.day)


@once(most=24, key=lambda now: (*now.dated, now.chosen.area, now.chosen.agency))
def dropped(now: Visit) -> pd.DataFrame:
    """Return the batons dropped within the two years that component 2 looks back."""
    return relay.dropped(legs(now, DAYS[0]), now.chosen.day)


def promised(table: pd.DataFrame) -> int:
    """Count the batons of a table that somebody is on record to take up."""
    return int(table["promised"].ne("").sum())


@once(most=4, key=lambda now: (now.register.version, now.chosen.day), saying=cache.WORKING)
def field(now: Visit) -> Field:
    """Return what is known of every agency: of all themes, whichever is chosen."""
    version, day = now.register.version, now.chosen.day
    return takers.field_of(cache.evaluation(version, day, ""), now.register.records)


@once(most=8, key=lambda now: now.dated)
def starts(now: Visit) -> dict[str, pd.Timestamp]:
    """Return when each initiative starts, NaT unknown, by the id of its first record."""
    initiatives = now.evaluation.world.initiatives
    names = initiatives.names(np.arange(len(initiatives)))["initiative_id"]
    return dict(zip(names, pd.to_datetime(initiatives.start[names.index.to_numpy()]), strict=True))


def able(now: Visit, table: pd.DataFrame, agency_id: str = "") -> pd.DataFrame:
    """Return who could take up each baton of a table, the best first; one agency alone where one is given."""
    return takers.takers(field(now), table, mapdata.adjacent(now.register.version), agency_id)


class Takeable(NamedTuple):
    """Batons of others, and who could take each up: ``leg`` is the place of the baton among them."""

    legs: pd.DataFrame
    able: pd.DataFrame


@once(most=12, key=lambda now, days: (*now.dated, now.chosen.area, now.chosen.agency, days))
def takeable(now: Visit, days: int) -> Takeable:
    """Return the batons dropped or about to be that the chosen agency could take up, the best fitting first."""
    table = relay.legs(now.evaluation, now.chosen.area, days)
    soon, late = relay.dropping(table, now.chosen.day), relay.dropped(table, now.chosen.day)
    both = pd.concat([soon, late], ignore_index=True).drop_duplicates(["tambon", "initiative_id"], ignore_index=True)
    found = able(now, both, now.chosen.agency)
    found = found.assign(is_promised=both["promised"].ne("").reindex(found["leg"]).to_numpy())
    order = ["is_promised", "score", "leg"]
    return Takeable(both, found.sort_values(order, ascending=[True, False, True], ignore_index=True))


@once(most=24, key=lambda now: (*now.dated, now.chosen.area, now.chosen.agency))
def left(now: Visit) -> pd.DataFrame:
    """Return the ruins of the chosen area, within the theme; of an agency, those of work that it took part in."""
    chosen, register = now.chosen, now.register
    table = ruins.ruins(now.evaluation, register.records["assets"], chosen.area, chosen.theme)
    if not chosen.agency:
        return table
    parts = register.records["participation"]
    own = set(parts["initiative_id"][parts["agency_id"] == chosen.agency])
    behind = register.assets["initiative_id"].reindex(table["record"]).isin(own).to_numpy(bool)
    is_own = table["records"].astype("str").str.split(SEPARATOR).map(lambda ids: not own.isdisjoint(ids))
    return table[is_own.to_numpy(bool) | behind].reset_index(drop=True)
