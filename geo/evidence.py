"""The records behind each number of an area. This module lists what `geo.scores` counted."""

import numpy as np
import pandas as pd

from data.schema import SEPARATOR
from geo.cells import work_rows
from geo.counted import WHOLE
from geo.errors import GeoError
from geo.links import Bools, Ints
from geo.scores import Evaluation
from geo.units import TAMBON


def area_number(evaluation: Evaluation, area_code: str) -> int:
    """Return the number of a listed area.

    Raises
    ------
    GeoError
        If there is no such area.
    """
    areas = evaluation.world.areas
    number = int(areas.codes.get_indexer(pd.Index([area_code]))[0])
    if number < 0 or not areas.is_listed[number]:
        msg = f"`area_code` was {area_code!r}, must be one of the {int(areas.is_listed.sum())} areas of the records"
        raise GeoError(msg)
    return number


def fronts(evaluation: Evaluation, area_code: str) -> pd.DataFrame:
    """List the occupied cells of an area; their `surplus` / villages sums to its duplication.

    Returns
    -------
    One row per unit and theme, most surplus first: ``area_code``, ``theme``, ``m``, ``surplus``, ``surplus_low``,
    ``agencies`` and ``initiatives`` (ids joined by ``;``; an initiative of several records by the first of them).
    """
    parts = front_parts(evaluation, area_code)
    keys = ["area_code", "theme"]
    lists = pd.DataFrame(
        {
            "agencies": _joined(parts, keys, "agency_id"),
            "initiatives": _joined(parts, keys, "initiative_id"),
        }
    )
    is_here = np.isin(evaluation.occupancy.cell_unit, units_of(evaluation, area_code))
    cells = evaluation.cells[is_here].rename(columns={"agencies": "m"}).astype(dict.fromkeys(keys, "str"))
    table = cells.join(lists, on=keys)
    return table.sort_values(["surplus", *keys], ascending=[False, True, True], ignore_index=True)


def front_parts(evaluation: Evaluation, area_code: str) -> pd.DataFrame:
    """List who is in each cell of an area with what, as `unit_parts` has it."""
    return unit_parts(evaluation, units_of(evaluation, area_code))


def unit_parts(evaluation: Evaluation, units: Ints) -> pd.DataFrame:
    """List who is in each cell of some units with what.

    Returns
    -------
    One row per unit, theme, agency and active initiative: ``area_code``, ``theme``, ``agency_id``,
    ``initiative_id``, ``records`` (all its records), ``is_imprecise`` (it names only the tambon of the unit),
    ``is_host`` (the agency is accountable in it).
    """
    agencies, blocks = evaluation.world.agencies, evaluation.blocks
    work = open_work(evaluation, units)
    row, at = blocks.stakes.spread(work["presence_row"].to_numpy())
    work = work.iloc[row]
    agency = blocks.node_agency[blocks.stakes.members[at]]
    is_host = agencies.hosts.find(work["initiative"].to_numpy(), agency, len(agencies.ids)) >= 0
    named = _called(evaluation, work).assign(agency_id=agencies.ids[agency], is_host=is_host)
    keys = ["area_code", "theme", "agency_id", "initiative_id"]
    return named[[*keys, "records", "is_imprecise", "is_host"]].sort_values(keys, ignore_index=True)


def unheld(evaluation: Evaluation, area_code: str) -> pd.DataFrame:
    """List the open work in each cell of an area that no agency is stated to host or implement.

    Returns
    -------
    One row per unit, theme and active initiative: ``area_code``, ``theme``, ``initiative_id``, ``records`` (all its
    records), ``is_imprecise`` (it names only the tambon of the unit). None of it is scored in duplication.
    """
    work = open_work(evaluation, units_of(evaluation, area_code))
    named = _called(evaluation, work[evaluation.blocks.stakes.counts[work["presence_row"]] == 0])
    keys = ["area_code", "theme", "initiative_id"]
    return named[[*keys, "records", "is_imprecise"]].sort_values(keys, ignore_index=True)


