"""Month arithmetic of METHOD on whole columns of dates. This module counts months forwards and backwards."""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Days = NDArray[np.datetime64]


def days_of(column: pd.Series) -> Days:
    """Return a column of dates as days, NaT where blank."""
    return np.asarray(column.array).astype("M8[D]")


def months_before(dates: Days, months: int) -> Days:
    """Return the date `months` before each date: the same day of the month, or that month's last day.

    Parameters
    ----------
    dates : ``datetime64[D]``; NaT stays NaT.
    months : how many months back.

    Examples
    --------
    >>> months_before(np.array(["2007-03-31", "2008-08-31"], "M8[D]"), 6)
    array(['2006-09-30', '2008-02-29'], dtype='datetime64[D]')
    """
    month = dates.astype("M8[M]")
    day_of_month = dates - month.astype("M8[D]")
    target = month - np.timedelta64(months, "M")
    last_day = (target + np.timedelta64(1, "M")).astype("M8[D]") - np.timedelta64(1, "D")
    wanted: Days = np.minimum(target.astype("M8[D]") + day_of_month, last_day)
    return wanted


@cache
def months_before_day(day: np.datetime64, months: int) -> np.datetime64:
    """Return the date `months` before one day.

    Examples
    --------
    >>> months_before_day(np.datetime64("2008-02-29"), 12)
    np.datetime64('2007-02-28')
    """
    before: np.datetime64 = months_before(np.array([day], "M8[D]"), months)[0]
    return before


def is_within(dates: Days, day: np.datetime64, months: int) -> NDArray[np.bool_]:
    """Say which dates lie within the `months` up to `day`: after the date so long before it, and on or before it.

    Examples
    --------
    >>> is_within(np.array(["2006-02-16", "2006-02-17", "NaT"], "M8[D]"), np.datetime64("2008-02-16"), 24)
    array([False,  True, False])
    """
    inside: NDArray[np.bool_] = (dates > months_before_day(day, months)) & (dates <= day)
    return inside


def whole_months(earlier: Days, later: Days) -> NDArray[np.int64]:
    """Count the whole months from each earlier date to its later one, 0 where the later is not later.

    The difference of year-months, less one if the later day of the month is the smaller.

    Examples
    --------
    >>> whole_months(np.array(["2007-01-31", "2007-01-15"], "M8[D]"), np.array(["2007-02-28", "2008-01-15"], "M8[D]"))
    array([ 0, 12])
    """
    from_month, to_month = earlier.astype("M8[M]"), later.astype("M8[M]")
    months = (to_month - from_month).astype(np.int64)
    is_short = (later - to_month.astype("M8[D]")) < (earlier - from_month.astype("M8[D]"))
    whole: NDArray[np.int64] = np.maximum(months - is_short, 0)
    return whole
