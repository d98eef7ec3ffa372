"""One reader's run of a page: what is open, what is chosen, in which language. This module begins every page."""

import datetime
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from data.schema import Actor, Level, Quality
from data.store import default_name, urls
from data.store.accounts import Person
from geo.scores import Evaluation
from geo.stage import Stage
from pages.ui import cache, calendar, mapdata, selection, sitting, words
from pages.ui.register import Register
from pages.ui.selection import Selection
from pages.ui.words import Words


@dataclass(frozen=True, eq=False)
class Visit:
    """What a page needs to know.

    ``register_name``: of the store that is open; ``default_day``: the day it opened at when the page was run.
    ``long``: how long the lists are that this run cuts, or would; what it draws fills it.
    """

    register: Register
    chosen: Selection
    say: Words
    register_name: str
    default_day: datetime.date
    long: list[int] = field(default_factory=list)

    @property
    def is_past(self) -> bool:
        """Whether the register is looked at as it stood at the end of a past day: nothing can be changed then."""
        return self.chosen.kept is not None

    @property
    def person(self) -> Person:
        """Who looks at the page; asked anew each time, so that who is signed out or disabled is nobody at once."""
        return sitting.person(cache.store(self.register_name))

    @property
    def actor(self) -> Actor:
        """Who acts, for `data.desk`, at this moment: what a button does asks for it when it is pressed."""
        return self.person.actor

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.chosen.lang

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation of the chosen day and theme."""
        return cache.evaluation(self.register.version, self.chosen.day, self.chosen.theme)

    @property
    def stage(self) -> Stage:
        """The records of the chosen day and theme, on which changes are tried."""
        return cache.stage(self.register.version, self.chosen.day, self.chosen.theme)

    @cached_property
    def standings(self) -> pd.DataFrame:
        """How every record stands on the day, by initiative_id."""
        return cache.standings(self.register.version, self.chosen.day, self.chosen.theme)

    def listed(self, standing: str) -> pd.Index:
        """Return the records within the reader's filters that stand so on the day; blank: however they stand."""
        choice = replace(self.chosen.choice, standing=standing)
        return cache.listed(self.register.version, self.chosen.day, self.chosen.theme, choice)

    @property
    def outline_quality(self) -> str:
        """Quality of the outlines that are drawn: the least good of them; blank without any."""
        drawn = set(mapdata.outlines(self.register.version, self.chosen.level)["quality"].dropna())
        return next((str(quality) for quality in reversed(Quality) if quality in drawn), "")

    @property
    def active_count(self) -> str:
        """How many initiatives are open on the day within the theme, with or without a place."""
        world = self.evaluation.world
        return f"{int((world.is_active & world.themes.is_in_scope).sum()):,}"

    def agencies_of(self, initiative_id: str) -> str:
        """Return the agencies that take part in a record, the host first, each with its role."""
        parts = self.register.parts.get(initiative_id, [])
        return ", ".join(
            f"{self.register.agency_name(agency, self.lang)} ({self.say(role)})"
            if role
            else self.register.agency_name(agency, self.lang)
            for agency, role in parts
        )

    def scores(self, level: Level) -> pd.DataFrame:
        """Return the scores of a level by area code."""
        return cache.scored(self.register.version, self.chosen.day, self.chosen.theme, level)

    @property
    def before(self) -> "Visit":
        """The same visit on the day that figures are compared with."""
        return replace(self, chosen=replace(self.chosen, day=self.chosen.since_day))

    @property
    def dropping(self) -> pd.Index:
        """Open records that end within 90 days with no successor."""
        return cache.dropping(self.register.version, self.chosen.day, self.chosen.theme)

    @property
    def dated(self) -> tuple[Hashable, ...]:
        """What scores and the words for them depend on: the register's state, day, theme, language."""
        return cache.records_of(self.register.version), self.chosen.day, self.chosen.theme, self.lang

    def when(self) -> str:
        """Return the as-of day and its fiscal year in words."""
        day = self.chosen.day
        year = self.say("fiscal_year", year=calendar.fiscal_year(day))
        return f"{self.say('as_of', day=calendar.long(day, self.lang))} · {year}"


def begin() -> Visit:
    """Read the register and the selection."""
    name = selection.register_name(urls(), default_name())
    kept = selection.kept_day(lambda: cache.days_kept(name)[-1:])
    register = cache.register(name, kept)
    day = register.default_day
    chosen = selection.read(day, register.known, kept)
    return Visit(register, chosen, words.speaker(chosen.lang), name, day)
