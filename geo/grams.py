"""Texts by their runs of letters, since Thai puts no space between words. This module weighs and compares them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from data.schema.invented import MARK
from geo.links import Floats

RUN = 4
"""Letters per run."""
_BITS = 18
_MIX = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)
_AT_ONCE = 32
_INT32 = 2**31 - 1
_BOUND = " "
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class TextIndex:
    """Texts as weighted runs of letters, each of length 1 (TF-IDF: the rarer a run among the texts, the heavier).

    Attributes
    ----------
    matrix : text × run of letters.
    weights : weight of each run, ln((1 + texts) / (1 + texts that have it)).
    run : letters per run.
    """

    matrix: sparse.csr_array
    weights: Floats
    run: int

    def likeness(self, texts: Sequence[str]) -> Floats:
        """Return how like each text of the index is to the likest of some others: cosine, 0 to 1.

        NaN where a text, or all of the others, say nothing.

        >>> index = index_of(["ซ่อมฝายบ้านนา", "ประปาภูเขา", ""])
        >>> index.likeness(["ซ่อมฝาย", "ทอผ้า"]).round(2).tolist()
        [0.48, 0.0, nan]
        """
        has_text = np.diff(self.matrix.indptr) > 0
        best = np.where(has_text, 0.0, np.nan)
        wanted = _weighed(_counts([text for text in texts if text], self.run), self.weights)
        for at in range(0, wanted.shape[0], _AT_ONCE):
            some = wanted[at : at + _AT_ONCE]
            used = np.unique(some.indices)
            dense = np.asarray(some[:, used].todense(), dtype=np.float64).T
            likest = np.asarray(self.matrix[:, used] @ dense).max(axis=1)
            best = np.maximum(best, np.clip(likest, 0.0, 1.0))
        return best if wanted.shape[0] else np.full(len(has_text), np.nan)

    def likest(self, rows: npt.NDArray[np.int64], texts: Sequence[str]) -> npt.NDArray[np.int64]:
        """Return which of some other texts each of some texts of the index is most like, -1 where it is like none.

        >>> index_of(["ซ่อมฝายบ้านนา", "ประปาภูเขา"]).likest(np.array([0, 1]), ["ทอผ้า", "", "ซ่อมฝาย"]).tolist()
        [2, -1]
        """
        wanted = _weighed(_counts(texts, self.run), self.weights)
        likeness = np.asarray((self.matrix[rows] @ wanted.T).todense())
        if not likeness.size:
            return np.full(len(rows), -1)
        return np.where(likeness.max(axis=1) > 0, likeness.argmax(axis=1), -1)


def index_of(texts: Sequence[str], run: int = RUN) -> TextIndex:
    """Weigh the runs of letters of some texts; runs never reach over the end of a text."""
    counts = _counts(texts, run)
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    weights = np.log((1 + len(texts)) / (1 + frequency))
    return TextIndex(_weighed(counts, weights), weights, run)


def plain(text: str) -> str:
    """Return a text as it is compared: one spelling of ำ, nothing invisible, no mark of what is invented.

    >>> plain(" ซ่อมฝาย  (สมมติ)")
    'ซ่อมฝาย'
    """
    shown = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).replace("\u0e4d\u0e32", "\u0e33")
    for mark in MARK:
        shown = shown.replace(mark, " ")
    return " ".join(shown.lower().split())


def joined(columns: Iterable["pd.Series[str]"]) -> list[str]:
    """Return the texts of several columns, row by row, as one plain text each."""
    whole: list[str] = []
    for column in columns:
        said = column.fillna("").tolist()
        whole = [f"{before} {text}" for before, text in zip(whole, said, strict=True)] if whole else said
    return [plain(text) for text in whole]


def _counts(texts: Sequence[str], run: int) -> sparse.csr_array:
    """Count the runs of every text; different runs rarely fall together, as they are told apart by 18 bits."""
    lengths = np.fromiter((len(text) + 2 if text else 0 for text in texts), np.int64, len(texts))
    letters = "".join(f"{_BOUND}{text}{_BOUND}" for text in texts if text)
    codes = np.frombuffer(letters.encode("utf-32-le", "replace"), dtype=np.uint32)
    mixed = np.zeros(max(len(codes) - run + 1, 0), np.uint32)
    for at in range(run):
        mixed ^= codes[at : at + len(mixed)]
        mixed *= np.uint32(_MIX[at])
    mixed >>= np.uint32(32 - _BITS)
    is_within = np.ones(len(codes), bool)
    for at in range(1, run):  # no run begins so near the end of a text
        is_within[np.cumsum(lengths[lengths > 0]) - at] = False
    column = mixed[is_within[: len(mixed)]].astype(np.int32)
    kept = np.maximum(lengths - run + 1, 0)
    bounds = np.concatenate([[0], np.cumsum(kept)])
    indptr = bounds.astype(np.int32) if len(column) < _INT32 else bounds
    counts = sparse.csr_array((np.ones(len(column)), column, indptr), shape=(len(texts), 1 << _BITS))
    counts.sum_duplicates()
    return counts


def _weighed(counts: sparse.csr_array, weights: Floats) -> sparse.csr_array:
    """Give counts their weights and every row length 1, in place; a row without weight stays as it is."""
    counts.data *= weights[counts.indices]
    sizes = np.diff(counts.indptr)
    is_said = sizes > 0
    if is_said.any():
        length = np.sqrt(np.add.reduceat(counts.data**2, counts.indptr[:-1][is_said]))
        counts.data /= np.repeat(np.where(length > 0, length, 1.0), sizes[is_said])
    return counts
