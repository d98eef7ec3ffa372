"""Agencies of groups that never meet, though they work in the same places. This module finds them."""

import pandas as pd


def apart(met: pd.DataFrame, groups: "pd.Series[int]") -> pd.DataFrame:
    """Return the pairs that are at work in the same cells while no chain of ties leads from the one to the other.

    Parameters
    ----------
    met : from `geo.pairs.who_meets`.
    groups : by agency_id, from `geo.network.groups`.

    Returns
    -------
    The rows of `met` whose agencies are of two groups, with ``group`` and ``other_group``; in the order of `met`.

    Examples
    --------
    >>> met = pd.DataFrame({"agency_id": ["A", "A"], "other_id": ["B", "C"], "cells": [3, 2]})
    >>> apart(met, pd.Series({"A": 0, "B": 0, "C": 1})).to_numpy().tolist()
    [['A', 'C', 2, 0, 1]]
    """
    one, other = (met[name].map(groups) for name in ("agency_id", "other_id"))
    is_apart = one.notna() & other.notna() & (one != other)
    rows = pd.DataFrame(met[is_apart])
    return rows.assign(group=one[is_apart].astype(int), other_group=other[is_apart].astype(int)).reset_index(
        drop=True
    )
