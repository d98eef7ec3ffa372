"""Registers and scores, worked out once and shown many times. Keys of caches are scalars and the version."""

import datetime
from collections.abc import Hashable, Mapping
from dataclasses import replace

import pandas as pd

from data.schema import TABLES, Level
from data.store import Store, open_store, urls
from data.store.changed import seal_of, tables_between
from data.store.location import OFFICE, is_there, sqlite_file
from data.store.plain import OUTLINES
from data.store.single import last_change
from geo import measures, presence, scores, watch
from geo.choice import Choice, chosen
from geo.stage import Stage, stage_of
from geo.world import Basis, basis_of
from pages.ui import calendar, words
from pages.ui.finding import Index
from pages.ui.names import Names
from pages.ui.once import forget_all, once
from pages.ui.register import Register

WORKING = " · ".join(words.speaker(lang)("working") for lang in words.LANGUAGES)
"""Shown while something takes longer than a tenth of a second; Streamlit's own button beside it stops the run."""


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


def names(version: str) -> Mapping[str, Names]:
    """Return what everything is called in each language, in the state that `version` names."""
    return _register(version).names


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


def by_records(version: str, *more: Hashable) -> Hashable:
    """Return a key that a change of accounts leaves as it is."""
    return (records_of(version), *more)


@once(most=48, key=by_records, saying=WORKING)
def evaluation(version: str, day: datetime.date, theme: str) -> scores.Evaluation:
    """Return everything the scores of a day rest on, restricted to `theme` unless it is blank."""
    return scores.evaluate(_basis(version), day, themes=(theme,) if theme else None)


@once(most=6, key=by_records, saying=WORKING)
def stage(version: str, day: datetime.date, theme: str) -> Stage:
    """Return the records of a day, restricted to `theme` unless it is blank, made ready for changes to be tried."""
    themes = (theme,) if theme else None
    return stage_of(_register(version).records, evaluation(version, day, theme), themes)


@once(most=3, key=by_records, saying=WORKING)
def _basis(version: str) -> Basis:
    return basis_of(_register(version).records)


@once(most=48, key=by_records)
def standings(version: str, day: datetime.date, theme: str) -> pd.DataFrame:
    """Return how every record stands on a day."""
    return presence.standings(evaluation(version, day, theme))


@once(most=96, key=by_records)
def scored(version: str, day: datetime.date, theme: str, level: Level) -> pd.DataFrame:
    """Return the scores of a day by area code, with the counts that colour the map beside them."""
    found = evaluation(version, day, theme)
    population = _register(version).areas["population"]
    return measures.with_counts(found, scores.score(found, level).set_index("area_code"), level, population)


@once(most=48, key=by_records)
def dropping(version: str, day: datetime.date, theme: str) -> pd.Index:
    """Return the open records that end soon with no successor."""
    return watch.dropping(evaluation(version, day, theme))


@once(most=192, key=by_records)
def listed(version: str, day: datetime.date, theme: str, choice: Choice) -> pd.Index:
    """Return the records within the filters of theme and choice."""
    known = _register(version)
    return chosen(evaluation(version, day, theme), known.records["participation"], known.agencies["sector"], choice)


@once(most=3, key=by_records)
def names_index(version: str) -> Index:
    """Return every name of a register, ready to be searched."""
    return Index.of(_register(version))


def forget() -> None:
    """Drop the open store and all that came from it, so that the next run opens it anew."""
    _read.clear()
    forget_all()
