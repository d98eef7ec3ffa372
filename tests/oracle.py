"""METHOD sections 2 and 3 read directly, to be held beside it line by line. This module is the second opinion."""

import math

import pandas as pd
from oracle_places import Places, agencies_of
from oracle_records import World, is_within, months_before, whole_months

from data.schema import PEOPLE_SIDE, SCORE_COLUMNS, STATE_SIDE

OPPOSITE = {"bottom_up": "top_down", "top_down": "bottom_up"}
STRENGTH_OF_PI = 4


def read_scores(records, day, level, *, themes=None):
    """Exactly SCORE_COLUMNS, one row per area of the level, sorted by code."""
    return scores(Places(World(records, day, themes)), level)


def scores(places, level):
    world = places.world
    areas = [code for code in world.level if world.level[code] == level]
    if level == "village":
        areas += [code for code in world.tambon if world.units(code) == [code]]
    tambon_counts = {tambon: counts(places, tambon) for tambon in world.tambon}
    found = [duplication(places, area) | integration(places, tambon_counts, area) for area in sorted(areas)]
    return pd.DataFrame(found, columns=list(SCORE_COLUMNS))


def duplication(places, area):
    units = places.world.units(area)
    cells = list(places.cells(area))
    surplus = sum(place.surplus(agencies) for place, _, agencies in cells)
    low = sum(place.surplus(agencies) for place, _, agencies in places.cells(area, precise=True))
    agencies = frozenset().union(*(agencies for _, _, agencies in cells))
    fronts = len(cells) + surplus
    return {
        "area_code": area,
        "villages": len(units),
        "villages_recorded": len({unit for _, unit, _ in cells}),
        "initiatives": len(places.active(area)),
        "agencies": len(agencies),
        "cells": len(cells),
        "surplus": surplus,
        "fronts": fronts,
        "duplication": surplus / len(units) if units else 0.0,
        "duplication_low": min(low, surplus) / len(units) if units else 0.0,
        "duplication_share": surplus / fronts if fronts else math.nan,
        "duplication_state": ("no_record", "single_agency", "measured")[min(len(agencies), 2)],
    }


def counts(places, tambon):
    """The six (x, n) of one tambon."""
    world, themes = places.world, places.of_tambon[tambon]
    return [
        total(co_working(place) for place in themes),
        relay(world, tambon),
        total(building_on(world, place) for place in themes),
        total(state_and_people(world, place) for place in themes),
        total(one_clear_host(world, place) for place in themes),
        total(convergence(place) for place in themes),
    ]


def total(pairs):
    listed = list(pairs)
    return sum(x for x, _ in listed), sum(n for _, n in listed)


def co_working(place):
    if len(place.active_agencies) < 2:
        return 0, 0
    did = [one for one in place.active if any(len(place.group(agency)) >= 2 for agency in one.agencies)]
    return len(did), len(place.active)


def relay(world, tambon):
    here = world.present(tambon)
    could = [
        one
        for one in here
        if world.is_counted(one)
        and is_within(one.end, 24, world.day)
        and one.status not in ("cancelled", "suspended", "pipeline")
        and one.outcome != "need_met"
    ]
    return sum(relay_credit(world, one, here) for one in could), len(could)


def relay_credit(world, one, here):
    """Credit of the best successor in the same tambon."""
    taken = {tie.taker for tie in world.ties if tie.kind == "handover" and tie.giver == one.name}
    built = {tie.giver for tie in world.ties if tie.kind == "builds_on" and tie.taker == one.name}
    found = [0.0]
    for other in here:
        takes_over = other.name in taken | built and other.status not in ("cancelled", "pipeline")
        if takes_over and other.start is not None:
            gap = 0 if other.start <= one.end else whole_months(one.end, other.start)
            found.append(max(0.0, 1 - gap / 12))
    return max(found)


def building_on(world, place):
    x = n = 0
    for one in place.with_theme:
        if not is_within(one.start, 24, world.day) or one.status in ("cancelled", "suspended", "pipeline"):
            continue
        earlier = [other for other in place.with_theme if is_earlier(other, one)]
        n += bool(earlier)
        x += any(builds_on(world, one, other) or one.agencies & other.agencies for other in earlier)
    return x, n


def is_earlier(other, one):
    """Started before it or start unknown; no end, or not more than 36 months before; not cancelled or pipeline."""
    return (
        other is not one
        and (other.start is None or other.start < one.start)
        and (other.end is None or other.end >= months_before(one.start, 36))
        and other.status not in ("cancelled", "pipeline")
    )


def builds_on(world, one, earlier):
    """Whatever the tie's dates."""
    ways = {(tie.kind, tie.giver, tie.taker) for tie in world.ties}
    there, back = (one.name, earlier.name), (earlier.name, one.name)
    named = {("builds_on", *there), ("handover", *back)}
    either_way = {(kind, *way) for kind in ("part_of", "co_work") for way in (there, back)}
    return bool(ways & (named | either_way))


def state_and_people(world, place):
    groups = [[world.sector[agency] for agency in place.group(one)] for one in place.active_agencies]
    did = any(set(sides) & set(STATE_SIDE) and set(sides) & set(PEOPLE_SIDE) for sides in groups)
    return int(did), int(bool(place.active))


def one_clear_host(world, place):
    x = n = 0
    for unit in world.units(place.tambon):
        there = [one for one in place.active if unit in world.footprint(one)]
        n += bool(there)
        x += len(set().union(*(one.hosts for one in there))) == 1
    return x, n


def convergence(place):
    x = n = 0
    for one in place.active:
        if one.direction is None:
            continue
        opposite = [other for other in place.active if other.direction == OPPOSITE[one.direction]]
        n += 1
        x += any(place.group(agency) & agencies_of(opposite) for agency in one.agencies)
    return x, n


def province_of(world, area):
    """The top of its line of parents, whether or not the province has a row of its own."""
    return province_of(world, world.parent[area]) if world.parent.get(area) else area


def summed(places, tambon_counts, area):
    """The six (x, n) of an area: summed over its tambon; a village shows its tambon's."""
    return [total(tambon_counts[tambon][k] for tambon in places.tambon(area)) for k in range(6)]


def integration(places, tambon_counts, area):
    own = summed(places, tambon_counts, area)
    province = summed(places, tambon_counts, province_of(places.world, area))
    pi = [x / n if n else math.nan for x, n in province]
    measurable = [k for k in range(6) if own[k][1] > 0 and 0 < pi[k] < 1]
    where = places.world.parent[area] if places.world.level[area] == "village" else area
    figures = duplication(places, where)
    is_published = len(measurable) >= 3 and figures["agencies"] >= 2 and figures["initiatives"] >= 3
    logs = [math.log((own[k][0] + STRENGTH_OF_PI * pi[k]) / (own[k][1] + STRENGTH_OF_PI)) for k in measurable]
    return {
        "integration": 100 * math.exp(sum(logs) / len(logs)) if is_published else math.nan,
        "integration_state": "published" if is_published else "insufficient",
        "integration_components": len(measurable),
        **{f"x{k + 1}": own[k][0] for k in range(6)},
        **{f"n{k + 1}": own[k][1] for k in range(6)},
    }
