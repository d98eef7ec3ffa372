"""What is worked out once and shown many times. This module holds every cache; keys are scalars and the version."""

import datetime
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from data.schema import TABLES, Level, Quality
from data.store import Store, open_store, urls
from data.store.changed import seal_of, tables_between
from data.store.location import OFFICE, is_there, sqlite_file
from data.store.plain import OUTLINES
from data.store.single import last_change
from geo import hatch, maps, measures, placing, presence, scores, watch
from geo.choice import Choice, chosen
from geo.world import Basis, basis_of
from pages.ui import calendar, documents, legend, words
from pages.ui.finding import Index
from pages.ui.once import forget_all, once
from pages.ui.register import Register

WORKING = " · ".join(words.speaker(lang)("working") for lang in words.LANGUAGES)
"""Shown while something takes longer than a tenth of a second; Streamlit's own button beside it stops the run."""

HATCH_SPACING_M = 1_500
_HATCHES = {"slant": 45.0, "counter": -45.0}
_BORDERS = {Level.AMPHOE: Level.PROVINCE, Level.TAMBON: Level.AMPHOE, Level.VILLAGE: Level.TAMBON}


@once(most=4)
def _store(url: str) -> Store:
    return open_store(url)


def store(name: str) -> Store:
    """Return the store called `name`."""
    return _store(urls()[name])


def register(name: str, kept: datetime.date | None = None) -> Register:
    """Return the records of the store called `name` as they are now, or as they stood at the end of a past day."""
    opened = _store(urls()[name])
    if kept is None:
        return _register(f"{opened.version()} {opened.url}")
    return _kept_register(f"{opened.version_at(calendar.end_of(kept))} {opened.url}", kept)


def days_kept(name: str) -> tuple[datetime.date, ...]:
    """Return the days on which the store called `name` was changed since its history began, the latest first."""
    opened = _store(urls()[name])
    return _days_kept(f"{opened.version()} {opened.url}")


@once(most=8)
def _days_kept(version: str) -> tuple[datetime.date, ...]:
    sealed = batches(version)
    moments = sealed["applied_at"][sealed["seal"] != ""]
    return tuple(dict.fromkeys(calendar.local(moment).date() for moment in moments))


def lacks_office(name: str) -> bool:
    """Whether `name` is the office's register, there is none yet, and there are others to look at."""
    file = sqlite_file(urls()[name])
    return name == OFFICE and len(urls()) > 1 and file is not None and not is_there(file)


def batches(version: str) -> pd.DataFrame:
    """Return every change up to the state of the store that `version` names, the latest first."""
    made = store_of(version).batches()
    return made[made["id"] <= number_of(version)]


def number_of(version: str) -> int:
    """Return the number of the last change in the state that `version` names."""
    return int(version.partition(" ")[0])


def store_of(version: str) -> Store:
    """Return the store whose state `version` names."""
    return _store(version.partition(" ")[2])


_read: dict[str, tuple[str, Register]] = {}
"""The state of each store that was read last, with its seal: the next shares the tables that stay as they are."""


@once(most=6, saying=WORKING)
def _register(version: str) -> Register:
    opened, number = store_of(version), number_of(version)
    seal, before = _read.get(opened.url, ("", None))
    is_on_from = before is not None and 0 < number_of(before.version) <= number
    if before is not None and is_on_from and seal and seal == seal_of(opened, number_of(before.version)):
        changed = tables_between(opened, number_of(before.version), number)
        found = {**before.records, **opened.records([name for name in TABLES if name in changed], at=number)}
    else:
        found = opened.records(at=number)
    settings = found["settings"].dropna()
    register = Register(version, found, dict(zip(settings["key"], settings["value"], strict=True)))
    _read[opened.url] = seal_of(opened, number), register
    return register


def records(version: str) -> Mapping[str, pd.DataFrame]:
    """Return the records in the state that `version` names."""
    return _register(version).records


@once(most=4)
def _kept_register(version: str, day: datetime.date) -> Register:
    return replace(_register(version), kept=day)


@once(most=32)
def records_of(version: str) -> tuple[int, str]:
    """Return the state of what pages show and reckon with in a state of the store: accounts come and go beside it."""
    opened = store_of(version)
    return last_change(
        opened, [*(name for name in TABLES if name != "accounts"), OUTLINES], number_of(version)
    ), opened.url


def _by_records(version: str, *more: Hashable) -> Hashable:
    return (records_of(version), *more)


@once(most=48, key=_by_records, saying=WORKING)
def evaluation(version: str, day: datetime.date, theme: str) -> scores.Evaluation:
    """Return everything the scores of a day rest on, restricted to `theme` unless it is blank."""
    return scores.evaluate(_basis(version), day, themes=(theme,) if theme else None)


@once(most=3, key=_by_records, saying=WORKING)
def _basis(version: str) -> Basis:
    return basis_of(_register(version).records)


