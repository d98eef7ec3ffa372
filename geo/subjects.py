"""What initiatives are about. This module reads their themes under a filter."""

from collections.abc import Collection
from dataclasses import dataclass, replace

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
    parents : parent of each code, blank for a top-level or unknown one.
    links : initiative to each theme within the filter.
    has_any : whether an initiative states any theme at all.
    is_in_scope : whether it has one of the filter's (all are, without a filter).
    """

    codes: pd.Index
    parents: pd.Index
    links: Links
    has_any: Bools
    is_in_scope: Bools

    def only(self, wanted: Collection[str]) -> "Themes":
        """Keep the links to themes of `wanted`, a top-level one with its children."""
        is_wanted: Bools = self.codes.isin(list(wanted)) | self.parents.isin(list(wanted))
        is_kept = is_wanted[self.links.members]
        kept = Links.of_sorted(self.links.owner[is_kept], self.links.members[is_kept], len(self.has_any))
        return replace(self, links=kept, is_in_scope=kept.counts > 0)


def themes_of(column: pd.Series, initiatives: Initiatives, known: pd.DataFrame | Themes) -> Themes:
    """Link initiatives to their themes, all of them within scope.

    Parameters
    ----------
    column : the theme codes of each record, joined by ``;``.
    initiatives : records joined.
    known : the table ``themes``, or themes that keep their numbers; what only records state is numbered behind those.
    """
    split = split_codes(column)
    stated = split.codes
    codes, parents = _behind(known, stated) if isinstance(known, Themes) else _listed(known, stated)
    theme = place_among(stated, codes)[split.at]
    is_known = theme >= 0
    owners, bound = len(initiatives), len(codes)
    links = Links.of(initiatives.number[split.row[is_known]], theme[is_known], owners=owners, bound=bound)
    return Themes(codes, parents, links, links.counts > 0, np.ones(owners, bool))


def _listed(frame: pd.DataFrame, stated: pd.Series) -> tuple[pd.Index, pd.Index]:
    codes = pd.Index(frame["code"]).union(pd.Index(stated[stated != ""])).rename("theme")
    return codes, pd.Index(frame.drop_duplicates("code").set_index("code")["parent"].reindex(codes))


def _behind(known: Themes, stated: pd.Series) -> tuple[pd.Index, pd.Index]:
    is_known = place_among(stated, known.codes) >= 0
    if is_known.all():
        return known.codes, known.parents
    fresh = pd.Index(stated[~is_known & (stated != "").to_numpy()], name="theme")
    return known.codes.append(fresh), known.parents.append(pd.Index([np.nan] * len(fresh), dtype="str"))
