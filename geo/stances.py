"""What agencies say of an area against what they do there. This module sets stated coverage beside open work."""

from collections.abc import Collection
from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import SEPARATOR, Level
from geo.scores import Evaluation
from geo.units import LEVELS, TAMBON

_PAIR = ["agency_id", "area_code"]


class Stance(StrEnum):
    """How an agency stands to an area: whether it says that it serves it, and whether open work is on record."""

    BOTH = "both"
    STATED = "stated"
    WORKING = "working"


class Gap(StrEnum):
    """How a tambon stands to a theme; the last three have no open work on record.

    ``worked``: open work is on record. ``claimed``: an agency states this theme here. ``unsaid``: agencies state the
    tambon without saying on what. ``unclaimed``: no statement speaks of it.
    """

    WORKED = "worked"
    CLAIMED = "claimed"
    UNSAID = "unsaid"
    UNCLAIMED = "unclaimed"


def working(evaluation: Evaluation, level: Level) -> pd.DataFrame:
    """Return which agency is accountable or implementing in which open work of which area, within the themes asked.

    Work that no such agency is stated for is in its areas all the same, with no agency. Work of a whole amphoe or
    province has no unit (METHOD section 1) and is in no area here.

    Returns
    -------
    One row per ``agency_id`` (NaN: none is stated to act), ``area_code`` (of `level`, not finer than tambon),
    ``theme`` (NaN: the work states none) and ``initiative_id`` (the first of its records).
    """
    world = evaluation.world
    tambons, acting, themes = world.footprint.tambons, world.agencies.acting, world.themes.links
    row = np.flatnonzero((world.is_active & world.themes.is_in_scope)[tambons.owner])
    stake, at = acting.spread(tambons.owner[row])
    nobody = np.flatnonzero(acting.counts[tambons.owner[row]] == 0)
    stake, agency = np.append(stake, nobody), np.append(acting.members[at], np.full(len(nobody), -1))
    number = tambons.owner[row][stake]
    area = world.areas.within[min(LEVELS.index(level), TAMBON), tambons.members[row][stake]]
    stated, at = themes.spread(number)
    themeless = np.flatnonzero(themes.counts[number] == 0)
    rows = np.concatenate([stated, themeless])
    names = world.initiatives.names(number)["initiative_id"]
    table = pd.DataFrame(
        {
            "agency_id": pd.Index([*world.agencies.ids, None])[agency[rows]],
            "area_code": world.areas.codes[area[rows]],
            "theme": [*world.themes.codes[themes.members[at]], *[None] * len(themeless)],
            "initiative_id": names.reindex(number[rows]).to_numpy(),
        },
        dtype="str",
    )
    here = pd.DataFrame(table[area[rows] >= 0])
    return here.drop_duplicates().sort_values([*table], ignore_index=True)


def at_work(evaluation: Evaluation) -> "pd.Series[int]":
    """Count by agency_id the open work that each hosts or implements, the most first; who has none is left out.

    Examples
    --------
    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> from geo.scores import evaluate
    >>> work = typed("initiatives", {"initiative_id": ["I1", "I2"], "status": "implementation"})
    >>> parts = typed("participation", {"initiative_id": ["I1", "I1", "I2"], "agency_id": ["A1", "A2", "A2"],
    ...     "role": "implementing"})
    >>> at_work(evaluate({"initiatives": work, "participation": parts}, dt.date(2007, 2, 16))).to_dict()
    {'A2': 2, 'A1': 1}
    """
    world = evaluation.world
    acting = world.agencies.acting
    is_open = (world.is_active & world.themes.is_in_scope)[acting.owner]
    count = np.bincount(acting.members[is_open], minlength=len(world.agencies.ids))
    found = pd.Series(count, index=world.agencies.ids)
    return found[found > 0].sort_values(ascending=False, kind="stable")


def stances(said: pd.DataFrame, work: pd.DataFrame) -> pd.DataFrame:
    """Set where agencies say they serve beside where their open work is on record.

    Parameters
    ----------
    said : from `geo.coverage.stated`.
    work : from `working`, of the same level; what no agency is stated to do is in no row.

    Returns
    -------
    One row per ``agency_id`` and ``area_code``: ``stance`` (a value of `Stance`), ``extent`` (the widest stated; NaN:
    nothing is), ``themes_stated`` and ``themes_worked`` (codes joined by ``;``, NaN none), ``initiatives`` and
    ``themes`` (how many are open there, 0 where none is on record).

    Examples
    --------
    >>> said = pd.DataFrame({"agency_id": ["A1", "A1"], "area_code": ["1", "2"], "theme": ["T1", None],
    ...     "extent": ["complete", "partial"]})
    >>> work = pd.DataFrame({"agency_id": "A1", "area_code": ["2", "3"], "theme": "T1", "initiative_id": "I1"})
    >>> stances(said, work)[["area_code", "stance", "initiatives"]].to_numpy().tolist()
    [['1', 'stated', 0], ['2', 'both', 1], ['3', 'working', 1]]
    """
    claims = said.sort_values("extent").groupby(_PAIR).agg(extent=("extent", "first"))  # complete before partial
    claims = claims.join(_joined(said, "theme").rename("themes_stated"))
    done = work.groupby(_PAIR).agg(initiatives=("initiative_id", "nunique"), themes=("theme", "nunique"))
    done = done.join(_joined(work, "theme").rename("themes_worked"))
    table = claims.join(done, how="outer").reset_index()
    is_stated, is_worked = table["extent"].notna(), table["initiatives"].notna()
    stance = np.select([is_stated & is_worked, is_stated], [Stance.BOTH, Stance.STATED], Stance.WORKING)
    counts = table[["initiatives", "themes"]].fillna(0).astype("int64")
    table = table.assign(stance=stance, initiatives=counts["initiatives"], themes=counts["themes"])
    columns = [*_PAIR, "stance", "extent", "themes_stated", "themes_worked", "initiatives", "themes"]
    return table[columns].sort_values(_PAIR, ignore_index=True)


