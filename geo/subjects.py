"""What initiatives are about. This module reads their themes under a filter."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from geo.joins import Initiatives
from geo.keys import Known, place_among, split_codes
from geo.links import Bools, Ints, Links


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

    @cached_property
    def known(self) -> Known:
        """The codes, to find others among."""
        return Known(self.codes)

    def take(self, initiatives: Ints) -> "Themes":
        """Keep those of some initiatives, which are numbered anew."""
        is_in_scope = self.is_in_scope[initiatives]
        return Themes(self.codes, self.parents, self.links.take(initiatives), self.has_any[initiatives], is_in_scope)

    def then(self, other: "Themes") -> "Themes":
        """Put initiatives of others behind these; themes that have a number here have it there."""
        links, has_any = self.links.then(other.links), np.append(self.has_any, other.has_any)
        return Themes(other.codes, other.parents, links, has_any, np.append(self.is_in_scope, other.is_in_scope))

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
    codes, parents, place = _behind(known, stated) if isinstance(known, Themes) else _listed(known, stated)
    theme = place[split.at]
    is_known = theme >= 0
    owners, bound = len(initiatives), len(codes)
    links = Links.of(initiatives.number[split.row[is_known]], theme[is_known], owners=owners, bound=bound)
    return Themes(codes, parents, links, links.counts > 0, np.ones(owners, bool))


def _listed(frame: pd.DataFrame, stated: Sequence[str]) -> tuple[pd.Index, pd.Index, Ints]:
    codes = pd.Index(frame["code"]).union(pd.Index([code for code in stated if code], dtype="str")).rename("theme")
    parents = pd.Index(frame.drop_duplicates("code").set_index("code")["parent"].reindex(codes))
    return codes, parents, place_among(stated, codes)


def _behind(known: Themes, stated: Sequence[str]) -> tuple[pd.Index, pd.Index, Ints]:
    place = known.known.place(stated)
    fresh = [code for code, at in zip(stated, place, strict=True) if at < 0 and code]
    if not fresh:
        return known.codes, known.parents, place
    codes = known.codes.append(pd.Index(fresh, dtype="str", name="theme"))
    return codes, known.parents.append(pd.Index([np.nan] * len(fresh), dtype="str")), place_among(stated, codes)
