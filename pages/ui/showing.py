"""What of the scores is shown: colours, filters, marks and coverage. This module makes the map's content."""

from collections.abc import Mapping, Sequence

import pandas as pd

from data.schema import Level
from geo import classify, coverage, presence
from geo.joins import Standing
from pages.ui import mapdata
from pages.ui.mapview import Event, Shown
from pages.ui.once import once
from pages.ui.visit import Visit


def shown(now: Visit) -> Shown:
    """Return what the map and its table show."""
    chosen = now.chosen
    scores = now.scores(chosen.level)
    limits = classify.kept_limits(now.register.settings, chosen.measure)
    keys = _keys(now, limits)
    version, level = now.register.version, chosen.level
    numbers = mapdata.numbers(version, chosen.day, chosen.theme, level)
    return Shown(
        mapdata.ground(version, level), scores, keys, _is_out(now, keys), limits, points(now), covered(now), numbers
    )


@once(most=192, key=lambda now, limits: (*now.dated, now.chosen.level, now.chosen.measure, limits))
def _keys(now: Visit, limits: Sequence[float]) -> pd.Series:
    return classify.classes(now.scores(now.chosen.level), now.chosen.measure, limits)


def points(now: Visit) -> mapdata.Marks:
    """Return the marks of the work shown, with the words over each."""
    chosen = now.chosen
    return mapdata.marks(
        (now.register.version, chosen.day, chosen.theme, chosen.choice, chosen.lang), lambda _: _marks(now)
    )


def _marks(now: Visit) -> pd.DataFrame:
    marks = now.register.marks[now.register.marks["initiative_id"].isin(now.listed(now.chosen.choice.standing))]
    ids = marks["initiative_id"]
    return marks.assign(title=ids.map(now.register.names[now.lang].titles), agency=ids.map(now.agencies_of))


@once(most=192, key=lambda now: (*now.dated, now.chosen.level, now.chosen.agency))
def covered(now: Visit) -> Mapping[str, str]:
    """Return the areas that the chosen agency says it serves, with extent; none without a choice."""
    if not now.chosen.agency:
        return {}
    rows = now.register.records["coverage"]
    own = rows[rows["agency_id"] == now.chosen.agency]
    return coverage.covered(own, now.evaluation.world.areas, now.chosen.level, now.chosen.day).to_dict()


def area_of(event: Event | None, content: Shown) -> str:
    """Return the area that a press on the map leads to: itself, or the place of the record; blank if none."""
    if event is None:
        return ""
    if event.kind == "area":
        return event.id if event.id in content.scores.index else ""
    if event.kind == "record":
        marks = content.points.frame
        of_record = marks.loc[marks["initiative_id"] == event.id, "area_code"].dropna()
        return str(of_record.iloc[0]) if len(of_record) else ""
    return ""


def toggled(off: Sequence[str], key: str) -> str:
    """Return the class keys that are filtered away once `key` has been pressed, as the address holds them."""
    if len(key) != 1:
        return "".join(off)
    return "".join(sorted(set(off) ^ {key}))


def _is_out(now: Visit, keys: pd.Series) -> pd.Series:
    is_out = keys.isin(now.chosen.off)
    choice = now.chosen.choice
    if not choice.is_of_all or choice.standing != Standing.ACTIVE:
        places = presence.areas_of_work(now.evaluation, now.listed(choice.standing), Level(now.chosen.level))
        is_out |= ~keys.index.isin(places)
    return is_out