def matrix(table: pd.DataFrame, codes: Collection[str], by: str) -> pd.DataFrame:
    """Return agencies by areas as a sparse list, in the order in which rows are read.

    Parameters
    ----------
    table : from `stances`.
    codes : the areas wanted.
    by : what a cell counts, ``initiatives`` or ``themes``.

    Returns
    -------
    The rows of `table` in the areas wanted, with ``value``: those agencies first that have most areas with work, then
    those with most in them, then those that state most areas; of one agency by area code.
    """
    kept = table[table["area_code"].isin(list(codes))]
    kept = kept.assign(value=kept[by], at_work=kept["initiatives"] > 0)
    per_agency = kept.groupby("agency_id").agg(
        areas=("at_work", "sum"), value=("value", "sum"), said=("area_code", "size")
    )
    ranked = per_agency.sort_values(["areas", "value", "said"], ascending=False, kind="stable").index
    place = pd.Series(range(len(ranked)), index=ranked)
    order = kept.assign(place=kept["agency_id"].map(place)).sort_values(["place", "area_code"])
    return order.drop(columns=["place", "at_work"]).reset_index(drop=True)


def reached(work: pd.DataFrame, themes: Collection[str]) -> "pd.Series[int]":
    """Count for every theme the areas with open work on it on record, the fewest first.

    Parameters
    ----------
    work : from `working`.
    themes : leaf codes asked about; one without any such work counts 0.

    Examples
    --------
    >>> work = pd.DataFrame({"area_code": ["1", "1", "2"], "theme": ["T1", "T1", "T1"]})
    >>> reached(work, ["T1", "T2"]).to_dict()
    {'T2': 0, 'T1': 2}
    """
    counts = work.groupby("theme")["area_code"].nunique().reindex(list(themes), fill_value=0)
    return counts.sort_values(kind="stable").rename("areas")


def gaps(said: pd.DataFrame, work: pd.DataFrame, themes: Collection[str], codes: Collection[str]) -> pd.DataFrame:
    """Say of every area whether work on a theme is on record there and, where none is, who states to serve it so.

    Parameters
    ----------
    said : from `geo.coverage.stated`.
    work : from `working`, of the theme asked about.
    themes : codes by which a statement speaks of the theme: itself, those within it, the one it stands within.
    codes : the areas asked about.

    Returns
    -------
    By area_code, in the order of `codes`: ``gap`` (a value of `Gap`), ``initiatives`` (open, 0 where none is on
    record), ``agencies`` (at work on it), ``claims`` (stating it) and ``silent`` (stating the area and not on what):
    agency_ids joined by ``;``, NaN none.

    Examples
    --------
    >>> said = pd.DataFrame({"agency_id": ["A1", "A2"], "area_code": ["1", "2"], "theme": ["T1", None],
    ...     "extent": "complete"})
    >>> work = pd.DataFrame({"agency_id": ["A3"], "area_code": ["4"], "theme": ["T1"], "initiative_id": ["I1"]})
    >>> gaps(said, work, ["T1"], ["1", "2", "3", "4"])["gap"].to_dict()
    {'1': 'claimed', '2': 'unsaid', '3': 'unclaimed', '4': 'worked'}
    """
    claims = said[said["theme"].isin(list(themes))]
    silent = said[said["theme"].isna()]
    index = pd.Index(list(codes), name="area_code")
    table = pd.DataFrame(
        {
            "initiatives": work.groupby("area_code")["initiative_id"].nunique().reindex(index, fill_value=0),
            "agencies": _joined(work, "agency_id", ["area_code"]).reindex(index),
            "claims": _joined(claims, "agency_id", ["area_code"]).reindex(index),
            "silent": _joined(silent, "agency_id", ["area_code"]).reindex(index),
        },
        index=index,
    )
    known = [table["initiatives"] > 0, table["claims"].notna(), table["silent"].notna()]
    return table.assign(gap=np.select(known, [Gap.WORKED, Gap.CLAIMED, Gap.UNSAID], Gap.UNCLAIMED))


def _joined(frame: pd.DataFrame, column: str, by: list[str] | None = None) -> pd.Series:
    """Join the distinct known values of a column, in order, by agency and area unless told otherwise."""
    keys = by or _PAIR
    known = frame[[*keys, column]].dropna().drop_duplicates().sort_values(column)
    return known.groupby(keys)[column].agg(SEPARATOR.join).astype("str")
