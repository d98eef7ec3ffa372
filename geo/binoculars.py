"""Looking through binoculars: work of others in which one's own function appears. This module ranks it."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.schema import ACTING_ROLES, SEPARATOR, Extent, Level
from data.schema.frames import Records
from geo.coverage import covered
from geo.grams import TextIndex, index_of, joined, plain
from geo.links import Bools, Floats, Ints
from geo.matching import theme_match
from geo.units import Areas, areas_of

NEAR_IN, NEAR_BESIDE = 1.0, 0.5
"""What it is worth to lie where an agency serves or works, and in a tambon beside."""

MOST_TITLES = 60
"""Own work, the latest started, whose titles are looked for: what was done long ago says less of what is done now."""


@dataclass(frozen=True)
class Blend:
    """How a match is made up: the mean of what is known, by these weights.

    Attributes
    ----------
    theme, text, near : weights (ratios). Themes lead, since they are what an agency says of itself; text counts for
        less, since words only suggest; nearness tells apart what is otherwise alike.
    text_full : likeness of texts (cosine) that counts as 1. Titles of the same work told in other words rarely
        reach more than half.
    text_least : likeness at which words alone, without a theme in common, make work worth a look.
    """

    theme: float = 0.5
    text: float = 0.35
    near: float = 0.15
    text_full: float = 0.5
    text_least: float = 0.15


DEFAULT = Blend()


@dataclass(frozen=True)
class View:
    """All work of a register, made ready to be looked at; it holds for one version of the records.

    Attributes
    ----------
    ids : initiative_id in the order of the records.
    text : titles and descriptions.
    theme_row, theme : row and code of every theme that work states.
    area_row, area : row and place in `areas` of every area that work names and that is known.
    """

    ids: pd.Index
    text: TextIndex
    theme_row: Ints
    theme: "pd.Series[str]"
    area_row: Ints
    area: Ints
    areas: Areas


@dataclass(frozen=True)
class Wanted:
    """What is looked for: texts, codes of themes, and the nearness of every area of a view (empty: unknown)."""

    texts: Sequence[str]
    themes: Collection[str]
    near: Floats


def view_of(records: Records) -> View:
    """Make the work of a register ready to be looked at."""
    work, areas = records["initiatives"], areas_of(records["areas"])
    theme_row, theme = _split(work["themes"])
    area_row, area = _split(work["areas"])
    place = areas.codes.get_indexer(pd.Index(area))
    is_known = place >= 0
    text = index_of(joined([work["title_th"], work["description"]]))
    return View(pd.Index(work["initiative_id"]), text, theme_row, theme, area_row[is_known], place[is_known], areas)


def _split(column: "pd.Series[str]") -> tuple[Ints, "pd.Series[str]"]:
    """Return (row, code) of every code in a column of several."""
    codes = column.reset_index(drop=True).dropna().str.split(SEPARATOR).explode()
    return codes.index.to_numpy(dtype=np.int64), codes


def wanted_by(
    records: Records, view: View, agency_id: str, day: dt.date, adjacent: pd.DataFrame | None = None
) -> Wanted:
    """Return what an agency looks for: its functions in words, its own work, and the ground it serves or works on.

    Parameters
    ----------
    records : the register.
    view : from `view_of`, of the same records.
    agency_id, day : who looks, and when.
    adjacent : pairs of neighbouring tambon (`geo.neighbours.adjacent`); None: no neighbour is known.
    """
    agencies, work = records["agencies"].set_index("agency_id"), records["initiatives"]
    own = is_own(records, view, agency_id)
    stated = str(agencies["functions"].fillna("").get(agency_id, ""))
    functions = [code for code in stated.split(SEPARATOR) if code]
    names = records["themes"].set_index("code")["name_th"]
    themes = functions or sorted(set(view.theme[own[view.theme_row]]))
    titles = [plain(title) for title in work[own].nlargest(MOST_TITLES, "start_date")["title_th"].fillna("")]
    served = covered(_of(records["coverage"], agency_id), view.areas, Level.TAMBON, day)
    places = view.areas.codes.get_indexer(served.index[served.isin([str(each) for each in Extent])])
    texts = [plain(str(names[code])) for code in functions if code in names.index] + titles
    return Wanted(texts, themes, nearness(view, [*places, *view.area[own[view.area_row]]], adjacent))


def _of(frame: pd.DataFrame, agency_id: str) -> pd.DataFrame:
    return frame[frame["agency_id"] == agency_id]


def is_own(records: Records, view: View, agency_id: str) -> Bools:
    """Whether an agency hosts or implements each work of a view."""
    parts = _of(records["participation"], agency_id)
    return np.asarray(view.ids.isin(parts.loc[parts["role"].isin(ACTING_ROLES), "initiative_id"]), dtype=bool)


def nearness(view: View, places: Collection[int], adjacent: pd.DataFrame | None = None) -> Floats:
    """Return how near every area lies to some places: 1 in the same tambon, 0.5 in one beside, else 0.

    A wider area is as near as its nearest tambon. Empty where no place is known.
    """
    tambon = list(Level).index(Level.TAMBON)
    areas = view.areas
    chosen = np.unique(np.asarray([place for place in places if place >= 0], np.int64))
    if not len(chosen):
        return np.zeros(0)
    own = np.flatnonzero(areas.level == tambon)
    above = areas.within[:, own]
    is_in = np.isin(own, areas.within[tambon, chosen]) | np.isin(above[:tambon], chosen).any(axis=0)
    near = np.zeros(len(areas.codes))
    if adjacent is not None:
        inside = areas.codes[own[is_in]]
        beside = areas.codes.get_indexer(pd.Index(adjacent.loc[adjacent["one"].isin(inside), "other"]))
        near[beside[beside >= 0]] = NEAR_BESIDE
    near[own[is_in]] = NEAR_IN
    for level in range(tambon):
        np.maximum.at(near, above[level][above[level] >= 0], near[own[above[level] >= 0]])
    around = areas.within[tambon]
    return np.where((areas.level > tambon) & (around >= 0), near[around], near)


def ranked(view: View, wanted: Wanted, among: Bools, themes: pd.DataFrame, blend: Blend = DEFAULT) -> pd.DataFrame:
    """Return the work in which what is wanted appears, the best match first, then by id.

    match = (theme × w_theme + text × w_text + near × w_near) / sum of the weights of what is known, where theme is 1
    for the same theme and 0.5 for the same parent, text = min(1, likeness / text_full), near as in `nearness`. Work
    is listed that shares a theme or a parent of themes, or whose likeness is at least text_least.

    Parameters
    ----------
    view : from `view_of`.
    wanted : from `wanted_by`, or of a draft.
    among : which work of the view may be listed.
    themes : the table of this name.
    blend : weights.

    Returns
    -------
    DataFrame: ``initiative_id``, ``match``, ``theme``, ``likeness``, ``text``, ``near`` (all 0 to 1, NaN unknown).

    Examples
    --------
    >>> from data.schema.frames import typed
    >>> work = typed("initiatives", pd.DataFrame({"initiative_id": ["a", "b", "c"], "themes": ["W1", "W2", "X"],
    ...     "title_th": ["ซ่อมฝาย", "ประปาภูเขา", "ทอผ้า"], "areas": ["800101", "800102", "800101"]}))
    >>> ground = typed("areas", pd.DataFrame({"code": ["800101", "800102"]}))
    >>> themes = pd.DataFrame({"code": ["W", "W1", "W2", "X"], "parent": [None, "W", "W", None]})
    >>> view = view_of({"initiatives": work, "areas": ground})
    >>> near = nearness(view, view.areas.codes.get_indexer(["800101"]))
    >>> found = ranked(view, Wanted(["ซ่อมฝาย"], ["W1"], near), np.ones(3, bool), themes)
    >>> found[["initiative_id", "match", "theme", "text", "near"]].round(2).to_numpy().tolist()
    [['a', 1.0, 1.0, 1.0, 1.0], ['b', 0.25, 0.5, 0.0, 0.0]]
    """
    count = len(view.ids)
    likeness = view.text.likeness([text for text in wanted.texts if text])
    near = np.full(count, np.nan)
    if len(wanted.near):
        np.fmax.at(near, view.area_row, wanted.near[view.area])
    theme = theme_match(view.theme_row, view.theme, count, wanted.themes, themes)
    found = pd.DataFrame({"initiative_id": view.ids, "match": np.nan, "theme": theme, "likeness": likeness})
    found["text"], found["near"] = np.minimum(likeness / blend.text_full, 1.0), near
    found["match"] = blended(found, blend)
    is_listed = among & ((np.nan_to_num(theme) > 0) | (np.nan_to_num(likeness) >= blend.text_least))
    return found[is_listed].sort_values(["match", "initiative_id"], ascending=[False, True], ignore_index=True)


def blended(parts: pd.DataFrame, blend: Blend = DEFAULT) -> "pd.Series[float]":
    """Return the mean of what is known of ``theme``, ``text`` and ``near``, by their weights; NaN where nothing is.

    >>> parts = pd.DataFrame({"theme": [1.0, 1.0], "text": [0.4, 0.4], "near": [0.0, np.nan]})
    >>> blended(parts, Blend(theme=0.5, text=0.3, near=0.2)).round(3).tolist()
    [0.62, 0.775]
    """
    known = parts[["theme", "text", "near"]]
    weights = pd.Series({"theme": blend.theme, "text": blend.text, "near": blend.near})
    return (known * weights).sum(axis=1) / (known.notna() * weights).sum(axis=1).replace(0.0, np.nan)