def _called(evaluation: Evaluation, work: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `open_work` with unit, theme, initiative and its records by code, numbered anew."""
    world = evaluation.world
    table = pd.DataFrame(
        {
            "area_code": world.areas.codes[world.areas.units[work["unit"]]],
            "theme": world.themes.codes[work["theme"]],
            "initiative": work["initiative"].to_numpy(),
            "is_imprecise": work["is_imprecise"].to_numpy(),
        }
    )
    return table.join(world.initiatives.names(table["initiative"].to_numpy()), on="initiative")


def component_items(evaluation: Evaluation, area_code: str) -> pd.DataFrame:
    """List what the components count in an area (its tambon, for a village): they recount to its x and n.

    Returns
    -------
    One row per counted item: ``component`` (1 to 6), ``tambon``, ``area_code`` (its unit; blank but for component
    5), ``theme`` (blank for component 2), ``initiatives`` (ids joined by ``;``: the one counted, or the open ones of
    a tambon-theme or unit-theme), ``records`` (all their records), ``n`` (1) and ``x`` (0 to 1).
    """
    items = _items(evaluation, area_code)
    world = evaluation.world
    named = _item_initiatives(evaluation, items)
    named = named.join(world.initiatives.names(named["initiative"].to_numpy()), on="initiative")
    codes = world.areas.codes
    return pd.DataFrame(
        {
            "component": items["component"],
            "tambon": codes[items["tambon"]].astype("str"),
            "area_code": _named(codes[world.areas.units], items["unit"]),
            "theme": _named(world.themes.codes, items["theme"]),
            "initiatives": _joined(named, ["item"], "initiative_id").reindex(items.index),
            "records": _joined(named, ["item"], "records").reindex(items.index),
            "n": 1,
            "x": items["credit"] / WHOLE,
        }
    ).sort_values(["component", "tambon", "area_code", "theme", "initiatives"], ignore_index=True)


def units_of(evaluation: Evaluation, area_code: str) -> Ints:
    """Return the units of a listed area, by number."""
    areas, number = evaluation.world.areas, area_number(evaluation, area_code)
    return np.flatnonzero(areas.unit_area(areas.level[number]) == number)


def lies_in(evaluation: Evaluation, area: Ints, area_code: str) -> Bools:
    """Say which areas, by number (-1 none), lie in a listed one; for a village, in its tambon.

    Raises
    ------
    GeoError
        If there is no such area.
    """
    areas, number = evaluation.world.areas, area_number(evaluation, area_code)
    level = min(int(areas.level[number]), TAMBON)
    is_within: Bools = (areas.within[level, area] == areas.within[level, number]) & (area >= 0)
    return is_within


def open_work(evaluation: Evaluation, units: Ints) -> pd.DataFrame:
    """Return active initiatives with a theme in some units, by number, theme by theme.

    Returns
    -------
    One row per unit, theme and initiative: ``tambon``, ``unit``, ``theme``, ``initiative``, ``presence_row`` and
    ``is_imprecise`` (it names only the tambon of the unit).
    """
    world, blocks = evaluation.world, evaluation.blocks
    placed = world.footprint.units
    rows = work_rows(world, blocks, world.is_active[placed.owner] & np.isin(placed.members, units))
    block = blocks.presence.members[rows.presence_row]
    return pd.DataFrame(
        {
            "tambon": blocks.tambon[block],
            "unit": rows.unit,
            "theme": blocks.theme[block],
            "initiative": blocks.presence.owner[rows.presence_row],
            "presence_row": rows.presence_row,
            "is_imprecise": rows.is_imprecise,
        }
    )


def _items(evaluation: Evaluation, area_code: str) -> pd.DataFrame:
    frames = [pd.DataFrame(vars(items)).assign(component=k) for k, items in enumerate(evaluation.components, start=1)]
    items = pd.concat(frames, ignore_index=True)
    here = items.loc[lies_in(evaluation, items["tambon"].to_numpy(), area_code)].reset_index(drop=True)
    here.index.name = "item"
    return here


def _item_initiatives(evaluation: Evaluation, items: pd.DataFrame) -> pd.DataFrame:
    """Return (item, initiative): the one counted, else the open work of the unit-theme or tambon-theme."""
    areas = evaluation.world.areas
    own = items[items["initiative"] >= 0].reset_index()
    places = items[items["initiative"] < 0].reset_index().drop(columns="initiative")
    work = open_work(evaluation, np.flatnonzero(np.isin(areas.tambon, places["tambon"].unique())))
    by_unit = places[places["unit"] >= 0].merge(work, on=["unit", "theme"])
    by_tambon = places[places["unit"] < 0].merge(work.drop(columns="unit"), on=["tambon", "theme"])
    pairs = pd.concat([frame[["item", "initiative"]] for frame in (own, by_unit, by_tambon)], ignore_index=True)
    return pairs.drop_duplicates(ignore_index=True)


def _joined(frame: pd.DataFrame, keys: list[str], column: str) -> pd.Series:
    """Join the distinct values of a column, in order, by key."""
    values = frame[[*keys, column]].drop_duplicates().sort_values(column)
    return values.groupby(keys)[column].agg(SEPARATOR.join)


def _named(names: pd.Index, number: pd.Series) -> pd.Series:
    """Return the name of each number, blank for -1."""
    blank = pd.Index([*names, np.nan], dtype="str")
    return pd.Series(blank[number.to_numpy()], index=number.index, dtype="str")
