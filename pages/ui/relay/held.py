"""What the page of relays tells of: batons, who could take them up, ruins. This module works it out once."""

import numpy as np
import pandas as pd

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


@once(most=24, key=lambda now: (*now.dated, now.chosen.area))
def left(now: Visit) -> pd.DataFrame:
    """Return the ruins of the chosen area, within the theme."""
    chosen = now.chosen
    return ruins.ruins(now.evaluation, now.register.records["assets"], chosen.area, chosen.theme)
