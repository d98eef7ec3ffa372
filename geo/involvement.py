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
_PAIR = ["initiative_id", "agency_id"]


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


def pieces(
    participation: pd.DataFrame, initiatives: pd.DataFrame, record_ids: Collection[str], firsts: "pd.Series[str]"
) -> pd.DataFrame:
    """Return what each agency shares in some initiatives, its several roles and records of one taken together.

    The amounts of several roles in one record are added up. Several records of one initiative tell of the same work,
    so that their amounts are never added: the same amount on two of them counts once, and of different ones the
    largest counts, which one record at least vouches for.

    Parameters
    ----------
    participation : the table; a share is stated yes, no, or not at all.
    initiatives : by initiative_id, column ``themes``.
    record_ids : the records asked about, with all those they are joined to.
    firsts : by record, what its initiative is called by, from `geo.joins.Initiatives`.

    Returns
    -------
    One row per ``initiative_id`` (the first of its records), ``agency_id`` and ``theme`` (of any of its records;
    blank: none stated): ``co_fund``, ``co_act`` and ``co_benefit`` (1 yes, 0 no, NaN unknown; yes in one role is
    yes), ``amount_thb`` (of the pair, NaN unknown) and ``record`` (the first in which the agency takes part).
    """
    rows = participation[participation["initiative_id"].isin(list(record_ids))]
    rows = rows.rename(columns={"initiative_id": "record"})
    said = {name: rows[name].astype("Float64").astype(float) for name in SHARES}
    rows = rows.assign(**said, initiative_id=firsts.reindex(rows["record"]).to_numpy())
    grouped = rows.groupby([*_PAIR, "record"])
    of_records = grouped[list(SHARES)].max().assign(amount_thb=grouped["amount_thb"].sum(min_count=1)).reset_index()
    grouped = of_records.groupby(_PAIR)
    pairs = grouped[[*SHARES, "amount_thb"]].max().assign(record=grouped["record"].min()).reset_index()
    return pairs.merge(_themes(initiatives, firsts), how="left", on="initiative_id")


def _themes(initiatives: pd.DataFrame, firsts: "pd.Series[str]") -> pd.DataFrame:
    """Return the themes of each initiative that states one, those of all its records."""
    split = initiatives["themes"].dropna().str.split(SEPARATOR).explode()
    table = pd.DataFrame({"initiative_id": firsts.reindex(split.index).to_numpy(), "theme": split.to_numpy()})
    return table.drop_duplicates(ignore_index=True)


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


def facilitating(
    participation: pd.DataFrame, here: Collection[str], open_now: Collection[str], firsts: "pd.Series[str]"
) -> pd.DataFrame:
    """Return who facilitates (role ``extending``) open work of an area, and how much they carry besides.

    Parameters
    ----------
    participation : the table.
    here, open_now : records open in the area, and those open anywhere.
    firsts : by record, what its initiative is called by, from `geo.joins.Initiatives`.

    Returns
    -------
    One row per ``agency_id``, most carried first: ``here`` (of each initiative the first record that it facilitates,
    joined by ``;``), ``elsewhere`` (how many initiatives).

    Examples
    --------
    >>> rows = pd.DataFrame({"initiative_id": ["I1", "I2"], "agency_id": "A1", "role": "extending"})
    >>> firsts = pd.Series({"I1": "I1", "I2": "I2"})
    >>> facilitating(rows, ["I1"], ["I1", "I2"], firsts).to_numpy().tolist()
    [['A1', 'I1', 1]]
    """
    rows = participation[participation["role"] == Role.EXTENDING].sort_values("initiative_id", kind="stable")
    one = firsts.reindex(rows["initiative_id"]).to_numpy()
    rows = rows.assign(initiative=one).drop_duplicates(["initiative", "agency_id"])
    is_here = rows["initiative_id"].isin(list(here))
    carried = rows[is_here].groupby("agency_id")["initiative_id"].agg(SEPARATOR.join)
    away = rows[~is_here & rows["initiative_id"].isin(list(open_now))]
    elsewhere = away["agency_id"].value_counts().reindex(carried.index, fill_value=0)
    table = pd.DataFrame({"here": carried, "elsewhere": elsewhere})
    total = table["here"].str.count(SEPARATOR) + 1 + table["elsewhere"]
    return table.iloc[np.argsort(-total.to_numpy(), kind="stable")].reset_index()
