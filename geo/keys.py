"""Keys of records as numbers. This module finds texts among others, a whole column at once."""

from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.schema import SEPARATOR
from geo.links import Ints


def place_among(values: pd.Series, known: pd.Series | pd.Index) -> Ints:
    """Return where each value stands among the known ones, all of them different; -1 for blank or unknown.

    Examples
    --------
    >>> place_among(pd.Series(["state", np.nan, "moon"], dtype="str"), pd.Index(["private", "state"]))
    array([ 1, -1, -1])
    """
    place = pc.index_in(_texts(values), value_set=_texts(known), skip_nulls=True)
    found: Ints = place.fill_null(-1).to_numpy().astype(np.int64)
    return found


class Split(NamedTuple):
    """Codes that texts are made of: `row` by `row`, which of the `codes`, all of them different, it names."""

    row: Ints
    at: Ints
    codes: pd.Series


def split_codes(column: pd.Series) -> Split:
    """Take apart the codes joined in a text column.

    Examples
    --------
    >>> split = split_codes(pd.Series(["80;8001", np.nan, "80;8001"], dtype="str"))
    >>> split.row, list(split.codes[split.at])
    (array([0, 0, 2, 2]), ['80', '8001', '80', '8001'])
    """
    lists = pc.split_pattern(_texts(column), SEPARATOR)
    coded = lists.flatten().dictionary_encode()
    row, at = pc.list_parent_indices(lists).to_numpy(), coded.indices.to_numpy().astype(np.int64)
    return Split(row, at, pd.Series(coded.dictionary.to_pandas(), dtype="str"))


def _texts(values: pd.Series | pd.Index) -> pa.Array:
    texts = values if values.dtype == "str" else values.astype("str")
    found = pa.array(texts.array)
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
