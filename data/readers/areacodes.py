"""Area codes as files of features write them. This module finds the column that holds them."""

import re

import pandas as pd

from data.readers.spelling import arabic_digits

_COUNTRY = re.compile(r"^TH-?(?=\d+$)", re.IGNORECASE)


def bare_code(text: str) -> str:
    """Return an official code as the store writes it; any other as it is.

    >>> bare_code("TH800101"), bare_code("th-80"), bare_code("๘๐๐๑๐๒"), bare_code("THA")
    ('800101', '80', '800102', 'THA')
    """
    return _COUNTRY.sub("", arabic_digits(text))


def bare_codes(column: pd.Series, known: pd.Index) -> pd.Series:
    """Return the codes as the store writes them.

    >>> bare_codes(pd.Series(["TH800101", "๘๐๐๑๐๒"], dtype="str"), pd.Index([])).tolist()
    ['800101', '800102']
    """
    return column.where(column.isin(known), column.map(bare_code, na_action="ignore").astype("str"))


def code_column(features: pd.DataFrame, known: pd.Index) -> str:
    """Return the column with the most codes of known areas, else of any; blank where no column has any."""
    digits = len(str(known[0])) if len(known) else 6
    likely = {
        str(name): (
            int(bare_codes(features[name], known).isin(known).sum()),
            int(features[name].str.fullmatch(rf"(?:TH)?\d{{{digits}}}").fillna(False).sum()),
        )
        for name in features.columns.drop("geometry", errors="ignore")
    }
    best = max(likely, key=lambda name: likely[name], default="")
    return best if best and any(likely[best]) else ""


def known_codes(features: pd.DataFrame, known: pd.Index) -> pd.Series:
    """Return the code of each feature that bears one of `known`, the others left out."""
    column = code_column(features, known)
    codes = bare_codes(features[column], known) if column else pd.Series(dtype="str")
    return codes[codes.isin(known)]
