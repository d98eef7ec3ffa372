"""Keys of records as numbers. This module finds texts among others, a whole column at once."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema import SEPARATOR
from geo.links import Ints, Links


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


class Split(NamedTuple):
    """Codes that texts are made of: `row` by `row`, which of the `codes` (one may stand there twice) it names."""

    row: Ints
    at: Ints
    codes: pd.Series


def split_codes(column: pd.Series) -> Split:
    """Take apart the codes joined in a text column, equal texts once.

    Examples
    --------
    >>> split = split_codes(pd.Series(["80;8001", np.nan, "80;8001"], dtype="str"))
    >>> split.row, list(split.codes[split.at])
    (array([0, 0, 2, 2]), ['80', '8001', '80', '8001'])
    """
    text, distinct_texts = pd.factorize(column)
    texts = pd.Series(distinct_texts, dtype="str")
    counts = texts.str.count(SEPARATOR).to_numpy(np.int64) + 1
    codes = SEPARATOR.join(texts.tolist()).split(SEPARATOR)[: counts.sum()]
    parts = Links(np.append(0, np.cumsum(counts)), np.arange(len(codes)))
    stated = np.flatnonzero(text >= 0)
    row, at = parts.spread(text[stated])
    return Split(stated[row], at, pd.Series(codes, dtype="str"))
