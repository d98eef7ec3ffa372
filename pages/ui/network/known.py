"""What the page of the network tells of: agencies, ties, groups. This module works it out once."""

import pandas as pd

from data.schema import Level
from geo import network as networks
from geo import pairs
from geo.apart import apart
from geo.facilitators import Facilitators, facilitators
from geo.layout import Layout, layout
from geo.losing import lost
from geo.network import LEVELS, Network
from geo.relay import legs
from pages.ui import cache, selection
from pages.ui.once import once
from pages.ui.visit import Visit

LEAST = 3
"""Level from which a tie is told of unless the reader says otherwise: where coordination begins (METHOD 3)."""
CARRYING = 8
"""Agencies whose loss is reckoned with."""


def least() -> int:
    """Return the least level of a tie that the address asks for."""
    return int(selection.asked("least", [str(level) for level in range(1, LEVELS + 1)]) or LEAST)


def area(now: Visit) -> str:
    """Return the area that is looked at: the chosen one, the tambon of a village; blank for everywhere."""
    code = now.chosen.area
    if code and now.register.areas.at[code, "level"] == Level.VILLAGE:
        return str(now.register.areas.at[code, "parent"])
    return code


@once(most=12, key=lambda now, code: (*now.dated, code), saying=cache.WORKING)
def _network(now: Visit, code: str) -> Network:
    return networks.network(now.evaluation, now.register.records, code)


def network(now: Visit) -> Network:
    """Return the agencies of the area and what ties them."""
    return _network(now, area(now))


def ties(now: Visit) -> pd.DataFrame:
    """Return the ties of at least the chosen level, the strongest first."""
    found = network(now).ties
    return found[found["level"] >= least()].reset_index(drop=True)


def groups(now: Visit) -> "pd.Series[int]":
    """Return by agency which group it is of, the largest first."""
    return networks.groups(network(now), least())


@once(most=24, key=lambda now, code, level: (*now.dated, code, level))
def _bridges(now: Visit, code: str, level: int) -> pd.DataFrame:
    return networks.bridges_between(_network(now, code), level)


def bridges(now: Visit) -> pd.DataFrame:
    """Return the ties between both sides, with ``is_only``: nothing replaces it."""
    return _bridges(now, area(now), least())


@once(most=24, key=lambda now, code, level: (*now.dated, code, level))
def _standing(now: Visit, code: str, level: int) -> pd.DataFrame:
    net = _network(now, code)
    held = net.ties[net.ties["level"] >= level]
    ends = pd.concat([held["one"], held["other"]], ignore_index=True)
    places = pd.concat([held["places"]] * 2, ignore_index=True)
    bridges = _bridges(now, code, level)
    table = net.agencies.assign(
        ties=ends.value_counts().reindex(net.agencies.index, fill_value=0),
        tied_places=places.groupby(ends).sum().reindex(net.agencies.index, fill_value=0),
        bridges=pd.concat([bridges["one"], bridges["other"]])
        .value_counts()
        .reindex(net.agencies.index, fill_value=0),
        group=networks.groups(net, level),
        splits=networks.splits(net, level),
    )
    table = table.reset_index().sort_values(["ties", "tied_places", "agency_id"], ascending=[False, False, True])
    return table.assign(number=range(1, len(table) + 1)).set_index("agency_id")


def standing(now: Visit) -> pd.DataFrame:
    """Return every agency of the area, who has most ties first.

    ``side``, ``places``, ``is_at_work``, ``ties`` (agencies it is tied to), ``tied_places`` (tambon and themes of
    these ties), ``bridges``, ``group``, ``splits`` and ``number`` (its place in this order, from 1).
    """
    return _standing(now, area(now), least())


@once(most=24, key=lambda now, code, level: (*now.dated, code, level), saying=cache.WORKING)
def _layout(now: Visit, code: str, level: int) -> Layout:
    table = _standing(now, code, level)
    tied = table[table["ties"] > 0]
    held = _network(now, code).ties
    return layout(tied["side"], held[held["level"] >= level], table["group"])


def drawn(now: Visit) -> Layout:
    """Return where the agencies with a tie stand in the drawing."""
    return _layout(now, area(now), least())


@once(most=12, key=lambda now, code: (*now.dated, code))
def _met(now: Visit, code: str) -> pd.DataFrame:
    return pairs.who_meets(pairs.meetings(now.evaluation, code), pairs.held_cells(now.evaluation, code))


def strangers(now: Visit) -> pd.DataFrame:
    """Return the pairs that work in the same cells though no chain of ties leads from one to the other."""
    return apart(_met(now, area(now)), groups(now))


@once(most=96, key=lambda now, code, agency: (*now.dated, code, agency))
def _surplus_without(now: Visit, code: str, agency: str) -> float:
    level = Level(now.register.areas.at[code, "level"]) if code else Level.PROVINCE
    return _surplus(lost(now.stage, agency).score(level), code)


def surplus_without(now: Visit, agency: str) -> float:
    """Return S of the area as it would be without the ties of an agency."""
    return _surplus_without(now, area(now), agency)


def surplus(now: Visit) -> float:
    """Return S of the area."""
    code = area(now)
    level = Level(now.register.areas.at[code, "level"]) if code else Level.PROVINCE
    return _surplus(now.stage.scores[level], code)


def _surplus(scores: pd.DataFrame, code: str) -> float:
    rows = scores[scores["area_code"] == code] if code else scores
    return float(rows["surplus"].sum())


@once(most=12, key=lambda now, code: (*now.dated, code), saying=cache.WORKING)
def _facilitators(now: Visit, code: str) -> Facilitators:
    return facilitators(now.register.records, legs(now.evaluation, code))


def helping(now: Visit) -> Facilitators:
    """Return who facilitates work in the area, and the batons of that work."""
    return _facilitators(now, area(now))


def name(now: Visit) -> str:
    """Return the name of the area, or that it is all of the province."""
    code = area(now)
    return now.register.place_name(code, now.lang) if code else now.say("whole_province")
