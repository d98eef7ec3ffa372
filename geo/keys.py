"""Keys of records as numbers. This module finds texts among others, a whole column at once."""

import numpy as np
import pandas as pd

from data.schema import SEPARATOR
from geo.links import Ints


def place_among(values: pd.Series, known: pd.Index) -> Ints:
    """Return where each value stands among the known ones, -1 for blank or unknown.

    Examples
    --------
    >>> place_among(pd.Series(["state", np.nan, "moon"], dtype="str"), pd.Index(["private", "state"]))
    array([ 1, -1, -1])
    """
    code, distinct_values = pd.factorize(values)
    return np.append(known.get_indexer(distinct_values), -1)[code]


def places_among(known: pd.Series, *columns: pd.Series) -> list[Ints]:
    """Return, column by column, where each value stands among the known ones, all of them different.

    Numbering all texts at once lets the known ones, which come first, be their own places.

    Examples
    --------
    >>> places_among(pd.Series(["I1", "I2"]), pd.Series(["I2", "I9"]), pd.Series(["I1", np.nan]))
    [array([ 1, -1]), array([ 0, -1])]
    """
    code, _ = pd.factorize(pd.concat([known, *columns], ignore_index=True))
    ends = np.cumsum([len(known), *map(len, columns)])
    return np.split(np.where(code < len(known), code, -1), ends[:-1])[1:]


def split_codes(column: pd.Series) -> tuple[Ints, pd.Series]:
    """Return (row, code) for every one of the codes joined in a text column.

    Examples
    --------
    >>> row, code = split_codes(pd.Series(["80;8001", np.nan, "800101"], dtype="str"))
    >>> row, list(code)
    (array([0, 0, 2]), ['80', '8001', '800101'])
    """
    row = np.flatnonzero(column.notna().to_numpy())
    if len(row) == 0:
        return row, pd.Series(dtype="str")
    stated = column.iloc[row]
    counts = stated.str.count(SEPARATOR).to_numpy(np.int64) + 1
    return np.repeat(row, counts), pd.Series(SEPARATOR.join(stated.tolist()).split(SEPARATOR), dtype="str")
