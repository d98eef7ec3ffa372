"""Who looks, at what, and what is found. This module ranks the work in view and remembers the result."""

from dataclasses import replace

import numpy as np
import pandas as pd

from data.schema import Way
from geo import binoculars, sights
from geo.binoculars import View, Wanted
from geo.choice import OPEN_WORK, Choice
from geo.sights import Sight
from pages.ui import cache, mapdata, selection, showing
from pages.ui.mapview import Shown
from pages.ui.once import once
from pages.ui.visit import Visit


@once(most=3, key=lambda version: cache.records_of(version), saying=cache.WORKING)
def view(version: str) -> View:
    """Return the work of a register, ready to be looked at."""
    return binoculars.view_of(cache.records(version))


def agency(now: Visit) -> str:
    """Return who looks: the agency that is chosen, else the reader's own; blank without either."""
    return now.chosen.agency or now.actor.agency_id


def of_all(now: Visit) -> Visit:
    """Return the visit without the agency that looks: what is said of the register is said of all its work."""
    return replace(now, chosen=replace(now.chosen, choice=OPEN_WORK))


def of_all_themes(now: Visit) -> Visit:
    """Return the visit without the theme: what opening work does is told of all that is open there."""
    return replace(now, chosen=replace(now.chosen, theme=""))


@once(most=24, key=lambda now, who: (cache.records_of(now.register.version), now.chosen.day, who))
def wanted(now: Visit, who: str) -> Wanted:
    """Return what an agency looks for."""
    version = now.register.version
    return binoculars.wanted_by(now.register.records, view(version), who, now.chosen.day, mapdata.adjacent(version))


@once(most=48, key=lambda now, who: (cache.records_of(now.register.version), now.chosen.day, now.chosen.theme, who))
def in_sight(now: Visit, who: str) -> "pd.Series[str]":
    """Say by record whether it is in view."""
    return sights.sights(now.evaluation, now.register.records["participation"], who)


def found(now: Visit, who: str) -> pd.DataFrame:
    """Return the work in view in which something that is looked for appears, within the reader's filters."""
    chosen = now.chosen
    about = chosen.theme, chosen.area, chosen.choice.host, time()
    return _ranked(now, who, about)


@once(most=48, key=lambda now, who, about: (cache.records_of(now.register.version), now.chosen.day, who, about))
def _ranked(now: Visit, who: str, about: tuple[str, ...]) -> pd.DataFrame:
    records, ready = now.register.records, view(now.register.version)
    _, area, host, when = about
    kind = in_sight(now, who)
    among = np.asarray(kind == when if when else kind != "")
    if area:
        codes = ready.areas.codes
        among = among & sights.lies_within(ready, np.flatnonzero(_is_in(now, area, codes)))
    if host:
        among = among & np.asarray(ready.ids.isin(_hosted(now, host)))
    ranking = binoculars.ranked(ready, wanted(now, who), among, records["themes"])
    ranking = ranking.assign(sight=kind.reindex(ranking["initiative_id"]).to_numpy())
    keys = ranking.assign(is_ended=ranking["sight"] == Sight.ENDED, likeness=ranking["likeness"].fillna(0.0))
    by = ["match", "is_ended", "likeness", "initiative_id"]
    return ranking.loc[keys.sort_values(by, ascending=[False, True, False, True]).index].reset_index(drop=True)


def _hosted(now: Visit, host: str) -> pd.Index:
    """Return the work that an agency hosts, however it stands."""
    choice = Choice(host=host, standing="")
    return cache.listed(now.register.version, now.chosen.day, now.chosen.theme, choice)


def _is_in(now: Visit, area: str, codes: pd.Index) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    areas = now.evaluation.world.areas
    place = areas.codes.get_indexer(pd.Index([area]))[0]
    return np.isin(codes, areas.codes[areas.inside(int(place))]) if place >= 0 else np.zeros(len(codes), bool)


def time() -> str:
    """Return which time is looked at: work that is open, that ended lately, or blank for both."""
    return selection.asked("time", list(Sight))


def explained(now: Visit, who: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of a ranking, each with the reasons why it is there."""
    own = sights.own_places(now.evaluation, who)
    return sights.reasons(view(now.register.version), wanted(now, who), rows, now.register.records, own)


def marks(now: Visit, who: str) -> pd.DataFrame:
    """Return what an agency has said of others' work, by initiative_id; nothing for who has not signed in."""
    said = now.register.records["marks"]
    if now.actor.role is None:
        said = said.iloc[:0]
    return said[said["agency_id"] == who].set_index("initiative_id", drop=False)


def without_refused(rows: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Leave out what was marked as not ours, unless the reader asks for it."""
    if selection.asked("refused", ["shown"]):
        return rows
    return rows[~rows["initiative_id"].isin(said.index[said["way"] == Way.NOT_OURS])]


@once(most=24, key=lambda now, who: (cache.records_of(now.register.version), now.chosen.day, who))
def tied(now: Visit, who: str) -> pd.DataFrame:
    """Return what ties the work of an agency to that of others already."""
    return sights.tied(now.register.records, who, now.chosen.day)


def is_joined(rows: pd.DataFrame, ties: pd.DataFrame) -> "pd.Series[bool]":
    """Say which work is tied to own work already, whoever looks: nothing new to look at."""
    return rows["initiative_id"].isin(ties["initiative_id"])


def apart(tied: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Return the tied work that was marked: listed apart while what is tied is left out."""
    return tied.iloc[:0] if with_tied() else tied[tied["initiative_id"].isin(said.index)]


def with_tied() -> bool:
    """Whether the reader asks for what is tied to own work already, too."""
    return bool(selection.asked("tied", ["shown"]))


def unmapped(now: Visit, rows: pd.DataFrame) -> int:
    """Count the work that has no mark on the map: it names no village or tambon."""
    return int((~rows["initiative_id"].isin(now.register.marks["initiative_id"])).sum())


def shown(now: Visit, rows: pd.DataFrame) -> Shown:
    """Return what the map shows: the province, with marks for the work that is listed alone."""
    content = showing.shown(now)
    ids = tuple(rows["initiative_id"])
    kept = now.register.marks[now.register.marks["initiative_id"].isin(ids)]
    named = kept["initiative_id"]
    titles = now.register.names[now.lang].titles
    about = (now.register.version, now.chosen.day, "binoculars", ids, now.lang)
    points = mapdata.marks(about, lambda _: kept.assign(title=named.map(titles), agency=named.map(now.agencies_of)))
    return content._replace(points=points, is_out=pd.Series(False, index=content.keys.index))
