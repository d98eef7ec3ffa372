"""The initiatives of an area, and what their records lack. This module lists them, open or not."""

import numpy as np
import pandas as pd

from data.schema import SEPARATOR
from geo.evidence import area_number, units_of
from geo.joins import STANDINGS, Standing
from geo.links import Bools, Ints
from geo.scores import Evaluation
from geo.units import AMPHOE
from geo.world import World


def initiatives_of(evaluation: Evaluation, area_code: str) -> pd.DataFrame:
    """List the initiatives with a footprint in an area, and those of a whole amphoe or province around or in it.

    Returns
    -------
    One row per initiative, by ``reach`` and id: ``reach`` (``footprint``; ``strip``: beside the map, in no unit
    here), ``initiative_id``, ``records`` (all its records), ``standing`` (a value of `geo.joins.Standing`),
    ``is_imprecise`` (in some unit here it names only the tambon), ``areas`` (all it names), ``incomplete`` (of
    ``no_theme``, ``no_place``, ``no_agency`` and ``no_status``; values joined by ``;``, blank: complete).

    Examples
    --------
    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> from geo.scores import evaluate
    >>> records = {
    ...     "areas": typed("areas", {"code": ["80", "800101", "80010101"], "name_th": "ก"}),
    ...     "initiatives": typed("initiatives", {"initiative_id": ["I1", "I2"], "title_th": "ข",
    ...         "status": ["closed", None], "areas": ["800101", "80"]}),
    ... }
    >>> evaluation = evaluate(records, dt.date(2007, 2, 16))
    >>> initiatives_of(evaluation, "80010101")[["reach", "initiative_id", "standing", "is_imprecise"]]
           reach initiative_id        standing  is_imprecise
    0  footprint            I1          closed          True
    1      strip            I2  unknown_status         False
    """
    world, units = evaluation.world, units_of(evaluation, area_code)
    places = world.footprint.units
    is_here = np.isin(places.members, units)
    here, imprecise = (
        _owners(world, places.owner[rows]) for rows in (is_here, is_here & world.footprint.is_imprecise)
    )
    strip = _owners(world, _wide(world, area_number(evaluation, area_code))) & ~here
    return pd.concat(
        [_listed(world, here, imprecise, "footprint"), _listed(world, strip, imprecise, "strip")], ignore_index=True
    )


def unplaced(evaluation: Evaluation) -> pd.DataFrame:
    """List the initiatives that name no area, with the columns of `initiatives_of`."""
    nowhere = evaluation.world.footprint.named.counts == 0
    return _listed(evaluation.world, nowhere & evaluation.world.themes.is_in_scope, ~nowhere, "unplaced")


def details(world: World, number: Ints) -> pd.DataFrame:
    """Return of some initiatives ``initiative_id``, ``records``, ``standing``, ``areas`` and ``incomplete``."""
    names = world.initiatives.names(number).loc[number]
    table = pd.DataFrame(
        {
            "initiative_id": names["initiative_id"],
            "records": names["records"],
            "standing": np.array(STANDINGS, dtype=object)[world.standing[number]],
            "areas": _named_areas(world, number),
            "incomplete": _incomplete(world, number),
        }
    )
    return table.astype({"standing": "str", "areas": "str"})


def _owners(world: World, initiatives: Ints) -> Bools:
    is_one = np.zeros(len(world.initiatives), bool)
    is_one[initiatives] = True
    return is_one & world.themes.is_in_scope


def _wide(world: World, area: int) -> Ints:
    """Return the initiatives that name a province or amphoe which the area lies in, is, or holds."""
    areas, named = world.areas, world.footprint.named
    level = areas.level[named.members]
    is_wide = (level >= 0) & (level <= AMPHOE)
    wide = named.members[is_wide]
    is_near = (areas.within[level[is_wide], area] == wide) | (areas.within[areas.level[area], wide] == area)
    near: Ints = named.owner[is_wide][is_near]
    return near


def _listed(world: World, is_listed: Bools, is_imprecise: Bools, reach: str) -> pd.DataFrame:
    number = np.flatnonzero(is_listed)
    table = details(world, number).assign(reach=reach, is_imprecise=is_imprecise[number])
    columns = ["reach", "initiative_id", "records", "standing", "is_imprecise", "areas", "incomplete"]
    return table[columns].sort_values("initiative_id", ignore_index=True)


def _named_areas(world: World, number: Ints) -> list[str]:
    row, at = world.footprint.named.spread(number)
    codes = pd.Series(world.areas.codes[world.footprint.named.members[at]].astype("str"))
    return codes.groupby(row).agg(SEPARATOR.join).reindex(range(len(number)), fill_value="").tolist()


def _incomplete(world: World, number: Ints) -> list[str]:
    unknown = world.standing == STANDINGS.index(Standing.UNKNOWN_STATUS)
    lacks = {
        "no_theme": ~world.themes.has_any,
        "no_place": world.footprint.named.counts == 0,
        "no_agency": ~world.agencies.has_any,
        "no_status": unknown,
    }
    reasons = [np.where(is_lacking[number], reason + SEPARATOR, "") for reason, is_lacking in lacks.items()]
    return pd.Series(["".join(row) for row in zip(*reasons, strict=True)], dtype="str").str.rstrip(SEPARATOR).tolist()