@once(most=48, key=_by_records)
def standings(version: str, day: datetime.date, theme: str) -> pd.DataFrame:
    """Return how every record stands on a day."""
    return presence.standings(evaluation(version, day, theme))


@once(most=96, key=_by_records)
def scored(version: str, day: datetime.date, theme: str, level: Level) -> pd.DataFrame:
    """Return the scores of a day by area code, with the counts that colour the map beside them."""
    found = evaluation(version, day, theme)
    population = _register(version).areas["population"]
    return measures.with_counts(found, scores.score(found, level).set_index("area_code"), level, population)


@once(most=48, key=_by_records)
def dropping(version: str, day: datetime.date, theme: str) -> pd.Index:
    """Return the open records that end soon with no successor."""
    return watch.dropping(evaluation(version, day, theme))


@once(most=192, key=_by_records)
def listed(version: str, day: datetime.date, theme: str, choice: Choice) -> pd.Index:
    """Return the records within the filters of theme and choice."""
    known = _register(version)
    return chosen(evaluation(version, day, theme), known.records["participation"], known.agencies["sector"], choice)


def boundaries(version: str, level: Level) -> gpd.GeoDataFrame:
    """Return the outlines of a level as they stood."""
    return store_of(version).boundaries(level, number_of(version))


@once(most=32)
def _ground_of(version: str) -> tuple[int, str]:
    """Return the state of the ground that a state of the store stands on: areas and outlines seldom change."""
    opened = store_of(version)
    return last_change(opened, ("areas", OUTLINES), number_of(version)), opened.url


@once(most=8, key=lambda version, level: (_ground_of(version), level))
def outlines(version: str, level: Level) -> gpd.GeoDataFrame:
    """Return the outlines of a level with names, in the order in which the map draws them."""
    drawn = boundaries(version, level)
    names = _register(version).names
    return drawn.assign(**{f"name_{lang}": drawn.index.map(names[lang].places) for lang in names})


@once(most=2, key=lambda version: _ground_of(version))
def official(version: str) -> gpd.GeoDataFrame:
    """Return the official outlines of all levels together."""
    return placing.official([outlines(version, level) for level in Level], Quality.OFFICIAL)


@once(most=3, key=_by_records)
def names_index(version: str) -> Index:
    """Return every name of a register, ready to be searched."""
    return Index.of(_register(version))


class Ground(NamedTuple):
    """What the map stands on: areas in the order they are drawn, qualities of outlines, the outlines' document."""

    order: pd.Index
    qualities: tuple[str, ...]
    document: str


def ground(version: str, level: Level) -> Ground:
    """Return the ground of a level."""
    drawn = outlines(version, level)
    return Ground(drawn.index, tuple(sorted(set(drawn["quality"]))), _kept(_outlines_document(version, level)))


@once(most=8, key=lambda version, level: (_ground_of(version), level), saying=WORKING)
def _outlines_document(version: str, level: Level) -> tuple[str, bytes]:
    areas = outlines(version, level)
    lines = {name: hatch.hatch(areas, spacing_m=HATCH_SPACING_M, angle_deg=angle) for name, angle in _HATCHES.items()}
    return maps.document(maps.areas_document(areas, boundaries(version, _BORDERS[level]), lines))


def numbers(version: str, day: datetime.date, theme: str, level: Level) -> str:
    """Return the name under which the browser finds the numbers of the tip over each area."""
    return _kept(_numbers(version, day, theme, level))


@once(most=96, key=_by_records)
def _numbers(version: str, day: datetime.date, theme: str, level: Level) -> tuple[str, bytes]:
    scores = scored(version, day, theme, level).reindex(outlines(version, level).index)
    return maps.document(maps.numbers_document(scores, legend.TIP))


@dataclass(frozen=True, eq=False)
class Marks:
    """The marks of one view: their frame, and the document that the browser finds them by."""

    frame: pd.DataFrame
    name: str
    body: bytes


View = tuple[str, datetime.date, str, Choice, str]
"""What marks depend on: version, day, theme, choice, language."""


def marks(view: View, make: Callable[[View], pd.DataFrame]) -> Marks:
    """Return the marks of a view, made by `make` the first time."""
    found = _marks(view, make)
    if found.name:
        documents.keep(found.name, found.body)
    return found


@once(most=64, key=lambda view, _: _by_records(*view))
def _marks(view: View, make: Callable[[View], pd.DataFrame]) -> Marks:
    frame = make(view)
    return Marks(frame, *(maps.document(maps.points_document(frame)) if len(frame) else ("", b"")))


def document(content: Mapping[str, object]) -> str:
    """Return the name under which the browser finds `content`."""
    return _kept(maps.document(content))


def _kept(named: tuple[str, bytes]) -> str:
    return documents.keep(*named)


def forget() -> None:
    """Drop the open store and all that came from it, so that the next run opens it anew."""
    _read.clear()
    forget_all()
