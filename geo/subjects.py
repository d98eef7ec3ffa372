"""What initiatives are about. This module reads their themes under a filter."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.joins import Initiatives
from geo.keys import place_among, split_codes
from geo.links import Bools, Links


@dataclass(frozen=True)
class Themes:
    """Themes of initiatives.

    Attributes
    ----------
    codes : every code, of the table or on a record, in order; each stands as a leaf of its own.
    links : initiative to each theme within the filter.
    has_any : whether an initiative states any theme at all.
    is_in_scope : whether it has one of the filter's (all are, without a filter).
    """

    codes: pd.Index
    links: Links
    has_any: Bools
    is_in_scope: Bools


def themes_of(
    column: pd.Series, initiatives: Initiatives, frame: pd.DataFrame, wanted: Collection[str] | None
) -> Themes:
    """Link initiatives to their themes.

    Parameters
    ----------
    column : the theme codes of each record, joined by ``;``.
    initiatives : records joined.
    frame : the table ``themes``.
    wanted : codes to keep, a top-level one with its children; None: all.
    """
    split = split_codes(column)
    stated = split.codes[split.codes != ""]
    codes = pd.Index(frame["code"]).union(pd.Index(stated.unique())).rename("theme")
    theme = place_among(split.codes, codes)[split.at]
    is_known = theme >= 0
    owners, bound = len(initiatives), len(codes)
    links = Links.of(initiatives.number[split.row[is_known]], theme[is_known], owners=owners, bound=bound)
    if wanted is None:
        return Themes(codes, links, links.counts > 0, np.ones(owners, bool))
    children = frame.loc[frame["parent"].isin(list(wanted)), "code"]
    is_kept = codes.isin([*wanted, *children])[links.members]
    kept = Links.of_sorted(links.owner[is_kept], links.members[is_kept], owners)
    return Themes(codes, kept, links.counts > 0, kept.counts > 0)
