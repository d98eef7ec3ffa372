"""Keys of records as numbers. This module finds texts among others, a whole column at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.schema import SEPARATOR
from geo.links import Bools, Ints

Texts = pd.Series | pd.Index | Sequence[str]

_FEW = 64  # up to so many texts are read one by one: making arrow ready takes longer


@dataclass(frozen=True)
class Known:
    """Texts, all of them different, among which others are found again and again.

    Examples
    --------
    >>> Known(["private", "state"]).place(pd.Series(["state", np.nan, "moon"], dtype="str"))
    array([ 1, -1, -1])
    """

    texts: Texts

    @cached_property
    def _place(self) -> Mapping[str | None, int]:
        return {text: place for place, text in enumerate(_listed(self.texts)) if text is not None}

    def place(self, values: Texts) -> Ints:
        """Return where each value stands among them; -1 for blank or unknown."""
        if len(values) <= _FEW:
            return np.array([self._place.get(text, -1) for text in _listed(values)], np.int64)
        place = pc.index_in(_texts(values), value_set=_texts(self.texts), skip_nulls=True)
        found: Ints = place.fill_null(-1).to_numpy().astype(np.int64)
        return found


def place_among(values: Texts, known: Texts) -> Ints:
    """Return where each value stands among those known, looked up this once.

    Examples
    --------
    >>> place_among(["state", "moon"], ["private", "state"])
    array([ 1, -1])
    """
    return Known(known).place(values)


@cache
def among(wanted: tuple[str, ...], order: tuple[str, ...]) -> Bools:
    """Say of every value in an order, and of the place behind the last, whether it is wanted; not to be written to.

    Examples
    --------
    >>> among(("moon",), ("sun", "moon"))
    array([False,  True, False])
    """
    return np.array([*(value in wanted for value in order), False])


class Split(NamedTuple):
    """Codes that texts are made of: `row` by `row`, which of the `codes`, all of them different, it names."""

    row: Ints
    at: Ints
    codes: list[str]

    def named(self) -> pd.Series:
        """Return the code that each row names."""
        return pd.Series(self.codes, dtype="str").take(self.at).reset_index(drop=True)


def split_codes(column: pd.Series) -> Split:
    """Take apart the codes joined in a text column.

    Examples
    --------
    >>> split = split_codes(pd.Series(["80;8001", np.nan, "80;8001"], dtype="str"))
    >>> split.row, list(split.named())
    (array([0, 0, 2, 2]), ['80', '8001', '80', '8001'])
    """
    if len(column) <= _FEW:
        return _split_few(_listed(column))
    lists = pc.split_pattern(_texts(column), SEPARATOR)
    coded = lists.flatten().dictionary_encode()
    row, at = pc.list_parent_indices(lists).to_numpy(), coded.indices.to_numpy().astype(np.int64)
    return Split(row, at, coded.dictionary.to_pylist())


def _split_few(texts: Sequence[str | None]) -> Split:
    place: dict[str, int] = {}
    named = [
        (row, place.setdefault(code, len(place)))
        for row, text in enumerate(texts)
        if text is not None
        for code in text.split(SEPARATOR)
    ]
    row, at = np.array(named, np.int64).reshape(-1, 2).T
    return Split(row, at, list(place))


def _listed(values: Texts) -> Sequence[str | None]:
    listed: Sequence[str | None] = _texts(values).to_pylist() if isinstance(values, pd.Series | pd.Index) else values
    return listed


def _texts(values: Texts) -> pa.Array:
    if not isinstance(values, pd.Series | pd.Index):
        return pa.array(values, pa.large_string())
    texts = values if values.dtype == "str" else values.astype("str")
    found = pa.array(texts.array)
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
