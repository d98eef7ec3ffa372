"""Which agencies co-fund, co-act and co-benefit where and on what. This module names them by area and by theme."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from geo.involvement import SHARES
from geo.keys import split_codes
from geo.units import Areas


def placed(initiatives: pd.DataFrame, areas: Areas, level: int, firsts: "pd.Series[str]") -> pd.DataFrame:
    """Return in which areas of a level each initiative lies; one of a wider area stands under that area's own code.

    Parameters
    ----------
    initiatives : by initiative_id, column ``areas``.
    areas : the ground, from `geo.units.areas_of`.
    level : place in `geo.units.LEVELS`.
    firsts : by record, what its initiative is called by, from `geo.joins.Initiatives`.

    Returns
    -------
    One row per ``initiative_id`` (the first of its records) and ``area_code`` (where any of them lies); those without
    a known place are left out.

    Examples
    --------
    >>> from geo.units import TAMBON, areas_of
    >>> ground = areas_of(pd.DataFrame({"code": ["80010101", "80010102"], "level": np.nan, "parent": np.nan}))
    >>> work = pd.DataFrame({"areas": ["80010101;80010102", "8001"]}, index=["I1", "I2"])
    >>> placed(work, ground, TAMBON, pd.Series({"I1": "I1", "I2": "I2"})).to_numpy().tolist()
    [['I1', '800101'], ['I2', '8001']]
    """
    split = split_codes(initiatives["areas"].reset_index(drop=True))
    number = areas.known.place(split.codes)[split.at]
    row, number = split.row[number >= 0], number[number >= 0]
    within = areas.within[level, number]
    codes = areas.codes[np.where(within < 0, number, within)]
    one = firsts.reindex(initiatives.index).to_numpy()[row]
    table = pd.DataFrame({"initiative_id": one, "area_code": codes})
    return table.drop_duplicates(ignore_index=True)


def who(parts: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the agencies on record as sharing, by area, theme or whatever the rows are told apart by.

    Parameters
    ----------
    parts : from `geo.involvement.pieces`, with the column `by`.
    by : ``theme``, ``area_code``.

    Returns
    -------
    One row per `by`, ``share`` (of `SHARES`) and ``agency_id``: ``works`` (initiatives in which it is recorded as
    yes), those with most first, then by agency_id. Who is recorded as no, or not at all, has no row.

    Examples
    --------
    >>> parts = pd.DataFrame({"initiative_id": ["I1", "I1", "I2"], "agency_id": ["A1", "A2", "A2"], "theme": "T1",
    ...     "co_fund": [1.0, 1.0, 1.0], "co_act": [0.0, None, None], "co_benefit": None})
    >>> who(parts, "theme").to_numpy().tolist()
    [['T1', 'co_fund', 'A2', 2], ['T1', 'co_fund', 'A1', 1]]
    """
    columns = [by, "share", "agency_id"]
    once = parts.drop_duplicates(["initiative_id", "agency_id", by])
    long = once.melt(["initiative_id", "agency_id", by], list(SHARES), var_name="share", value_name="said")
    counted = long[long["said"] == 1].groupby(columns)["initiative_id"].nunique().rename("works").reset_index()
    return counted.sort_values([by, "share", "works", "agency_id"], ascending=[True, True, False, True])


def works(parts: pd.DataFrame, record_ids: Collection[str]) -> dict[str, list[str]]:
    """Return of each initiative of an agency the record in which it takes part, in the order given, by agency."""
    order = {code: at for at, code in enumerate(record_ids)}
    pairs = parts.drop_duplicates(["agency_id", "initiative_id"])
    pairs = pairs.sort_values("record", key=lambda codes: codes.map(order), kind="stable")
    return {str(agency): list(codes) for agency, codes in pairs.groupby("agency_id")["record"]}
