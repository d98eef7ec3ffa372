"""One reader's run of a page: what is open, what is chosen, in which language. This module begins every page."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.schema import Level, Quality
from geo.joins import Standing
from geo.scores import Evaluation
from pages.ui import cache, calendar, selection, words
from pages.ui.register import Register
from pages.ui.selection import Selection
from pages.ui.words import Words


@dataclass(frozen=True, eq=False)
class Visit:
    """What a page needs to know."""

    register: Register
    chosen: Selection
    say: Words

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.chosen.lang

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation of the chosen day and theme."""
        return cache.evaluation(self.register.version, self.chosen.day, self.chosen.theme)

    @cached_property
    def standings(self) -> pd.DataFrame:
        """How every record stands on the day, by initiative_id."""
        return cache.standings(self.register.version, self.chosen.day, self.chosen.theme)

    @cached_property
    def of_agency(self) -> pd.Index:
        """Records in which the chosen agency takes part in any role."""
        parts = self.register.records["participation"]
        return pd.Index(parts.loc[parts["agency_id"] == self.chosen.agency, "initiative_id"].unique())

    @property
    def outline_quality(self) -> str:
        """Quality of the outlines that are drawn: the least good of them; blank without any."""
        drawn = set(cache.outlines(self.register.version, self.chosen.level)["quality"].dropna())
        return next((str(quality) for quality in reversed(Quality) if quality in drawn), "")

    @property
    def active_count(self) -> str:
        """How many records are open on the day within the theme, with or without a place."""
        open_now = (self.standings["standing"] == Standing.ACTIVE) & self.standings["is_in_scope"]
        return f"{int(open_now.sum()):,}"

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

    def when(self) -> str:
        """Return the as-of day and its fiscal year in words."""
        day = self.chosen.day
        year = self.say("fiscal_year", year=calendar.fiscal_year(day))
        return f"{self.say('as_of', day=calendar.long(day, self.lang))} · {year}"


def begin() -> Visit:
    """Read the register and the selection."""
    register = cache.register()
    chosen = selection.read(register.default_day, register.known)
    return Visit(register, chosen, words.speaker(chosen.lang))
