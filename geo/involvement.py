"""Who works on what in an area, and what each brings. This module tells agencies and themes apart."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from data.schema import SEPARATOR, Role
from geo.evidence import front_parts
from geo.scores import Evaluation

SHARES = ("co_fund", "co_act", "co_benefit")
"""What a partner may share."""

_CELL = ["area_code", "theme"]


def who_on_what(evaluation: Evaluation, area_code: str) -> pd.DataFrame:
    """Return each agency at work in an area with each theme it works on.

    Returns
    -------
    One row per ``agency_id`` and ``theme``: ``fronts`` (in how many units), ``initiatives`` (how many open ones),
    ``is_host`` (accountable in one of them) and ``surplus`` (how many of these fronts are surplus fronts).
    """
    parts = front_parts(evaluation, area_code)
    cells = evaluation.cells[evaluation.cells["surplus"] > 0].astype(dict.fromkeys(_CELL, "str"))
    is_surplus = pd.MultiIndex.from_frame(parts[_CELL]).isin(pd.MultiIndex.from_frame(cells[_CELL]))
    grouped = parts.assign(surplus_unit=parts["area_code"].where(is_surplus)).groupby(["agency_id", "theme"])
    return grouped.agg(
        fronts=("area_code", "nunique"),
        initiatives=("initiative_id", "nunique"),
        is_host=("is_host", "any"),
        surplus=("surplus_unit", "nunique"),
    ).reset_index()


def pieces(participation: pd.DataFrame, initiatives: pd.DataFrame, initiative_ids: Collection[str]) -> pd.DataFrame:
    """Return what each agency shares in some initiatives, its several roles in one taken together.

    Parameters
    ----------
    participation : the table; a share is stated yes, no, or not at all.
    initiatives : by initiative_id, column ``themes``.
    initiative_ids : the initiatives asked about.

    Returns
    -------
    One row per ``initiative_id``, ``agency_id`` and ``theme`` (blank: none stated): ``co_fund``, ``co_act`` and
    ``co_benefit`` (1 yes, 0 no, NaN unknown; yes in one role is yes) and ``amount_thb`` (of the pair, NaN unknown).
    """
    rows = participation[participation["initiative_id"].isin(list(initiative_ids))]
    said = {name: rows[name].astype("Float64").astype(float) for name in SHARES}
    grouped = rows.assign(**said).groupby(["initiative_id", "agency_id"])
    pairs = grouped[list(SHARES)].max().assign(amount_thb=grouped["amount_thb"].sum(min_count=1)).reset_index()
    themes = initiatives["themes"].reindex(pairs["initiative_id"]).str.split(SEPARATOR)
    return pairs.assign(theme=themes.to_numpy()).explode("theme", ignore_index=True)


def shares(parts: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count by agency or by theme who shares what.

    Parameters
    ----------
    parts : from `pieces`.
    by : ``agency_id`` or ``theme``.

    Returns
    -------
    By `by`, most parts first: ``parts`` (pairs of initiative and agency); of each of `SHARES` ``…_yes`` and
    ``…_unknown`` (the rest is no); ``amount_thb`` (sum of what is known, NaN where nothing is) and
    ``amount_unknown`` (pairs without an amount).

    Examples
    --------
    >>> parts = pd.DataFrame({"initiative_id": ["I1", "I1", "I2"], "agency_id": "A1", "theme": ["T1", "T2", "T1"],
    ...     "co_fund": [1.0, 1.0, None], "co_act": None, "co_benefit": 0.0, "amount_thb": [5.0, 5.0, None]})
    >>> row = shares(parts, "agency_id").loc["A1"]
    >>> row[["parts", "co_fund_yes", "co_fund_unknown", "amount_thb"]].tolist()
    [2.0, 1.0, 1.0, 5.0]
    """
    once = parts.drop_duplicates(["initiative_id", "agency_id", by])
    counted = {f"{name}_yes": once[name] == 1 for name in SHARES}
    counted |= {f"{name}_unknown": once[name].isna() for name in SHARES}
    flags = once.assign(parts=1, amount_unknown=once["amount_thb"].isna(), **counted)
    grouped = flags.groupby(by)
    table = grouped[["parts", *counted, "amount_unknown"]].sum()
    amount = grouped["amount_thb"].sum(min_count=1)
    return table.assign(amount_thb=amount).sort_values("parts", ascending=False, kind="stable")


def facilitating(participation: pd.DataFrame, here: Collection[str], open_now: Collection[str]) -> pd.DataFrame:
    """Return who facilitates (role ``extending``) open work of an area, and how much they carry besides.

    Parameters
    ----------
    participation : the table.
    here, open_now : initiatives open in the area, and those open anywhere.

    Returns
    -------
    One row per ``agency_id``, most carried first: ``here`` (initiatives joined by ``;``), ``elsewhere`` (how many).

    Examples
    --------
    >>> rows = pd.DataFrame({"initiative_id": ["I1", "I2"], "agency_id": "A1", "role": "extending"})
    >>> facilitating(rows, ["I1"], ["I1", "I2"]).to_numpy().tolist()
    [['A1', 'I1', 1]]
    """
    rows = participation[participation["role"] == Role.EXTENDING].drop_duplicates(["initiative_id", "agency_id"])
    is_here = rows["initiative_id"].isin(list(here))
    carried = rows[is_here].groupby("agency_id")["initiative_id"].agg(SEPARATOR.join)
    away = rows[~is_here & rows["initiative_id"].isin(list(open_now))]
    elsewhere = away["agency_id"].value_counts().reindex(carried.index, fill_value=0)
    table = pd.DataFrame({"here": carried, "elsewhere": elsewhere})
    total = table["here"].str.count(SEPARATOR) + 1 + table["elsewhere"]
    return table.iloc[np.argsort(-total.to_numpy(), kind="stable")].reset_index()
